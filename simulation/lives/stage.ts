import type { Pool } from 'pg';
import {
  Rehearsal,
  rememberReads,
  requestHashOf,
  type Command,
  type FactSource,
  type RecordFacts,
  type UnitOfWork,
} from '../../src/hub/index.ts';
import { createIdSource } from '../../src/kernel/ids.ts';
import { Random } from '../../src/kernel/random.ts';
import { assembleRooms, type Rooms } from '../../src/assemble.ts';
import type { CatalogueFacts, StockFacts } from '../../src/modules/inventory/index.ts';
import type { CountTask } from '../../src/modules/inventory/counts.ts';
import type { LotFacts } from '../../src/modules/inventory/lots.ts';
import type { PlaceFacts } from '../../src/modules/inventory/places.ts';
import type { RulesFacts } from '../../src/modules/sourcing/index.ts';
import type { ChannelsInBatch } from '../../src/modules/orders/channels.ts';
import type { Account } from '../../src/modules/orders/account.ts';
import type { GiftCard } from '../../src/modules/orders/gift-cards.ts';
import type { OrderFacts } from '../../src/modules/orders/order-facts.ts';
import type { ChangeRequest } from '../../src/modules/fulfilment/change-request.ts';
import type { ShippingCompany } from '../../src/modules/fulfilment/company.ts';
import type { FulfilmentOrder } from '../../src/modules/fulfilment/fulfilment-order.ts';
import type { Manifest } from '../../src/modules/fulfilment/manifest.ts';
import type { PickList } from '../../src/modules/fulfilment/pick-list.ts';
import type { PurchaseOrder } from '../../src/modules/fulfilment/purchase-order.ts';
import type { Shipment } from '../../src/modules/fulfilment/shipment.ts';
import type { Site } from '../../src/modules/fulfilment/site.ts';
import type { SkuPlace } from '../../src/modules/fulfilment/slots.ts';
import type { SerialFacts } from '../../src/modules/fulfilment/sscc.ts';
import type { ReturnRecord } from '../../src/modules/returns/return-record.ts';
import {
  STAGE_ACCOUNTS,
  STAGE_BUNDLES,
  STAGE_LOCATIONS,
  STAGE_LOTS,
  STAGE_OPENS_AT,
  STAGE_SERIALS,
  STAGE_SKUS,
} from './small-world.ts';

const LIVES_ORDERS_MAX = 60;
const LIVES_PARCELS_MAX = 400;

/** Lives walk through slots, and their first day is the stage's. */
const FIRST: Command = {
  id: '00000000-0000-7000-8000-000000000000',
  kind: 'plan_waves',
  body: {},
  key: null,
  requestHash: requestHashOf('plan_waves', {}),
  actor: 'person/life',
  trace: '00-00000000000000000000000000000001-0000000000000001-01',
  receivedAt: STAGE_OPENS_AT,
};

/** Where lives are played: the small world in a database, and the rooms that carry commands out on it. */
export interface Stage {
  readonly rooms: Rooms;
  /** A beginning of its own. `isCommittable`: on the database as it is now, not as it was at first. */
  open(seed: number, isCommittable?: boolean): Promise<OpenStage>;
}

/** One beginning. */
export interface OpenStage {
  readonly rehearsal: Rehearsal;
  readonly newId: () => string;
}

/** A claim against a carrier, as far as lives look at it. */
interface Claimed {
  readonly id: string;
  readonly version: number;
  readonly amountMinor: number;
}

/** The facts that lives look into, by the names of their sources. */
export interface StageFacts {
  readonly catalogue: CatalogueFacts;
  readonly channels: ChannelsInBatch;
  readonly stock: StockFacts;
  readonly lots: LotFacts;
  readonly places: PlaceFacts;
  readonly inventory_count_task: RecordFacts<CountTask>;
  readonly rules: RulesFacts;
  readonly orders: OrderFacts;
  readonly orders_gift_card: RecordFacts<GiftCard>;
  readonly orders_account: RecordFacts<Account>;
  readonly fulfilment_site: RecordFacts<Site>;
  readonly fulfilment_company: RecordFacts<ShippingCompany>;
  readonly fulfilment_sku_place: RecordFacts<SkuPlace>;
  readonly fulfilment_fulfilment_order: RecordFacts<FulfilmentOrder>;
  readonly fulfilment_pick_list: RecordFacts<PickList>;
  readonly fulfilment_shipment: RecordFacts<Shipment>;
  readonly fulfilment_manifest: RecordFacts<Manifest>;
  readonly fulfilment_change_request: RecordFacts<ChangeRequest>;
  readonly fulfilment_purchase_order: RecordFacts<PurchaseOrder>;
  readonly returns_return: RecordFacts<ReturnRecord>;
  readonly returns_claim: RecordFacts<Claimed>;
  readonly returns_rules: RecordFacts<{ readonly version: number }>;
  readonly sscc_serials: SerialFacts;
}

/** Gives the facts of a source by its name: lives look into the same facts that decisions read. */
export type ReadFacts = <Name extends keyof StageFacts>(name: Name) => StageFacts[Name];

/** The facts of one beginning. */
export function factsOf(rooms: Rooms, unit: UnitOfWork): ReadFacts {
  const sources = new Map(rooms.sources.map((source) => [source.name, source]));
  return <Name extends keyof StageFacts>(name: Name) => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`there are no facts named ${name}`);
    return unit.facts(source as FactSource<StageFacts[Name]>);
  };
}

/** Opens the stage on a database that `buildStage` has filled. */
export function createStage(pool: Pool): Stage {
  const rooms = assembleRooms();
  const remembered = rememberReads(pool);
  return {
    rooms,
    async open(seed, isCommittable = false) {
      const random = new Random(seed);
      const ids = createIdSource({ now: () => STAGE_OPENS_AT }, (bytes) => {
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.integer(0, 255);
      });
      const rehearsal = await Rehearsal.open(
        { pool, ids, ...rooms, commands: [FIRST], ...(isCommittable ? {} : { run: remembered }) },
        (unit) => needStage(rooms, unit),
      );
      return { rehearsal, newId: () => ids.uuid() };
    },
  };
}

/** Names all that a life may read. */
function needStage(rooms: Rooms, unit: UnitOfWork): void {
  const facts = factsOf(rooms, unit);
  const stock = facts('stock');
  const catalogue = facts('catalogue');
  for (const sku of [...STAGE_SKUS, ...Object.keys(STAGE_BUNDLES)]) {
    stock.needSkuCode(sku);
    catalogue.needSkuCode(sku);
  }
  for (const account of STAGE_ACCOUNTS) facts('orders_account').need(account);
  for (const [, serials] of STAGE_SERIALS)
    for (const serial of serials) facts('lots').askedSerials.push({ sku: 'WATCH', serial });
  stock.allotments.withheldSkuCodes.add('MILK');
  facts('orders').newOrders = LIVES_ORDERS_MAX;
  facts('sscc_serials').need(LIVES_PARCELS_MAX);
  facts('returns_rules').need('rules');
  facts('fulfilment_company').need('company');
  for (const location of STAGE_LOCATIONS) {
    facts('fulfilment_site').need(location);
    for (const lot of STAGE_LOTS) facts('lots').need('MILK', location, lot);
    for (const sku of STAGE_SKUS) {
      facts('fulfilment_sku_place').need(`${location}\n${sku}`);
      facts('places').need(sku, location, STAGE_OPENS_AT);
    }
  }
}
