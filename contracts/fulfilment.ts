import Type, { type Static } from 'typebox';
import { Code, MinorUnitsNotNegative, Quantity, Timestamp, filledText, text } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Millimetres = Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 });
const Size = Type.Integer({ minimum: 1, maximum: 100_000, description: 'Millimetres' });
const Grams = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const Permille = Type.Integer({ minimum: 0, maximum: 10_000 });
const LineNumber = Type.Integer({ minimum: 1, maximum: 2_000 });

export const FULFILMENT_STATES = [
  'open',
  'waved',
  'picking',
  'picked',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
] as const;
export const FulfilmentState = Type.Enum([...FULFILMENT_STATES]);
export type FulfilmentState = Static<typeof FulfilmentState>;

export const ShipmentState = Type.Enum([
  'booked',
  'voided',
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delivery_failed',
  'delivered',
  'returned_to_sender',
]);
export type ShipmentState = Static<typeof ShipmentState>;

/** What keeps a location from working on a fulfilment order, in the order in which it is asked. */
export const GateName = Type.Enum([
  'held',
  'payment_unsettled',
  'location_closed',
  'too_early',
  'day_off',
  'after_cutoff',
]);
export type GateName = Static<typeof GateName>;

export const SideLengths = Type.Object(
  { length: Size, width: Size, height: Size },
  { ...Closed, description: 'Millimetres' },
);
export type SideLengths = Static<typeof SideLengths>;

/** How a location works. What is left out keeps its default. */
export const PutSite = Type.Object(
  {
    workAheadDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 365,
        description: 'Work begins at most so many working days before the day of shipping; 1',
      }),
    ),
    worksAfterCutoff: Type.Optional(
      Type.Boolean({ description: 'After the cut-off also what ships on a later day; false' }),
    ),
    wave: Type.Optional(
      Type.Object(
        {
          everyMinutes: Type.Optional(
            Type.Union([Type.Integer({ minimum: 1, maximum: 1_440 }), Type.Null()], {
              description: 'How often the clock plans waves; null: by hand',
            }),
          ),
          releasesAtOnce: Type.Optional(
            Type.Boolean({ description: 'Pick lists come with the plan; false' }),
          ),
          ordersMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          unitsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
          linesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          weightGramsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
          ordersPerPickListMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        },
        Closed,
      ),
    ),
    asksBeforeChanges: Type.Optional(
      Type.Boolean({
        description: 'Every change of what it has is asked, also before work has begun; false',
      }),
    ),
    desk: Type.Optional(
      Type.Object(
        { xMillimetres: Millimetres, yMillimetres: Millimetres },
        { ...Closed, description: 'Where tours begin and end: the packing desk' },
      ),
    ),
    crossAislesMillimetres: Type.Optional(
      Type.Array(Millimetres, {
        maxItems: 20,
        description:
          'The y at which one can walk from an aisle to the next; none: anywhere, as on an open floor',
      }),
    ),
    purchaseOrders: Type.Optional(
      Type.Object(
        {
          email: Type.String({
            maxLength: 254,
            pattern: '^[^\\s@]+@[^\\s@]+$',
            description: 'Where purchase orders are mailed to, if the location is of a supplier',
          }),
          language: Type.Optional(
            Type.Enum(['en', 'zh-CN'], { description: 'Of these mails; English unless given' }),
          ),
        },
        {
          ...Closed,
          description: 'Without it purchase orders stay drafted until they are answered',
        },
      ),
    ),
    weightTolerancePermille: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000,
        description: 'How far a measured weight may lie from the expected one; 100',
      }),
    ),
  },
  { ...Closed, $id: 'PutSite' },
);
export type PutSite = Static<typeof PutSite>;

export const BoxType = Type.Object(
  {
    code: Code,
    innerMillimetres: SideLengths,
    outerMillimetres: Type.Optional(SideLengths),
    tareGrams: Grams,
    maxWeightGrams: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    costMinor: MinorUnitsNotNegative,
  },
  { ...Closed, $id: 'BoxType', description: 'A box; the weight limit counts the box itself' },
);
export type BoxType = Static<typeof BoxType>;

export const PutBoxTypes = Type.Object(
  { boxTypes: Type.Array(BoxType, { maxItems: 24 }) },
  { ...Closed, $id: 'PutBoxTypes' },
);
export type PutBoxTypes = Static<typeof PutBoxTypes>;

export const SLOTS_AT_ONCE_MAX = 2_000;

export const PutSlot = Type.Object(
  {
    code: Code,
    aisle: Type.Optional(Code),
    xMillimetres: Type.Optional(Millimetres),
    yMillimetres: Type.Optional(Millimetres),
    sequence: Type.Integer({
      minimum: 0,
      maximum: 10_000_000,
      description: 'The place in the order of slots; walked where coordinates are missing',
    }),
    skus: Type.Array(Code, { maxItems: 100, description: 'What is picked here' }),
  },
  { ...Closed, $id: 'PutSlot' },
);
export type PutSlot = Static<typeof PutSlot>;

export const PutSlots = Type.Object(
  { slots: Type.Array(PutSlot, { minItems: 1, maxItems: SLOTS_AT_ONCE_MAX }) },
  { ...Closed, $id: 'PutSlots' },
);
export type PutSlots = Static<typeof PutSlots>;

export const PutShippingCompany = Type.Object(
  {
    gs1CompanyPrefix: Type.String({ pattern: '^[0-9]{7,12}$' }),
    ssccExtensionDigit: Type.Integer({ minimum: 0, maximum: 9 }),
  },
  { ...Closed, $id: 'PutShippingCompany' },
);
export type PutShippingCompany = Static<typeof PutShippingCompany>;

/** What was agreed with a carrier beyond the rates of its services. */
export const PutCarrierContract = Type.Object(
  {
    adapter: Type.Enum(['rate_table', 'twin'], {
      description: 'What speaks to the carrier: the rate table alone, or the simulated carrier',
    }),
    accountNumber: Type.Optional(text(64)),
    dimensional: Type.Optional(
      Type.Union([
        Type.Object(
          {
            cubicCentimetresPerKilogram: Type.Integer({ minimum: 1, maximum: 100_000 }),
            rounding: Type.Enum(['none', 'nearest_centimetre', 'up_centimetre'], {
              description: 'How each side is rounded before they are multiplied',
            }),
          },
          Closed,
        ),
        Type.Null(),
      ]),
    ),
    weightStepGrams: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'Billed weight is rounded up to a multiple of it; 1',
      }),
    ),
    fuelPermille: Type.Optional(Permille),
    remoteAreas: Type.Optional(
      Type.Array(
        Type.Object(
          {
            countryCode: Type.String({ pattern: '^[A-Z]{2}$' }),
            postalCodePrefixes: Type.Array(filledText(16), { minItems: 1, maxItems: 2_000 }),
            surchargeMinor: MinorUnitsNotNegative,
          },
          Closed,
        ),
        { maxItems: 100 },
      ),
    ),
    oversize: Type.Optional(
      Type.Union([
        Type.Object(
          {
            longestMillimetres: Size,
            girthMillimetres: Type.Integer({
              minimum: 1,
              maximum: 500_000,
              description: 'Longest side and twice the two others',
            }),
            surchargeMinor: MinorUnitsNotNegative,
          },
          Closed,
        ),
        Type.Null(),
      ]),
    ),
  },
  { ...Closed, $id: 'PutCarrierContract' },
);
export type PutCarrierContract = Static<typeof PutCarrierContract>;

export const WAVE_CANDIDATES_MAX = 500;

export const PlanWaves = Type.Object(
  {
    fulfilmentOrders: Type.Optional(
      Type.Array(filledText(32), {
        minItems: 1,
        maxItems: WAVE_CANDIDATES_MAX,
        description: 'Which to consider; without it the most urgent that are open',
      }),
    ),
  },
  { ...Closed, $id: 'PlanWaves' },
);
export type PlanWaves = Static<typeof PlanWaves>;

export const StartPickList = Type.Object(
  { picker: Type.Optional(filledText(100)) },
  { ...Closed, $id: 'StartPickList' },
);
export type StartPickList = Static<typeof StartPickList>;

export const Pick = Type.Object(
  {
    line: Type.Integer({ minimum: 1, description: 'Number of the line of the pick list' }),
    sku: Type.Optional(Code),
    quantity: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    lot: Type.Optional(filledText(64)),
    serials: Type.Optional(Type.Array(filledText(64), { maxItems: 10_000 })),
    isShort: Type.Optional(
      Type.Boolean({ description: 'What is left of the line is not there: it is sourced anew' }),
    ),
  },
  { ...Closed, description: 'sku: what was scanned; it is asked for wherever units were taken' },
);
export type Pick = Static<typeof Pick>;

export const ConfirmPicks = Type.Object(
  { picks: Type.Array(Pick, { minItems: 1, maxItems: 500 }) },
  { ...Closed, $id: 'ConfirmPicks' },
);
export type ConfirmPicks = Static<typeof ConfirmPicks>;

export const ReasonBody = Type.Object(
  { reason: filledText(500) },
  { ...Closed, $id: 'FulfilmentReason' },
);
export type ReasonBody = Static<typeof ReasonBody>;

const CartonLine = Type.Object({ lineNumber: LineNumber, quantity: Quantity }, Closed);

export const PackOrder = Type.Object(
  {
    cartons: Type.Array(
      Type.Object(
        {
          box: Type.Union([Code, Type.Null()], {
            description: 'Code of the box; null: in its own packaging',
          }),
          weightGrams: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
          outerMillimetres: Type.Optional(SideLengths),
          lines: Type.Array(CartonLine, { minItems: 1, maxItems: 2_000 }),
        },
        Closed,
      ),
      { minItems: 1, maxItems: 500 },
    ),
    acceptsWeight: Type.Optional(
      Type.Boolean({ description: 'True: the scale is right, whatever was expected' }),
    ),
    booksShipment: Type.Optional(
      Type.Boolean({ description: 'False: the label is asked for later; true unless given' }),
    ),
  },
  { ...Closed, $id: 'PackOrder' },
);
export type PackOrder = Static<typeof PackOrder>;

export const BookShipment = Type.Object(
  {
    service: Type.Optional(Code),
  },
  { ...Closed, $id: 'BookShipment' },
);
export type BookShipment = Static<typeof BookShipment>;

/** A location that works with its own programs (a supplier, a store, a 3PL) says what it has sent. */
export const ReportShipped = Type.Object(
  {
    carrier: filledText(100),
    service: Type.Optional(Code),
    trackingNumber: filledText(64),
    parcels: Type.Optional(
      Type.Array(
        Type.Object(
          {
            trackingNumber: Type.Optional(filledText(64)),
            weightGrams: Type.Optional(Grams),
          },
          Closed,
        ),
        { minItems: 1, maxItems: 500 },
      ),
    ),
    costMinor: Type.Optional(MinorUnitsNotNegative),
    shippedAt: Type.Optional(Timestamp),
  },
  { ...Closed, $id: 'ReportShipped' },
);
export type ReportShipped = Static<typeof ReportShipped>;

export const TrackingKind = Type.Enum([
  'in_transit',
  'customs_released',
  'out_for_delivery',
  'delivery_failed',
  'delivered',
  'returned_to_sender',
]);
export type TrackingKind = Static<typeof TrackingKind>;

export const ProofOfDelivery = Type.Object(
  {
    signedBy: Type.Optional(filledText(200)),
    photo: Type.Optional(filledText(500, 'Where the photo lies')),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  Closed,
);
export type ProofOfDelivery = Static<typeof ProofOfDelivery>;

export const TrackingEventBody = Type.Object(
  {
    kind: TrackingKind,
    occurredAt: Timestamp,
    reference: filledText(128, "The carrier's own: the same one counts once"),
    place: Type.Optional(text(200)),
    note: Type.Optional(text(500)),
    proof: Type.Optional(ProofOfDelivery),
  },
  Closed,
);
export type TrackingEventBody = Static<typeof TrackingEventBody>;

export const ReportTracking = Type.Object(
  {
    trackingNumber: filledText(64),
    event: TrackingEventBody,
  },
  { ...Closed, $id: 'ReportTracking' },
);
export type ReportTracking = Static<typeof ReportTracking>;

/** What happened to a shipment that its path names. */
export const ReportShipmentTracking = Type.Object(
  { event: TrackingEventBody },
  { ...Closed, $id: 'ReportShipmentTracking' },
);

export const HandOver = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{6}$', description: 'What the customer was told' }),
    proof: Type.Optional(ProofOfDelivery),
  },
  { ...Closed, $id: 'HandOver' },
);
export type HandOver = Static<typeof HandOver>;

export const AnswerChangeRequest = Type.Object(
  {
    isAccepted: Type.Boolean(),
    note: Type.Optional(text(500)),
  },
  { ...Closed, $id: 'AnswerChangeRequest' },
);
export type AnswerChangeRequest = Static<typeof AnswerChangeRequest>;
