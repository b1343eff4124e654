import type pg from 'pg';
import type { ServerState } from './postmaster.ts';

/** An open database. */
export interface Database {
  /** Bridges restarts of the server; statements on one client are pipelined. */
  readonly pool: pg.Pool;
  /** For connections outside the pool (LISTEN, COPY); they lack our value types. */
  readonly connectionConfig: pg.ClientConfig;
  readonly kind: 'embedded' | 'given';
  /** For example `18.4`. */
  readonly serverVersion: string;
  readonly databaseName: string;
  /**
   * Calls back when the embedded server goes away and comes back; a given server is only seen through
   * its pool. The returned function ends the calls.
   */
  onStateChange(listener: (state: ServerState) => void): () => void;
  /** Closes the pool once its clients are back, then stops the embedded server. */
  stop(): Promise<void>;
}
