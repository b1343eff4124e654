import type { PutChannel } from '../../contracts/orders.ts';

/** A channel of the sample company and who buys there. */
export interface SampleChannel {
  readonly put: PutChannel & { readonly code: string };
  /** Destination countries with their shares. */
  readonly countries: Readonly<Record<string, number>>;
  /** Its share of all orders. */
  readonly share: number;
  /** Lines of an order: the mean beyond the first. */
  readonly linesMore: number;
  /** Units of a line: the mean beyond the first. */
  readonly unitsMore: number;
  /** Of the list price, in thousandths. */
  readonly pricePermille: number;
  /** Tax on top of the goods, in thousandths. */
  readonly taxPermille: number;
  /** What shipping costs the customer, and from which value of goods it is free. */
  readonly shippingMinor: number;
  readonly shippingFreeFromMinor: number;
  readonly isBusiness: boolean;
  /** Orders that arrive with their payment. */
  readonly isPrepaid: boolean;
}

/** What an order of the marketplace carries besides the standard fields. */
const MARKETPLACE_FIELDS = {
  type: 'object',
  properties: {
    buyerLevel: { type: 'string', enum: ['V1', 'V2', 'V3', 'V4'] },
    activityCode: { type: 'string', maxLength: 32 },
    buyerNote: { type: 'string', maxLength: 200 },
  },
  additionalProperties: false,
};

const PURCHASE_FIELDS = {
  type: 'object',
  properties: {
    purchaseOrder: { type: 'string', maxLength: 40 },
    costCentre: { type: 'string', maxLength: 20 },
    incoterm: { type: 'string', enum: ['EXW', 'FOB', 'DAP', 'DDP'] },
  },
  required: ['purchaseOrder'],
  additionalProperties: false,
};

/** The five channels: an own shop at home and one in Europe, two marketplaces, and wholesale without a payment deadline. */
export const CHANNELS: readonly SampleChannel[] = [
  {
    put: {
      code: 'shop-cn',
      name: '远山有物官方商城',
      names: { 'zh-CN': '远山有物官方商城', en: 'Own shop China' },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      paymentDeadlineMinutes: 30,
      backorder: 'allow',
      split: 'allow',
      promiseTargetDays: 5,
    },
    countries: { CN: 97, HK: 3 },
    share: 0.3,
    linesMore: 0.9,
    unitsMore: 0.3,
    pricePermille: 1_000,
    taxPermille: 0,
    shippingMinor: 1_000,
    shippingFreeFromMinor: 9_900,
    isBusiness: false,
    isPrepaid: false,
  },
  {
    put: {
      code: 'tianji-cn',
      name: '天集旗舰店',
      names: { 'zh-CN': '天集旗舰店', en: 'Tianji marketplace' },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      paymentDeadlineMinutes: 15,
      backorder: 'allow',
      split: 'allow',
      promiseTargetDays: 4,
      customFieldsSchema: MARKETPLACE_FIELDS,
    },
    countries: { CN: 100 },
    share: 0.36,
    linesMore: 0.6,
    unitsMore: 0.25,
    pricePermille: 950,
    taxPermille: 0,
    shippingMinor: 0,
    shippingFreeFromMinor: 0,
    isBusiness: false,
    isPrepaid: false,
  },
  {
    put: {
      code: 'shop-eu',
      name: 'Far Hills Europe',
      names: { 'zh-CN': '欧洲自营商城', en: 'Own shop Europe' },
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      paymentDeadlineMinutes: 120,
      backorder: 'allow',
      split: 'allow',
      promiseTargetDays: 5,
      excludedLocations: ['CN-SHA-S', 'CN-PEK-S'],
    },
    countries: { DE: 44, FR: 15, NL: 11, AT: 9, BE: 5, IT: 6, ES: 5, PL: 5 },
    share: 0.13,
    linesMore: 0.8,
    unitsMore: 0.3,
    pricePermille: 1_000,
    taxPermille: 190,
    shippingMinor: 490,
    shippingFreeFromMinor: 4_900,
    isBusiness: false,
    isPrepaid: false,
  },
  {
    put: {
      code: 'bayline-us',
      name: 'Bayline marketplace',
      names: { 'zh-CN': '海湾线美国市场', en: 'Bayline marketplace US' },
      currency: 'USD',
      timeZone: 'America/New_York',
      paymentDeadlineMinutes: 60,
      backorder: 'refuse',
      split: 'allow',
      promiseTargetDays: 6,
      excludedLocations: ['CN-SHA-S', 'CN-PEK-S', 'CN-JDZ-P'],
    },
    countries: { US: 93, CA: 7 },
    share: 0.16,
    linesMore: 0.5,
    unitsMore: 0.3,
    pricePermille: 1_000,
    taxPermille: 70,
    shippingMinor: 0,
    shippingFreeFromMinor: 0,
    isBusiness: false,
    isPrepaid: true,
  },
  {
    put: {
      code: 'wholesale',
      name: '批发与企业采购',
      names: { 'zh-CN': '批发与企业采购', en: 'Wholesale and business' },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      paymentDeadlineMinutes: null,
      backorder: 'allow',
      split: 'allow',
      promiseTargetDays: 21,
      customFieldsSchema: PURCHASE_FIELDS,
    },
    countries: { CN: 66, JP: 9, DE: 7, US: 6, KR: 5, SG: 3, AU: 2, GB: 2 },
    share: 0.05,
    linesMore: 4,
    unitsMore: 9,
    pricePermille: 720,
    taxPermille: 130,
    shippingMinor: 0,
    shippingFreeFromMinor: 0,
    isBusiness: true,
    isPrepaid: false,
  },
];
