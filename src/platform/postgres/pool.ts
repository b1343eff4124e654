import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type ClientConfig, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable, errorMessage } from './start-refusal.ts';
import { isConnectionError } from './transactions.ts';
import { valueTypes } from './value-types.ts';

/** How long a caller waits for a database that is away before it hears DatabaseUnavailable. */
const UNAVAILABLE_WAIT_MS_MAX = 20_000;
const RETRY_MS_MIN = 20;
const RETRY_MS_MAX = 500;

type OnConnect = Extract<Parameters<Pool['connect']>, { length: 1 }>[0];

/**
 * A pool that bridges a restart of the server: a caller that asks for a connection while the server is
 * away waits for it, and hears DatabaseUnavailable only when that takes too long.
 */
class SteadyPool extends Pool {
  readonly #waitMsMax: number;

  constructor(config: PoolConfig, waitMsMax: number) {
    super(config);
    this.#waitMsMax = waitMsMax;
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: OnConnect): void;
  override connect(callback?: OnConnect): Promise<PoolClient> | void {
    if (callback === undefined) return this.#connectPatiently();
    // Pool.query takes its clients by callback.
    void this.#connectFor(callback);
  }

  async #connectFor(callback: OnConnect): Promise<void> {
    let client: PoolClient;
    try {
      client = await this.#connectPatiently();
    } catch (error) {
      callback(error as Error, undefined, () => undefined);
      return;
    }
    callback(undefined, client, client.release.bind(client) as (release?: unknown) => void);
  }

  async #connectPatiently(): Promise<PoolClient> {
    const deadline = performance.now() + this.#waitMsMax;
    for (let retryMs = RETRY_MS_MIN; ; retryMs = Math.min(retryMs * 2, RETRY_MS_MAX)) {
      try {
        return await super.connect();
      } catch (error) {
        if (!isConnectionError(error) || this.ending) throw error;
        if (performance.now() > deadline) {
          throw new DatabaseUnavailable(
            'not_committed',
            `The database is away or all its connections are busy (${errorMessage(error)}): try again later.`,
            { cause: error },
          );
        }
      }
      await sleep(retryMs);
    }
  }
}

/**
 * A pool of connections with our value types. Statements on one client are pipelined: those sent
 * without waiting travel together. COPY and cursors need a client of their own (`connectionConfig`).
 */
export function createPool(
  connection: ClientConfig,
  options: {
    readonly poolSize: number;
    readonly exitOnIdle?: boolean;
    readonly waitMsMax?: number;
  },
): Pool {
  const pool = new SteadyPool(
    {
      ...connection,
      types: valueTypes,
      pipeline: true,
      max: options.poolSize,
      // Connections keep their prepared plans, so they are kept.
      idleTimeoutMillis: 300_000,
      connectionTimeoutMillis: 10_000,
      allowExitOnIdle: options.exitOnIdle ?? false,
    },
    options.waitMsMax ?? UNAVAILABLE_WAIT_MS_MAX,
  );
  // A lost idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // The same holds for one that is checked out and waits between two statements.
    client.on('error', () => undefined);
    // Casts between instants, dates and texts follow these settings, which a given server may have otherwise.
    client.query(`set time zone 'UTC'; set datestyle to 'ISO, MDY'`).catch(() => undefined);
  });
  return pool;
}
