import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { RequestReturn } from '../../../contracts/returns.ts';
import type { ReturnLine } from './return-record.ts';
import * as sql from './returns.sql.ts';

/** A return of the past, as it can be asked for once more. Photos are not shown again. */
export interface PastReturn {
  readonly orderId: number;
  readonly at: Instant;
  readonly body: RequestReturn;
}

/** What was asked to come back of these orders, by order and time. */
export async function readPastReturns(
  pool: Pool,
  orderIds: readonly number[],
): Promise<PastReturn[]> {
  const rows = await runStatement<{
    order_id: number;
    requested_at: Instant;
    lines: readonly ReturnLine[];
  }>(pool, sql.readPastReturns, [orderIds]);
  return rows.map(({ order_id: orderId, requested_at: at, lines }) => ({
    orderId,
    at,
    body: {
      lines: lines.map(({ lineNumber, quantity, askedQuantity = quantity, reason, note }) => ({
        lineNumber,
        quantity: askedQuantity,
        reason,
        ...(note === null ? {} : { note }),
      })),
    },
  }));
}
