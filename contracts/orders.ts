import Type, { type Static } from 'typebox';
import {
  Address,
  Attributes,
  Code,
  Currency,
  MinorUnits,
  MinorUnitsNotNegative,
  Names,
  Quantity,
  Timestamp,
  filledText,
  text,
} from './shared.ts';
import { ChannelOrderKinds, ORDER_KIND_FIELDS, OrderKind } from './order-kinds.ts';
import { ChannelPayments, GiftCardSpent, PaymentWithOrder } from './payments.ts';

export const OrderState = Type.Enum(
  [
    'placed',
    'held',
    'backordered',
    'sourced',
    'released',
    'picking',
    'packed',
    'shipped',
    'delivered',
    'returning',
    'returned',
    'closed',
    'cancelled',
  ],
  { description: 'Where the order stands: its least advanced part, once locations have it' },
);
export type OrderState = Static<typeof OrderState>;

export const PaymentState = Type.Enum([
  'unpaid',
  'authorised',
  'partly_captured',
  'partly_paid',
  'paid',
  'failed',
  'expired',
  'refunded',
  'charged_back',
  'not_required',
]);
export type PaymentState = Static<typeof PaymentState>;

export const Customer = Type.Object(
  {
    name: text(200),
    email: Type.Optional(text(254)),
    phone: Type.Optional(text(40)),
    externalId: Type.Optional(text(64)),
    language: Type.Optional(text(12)),
  },
  { additionalProperties: false },
);

export const PlaceOrderLine = Type.Object(
  {
    sku: Code,
    quantity: Quantity,
    unitPriceMinor: MinorUnitsNotNegative,
    discountMinor: Type.Optional(MinorUnitsNotNegative),
    taxMinor: Type.Optional(MinorUnitsNotNegative),
    attributes: Type.Optional(Attributes),
  },
  { additionalProperties: false },
);

export const OrderCharge = Type.Object(
  {
    kind: Type.Enum(['shipping', 'fee', 'gift_wrap', 'discount', 'rounding', 'other']),
    name: Type.Optional(text(200)),
    amountMinor: MinorUnits,
  },
  {
    additionalProperties: false,
    description: 'An amount of the whole order; a discount is negative',
  },
);

const BundleLine = Type.Optional(
  Type.Integer({ description: 'The line of the bundle that this is a component of' }),
);

export const ORDER_LINES_MAX = 2_000;

export const PlaceOrder = Type.Object(
  {
    channel: Code,
    externalId: Type.String({ minLength: 1, maxLength: 128, pattern: '^[^\\u0000]+$' }),
    placedAt: Type.Optional(Timestamp),
    currency: Currency,
    customer: Customer,
    shipTo: Address,
    lines: Type.Array(PlaceOrderLine, { minItems: 1, maxItems: ORDER_LINES_MAX }),
    charges: Type.Optional(Type.Array(OrderCharge, { maxItems: 100 })),
    totalMinor: Type.Optional(MinorUnitsNotNegative),
    payment: Type.Optional(PaymentWithOrder),
    payments: Type.Optional(
      Type.Array(PaymentWithOrder, { maxItems: 10, description: 'Several, split over tenders' }),
    ),
    giftCards: Type.Optional(Type.Array(GiftCardSpent, { maxItems: 5 })),
    ...ORDER_KIND_FIELDS,
    wantedBy: Type.Optional(Timestamp),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9, description: '9 goes first' })),
    split: Type.Optional(Type.Enum(['allow', 'never'])),
    backorder: Type.Optional(Type.Enum(['allow', 'refuse'])),
    attributes: Type.Optional(Attributes),
    customFields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    note: Type.Optional(text(2_000)),
  },
  { additionalProperties: false, $id: 'PlaceOrder' },
);
export type PlaceOrder = Static<typeof PlaceOrder>;

export const OrderTotals = Type.Object(
  {
    goodsMinor: MinorUnitsNotNegative,
    discountMinor: MinorUnitsNotNegative,
    taxMinor: MinorUnitsNotNegative,
    chargesMinor: MinorUnits,
    totalMinor: MinorUnits,
    paidMinor: MinorUnits,
    creditedMinor: Type.Optional(MinorUnits),
  },
  { description: 'total = goods - discount + tax + charges' },
);
export type OrderTotals = Static<typeof OrderTotals>;

export const PlannedShipmentView = Type.Object({
  location: Code,
  service: Type.String(),
  lines: Type.Array(Type.Object({ lineNumber: Type.Integer(), quantity: Type.Integer() })),
  fulfilmentOrder: Type.Optional(
    Type.String({
      description: 'Once its location has it: order number and number of the shipment',
    }),
  ),
  stage: Type.Optional(Type.Enum(['released', 'picking', 'packed'])),
  waitsFor: Type.Optional(Type.Enum(['incoming', 'lead_time', 'release_date'])),
  waitsUntil: Type.Optional(Timestamp),
  shipAt: Timestamp,
  deliverFrom: Timestamp,
  deliverBy: Timestamp,
  costMinor: MinorUnits,
  carbonGrams: Type.Integer(),
});

/** What placing an order answers: the facts of the event, without the customer's own data. */
export const PlacedOrder = Type.Object(
  {
    id: Type.String({ description: 'Digits; the number that people read out' }),
    channel: Code,
    externalId: Type.String(),
    kind: Type.Optional(OrderKind),
    state: OrderState,
    paymentState: PaymentState,
    stockState: Type.Enum(['none', 'reserved', 'allocated']),
    version: Type.Integer(),
    currency: Currency,
    totals: OrderTotals,
    priority: Type.Integer(),
    placedAt: Timestamp,
    promisedAt: Type.Union([Timestamp, Type.Null()]),
    nextDeadlineAt: Type.Union([Timestamp, Type.Null()]),
    milestones: Type.Array(Type.String(), { description: 'Reached by this very event' }),
    lines: Type.Array(
      Type.Object({
        lineNumber: Type.Integer(),
        sku: Code,
        quantity: Type.Integer(),
        bundleLine: BundleLine,
      }),
    ),
    shipments: Type.Array(PlannedShipmentView),
  },
  { $id: 'PlacedOrder' },
);
export type PlacedOrder = Static<typeof PlacedOrder>;

export const Hold = Type.Object({
  id: Type.String(),
  kind: Code,
  reason: text(500),
  owner: Type.Union([text(100), Type.Null()]),
  placedAt: Timestamp,
  placedBy: Type.String(),
  dueAt: Type.Union([Timestamp, Type.Null()]),
  releasedAt: Type.Union([Timestamp, Type.Null()]),
  releasedBy: Type.Union([Type.String(), Type.Null()]),
});
export type Hold = Static<typeof Hold>;

export const OrderLineView = Type.Object({
  lineNumber: Type.Integer(),
  sku: Code,
  quantity: Type.Integer({ description: 'What is wanted now' }),
  cancelledQuantity: Type.Integer(),
  shippedQuantity: Type.Integer(),
  deliveredQuantity: Type.Integer(),
  returnedQuantity: Type.Integer(),
  unitPriceMinor: MinorUnits,
  discountMinor: MinorUnits,
  taxMinor: MinorUnits,
  attributes: Type.Union([Attributes, Type.Null()]),
  bundleLine: BundleLine,
});

/** The whole order as it stands. */
export const Order = Type.Object(
  {
    id: Type.String(),
    channel: Code,
    externalId: Type.String(),
    kind: Type.Optional(OrderKind),
    account: Type.Optional(Code),
    purchaseOrderNumber: Type.Optional(Type.String()),
    invoiceDueAt: Type.Optional(Timestamp),
    depositMinor: Type.Optional(MinorUnits),
    finalPaymentDueAt: Type.Optional(Timestamp),
    exchangeFor: Type.Optional(Type.Object({ orderId: Type.String(), returnId: Type.String() })),
    state: OrderState,
    paymentState: PaymentState,
    stockState: Type.Enum(['none', 'reserved', 'allocated']),
    version: Type.Integer(),
    currency: Currency,
    totals: OrderTotals,
    priority: Type.Integer(),
    placedAt: Timestamp,
    wantedBy: Type.Union([Timestamp, Type.Null()]),
    promisedAt: Type.Union([Timestamp, Type.Null()]),
    nextDeadlineAt: Type.Union([Timestamp, Type.Null()]),
    customer: Customer,
    shipTo: Address,
    lines: Type.Array(OrderLineView),
    charges: Type.Array(OrderCharge),
    attributes: Attributes,
    customFields: Type.Record(Type.String(), Type.Unknown()),
    note: Type.Union([Type.String(), Type.Null()]),
    shipments: Type.Array(PlannedShipmentView),
    holds: Type.Array(Hold),
  },
  { $id: 'Order' },
);
export type Order = Static<typeof Order>;

export const AmendOrder = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineNumber: Type.Integer({ minimum: 1, maximum: ORDER_LINES_MAX }),
            quantity: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
            attributes: Type.Optional(Attributes),
          },
          { additionalProperties: false },
        ),
        {
          maxItems: ORDER_LINES_MAX,
          description: 'Lines to change; quantity 0 takes the line out',
        },
      ),
    ),
    addLines: Type.Optional(Type.Array(PlaceOrderLine, { maxItems: ORDER_LINES_MAX })),
    shipTo: Type.Optional(Address),
    customer: Type.Optional(Customer),
    wantedBy: Type.Optional(Type.Union([Timestamp, Type.Null()])),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    attributes: Type.Optional(Attributes),
    customFields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    note: Type.Optional(Type.Union([text(2_000), Type.Null()])),
    reason: Type.Optional(text(500)),
    expectedVersion: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Refused when the order has another version by now',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, $id: 'AmendOrder' },
);
export type AmendOrder = Static<typeof AmendOrder>;

export const CancelOrder = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { lineNumber: Type.Integer({ minimum: 1 }), quantity: Quantity },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: ORDER_LINES_MAX,
          description: 'Without lines the whole order is cancelled',
        },
      ),
    ),
    reason: filledText(500),
  },
  { additionalProperties: false, $id: 'CancelOrder' },
);
export type CancelOrder = Static<typeof CancelOrder>;

export const HoldOrder = Type.Object(
  {
    kind: Code,
    reason: filledText(500),
    owner: Type.Optional(text(100)),
    dueAt: Type.Optional(Timestamp),
  },
  { additionalProperties: false, $id: 'HoldOrder' },
);
export type HoldOrder = Static<typeof HoldOrder>;

export const ReleaseHold = Type.Object(
  { note: Type.Optional(text(500)) },
  { additionalProperties: false, $id: 'ReleaseHold' },
);
export type ReleaseHold = Static<typeof ReleaseHold>;

export const SourceOrder = Type.Object(
  {
    excludedLocations: Type.Optional(
      Type.Array(Code, {
        maxItems: 1_000,
        uniqueItems: true,
        description: 'Nothing is planned from these this time',
      }),
    ),
    split: Type.Optional(
      Type.Enum(['allow', 'never'], { description: 'From now on; as before unless named' }),
    ),
    reason: Type.Optional(text(500)),
    expectedVersion: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Refused when the order has another version by now',
      }),
    ),
  },
  { additionalProperties: false, $id: 'SourceOrder' },
);
export type SourceOrder = Static<typeof SourceOrder>;

export const NoteOrder = Type.Object(
  { text: filledText(2_000) },
  { additionalProperties: false, $id: 'NoteOrder' },
);
export type NoteOrder = Static<typeof NoteOrder>;

/** A line of bulk intake that takes goods back: cancels what is not released, and expects the rest as a return. */
export const CancellationLine = Type.Object(
  {
    channel: Code,
    externalId: filledText(128, 'Of the cancellation itself'),
    orderExternalId: Type.Optional(filledText(128)),
    announcedAt: Type.Optional(Timestamp),
    reason: filledText(500),
    lines: Type.Array(
      Type.Object(
        { sku: Code, quantity: Quantity, orderExternalId: Type.Optional(filledText(128)) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: ORDER_LINES_MAX },
    ),
  },
  { additionalProperties: false, $id: 'CancellationLine' },
);
export type CancellationLine = Static<typeof CancellationLine>;

export const PutChannel = Type.Object(
  {
    name: filledText(200),
    names: Type.Optional(Names),
    currency: Currency,
    timeZone: Type.String({ maxLength: 64 }),
    paymentDeadlineMinutes: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 525_600 }), Type.Null()]),
    ),
    backorder: Type.Optional(Type.Enum(['allow', 'refuse'])),
    split: Type.Optional(Type.Enum(['allow', 'never'])),
    promiseTargetDays: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 365 }), Type.Null()]),
    ),
    releaseAfterMinutes: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: 525_600 }), Type.Null()], {
        description:
          'Sourced orders are released so long after they were placed; null: by a person',
      }),
    ),
    returnWindowDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_650 })),
    payments: Type.Optional(ChannelPayments),
    orderKinds: Type.Optional(ChannelOrderKinds),
    excludedLocations: Type.Optional(Type.Array(Code, { maxItems: 1_000 })),
    customFieldsSchema: Type.Optional(
      Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
    ),
  },
  { additionalProperties: false, $id: 'PutChannel' },
);
export type PutChannel = Static<typeof PutChannel>;
