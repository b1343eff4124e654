import Type from 'typebox';
import { PAGE_LIMIT_MAX } from '../modules/inventory/index.ts';
import {
  listChangeRequests,
  listFulfilmentOrders,
  listManifests,
  listShipments,
  listWaves,
} from '../modules/fulfilment/index.ts';
import { listClaims, listReturns } from '../modules/returns/index.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { ClaimFilters, claimFilterOf } from './claims-routes.ts';
import { ExceptionFilters, findExceptions } from './exceptions-routes.ts';
import { FulfilmentOrderFilters, wantedOf } from './fulfilment-routes.ts';
import { ReturnFilters, returnFilterOf } from './returns-routes.ts';
import { exportedList, type ExportedList } from './exported-list.ts';

const EXCEPTIONS_AT_ONCE = 200;
const pageAt = (cursor: string | null) => ({ limit: PAGE_LIMIT_MAX, cursor });

const WorkFilters = { location: Type.Optional(Code), state: Type.Optional(filledText(32)) };
const workOf = (filters: { readonly location?: string; readonly state?: string }) => ({
  location: filters.location ?? null,
  state: filters.state ?? null,
});

/** Lists of what happens to orders after their release; they are part of EXPORTED_LISTS. */
export const LIFE_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'fulfilment-orders',
    summary: 'Fulfilment orders, what must leave first first',
    of: '/v1/fulfilment/orders',
    scope: 'fulfilment:read',
    filters: { ...WorkFilters, ...FulfilmentOrderFilters.properties },
    table: 'fulfilment.fulfilment_order',
    readPage: ({ pool, clock }, filters, cursor) =>
      listFulfilmentOrders(
        pool,
        { ...workOf(filters), ...wantedOf(filters) },
        pageAt(cursor),
        clock.now(),
      ),
    columns: ({ column }) => [
      column('id', 'text', ['Fulfilment order', '履约单']),
      column('orderId', 'text', ['Order', '订单']),
      column('location', 'text', ['Location', '仓点']),
      column('state', 'text', ['State', '状态']),
      column('gate', 'text', ['Gate', '闸口']),
      column('priority', 'number', ['Priority', '优先级']),
      column('service', 'text', ['Service', '物流服务']),
      column('shipBy', 'instant', ['Ship by', '最晚发货']),
      column('deliverBy', 'instant', ['Deliver by', '最晚送达']),
      column('wave', 'text', ['Wave', '波次']),
      column('lines', 'json', ['Lines', '明细']),
    ],
  }),
  exportedList({
    name: 'waves',
    summary: 'Waves, the newest first',
    of: '/v1/fulfilment/waves',
    scope: 'fulfilment:read',
    filters: WorkFilters,
    table: 'fulfilment.wave',
    readPage: ({ pool }, filters, cursor) => listWaves(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Wave', '波次']),
      column('location', 'text', ['Location', '仓点']),
      column('state', 'text', ['State', '状态']),
      column('collectionAt', 'instant', ['Collected', '揽收时间']),
      column('orders', 'number', ['Orders', '单数']),
      column('units', 'number', ['Units', '件数']),
      column('weightGrams', 'number', ['Grams', '重量(克)']),
      column('plannedAt', 'instant', ['Planned', '计划时间']),
    ],
  }),
  exportedList({
    name: 'shipments',
    summary: 'Shipments, the newest first',
    of: '/v1/fulfilment/shipments',
    scope: 'fulfilment:read',
    filters: WorkFilters,
    table: 'fulfilment.shipment',
    readPage: ({ pool }, filters, cursor) => listShipments(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column, money }) => [
      column('id', 'text', ['Shipment', '发货单']),
      column('orderId', 'text', ['Order', '订单']),
      column('fulfilmentOrder', 'text', ['Fulfilment order', '履约单']),
      column('location', 'text', ['Location', '仓点']),
      column('state', 'text', ['State', '状态']),
      column('carrier', 'text', ['Carrier', '承运商']),
      column('service', 'text', ['Service', '物流服务']),
      column('trackingNumber', 'text', ['Tracking number', '运单号']),
      money('cost', ['Cost', '运费'], (shipment) => ({
        minor: shipment.costMinor,
        currency: shipment.currency,
      })),
      column('currency', 'text', ['Currency', '币种']),
      column('manifest', 'text', ['Manifest', '交接单']),
      column('deliverBy', 'instant', ['Deliver by', '最晚送达']),
      column('parcels', 'json', ['Parcels', '包裹']),
    ],
  }),
  exportedList({
    name: 'manifests',
    summary: 'Manifests, the newest first',
    of: '/v1/fulfilment/manifests',
    scope: 'fulfilment:read',
    filters: WorkFilters,
    table: 'fulfilment.manifest',
    readPage: ({ pool }, filters, cursor) => listManifests(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Manifest', '交接单']),
      column('location', 'text', ['Location', '仓点']),
      column('carrier', 'text', ['Carrier', '承运商']),
      column('state', 'text', ['State', '状态']),
    ],
  }),
  exportedList({
    name: 'change-requests',
    summary: 'Changes that locations were asked for, the newest first',
    of: '/v1/fulfilment/change-requests',
    scope: 'fulfilment:read',
    filters: WorkFilters,
    table: 'fulfilment.change_request',
    readPage: ({ pool }, filters, cursor) =>
      listChangeRequests(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Request', '变更申请']),
      column('orderId', 'text', ['Order', '订单']),
      column('fulfilmentOrder', 'text', ['Fulfilment order', '履约单']),
      column('state', 'text', ['State', '状态']),
      column('askedAt', 'instant', ['Asked', '申请时间']),
    ],
  }),
  exportedList({
    name: 'returns',
    summary: 'Returns, newest first',
    of: '/v1/returns',
    scope: 'returns:read',
    filters: ReturnFilters,
    table: 'returns.return',
    readPage: ({ pool, clock }, filters, cursor) =>
      listReturns(pool, returnFilterOf(filters), pageAt(cursor), clock.now()),
    columns: ({ column }) => [
      column('id', 'text', ['Return', '退货单']),
      column('orderId', 'text', ['Order', '订单']),
      column('channel', 'text', ['Channel', '渠道']),
      column('orderExternalId', 'text', ['Order at the channel', '渠道单号']),
      column('reference', 'text', ['Reference', '外部单号']),
      column('state', 'text', ['State', '状态']),
      column('location', 'text', ['Location', '仓点']),
      column('trackingNumber', 'text', ['Tracking number', '运单号']),
      column('requestedAt', 'instant', ['Requested', '申请时间']),
      column('requestedBy', 'text', ['Requested by', '申请人']),
      column('stateSince', 'instant', ['State since', '状态时间']),
      column('expiresAt', 'instant', ['Expires', '到期']),
      column('lines', 'json', ['Lines', '明细']),
    ],
  }),
  exportedList({
    name: 'claims',
    summary: 'Claims against carriers, newest first',
    of: '/v1/claims',
    scope: 'returns:read',
    filters: ClaimFilters,
    table: 'returns.claim',
    readPage: ({ pool }, filters, cursor) =>
      listClaims(pool, claimFilterOf(filters), pageAt(cursor)),
    columns: ({ column, money }) => [
      column('id', 'text', ['Claim', '索赔单']),
      column('orderId', 'text', ['Order', '订单']),
      column('shipment', 'text', ['Shipment', '发货单']),
      column('carrier', 'text', ['Carrier', '承运商']),
      column('kind', 'text', ['Kind', '类型']),
      column('state', 'text', ['State', '状态']),
      column('currency', 'text', ['Currency', '币种']),
      money('amount', ['Amount', '索赔金额'], ({ amountMinor, currency }) => ({
        minor: amountMinor,
        currency,
      })),
      money('accepted', ['Accepted', '认赔金额'], ({ acceptedMinor, currency }) => ({
        minor: acceptedMinor,
        currency,
      })),
      money('paid', ['Paid', '到账金额'], ({ paidMinor, currency }) => ({
        minor: paidMinor,
        currency,
      })),
      column('carrierReference', 'text', ["Carrier's number", '承运商单号']),
      column('dueAt', 'instant', ['Due', '期限']),
      column('openedAt', 'instant', ['Opened', '发起时间']),
    ],
  }),
  exportedList({
    name: 'exceptions',
    summary: 'Open exceptions, most urgent first; state=resolved or all: newest first',
    of: '/v1/exceptions',
    scope: 'exceptions:read',
    filters: ExceptionFilters.properties,
    table: null,
    readPage: ({ pool }, filters, cursor, principal) =>
      findExceptions(pool, filters, principal, { limit: EXCEPTIONS_AT_ONCE, cursor }),
    columns: ({ column }) => [
      column('id', 'text', ['Exception', '异常']),
      column('kind', 'text', ['Kind', '类型']),
      column('state', 'text', ['State', '状态']),
      column('severity', 'number', ['Severity', '级别']),
      column('owner', 'text', ['Owner', '负责人']),
      column('level', 'number', ['Escalations', '升级次数']),
      column('subjectCount', 'number', ['Subjects', '涉及数']),
      column('subjects', 'json', ['Still suffering', '未解决']),
      column('suggestion', 'text', ['Next step', '建议'], ({ suggestion }) => suggestion.en),
      column('openedAt', 'instant', ['Opened', '打开时间']),
      column('dueAt', 'instant', ['Due', '时限']),
      column('resolvedAt', 'instant', ['Resolved', '解决时间']),
      column('resolution', 'text', ['Resolution', '处理结果']),
    ],
  }),
];
