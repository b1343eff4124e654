import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './webhooks.sql.ts';

/** The codes of the channels that orders came from. */
export async function channelsOfOrders(
  client: Queryable,
  orderIds: readonly number[],
): Promise<Map<number, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await runStatement<{ id: number; code: string }>(client, sql.readChannelsOfOrders, [
    [...new Set(orderIds)],
  ]);
  return new Map(rows.map(({ id, code }) => [id, code]));
}
