import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { Exception, Suggestion } from '../../../contracts/exceptions.ts';
import { CAUSES } from './exception-causes.ts';
import * as sql from './exceptions.sql.ts';
import type { Raised } from './exception-record.ts';

/** An exception of the past, as it can be raised once more. */
export interface PastException {
  readonly orderId: number;
  readonly at: Instant;
  readonly raised: Omit<Raised, 'causeKey' | 'orderId'>;
}

/** As their events have told them. */
type Told = Exception & { readonly suggestion: { readonly code: Suggestion } };

/** What was said of one may have changed its severity: where they are raised, all of a kind have the same. */
const SEVERITIES = new Map(CAUSES.map(({ kind, severity }) => [kind, severity]));
/** What opens them happens again by itself when payments and returns of an order are told again, and flows run. */
const RAISED_AGAIN: ReadonlySet<string> = new Set([
  'flagged',
  'paid_after_cancel',
  'payment_failed',
  'return_to_judge',
]);

/**
 * The exceptions that opened for one of these orders, by order and time. What joined an open one is not among them,
 * nor is what `exceptionCommandsOf` finds in what happens to an order that is carried once more.
 */
export async function readPastExceptions(
  pool: Pool,
  orderIds: readonly number[],
): Promise<PastException[]> {
  const rows = await runStatement<{ order_id: number; recorded_at: Instant; data: string }>(
    pool,
    sql.readPastExceptions,
    [orderIds],
  );
  return rows.flatMap(({ order_id: orderId, recorded_at: at, data }): PastException[] => {
    const told = JSON.parse(data) as Told;
    const { kind, channel, location, facts } = told;
    if (RAISED_AGAIN.has(kind)) return [];
    const severity = SEVERITIES.get(kind) ?? told.severity;
    const subject = told.subjects[0]?.subject ?? `order/${orderId}`;
    const suggestion = told.suggestion.code;
    return [
      { orderId, at, raised: { kind, channel, location, facts, severity, subject, suggestion } },
    ];
  });
}
