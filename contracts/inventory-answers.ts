import Type, { type Static, type TSchema } from 'typebox';
import { Address, Timestamp } from './shared.ts';

const Count = Type.Integer({ minimum: 0 });
const LocationKind = Type.Enum(['warehouse', 'store', 'supplier', 'in_transit']);
const NamesOut = Type.Record(Type.String(), Type.String());

/** A page of a list: `nextCursor` asks for the one after it, null on the last. */
const page = <Item extends TSchema>(item: Item, id: string) =>
  Type.Object(
    {
      items: Type.Array(item),
      nextCursor: Type.Union([Type.String(), Type.Null()], {
        description: 'Send it as cursor to get the next page; null: this is the last',
      }),
    },
    { additionalProperties: false, $id: id },
  );

/** The answer to a change of stock. What it changed stands in the event. */
export const StockChange = Type.Object(
  {
    eventId: Type.String({ format: 'uuid' }),
    lines: Type.Integer({ minimum: 0, description: 'Positions that were changed' }),
  },
  { additionalProperties: false, $id: 'StockChange' },
);
export type StockChange = Static<typeof StockChange>;

export const TransferDifference = Type.Object(
  { sku: Type.String(), sent: Count, received: Count },
  { additionalProperties: false, $id: 'TransferDifference' },
);
export type TransferDifference = Static<typeof TransferDifference>;

export const TransferView = Type.Object(
  {
    reference: Type.String(),
    from: Type.String(),
    to: Type.String(),
    expectedAt: Timestamp,
    state: Type.Enum(['on_the_way', 'received']),
    lines: Type.Array(
      Type.Object(
        { sku: Type.String(), quantity: Count, received: Count },
        { additionalProperties: false },
      ),
    ),
    differences: Type.Array(TransferDifference, {
      description: 'Where what came is not what was sent, as far as that is known',
    }),
  },
  { additionalProperties: false, $id: 'TransferView' },
);
export type TransferView = Static<typeof TransferView>;
export const TransferPage = page(TransferView, 'TransferPage');
export type TransferPage = Static<typeof TransferPage>;

export const ReservationView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    sku: Type.String(),
    location: Type.String(),
    quantity: Count,
    reference: Type.String(),
    expiresAt: Timestamp,
    state: Type.Enum(['held', 'released', 'expired']),
  },
  { additionalProperties: false, $id: 'ReservationView' },
);
export type ReservationView = Static<typeof ReservationView>;

export const ReservationsExpired = Type.Object(
  {
    expired: Count,
    isMoreDue: Type.Boolean({ description: 'More than one command takes were due: send it again' }),
  },
  { additionalProperties: false, $id: 'ReservationsExpired' },
);
export type ReservationsExpired = Static<typeof ReservationsExpired>;

/** Positions that want somebody's attention. */
export const POSITION_STATES = ['nothing_left', 'below_safety'] as const;
export type PositionState = (typeof POSITION_STATES)[number];

export const StockPosition = Type.Object(
  {
    sku: Type.String(),
    name: Type.String({ description: 'Of the SKU' }),
    names: NamesOut,
    location: Type.String(),
    onHand: Type.Integer({ minimum: 0, description: 'Everything there, whatever its condition' }),
    reserved: Count,
    allocated: Count,
    damaged: Count,
    qualityControl: Count,
    safetyStock: Count,
    available: Type.Integer({
      minimum: 0,
      description: 'onHand less reserved, allocated, damaged, qualityControl and safetyStock',
    }),
  },
  { additionalProperties: false, $id: 'StockPosition' },
);
export type StockPosition = Static<typeof StockPosition>;
export const StockPositionPage = page(StockPosition, 'StockPositionPage');
export type StockPositionPage = Static<typeof StockPositionPage>;

export const AtpAnswer = Type.Object(
  {
    sku: Type.String(),
    at: Timestamp,
    availableNow: Count,
    locations: Type.Array(
      Type.Object({ location: Type.String(), available: Count }, { additionalProperties: false }),
      { description: 'Where it is available now' },
    ),
    steps: Type.Array(
      Type.Object(
        {
          at: Timestamp,
          location: Type.String(),
          reference: Type.String(),
          quantity: Type.Integer({
            minimum: 1,
            description: 'What comes then and is promised to nobody',
          }),
          available: Type.Integer({
            minimum: 1,
            description: 'All that can be promised from then on',
          }),
        },
        { additionalProperties: false },
      ),
      { description: 'Ascending by date. Supply that is overdue is expected from now on' },
    ),
  },
  { additionalProperties: false, $id: 'AtpAnswer' },
);
export type AtpAnswer = Static<typeof AtpAnswer>;

export const StockEntryView = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.String(),
    onHandDelta: Type.Integer(),
    reservedDelta: Type.Integer(),
    allocatedDelta: Type.Integer(),
    damagedDelta: Type.Integer(),
    qualityControlDelta: Type.Integer(),
    orderId: Type.Union([Type.Integer(), Type.Null()]),
    eventId: Type.String({ format: 'uuid' }),
    recordedAt: Timestamp,
  },
  { additionalProperties: false, $id: 'StockEntryView' },
);
export type StockEntryView = Static<typeof StockEntryView>;
export const StockEntryPage = page(StockEntryView, 'StockEntryPage');
export type StockEntryPage = Static<typeof StockEntryPage>;

export const IncomingView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    sku: Type.String(),
    name: Type.String({ description: 'Of the SKU' }),
    names: NamesOut,
    location: Type.String(),
    reference: Type.String(),
    expectedAt: Timestamp,
    quantity: Count,
    received: Count,
    promised: Type.Integer({ minimum: 0, description: 'Pledged to orders that wait for it' }),
    closedAt: Type.Union([Timestamp, Type.Null()]),
  },
  { additionalProperties: false, $id: 'IncomingView' },
);
export type IncomingView = Static<typeof IncomingView>;
export const IncomingPage = page(IncomingView, 'IncomingPage');
export type IncomingPage = Static<typeof IncomingPage>;

export const SkuView = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    names: NamesOut,
    weightGrams: Count,
    dimensionsMillimetres: Type.Union([
      Type.Object(
        { length: Type.Integer(), width: Type.Integer(), height: Type.Integer() },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    valueMinor: Count,
    customsCode: Type.Union([Type.String(), Type.Null()]),
    originCountryCode: Type.Union([Type.String(), Type.Null()]),
    requires: Type.Array(Type.String()),
    attributes: Type.Record(Type.String(), Type.Unknown()),
    backorder: Type.Enum(['never', 'incoming', 'lead_time']),
    leadTimeDays: Type.Union([Count, Type.Null()]),
    availableFrom: Type.Union([Timestamp, Type.Null()]),
    components: Type.Union([
      Type.Array(
        Type.Object(
          { sku: Type.String(), quantity: Type.Integer() },
          { additionalProperties: false },
        ),
      ),
      Type.Null(),
    ]),
    shipsTogether: Type.Boolean(),
    tracking: Type.Enum(['none', 'lot', 'serial'], {
      description: 'Whether its units are told apart, by lots or by serial numbers',
    }),
  },
  { additionalProperties: false, $id: 'SkuView' },
);
export type SkuView = Static<typeof SkuView>;
export const SkuPage = page(SkuView, 'SkuPage');
export type SkuPage = Static<typeof SkuPage>;

export const LocationView = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    names: NamesOut,
    kind: LocationKind,
    address: Address,
    timeZone: Type.String(),
    workingWeekdays: Type.Array(Type.Boolean()),
    holidays: Type.Array(Type.String()),
    cutoffMinuteOfDay: Count,
    handlingDays: Count,
    handlingMinorPerShipment: Count,
    handlingMinorPerUnit: Count,
    dailyCapacityShipments: Type.Union([Count, Type.Null()]),
    stockWorthPermille: Count,
    capabilities: Type.Array(Type.String()),
    isOpen: Type.Boolean(),
  },
  { additionalProperties: false, $id: 'LocationView' },
);
export type LocationView = Static<typeof LocationView>;
export const LocationPage = page(LocationView, 'LocationPage');
export type LocationPage = Static<typeof LocationPage>;
