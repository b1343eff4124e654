import type { FulfilmentOrderRead } from '../contracts/fulfilment-answers.ts';
import type { Instant } from '../src/kernel/clock.ts';
import type { Floor, FloorLists, OrderParts, PickUp } from './floor.ts';
import { LiveStock } from './live-stock.ts';
import { LOCATIONS } from './sample/index.ts';

/** Where each list is asked for. */
const PATHS: Readonly<Record<keyof FloorLists, string>> = {
  changeRequests: '/v1/fulfilment/change-requests',
  fulfilmentOrders: '/v1/fulfilment/orders',
  manifests: '/v1/fulfilment/manifests',
  pickLists: '/v1/fulfilment/pick-lists',
  purchaseOrders: '/v1/fulfilment/purchase-orders',
  shipments: '/v1/fulfilment/shipments',
  waves: '/v1/fulfilment/waves',
  returns: '/v1/returns',
  exceptions: '/v1/exceptions',
  effects: '/v1/flow-effects',
};
/** What is worked on at a look: more would keep a machine busy that somebody else uses too. */
const LIMIT = 40;

const STORES: ReadonlySet<string> = new Set(
  LOCATIONS.filter(({ put }) => put.kind === 'store').map(({ put }) => put.code),
);
/** What waits in stores is asked for one by one. */
const PICK_UPS_MAX = 10;

interface ReadyForPickUp {
  readonly data: { readonly fulfilmentOrder: string; readonly pickUpCode: string };
}

/** What there is to do, as a server tells it. A list that it does not tell is empty: somebody looks again. */
export function liveFloor(
  ask: (path: string) => Promise<unknown>,
  realTimeOf: (at: Instant) => Instant,
): Floor & { readonly stock: LiveStock } {
  const itemsOf = async <Item>(path: string): Promise<readonly Item[]> =>
    ((await ask(path)) as { readonly items?: Item[] } | null)?.items ?? [];
  const stock = new LiveStock(ask, itemsOf, realTimeOf);
  return {
    stock,
    list: <Name extends keyof FloorLists>(name: Name, state: string) =>
      itemsOf<FloorLists[Name]>(`${PATHS[name]}?state=${state}&limit=${LIMIT}`),
    async order(orderId) {
      const parts = await ask(`/v1/orders/${orderId}/fulfilment`);
      return (parts as OrderParts | null) ?? { fulfilmentOrders: [], shipments: [] };
    },
    async pickUps() {
      const packed = await itemsOf<FulfilmentOrderRead>(
        `${PATHS.fulfilmentOrders}?state=packed&limit=${LIMIT}`,
      );
      const found: PickUp[] = [];
      for (const { id, orderId, location } of packed) {
        if (!STORES.has(location) || found.length >= PICK_UPS_MAX) continue;
        // The code is told to the customer alone: only the event that tells it has it.
        const told = await itemsOf<ReadyForPickUp>(
          `/v1/events?type=fulfilment.ready_for_pick_up&order=${orderId}`,
        );
        const own = told.findLast(({ data }) => data.fulfilmentOrder === id);
        if (own !== undefined) found.push({ id, code: own.data.pickUpCode });
      }
      return found;
    },
    stockAt: (location, at) => stock.stockAt(location, at),
    proposedSnapshots: () => stock.proposedSnapshots(),
    countTasks: (location) => stock.countTasks(location),
    onHand: (sku, location) => stock.onHand(sku, location),
    serialsAt: (sku, location, most) => stock.serialsAt(sku, location, most),
  };
}
