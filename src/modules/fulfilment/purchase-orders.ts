import { dayOf } from '../../kernel/calendar.ts';
import { DAY_MS, instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReasonBody } from '../../../contracts/fulfilment.ts';
import type { AcceptPurchaseOrder } from '../../../contracts/purchase-orders.ts';
import { changeOrder, promiseOf } from '../orders/index.ts';
import { isAtLocation } from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, orderOf } from './handler.ts';
import { shortenLists } from './pick-list-rest.ts';
import { tellPurchase } from './purchase-mails.ts';
import {
  inPurchaseState,
  isLive,
  purchaseOrderView,
  type PurchaseOrder,
} from './purchase-order.ts';
import { endPurchase } from './take-in-hand.ts';
import { reportShort } from './short-pick.ts';

/** A day further away than this is a slip, not an answer. */
const EXPECTED_DAYS_MAX = 730;

type OnPurchase = { readonly purchaseOrder: string };

/** The two answers of a supplier. */
export function purchaseOrderHandlers(sources: FulfilmentSources): CommandHandler<never>[] {
  const need = ({ purchaseOrder }: OnPurchase, unit: Parameters<CommandHandler['need']>[1]) => {
    unit.facts(sources.purchaseOrders).need(purchaseOrder);
    unit.facts(sources.fulfilmentOrders).need(purchaseOrder);
  };
  return [
    fulfilmentHandler<OnPurchase & AcceptPurchaseOrder>(
      sources,
      'accept_purchase_order',
      need,
      accept,
    ),
    fulfilmentHandler<OnPurchase & ReasonBody>(sources, 'decline_purchase_order', need, decline),
  ] as CommandHandler<never>[];
}

/** The supplier will send it, on a day or by the one that was asked for; asked again it may name another day. */
function accept(
  command: Command<OnPurchase & AcceptPurchaseOrder>,
  world: FulfilmentWorld,
): Outcome {
  const { purchaseOrder: id, expectedAt: text, supplierReference } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  const named = text === undefined ? purchase.expectedAt : instantFromText(text);
  if (text !== undefined && named === null) {
    return refuse('invalid_request', 'expectedAt is a time.', { field: 'expectedAt' });
  }
  if (!isLive(purchase)) return notNow('Purchase order', id, purchase.state, 'accepted');
  const expectedAt = named ?? purchase.shipBy;
  if (Math.abs(expectedAt - purchase.shipBy) > EXPECTED_DAYS_MAX * DAY_MS) {
    return refuse(
      'invalid_request',
      `expectedAt lies more than ${EXPECTED_DAYS_MAX} days from ${instantToText(purchase.shipBy)}, by when it was to be sent.`,
      { field: 'expectedAt' },
    );
  }
  const reference = supplierReference ?? purchase.supplierReference;
  const isKnown = purchase.expectedAt === expectedAt && purchase.supplierReference === reference;
  if (purchase.state === 'accepted' && isKnown) return accepted(purchaseOrderView(purchase));
  const after = world.purchaseOrders.change({
    ...inPurchaseState(purchase, 'accepted', command.receivedAt),
    expectedAt,
    supplierReference: reference,
  });
  tellPurchase(world, command, after, 'purchase_order.accepted');
  movePromise(world, command, after, expectedAt);
  return accepted(purchaseOrderView(after));
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

/**
 * The supplier will not send it, or not the rest of it: that is sourced anew at once, as what a picker does not
 * find. What nobody else has waits, and that opens an exception.
 */
function decline(command: Command<OnPurchase & ReasonBody>, world: FulfilmentWorld): Outcome {
  const { purchaseOrder: id, reason } = command.body;
  const purchase = world.purchaseOrders.find(id);
  if (purchase === undefined) return noSuch('purchase order', id);
  if (purchase.state === 'declined') return accepted(purchaseOrderView(purchase));
  const work = world.fulfilmentOrders.find(id);
  if (!isLive(purchase) || work === undefined || !isAtLocation(work) || work.shipmentsBooked > 0) {
    return notNow('Purchase order', id, purchase.state, 'declined');
  }
  const declined = endPurchase(world, command, purchase, 'declined', reason);
  const short = work.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineNumber, quantity }) => ({ lineNumber, quantity }));
  reportShort(world, command, work, short, { slot: null, purchaseOrder: id, reason });
  shortenLists(world, command, work);
  return accepted(purchaseOrderView(declined));
}
