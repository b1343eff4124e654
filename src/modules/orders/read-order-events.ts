import { instantToText } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './orders-read.sql.ts';
import type { EventRow } from './read-timeline.ts';

/** What happened to an order, with all that the history says of it: for rooms that tell it in words of their own. */
export async function readOrderEvents(
  client: Queryable,
  orderId: number,
): Promise<
  {
    readonly type: string;
    readonly occurredAt: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[]
> {
  const rows = await runStatement<EventRow & { data: string }>(client, sql.readEvents, [orderId]);
  return rows.map(({ type, occurred_at: at, data }) => ({
    type,
    occurredAt: instantToText(at),
    data: JSON.parse(data) as Readonly<Record<string, unknown>>,
  }));
}
