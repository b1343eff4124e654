import { instantFromText, instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  ReportTracking,
  ShipmentState,
  TrackingEventBody,
  TrackingKind,
} from '../../../contracts/fulfilment.ts';
import { changeOrder, deliverUnits, notYetDelivered, type LineQuantity } from '../orders/index.ts';
import { inState, sumByLine } from './fulfilment-order.ts';
import { mayShipmentMove } from './fulfilment-states.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, orderOf } from './handler.ts';
import { takePickedLots } from './picked-lots.ts';
import { shipNow } from './ship-shipment.ts';
import type { Shipment, TrackingEvent } from './shipment.ts';
import { shipmentView } from './views.ts';

/** The newest that are kept with a shipment; the history has them all. */
const TRACKING_KEPT_MAX = 100;

/** The state that each message means. Customs does not move the goods. */
const STATE_OF_KIND: Readonly<Record<TrackingKind, ShipmentState>> = {
  in_transit: 'in_transit',
  customs_released: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivery_failed: 'delivery_failed',
  delivered: 'delivered',
  returned_to_sender: 'returned_to_sender',
};

/** Messages that an order's timeline shows as milestones; the delivery's follows from the order itself. */
const MILESTONE_KINDS: ReadonlySet<TrackingKind> = new Set([
  'customs_released',
  'out_for_delivery',
]);

/** By its tracking number, as carriers name a shipment, or by ours, as a location does that sent it. */
type TrackingCommand =
  | ReportTracking
  | (Pick<ReportTracking, 'event'> & { readonly shipment: string });

/** report_tracking: what a carrier tells of a shipment. The same message counts once; what comes late moves nothing back. */
export function reportTrackingHandler(sources: FulfilmentSources): CommandHandler<TrackingCommand> {
  return fulfilmentHandler<TrackingCommand>(
    sources,
    'report_tracking',
    (body, unit) => {
      const shipments = unit.facts(sources.shipments);
      if ('shipment' in body) shipments.need(body.shipment);
      else shipments.needBy('tracking_number', body.trackingNumber);
    },
    reportTracking,
  );
}

function reportTracking(command: Command<TrackingCommand>, world: FulfilmentWorld): Outcome {
  const { body } = command;
  const { event } = body;
  const shipment =
    'shipment' in body
      ? world.shipments.find(body.shipment)
      : newestUnder(body.trackingNumber, world);
  if (shipment === undefined) {
    return 'shipment' in body
      ? noSuch('shipment', body.shipment)
      : refuse('not_found', `No shipment goes under the number ${body.trackingNumber}.`, {
          trackingNumber: body.trackingNumber,
        });
  }
  if (shipment.state === 'voided') return notNow('Shipment', shipment.id, 'voided', 'tracked');
  if (shipment.tracking.some(({ reference }) => reference === event.reference)) {
    return accepted(shipmentView(shipment));
  }
  const told = trackingEventOf(event, command.receivedAt);
  // The carrier moves it, so it has it.
  if (shipment.state === 'booked') {
    const order = world.fulfilmentOrders.find(shipment.fulfilmentOrderId);
    if (order !== undefined) takePickedLots(world, order, command.receivedAt);
  }
  const moving =
    shipment.state === 'booked' ? shipNow(world, command, shipment, told.occurredAt) : shipment;
  return accepted(shipmentView(applyTracking(world, command, moving, told, event)));
}

/** Carriers use their numbers again after a while: the newest that was not voided is meant. */
function newestUnder(trackingNumber: string, world: FulfilmentWorld): Shipment | undefined {
  return world.shipments
    .findBy('tracking_number', trackingNumber)
    .filter(({ state }) => state !== 'voided')
    .toSorted((one, other) => other.bookedAt - one.bookedAt)[0];
}

function trackingEventOf(event: TrackingEventBody, now: number): TrackingEvent {
  return {
    reference: event.reference,
    kind: event.kind,
    // A carrier's clock may be ahead of ours.
    occurredAt: Math.min(instantFromText(event.occurredAt) ?? now, now),
    place: event.place ?? null,
    note: event.note ?? null,
  };
}

function applyTracking(
  world: FulfilmentWorld,
  command: Command,
  shipment: Shipment,
  told: TrackingEvent,
  { proof }: TrackingEventBody,
): Shipment {
  const wanted = STATE_OF_KIND[told.kind];
  const isNews =
    wanted === shipment.state ||
    (mayShipmentMove(shipment.state, wanted) && !isOlderThanNewest(shipment, told));
  const state = isNews ? wanted : shipment.state;
  if (state === 'delivered' && shipment.state !== 'delivered') {
    deliver(world, command, shipment, told);
  } else {
    world.unit.emit({
      // A second delivery is a message, not a delivery: nobody is to be told twice.
      type: told.kind === 'delivered' ? 'fulfilment.told_again' : `fulfilment.${told.kind}`,
      subject: `shipment/${shipment.id}`,
      orderId: shipment.orderId,
      occurredAt: told.occurredAt,
      data: JSON.stringify({
        ...factsOf(shipment, told),
        isLate: !isNews,
        shipmentState: state,
        ...(told.kind === 'returned_to_sender' && isNews ? { lines: linesOf(shipment) } : {}),
        milestones: MILESTONE_KINDS.has(told.kind) ? [told.kind] : [],
      }),
    });
  }
  return world.shipments.change({
    ...shipment,
    state,
    stateSince: state === shipment.state ? shipment.stateSince : command.receivedAt,
    tracking: [...shipment.tracking, told].slice(-TRACKING_KEPT_MAX),
    ...(state === 'delivered' && shipment.state !== 'delivered'
      ? { deliveredAt: told.occurredAt, proofOfDelivery: proof ?? null }
      : {}),
  });
}

/** Carriers tell out of order: an older message than the newest moves nothing, unless it ends the way. */
function isOlderThanNewest({ tracking }: Shipment, told: TrackingEvent): boolean {
  if (told.kind === 'delivered' || told.kind === 'returned_to_sender') return false;
  return tracking.some(({ occurredAt }) => occurredAt > told.occurredAt);
}

/** What is in the parcels of a shipment, by line of the order. */
function linesOf({ parcels }: Shipment): LineQuantity[] {
  return [...sumByLine(parcels.flatMap(({ lines }) => lines))].map(([lineNumber, quantity]) => ({
    lineNumber,
    quantity,
  }));
}

function factsOf(shipment: Shipment, told: TrackingEvent): object {
  return {
    fulfilmentOrder: shipment.fulfilmentOrderId,
    shipment: shipment.id,
    location: shipment.location,
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    reference: told.reference,
  };
}

/** The goods are with the customer: the order learns of it, and the fulfilment order is over. */
export function deliver(
  world: FulfilmentWorld,
  command: Command,
  shipment: Shipment,
  told: TrackingEvent,
): void {
  const fulfilmentOrder = world.fulfilmentOrders.find(shipment.fulfilmentOrderId);
  if (fulfilmentOrder === undefined) throw new Error(`${shipment.id} has no fulfilment order`);
  const order = orderOf(world, fulfilmentOrder);
  const skuOfLine = new Map(fulfilmentOrder.lines.map(({ lineNumber, sku }) => [lineNumber, sku]));
  const quantities = linesOf(shipment);
  changeOrder(world, command, order, {
    draft: deliverUnits(order, notYetDelivered(order, quantities), told.occurredAt),
    occurredAt: told.occurredAt,
    eventType: 'fulfilment.delivered',
    eventFacts: {
      ...factsOf(shipment, told),
      deliveredAt: instantToText(told.occurredAt),
      deliveredLines: quantities.map((line) => ({
        ...line,
        sku: skuOfLine.get(line.lineNumber) as string,
      })),
    },
  });
  world.fulfilmentOrders.change(inState(fulfilmentOrder, 'delivered', command.receivedAt));
}
