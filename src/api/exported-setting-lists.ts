import { listSlots } from '../modules/fulfilment/index.ts';
import {
  listCountPlans,
  listSafetyStockRules,
  PAGE_LIMIT_MAX,
  previewSafetyStock,
} from '../modules/inventory/index.ts';
import { listAccounts, listChannels, listPaymentProviders } from '../modules/orders/index.ts';
import { listCarrierServices, listRulesVersions } from '../modules/sourcing/index.ts';
import { Code } from '../../contracts/shared.ts';
import { exportedList, type ExportedList } from './exported-list.ts';

const ROWS_AT_ONCE = 200;
const pageAt = (cursor: string | null) => ({ limit: PAGE_LIMIT_MAX, cursor });
/** A list that is short enough to come in one answer. */
const whole = <Item>(items: readonly Item[]) => ({
  kind: 'found' as const,
  value: { items, nextCursor: null },
});

/** Lists of how the company is set up; they are part of EXPORTED_LISTS. */
export const SETTING_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'channels',
    summary: 'Channels by code',
    of: '/v1/channels',
    scope: 'settings:read',
    filters: {},
    table: 'orders.channel',
    readPage: async ({ pool }) => whole(await listChannels(pool)),
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
    name: 'carrier-services',
    summary: 'All carrier services',
    of: '/v1/carrier-services',
    scope: 'settings:read',
    filters: {},
    table: null,
    readPage: async ({ pool }) => whole(await listCarrierServices(pool)),
    columns: ({ column }) => [
      column('code', 'text', ['Service', '物流服务']),
      column('carrier', 'text', ['Carrier', '承运商']),
      column('mode', 'text', ['Mode', '运输方式']),
      column('maxWeightGrams', 'number', ['Weight at most (g)', '最大重量(克)']),
      column('movingWeekdays', 'json', ['Moving weekdays', '运行日']),
      column('lanes', 'json', ['Lanes', '线路']),
      column('zones', 'json', ['Zones', '分区运价']),
    ],
  }),
  exportedList({
    name: 'sourcing-rules',
    summary: 'The versions of the rules that decisions cite, newest first',
    of: '/v1/sourcing/rules',
    scope: 'settings:read',
    filters: {},
    table: null,
    readPage: async ({ pool }, _filters, cursor) => ({
      kind: 'found' as const,
      value: await listRulesVersions(pool, cursor === null ? null : Number(cursor), ROWS_AT_ONCE),
    }),
    columns: ({ column }) => [
      column('version', 'number', ['Version', '版本']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('createdBy', 'text', ['Created by', '创建者']),
    ],
  }),
  exportedList({
    name: 'payment-providers',
    summary: 'All payment providers',
    of: '/v1/payment-providers',
    scope: 'settings:read',
    filters: {},
    table: null,
    readPage: async ({ pool }) => whole(await listPaymentProviders(pool)),
    columns: ({ column }) => [
      column('code', 'text', ['Provider', '支付商']),
      column('name', 'text', ['Name', '名称']),
      column('kind', 'text', ['Kind', '类型']),
      column('url', 'text', ['URL', '地址']),
      column('currency', 'text', ['Currency', '币种']),
      column('secretVariable', 'text', ['Variable of the secret', '密钥变量']),
    ],
  }),
  exportedList({
    name: 'accounts',
    summary: 'Accounts of business customers with what they owe, by code',
    of: '/v1/accounts',
    scope: 'payments:read',
    filters: {},
    table: null,
    readPage: async ({ pool }, _filters, cursor) => ({
      kind: 'found' as const,
      value: await listAccounts(pool, { limit: ROWS_AT_ONCE, cursor }),
    }),
    columns: ({ column, money }) => [
      column('code', 'text', ['Account', '账户']),
      column('name', 'text', ['Name', '名称']),
      column('currency', 'text', ['Currency', '币种']),
      money('creditLimit', ['Credit limit', '信用额度'], ({ creditLimitMinor, currency }) => ({
        minor: creditLimitMinor,
        currency,
      })),
      money('exposure', ['Owed', '应收'], ({ exposureMinor, currency }) => ({
        minor: exposureMinor,
        currency,
      })),
      column('netDays', 'number', ['Net days', '账期(天)']),
      column('needsPurchaseOrderNumber', 'boolean', ['Needs a number', '须有采购单号']),
      column('owner', 'text', ['Owner', '负责人']),
      column('isOpen', 'boolean', ['Open', '开放']),
    ],
  }),
  exportedList({
    name: 'count-plans',
    summary: 'Count plans by code',
    of: '/v1/counts/plans',
    scope: 'counts:read',
    filters: {},
    table: null,
    readPage: ({ pool }, _filters, cursor) => listCountPlans(pool, pageAt(cursor)),
    columns: ({ column }) => [
      column('code', 'text', ['Plan', '盘点计划']),
      column('location', 'text', ['Location', '仓点']),
      column('rule', 'json', ['Rule', '规则']),
      column('isActive', 'boolean', ['Active', '启用']),
      column('nextRunAt', 'instant', ['Next run', '下次运行']),
    ],
  }),
  exportedList({
    name: 'safety-stock-rules',
    summary: 'Rules by which safety stock is set, by code',
    of: '/v1/stock/safety-stock-rules',
    scope: 'stock:read',
    filters: {},
    table: null,
    readPage: ({ pool }, _filters, cursor) => listSafetyStockRules(pool, pageAt(cursor)),
    columns: ({ column }) => [
      column('code', 'text', ['Rule', '规则']),
      column('priority', 'number', ['Priority', '优先级']),
      column('matches', 'json', ['Fits', '适用']),
      column('method', 'json', ['Method', '方法']),
      column('isActive', 'boolean', ['Active', '启用']),
    ],
  }),
  exportedList({
    name: 'safety-stock-preview',
    summary: 'What the rules would come to now, position by position',
    of: '/v1/stock/safety-stock-rules/preview',
    scope: 'stock:read',
    filters: {},
    table: null,
    readPage: ({ pool, clock }, _filters, cursor) =>
      previewSafetyStock(pool, clock.now(), pageAt(cursor)),
    columns: ({ column }) => [
      column('sku', 'text', ['SKU', '库存单位']),
      column('location', 'text', ['Location', '仓点']),
      column('rule', 'text', ['Rule', '规则']),
      column('before', 'number', ['Before', '之前']),
      column('after', 'number', ['After', '之后']),
      column('demandMean', 'number', ['Units a day', '日均需求']),
      column('demandDeviation', 'number', ['Standard deviation', '标准差']),
    ],
  }),
  exportedList({
    name: 'slots',
    summary: 'The slots of a location, in their order',
    of: '/v1/fulfilment/sites/{code}/slots',
    scope: 'fulfilment:read',
    filters: { location: Code },
    table: null,
    readPage: ({ pool }, { location }, cursor) => listSlots(pool, location, pageAt(cursor)),
    columns: ({ column }) => [
      column('location', 'text', ['Location', '仓点']),
      column('code', 'text', ['Slot', '货位']),
      column('aisle', 'text', ['Aisle', '通道']),
      column('xMillimetres', 'number', ['x (mm)', 'x(毫米)']),
      column('yMillimetres', 'number', ['y (mm)', 'y(毫米)']),
      column('sequence', 'number', ['Sequence', '顺序']),
      column('skus', 'list', ['SKUs', '库存单位']),
    ],
  }),
];
