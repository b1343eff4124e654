/**
 * Every list that can be exported. To add one, add an entry here and nothing else: routes, their
 * documentation, the command line and the tests that walk all lists follow from it.
 *
 *   exportedList({
 *     name: 'shipments',                      // GET /v1/exports/shipments.csv, .ndjson, .xlsx
 *     summary: 'Shipments, newest first',
 *     of: '/v1/fulfilment/shipments',         // the route that lists them
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
 * by the field's name who may see it. Where the route lists what hangs below one thing, a filter that
 * must be given names that thing.
 */
import Type from 'typebox';
import {
  findPositions,
  findTransfers,
  listIncoming,
  listLedger,
  listLocations,
  listSkus,
  PAGE_LIMIT_MAX,
} from '../modules/inventory/index.ts';
import { listOrderLines, listOrders } from '../modules/orders/index.ts';
import { POSITION_STATES } from '../../contracts/inventory-answers.ts';
import { ORDER_PAGE_LIMIT_MAX, OrderFilters } from '../../contracts/order-reads.ts';
import { Code, filledText, text } from '../../contracts/shared.ts';
import { KEEPING_LISTS } from './exported-keeping-lists.ts';
import { LIFE_LISTS } from './exported-life-lists.ts';
import { exportedList, type ExportedList } from './exported-list.ts';
import { OPERATION_LISTS } from './exported-operation-lists.ts';
import { SETTING_LISTS } from './exported-setting-lists.ts';
import { narrowOrders } from './own-orders.ts';

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

export const EXPORTED_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'orders',
    summary: 'Orders, newest first',
    of: '/v1/orders',
    scope: 'orders:read',
    filters: OrderFilters.properties,
    table: 'orders.order_search',
    readPage: async ({ pool, clock }, filters, cursor, principal) => {
      const narrowed = await narrowOrders(pool, principal, filters);
      return 'code' in narrowed
        ? narrowed
        : listOrders(pool, narrowed, cursor, ORDER_PAGE_LIMIT_MAX, clock.now());
    },
    columns: ({ column, money }) => [
      column('id', 'text', ['Order', '订单']),
      column('channel', 'text', ['Channel', '渠道']),
      column('externalId', 'text', ['External id', '外部单号']),
      column('kind', 'text', ['Kind', '类型']),
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
    readPage: async ({ pool, clock }, filters, cursor, principal) => {
      const narrowed = await narrowOrders(pool, principal, filters);
      return 'code' in narrowed
        ? narrowed
        : listOrderLines(pool, narrowed, cursor, ORDER_PAGE_LIMIT_MAX, clock.now());
    },
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
    of: '/v1/skus',
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
    of: '/v1/locations',
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
    name: 'stock-positions',
    summary: 'Positions in the order in which their SKUs were created',
    of: '/v1/stock',
    scope: 'stock:read',
    filters: {
      ...PlaceFilters,
      search: Type.Optional(text(200, 'How the code or the name of the SKU begins')),
      state: Type.Optional(Type.Enum([...POSITION_STATES])),
    },
    table: 'inventory.stock_position',
    readPage: ({ pool }, filters, cursor) =>
      findPositions(
        pool,
        { ...placeOf(filters), search: filters.search ?? null, state: filters.state ?? null },
        pageAt(cursor),
      ),
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
    of: '/v1/stock/entries',
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
    of: '/v1/stock/incoming',
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
    summary: 'Transfers, newest first, a row for each of their lines',
    of: '/v1/stock/transfers',
    scope: 'stock:read',
    filters: {
      location: Type.Optional(Code),
      state: Type.Optional(Type.Enum(['on_the_way', 'received'])),
    },
    table: null,
    readPage: async ({ pool }, filters, cursor) => {
      const found = await findTransfers(
        pool,
        { location: filters.location ?? null, state: filters.state ?? null },
        pageAt(cursor),
      );
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
  ...LIFE_LISTS,
  ...KEEPING_LISTS,
  ...SETTING_LISTS,
  ...OPERATION_LISTS,
];
