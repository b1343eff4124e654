import type { Command } from '../../hub/index.ts';
import type { Address } from '../../../contracts/shared.ts';
import type { OrderRecord, ReleasedShipment } from '../orders/index.ts';
import { closeRequests } from './close-requests.ts';
import { fulfilmentOrderOf, sumByLine, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { askForMail, knowsOf, tellPurchase, withMail } from './purchase-mails.ts';
import {
  hasShipped,
  inPurchaseState,
  isLive,
  linesShipped,
  linesWanted,
  type PurchaseOrder,
} from './purchase-order.ts';
import type { Shipment } from './shipment.ts';

/** Gives a released shipment to its location; a supplier's becomes a purchase order too, which is mailed. */
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
    state: 'drafted',
    lines: linesWanted(work, []),
    shipTo: order.shipTo,
    shipBy: work.shipBy,
    supplierReference: null,
    expectedAt: null,
    reason: null,
    sentAt: null,
    mails: [{ kind: 'purchase_order', outcome: 'waiting', at: now }],
    shipments: [],
    createdAt: now,
    stateSince: now,
  };
  world.purchaseOrders.add(purchase);
  const eventId = tellPurchase(world, command, purchase, 'purchase_order.drafted');
  askForMail(world, purchase, 'purchase_order', eventId);
}

/** The purchase order of a fulfilment order; undefined where no supplier sends it, and for what left as a part. */
function purchaseOf(world: FulfilmentWorld, work: FulfilmentOrder): PurchaseOrder | undefined {
  return world.purchaseOrders.all().find(({ id }) => id === work.id);
}

/**
 * What has left, or was called off, of the fulfilment order is so of its purchase order, whose lines are what is
 * wanted still; what was asked of a location that has nothing left is closed. `shipment` is what leaves.
 */
export function followWork(
  world: FulfilmentWorld,
  command: Command,
  work: FulfilmentOrder,
  shipment: Shipment | null = null,
): void {
  const isOver = work.state === 'shipped' || work.state === 'cancelled';
  if (isOver) closeRequests(world, command, work);
  const purchase = purchaseOf(world, work);
  if (purchase === undefined || !isLive(purchase)) return;
  if (shipment !== null) shipPurchase(world, command, purchase, shipment);
  else if (work.state === 'cancelled') endPurchase(world, command, purchase, 'cancelled');
  else if (!isOver) shortenPurchase(world, command, purchase, work);
}

/** Adds what leaves to a purchase order. It has shipped once nothing more is wanted. */
export function shipPurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  shipment: Shipment,
): PurchaseOrder {
  const sums = sumByLine(shipment.parcels.flatMap(({ lines }) => lines));
  const lines = purchase.lines.map((line) => ({
    ...line,
    shippedQuantity: line.shippedQuantity + (sums.get(line.lineNumber) ?? 0),
  }));
  const isAll = lines.every(({ quantity, shippedQuantity }) => quantity === shippedQuantity);
  const { id, fulfilmentOrderId: fulfilmentOrder, carrier, trackingNumber } = shipment;
  const shippedAt = shipment.shippedAt ?? command.receivedAt;
  const sent = {
    id,
    fulfilmentOrder,
    carrier,
    trackingNumber,
    shippedAt,
    lines: [...sums].map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
  };
  const after = world.purchaseOrders.change({
    // Whoever has sent a part means to send the rest.
    ...inPurchaseState(purchase, isAll ? 'shipped' : 'accepted', command.receivedAt),
    lines,
    shipments: [...purchase.shipments, sent],
  });
  tellPurchase(
    world,
    command,
    after,
    isAll ? 'purchase_order.shipped' : 'purchase_order.part_shipped',
    { shipment: id },
  );
  return after;
}

/**
 * Nothing more is wanted, or comes, of a purchase order: when something has left it has shipped that. The
 * supplier hears of it, unless it is its own word.
 */
export function endPurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  state: 'cancelled' | 'declined',
  reason: string | null = purchase.reason,
): PurchaseOrder {
  const isPart = hasShipped(purchase);
  const isToTell = state === 'cancelled' && knowsOf(purchase);
  const kind = 'purchase_order_cancelled';
  const ended = {
    ...inPurchaseState(purchase, isPart ? 'shipped' : state, command.receivedAt),
    lines: isPart ? linesShipped(purchase.lines) : purchase.lines,
    reason,
  };
  const after = world.purchaseOrders.change(
    isToTell ? withMail(ended, kind, 'waiting', command) : ended,
  );
  const eventId = tellPurchase(world, command, after, `purchase_order.${state}`);
  if (isToTell) askForMail(world, after, kind, eventId);
  return after;
}

/** A supplier is told when less is wanted than was asked for. */
function shortenPurchase(
  world: FulfilmentWorld,
  command: Command,
  purchase: PurchaseOrder,
  work: FulfilmentOrder,
): void {
  const lines = linesWanted(work, purchase.lines);
  const unitsIn = (list: PurchaseOrder['lines']) =>
    list.reduce((sum, { quantity }) => sum + quantity, 0);
  if (unitsIn(lines) === unitsIn(purchase.lines)) return;
  changePurchase(world, command, { ...purchase, lines });
}

/** Purchase orders of an order go to its new address, and their suppliers are told. */
export function redirectPurchases(
  world: FulfilmentWorld,
  command: Command,
  orderId: number,
  shipTo: Address,
): void {
  for (const purchase of world.purchaseOrders.findBy('order_id', orderId)) {
    if (isLive(purchase)) changePurchase(world, command, { ...purchase, shipTo });
  }
}

function changePurchase(world: FulfilmentWorld, command: Command, changed: PurchaseOrder): void {
  const kind = 'purchase_order_changed';
  const isToTell = knowsOf(changed);
  const after = world.purchaseOrders.change(
    isToTell ? withMail(changed, kind, 'waiting', command) : changed,
  );
  const eventId = tellPurchase(world, command, after, 'purchase_order.changed');
  if (isToTell) askForMail(world, after, kind, eventId);
}
