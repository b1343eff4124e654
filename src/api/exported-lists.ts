/**
 * Every list that can be exported. To add one, add an entry here and nothing else: routes, their
 * documentation, the command line and the tests that walk all lists follow from it.
 *
 *   exportedList({
 *     name: 'shipments',                      // GET /v1/exports/shipments.csv, .ndjson, .xlsx
 *     summary: 'Shipments, newest first',
 *     scope: 'fulfilment:read',               // of the list itself; export:read is asked for besides
 *     filters: ShipmentFilters.properties,    // as the list's own query string, without limit and cursor
 *     table: 'fulfilment.shipment',           // for «about so many rows» beforehand; null: nobody knows
 *     readPage: ({ pool }, filters, cursor) => listShipments(pool, filters, { limit: 500, cursor }),
 *     columns: ({ column, money }) => [
 *       column('number', 'text', ['Shipment', '发货单']),
 *       money('cost', ['Cost', '运费'], (item) => ({ minor: item.costMinor, currency: item.currency })),
 *       column('shippedAt', 'instant', ['Shipped', '发货时间']),
 *     ],
 *   }),
 *
 * `readPage` is the query of the list's own route, with its largest page, so that an export never
 * differs from its list. It must page by key: a page must not cost more the later it comes. A column is
 * named as the field of the item that it shows, or names that field last, because contracts/views.ts says
 * by the field's name who may see it.
 */
import type { Pool } from 'pg';
import Type from 'typebox';
import {
  eventToJson,
  FIRST_PLACE,
  listQuarantine,
  placeToText,
  readEventsAfter,
  readEventsBefore,
  readPresent,
  type StoredEvent,
} from '../hub/index.ts';
import { instantToText } from '../kernel/clock.ts';
import { listKeys, type Principal } from '../modules/access/index.ts';
import {
  listIncoming,
  listLedger,
  listLocations,
  listPositions,
  listSkus,
  listTransfers,
  PAGE_LIMIT_MAX,
} from '../modules/inventory/index.ts';
import { listChannels, listOrderLines, listOrders } from '../modules/orders/index.ts';
import { listImports, listRejectedRows } from '../modules/partners/index.ts';
import type { EventEnvelope } from '../../contracts/events.ts';
import { ORDER_PAGE_LIMIT_MAX, OrderFilters } from '../../contracts/order-reads.ts';
import { Code, filledText, text } from '../../contracts/shared.ts';
import { EventFilterQuery, eventFilterOf, placeOr } from './events-routes.ts';
import { eventLensFor } from './seen-events.ts';
import { KEEPING_LISTS } from './exported-keeping-lists.ts';
import { LIFE_LISTS } from './exported-life-lists.ts';
import { exportedList, type ColumnsOf, type ExportedList } from './exported-list.ts';

const EVENTS_AT_ONCE = 1_000;
const ACCESS_AT_ONCE = 200;

const PlaceFilters = { sku: Type.Optional(Code), location: Type.Optional(Code) };
const SearchFilters = {
  search: Type.Optional(text(200, 'How the code or the name begins')),
};

/** A page of the largest size. */
const pageAt = (cursor: string | null) => ({ limit: PAGE_LIMIT_MAX, cursor });
const placeOf = (filters: { readonly sku?: string; readonly location?: string }) => ({
  sku: filters.sku ?? null,
  location: filters.location ?? null,
});

/** Events as this caller sees them: somebody with limited roles sees those of some things only. */
async function seenBy(
  pool: Pool,
  principal: Principal,
  events: readonly StoredEvent[],
): Promise<Partial<EventEnvelope>[]> {
  const envelopes = events.map((event) => JSON.parse(eventToJson(event)) as EventEnvelope);
  const lens = eventLensFor(pool, principal);
  return lens === null ? envelopes : (await lens.see(envelopes)).filter((event) => event !== null);
}

const eventColumns = ({ column }: ColumnsOf<Partial<EventEnvelope>>) => [
  column('id', 'text', ['Event', '事件']),
  column('type', 'text', ['Type', '类型']),
  column('subject', 'text', ['Subject', '对象']),
  column('time', 'instant', ['Happened', '发生时间']),
  column('recordedtime', 'instant', ['Recorded', '记录时间']),
  column('actor', 'text', ['Actor', '操作者']),
  column('traceparent', 'text', ['Trace', '追踪']),
  column('sequence', 'text', ['Place in the history', '序列']),
  column('data', 'json', ['Data', '内容']),
];

export const EXPORTED_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'orders',
    summary: 'Orders, newest first',
    scope: 'orders:read',
    filters: OrderFilters.properties,
    table: 'orders.order_search',
    readPage: ({ pool }, filters, cursor) =>
      listOrders(pool, filters, cursor, ORDER_PAGE_LIMIT_MAX),
    columns: ({ column, money }) => [
      column('id', 'text', ['Order', '订单']),
      column('channel', 'text', ['Channel', '渠道']),
      column('externalId', 'text', ['External id', '外部单号']),
      column('state', 'text', ['State', '状态']),
      column('paymentState', 'text', ['Payment', '支付状态']),
      column('countryCode', 'text', ['Country', '国家']),
      column('priority', 'number', ['Priority', '优先级']),
      column('currency', 'text', ['Currency', '币种']),
      money('total', ['Total', '合计'], (order) => ({
        minor: order.totalMinor,
        currency: order.currency,
      })),
      column('placedAt', 'instant', ['Placed', '下单时间']),
      column('promisedAt', 'instant', ['Promised', '承诺时效']),
      column('customerName', 'text', ['Customer', '客户']),
      column('locations', 'list', ['Locations', '仓点']),
    ],
  }),
  exportedList({
    name: 'order-lines',
    summary: 'The lines of orders, newest order first',
    scope: 'orders:read',
    filters: OrderFilters.properties,
    table: 'orders.order_line',
    readPage: ({ pool }, filters, cursor) =>
      listOrderLines(pool, filters, cursor, ORDER_PAGE_LIMIT_MAX),
    columns: ({ column, money }) => [
      column('id', 'text', ['Order', '订单'], ({ order }) => order.id),
      column('channel', 'text', ['Channel', '渠道'], ({ order }) => order.channel),
      column('externalId', 'text', ['External id', '外部单号'], ({ order }) => order.externalId),
      column('state', 'text', ['State', '状态'], ({ order }) => order.state),
      column('placedAt', 'instant', ['Placed', '下单时间'], ({ order }) => order.placedAt),
      column('lineNumber', 'number', ['Line', '订单行']),
      column('sku', 'text', ['SKU', '库存单位']),
      column('skuName', 'text', ['Name', '名称'], ({ skuName }) => skuName, 'name'),
      column('quantity', 'number', ['Quantity', '数量']),
      column('cancelledQuantity', 'number', ['Cancelled', '取消数量']),
      column('currency', 'text', ['Currency', '币种'], ({ order }) => order.currency),
      money('unitPrice', ['Unit price', '单价'], ({ unitPriceMinor, order }) => ({
        minor: unitPriceMinor,
        currency: order.currency,
      })),
      money('discount', ['Discount', '折扣'], ({ discountMinor, order }) => ({
        minor: discountMinor,
        currency: order.currency,
      })),
      money('tax', ['Tax', '税额'], ({ taxMinor, order }) => ({
        minor: taxMinor,
        currency: order.currency,
      })),
      column('attributes', 'json', ['Attributes', '属性']),
    ],
  }),
  exportedList({
    name: 'skus',
    summary: 'SKUs by code, then by name',
    scope: 'catalogue:read',
    filters: SearchFilters,
    table: 'inventory.sku',
    readPage: ({ pool }, { search }, cursor) => listSkus(pool, search ?? '', pageAt(cursor)),
    columns: ({ column }) => [
      column('code', 'text', ['SKU', '库存单位']),
      column('name', 'text', ['Name', '名称']),
      column('names', 'json', ['Names', '多语言名称']),
      column('weightGrams', 'number', ['Weight (g)', '重量(g)']),
      column(
        'lengthMillimetres',
        'number',
        ['Length (mm)', '长(mm)'],
        ({ dimensionsMillimetres }) => dimensionsMillimetres?.length,
        'dimensionsMillimetres',
      ),
      column(
        'widthMillimetres',
        'number',
        ['Width (mm)', '宽(mm)'],
        ({ dimensionsMillimetres }) => dimensionsMillimetres?.width,
        'dimensionsMillimetres',
      ),
      column(
        'heightMillimetres',
        'number',
        ['Height (mm)', '高(mm)'],
        ({ dimensionsMillimetres }) => dimensionsMillimetres?.height,
        'dimensionsMillimetres',
      ),
      column('valueMinor', 'number', ['Value (minor units)', '价值(最小货币单位)']),
      column('customsCode', 'text', ['Customs code', '海关编码']),
      column('originCountryCode', 'text', ['Origin', '原产国']),
      column('requires', 'list', ['Requires', '仓储要求']),
      column('attributes', 'json', ['Attributes', '属性']),
      column('backorder', 'text', ['Backorder', '缺货预订']),
      column('leadTimeDays', 'number', ['Lead time (days)', '交期(天)']),
      column('availableFrom', 'instant', ['Available from', '开售时间']),
    ],
  }),
  exportedList({
    name: 'locations',
    summary: 'Locations by code',
    scope: 'catalogue:read',
    filters: SearchFilters,
    table: 'inventory.location',
    readPage: ({ pool }, { search }, cursor) => listLocations(pool, search ?? '', pageAt(cursor)),
    columns: ({ column }) => [
      column('code', 'text', ['Location', '仓点']),
      column('name', 'text', ['Name', '名称']),
      column('kind', 'text', ['Kind', '类型']),
      column('address', 'json', ['Address', '地址']),
      column('timeZone', 'text', ['Time zone', '时区']),
      column('workingWeekdays', 'json', ['Working weekdays', '工作日']),
      column('holidays', 'list', ['Holidays', '节假日']),
      column('cutoffMinuteOfDay', 'number', ['Cut-off (minute of day)', '截单时间(分钟)']),
      column('handlingDays', 'number', ['Handling (days)', '处理天数']),
      column('dailyCapacityShipments', 'number', ['Shipments a day', '日发货能力']),
      column('capabilities', 'list', ['Capabilities', '能力']),
      column('isOpen', 'boolean', ['Open', '营业']),
    ],
  }),
  exportedList({
    name: 'channels',
    summary: 'Channels by code',
    scope: 'settings:read',
    filters: {},
    table: 'orders.channel',
    readPage: async ({ pool }) => ({
      kind: 'found',
      value: { items: await listChannels(pool), nextCursor: null },
    }),
    columns: ({ column }) => [
      column('code', 'text', ['Channel', '渠道']),
      column('name', 'text', ['Name', '名称']),
      column('currency', 'text', ['Currency', '币种']),
      column('timeZone', 'text', ['Time zone', '时区']),
      column('paymentDeadlineMinutes', 'number', ['Payment deadline (min)', '支付期限(分钟)']),
      column('backorder', 'text', ['Backorder', '缺货预订']),
      column('split', 'text', ['Split', '拆单']),
    ],
  }),
  exportedList({
    name: 'stock-positions',
    summary: 'Positions in the order in which their SKUs were created',
    scope: 'stock:read',
    filters: PlaceFilters,
    table: 'inventory.stock_position',
    readPage: ({ pool }, filters, cursor) => listPositions(pool, placeOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('sku', 'text', ['SKU', '库存单位']),
      column('location', 'text', ['Location', '仓点']),
      column('onHand', 'number', ['On hand', '在库']),
      column('reserved', 'number', ['Reserved', '预占']),
      column('allocated', 'number', ['Allocated', '锁定']),
      column('damaged', 'number', ['Damaged', '残损']),
      column('qualityControl', 'number', ['Quality control', '质检']),
      column('safetyStock', 'number', ['Safety stock', '安全库存']),
      column('available', 'number', ['Available', '可用']),
    ],
  }),
  exportedList({
    name: 'stock-entries',
    summary: 'The ledger, position by position, each from its first entry on',
    scope: 'stock:read',
    filters: PlaceFilters,
    table: 'inventory.stock_entry',
    readPage: ({ pool }, filters, cursor) => listLedger(pool, placeOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'number', ['Entry', '库存流水']),
      column('sku', 'text', ['SKU', '库存单位']),
      column('location', 'text', ['Location', '仓点']),
      column('kind', 'text', ['Kind', '类型']),
      column('onHandDelta', 'number', ['On hand', '在库']),
      column('reservedDelta', 'number', ['Reserved', '预占']),
      column('allocatedDelta', 'number', ['Allocated', '锁定']),
      column('damagedDelta', 'number', ['Damaged', '残损']),
      column('qualityControlDelta', 'number', ['Quality control', '质检']),
      column('orderId', 'text', ['Order', '订单']),
      column('eventId', 'text', ['Event', '事件']),
      column('recordedAt', 'instant', ['Recorded', '记录时间']),
    ],
  }),
  exportedList({
    name: 'stock-incoming',
    summary: 'Announced supply: what is open, or with a reference also what is closed',
    scope: 'stock:read',
    filters: { ...PlaceFilters, reference: Type.Optional(filledText(128)) },
    table: null,
    readPage: ({ pool }, filters, cursor) =>
      listIncoming(
        pool,
        { ...placeOf(filters), reference: filters.reference ?? null },
        pageAt(cursor),
      ),
    columns: ({ column }) => [
      column('id', 'text', ['Number', '编号']),
      column('sku', 'text', ['SKU', '库存单位']),
      column('location', 'text', ['Location', '仓点']),
      column('reference', 'text', ['Reference', '单号']),
      column('expectedAt', 'instant', ['Expected', '预计到货']),
      column('quantity', 'number', ['Quantity', '数量']),
      column('received', 'number', ['Received', '收货']),
      column('promised', 'number', ['Promised', '已承诺']),
      column('closedAt', 'instant', ['Closed', '关闭时间']),
    ],
  }),
  exportedList({
    name: 'stock-transfers',
    summary: 'Transfers by reference, a row for each of their lines',
    scope: 'stock:read',
    filters: {},
    table: null,
    readPage: async ({ pool }, _filters, cursor) => {
      const found = await listTransfers(pool, pageAt(cursor));
      if (found.kind === 'refused') return found;
      const { items, nextCursor } = found.value;
      const rows = items.flatMap((transfer) => transfer.lines.map((line) => ({ transfer, line })));
      return { kind: 'found', value: { items: rows, nextCursor } };
    },
    columns: ({ column }) => [
      column('reference', 'text', ['Reference', '单号'], ({ transfer }) => transfer.reference),
      column('from', 'text', ['From', '调出'], ({ transfer }) => transfer.from),
      column('to', 'text', ['To', '调入'], ({ transfer }) => transfer.to),
      column('expectedAt', 'instant', ['Expected', '预计到货'], (row) => row.transfer.expectedAt),
      column('state', 'text', ['State', '状态'], ({ transfer }) => transfer.state),
      column('sku', 'text', ['SKU', '库存单位'], ({ line }) => line.sku),
      column('quantity', 'number', ['Sent', '发出'], ({ line }) => line.quantity),
      column('received', 'number', ['Received', '收货'], ({ line }) => line.received),
    ],
  }),
  exportedList({
    name: 'events',
    summary: 'What has happened, oldest first',
    scope: 'events:read',
    filters: EventFilterQuery,
    table: 'hub.event',
    readPage: async ({ pool }, filters, cursor, principal) => {
      const after = placeOr(cursor ?? undefined, FIRST_PLACE, 'cursor');
      if ('kind' in after) return after;
      const filter = eventFilterOf(filters);
      const { events, end, isAtEnd } = await readEventsAfter(pool, after, filter, EVENTS_AT_ONCE);
      return {
        kind: 'found',
        value: {
          items: await seenBy(pool, principal, events),
          nextCursor: isAtEnd ? null : placeToText(end),
        },
      };
    },
    columns: eventColumns,
  }),
  exportedList({
    name: 'audit',
    summary: 'Who did what, newest first',
    scope: 'operations:read',
    filters: {
      actor: Type.Optional(filledText(200, 'key/NAME, person/LOGIN, system/clock')),
      type: EventFilterQuery.type,
    },
    table: 'hub.event',
    readPage: async ({ pool }, { actor, ...filters }, cursor, principal) => {
      const before = placeOr(cursor ?? undefined, await readPresent(pool), 'cursor');
      if ('kind' in before) return before;
      const filter = { types: eventFilterOf(filters).types, actor: actor ?? null };
      const { events, end } = await readEventsBefore(pool, before, filter, EVENTS_AT_ONCE);
      return {
        kind: 'found',
        value: {
          items: await seenBy(pool, principal, events),
          nextCursor: end === null ? null : placeToText(end),
        },
      };
    },
    columns: eventColumns,
  }),
  exportedList({
    name: 'quarantine',
    summary: 'Commands that are kept for a look, oldest first',
    scope: 'operations:read',
    filters: { state: Type.Optional(Type.Enum(['waiting', 'retried', 'dropped'])) },
    table: null,
    readPage: async ({ pool }, { state }, cursor) => {
      const items = await listQuarantine(pool, state ?? null, cursor, ACCESS_AT_ONCE);
      const last = items.length < ACCESS_AT_ONCE ? undefined : items.at(-1);
      return { kind: 'found', value: { items, nextCursor: last?.id ?? null } };
    },
    columns: ({ column }) => [
      column('id', 'text', ['Number', '编号']),
      column('kind', 'text', ['Command', '命令']),
      column('actor', 'text', ['Actor', '操作者'], ({ command }) => command.actor),
      column('body', 'json', ['Body', '内容'], ({ command }) => command.body),
      column('error', 'text', ['Error', '错误']),
      column('state', 'text', ['State', '状态']),
      column('quarantinedAt', 'instant', ['Quarantined', '隔离时间'], (item) =>
        instantToText(item.quarantinedAt),
      ),
      column('retriedAt', 'instant', ['Retried', '重试时间'], ({ retriedAt }) =>
        retriedAt === null ? null : instantToText(retriedAt),
      ),
    ],
  }),
  exportedList({
    name: 'keys',
    summary: 'API keys, without their secrets',
    scope: 'access:admin',
    filters: {},
    table: null,
    readPage: async ({ pool }, _filters, cursor) => ({
      kind: 'found',
      value: await listKeys(pool, cursor, ACCESS_AT_ONCE),
    }),
    columns: ({ column }) => [
      column('id', 'text', ['Number', '编号']),
      column('name', 'text', ['Name', '名称']),
      column('scopes', 'list', ['Scopes', '权限']),
      column('rateLimitPerSecond', 'number', ['Requests a second', '每秒请求数']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('createdBy', 'text', ['Created by', '创建者']),
      column('expiresAt', 'instant', ['Expires', '到期']),
      column('revokedAt', 'instant', ['Revoked', '吊销时间']),
    ],
  }),
  exportedList({
    name: 'imports',
    summary: 'Files that came in, newest first',
    scope: 'partners:read',
    filters: {},
    table: null,
    readPage: async ({ pool, clock }, _filters, cursor) => ({
      kind: 'found',
      value: await listImports(pool, cursor, ACCESS_AT_ONCE, clock.now()),
    }),
    columns: ({ column }) => [
      column('id', 'text', ['Import', '导入']),
      column('map', 'text', ['Map', '映射']),
      column('actor', 'text', ['Actor', '操作者']),
      column('state', 'text', ['State', '状态']),
      column('rowsRead', 'number', ['Rows read', '读取行数']),
      column('rowsRejected', 'number', ['Rows rejected', '拒收行数']),
      column('verdicts', 'json', ['Verdicts', '结果']),
      column('message', 'text', ['Message', '说明']),
      column('startedAt', 'instant', ['Started', '开始时间']),
      column('endedAt', 'instant', ['Ended', '结束时间']),
    ],
  }),
  exportedList({
    name: 'import-rejections',
    summary: 'Rows of an import that were not taken, by line, with the reason of each',
    scope: 'partners:read',
    filters: {
      import: Type.Optional(
        Type.String({ format: 'uuid', description: 'The import; the newest one unless given' }),
      ),
    },
    table: null,
    readPage: async ({ pool, clock }, filters, cursor) => {
      const [given, line] = cursor?.split(' ') ?? [];
      const newest = () => listImports(pool, null, 1, clock.now());
      const id = given ?? filters.import ?? (await newest()).items[0]?.id;
      if (id === undefined) return { kind: 'found', value: { items: [], nextCursor: null } };
      const { items, nextCursor } = await listRejectedRows(pool, id, line ?? null, PAGE_LIMIT_MAX);
      return {
        kind: 'found',
        value: { items, nextCursor: nextCursor === null ? null : `${id} ${nextCursor}` },
      };
    },
    columns: ({ column }) => [
      column('line', 'number', ['Line', '行号']),
      column('reason', 'text', ['Reason', '原因']),
      column('row', 'json', ['Row', '原始行']),
    ],
  }),
  ...LIFE_LISTS,
  ...KEEPING_LISTS,
];
