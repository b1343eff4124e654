import { instantToText, type Instant } from '../../kernel/clock.ts';
import { placeToText } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import type { OrderTimeline } from '../../../contracts/order-reads.ts';
import * as sql from './orders-read.sql.ts';
import { refuseUnknownOrder } from './read-order.ts';

/** An event of an order as the history holds it. */
export interface EventRow {
  readonly xid: string;
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
}

/** What happened to an order: the milestones it reached, when and by whom, and the events behind them. */
export async function readTimeline(
  client: Queryable,
  orderId: number,
): Promise<Answer<OrderTimeline>> {
  const rows = await runStatement<EventRow & { data: string; has_decision: boolean }>(
    client,
    sql.readEvents,
    [orderId],
  );
  // An order and its first event are written together, so one without events does not exist.
  if (rows.length === 0) return refuseUnknownOrder(orderId);
  return {
    kind: 'found',
    value: {
      id: String(orderId),
      milestones: rows.flatMap((row) => {
        const { milestones = [] } = JSON.parse(row.data) as { milestones?: string[] };
        return milestones.map((milestone) => ({
          milestone,
          at: instantToText(row.occurred_at),
          source: row.actor,
          event: row.id,
        }));
      }),
      events: rows.map((row) => eventReference(row, row.has_decision)),
    },
  };
}

/** An event as answers point to it. */
export function eventReference(
  row: EventRow,
  hasDecision: boolean,
): OrderTimeline['events'][number] {
  return {
    cursor: placeToText(row),
    id: row.id,
    type: row.type,
    occurredAt: instantToText(row.occurred_at),
    recordedAt: instantToText(row.recorded_at),
    actor: row.actor,
    hasDecision,
  };
}
