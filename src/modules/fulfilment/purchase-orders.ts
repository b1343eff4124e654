import { dayOf } from '../../kernel/calendar.ts';
import { instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReasonBody } from '../../../contracts/fulfilment.ts';
import type { ConfirmPurchaseOrder } from '../../../contracts/purchase-orders.ts';
import { changeOrder, promiseOf } from '../orders/index.ts';
import { isAtLocation } from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, orderOf } from './handler.ts';
import { shortenLists } from './pick-list-rest.ts';
import { purchaseOrderView, type PurchaseOrder } from './purchase-order.ts';
import { movePurchase } from './take-in-hand.ts';
import { reportShort } from './short-pick.ts';

type OnPurchase = { readonly purchaseOrder: string };

/** The two answers of a supplier. */
export function purchaseOrderHandlers(sources: FulfilmentSources): CommandHandler<never>[] {
  const need = ({ purchaseOrder }: OnPurchase, unit: Parameters<CommandHandler['need']>[1]) => {
    unit.facts(sources.purchaseOrders).need(purchaseOrder);
    unit.facts(sources.fulfilmentOrders).need(purchaseOrder);
  };
  return [
    fulfilmentHandler<OnPurchase & ConfirmPurchaseOrder>(
      sources,
      'confirm_purchase_order',
      need,
      confirm,
    ),
    fulfilmentHandler<OnPurchase & ReasonBody>(
      sources,
      'refuse_purchase_order',
      need,
      refusePurchase,
    ),
  ] as CommandHandler<never>[];
}

/** The supplier will send it, on a day; asked again it may name another day. */
function confirm(
  command: Command<OnPurchase & ConfirmPurchaseOrder>,
  world: FulfilmentWorld,
): Outcome {
  const { purchaseOrder: id, expectedAt: text, supplierReference } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  const expectedAt = instantFromText(text);
  if (expectedAt === null) {
    return refuse('invalid_request', 'expectedAt is a time.', { field: 'expectedAt' });
  }
  if (purchase.state !== 'created' && purchase.state !== 'confirmed') {
    return notNow('Purchase order', id, purchase.state, 'confirmed');
  }
  const reference = supplierReference ?? purchase.supplierReference;
  const isKnown = purchase.expectedAt === expectedAt && purchase.supplierReference === reference;
  if (purchase.state === 'confirmed' && isKnown) return accepted(purchaseOrderView(purchase));
  const to = { state: 'confirmed' as const, expectedAt, supplierReference: reference };
  const confirmed = movePurchase(world, command, purchase, to);
  movePromise(world, command, confirmed, expectedAt);
  return accepted(purchaseOrderView(confirmed));
}

/**
 * The customer is promised what the supplier says: everything that follows from the day of sending moves
 * with it, but never before what was planned first.
 */
function movePromise(
  world: FulfilmentWorld,
  command: Command,
  { id, shipBy }: PurchaseOrder,
  expectedAt: Instant,
): void {
  const work = world.fulfilmentOrders.find(id);
  if (work === undefined) throw new Error(`fulfilment order ${id} of a purchase order is gone`);
  const order = orderOf(world, work);
  const laterMs = Math.max(expectedAt, shipBy) - work.shipBy;
  if (laterMs === 0 || !isAtLocation(work)) return;
  const { calendar } = world.catalogue.locationById(work.locationId);
  const shipments = order.shipments.map((shipment) => {
    if (shipment.release?.number !== work.number) return shipment;
    const shipAt = shipment.shipAt + laterMs;
    return {
      ...shipment,
      shipAt,
      shipDay: dayOf(shipAt, calendar.timeZone),
      deliverFrom: shipment.deliverFrom + laterMs,
      deliverBy: shipment.deliverBy + laterMs,
    };
  });
  world.fulfilmentOrders.change({
    ...work,
    shipBy: work.shipBy + laterMs,
    deliverBy: work.deliverBy + laterMs,
  });
  const promisedAt = promiseOf(shipments) ?? order.promisedAt;
  changeOrder(world, command, order, {
    draft: { ...order, shipments, promisedAt },
    eventType: 'order.promise_moved',
    eventFacts: {
      fulfilmentOrder: id,
      promisedBefore: order.promisedAt === null ? null : instantToText(order.promisedAt),
    },
  });
}

/** The supplier will not send it: all of it is sourced anew at once, as what a picker does not find. */
function refusePurchase(
  command: Command<OnPurchase & ReasonBody>,
  world: FulfilmentWorld,
): Outcome {
  const { purchaseOrder: id, reason } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  if (purchase.state === 'refused') return accepted(purchaseOrderView(purchase));
  const work = world.fulfilmentOrders.find(id);
  if (work === undefined || !isAtLocation(work) || work.shipmentsBooked > 0) {
    return notNow('Purchase order', id, purchase.state, 'refused');
  }
  const refused = movePurchase(world, command, purchase, { state: 'refused', reason });
  const short = work.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineNumber, quantity }) => ({ lineNumber, quantity }));
  // Whatever was picked and packed of it by then is not sent either.
  const emptied = world.fulfilmentOrders.change({
    ...work,
    lines: work.lines.map(({ lots: _lots, ...line }) => ({ ...line, picked: 0, packed: 0 })),
    parcels: null,
  });
  reportShort(world, command, emptied, short, null);
  shortenLists(world, command, emptied);
  return accepted(purchaseOrderView(refused));
}
