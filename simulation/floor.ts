import type { Pool } from 'pg';
import type { Exception } from '../contracts/exceptions.ts';
import type {
  ChangeRequestView,
  FulfilmentOrderRead,
  ManifestView,
  PickListView,
  ShipmentView,
  WaveView,
} from '../contracts/fulfilment-answers.ts';
import type { Return } from '../contracts/returns.ts';
import type { Instant } from '../src/kernel/clock.ts';
import {
  listChangeRequests,
  listFulfilmentOrders,
  listManifests,
  listPickLists,
  listShipments,
  listWaves,
  readOrderFulfilment,
} from '../src/modules/fulfilment/index.ts';
import { listReturns } from '../src/modules/returns/index.ts';
import { listOpenExceptions } from '../src/modules/tracking/index.ts';

/** What people at work look at, by the name of its list. */
export interface FloorLists {
  readonly changeRequests: ChangeRequestView;
  readonly fulfilmentOrders: FulfilmentOrderRead;
  readonly manifests: ManifestView;
  readonly pickLists: PickListView;
  readonly shipments: ShipmentView;
  readonly waves: WaveView;
  readonly returns: Return;
  readonly exceptions: Exception;
}

/** What locations do about one order, as far as its customer and its agent look. */
export interface OrderParts {
  readonly fulfilmentOrders: readonly FulfilmentOrderRead[];
  readonly shipments: readonly ShipmentView[];
}

/** How people see what there is to do: by reading the database, or by asking the API. */
export interface Floor {
  /** What stands in a state, in the order of its list, a page of it. */
  list<Name extends keyof FloorLists>(
    name: Name,
    state: string,
  ): Promise<readonly FloorLists[Name][]>;
  order(orderId: number): Promise<OrderParts>;
}

const PAGE = { limit: 200, cursor: null };

/** Looks into the database of a simulation, at a time of its world. */
export function floorOf(pool: Pool, now: Instant): Floor {
  const filtered = (state: string) => ({ location: null, state });
  const readers: {
    readonly [Name in keyof FloorLists]: (
      state: string,
    ) => Promise<
      { readonly kind: string } & { readonly value?: { readonly items: FloorLists[Name][] } }
    >;
  } = {
    changeRequests: (state) => listChangeRequests(pool, filtered(state), PAGE),
    fulfilmentOrders: (state) => listFulfilmentOrders(pool, filtered(state), PAGE, now),
    manifests: (state) => listManifests(pool, filtered(state), PAGE),
    pickLists: (state) => listPickLists(pool, filtered(state), PAGE),
    shipments: (state) => listShipments(pool, filtered(state), PAGE),
    waves: (state) => listWaves(pool, filtered(state), PAGE),
    returns: (state) => listReturns(pool, { orderId: null, state }, PAGE),
    exceptions: () => listOpenExceptions(pool, { kind: null, owners: null, subject: null }, PAGE),
  };
  return {
    async list(name, state) {
      const answer = await readers[name](state);
      if (answer.value === undefined) throw new Error(`the list of ${name} was refused`);
      return answer.value.items;
    },
    order: (orderId) => readOrderFulfilment(pool, orderId, now),
  };
}
