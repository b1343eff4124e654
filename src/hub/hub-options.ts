import type { Pool } from 'pg';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Refusal } from './refusal.ts';

/** What a hub works with. */
export interface HubOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: {
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  /** What a caller gets for a refusal: the status and body of the catalogue of errors. */
  readonly answerRefusal: (refusal: Refusal) => { readonly status: number; readonly body: string };
  /** Names of fields of commands that hold secrets: their values are not kept in quarantine. */
  readonly secretNames: ReadonlySet<string>;
  readonly queueLengthMax?: number;
  readonly batchLengthMax?: number;
  /** How long callers wait for a database that went away before they get 503. */
  readonly patienceMs?: number;
}
