import type { Pool } from 'pg';
import { MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { skusWithStock } from '../inventory/index.ts';
import * as sql from './orders.sql.ts';

interface DueOrder {
  id: number;
  state: OrderState;
  is_ready_in_store: boolean;
}

/** Orders whose payment, hold, release, collection or closing is due. */
export const orderDeadlines: DeadlineSource = {
  name: 'orders',
  async due(pool, now, limit) {
    const rows = await runStatement<DueOrder>(pool, sql.readDueOrders, [now, limit]);
    return rows.map(({ id, state, is_ready_in_store: isReadyInStore }) => ({
      kind: isReadyInStore
        ? 'end_collection'
        : RELEASED_BY_CLOCK.has(state)
          ? 'release_order'
          : 'meet_deadline',
      body: { orderId: id },
    }));
  },
};

/** In these states what is due is the release: of the whole order, or of a part that has become ready. */
const RELEASED_BY_CLOCK: ReadonlySet<OrderState> = new Set([
  'sourced',
  'released',
  'picking',
  'packed',
]);

/** What was asked for a SKU since its stock last grew. */
interface Asked {
  units: number;
  readonly since: Instant;
  readonly orderIds: Set<number>;
}

/** After so long everything is asked again: a location may have opened, a rate may have changed. */
const ASK_AGAIN_MS = MINUTE_MS;

/**
 * Orders that wait for stock which is there now, the oldest claim of the highest priority first. They
 * are asked for again and again instead of being told by every receipt: nothing is missed, whatever
 * freed the stock. An order that the stock does not help (it lies where it cannot be sent from, or is
 * too little) is not asked for twice until there is more of it, so that it stands in nobody's way.
 */
export function createWaitingOrders(): DeadlineSource {
  const askedBySku = new Map<number, Asked>();
  return {
    name: 'waiting orders',
    async due(pool, now, limit) {
      const waited = await runStatement<{ sku_id: number }>(pool, sql.readWaitingSkus, []);
      if (waited.length === 0) {
        askedBySku.clear();
        return [];
      }
      const arrived = await skusWithStock(
        pool,
        waited.map(({ sku_id }) => sku_id),
      );
      for (const { skuId, units } of arrived) {
        const asked = askedBySku.get(skuId);
        if (asked === undefined || units > asked.units || now - asked.since >= ASK_AGAIN_MS) {
          askedBySku.set(skuId, { units, since: now, orderIds: new Set() });
        } else asked.units = units;
      }
      const due: number[] = [];
      for (const { skuId } of arrived) {
        if (due.length >= limit) break;
        const asked = askedBySku.get(skuId) as Asked;
        const orderIds = await readWaitingOrders(
          pool,
          skuId,
          now,
          asked.orderIds,
          limit - due.length,
        );
        for (const orderId of orderIds) asked.orderIds.add(orderId);
        due.push(...orderIds);
      }
      return [...new Set(due)].map((orderId) => ({ kind: 'source_order', body: { orderId } }));
    },
  };
}

async function readWaitingOrders(
  pool: Pool,
  skuId: number,
  now: Instant,
  askedAlready: ReadonlySet<number>,
  limit: number,
): Promise<number[]> {
  const values = [skuId, now, limit, integerArray([...askedAlready])];
  const rows = await runStatement<{ order_id: number }>(pool, sql.readWaitingOrders, values);
  return rows.map(({ order_id }) => order_id);
}
