import Type from 'typebox';
import {
  listAllotments,
  listCountTasks,
  listSnapshots,
  PAGE_LIMIT_MAX,
} from '../modules/inventory/index.ts';
import { listPickLists, listPurchaseOrders } from '../modules/fulfilment/index.ts';
import { listGiftCards } from '../modules/orders/index.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { exportedList, type ExportedList } from './exported-list.ts';

const pageAt = (cursor: string | null) => ({ limit: PAGE_LIMIT_MAX, cursor });
const GIFT_CARDS_AT_ONCE = 200;

const WorkFilters = { location: Type.Optional(Code), state: Type.Optional(filledText(32)) };
const workOf = (filters: { readonly location?: string; readonly state?: string }) => ({
  location: filters.location ?? null,
  state: filters.state ?? null,
});

/** Lists of how stock is kept and of what is picked, bought and given; they are part of EXPORTED_LISTS. */
export const KEEPING_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'pick-lists',
    summary: 'Pick lists, the newest first',
    scope: 'fulfilment:read',
    filters: WorkFilters,
    table: 'fulfilment.pick_list',
    readPage: ({ pool }, filters, cursor) => listPickLists(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Pick list', '拣货单']),
      column('wave', 'text', ['Wave', '波次']),
      column('location', 'text', ['Location', '仓点']),
      column('state', 'text', ['State', '状态']),
      column('picker', 'text', ['Picker', '拣货员']),
      column('lengthMillimetres', 'number', ['Millimetres', '路程(毫米)']),
      column('releasedAt', 'instant', ['Released', '下发时间']),
      column('stateSince', 'instant', ['State since', '状态时间']),
      column('lines', 'json', ['Lines', '明细']),
    ],
  }),
  exportedList({
    name: 'purchase-orders',
    summary: 'Purchase orders to suppliers who send to customers, the newest first',
    scope: 'purchases:read',
    filters: WorkFilters,
    table: 'fulfilment.purchase_order',
    readPage: ({ pool }, filters, cursor) =>
      listPurchaseOrders(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Purchase order', '采购单']),
      column('orderId', 'text', ['Order', '订单']),
      column('location', 'text', ['Location', '仓点']),
      column('state', 'text', ['State', '状态']),
      column('supplierReference', 'text', ["Supplier's number", '供应商单号']),
      column('shipBy', 'instant', ['Ship by', '最晚发货']),
      column('expectedAt', 'instant', ['Expected', '预计时间']),
      column('reason', 'text', ['Reason', '原因']),
      column('sentAt', 'instant', ['Sent', '发送时间']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('stateSince', 'instant', ['State since', '状态时间']),
      column('lines', 'json', ['Lines', '明细']),
      column('shipTo', 'json', ['Ship to', '收货地址']),
      column('shipments', 'json', ['Shipments', '发货记录']),
      column('mails', 'json', ['Mails', '邮件']),
    ],
  }),
  exportedList({
    name: 'counts',
    summary: 'Counts of positions; those in a state location by location',
    scope: 'counts:read',
    filters: WorkFilters,
    table: 'inventory.count_task',
    readPage: ({ pool }, filters, cursor) => listCountTasks(pool, workOf(filters), pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Count', '盘点']),
      column('plan', 'text', ['Plan', '盘点计划']),
      column('location', 'text', ['Location', '仓点']),
      column('sku', 'text', ['SKU', '库存单位']),
      column('slot', 'text', ['Slot', '货位']),
      column('state', 'text', ['State', '状态']),
      column('why', 'text', ['Why', '缘由']),
      column('counts', 'json', ['Counted', '盘点记录']),
      column('variance', 'number', ['Variance', '差异']),
      column('unposted', 'number', ['Not posted', '未过账']),
      column('reason', 'text', ['Reason', '原因']),
      column('createdAt', 'instant', ['Created', '创建时间']),
    ],
  }),
  exportedList({
    name: 'allotments',
    summary: 'What is kept for channels',
    scope: 'stock:read',
    filters: { sku: Type.Optional(Code) },
    table: 'inventory.allotment',
    readPage: ({ pool }, { sku = null }, cursor) => listAllotments(pool, sku, pageAt(cursor)),
    columns: ({ column }) => [
      column('code', 'text', ['Allotment', '配额']),
      column('channel', 'text', ['Channel', '渠道']),
      column('sku', 'text', ['SKU', '库存单位']),
      column('location', 'text', ['Location', '仓点']),
      column('quantity', 'number', ['Quantity', '数量']),
      column('taken', 'number', ['Taken', '已用']),
      column('from', 'instant', ['From', '开始']),
      column('until', 'instant', ['Until', '结束']),
      column('state', 'text', ['State', '状态']),
    ],
  }),
  exportedList({
    name: 'snapshots',
    summary: 'Snapshots of stock that other systems have sent',
    scope: 'stock:read',
    filters: { location: Type.Optional(Code) },
    table: 'inventory.stock_snapshot',
    readPage: ({ pool }, { location = null }, cursor) =>
      listSnapshots(pool, location, pageAt(cursor)),
    columns: ({ column }) => [
      column('id', 'text', ['Snapshot', '快照']),
      column('location', 'text', ['Location', '仓点']),
      column('source', 'text', ['Source', '来源']),
      column('takenAt', 'instant', ['Taken', '快照时间']),
      column('state', 'text', ['State', '状态']),
      column('lines', 'number', ['Lines', '行数']),
      column('uploadedBy', 'text', ['Sent by', '上传人']),
      column('decidedBy', 'text', ['Decided by', '审批人']),
      column('reason', 'text', ['Reason', '原因']),
      column('receivedAt', 'instant', ['Received', '接收时间']),
      column('stateSince', 'instant', ['State since', '状态时间']),
    ],
  }),
  exportedList({
    name: 'gift-cards',
    summary: 'Gift cards, newest first',
    scope: 'payments:read',
    filters: {},
    table: 'orders.gift_card',
    readPage: async ({ pool }, _filters, cursor) => ({
      kind: 'found' as const,
      value: await listGiftCards(pool, { limit: GIFT_CARDS_AT_ONCE, cursor }),
    }),
    columns: ({ column, money }) => [
      column('id', 'text', ['Gift card', '礼品卡']),
      column('currency', 'text', ['Currency', '币种']),
      money('issued', ['Issued', '发卡金额'], ({ issuedMinor, currency }) => ({
        minor: issuedMinor,
        currency,
      })),
      money('balance', ['Balance', '余额'], ({ balanceMinor, currency }) => ({
        minor: balanceMinor,
        currency,
      })),
      column('issuedAt', 'instant', ['Issued at', '发卡时间']),
      column('issuedBy', 'text', ['Issued by', '发卡人']),
      column('expiresAt', 'instant', ['Expires', '到期']),
      column('note', 'text', ['Note', '备注']),
    ],
  }),
];
