import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ShipPurchaseOrder } from '../../../contracts/purchase-orders.ts';
import { changeOrder, splitReleased, type LineQuantity } from '../orders/index.ts';
import {
  fulfilmentOrderOf,
  isAtLocation,
  onLines,
  sumByLine,
  type FulfilmentOrder,
} from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, orderOf } from './handler.ts';
import { shortenLists } from './pick-list-rest.ts';
import { isLive, purchaseOrderView, type PurchaseOrder } from './purchase-order.ts';
import { leaveAsReported } from './ship-shipment.ts';
import { shipPurchase } from './take-in-hand.ts';

type ShipCommand = ShipPurchaseOrder & { readonly purchaseOrder: string };

/**
 * ship_purchase_order: the supplier has sent what is left, or a part of it. The same tracking number of the same
 * carrier is the same shipment: told again it changes nothing.
 */
export function shipPurchaseOrderHandler(sources: FulfilmentSources): CommandHandler<ShipCommand> {
  return fulfilmentHandler<ShipCommand>(
    sources,
    'ship_purchase_order',
    ({ purchaseOrder }, unit) => {
      unit.facts(sources.purchaseOrders).need(purchaseOrder);
      unit.facts(sources.fulfilmentOrders).need(purchaseOrder);
    },
    shipPurchaseOrder,
  );
}

function shipPurchaseOrder(command: Command<ShipCommand>, world: FulfilmentWorld): Outcome {
  const { purchaseOrder: id, lines, ...body } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  const told = toldBefore(purchase, command.body);
  if (told !== null) return told;
  const work = world.fulfilmentOrders.find(id);
  if (!isLive(purchase) || work === undefined || !isAtLocation(work) || work.shipmentsBooked > 0) {
    return notNow('Purchase order', id, purchase.state, 'shipped');
  }
  const wrong = lines === undefined ? null : refuseLines(work, lines);
  if (wrong !== null) return wrong;
  if (lines === undefined || isWhole(work, lines)) {
    leaveAsReported(world, command, work, body);
    shortenLists(world, command, work);
  } else if (work.state === 'open') {
    const part = splitOff(world, command, work, lines);
    const shipment = leaveAsReported(world, command, part, body);
    shipPurchase(world, command, purchase, shipment);
  } else return notNow('Purchase order', id, `being worked on (${work.state})`, 'shipped in part');
  return accepted(purchaseOrderView(world.purchaseOrders.find(id) ?? purchase));
}

/** The answer to what was told before under this tracking number; null when it is news. */
function toldBefore(
  purchase: PurchaseOrder,
  { carrier, trackingNumber, lines }: ShipCommand,
): Outcome | null {
  const known = purchase.shipments.find(
    (shipment) => shipment.carrier === carrier && shipment.trackingNumber === trackingNumber,
  );
  if (known === undefined) return null;
  if (lines === undefined || isSame(lines, known.lines)) {
    return accepted(purchaseOrderView(purchase));
  }
  return refuse(
    'already_exists',
    `${trackingNumber} of ${carrier} is shipment ${known.id} of ${purchase.id}, with other lines.`,
    { shipment: known.id, trackingNumber },
  );
}

function isSame(one: readonly LineQuantity[], other: readonly LineQuantity[]): boolean {
  const [first, second] = [sumByLine(one), sumByLine(other)];
  return (
    first.size === second.size &&
    [...first].every(([lineNumber, quantity]) => second.get(lineNumber) === quantity)
  );
}

/** Nothing is sent that is not wanted (still). */
function refuseLines(work: FulfilmentOrder, lines: readonly LineQuantity[]): Refusal | null {
  for (const [lineNumber, quantity] of sumByLine(lines)) {
    const left = work.lines.find((line) => line.lineNumber === lineNumber)?.quantity;
    if (left !== undefined && quantity <= left) continue;
    return refuse(
      'invalid_request',
      left === undefined
        ? `Purchase order ${work.id} has no line ${lineNumber}.`
        : `${left} of line ${lineNumber} of purchase order ${work.id} are wanted still, not ${quantity}.`,
      { field: 'lines', lineNumber, quantity: left ?? 0 },
    );
  }
  return null;
}

function isWhole(work: FulfilmentOrder, lines: readonly LineQuantity[]): boolean {
  return isSame(
    lines,
    work.lines.filter(({ quantity }) => quantity > 0),
  );
}

/** What leaves before the rest becomes a fulfilment order of its own, which the order knows by its number. */
function splitOff(
  world: FulfilmentWorld,
  command: Command,
  work: FulfilmentOrder,
  lines: readonly LineQuantity[],
): FulfilmentOrder {
  const order = orderOf(world, work);
  const quantities = [...sumByLine(lines)].map(([lineNumber, quantity]) => ({
    lineNumber,
    quantity,
  }));
  const { order: draft, part: shipment } = splitReleased(order, work.number, quantities);
  const part = fulfilmentOrderOf(order, shipment, world.catalogue, command.receivedAt);
  world.fulfilmentOrders.add(part);
  world.fulfilmentOrders.change(
    onLines(work, quantities, (line, quantity) => ({
      ...line,
      quantity: line.quantity - quantity,
    })),
  );
  changeOrder(world, command, order, {
    draft,
    eventType: 'fulfilment.split',
    eventFacts: {
      fulfilmentOrder: work.id,
      location: work.location,
      part: part.id,
      partLines: quantities,
    },
  });
  return part;
}
