import type { PoolClient } from 'pg';
import {
  copyIn,
  copyInstant,
  copyInteger,
  copyJson,
  copyRow,
  copyText,
} from '../platform/postgres/copy.ts';
import { query } from '../platform/postgres/index.ts';
import * as sql from './hub.sql.ts';
import type { EventRecord, Write } from './unit-of-work.ts';

/** A batch lost a race against another process, or the database broke a deadlock. */
const CONFLICT_CODES = new Set(['40001', '40P01', '55P03']);
/** Unique constraints that say «a twin was faster», not «this is wrong». */
const TWIN_CONSTRAINTS = new Set([
  'order_external_id',
  'take_back_external_id',
  'api_key_name',
  'exception_open_key_key',
  'person_login_key',
  'person_identity',
]);

/** The primary key of whatever two processes made at the same moment. */
const PRIMARY_KEY = /_pkey$/;

class Conflict extends Error {}

/** Sends one write. Too few rows fail it like an error of its own, so that it counts before what follows from it. */
export async function sendWrite(client: PoolClient, write: Write): Promise<void> {
  if ('copy' in write) {
    await copyIn(client, write.copy, write.rows);
    return;
  }
  const { statement, values, rowsExpected } = write;
  const { rowCount } = await query(client, statement, values);
  if (rowsExpected !== undefined && rowCount !== rowsExpected) {
    throw new Conflict(`${statement.name}: ${rowCount} of ${rowsExpected} rows`);
  }
}

/**
 * All results, once every one has come. Of several failures the first is thrown: after it the server
 * refuses the rest of the transaction, which says nothing new.
 */
export async function allOf<Results extends readonly unknown[]>(promises: {
  [Key in keyof Results]: Promise<Results[Key]>;
}): Promise<Results> {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map(
    (result) => (result as PromiseFulfilledResult<unknown>).value,
  ) as unknown as Results;
}

/** True when another process was faster: the batch is to be decided again, nothing is wrong with it. */
export function isConflict(error: unknown): boolean {
  if (error instanceof Conflict) return true;
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === undefined) return false;
  return CONFLICT_CODES.has(code) || (code === '23505' && isOfTwins(constraint ?? ''));
}

function isOfTwins(constraint: string): boolean {
  return TWIN_CONSTRAINTS.has(constraint) || PRIMARY_KEY.test(constraint);
}

/** The write of what happened. */
export function eventWrite(events: readonly EventRecord[]): Write {
  return {
    copy: sql.copyEvents,
    rows: events
      .map((event) =>
        copyRow([
          event.id,
          event.type,
          copyText(event.subject),
          copyInteger(event.orderId ?? null),
          event.trace,
          copyText(event.actor),
          copyInstant(event.occurredAt),
          copyInstant(event.recordedAt),
          copyJson(event.data),
          copyJson(event.decision ?? null),
        ]),
      )
      .join(''),
  };
}
