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
import type { FlowEffect } from '../contracts/flow-effects.ts';
import type { PurchaseOrderView } from '../contracts/purchase-orders.ts';
import type { Return } from '../contracts/returns.ts';
import type { Instant } from '../src/kernel/clock.ts';
import { listEffects } from '../src/flows/index.ts';
import {
  listChangeRequests,
  listFulfilmentOrders,
  listManifests,
  listPickLists,
  listPurchaseOrders,
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
  readonly purchaseOrders: PurchaseOrderView;
  readonly shipments: ShipmentView;
  readonly waves: WaveView;
  readonly returns: Return;
  readonly exceptions: Exception;
  /** What flows have asked for outside. */
  readonly effects: FlowEffect;
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
  /** What waits in stores for its customers, with the codes that they were told. */
  pickUps(): Promise<readonly PickUp[]>;
  /** What lies at a location and can be told apart when it is missed; nothing where nobody may look. */
  stockAt(location: string, at: Instant): Promise<readonly ShelfStock[]>;
  proposedSnapshots(): Promise<readonly string[]>;
  countTasks(location: string): Promise<readonly CountTask[]>;
  onHand(sku: string, location: string): Promise<number>;
  /** Numbers that stand on units of a SKU at a location, so many at most; none where nobody numbers them. */
  serialsAt(sku: string, location: string, most: number): Promise<readonly string[]>;
}

/** Something that waits to be collected. */
export interface PickUp {
  /** Of the fulfilment order. */
  readonly id: string;
  readonly code: string;
}

/** A SKU at a location, with movements whose quantity is like no other's there. */
export interface ShelfStock {
  readonly sku: string;
  readonly onHand: number;
  /** Units of the latest receipt; null: none, or others moved as many. */
  readonly receipt: number | null;
  /** Units that are announced and have not come; null: none, or others moved as many. */
  readonly announced: number | null;
}

/** A count that is to be done or decided. */
export interface CountTask {
  readonly id: string;
  readonly sku: string;
  readonly state: string;
  readonly version: number;
}

/** Positions of a location ($1) on which nothing has moved since a moment ($2), with movements that stand out. */
const SHELF_STOCK = `
  select code as sku, on_hand as "onHand",
    case when exists (
      select from inventory.stock_entry as entry where entry.sku_id = shelf.sku_id and entry.location_id = shelf.location_id
        and entry.id <> shelf.receipt_id and abs(entry.on_hand_delta) = shelf.receipt
    ) or receipt <= allocated + damaged + quality_control or receipt = announced then null else receipt end as receipt,
    case when exists (
      select from inventory.stock_entry as entry where entry.sku_id = shelf.sku_id and entry.location_id = shelf.location_id
        and abs(entry.on_hand_delta) = shelf.announced
    ) or announcements > 1 or announced < 5 then null else announced end as announced
  from (
    select sku.code, position.*, received.id as receipt_id, received.on_hand_delta as receipt, coming.announced, coming.announcements
    from inventory.stock_position as position
    join inventory.sku on sku.id = position.sku_id and sku.tracking = 'none'
    left join lateral (
      select id, on_hand_delta from inventory.stock_entry as entry
      where entry.sku_id = position.sku_id and entry.location_id = position.location_id and kind = 'receipt' and not exists (
          select from inventory.stock_agreement as agreed
          where agreed.sku_id = entry.sku_id and agreed.location_id = entry.location_id and agreed.agreed_at >= entry.recorded_at
        )
      order by id desc limit 1
    ) as received on true
    left join lateral (
      select max(quantity - received)::int as announced, count(*)::int as announcements from inventory.incoming
      where incoming.sku_id = position.sku_id and incoming.location_id = position.location_id and closed_at is null and quantity > received
    ) as coming on true
    where position.location_id = (select id from inventory.location where code = $1) and position.on_hand > 0
      and not exists (
        select from inventory.stock_entry as entry where entry.sku_id = position.sku_id and entry.location_id = position.location_id
          and entry.recorded_at > to_timestamp($2::bigint / 1000.0)
      )
    order by sku.id limit 300
  ) as shelf order by code`;

const PAGE = { limit: 200, cursor: null };
const ALL_EFFECTS = { orderId: null, runId: null, connector: null, before: null, limit: 200 };

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
    purchaseOrders: (state) => listPurchaseOrders(pool, filtered(state), PAGE),
    shipments: (state) => listShipments(pool, filtered(state), PAGE),
    waves: (state) => listWaves(pool, filtered(state), PAGE),
    returns: (state) => listReturns(pool, { orderId: null, state }, PAGE, now),
    exceptions: () => listOpenExceptions(pool, { kind: null, owners: null, subject: null }, PAGE),
    effects: async () => ({
      kind: 'found',
      value: await listEffects(pool, { ...ALL_EFFECTS, state: 'unsure' }),
    }),
  };
  return {
    async list(name, state) {
      const answer = await readers[name](state);
      if (answer.value === undefined) throw new Error(`the list of ${name} was refused`);
      return answer.value.items;
    },
    order: (orderId) => readOrderFulfilment(pool, orderId, now),
    async pickUps() {
      const { rows } = await pool.query<PickUp>(
        `select id, pick_up_code as code from fulfilment.fulfilment_order
         where state = 'packed' and pick_up_code is not null order by id limit 100`,
      );
      return rows;
    },
    async stockAt(location, at) {
      const { rows } = await pool.query<ShelfStock>(SHELF_STOCK, [location, at]);
      return rows;
    },
    async proposedSnapshots() {
      const { rows } = await pool.query<{ id: string }>(
        `select id from inventory.stock_snapshot where state = 'proposed' order by id limit 50`,
      );
      return rows.map(({ id }) => id);
    },
    async countTasks(location) {
      const { rows } = await pool.query<CountTask>(
        `select task.id, sku.code as sku, task.state, task.version from inventory.count_task as task
         join inventory.sku on sku.id = task.sku_id join inventory.location as place on place.id = task.location_id
         where place.code = $1 and task.state in ('open', 'recount', 'approval') order by task.id limit 20`,
        [location],
      );
      return rows;
    },
    async onHand(sku, location) {
      const { rows } = await pool.query<{ on_hand: number }>(
        `select on_hand from inventory.stock_position
         where sku_id = (select id from inventory.sku where code = $1) and location_id = (select id from inventory.location where code = $2)`,
        [sku, location],
      );
      return rows[0]?.on_hand ?? 0;
    },
    async serialsAt(sku, location, most) {
      const { rows } = await pool.query<{ serial: string }>(
        `select serial from inventory.serial where state = 'on_hand'
           and sku_id = (select id from inventory.sku where code = $1) and location_id = (select id from inventory.location where code = $2)
         order by serial limit $3`,
        [sku, location, most],
      );
      return rows.map(({ serial }) => serial);
    },
  };
}
