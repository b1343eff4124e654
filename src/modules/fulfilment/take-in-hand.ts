import type { Command } from '../../hub/index.ts';
import type { OrderRecord, ReleasedShipment } from '../orders/index.ts';
import { closeRequests } from './close-requests.ts';
import { fulfilmentOrderOf, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { purchaseOrderView, type PurchaseOrder } from './purchase-order.ts';

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
    lines: purchaseLines(work),
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

/**
 * What has left, or was called off, of the fulfilment order is so of its purchase order, whose lines are what is
 * wanted still; what was asked of a location that has nothing left is closed.
 */
export function followWork(world: FulfilmentWorld, command: Command, work: FulfilmentOrder): void {
  const purchase = world.purchaseOrders.find(work.id);
  if (work.state !== 'shipped' && work.state !== 'cancelled') {
    if (purchase !== undefined) shortenPurchase(world, command, purchase, work);
    return;
  }
  closeRequests(world, command, work);
  if (purchase === undefined) return;
  if (purchase.state === 'refused' || purchase.state === work.state) return;
  movePurchase(world, command, purchase, { state: work.state });
}

/** A supplier is told when less is wanted than was asked for. */
function shortenPurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  work: FulfilmentOrder,
): void {
  const lines = purchaseLines(work);
  const unitsIn = (list: PurchaseOrder['lines']) =>
    list.reduce((sum, { quantity }) => sum + quantity, 0);
  if (unitsIn(lines) === unitsIn(purchase.lines)) return;
  tell(
    world,
    command,
    world.purchaseOrders.change({ ...purchase, lines }),
    'purchase_order.changed',
  );
}

function purchaseLines({ lines }: FulfilmentOrder): PurchaseOrder['lines'] {
  return lines.flatMap(({ lineNumber, sku, quantity }) =>
    quantity > 0 ? [{ lineNumber, sku, quantity }] : [],
  );
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
