import Type, { type Static } from 'typebox';
import { Timestamp, filledText } from './shared.ts';

const Closed = { additionalProperties: false } as const;

export const PURCHASE_ORDER_STATES = [
  'created',
  'confirmed',
  'refused',
  'shipped',
  'cancelled',
] as const;

/** What a supplier is asked to send straight to the customer: one a fulfilment order at its location. */
export const PurchaseOrderView = Type.Object(
  {
    id: Type.String({ description: 'That of the fulfilment order that it is chained to' }),
    orderId: Type.String(),
    location: Type.String(),
    state: Type.Enum([...PURCHASE_ORDER_STATES]),
    lines: Type.Array(
      Type.Object(
        { lineNumber: Type.Integer(), sku: Type.String(), quantity: Type.Integer() },
        Closed,
      ),
    ),
    shipBy: Timestamp,
    supplierReference: Type.Union([Type.String(), Type.Null()]),
    expectedAt: Type.Union([Timestamp, Type.Null()]),
    reason: Type.Union([Type.String(), Type.Null()]),
    createdAt: Timestamp,
    stateSince: Timestamp,
  },
  { ...Closed, $id: 'PurchaseOrderView' },
);
export type PurchaseOrderView = Static<typeof PurchaseOrderView>;

export const PurchaseOrderPage = Type.Object(
  {
    items: Type.Array(PurchaseOrderView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'PurchaseOrderPage' },
);

export const ConfirmPurchaseOrder = Type.Object(
  { expectedAt: Timestamp, supplierReference: Type.Optional(filledText(128)) },
  { ...Closed, $id: 'ConfirmPurchaseOrder' },
);
export type ConfirmPurchaseOrder = Static<typeof ConfirmPurchaseOrder>;
