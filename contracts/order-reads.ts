import Type, { type Static } from 'typebox';
import { OrderState, PaymentState } from './orders.ts';
import { Code, CountryCode, Currency, MinorUnits, Timestamp, text } from './shared.ts';

/** Most items that a page of orders carries. */
export const ORDER_PAGE_LIMIT_MAX = 200;

const Closed = { additionalProperties: false } as const;
const OrderId = Type.String({ description: 'Digits; the number that people read out' });

export const OrderKind = Type.Enum(
  ['standard', 'preorder', 'exchange', 'drop_ship', 'business', 'pick_up'],
  { description: 'What kind of an order it is; standard where nothing else is said' },
);
export type OrderKind = Static<typeof OrderKind>;

/** What a list of orders is narrowed to; every combination is allowed. */
export const OrderFilters = Type.Object(
  {
    state: Type.Optional(OrderState),
    kind: Type.Optional(OrderKind),
    paymentState: Type.Optional(PaymentState),
    channel: Type.Optional(Code),
    countryCode: Type.Optional(CountryCode),
    location: Type.Optional(Code),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    placedFrom: Type.Optional(Timestamp),
    placedTo: Type.Optional(Timestamp),
    externalId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: 'The external id begins so; upper and lower case differ',
      }),
    ),
    isLate: Type.Optional(
      Type.Boolean({
        description:
          'True: the promised date has passed, and the order is neither delivered nor cancelled; false: all others',
      }),
    ),
    needs: Type.Optional(
      Type.Enum(['me', 'anybody'], {
        description:
          'With an open exception that does not rest, of the caller or their roles, or of anybody; of the newest 3,000 orders with one. Needs exceptions:read too',
      }),
    ),
    search: Type.Optional(
      text(
        200,
        'All of these words: order number, external id, customer, phone, address, SKU code and name, channel, note. Latin words match from their beginning.',
      ),
    ),
  },
  { ...Closed, $id: 'OrderFilters' },
);
export type OrderFilters = Static<typeof OrderFilters>;

/** An order in a list. */
export const OrderSummary = Type.Object(
  {
    id: OrderId,
    channel: Code,
    externalId: Type.String(),
    kind: OrderKind,
    state: OrderState,
    paymentState: PaymentState,
    countryCode: CountryCode,
    priority: Type.Integer(),
    currency: Currency,
    totalMinor: MinorUnits,
    placedAt: Timestamp,
    promisedAt: Type.Union([Timestamp, Type.Null()]),
    customerName: Type.String(),
    locations: Type.Array(Code, { description: 'From where it is sent' }),
  },
  { ...Closed, $id: 'OrderSummary' },
);
export type OrderSummary = Static<typeof OrderSummary>;

export const OrderSummaryPage = Type.Object(
  {
    items: Type.Array(OrderSummary),
    nextCursor: Type.Union([Type.String(), Type.Null()], {
      description:
        'Send it as cursor to go on; null: this is the end. A page does bounded work, so that under filters that hardly any newer order meets it may carry fewer items than asked for and still go on',
    }),
    lookedBackTo: Type.Union([Timestamp, Type.Null()], {
      description: 'The placing time down to which this page is complete; null: to the first order',
    }),
  },
  { ...Closed, $id: 'OrderSummaryPage' },
);
export type OrderSummaryPage = Static<typeof OrderSummaryPage>;

const EventReference = Type.Object(
  {
    cursor: Type.String({ description: 'Place of the event in the history and the stream' }),
    id: Type.String({ format: 'uuid' }),
    type: Type.String(),
    occurredAt: Timestamp,
    recordedAt: Timestamp,
    actor: Type.String({
      description: 'Who or what caused it: person/ada, key/shop, system/clock',
    }),
    hasDecision: Type.Boolean(),
  },
  Closed,
);

export const OrderTimeline = Type.Object(
  {
    id: OrderId,
    milestones: Type.Array(
      Type.Object(
        {
          milestone: Type.String(),
          at: Timestamp,
          source: Type.String(),
          event: Type.String({ format: 'uuid' }),
        },
        Closed,
      ),
      { description: 'In the order in which they were reached; one may be reached again' },
    ),
    events: Type.Array(EventReference),
  },
  { ...Closed, $id: 'OrderTimeline' },
);
export type OrderTimeline = Static<typeof OrderTimeline>;

/** What people noted about an order, oldest first. */
export const OrderNotes = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          event: Type.String({ format: 'uuid' }),
          text: Type.String(),
          actor: Type.String({ description: 'Who noted it' }),
          at: Timestamp,
        },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'OrderNotes' },
);
export type OrderNotes = Static<typeof OrderNotes>;

const ExplainedCost = Type.Object(
  {
    shippingMinor: MinorUnits,
    handlingMinor: MinorUnits,
    latenessMinor: MinorUnits,
    carbonMinor: MinorUnits,
    stockMinor: MinorUnits,
  },
  Closed,
);

const PlannedLines = Type.Array(
  Type.Object({ lineNumber: Type.Integer(), sku: Type.String(), quantity: Type.Integer() }, Closed),
);

/** A plan of sourcing with codes instead of numbers. */
export const ExplainedPlan = Type.Object(
  {
    costMinor: MinorUnits,
    splitPenaltyMinor: MinorUnits,
    shipmentCount: Type.Integer(),
    latenessDays: Type.Integer({
      description: 'Started days after the wanted date, added up over the shipments',
    }),
    carbonGrams: Type.Integer(),
    promisedAt: Timestamp,
    method: Type.Enum(['single', 'exact', 'search']),
    shipments: Type.Array(
      Type.Object(
        {
          location: Code,
          service: Type.String(),
          lines: PlannedLines,
          waitsFor: Type.Union([Type.Enum(['incoming', 'lead_time', 'release_date']), Type.Null()]),
          waitsUntil: Type.Union([Timestamp, Type.Null()]),
          shipAt: Timestamp,
          deliverFrom: Timestamp,
          deliverBy: Timestamp,
          carbonGrams: Type.Integer(),
          cost: ExplainedCost,
        },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'ExplainedPlan' },
);
export type ExplainedPlan = Static<typeof ExplainedPlan>;

export const ExplainedRefusal = Type.Object(
  {
    reason: Type.Enum([
      'no_location_serves_destination',
      'insufficient_stock',
      'cannot_serve_unsplit',
    ]),
    lines: Type.Array(
      Type.Object(
        { lineNumber: Type.Integer(), wanted: Type.Integer(), available: Type.Integer() },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'ExplainedRefusal' },
);
export type ExplainedRefusal = Static<typeof ExplainedRefusal>;

/** A location as the decision saw it. */
export const ExplainedLocation = Type.Object(
  {
    location: Code,
    rejected: Type.Union([
      Type.Enum([
        'closed',
        'excluded',
        'in_transit',
        'no_service_to_destination',
        'capability_missing',
        'no_stock',
        'no_capacity',
        'costs_more',
      ]),
      Type.Null({ description: 'It was chosen' }),
    ]),
    because: Type.String({ description: 'The reason as an English sentence' }),
    canServe: PlannedLines,
    service: Type.Union([Type.String(), Type.Null()]),
    deliverBy: Type.Union([Timestamp, Type.Null()]),
    cost: Type.Union([ExplainedCost, Type.Null()], {
      description: 'Of sending from here all that it could serve',
    }),
    insteadCostMinor: Type.Union([MinorUnits, Type.Null()], {
      description: 'Of the whole order from here; null when it could not serve it alone',
    }),
  },
  Closed,
);
export type ExplainedLocation = Static<typeof ExplainedLocation>;

export const ExplainedDecision = Type.Object(
  {
    event: EventReference,
    decidedAt: Timestamp,
    wantedBy: Type.Union([Timestamp, Type.Null()]),
    rulesVersion: Type.Integer(),
    currency: Type.String({ description: 'Of all costs here' }),
    weights: Type.Record(Type.String(), Type.Number()),
    plan: ExplainedPlan,
    agrees: Type.Boolean({
      description: 'Deciding again under the same rules gives the same choice, to the last figure',
    }),
    locations: Type.Array(ExplainedLocation, {
      description: 'Chosen ones first, then by cost, then by code',
    }),
    said: Type.Array(
      Type.Object(
        {
          by: Type.String({ description: 'flow/CODE' }),
          reason: Type.String(),
          location: Type.Union([Code, Type.Null()], { description: 'Null: of all locations' }),
          addedMinor: Type.Integer({ description: 'Charged a shipment from there' }),
          isExcluded: Type.Boolean({ description: 'Nothing was to come from there' }),
          handlingDaysAdded: Type.Integer({ description: 'Working days beyond its own' }),
        },
        Closed,
      ),
      { description: 'What flows said of this order, with which it was decided' },
    ),
  },
  { ...Closed, $id: 'ExplainedDecision' },
);
export type ExplainedDecision = Static<typeof ExplainedDecision>;

export const OrderExplanation = Type.Object(
  {
    id: OrderId,
    channel: Code,
    externalId: Type.String(),
    decisions: Type.Array(ExplainedDecision),
  },
  { ...Closed, $id: 'OrderExplanation' },
);
export type OrderExplanation = Static<typeof OrderExplanation>;

const Factor = Type.Number({ minimum: 0, maximum: 1_000 });
const Charge = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** Settings that differ from those a decision was taken with; what is left out stays. */
export const ChangedSettings = Type.Object(
  {
    weights: Type.Optional(
      Type.Object(
        {
          shippingFactor: Type.Optional(Factor),
          handlingFactor: Type.Optional(Factor),
          splitPenaltyMinor: Type.Optional(Charge),
          latenessMinorPerDay: Type.Optional(Charge),
          carbonMinorPerKilogram: Type.Optional(Charge),
          stockWorthFactor: Type.Optional(Factor),
        },
        Closed,
      ),
    ),
    closedLocations: Type.Optional(Type.Array(Code, { maxItems: 1_000 })),
  },
  { ...Closed, $id: 'ChangedSettings' },
);
export type ChangedSettings = Static<typeof ChangedSettings>;

/** What would have become of an order under other settings. */
export const WhatIf = Type.Object(
  {
    id: OrderId,
    event: EventReference,
    rulesVersion: Type.Integer(),
    currency: Type.String(),
    before: ExplainedPlan,
    after: Type.Union([ExplainedPlan, Type.Null()], {
      description: 'Null: it would have been refused',
    }),
    refusal: Type.Union([ExplainedRefusal, Type.Null()]),
    isOtherChoice: Type.Boolean({ description: 'Other locations, services, quantities or dates' }),
    difference: Type.Union([
      Type.Object(
        {
          costMinor: MinorUnits,
          shipmentCount: Type.Integer(),
          latenessDays: Type.Integer(),
          carbonGrams: Type.Integer(),
          promiseDays: Type.Number({ description: 'Positive: promised later' }),
        },
        Closed,
      ),
      Type.Null(),
    ]),
  },
  { ...Closed, $id: 'WhatIf' },
);
export type WhatIf = Static<typeof WhatIf>;

const ReplayTotals = Type.Object(
  {
    costMinor: Type.Integer({ description: 'As the rules of that side count it' }),
    shippingMinor: Type.Integer(),
    handlingMinor: Type.Integer(),
    latenessMinor: Type.Integer(),
    carbonMinor: Type.Integer(),
    stockMinor: Type.Integer(),
    splitPenaltyMinor: Type.Integer(),
    shipments: Type.Integer(),
    splitOrders: Type.Integer({ description: 'Decisions with more than one shipment' }),
    lateShipments: Type.Integer(),
    latenessDays: Type.Integer(),
    carbonGrams: Type.Integer(),
  },
  Closed,
);
export type ReplayTotals = Static<typeof ReplayTotals>;

/** What deciding stored decisions again has shown. */
export const ReplayReport = Type.Object(
  {
    decisions: Type.Integer({ description: 'Decided again' }),
    different: Type.Integer({
      description: 'With another choice; 0 without changed settings, always',
    }),
    refused: Type.Integer({
      description: 'Of the different ones, those that would have been refused',
    }),
    firstDifferent: Type.Array(
      Type.Object({ orderId: OrderId, event: Type.String({ format: 'uuid' }) }, Closed),
      { description: 'The first 20 that were found' },
    ),
    settings: ChangedSettings,
    currencies: Type.Array(
      Type.Object({ currency: Type.String(), before: ReplayTotals, after: ReplayTotals }, Closed),
      { description: 'Sums over the decisions that neither side refuses' },
    ),
    locations: Type.Array(
      Type.Object(
        { location: Code, shipmentsBefore: Type.Integer(), shipmentsAfter: Type.Integer() },
        Closed,
      ),
    ),
    otherKinds: Type.Array(
      Type.Object(
        { kind: Type.String(), decisions: Type.Integer(), different: Type.Integer() },
        Closed,
      ),
      { description: 'Choices other than sourcing, taken again where no settings change' },
    ),
    seconds: Type.Number(),
    decisionsPerSecond: Type.Number(),
  },
  { ...Closed, $id: 'ReplayReport' },
);
export type ReplayReport = Static<typeof ReplayReport>;
