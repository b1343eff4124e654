import type { Channel } from './channels.ts';
import type {
  OrderRecord,
  StoredHold,
  StoredShipment,
  WaitingLine,
  OrderDraft,
} from './order-record.ts';
import { settleOrder, type Settlement } from './settle-order.ts';
import { totalsOf } from './order-totals.ts';

/** The moment at which orders of pure tests are taken in. */
export const TAKEN_AT = Date.UTC(2026, 10, 2, 1);

/** A channel that asks for payment within 30 minutes. */
export function aChannel(overrides: Partial<Channel> = {}): Channel {
  return {
    id: 1,
    code: 'SHOP',
    name: 'Shop',
    names: {},
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    paymentDeadlineMinutes: 30,
    backorder: 'allow',
    split: 'allow',
    promiseTargetDays: null,
    excludedLocationCodes: [],
    releaseAfterMinutes: null,
    returnWindowDays: 30,
    payments: null,
    orderKinds: null,
    customFieldsSchema: null,
    validateCustomFields: null,
    ...overrides,
  };
}

/** A shipment from stock at hand at location 1. */
export function aShipment(overrides: Partial<StoredShipment> = {}): StoredShipment {
  return {
    locationId: 1,
    service: 'SF',
    lines: [[1, 1]],
    waitsFor: null,
    waitsUntil: null,
    shipDay: 20_000,
    shipAt: TAKEN_AT,
    deliverFrom: TAKEN_AT,
    deliverBy: TAKEN_AT,
    costMinor: 0,
    carbonGrams: 0,
    ...overrides,
  };
}

/** A quantity of line 1 that waits for announced supply at location 1. */
export function aWait(overrides: Partial<WaitingLine> = {}): WaitingLine {
  return {
    lineNumber: 1,
    skuId: 7,
    locationId: 1,
    quantity: 1,
    waitsFor: 'incoming',
    incomingId: 'incoming-1',
    expectedAt: TAKEN_AT,
    ...overrides,
  };
}

/** An open hold without a due time. */
export function aHold(overrides: Partial<StoredHold> = {}): StoredHold {
  return {
    id: 'hold-1',
    kind: 'fraud',
    reason: 'looks odd',
    owner: null,
    placedAt: TAKEN_AT,
    placedBy: 'person/ada',
    dueAt: null,
    overdueAt: null,
    releasedAt: null,
    releasedBy: null,
    ...overrides,
  };
}

/** A draft of one line of one unit at 10.00, from stock at hand, unpaid. */
export function aDraft(overrides: Partial<OrderDraft> = {}): OrderDraft {
  const lines = [
    {
      lineNumber: 1,
      skuId: 7,
      quantity: 1,
      cancelledQuantity: 0,
      shippedQuantity: 0,
      deliveredQuantity: 0,
      returnedQuantity: 0,
      unitPriceMinor: 1_000,
      discountMinor: 0,
      taxMinor: 0,
      attributes: null,
    },
  ];
  return {
    id: 1,
    channelId: 1,
    externalId: 'E1',
    requestHash: Buffer.alloc(16),
    version: 1,
    currency: 'CNY',
    ...totalsOf(lines, []),
    priority: 5,
    placedAt: TAKEN_AT,
    recordedAt: TAKEN_AT,
    wantedBy: null,
    promisedAt: null,
    customer: { name: 'Li Lei' },
    shipTo: { lines: [], countryCode: 'CN' },
    details: {
      charges: [],
      attributes: {},
      customFields: {},
      note: null,
      unpaidSince: TAKEN_AT,
      split: 'allow',
      backorder: 'allow',
    },
    shipments: [aShipment()],
    holds: [],
    lines,
    payments: [],
    waiting: [],
    ...overrides,
  };
}

/** The order that a draft makes. */
export function settled(
  overrides: Partial<OrderDraft> = {},
  settlement: Partial<Settlement> = {},
): OrderRecord {
  const channel = aChannel();
  return settleOrder(aDraft(overrides), {
    channel,
    isCancelled: false,
    ...settlement,
  });
}

/** A payment fact of 10.00 at the moment of taking in. */
export function aPayment(
  kind: OrderRecord['payments'][number]['kind'],
  overrides: Partial<OrderRecord['payments'][number]> = {},
): OrderRecord['payments'][number] {
  return { kind, reference: 'p', amountMinor: 1_000, occurredAt: TAKEN_AT, ...overrides };
}
