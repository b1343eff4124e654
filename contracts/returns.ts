import Type, { type Static } from 'typebox';
import { TrackedUnits } from './inventory-lots.ts';
import { ORDER_LINES_MAX } from './orders.ts';
import {
  Code,
  Currency,
  MinorUnits,
  MinorUnitsNotNegative,
  Quantity,
  Timestamp,
  filledText,
  text,
} from './shared.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableTimestamp = Type.Union([Timestamp, Type.Null()]);

export const ReturnState = Type.Enum(
  [
    'requested',
    'approved',
    'on_the_way',
    'receiving',
    'received',
    'inspecting',
    'closed',
    'rejected',
    'cancelled',
    'expired',
  ],
  { description: 'Where the return stands' },
);
export type ReturnState = Static<typeof ReturnState>;

export const ReturnStage = Type.Enum(
  ['to_judge', 'on_the_way', 'to_inspect', 'to_refurbish', 'to_refund'],
  {
    description:
      'What is to be done: say yes or no, wait for goods, look at goods that came, finish mending, or pay back what was credited within 60 days',
  },
);
export type ReturnStage = Static<typeof ReturnStage>;

export const RETURN_REASONS = [
  'changed_mind',
  'does_not_fit',
  'damaged',
  'wrong_item',
  'not_as_described',
  'late',
  'undeliverable',
  'other',
] as const;
export const ReturnReason = Type.Enum([...RETURN_REASONS]);
export type ReturnReason = Static<typeof ReturnReason>;

const PhotoId = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'As the upload of the photo answered',
});
const PhotoIds = Type.Array(PhotoId, { maxItems: 20, uniqueItems: true });

export const RequestReturn = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          lineNumber: Type.Integer({ minimum: 1, maximum: ORDER_LINES_MAX }),
          quantity: Quantity,
          reason: ReturnReason,
          note: Type.Optional(text(1_000)),
          photoIds: Type.Optional(PhotoIds),
          resolution: Type.Optional(
            Type.Enum(['refund', 'exchange'], { description: 'refund unless given' }),
          ),
          exchangeSku: Type.Optional(Code),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: ORDER_LINES_MAX },
    ),
    reference: Type.Optional(
      filledText(128, 'Of whoever asks; the same reference of an order counts once'),
    ),
    location: Type.Optional(Code),
  },
  { additionalProperties: false, $id: 'RequestReturn' },
);
export type RequestReturn = Static<typeof RequestReturn>;

export const JudgeReturn = Type.Object(
  {
    verdict: Type.Enum(['approve', 'reject']),
    note: Type.Optional(text(1_000)),
    rejectedLines: Type.Optional(
      Type.Array(
        Type.Object(
          { lineNumber: Type.Integer({ minimum: 1 }), reason: filledText(500) },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: ORDER_LINES_MAX,
          description: 'Lines that may not come back, of a return that is approved otherwise',
        },
      ),
    ),
  },
  { additionalProperties: false, $id: 'JudgeReturn' },
);
export type JudgeReturn = Static<typeof JudgeReturn>;

export const SendReturn = Type.Object(
  { carrier: Type.Optional(text(64)), trackingNumber: filledText(64) },
  { additionalProperties: false, $id: 'SendReturn' },
);
export type SendReturn = Static<typeof SendReturn>;

export const CancelReturn = Type.Object(
  { reason: filledText(500) },
  {
    additionalProperties: false,
    $id: 'CancelReturn',
    description: 'Calls off what has not come yet',
  },
);
export type CancelReturn = Static<typeof CancelReturn>;

export const ReceiveReturn = Type.Object(
  {
    location: Type.Optional(Code),
    lines: Type.Array(
      Type.Object(
        {
          lineNumber: Type.Integer({ minimum: 1 }),
          quantity: Quantity,
          sku: Type.Optional(
            Type.String({
              ...Code,
              description: 'As scanned; asked for where lots or serials are named',
            }),
          ),
          ...TrackedUnits,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: ORDER_LINES_MAX },
    ),
  },
  { additionalProperties: false, $id: 'ReceiveReturn' },
);
export type ReceiveReturn = Static<typeof ReceiveReturn>;

export const Disposition = Type.Enum(['restock', 'refurbish', 'scrap', 'send_back'], {
  description: 'send_back rejects the goods: they are the customer’s again',
});
export type Disposition = Static<typeof Disposition>;

export const InspectReturn = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          lineNumber: Type.Integer({ minimum: 1 }),
          quantity: Quantity,
          disposition: Disposition,
          note: Type.Optional(text(1_000)),
          photoIds: Type.Optional(PhotoIds),
          deductionMinor: Type.Optional(MinorUnitsNotNegative),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: ORDER_LINES_MAX },
    ),
  },
  { additionalProperties: false, $id: 'InspectReturn' },
);
export type InspectReturn = Static<typeof InspectReturn>;

export const FinishRefurbishment = Type.Object(
  {
    lineNumber: Type.Integer({ minimum: 1 }),
    quantity: Quantity,
    outcome: Type.Enum(['restock', 'scrap']),
  },
  { additionalProperties: false, $id: 'FinishRefurbishment' },
);
export type FinishRefurbishment = Static<typeof FinishRefurbishment>;

export const AppeaseOrder = Type.Object(
  {
    amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
    reason: filledText(500),
    reference: filledText(128, 'The same reference counts once'),
  },
  { additionalProperties: false, $id: 'AppeaseOrder' },
);
export type AppeaseOrder = Static<typeof AppeaseOrder>;

const returnProperties = {
  id: Type.String(),
  orderId: Type.String(),
  reference: NullableText,
  state: ReturnState,
  version: Type.Integer(),
  location: Code,
  lines: Type.Array(
    Type.Object({
      lineNumber: Type.Integer(),
      sku: Code,
      askedQuantity: Type.Integer(),
      quantity: Type.Integer({
        description: 'What is expected back, or came: 0 of a rejected line',
      }),
      verdict: Type.Union([Type.String(), Type.Null()], {
        description: 'Why the line was rejected; null: it was not',
      }),
      reason: ReturnReason,
      note: NullableText,
      inspectionNote: NullableText,
      photoIds: Type.Array(Type.String()),
      resolution: Type.Enum(['refund', 'exchange']),
      exchangeSku: NullableText,
      receivedQuantity: Type.Integer(),
      acceptedQuantity: Type.Integer(),
      rejectedQuantity: Type.Integer(),
      restockedQuantity: Type.Integer(),
      refurbishingQuantity: Type.Integer(),
      scrappedQuantity: Type.Integer(),
      creditedMinor: MinorUnits,
    }),
  ),
  exchangeOrderIds: Type.Array(Type.String(), {
    description: 'Orders that replace what came back',
  }),
  carrier: NullableText,
  trackingNumber: NullableText,
  verdict: NullableText,
  requestedAt: Timestamp,
  requestedBy: Type.String(),
  stateSince: Timestamp,
  expiresAt: NullableTimestamp,
};

export const Return = Type.Object(returnProperties, { $id: 'Return' });
export type Return = Static<typeof Return>;

export const ListedReturn = Type.Object(
  {
    ...returnProperties,
    channel: Code,
    orderExternalId: Type.String(),
    currency: Currency,
    balanceMinor: Type.Integer({
      description: 'What is paid for its order beyond what is due; below nothing: still to pay',
    }),
  },
  {
    $id: 'ListedReturn',
    description: 'A return and what of its order matters to whoever works on it',
  },
);
export type ListedReturn = Static<typeof ListedReturn>;

export const ReturnPage = Type.Object(
  { items: Type.Array(ListedReturn), nextCursor: NullableText },
  { $id: 'ReturnPage' },
);

/** So many are counted; this number stands for as many or more. */
export const RETURNS_COUNTED_MAX = 1_000;

export const ReturnCounts = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        stage: ReturnStage,
        quantity: Type.Integer({
          minimum: 0,
          maximum: RETURNS_COUNTED_MAX,
          description: `Returns at this stage; ${RETURNS_COUNTED_MAX} stands for as many or more`,
        }),
      }),
    ),
  },
  { $id: 'ReturnCounts' },
);
export type ReturnCounts = Static<typeof ReturnCounts>;

export const RETURN_RULES_DEFAULT = {
  approveUpToMinor: null,
  ourReasons: ['damaged', 'wrong_item', 'not_as_described', 'late', 'undeliverable'],
  restockingFeePermille: 0,
  refundCharges: 'our_fault',
  refundOn: 'inspection',
  expireAfterDays: 30,
  locations: [],
} as const satisfies ReturnRules;

export const ReturnRules = Type.Object(
  {
    approveUpToMinor: Type.Union([MinorUnitsNotNegative, Type.Null()], {
      description: 'Returns worth more are judged by a person; null: all are approved at once',
    }),
    ourReasons: Type.Array(ReturnReason, {
      uniqueItems: true,
      description: 'Reasons that are our fault: no fee',
    }),
    restockingFeePermille: Type.Integer({ minimum: 0, maximum: 1_000 }),
    refundCharges: Type.Enum(['never', 'our_fault', 'always'], {
      description: 'Whether shipping and other charges go back when everything came back',
    }),
    refundOn: Type.Enum(['reception', 'inspection']),
    expireAfterDays: Type.Integer({ minimum: 1, maximum: 365 }),
    locations: Type.Array(Code, {
      maxItems: 1_000,
      description: 'Where goods may come back; none: every warehouse and store',
    }),
  },
  { additionalProperties: false, $id: 'ReturnRules' },
);
export type ReturnRules = Static<typeof ReturnRules>;

export const Photo = Type.Object(
  { id: PhotoId, mediaType: Type.String(), bytes: Type.Integer() },
  { $id: 'Photo' },
);
export type Photo = Static<typeof Photo>;

export const ClaimState = Type.Enum([
  'open',
  'submitted',
  'accepted',
  'rejected',
  'paid',
  'withdrawn',
]);
export type ClaimState = Static<typeof ClaimState>;

export const OpenClaim = Type.Object(
  {
    orderId: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
    shipment: filledText(64, 'The fulfilment order or tracking number that it is about'),
    carrier: filledText(64),
    kind: Type.Enum(['lost', 'damaged', 'late', 'missing_contents']),
    amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
    note: Type.Optional(text(2_000)),
    photoIds: Type.Optional(PhotoIds),
    dueAt: Type.Optional(Timestamp),
  },
  { additionalProperties: false, $id: 'OpenClaim' },
);
export type OpenClaim = Static<typeof OpenClaim>;

export const MoveClaim = Type.Object(
  {
    to: Type.Enum(['submitted', 'accepted', 'rejected', 'paid', 'withdrawn']),
    amountMinor: Type.Optional(MinorUnitsNotNegative),
    carrierReference: Type.Optional(filledText(64)),
    note: Type.Optional(text(2_000)),
    dueAt: Type.Optional(Timestamp),
  },
  { additionalProperties: false, $id: 'MoveClaim' },
);
export type MoveClaim = Static<typeof MoveClaim>;

export const Claim = Type.Object(
  {
    id: Type.String(),
    orderId: Type.String(),
    shipment: Type.String(),
    carrier: Type.String(),
    kind: Type.String(),
    state: ClaimState,
    version: Type.Integer(),
    currency: Currency,
    amountMinor: MinorUnits,
    acceptedMinor: Type.Union([MinorUnits, Type.Null()]),
    paidMinor: Type.Union([MinorUnits, Type.Null()]),
    carrierReference: NullableText,
    notes: Type.String({ description: 'What staff noted last' }),
    photoIds: Type.Array(Type.String()),
    dueAt: NullableTimestamp,
    openedAt: Timestamp,
    stateSince: Timestamp,
  },
  { $id: 'Claim' },
);
export type Claim = Static<typeof Claim>;

export const ClaimPage = Type.Object(
  { items: Type.Array(Claim), nextCursor: NullableText },
  { $id: 'ClaimPage' },
);
export type ClaimPage = Static<typeof ClaimPage>;

export const ClaimCounts = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        state: ClaimState,
        currency: Currency,
        quantity: Type.Integer({ minimum: 1 }),
        amountMinor: MinorUnits,
      }),
      {
        description: 'What stands open, by state and currency; of accepted ones what was accepted',
      },
    ),
    carriers: Type.Array(Type.String(), { description: 'Who something was ever claimed from' }),
  },
  { $id: 'ClaimCounts' },
);
export type ClaimCounts = Static<typeof ClaimCounts>;
