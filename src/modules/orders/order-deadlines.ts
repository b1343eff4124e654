import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { skusWithStock } from '../inventory/index.ts';
import * as sql from './orders.sql.ts';

/** Orders whose payment or hold is due. */
export const orderDeadlines: DeadlineSource = {
  name: 'orders',
  async due(pool, now, limit) {
    const rows = await runStatement<{ id: number }>(pool, sql.readDueOrders, [now, limit]);
    return rows.map(({ id }) => ({ kind: 'meet_deadline', body: { orderId: id } }));
  },
};

/**
 * Orders that wait for stock which is there now, the oldest claim of the highest priority first. Asked
 * again and again instead of being told by every receipt: nothing is missed, whatever freed the stock.
 */
export const waitingOrders: DeadlineSource = {
  name: 'waiting orders',
  async due(pool, now, limit) {
    const waited = await runStatement<{ sku_id: number }>(pool, sql.readWaitingSkus, []);
    if (waited.length === 0) return [];
    const arrived = await skusWithStock(pool, waited.map(({ sku_id }) => sku_id));
    if (arrived.length === 0) return [];
    const orders = await readWaitingOrders(pool, arrived, now, limit);
    return orders.map((orderId) => ({ kind: 'source_order', body: { orderId } }));
  },
};

async function readWaitingOrders(
  pool: Pool,
  skuIds: readonly number[],
  now: Instant,
  limit: number,
): Promise<number[]> {
  const values = [integerArray(skuIds), now, limit];
  const rows = await runStatement<{ order_id: number }>(pool, sql.readWaitingOrders, values);
  return rows.map(({ order_id }) => order_id);
}
