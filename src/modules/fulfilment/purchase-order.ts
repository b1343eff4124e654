import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';

/** What a supplier is asked to send straight to the customer. */
export interface PurchaseOrder {
  /** That of the fulfilment order. */
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly location: string;
  readonly state: PurchaseOrderView['state'];
  readonly lines: PurchaseOrderView['lines'];
  readonly shipBy: Instant;
  readonly supplierReference: string | null;
  readonly expectedAt: Instant | null;
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly stateSince: Instant;
}

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
    expectedAt: order.expectedAt === null ? null : instantToText(order.expectedAt),
    createdAt: instantToText(order.createdAt),
    stateSince: instantToText(order.stateSince),
  };
}
