import { instantFromText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import type { ReasonBody, ReportShipped } from '../../../contracts/fulfilment.ts';
import { refuse } from '../../../contracts/errors.ts';
import { advanceShipment, changeOrder, shipUnits } from '../orders/index.ts';
import { takeOffManifest } from './book-shipment.ts';
import {
  inState,
  isAtLocation,
  sumByLine,
  unitsOf,
  type FulfilmentOrder,
} from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import {
  accepted,
  fulfilmentHandler,
  noSuch,
  notNow,
  orderOf,
  refuseWhenStopped,
} from './handler.ts';
import { takePickedLots } from './picked-lots.ts';
import { shortenLists } from './pick-list-rest.ts';
import { followWork } from './take-in-hand.ts';
import type { Parcel, Shipment } from './shipment.ts';
import { fulfilmentOrderView, shipmentView } from './views.ts';

interface OnShipment {
  readonly shipment: string;
}

/** ship_shipment: the carrier has it. Sent by hand, and by the clock for all of a closed manifest. */
export function shipShipmentHandler(sources: FulfilmentSources): CommandHandler<OnShipment> {
  return fulfilmentHandler<OnShipment>(
    sources,
    'ship_shipment',
    ({ shipment }, unit) => unit.facts(sources.shipments).need(shipment),
    (command, world) => {
      const shipment = world.shipments.find(command.body.shipment);
      if (shipment === undefined) return noSuch('shipment', command.body.shipment);
      if (shipment.state === 'voided') {
        return notNow('Shipment', shipment.id, shipment.state, 'shipped');
      }
      if (shipment.state !== 'booked') return accepted(shipmentView(shipment));
      const order = fulfilmentOrderOf(world, shipment);
      // What stands on a closed manifest has left, whatever was told meanwhile.
      const hasLeft = isOnClosedManifest(world, shipment);
      const stopped = hasLeft ? null : refuseWhenStopped(world, order);
      if (stopped !== null) return stopped;
      const mismatch = takePickedLots(world, order, command.receivedAt);
      // What has left is gone, whatever was said of its lot: the ledger then takes the oldest one.
      if (mismatch !== null && !hasLeft) return mismatch;
      return accepted(shipmentView(shipNow(world, command, shipment, command.receivedAt)));
    },
  );
}

/** True once its manifest is closed: the carrier has it, and nobody takes it back. */
function isOnClosedManifest(world: FulfilmentWorld, { manifestId }: Shipment): boolean {
  return manifestId !== null && world.manifests.find(manifestId)?.state === 'closed';
}

function fulfilmentOrderOf(world: FulfilmentWorld, shipment: Shipment): FulfilmentOrder {
  const order = world.fulfilmentOrders.find(shipment.fulfilmentOrderId);
  if (order === undefined) throw new Error(`fulfilment order of ${shipment.id} is gone`);
  return order;
}

/** Hands a booked shipment to its carrier: the goods leave stock, the order learns of it. */
export function shipNow(
  world: FulfilmentWorld,
  command: Command,
  shipment: Shipment,
  shippedAt: Instant,
): Shipment {
  leave(world, command, fulfilmentOrderOf(world, shipment), shipment, shippedAt);
  return world.shipments.change({
    ...shipment,
    state: 'shipped',
    shippedAt,
    stateSince: command.receivedAt,
  });
}

/** All units of a shipment leave the location for good. */
export function leave(
  world: FulfilmentWorld,
  command: Command,
  fulfilmentOrder: FulfilmentOrder,
  shipment: Shipment,
  shippedAt: Instant,
): void {
  const order = orderOf(world, fulfilmentOrder);
  const quantities = [...sumByLine(shipment.parcels.flatMap(({ lines }) => lines))].map(
    ([lineNumber, quantity]) => ({ lineNumber, quantity }),
  );
  const lineOf = new Map(fulfilmentOrder.lines.map((line) => [line.lineNumber, line]));
  changeOrder(world, command, order, {
    draft: shipUnits(order, fulfilmentOrder.number, quantities),
    shipped: quantities.map(({ lineNumber, quantity }) => ({
      skuId: lineOf.get(lineNumber)?.skuId as number,
      locationId: fulfilmentOrder.locationId,
      quantity,
    })),
    occurredAt: shippedAt,
    eventType: 'fulfilment.shipped',
    eventFacts: {
      fulfilmentOrder: fulfilmentOrder.id,
      shipment: shipment.id,
      location: shipment.location,
      carrier: shipment.carrier,
      service: shipment.service,
      trackingNumber: shipment.trackingNumber,
      costMinor: shipment.costMinor,
      parcels: shipment.parcels.map(({ number, sscc, trackingNumber, weightGrams }) => ({
        number,
        sscc,
        trackingNumber,
        weightGrams,
      })),
      shippedLines: quantities.map((line) => ({
        ...line,
        sku: lineOf.get(line.lineNumber)?.sku as string,
      })),
    },
  });
  const left = world.fulfilmentOrders.change({
    ...inState(fulfilmentOrder, 'shipped', command.receivedAt),
    lines: fulfilmentOrder.lines.map((line) => ({ ...line, shipped: line.quantity })),
  });
  followWork(world, command, left, { ...shipment, shippedAt });
}

/** void_shipment: the label is not used after all. The cartons stay packed and can be booked anew. */
export function voidShipmentHandler(
  sources: FulfilmentSources,
): CommandHandler<OnShipment & ReasonBody> {
  return fulfilmentHandler<OnShipment & ReasonBody>(
    sources,
    'void_shipment',
    ({ shipment }, unit) => unit.facts(sources.shipments).need(shipment),
    (command, world) => {
      const shipment = world.shipments.find(command.body.shipment);
      if (shipment === undefined) return noSuch('shipment', command.body.shipment);
      if (shipment.state === 'voided') return accepted(shipmentView(shipment));
      if (shipment.state !== 'booked') {
        return notNow('Shipment', shipment.id, shipment.state, 'voided');
      }
      if (isOnClosedManifest(world, shipment)) {
        return refuse(
          'manifest_closed',
          `${shipment.id} stands on manifest ${shipment.manifestId}, which is closed: the carrier has it.`,
          { manifest: shipment.manifestId },
        );
      }
      return accepted(shipmentView(voidNow(world, command, shipment, command.body.reason)));
    },
  );
}

/** Makes a booked shipment void: its numbers are not used again. */
export function voidNow(
  world: FulfilmentWorld,
  command: Command,
  shipment: Shipment,
  reason: string,
): Shipment {
  takeOffManifest(world, shipment);
  world.unit.emit({
    type: 'fulfilment.shipment_voided',
    subject: `shipment/${shipment.id}`,
    orderId: shipment.orderId,
    occurredAt: command.receivedAt,
    data: JSON.stringify({
      fulfilmentOrder: shipment.fulfilmentOrderId,
      shipment: shipment.id,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      reason,
    }),
  });
  return world.shipments.change({
    ...shipment,
    state: 'voided',
    manifestId: null,
    stateSince: command.receivedAt,
  });
}

type ReportCommand = ReportShipped & { readonly fulfilmentOrder: string };

/**
 * report_shipped: a location that picks and packs with programs of its own (a supplier, a store, a 3PL)
 * says that all of a fulfilment order has left, and under which number.
 */
export function reportShippedHandler(sources: FulfilmentSources): CommandHandler<ReportCommand> {
  return fulfilmentHandler<ReportCommand>(
    sources,
    'report_shipped',
    ({ fulfilmentOrder }, unit) => unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder),
    reportShipped,
  );
}

function reportShipped(command: Command<ReportCommand>, world: FulfilmentWorld): Outcome {
  const { body } = command;
  const found = world.fulfilmentOrders.find(body.fulfilmentOrder);
  if (found === undefined) return noSuch('fulfilment order', body.fulfilmentOrder);
  if (!isAtLocation(found) || found.shipmentsBooked > 0) {
    return notNow('Fulfilment order', found.id, found.state, 'reported as shipped');
  }
  const shipment = leaveAsReported(world, command, found, body);
  shortenLists(world, command, found);
  return accepted({
    ...fulfilmentOrderView(world.fulfilmentOrders.find(found.id) ?? found),
    shipment: shipmentView(shipment),
  });
}

/** All of a fulfilment order leaves as its location says, whatever it has noted of picking and packing. */
export function leaveAsReported(
  world: FulfilmentWorld,
  command: Command,
  found: FulfilmentOrder,
  body: ReportShipped,
): Shipment {
  const { receivedAt: now } = command;
  const told = body.shippedAt === undefined ? null : instantFromText(body.shippedAt);
  // The clock of a location may be ahead of ours, and nothing leaves before it was ordered.
  const shippedAt = Math.max(orderOf(world, found).placedAt, Math.min(told ?? now, now));
  // It has left, whatever was said of its lots.
  takePickedLots(world, found, now);
  const shipment = shipmentWithoutLabel(world, found, {
    carrier: body.carrier,
    service: body.service ?? found.service,
    trackingNumber: body.trackingNumber,
    costMinor: body.costMinor ?? 0,
    parcels: body.parcels ?? [{}],
    shippedAt,
    now,
  });
  world.shipments.add(shipment);
  const begun = world.fulfilmentOrders.change({
    ...found,
    shipmentsBooked: 1,
    lines: found.lines.map((line) => ({
      ...line,
      picked: line.quantity,
      packed: line.quantity,
    })),
  });
  leave(world, command, begun, shipment, shippedAt);
  return shipment;
}

/** A shipment that leaves without a label of ours. */
export function shipmentWithoutLabel(
  world: FulfilmentWorld,
  found: FulfilmentOrder,
  given: Pick<Shipment, 'carrier' | 'service' | 'trackingNumber' | 'costMinor'> & {
    readonly parcels: NonNullable<ReportShipped['parcels']>;
    readonly shippedAt: Instant;
    readonly now: Instant;
  },
): Shipment {
  const { parcels, shippedAt, now, ...named } = given;
  const location = world.catalogue.locationById(found.locationId);
  const content = found.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineNumber, sku, quantity }) => ({ lineNumber, sku, quantity }));
  return {
    id: `${found.id}-S1`,
    version: 1,
    fulfilmentOrderId: found.id,
    orderId: found.orderId,
    locationId: found.locationId,
    location: found.location,
    state: 'shipped',
    ...named,
    carrierReference: null,
    currency: world.rules.compiled.rules.currency,
    shipFrom: { name: location.name, ...location.address },
    shipTo: orderOf(world, found).shipTo,
    parcels: parcels.map((parcel, index): Parcel => ({
      number: index + 1,
      sscc: null,
      trackingNumber: parcel.trackingNumber ?? named.trackingNumber,
      box: null,
      weightGrams: parcel.weightGrams ?? 0,
      outerMillimetres: null,
      // Which goods are in which of its parcels the location does not tell.
      lines: index === 0 ? content : [],
    })),
    manifestId: null,
    deliverBy: found.deliverBy,
    tracking: [],
    proofOfDelivery: null,
    bookedAt: now,
    shippedAt,
    deliveredAt: null,
    stateSince: now,
  };
}

/** take_out: what has not left goes back among what is open; units that were picked go back to their slots. */
export function takeOutHandler(
  sources: FulfilmentSources,
): CommandHandler<ReasonBody & { readonly fulfilmentOrder: string }> {
  return fulfilmentHandler<ReasonBody & { readonly fulfilmentOrder: string }>(
    sources,
    'take_out',
    ({ fulfilmentOrder }, unit) => {
      unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder);
      unit.facts(sources.shipments).needBy('fulfilment_order_id', fulfilmentOrder);
    },
    (command, world) => {
      const { fulfilmentOrder: id, reason } = command.body;
      const found = world.fulfilmentOrders.find(id);
      if (found === undefined) return noSuch('fulfilment order', id);
      if (found.state === 'open') return accepted(fulfilmentOrderView(found));
      if (!isAtLocation(found)) return notNow('Fulfilment order', id, found.state, 'taken out');
      const label = world.shipments
        .findBy('fulfilment_order_id', id)
        .find(({ state }) => state === 'booked');
      if (label !== undefined) {
        return refuse('illegal_transition', `${id} has a label (${label.id}): void it first.`, {
          id,
          state: found.state,
        });
      }
      const order = orderOf(world, found);
      changeOrder(world, command, order, {
        draft: advanceShipment(order, found.number, 'released'),
        eventType: 'fulfilment.taken_out',
        eventFacts: { fulfilmentOrder: id, reason, putBack: unitsOf(found, 'picked') },
      });
      const back = world.fulfilmentOrders.change({
        ...inState(found, 'open', command.receivedAt),
        waveId: null,
        cartons: null,
        parcels: null,
        pickUpCode: null,
        lines: found.lines.map(({ lots: _lots, ...line }) => ({ ...line, picked: 0, packed: 0 })),
      });
      shortenLists(world, command, found);
      return accepted(fulfilmentOrderView(back));
    },
  );
}
