import { assert } from '../../kernel/assert.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type {
  PurchaseOrderState,
  PurchaseOrderView,
  SupplierMailKind,
  SupplierMailOutcome,
} from '../../../contracts/purchase-orders.ts';
import type { Address } from '../../../contracts/shared.ts';
import type { LineQuantity } from '../orders/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';

/** Where a purchase order may go. The database's CHECK and the code are held to this table by a test. */
export const PURCHASE_ORDER_TRANSITIONS: Readonly<
  Record<PurchaseOrderState, readonly PurchaseOrderState[]>
> = {
  // Written down; the supplier has not been mailed it, but sees it and may answer.
  drafted: ['sent', 'accepted', 'declined', 'shipped', 'cancelled'],
  // The supplier was mailed it.
  sent: ['accepted', 'declined', 'shipped', 'cancelled'],
  // The supplier sends it, or has sent a part.
  accepted: ['declined', 'shipped', 'cancelled'],
  // Nothing of it was sent; what it asked for is sourced anew.
  declined: [],
  // All that was still wanted has left.
  shipped: [],
  // Nothing of it was sent, and nothing is wanted any more.
  cancelled: [],
};

/** What came of the latest mail of a kind. */
export interface SupplierMail {
  readonly kind: SupplierMailKind;
  readonly outcome: SupplierMailOutcome;
  readonly at: Instant;
}

/** What a supplier has sent of a purchase order in one go. */
export interface PurchaseShipment {
  readonly id: string;
  readonly fulfilmentOrder: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAt: Instant;
  readonly lines: readonly LineQuantity[];
}

/** What a supplier is asked to send straight to the customer. */
export interface PurchaseOrder {
  /** That of the fulfilment order. */
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly location: string;
  readonly state: PurchaseOrderState;
  /** What is wanted, with what was shipped of it. */
  readonly lines: PurchaseOrderView['lines'];
  readonly shipTo: Address;
  readonly shipBy: Instant;
  readonly supplierReference: string | null;
  readonly expectedAt: Instant | null;
  readonly reason: string | null;
  readonly sentAt: Instant | null;
  readonly mails: readonly SupplierMail[];
  readonly shipments: readonly PurchaseShipment[];
  readonly createdAt: Instant;
  readonly stateSince: Instant;
}

const textOrNull = (instant: Instant | null) => (instant === null ? null : instantToText(instant));

/** A purchase order as callers see it. */
export function purchaseOrderView({
  version: _version,
  ...order
}: PurchaseOrder): PurchaseOrderView {
  return {
    ...order,
    orderId: String(order.orderId),
    lines: [...order.lines],
    shipBy: instantToText(order.shipBy),
    expectedAt: textOrNull(order.expectedAt),
    sentAt: textOrNull(order.sentAt),
    mails: order.mails.map((mail) => ({ ...mail, at: instantToText(mail.at) })),
    shipments: order.shipments.map((shipment) => ({
      ...shipment,
      shippedAt: instantToText(shipment.shippedAt),
      lines: [...shipment.lines],
    })),
    createdAt: instantToText(order.createdAt),
    stateSince: instantToText(order.stateSince),
  };
}

/** True while the supplier is to send something of it. */
export function isLive({ state }: Pick<PurchaseOrder, 'state'>): boolean {
  return PURCHASE_ORDER_TRANSITIONS[state].length > 0;
}

/** True once something of it has left. */
export function hasShipped({ shipments }: Pick<PurchaseOrder, 'shipments'>): boolean {
  return shipments.length > 0;
}

/** The purchase order in another state, since now. A move that is not in the table is a bug of the caller. */
export function inPurchaseState(
  purchase: PurchaseOrder,
  state: PurchaseOrderState,
  now: Instant,
): PurchaseOrder {
  if (purchase.state === state) return purchase;
  assert(
    PURCHASE_ORDER_TRANSITIONS[purchase.state].includes(state),
    `a purchase order does not go from ${purchase.state} to ${state}`,
  );
  return { ...purchase, state, stateSince: now };
}

/** What is wanted of each line: what its fulfilment order still has to send, and what has left before. */
export function linesWanted(
  work: Pick<FulfilmentOrder, 'lines'>,
  before: PurchaseOrder['lines'],
): PurchaseOrder['lines'] {
  const shippedOf = new Map(before.map((line) => [line.lineNumber, line.shippedQuantity]));
  return work.lines.flatMap(({ lineNumber, sku, quantity: left }) => {
    const shippedQuantity = shippedOf.get(lineNumber) ?? 0;
    const quantity = left + shippedQuantity;
    return quantity > 0 ? [{ lineNumber, sku, quantity, shippedQuantity }] : [];
  });
}

/** The lines when nothing more is wanted than what has left. */
export function linesShipped(lines: PurchaseOrder['lines']): PurchaseOrder['lines'] {
  return lines.flatMap((line) =>
    line.shippedQuantity > 0 ? [{ ...line, quantity: line.shippedQuantity }] : [],
  );
}
