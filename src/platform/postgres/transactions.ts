import type pg from 'pg';
import { DatabaseUnavailable, errorCode, errorMessage } from './start-refusal.ts';

/** SQLSTATEs after which the session is gone: shutdown, crash, start-up, and the connection class. */
const SESSION_LOST = /^(57P0[1-5]|08...)$/;
const SOCKET_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg gives these no code. */
const MESSAGE_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|timeout exceeded when trying to connect|Query read timeout)/;

/** True when an error means that the database is away, not that the statement was wrong. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  // Also a connection to a name with several addresses, of which each was refused.
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  const code = errorCode(error);
  return SESSION_LOST.test(code) || SOCKET_LOST.has(code) || MESSAGE_LOST.test(errorMessage(error));
}

/** Characteristics of a transaction, as BEGIN takes them. */
export type TransactionMode =
  | ''
  | 'isolation level repeatable read'
  | 'isolation level repeatable read, read only'
  | 'isolation level serializable';

/**
 * Runs `work` in one transaction and commits it. When `work` throws, everything is rolled back and the
 * error passed on. A client whose connection is doubtful is destroyed, never given back to the pool.
 * BEGIN is sent together with the first statement of `work`, so it costs no round trip.
 *
 * @throws DatabaseUnavailable with `outcome` saying whether the work may be committed
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  mode: TransactionMode = '',
): Promise<Result> {
  const client = await pool.connect();
  let committing = false;
  try {
    const begun = client.query(`begin ${mode}`);
    // When BEGIN fails, so does the first statement; nobody may be waiting for this promise then.
    begun.catch(() => undefined);
    const result = await work(client);
    await begun;
    committing = true;
    const committed = await client.query('commit');
    // The server answers COMMIT of a failed transaction with ROLLBACK, not with an error.
    if (committed.command !== 'COMMIT') {
      committing = false;
      throw new Error(
        'A statement of the transaction failed and its error was swallowed: await every statement.',
      );
    }
    client.release();
    return result;
  } catch (error) {
    if (isConnectionError(error)) {
      client.release(true);
      const outcome = committing ? 'unknown' : 'not_committed';
      throw error instanceof DatabaseUnavailable
        ? error
        : new DatabaseUnavailable(
            outcome,
            `The database went away (${errorMessage(error)}): do the work again${committing ? ' after looking whether it was committed' : ''}.`,
            { cause: error },
          );
    }
    // A deferred constraint fails at COMMIT; the server has rolled back by itself then, and this is harmless.
    const rolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!rolledBack);
    throw error;
  }
}
