import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { Command } from '../../hub/index.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';
import type { OrderRecord, ReleasedShipment } from '../orders/index.ts';
import { fulfilmentOrderOf, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';

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

/** Gives a released shipment to its location; a supplier's becomes a purchase order too. */
export function takeInHand(
  world: FulfilmentWorld,
  command: Command,
  order: OrderRecord,
  shipment: ReleasedShipment,
): void {
  const { receivedAt: now } = command;
  const work = fulfilmentOrderOf(order, shipment, world.catalogue, now);
  world.fulfilmentOrders.add(work);
  if (world.catalogue.locationById(work.locationId).kind !== 'supplier') return;
  const purchase: PurchaseOrder = {
    id: work.id,
    version: 1,
    orderId: work.orderId,
    location: work.location,
    state: 'created',
    lines: work.lines.map(({ lineNumber, sku, quantity }) => ({ lineNumber, sku, quantity })),
    shipBy: work.shipBy,
    supplierReference: null,
    expectedAt: null,
    reason: null,
    createdAt: now,
    stateSince: now,
  };
  world.purchaseOrders.add(purchase);
  tell(world, command, purchase, 'purchase_order.created');
}

function tell(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  type: string,
): void {
  world.unit.emit({
    type,
    subject: `purchase_order/${purchase.id}`,
    orderId: purchase.orderId,
    occurredAt: command.receivedAt,
    data: JSON.stringify({ purchaseOrder: purchaseOrderView(purchase) }),
  });
}

/** What has left, or was called off, of the fulfilment order is so of its purchase order. */
export function followWork(world: FulfilmentWorld, command: Command, work: FulfilmentOrder): void {
  const purchase = world.purchaseOrders.find(work.id);
  if (purchase === undefined || (work.state !== 'shipped' && work.state !== 'cancelled')) return;
  if (purchase.state === 'refused' || purchase.state === work.state) return;
  movePurchase(world, command, purchase, { state: work.state });
}

/** Moves a purchase order and tells so. */
export function movePurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  to: Pick<PurchaseOrder, 'state'> & Partial<PurchaseOrder>,
): PurchaseOrder {
  const after = world.purchaseOrders.change({
    ...purchase,
    ...to,
    stateSince: command.receivedAt,
  });
  tell(world, command, after, `purchase_order.${after.state}`);
  return after;
}
