import Type, { type Static } from 'typebox';
import {
  Code,
  Currency,
  MINOR_UNITS_MAX,
  MinorUnits,
  MinorUnitsNotNegative,
  Timestamp,
  filledText,
  text,
} from './shared.ts';

const Closed = { additionalProperties: false } as const;
const MinorUnitsPositive = Type.Integer({
  minimum: 1,
  maximum: MINOR_UNITS_MAX,
  description: "Whole units of the currency's smallest coin, at least one",
});

/** What can become of money. */
export const PaymentKind = Type.Enum([
  'authorised',
  'captured',
  'failed',
  'refunded',
  'voided',
  'expired',
  'chargeback',
]);
export type PaymentKind = Static<typeof PaymentKind>;

/** By what somebody pays. Amounts add up over all of them. */
export const Tender = Type.Enum(
  ['card', 'wallet', 'transfer', 'gift_card', 'credit', 'cash_on_delivery'],
  { description: 'By what is paid; card unless named' },
);
export type Tender = Static<typeof Tender>;

const Reference = filledText(128, "The provider's reference; the same fact sent twice counts once");

/** A payment that comes with an order; several split it over tenders. */
export const PaymentWithOrder = Type.Object(
  {
    kind: Type.Enum(['authorised', 'captured']),
    amountMinor: MinorUnitsNotNegative,
    reference: filledText(128),
    tender: Type.Optional(Tender),
    expiresAt: Type.Optional(Timestamp),
  },
  Closed,
);
export type PaymentWithOrder = Static<typeof PaymentWithOrder>;

/** A gift card that an order is paid with: by the code that its holder knows. */
export const GiftCardSpent = Type.Object(
  {
    code: filledText(64),
    amountMinor: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MINOR_UNITS_MAX,
        description: 'Unless named, as much as the card has and the order still asks for',
      }),
    ),
  },
  Closed,
);

export const RecordPayment = Type.Object(
  {
    kind: PaymentKind,
    amountMinor: MinorUnitsNotNegative,
    reference: Reference,
    tender: Type.Optional(Tender),
    authorisation: Type.Optional(
      filledText(
        128,
        'Reference of the authorisation that is captured, voided or has expired. Unless named, the one of the same reference; without any a capture stands for itself',
      ),
    ),
    capture: Type.Optional(
      filledText(
        128,
        'Reference of the capture that is refunded or charged back. Unless named, the one of the same reference, else the latest captures',
      ),
    ),
    expiresAt: Type.Optional(Timestamp),
    operation: Type.Optional(
      filledText(64, 'The payment operation of ours that this is the result of'),
    ),
    occurredAt: Type.Optional(Timestamp),
  },
  { ...Closed, $id: 'RecordPayment' },
);
export type RecordPayment = Static<typeof RecordPayment>;

/** A payment fact as it is kept. */
export const PaymentView = Type.Object(
  {
    kind: PaymentKind,
    amountMinor: MinorUnits,
    reference: Type.String(),
    tender: Tender,
    authorisation: Type.Optional(Type.String()),
    capture: Type.Optional(Type.String()),
    expiresAt: Type.Optional(Timestamp),
    occurredAt: Timestamp,
  },
  Closed,
);
export type PaymentView = Static<typeof PaymentView>;

/** Something that a provider was asked to do and has not done yet. */
export const PaymentOperationView = Type.Object(
  {
    id: Type.String({ description: 'Also the idempotency key towards the provider' }),
    kind: Type.Enum(['authorise', 'capture', 'void', 'refund']),
    amountMinor: MinorUnits,
    tender: Tender,
    of: Type.String({ description: 'Reference of the authorisation or capture that it is about' }),
    requestedAt: Timestamp,
    state: Type.Enum(['requested', 'failed']),
  },
  Closed,
);
export type PaymentOperationView = Static<typeof PaymentOperationView>;

/** The money of an order: every fact, what is open, what was asked of the provider. */
export const PaymentsView = Type.Object(
  {
    orderId: Type.String(),
    currency: Type.String(),
    dueMinor: MinorUnits,
    paidMinor: MinorUnits,
    authorisedMinor: MinorUnitsNotNegative,
    facts: Type.Array(PaymentView),
    operations: Type.Array(PaymentOperationView),
  },
  { ...Closed, $id: 'PaymentsView' },
);
export type PaymentsView = Static<typeof PaymentsView>;

/** How the orders of a channel are captured and refunded. */
export const ChannelPayments = Type.Object(
  {
    capture: Type.Enum(['on_shipment', 'on_placement', 'external'], {
      description:
        'external: the channel captures by itself and tells us; else we ask the provider, as goods leave or at once',
    }),
    refund: Type.Enum(['automatic', 'by_person', 'external'], {
      description: 'Who sends back what was paid beyond what is due',
    }),
    provider: Type.Optional(Code),
  },
  Closed,
);
export type ChannelPayments = Static<typeof ChannelPayments>;

export const RefundOrder = Type.Object(
  {
    amountMinor: Type.Optional(MinorUnitsPositive),
    reason: filledText(500),
  },
  { ...Closed, $id: 'RefundOrder' },
);
export type RefundOrder = Static<typeof RefundOrder>;

export const RetryPayment = Type.Object(
  {
    outcome: Type.Enum(['again', 'drop'], {
      description:
        'again: the provider is asked for the same once more; drop: it is forgotten, and decided anew by how the money stands',
    }),
  },
  { ...Closed, $id: 'RetryPayment' },
);
export type RetryPayment = Static<typeof RetryPayment>;

export const PutPaymentProvider = Type.Object(
  {
    name: filledText(200),
    kind: Type.Enum(['http']),
    url: Type.String({ maxLength: 500, pattern: '^https?://[^\\s\\u0000]+$' }),
    currency: Currency,
    secretVariable: Type.String({
      pattern: '^LINCHPIN_SECRET_[A-Z0-9_]{1,64}$',
      description: 'Environment variable that holds the secret that both sides share',
    }),
  },
  { ...Closed, $id: 'PutPaymentProvider' },
);
export type PutPaymentProvider = Static<typeof PutPaymentProvider>;

export const PaymentProviderView = Type.Object(
  { code: Code, ...PutPaymentProvider.properties },
  { ...Closed, $id: 'PaymentProviderView' },
);
export type PaymentProviderView = Static<typeof PaymentProviderView>;

export const PaymentProviderList = Type.Object(
  { items: Type.Array(PaymentProviderView), nextCursor: Type.Null() },
  { ...Closed, $id: 'PaymentProviderList' },
);

/** What a provider tells by itself. */
export const ProviderNotice = Type.Object(
  {
    orderId: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
    kind: PaymentKind,
    amountMinor: MinorUnitsNotNegative,
    reference: Reference,
    tender: Type.Optional(Tender),
    authorisation: Type.Optional(filledText(128)),
    capture: Type.Optional(filledText(128)),
    expiresAt: Type.Optional(Timestamp),
    operation: Type.Optional(filledText(64)),
    occurredAt: Type.Optional(Timestamp),
  },
  { ...Closed, $id: 'ProviderNotice' },
);
export type ProviderNotice = Static<typeof ProviderNotice>;

export const IssueGiftCard = Type.Object(
  {
    currency: Currency,
    amountMinor: MinorUnitsPositive,
    expiresAt: Type.Optional(Timestamp),
    note: Type.Optional(text(500)),
  },
  { ...Closed, $id: 'IssueGiftCard' },
);
export type IssueGiftCard = Static<typeof IssueGiftCard>;

export const GiftCardView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    ending: Type.String({ description: 'The last four signs of its code' }),
    currency: Type.String(),
    issuedMinor: MinorUnitsNotNegative,
    balanceMinor: MinorUnitsNotNegative,
    expiresAt: Type.Union([Timestamp, Type.Null()]),
    issuedAt: Timestamp,
    issuedBy: Type.String(),
    note: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'GiftCardView' },
);
export type GiftCardView = Static<typeof GiftCardView>;

export const GiftCardIssued = Type.Object(
  {
    ...GiftCardView.properties,
    giftCardCode: Type.Optional(
      Type.String({ description: 'Shown once: a repeated request does not hear it again' }),
    ),
  },
  { ...Closed, $id: 'GiftCardIssued' },
);

export const GiftCardPage = Type.Object(
  {
    items: Type.Array(GiftCardView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'GiftCardPage' },
);
export type GiftCardPage = Static<typeof GiftCardPage>;
