import type { Pool, PoolClient } from 'pg';
import { isConnectionError, runStatement } from '../platform/postgres/index.ts';
import * as sql from './hub.sql.ts';
import type { LoadMode, Write } from './unit-of-work.ts';
import { allOf, sendWrite } from './writes.ts';

/**
 * Nobody knows whether the batch is committed. Deciding it again could double it, and answering either
 * way could be a lie: callers repeat their requests, which idempotency answers rightly.
 */
export class OutcomeUnknown extends Error {}

/**
 * Writes and commits. When the connection breaks during the commit its outcome is unknown to us
 * but not to the database: the transaction's status decides whether the batch is answered or
 * decided again, so nothing is doubled.
 */
export async function commit(
  client: PoolClient,
  batch: {
    readonly mode: LoadMode;
    readonly writes: readonly Write[];
    readonly eventId: string | null;
  },
  { pool, patienceMs }: { readonly pool: Pool; readonly patienceMs: number },
): Promise<void> {
  // Sent together: the statements of a batch wait for each other on the server, not on the way.
  const begun = batch.mode === 'optimistic' ? client.query('begin') : Promise.resolve();
  const [, transaction] = await allOf([
    begun,
    runStatement<{ xid: string }>(client, sql.currentTransaction),
    ...batch.writes.map((write) => sendWrite(client, write)),
  ]);
  try {
    await client.query('commit');
  } catch (error) {
    if (!isConnectionError(error)) throw error;
    const xid = transaction[0]?.xid ?? '';
    if (!(await wasCommitted(pool, xid, batch.eventId, patienceMs))) throw error;
  }
}

/**
 * Whether a transaction whose commit was cut off is committed. Its status alone would lie: a server
 * that crashed before a transaction reached the disk gives its identifier to another one, which may
 * commit. So the batch's own event must be there too. A batch without events has only kept answers,
 * and deciding it again repeats those that are kept.
 * @throws OutcomeUnknown when the database does not answer within `patienceMs`
 */
async function wasCommitted(
  pool: Pool,
  xid: string,
  eventId: string | null,
  patienceMs: number,
): Promise<boolean> {
  if (eventId === null) return false;
  const patientUntil = performance.now() + patienceMs;
  for (;;) {
    try {
      const client = await pool.connect();
      try {
        const [row] = await runStatement<{ status: string }>(client, sql.transactionStatus, [xid]);
        if (row?.status !== 'in progress') {
          if (row?.status !== 'committed') return false;
          // Asked apart from the status: a statement that began before the commit would not see the event.
          const [event] = await runStatement<{ is_kept: boolean }>(client, sql.findEvent, [
            xid,
            eventId,
          ]);
          return event?.is_kept === true;
        }
      } finally {
        client.release();
      }
    } catch (error) {
      if (!isConnectionError(error)) throw error;
    }
    if (performance.now() > patientUntil) throw new OutcomeUnknown();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Returns a connection after a failure; one that is doubtful is closed. */
export async function giveBack(
  client: PoolClient,
  failure: unknown,
  isInTransaction: boolean,
): Promise<void> {
  if (isConnectionError(failure)) return client.release(failure as Error);
  let doubt: Error | undefined;
  if (isInTransaction) await client.query('rollback').catch((error: Error) => (doubt = error));
  client.release(doubt);
}
