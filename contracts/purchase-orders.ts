import Type, { type Static } from 'typebox';
import { ReportShipped } from './fulfilment.ts';
import { Address, Quantity, Timestamp, filledText } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const PURCHASE_ORDER_STATES = [
  'drafted',
  'sent',
  'accepted',
  'declined',
  'shipped',
  'cancelled',
] as const;
export type PurchaseOrderState = (typeof PURCHASE_ORDER_STATES)[number];

/** What a supplier is told by mail. */
export const SUPPLIER_MAIL_KINDS = [
  'purchase_order',
  'purchase_order_changed',
  'purchase_order_cancelled',
] as const;
export type SupplierMailKind = (typeof SUPPLIER_MAIL_KINDS)[number];

/** What came of a mail to a supplier. */
export const SUPPLIER_MAIL_OUTCOMES = [
  'waiting',
  'sent',
  'no_address',
  'no_mail_server',
  'blocked',
  'refused',
  'not_needed',
] as const;
export type SupplierMailOutcome = (typeof SUPPLIER_MAIL_OUTCOMES)[number];

const LineNumber = Type.Integer({ minimum: 1, maximum: 2_000 });

/** What a supplier is asked to send straight to the customer: one a fulfilment order at its location. */
export const PurchaseOrderView = Type.Object(
  {
    id: Type.String({ description: 'That of the fulfilment order that it is chained to' }),
    orderId: Type.String(),
    location: Type.String(),
    state: Type.Enum([...PURCHASE_ORDER_STATES]),
    lines: Type.Array(
      Type.Object(
        {
          lineNumber: Type.Integer(),
          sku: Type.String(),
          quantity: Type.Integer({ description: 'Wanted, with what was shipped' }),
          shippedQuantity: Type.Integer(),
        },
        Closed,
      ),
    ),
    shipTo: Address,
    shipBy: Timestamp,
    supplierReference: Nullable(Type.String()),
    expectedAt: Nullable(Timestamp),
    reason: Nullable(Type.String()),
    sentAt: Nullable(
      Type.String({ format: 'date-time', description: 'When the supplier was first mailed it' }),
    ),
    mails: Type.Array(
      Type.Object(
        {
          kind: Type.Enum([...SUPPLIER_MAIL_KINDS]),
          outcome: Type.Enum([...SUPPLIER_MAIL_OUTCOMES], {
            description:
              'waiting: it is on its way; no_address: the site of the location names none; no_mail_server: none is configured; blocked: a hold or its money stops the order; refused: by the mail server for good; not_needed: overtaken by what happened',
          }),
          at: Timestamp,
        },
        Closed,
      ),
      { description: 'What the supplier was mailed, the latest of each kind' },
    ),
    shipments: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          fulfilmentOrder: Type.String({
            description: 'What leaves before the rest has a fulfilment order of its own',
          }),
          carrier: Type.String(),
          trackingNumber: Type.String(),
          shippedAt: Timestamp,
          lines: Type.Array(
            Type.Object({ lineNumber: Type.Integer(), quantity: Type.Integer() }, Closed),
          ),
        },
        Closed,
      ),
    ),
    createdAt: Timestamp,
    stateSince: Timestamp,
  },
  { ...Closed, $id: 'PurchaseOrderView' },
);
export type PurchaseOrderView = Static<typeof PurchaseOrderView>;

export const PurchaseOrderPage = Type.Object(
  {
    items: Type.Array(PurchaseOrderView),
    nextCursor: Nullable(Type.String()),
  },
  { ...Closed, $id: 'PurchaseOrderPage' },
);

export const AcceptPurchaseOrder = Type.Object(
  {
    expectedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'When it will be sent; without it by the day that was asked for',
      }),
    ),
    supplierReference: Type.Optional(filledText(128)),
  },
  { ...Closed, $id: 'AcceptPurchaseOrder' },
);
export type AcceptPurchaseOrder = Static<typeof AcceptPurchaseOrder>;

/** What a supplier has sent: all that is left, or the lines that it names. */
export const ShipPurchaseOrder = Type.Object(
  {
    ...ReportShipped.properties,
    lines: Type.Optional(
      Type.Array(Type.Object({ lineNumber: LineNumber, quantity: Quantity }, Closed), {
        minItems: 1,
        maxItems: 2_000,
        description: 'What is in it; without them all that is left',
      }),
    ),
  },
  { ...Closed, $id: 'ShipPurchaseOrder' },
);
export type ShipPurchaseOrder = Static<typeof ShipPurchaseOrder>;
