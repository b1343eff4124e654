import {
  createRecordSource,
  type Command,
  type FactSource,
  type RecordFacts,
  type UnitOfWork,
} from '../../hub/index.ts';
import type { ConfirmPicks } from '../../../contracts/fulfilment.ts';
import { needTracked } from '../inventory/index.ts';
import { worldOf, type OrderSources, type OrderWorld } from '../orders/index.ts';
import type { ChangeRequest } from './change-request.ts';
import { COMPANY_ID, newCompany, type ShippingCompany } from './company.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import * as sql from './fulfilment.sql.ts';
import type { Manifest } from './manifest.ts';
import type { PickList } from './pick-list.ts';
import type { PurchaseOrder } from './purchase-order.ts';
import type { Shipment } from './shipment.ts';
import { newSite, type Site } from './site.ts';
import { placeId, type Slot, type SkuPlace } from './slots.ts';
import { trackedUnits } from './tracked-units.ts';
import { createSerialSource, type SerialFacts } from './sscc.ts';
import type { Wave } from './wave.ts';

/** The sources that commands of this room read from. */
export interface FulfilmentSources {
  readonly orders: OrderSources;
  readonly askedAndListed: FactSource<null>;
  readonly changeRequests: FactSource<RecordFacts<ChangeRequest>>;
  readonly pickLists: FactSource<RecordFacts<PickList>>;
  readonly shipments: FactSource<RecordFacts<Shipment>>;
  readonly waves: FactSource<RecordFacts<Wave>>;
  readonly fulfilmentOrders: FactSource<RecordFacts<FulfilmentOrder>>;
  readonly sites: FactSource<RecordFacts<Site>>;
  readonly companies: FactSource<RecordFacts<ShippingCompany>>;
  readonly manifests: FactSource<RecordFacts<Manifest>>;
  readonly slots: FactSource<RecordFacts<Slot>>;
  readonly skuPlaces: FactSource<RecordFacts<SkuPlace>>;
  readonly serials: FactSource<SerialFacts>;
  readonly purchaseOrders: FactSource<RecordFacts<PurchaseOrder>>;
}

/** The facts of one batch that commands of this room decide by. */
export interface FulfilmentWorld extends OrderWorld {
  readonly changeRequests: RecordFacts<ChangeRequest>;
  readonly pickLists: RecordFacts<PickList>;
  readonly shipments: RecordFacts<Shipment>;
  readonly waves: RecordFacts<Wave>;
  readonly fulfilmentOrders: RecordFacts<FulfilmentOrder>;
  readonly sites: RecordFacts<Site>;
  readonly companies: RecordFacts<ShippingCompany>;
  readonly manifests: RecordFacts<Manifest>;
  readonly slots: RecordFacts<Slot>;
  readonly skuPlaces: RecordFacts<SkuPlace>;
  readonly serials: SerialFacts;
  readonly purchaseOrders: RecordFacts<PurchaseOrder>;
}

/** Commands after which a fulfilment order may have left or be gone: what was asked of it is closed. */
const ENDING = new Set([
  'ship_shipment',
  'report_tracking',
  'report_shipped',
  'hand_over',
  'cancel_order',
  'amend_order',
  'answer_change_request',
  'end_collection',
  'decline_purchase_order',
  'ship_purchase_order',
]);

function endsWork({ kind, body }: Command): boolean {
  if (kind !== 'confirm_picks') return ENDING.has(kind);
  return (body as ConfirmPicks).picks.some(({ isShort }) => isShort === true);
}

/** Commands by which pick lists lose units without anybody picking. */
const SHORTENING = new Set([
  'report_shipped',
  'cancel_order',
  'amend_order',
  'answer_change_request',
  'end_collection',
  'decline_purchase_order',
  'ship_purchase_order',
  'take_out',
]);

/** Commands that walk to slots. */
const WALKING = new Set(['plan_waves', 'release_wave']);

/**
 * Each record names what stands below it: a pick list its fulfilment orders, they their order and
 * location, whose facts the lower rooms then load.
 */
export function createFulfilmentSources(orders: OrderSources): FulfilmentSources {
  const serials = createSerialSource();
  const skuPlaces = createRecordSource<SkuPlace>(sql.skuPlaces);
  const slots = createRecordSource<Slot>(sql.slots);
  const manifests = createRecordSource<Manifest>(sql.manifests);
  const companies = createRecordSource<ShippingCompany>(sql.companies);
  const sites = createRecordSource<Site>(sql.sites, (facts, unit) => {
    for (const { openManifests } of facts.all()) {
      for (const id of Object.values(openManifests)) unit.facts(manifests).need(id);
    }
  });
  const purchaseOrders = createRecordSource<PurchaseOrder>(sql.purchaseOrders);
  const fulfilmentOrders = createRecordSource<FulfilmentOrder>(
    sql.fulfilmentOrders,
    (facts, unit) => {
      const isWalking = unit.commands.some(({ kind }) => WALKING.has(kind));
      for (const { id, orderId, location, lines } of facts.all()) {
        unit.facts(purchaseOrders).need(id);
        unit.facts(orders.orders).needOrder(orderId);
        unit.facts(sites).need(location);
        unit.facts(companies).need(COMPANY_ID);
        for (const { sku, lots } of lines) {
          if (lots !== undefined)
            needTracked(unit.facts(orders.lots), sku, location, trackedUnits(lots));
        }
        if (!isWalking) continue;
        for (const { sku } of lines) unit.facts(skuPlaces).need(placeId(location, sku));
      }
    },
  );
  const waves = createRecordSource<Wave>(sql.waves);
  const shipments = createRecordSource<Shipment>(sql.shipments, (facts, unit) => {
    for (const { fulfilmentOrderId, manifestId } of facts.all()) {
      unit.facts(fulfilmentOrders).need(fulfilmentOrderId);
      if (manifestId !== null) unit.facts(manifests).need(manifestId);
    }
  });
  const pickLists = createRecordSource<PickList>(sql.pickLists, (facts, unit) => {
    const confirming = unit.commands.filter(({ kind }) => kind === 'confirm_picks');
    for (const { id, location, waveId, lines } of facts.all()) {
      for (const { body } of confirming as Command<ConfirmPicks & { pickList: string }>[]) {
        for (const { sku, lot, serials } of body.pickList === id ? body.picks : []) {
          if (sku === undefined) continue;
          const lots = lot === undefined ? [] : [{ lot, quantity: 1 }];
          needTracked(unit.facts(orders.lots), sku, location, { lots, serials });
        }
      }
      unit.facts(waves).need(waveId);
      for (const { wanted } of lines) {
        for (const { fulfilmentOrder } of wanted) {
          unit.facts(fulfilmentOrders).need(fulfilmentOrder);
        }
      }
    }
  });
  const changeRequests = createRecordSource<ChangeRequest>(sql.changeRequests, (facts, unit) => {
    for (const { fulfilmentOrderId, orderId } of facts.all()) {
      unit.facts(fulfilmentOrders).need(fulfilmentOrderId);
      unit.facts(purchaseOrders).needBy('order_id', orderId);
      unit.facts(shipments).needBy('fulfilment_order_id', fulfilmentOrderId);
    }
  });
  const askedAndListed = createAskedAndListed({
    changeRequests,
    pickLists,
    waves,
    fulfilmentOrders,
  });
  return {
    orders,
    askedAndListed,
    changeRequests,
    pickLists,
    shipments,
    waves,
    fulfilmentOrders,
    sites,
    companies,
    manifests,
    slots,
    skuPlaces,
    serials,
    purchaseOrders,
  };
}

/**
 * What else hangs on fulfilment orders that end: requests of their orders and the lists that they are
 * picked by. Those are only known once the fulfilment orders are loaded, hence this source after theirs.
 */
function createAskedAndListed(
  sources: Pick<FulfilmentSources, 'changeRequests' | 'pickLists' | 'waves' | 'fulfilmentOrders'>,
): FactSource<null> {
  const nameLower = (_facts: null, unit: UnitOfWork): boolean => {
    const isEnding = unit.commands.some(endsWork);
    const isShortening = unit.commands.some(({ kind }) => SHORTENING.has(kind));
    if (!isEnding && !isShortening) return false;
    const work = unit.facts(sources.fulfilmentOrders).all();
    for (const { orderId, waveId } of work) {
      if (isEnding) unit.facts(sources.changeRequests).needBy('order_id', orderId);
      if (!isShortening || waveId === null) continue;
      unit.facts(sources.pickLists).needBy('wave_id', waveId);
      unit.facts(sources.waves).need(waveId);
    }
    return work.length > 0;
  };
  return {
    name: 'fulfilment.asked_and_listed',
    open: () => null,
    async load(facts, unit, run, mode) {
      if (!nameLower(facts, unit)) return;
      await Promise.all(
        [sources.changeRequests, sources.pickLists, sources.waves].map((source) =>
          unit.facts(source as FactSource<RecordFacts<Wave>>).load(run, mode),
        ),
      );
      const known = new Set(
        unit
          .facts(sources.fulfilmentOrders)
          .all()
          .map(({ id }) => id),
      );
      const others = unit
        .facts(sources.changeRequests)
        .all()
        .filter(
          ({ state, fulfilmentOrderId }) => state === 'pending' && !known.has(fulfilmentOrderId),
        );
      if (others.length === 0) return;
      for (const { fulfilmentOrderId } of others) {
        unit.facts(sources.fulfilmentOrders).need(fulfilmentOrderId);
      }
      await sources.fulfilmentOrders.load(unit.facts(sources.fulfilmentOrders), unit, run, mode);
    },
    nameLower,
    write: () => [],
  };
}

/** The facts of the batch at hand. */
export function fulfilmentWorldOf(sources: FulfilmentSources, unit: UnitOfWork): FulfilmentWorld {
  return {
    ...worldOf(sources.orders, unit),
    changeRequests: unit.facts(sources.changeRequests),
    pickLists: unit.facts(sources.pickLists),
    shipments: unit.facts(sources.shipments),
    waves: unit.facts(sources.waves),
    fulfilmentOrders: unit.facts(sources.fulfilmentOrders),
    sites: unit.facts(sources.sites),
    companies: unit.facts(sources.companies),
    manifests: unit.facts(sources.manifests),
    slots: unit.facts(sources.slots),
    skuPlaces: unit.facts(sources.skuPlaces),
    serials: unit.facts(sources.serials),
    purchaseOrders: unit.facts(sources.purchaseOrders),
  };
}

/** How a location works; by the defaults when nobody has said. */
export function siteOf(world: FulfilmentWorld, location: string): Site {
  return world.sites.find(location) ?? newSite(location);
}

/** Keeps a site as it was decided, also the first time. */
export function keepSite(world: FulfilmentWorld, site: Site): void {
  if (world.sites.find(site.location) === undefined) world.sites.add(site);
  else world.sites.change(site);
}

/** What holds for shipping everywhere. */
export function companyOf(world: FulfilmentWorld): ShippingCompany {
  return world.companies.find(COMPANY_ID) ?? newCompany();
}
