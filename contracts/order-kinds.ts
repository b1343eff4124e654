import Type, { type Static } from 'typebox';
import {
  Code,
  Currency,
  MINOR_UNITS_MAX,
  MinorUnits,
  MinorUnitsNotNegative,
  filledText,
  text,
} from './shared.ts';

const Closed = { additionalProperties: false } as const;

/** What an order is, beside an ordinary one. An exchange is placed by the returns room only. */
export const OrderKind = Type.Enum(
  ['standard', 'preorder', 'exchange', 'drop_ship', 'business', 'pick_up'],
  { description: 'standard unless named' },
);
export type OrderKind = Static<typeof OrderKind>;

/** What an order of another kind than standard says of itself as it is placed. */
export const ORDER_KIND_FIELDS = {
  kind: Type.Optional(
    Type.Enum(['standard', 'preorder', 'drop_ship', 'business', 'pick_up'], {
      description: 'standard unless named',
    }),
  ),
  depositMinor: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MINOR_UNITS_MAX,
      description:
        'Of a preorder: what must be paid before it is approved; the rest is due once the goods are ready',
    }),
  ),
  account: Type.Optional(Code),
  purchaseOrderNumber: Type.Optional(filledText(64)),
  pickUpLocation: Type.Optional(Code),
} as const;

/** What a channel's orders of other kinds are allowed. */
export const ChannelOrderKinds = Type.Object(
  {
    finalPaymentDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 365,
        description:
          'Of preorders: the rest is due so long after the goods are ready; 7 unless named',
      }),
    ),
    unpaidDeposit: Type.Optional(
      Type.Enum(['kept', 'refunded'], {
        description: 'What becomes of the deposit when the rest is not paid; refunded unless named',
      }),
    ),
    collectWithinDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 365,
        description:
          'Of pick-ups: what nobody collects goes back to stock so long after it was ready; 7 unless named',
      }),
    ),
  },
  Closed,
);
export type ChannelOrderKinds = Static<typeof ChannelOrderKinds>;

/** A business customer who pays after delivery. */
export const PutAccount = Type.Object(
  {
    name: filledText(200),
    currency: Currency,
    creditLimitMinor: MinorUnitsNotNegative,
    netDays: Type.Integer({ minimum: 0, maximum: 365 }),
    needsPurchaseOrderNumber: Type.Optional(Type.Boolean()),
    owner: Type.Optional(text(100, 'Who decides about orders over the limit')),
    isOpen: Type.Optional(Type.Boolean()),
  },
  { ...Closed, $id: 'PutAccount' },
);
export type PutAccount = Static<typeof PutAccount>;

export const AccountView = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    currency: Type.String(),
    creditLimitMinor: MinorUnits,
    exposureMinor: MinorUnits,
    netDays: Type.Integer(),
    needsPurchaseOrderNumber: Type.Boolean(),
    owner: Type.Union([Type.String(), Type.Null()]),
    isOpen: Type.Boolean(),
  },
  { ...Closed, $id: 'AccountView' },
);
export type AccountView = Static<typeof AccountView>;

export const AccountPage = Type.Object(
  {
    items: Type.Array(AccountView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'AccountPage' },
);
export type AccountPage = Static<typeof AccountPage>;
