import type { Floor, FloorLists, OrderParts } from './floor.ts';

/** Where each list is asked for. */
const PATHS: Readonly<Record<keyof FloorLists, string>> = {
  changeRequests: '/v1/fulfilment/change-requests',
  fulfilmentOrders: '/v1/fulfilment/orders',
  manifests: '/v1/fulfilment/manifests',
  pickLists: '/v1/fulfilment/pick-lists',
  shipments: '/v1/fulfilment/shipments',
  waves: '/v1/fulfilment/waves',
  returns: '/v1/returns',
  exceptions: '/v1/exceptions',
};
/** What is worked on at a look: more would keep a machine busy that somebody else uses too. */
const LIMIT = 40;

/** What there is to do, as a server tells it. A list that it does not tell is empty: somebody looks again. */
export function liveFloor(ask: (path: string) => Promise<unknown>): Floor {
  return {
    async list<Name extends keyof FloorLists>(name: Name, state: string) {
      const page = await ask(`${PATHS[name]}?state=${state}&limit=${LIMIT}`);
      return (page as { readonly items?: FloorLists[Name][] } | null)?.items ?? [];
    },
    async order(orderId) {
      const parts = await ask(`/v1/orders/${orderId}/fulfilment`);
      return (parts as OrderParts | null) ?? { fulfilmentOrders: [], shipments: [] };
    },
    // What another system gets wrong is made up from the ledger itself, which a simulation reads whole.
    stockAt: () => Promise.resolve([]),
    proposedSnapshots: () => Promise.resolve([]),
    countTasks: () => Promise.resolve([]),
    onHand: () => Promise.resolve(0),
  };
}
