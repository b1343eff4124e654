import Type, { type Static } from 'typebox';
import { TrackedUnits } from './inventory-lots.ts';
import {
  Address,
  Attributes,
  CalendarDate,
  Code,
  CountryCode,
  MinorUnitsNotNegative,
  Names,
  Quantity,
  Timestamp,
  filledText,
} from './shared.ts';

export const PutSku = Type.Object(
  {
    code: Code,
    name: filledText(200),
    names: Type.Optional(Names),
    weightGrams: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    dimensionsMillimetres: Type.Optional(
      Type.Object(
        {
          length: Type.Integer({ minimum: 1, maximum: 100_000 }),
          width: Type.Integer({ minimum: 1, maximum: 100_000 }),
          height: Type.Integer({ minimum: 1, maximum: 100_000 }),
        },
        { additionalProperties: false },
      ),
    ),
    valueMinor: MinorUnitsNotNegative,
    customsCode: Type.Optional(
      Type.String({ pattern: '^[0-9.]{4,16}$', description: 'Harmonised System code' }),
    ),
    originCountryCode: Type.Optional(CountryCode),
    requires: Type.Optional(
      Type.Array(Code, { maxItems: 16, description: 'What a location must handle: cold, battery' }),
    ),
    attributes: Type.Optional(Attributes),
    backorder: Type.Optional(
      Type.Enum(['never', 'incoming', 'lead_time'], {
        description:
          'never: only stock at hand; incoming: announced supply too (default); lead_time: beyond it after the lead time',
      }),
    ),
    leadTimeDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 730 })),
    availableFrom: Type.Optional(Timestamp),
    components: Type.Optional(
      Type.Array(
        Type.Object(
          { sku: Code, quantity: Type.Integer({ minimum: 1, maximum: 1_000 }) },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: 50,
          description: 'Makes it a bundle: sold as one, stocked, reserved and sent as these',
        },
      ),
    ),
    shipsTogether: Type.Optional(
      Type.Boolean({ description: 'Of a bundle: its order is sent whole, from one location' }),
    ),
  },
  { additionalProperties: false, $id: 'PutSku' },
);
export type PutSku = Static<typeof PutSku>;

export const PutLocation = Type.Object(
  {
    name: filledText(200),
    names: Type.Optional(Names),
    kind: Type.Enum(['warehouse', 'store', 'supplier', 'in_transit']),
    address: Address,
    timeZone: Type.String({ maxLength: 64, description: 'IANA, for example Asia/Shanghai' }),
    workingWeekdays: Type.Optional(
      Type.Array(Type.Boolean(), {
        minItems: 7,
        maxItems: 7,
        description: 'From Sunday to Saturday',
      }),
    ),
    holidays: Type.Optional(Type.Array(CalendarDate, { maxItems: 400 })),
    cutoffMinuteOfDay: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_440 })),
    handlingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
    handlingMinorPerShipment: Type.Optional(MinorUnitsNotNegative),
    handlingMinorPerUnit: Type.Optional(MinorUnitsNotNegative),
    dailyCapacityShipments: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 10_000_000 }), Type.Null()]),
    ),
    stockWorthPermille: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    capabilities: Type.Optional(Type.Array(Code, { maxItems: 32 })),
    isOpen: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, $id: 'PutLocation' },
);
export type PutLocation = Static<typeof PutLocation>;

const ChangeId = filledText(
  128,
  'Your own identity of this change: sent again, however late, it does nothing and is answered as before',
);

/** A line of what has come, with lots and serial numbers where the SKU is kept by them. */
const ReceiptLine = Type.Object(
  { sku: Code, quantity: Quantity, ...TrackedUnits },
  { additionalProperties: false },
);

const StockLine = Type.Object({ sku: Code, quantity: Quantity }, { additionalProperties: false });

export const ReceiveStock = Type.Object(
  {
    location: Code,
    changeId: Type.Optional(ChangeId),
    reference: filledText(128, 'Delivery note, purchase order or the like'),
    incomingReference: Type.Optional(
      filledText(
        128,
        'The announcement that this receipt fulfils; without it the reference is tried',
      ),
    ),
    lines: Type.Array(ReceiptLine, { minItems: 1, maxItems: 5_000 }),
    receivedAt: Type.Optional(Timestamp),
    isComplete: Type.Optional(
      Type.Boolean({
        description:
          'Nothing more of these SKUs comes of the announcement: what is missing is no longer expected',
      }),
    ),
  },
  { additionalProperties: false, $id: 'ReceiveStock' },
);
export type ReceiveStock = Static<typeof ReceiveStock>;

export const AdjustStock = Type.Object(
  {
    location: Code,
    changeId: Type.Optional(ChangeId),
    reason: filledText(500),
    reference: Type.Optional(filledText(128)),
    lines: Type.Array(
      Type.Union([
        Type.Object(
          {
            sku: Code,
            bucket: Type.Optional(
              Type.Enum(['on_hand', 'damaged', 'quality_control'], {
                description:
                  'on_hand: units appear or vanish; damaged, quality_control: units that are there change their condition',
              }),
            ),
            delta: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            sku: Code,
            counted: Type.Integer({
              minimum: 0,
              maximum: 1_000_000_000,
              description:
                'So many units are there, whatever their condition: what is on hand is set to it',
            }),
          },
          { additionalProperties: false },
        ),
      ]),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  { additionalProperties: false, $id: 'AdjustStock' },
);
export type AdjustStock = Static<typeof AdjustStock>;

export const AnnounceSupply = Type.Object(
  {
    location: Code,
    reference: filledText(128),
    lines: Type.Array(
      Type.Object(
        { sku: Code, quantity: Quantity, expectedAt: Timestamp },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  { additionalProperties: false, $id: 'AnnounceSupply' },
);
export type AnnounceSupply = Static<typeof AnnounceSupply>;

export const TransferStock = Type.Object(
  {
    from: Code,
    to: Code,
    reference: filledText(128),
    expectedAt: Timestamp,
    lines: Type.Array(StockLine, { minItems: 1, maxItems: 5_000 }),
  },
  { additionalProperties: false, $id: 'TransferStock' },
);
export type TransferStock = Static<typeof TransferStock>;

export const ReceiveTransfer = Type.Object(
  {
    reference: filledText(128, 'The reference under which the goods were sent'),
    lines: Type.Array(ReceiptLine, {
      maxItems: 5_000,
      description: 'What came, in this delivery; it may differ from what was sent',
    }),
    receivedAt: Type.Optional(Timestamp),
    isComplete: Type.Optional(
      Type.Boolean({
        description:
          'Nothing more comes of it: what is missing is no longer expected and named in the event',
      }),
    ),
  },
  { additionalProperties: false, $id: 'ReceiveTransfer' },
);
export type ReceiveTransfer = Static<typeof ReceiveTransfer>;

export const CloseSupply = Type.Object(
  {
    location: Code,
    reference: filledText(128, 'The announcement of which nothing more comes'),
    skus: Type.Array(Code, { minItems: 1, maxItems: 5_000 }),
    reason: filledText(500),
  },
  { additionalProperties: false, $id: 'CloseSupply' },
);
export type CloseSupply = Static<typeof CloseSupply>;

export const SetSafetyStock = Type.Object(
  {
    location: Code,
    lines: Type.Array(
      Type.Object(
        { sku: Code, quantity: Type.Integer({ minimum: 0, maximum: 1_000_000 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  { additionalProperties: false, $id: 'SetSafetyStock' },
);
export type SetSafetyStock = Static<typeof SetSafetyStock>;

export const ReserveStock = Type.Object(
  {
    sku: Code,
    location: Code,
    quantity: Quantity,
    reference: filledText(128, 'A cart, a quote'),
    expiresAt: Timestamp,
  },
  { additionalProperties: false, $id: 'ReserveStock' },
);
export type ReserveStock = Static<typeof ReserveStock>;

export const ReleaseReservation = Type.Object(
  { id: Type.String({ format: 'uuid' }) },
  { additionalProperties: false, $id: 'ReleaseReservation' },
);
export type ReleaseReservation = Static<typeof ReleaseReservation>;

/** What the clock sends: give back the reservations whose time is over when it is received. */
export const ExpireReservations = Type.Object(
  {},
  { additionalProperties: false, $id: 'ExpireReservations' },
);
export type ExpireReservations = Static<typeof ExpireReservations>;
