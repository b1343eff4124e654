import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import type { ManualClock } from '../../hub/testing.ts';
import type {
  FulfilmentOrderRead,
  FulfilmentOrderView,
  PickListView,
  WaveView,
} from '../../../contracts/fulfilment-answers.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import { openCompany, openShop, putSkus, shopModules, type Shop } from '../orders/testing.ts';
import { createFulfilment, readFulfilmentOrder } from './index.ts';

/** An answer of this room, as tests read it. */
export type FulfilmentAnswer = Readonly<Record<string, never>> & {
  readonly id: string;
  readonly state: string;
};

/** A shop whose locations pick, pack and ship. */
export interface Warehouse {
  readonly shop: Shop;
  /** Sends a command and expects it to go well. */
  readonly done: <Answer = FulfilmentAnswer>(kind: string, body: object) => Promise<Answer>;
  /** Sends a command and expects it to be refused with this code. */
  readonly refused: (
    kind: string,
    body: object,
    code: string,
  ) => Promise<{ readonly detail: string }>;
  /** Places an order, which is released at once. Answers its number. */
  readonly released: (order: Partial<PlaceOrder>) => Promise<string>;
  /** Plans and releases a wave of the named fulfilment orders. Answers its pick lists. */
  readonly waved: (
    location: string,
    fulfilmentOrders: readonly string[],
  ) => Promise<readonly PickListView[]>;
  /** Takes everything that a pick list wants. */
  readonly pickAll: (list: PickListView) => Promise<void>;
  /** A fulfilment order as it reads at this moment. */
  readonly view: (id: string) => Promise<FulfilmentOrderRead>;
  /** From open to packed, in one carton without a box. */
  readonly packed: (location: string, fulfilmentOrder: string) => Promise<FulfilmentOrderView>;
}

/** Opens a warehouse on the tiny company's database, with 100 units of TEA and CUP in both warehouses. */
export async function openWarehouse(pool: Pool, clock?: ManualClock): Promise<Warehouse> {
  const shop = openShop(
    pool,
    clock,
    shopModules((orders) => createFulfilment(orders)),
  );
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'CUP'], {
    dimensionsMillimetres: { length: 100, width: 80, height: 60 },
  });
  for (const location of ['SHA', 'CTU']) {
    for (const sku of ['TEA', 'CUP']) await shop.receive(sku, 100, location);
  }
  return warehouseOf(shop);
}

/** The short ways of a warehouse on a shop. */
export function warehouseOf(shop: Shop): Warehouse {
  const done: Warehouse['done'] = async <Answer>(kind: string, body: object) => {
    const { status, text } = await shop.submit(kind, body);
    assert.ok(status < 300, `${kind}: ${text}`);
    return JSON.parse(text) as Answer;
  };
  const warehouse: Warehouse = {
    shop,
    done,
    async refused(kind, body, code) {
      const { body: answer, text } = await shop.submit(kind, body);
      assert.equal(answer.code, code, text);
      return answer;
    },
    async released(order) {
      const placed = await shop.place({ channel: 'LEDGER', ...order });
      assert.equal(placed.status, 201, placed.text);
      await done('release_order', { orderId: Number(placed.body.id) });
      return placed.body.id;
    },
    async waved(location, fulfilmentOrders) {
      const { waves } = await done<{ waves: WaveView[] }>('plan_waves', {
        location,
        fulfilmentOrders,
      });
      const released = await Promise.all(
        waves.map(({ id }) => done<{ pickLists: PickListView[] }>('release_wave', { wave: id })),
      );
      return released.flatMap(({ pickLists }) => pickLists);
    },
    async pickAll({ id, lines }) {
      await done('confirm_picks', {
        pickList: id,
        picks: lines.map(({ number, sku, wanted }) => ({
          line: number,
          sku,
          quantity: wanted.reduce((sum, { quantity }) => sum + quantity, 0),
        })),
      });
    },
    async view(id) {
      const answer = await readFulfilmentOrder(shop.pool, id, shop.clock.now());
      assert.ok(answer.kind === 'found', id);
      return answer.value;
    },
    async packed(location, fulfilmentOrder) {
      for (const list of await warehouse.waved(location, [fulfilmentOrder])) {
        await warehouse.pickAll(list);
      }
      const { lines } = await warehouse.view(fulfilmentOrder);
      return done<FulfilmentOrderView>('pack_order', {
        fulfilmentOrder,
        acceptsWeight: true,
        cartons: [
          {
            box: null,
            weightGrams: 1_000,
            lines: lines.map(({ lineNumber, picked }) => ({ lineNumber, quantity: picked })),
          },
        ],
      });
    },
  };
  return warehouse;
}
