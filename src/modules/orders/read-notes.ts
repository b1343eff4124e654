import { instantToText } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { OrderNotes } from '../../../contracts/order-reads.ts';
import { ORDER_NOTED } from './note-order.ts';
import * as sql from './orders-read.sql.ts';
import type { EventRow } from './read-timeline.ts';

/** What people noted about an order, oldest first; nothing for an order that does not exist. */
export async function readNotes(client: Queryable, orderId: number): Promise<OrderNotes['items']> {
  const rows = await runStatement<EventRow & { data: string }>(client, sql.readEventsOfType, [
    orderId,
    ORDER_NOTED,
  ]);
  return rows.map(({ id, actor, occurred_at, data }) => ({
    event: id,
    text: (JSON.parse(data) as { text: string }).text,
    actor,
    at: instantToText(occurred_at),
  }));
}
