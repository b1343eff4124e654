import { instantToText, type Instant } from '../../kernel/clock.ts';
import { recordOf, type RecordTable, type Versioned } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable, type Statement } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  ChangeRequestView,
  FulfilmentOrderRead,
  ManifestView,
  OrderFulfilment,
  PickListView,
  ShippingCompanyView,
  ShipmentView,
  SiteView,
  SlotView,
  WaveView,
} from '../../../contracts/fulfilment-answers.ts';
import { FULFILMENT_STATES, type GateName, type PutSite } from '../../../contracts/fulfilment.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from '../inventory/index.ts';
import { readOrderRecords, type OrderRecord } from '../orders/index.ts';
import type { ChangeRequest } from './change-request.ts';
import { COMPANY_ID, newCompany, type ShippingCompany } from './company.ts';
import { isAtLocation, type FulfilmentOrder } from './fulfilment-order.ts';
import * as reads from './fulfilment-reads.sql.ts';
import * as records from './fulfilment.sql.ts';
import { gateOfBeginning, gateOfWork } from './gates.ts';
import { noSuch } from './handler.ts';
import type { Manifest } from './manifest.ts';
import type { PickList } from './pick-list.ts';
import { purchaseOrderView, type PurchaseOrder } from './purchase-order.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';
import type { Shipment } from './shipment.ts';
import { newSite, settingsOf, type Site } from './site.ts';
import {
  changeRequestView,
  fulfilmentOrderView,
  manifestView,
  pickListView,
  shipmentView,
  waveView,
} from './views.ts';
import type { Wave } from './wave.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which rows of a list are asked for; null: all. */
export interface FulfilmentFilter {
  readonly location: string | null;
  readonly state: string | null;
}

/** The same of fulfilment orders, which are also asked for by what they are of and how urgent they are. */
export interface FulfilmentOrderFilter extends FulfilmentFilter {
  readonly orderId?: number | null;
  readonly priority?: number | null;
}

interface Listed<Item, View> {
  readonly statements: reads.ListStatements;
  readonly table: RecordTable;
  readonly timeOf: (item: Item) => Instant;
  readonly viewOf: (item: Item) => View;
  readonly isAscending?: boolean;
}

/** A statement that reads a page, and its values. */
type PageQuery = readonly [Statement, readonly unknown[]];

/** What a list is read with, by the filters that are set; after: the place that its cursor names. */
function listQuery(
  statements: reads.ListStatements,
  { location, state }: FulfilmentFilter,
  after: readonly unknown[],
  limit: number,
): PageQuery {
  const filters = [location, state].filter((value) => value !== null);
  const statement =
    location === null
      ? statements[state === null ? 'all' : 'state']
      : statements[state === null ? 'location' : 'location_state'];
  return [statement, [...filters, ...after, limit]];
}

function fulfilmentOrderQuery(
  { orderId = null, priority = null, ...filter }: FulfilmentOrderFilter,
  after: readonly unknown[],
  limit: number,
): PageQuery {
  const states = filter.state === null ? FULFILMENT_STATES : [filter.state];
  const rest = [textArray(states), ...after, limit];
  const { location } = filter;
  if (orderId !== null) {
    return [reads.listFulfilmentOrdersOfOrder, [orderId, ...rest, location, priority]];
  }
  if (priority === null) return listQuery(reads.listFulfilmentOrders, filter, after, limit);
  return location === null
    ? [reads.listFulfilmentOrdersOfPriority, [priority, ...rest]]
    : [reads.listFulfilmentOrdersOfPriorityAt, [priority, ...rest, location]];
}

async function readPage<Item extends Versioned & { readonly id: string }>(
  client: Queryable,
  { table, timeOf, isAscending }: Omit<Listed<Item, unknown>, 'statements'>,
  page: PageRequest,
  queryOf: (after: readonly unknown[], limit: number) => PageQuery,
): Promise<Answer<Page<Item>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['integer', 'text']);
  if (after !== null && 'kind' in after) return after;
  const first = isAscending === true ? [0, ''] : [FAR_FUTURE_MS, ''];
  const rows = await runStatement<Row>(client, ...queryOf(after ?? first, limit));
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => recordOf<Item>(table, row),
      (row) => {
        const item = recordOf<Item>(table, row);
        return [timeOf(item), item.id];
      },
    ),
  };
}

/** The last moment that a Date can name is beyond what PostgreSQL takes; the year 9999 is not. */
const FAR_FUTURE_MS = Date.UTC(9_999, 0, 1);

async function listOf<Item extends Versioned & { readonly id: string }, View>(
  client: Queryable,
  listed: Listed<Item, View>,
  filter: FulfilmentFilter,
  page: PageRequest,
): Promise<Answer<Page<View>>> {
  const answer = await readPage(client, listed, page, (after, limit) =>
    listQuery(listed.statements, filter, after, limit),
  );
  if (answer.kind === 'refused') return answer;
  const { items, nextCursor } = answer.value;
  return { kind: 'found', value: { items: items.map(listed.viewOf), nextCursor } };
}

/** One record as it is kept; null when there is none. */
export async function readOne<Item extends Versioned>(
  client: Queryable,
  table: RecordTable,
  id: string,
): Promise<Item | null> {
  const [row] = await runStatement<Row>(client, table.read, [textArray([id])]);
  return row === undefined ? null : recordOf<Item>(table, row);
}

const WAVES: Listed<Wave, WaveView> = {
  statements: reads.listWaves,
  table: records.waves,
  timeOf: ({ plannedAt }) => plannedAt,
  viewOf: waveView,
};
const PICK_LISTS: Listed<PickList, PickListView> = {
  statements: reads.listPickLists,
  table: records.pickLists,
  timeOf: ({ releasedAt }) => releasedAt,
  viewOf: pickListView,
};
const SHIPMENTS: Listed<Shipment, ShipmentView> = {
  statements: reads.listShipments,
  table: records.shipments,
  timeOf: ({ bookedAt }) => bookedAt,
  viewOf: shipmentView,
};
const MANIFESTS: Listed<Manifest, ManifestView> = {
  statements: reads.listManifests,
  table: records.manifests,
  timeOf: ({ openedAt }) => openedAt,
  viewOf: manifestView,
};
const CHANGE_REQUESTS: Listed<ChangeRequest, ChangeRequestView> = {
  statements: reads.listChangeRequests,
  table: records.changeRequests,
  timeOf: ({ askedAt }) => askedAt,
  viewOf: changeRequestView,
};

const PURCHASE_ORDERS: Listed<PurchaseOrder, PurchaseOrderView> = {
  statements: reads.listPurchaseOrders,
  table: records.purchaseOrders,
  timeOf: ({ createdAt }) => createdAt,
  viewOf: purchaseOrderView,
};

type ListOf<View> = (
  client: Queryable,
  filter: FulfilmentFilter,
  page: PageRequest,
) => Promise<Answer<Page<View>>>;

/** Waves, the newest first. */
export const listWaves: ListOf<WaveView> = (...given) =>
  listOf(given[0], WAVES, given[1], given[2]);
/** Pick lists, the newest first. */
export const listPickLists: ListOf<PickListView> = (...given) =>
  listOf(given[0], PICK_LISTS, given[1], given[2]);
/** Shipments, the newest first. */
export const listShipments: ListOf<ShipmentView> = (...given) =>
  listOf(given[0], SHIPMENTS, given[1], given[2]);
/** Manifests, the newest first. */
export const listManifests: ListOf<ManifestView> = (...given) =>
  listOf(given[0], MANIFESTS, given[1], given[2]);
/** Requests for changes, the newest first. */
export const listChangeRequests: ListOf<ChangeRequestView> = (...given) =>
  listOf(given[0], CHANGE_REQUESTS, given[1], given[2]);

/** Purchase orders, the newest first. */
export const listPurchaseOrders: ListOf<PurchaseOrderView> = (...given) =>
  listOf(given[0], PURCHASE_ORDERS, given[1], given[2]);

/** One thing of this room by its id, as callers see it. */
function reader<View>(
  table: RecordTable,
  name: string,
  viewOf: (item: never) => View,
): (client: Queryable, id: string) => Promise<Answer<View>> {
  return async (client: Queryable, id: string): Promise<Answer<View>> => {
    const item = await readOne(client, table, id);
    return item === null ? noSuch(name, id) : { kind: 'found', value: viewOf(item as never) };
  };
}

export const readPurchaseOrder = reader(
  records.purchaseOrders,
  'purchase order',
  purchaseOrderView,
);
export const readWave = reader(records.waves, 'wave', waveView);
export const readPickList = reader(records.pickLists, 'pick list', pickListView);
export const readShipment = reader(records.shipments, 'shipment', shipmentView);
export const readManifest = reader(records.manifests, 'manifest', manifestView);
export const readChangeRequest = reader(records.changeRequests, 'request', changeRequestView);

/** A shipment as it is kept; null when there is none. What labels are made from. */
export function readStoredShipment(client: Queryable, id: string): Promise<Shipment | null> {
  return readOne<Shipment>(client, records.shipments, id);
}

/** A manifest as it is kept; null when there is none. */
export function readStoredManifest(client: Queryable, id: string): Promise<Manifest | null> {
  return readOne<Manifest>(client, records.manifests, id);
}

/** The shipments of a manifest, by id, as many as asked for. */
export async function readManifestShipments(
  client: Queryable,
  manifest: string,
  after: string,
  limit: number,
): Promise<Shipment[]> {
  const values = [manifest, after, limit];
  const rows = await runStatement<Row>(client, reads.readShipmentsOfManifest, values);
  return rows.map((row) => recordOf<Shipment>(records.shipments, row));
}

interface GateRow {
  id: string;
  order_id: number;
  payment_deadline_minutes: number | null;
  is_open: boolean;
  time_zone: string;
  working_weekdays: boolean[];
  holidays: string[];
  cutoff_minute_of_day: number;
  settings: PutSite | null;
}

/** Fulfilment orders with the gates that keep their locations from working on them at this moment. */
export async function withGates(
  client: Queryable,
  orders: readonly FulfilmentOrder[],
  now: Instant,
): Promise<FulfilmentOrderRead[]> {
  const asked = orders.filter(isAtLocation).map(({ id }) => id);
  const rows =
    asked.length === 0
      ? []
      : await runStatement<GateRow>(client, reads.readGateFacts, [textArray(asked)]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const orderIds = [...new Set(rows.map(({ order_id }) => order_id))];
  const records =
    orderIds.length === 0
      ? []
      : await readOrderRecords(
          orderIds,
          (statement, values) => runStatement(client, statement, values),
          'optimistic',
        );
  const orderOf = new Map(records.map((record) => [record.id, record]));
  return orders.map((order) => {
    const row = rowOf.get(order.id);
    const record = orderOf.get(order.orderId);
    const gate =
      row === undefined || record === undefined ? null : gateOfRow(row, record, order, now);
    // Whose goods have left is not asked for its order any more; its code still tells.
    const isPickUp = record?.details.kind === 'pick_up' || order.pickUpCode !== null;
    return { ...fulfilmentOrderView(order), gate, isPickUp };
  });
}

function gateOfRow(
  row: GateRow,
  record: OrderRecord,
  order: FulfilmentOrder,
  now: Instant,
): GateName | null {
  const facts = {
    order: record,
    channel: { paymentDeadlineMinutes: row.payment_deadline_minutes },
    location: {
      isOpen: row.is_open,
      calendar: {
        timeZone: row.time_zone,
        workingWeekdays: row.working_weekdays,
        holidays: row.holidays,
      },
      cutoffMinuteOfDay: row.cutoff_minute_of_day,
    },
    settings: settingsOf({ settings: row.settings ?? {} }),
    shipBy: order.shipBy,
  };
  return order.state === 'open' ? gateOfBeginning(facts, now) : gateOfWork(facts);
}

/** Fulfilment orders, what must leave first first. */
export async function listFulfilmentOrders(
  client: Queryable,
  filter: FulfilmentOrderFilter,
  page: PageRequest,
  now: Instant,
): Promise<Answer<Page<FulfilmentOrderRead>>> {
  const answer = await readPage<FulfilmentOrder>(
    client,
    {
      table: records.fulfilmentOrders,
      timeOf: ({ shipBy }) => shipBy,
      viewOf: fulfilmentOrderView,
      isAscending: true,
    },
    page,
    (after, limit) => fulfilmentOrderQuery(filter, after, limit),
  );
  if (answer.kind === 'refused') return answer;
  const { items, nextCursor } = answer.value;
  return { kind: 'found', value: { items: await withGates(client, items, now), nextCursor } };
}

/** One fulfilment order, with the gate that keeps its location from working on it. */
export async function readFulfilmentOrder(
  client: Queryable,
  id: string,
  now: Instant,
): Promise<Answer<FulfilmentOrderRead>> {
  const order = await readOne<FulfilmentOrder>(client, records.fulfilmentOrders, id);
  if (order === null) return noSuch('fulfilment order', id);
  const [value] = await withGates(client, [order], now);
  return { kind: 'found', value: value as FulfilmentOrderRead };
}

/** What locations do about one order; empty before its release. */
export async function readOrderFulfilment(
  client: Queryable,
  orderId: number,
  now: Instant,
): Promise<OrderFulfilment> {
  const lookup = records.fulfilmentOrders.lookups.get('order_id');
  if (lookup === undefined) throw new Error('fulfilment orders are looked up by order');
  const orders = await runStatement<Row>(client, lookup.read, [[orderId]]);
  const shipments = await runStatement<Row>(client, reads.readShipmentsOfOrder, [orderId]);
  const requests = await runStatement<Row>(client, reads.readChangeRequestsOfOrder, [orderId]);
  return {
    orderId: String(orderId),
    fulfilmentOrders: await withGates(
      client,
      orders
        .map((row) => recordOf<FulfilmentOrder>(records.fulfilmentOrders, row))
        .toSorted((one, other) => one.number - other.number),
      now,
    ),
    shipments: shipments.map((row) => shipmentView(recordOf<Shipment>(records.shipments, row))),
    changeRequests: requests.map((row) =>
      changeRequestView(recordOf<ChangeRequest>(records.changeRequests, row)),
    ),
  };
}

/** How a location works, as it was put; the defaults hold for what is not there. */
export async function readSite(client: Queryable, location: string): Promise<SiteView> {
  const site = (await readOne<Site>(client, records.sites, location)) ?? {
    ...newSite(location),
    version: 0,
  };
  return {
    location,
    version: site.version,
    settings: site.settings,
    boxTypes: [...site.boxTypes],
    nextWaveAt: site.nextWaveAt === null ? null : instantToText(site.nextWaveAt),
  };
}

/** The slots of a location in their order, with what is picked in each. */
export async function listSlots(
  client: Queryable,
  location: string,
  page: PageRequest,
): Promise<Answer<Page<SlotView>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['integer', 'text']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<SlotRow>(client, reads.listSlots, [
    location,
    ...(after ?? [-1, '']),
    limit,
  ]);
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => ({
        location: row.location,
        code: row.code,
        aisle: row.aisle,
        xMillimetres: row.x_millimetres,
        yMillimetres: row.y_millimetres,
        sequence: row.sequence,
        skus: row.skus,
      }),
      ({ sequence, code }) => [sequence, code],
    ),
  };
}

interface SlotRow {
  location: string;
  code: string;
  aisle: string | null;
  x_millimetres: number | null;
  y_millimetres: number | null;
  sequence: number;
  skus: string[];
}

/** What holds for shipping everywhere, with all contracts. */
export async function readShippingCompany(client: Queryable): Promise<ShippingCompanyView> {
  const { settings, contracts } =
    (await readOne<ShippingCompany>(client, records.companies, COMPANY_ID)) ?? newCompany();
  return {
    settings,
    contracts: Object.entries(contracts)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([carrier, contract]) => ({ carrier, contract })),
  };
}

/** The contract with one carrier. */
export async function readCarrierContract(
  client: Queryable,
  carrier: string,
): Promise<Answer<ShippingCompanyView['contracts'][number]>> {
  const { contracts } = await readShippingCompany(client);
  const found = contracts.find((contract) => contract.carrier === carrier);
  return found === undefined
    ? refuse('not_found', `There is no contract with ${carrier}.`, { carrier })
    : { kind: 'found', value: found };
}
