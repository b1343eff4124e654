import Type, { type Static } from 'typebox';
import { Code, Quantity, Timestamp, filledText } from './shared.ts';

const Count = Type.Integer({ minimum: 0 });
const Closed = { additionalProperties: false } as const;
const MaybeText = Type.Union([Type.String(), Type.Null()]);
const MaybeTime = Type.Union([Timestamp, Type.Null()]);

/** Units of a lot that come or go. */
export const LotQuantity = Type.Object(
  { lot: Code, quantity: Quantity, expiresAt: Type.Optional(Timestamp) },
  Closed,
);
export type LotQuantity = Static<typeof LotQuantity>;

/** What a line says about the lots and numbers of its units. */
export const TrackedUnits = {
  lots: Type.Optional(
    Type.Array(LotQuantity, { minItems: 1, maxItems: 200, description: 'Add up to the quantity' }),
  ),
  serials: Type.Optional(
    Type.Array(Code, { minItems: 1, maxItems: 5_000, description: 'One a unit' }),
  ),
};

export const SetTracking = Type.Object(
  {
    tracking: Type.Enum(['none', 'lot', 'serial']),
    openingLot: Type.Optional(filledText(64, 'The lot of what is on hand already')),
  },
  { ...Closed, $id: 'SetTracking' },
);
export type SetTracking = Static<typeof SetTracking> & { readonly sku: string };

export const TrackingView = Type.Object(
  { sku: Type.String(), tracking: Type.Enum(['none', 'lot', 'serial']) },
  { ...Closed, $id: 'TrackingView' },
);

export const BlockLot = Type.Object({ reason: filledText(500) }, { ...Closed, $id: 'BlockLot' });
export type BlockLot = Static<typeof BlockLot> & { readonly sku: string; readonly lot: string };

export const LotChange = Type.Object(
  {
    sku: Type.String(),
    lot: Type.String(),
    locations: Type.Array(
      Type.Object(
        {
          location: Type.String(),
          onHand: Count,
          quarantined: Type.Integer({
            minimum: 0,
            description: 'In quality control; the rest is promised and follows as it is given back',
          }),
        },
        Closed,
      ),
    ),
    orders: Type.Array(Type.Object({ orderId: Type.String(), units: Count }, Closed), {
      description: 'Orders that got units of it',
    }),
  },
  { ...Closed, $id: 'LotChange' },
);
export type LotChange = Static<typeof LotChange>;

export const LotView = Type.Object(
  {
    sku: Type.String(),
    location: Type.String(),
    lot: Type.String(),
    expiresAt: MaybeTime,
    receivedAt: Timestamp,
    onHand: Count,
    quarantined: Count,
    state: Type.Enum(['open', 'quarantined', 'expired']),
    reason: MaybeText,
  },
  { ...Closed, $id: 'LotView' },
);
export type LotView = Static<typeof LotView>;
export const LotPage = Type.Object(
  { items: Type.Array(LotView), nextCursor: MaybeText },
  { ...Closed, $id: 'LotPage' },
);

export const LotSuggestion = Type.Object(
  {
    sku: Type.String(),
    location: Type.String(),
    chosen: Type.Array(Type.Object({ lot: Type.String(), quantity: Count }, Closed)),
    missing: Count,
    passedOver: Type.Array(Type.Object({ lot: Type.String(), because: Type.String() }, Closed)),
  },
  { ...Closed, $id: 'LotSuggestion' },
);
export type LotSuggestion = Static<typeof LotSuggestion>;

export const SerialView = Type.Object(
  {
    serial: Type.String(),
    sku: Type.String(),
    lot: MaybeText,
    location: MaybeText,
    state: Type.Enum(['on_hand', 'shipped', 'gone']),
    orderId: MaybeText,
    history: Type.Array(
      Type.Object(
        { what: Type.String(), at: Timestamp, location: Type.String(), orderId: MaybeText },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'SerialView' },
);
export type SerialView = Static<typeof SerialView>;
