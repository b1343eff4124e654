import { dayOf, dayToText } from '../../kernel/calendar.ts';
import { takeDecision, type Command, type CommandHandler } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { BookShipment } from '../../../contracts/fulfilment.ts';
import type { Address } from '../../../contracts/shared.ts';
import { destinationOf, routesFrom } from '../sourcing/index.ts';
import { ADAPTERS } from './carriers/adapters.ts';
import { contractOf, type CarrierContract } from './company.ts';
import { CARRIER_DECISION, type CarrierChoice, type ServiceOffer } from './decide-carrier.ts';
import type { FulfilmentOrder, PackedCarton } from './fulfilment-order.ts';
import {
  companyOf,
  keepSite,
  siteOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import {
  accepted,
  emitOnOrder,
  fulfilmentHandler,
  noSuch,
  notNow,
  orderOf,
  refuseWhenStopped,
} from './handler.ts';
import type { Manifest } from './manifest.ts';
import type { Shipment } from './shipment.ts';
import { shipmentView } from './views.ts';

/** A shipment with a label, or why there is none. */
type Booked = { readonly kind: 'booked'; readonly shipment: Shipment } | Refusal;

/** book_shipment: chooses the carrier for what is packed and asks it for tracking numbers. */
export function bookShipmentHandler(
  sources: FulfilmentSources,
): CommandHandler<BookShipment & { readonly fulfilmentOrder: string }> {
  return fulfilmentHandler<BookShipment & { readonly fulfilmentOrder: string }>(
    sources,
    'book_shipment',
    ({ fulfilmentOrder }, unit) => {
      unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder);
      unit.facts(sources.shipments).needBy('fulfilment_order_id', fulfilmentOrder);
    },
    (command, world) => {
      const { fulfilmentOrder: id, service } = command.body;
      const order = world.fulfilmentOrders.find(id);
      if (order === undefined) return noSuch('fulfilment order', id);
      if (order.state !== 'packed') return notNow('Fulfilment order', id, order.state, 'booked');
      const known = world.shipments
        .findBy('fulfilment_order_id', id)
        .find(({ state }) => state !== 'voided');
      if (known !== undefined) return accepted(shipmentView(known));
      const stopped = refuseWhenStopped(world, order);
      if (stopped !== null) return stopped;
      const booked = bookShipmentFor(world, command, order, service ?? null);
      return booked.kind === 'booked' ? accepted(shipmentView(booked.shipment)) : booked;
    },
  );
}

/** Books the shipment of a packed fulfilment order. `service` limits the choice to one; null leaves it open. */
export function bookShipmentFor(
  world: FulfilmentWorld,
  command: Command,
  fulfilmentOrder: FulfilmentOrder,
  service: string | null,
): Booked {
  const { receivedAt: now } = command;
  const order = orderOf(world, fulfilmentOrder);
  const parcels = fulfilmentOrder.parcels as readonly PackedCarton[];
  const { choice, record } = takeDecision(CARRIER_DECISION, {
    // What is late leaves as soon as it is packed.
    shipAt: Math.max(now, fulfilmentOrder.shipBy),
    deliverBy: fulfilmentOrder.deliverBy,
    plannedService: fulfilmentOrder.service,
    parcels: parcels.map(({ weightGrams, outerMillimetres }) => ({
      weightGrams,
      outerMillimetres,
    })),
    offers: offersFor(world, fulfilmentOrder.locationId, order.shipTo).filter(
      (offer) => service === null || offer.service === service,
    ),
  });
  if (choice.chosen === null) return refuseNoCarrier(fulfilmentOrder, choice);
  const { carrier, costMinor, deliverBy } = choice.chosen;
  const contract = contractOf(companyOf(world), carrier);
  const location = world.catalogue.locationById(fulfilmentOrder.locationId);
  const id = `${fulfilmentOrder.id}-S${fulfilmentOrder.shipmentsBooked + 1}`;
  const booking = ADAPTERS[contract.adapter].book({
    shipment: id,
    service: choice.chosen.service,
    countryCodeFrom: location.countryCode,
    countryCodeTo: order.shipTo.countryCode,
    parcels,
    contract,
  });
  const skuOfLine = new Map(fulfilmentOrder.lines.map((line) => [line.lineNumber, line.sku]));
  const lotsOfLine = new Map(fulfilmentOrder.lines.map((line) => [line.lineNumber, line.lots]));
  const isOneParcel = parcels.length === 1;
  const shipment: Shipment = {
    id,
    version: 1,
    fulfilmentOrderId: fulfilmentOrder.id,
    orderId: fulfilmentOrder.orderId,
    locationId: fulfilmentOrder.locationId,
    location: fulfilmentOrder.location,
    state: 'booked',
    carrier,
    service: choice.chosen.service,
    trackingNumber: booking.trackingNumbers[0] as string,
    carrierReference: booking.reference,
    costMinor,
    currency: world.rules.compiled.rules.currency,
    shipFrom: { name: location.name, ...location.address },
    shipTo: order.shipTo,
    parcels: parcels.map((parcel, index) => ({
      ...parcel,
      trackingNumber: booking.trackingNumbers[index] as string,
      lines: parcel.lines.map(({ lineNumber, quantity }) => {
        const lots = lotsOfLine.get(lineNumber);
        return {
          lineNumber,
          sku: skuOfLine.get(lineNumber) as string,
          quantity,
          // Which lot went into which of several cartons nobody has said.
          ...(isOneParcel && lots !== undefined ? { lots } : {}),
        };
      }),
    })),
    manifestId: null,
    deliverBy: deliverBy ?? fulfilmentOrder.deliverBy,
    tracking: [],
    proofOfDelivery: null,
    bookedAt: now,
    shippedAt: null,
    deliveredAt: null,
    stateSince: now,
  };
  const listed = putOnManifest(world, command, shipment);
  world.shipments.add(listed);
  const counted = world.fulfilmentOrders.change({
    ...fulfilmentOrder,
    shipmentsBooked: fulfilmentOrder.shipmentsBooked + 1,
  });
  emitOnOrder(
    world,
    command,
    counted,
    'fulfilment.shipment_booked',
    {
      shipment: id,
      carrier,
      service: shipment.service,
      trackingNumber: shipment.trackingNumber,
      costMinor,
      manifest: listed.manifestId,
      keepsPromise: choice.keepsPromise,
    },
    record,
  );
  return { kind: 'booked', shipment: listed };
}

function refuseNoCarrier(order: FulfilmentOrder, { candidates }: CarrierChoice): Refusal {
  return refuse(
    'no_carrier',
    candidates.length === 0
      ? `No service goes from ${order.location} to the address of ${order.id}.`
      : `No service takes the parcels of ${order.id}: ${candidates.map(({ service, rejected }) => `${service} (${rejected?.replaceAll('_', ' ')})`).join(', ')}.`,
    { fulfilmentOrder: order.id },
  );
}

/** Every service from a location to an address, with what its carrier's contract adds. */
function offersFor(world: FulfilmentWorld, locationId: number, shipTo: Address): ServiceOffer[] {
  const { compiled } = world.rules;
  const location = compiled.locationById.get(locationId);
  if (location === undefined) return [];
  const destination = destinationOf(compiled, shipTo.countryCode, shipTo.regionCode ?? null);
  const carrierOf = new Map(compiled.rules.services.map(({ code, carrier }) => [code, carrier]));
  const company = companyOf(world);
  return routesFrom(destination, location).map(({ arrivals: _arrivals, ...route }) => {
    const carrier = carrierOf.get(route.service) as string;
    const { dimensional, weightStepGrams, fuelPermille, oversize, remoteAreas } = contractOf(
      company,
      carrier,
    );
    return {
      service: route.service,
      carrier,
      route,
      contract: { dimensional, weightStepGrams, fuelPermille, oversize },
      remoteSurchargeMinor: remoteSurcharge(remoteAreas, shipTo),
    };
  });
}

function remoteSurcharge(areas: CarrierContract['remoteAreas'], shipTo: Address): number {
  const postalCode = shipTo.postalCode?.replaceAll(' ', '') ?? '';
  const area = areas.find(
    ({ countryCode, postalCodePrefixes }) =>
      countryCode === shipTo.countryCode &&
      postalCodePrefixes.some((prefix) => postalCode.startsWith(prefix)),
  );
  return area?.surchargeMinor ?? 0;
}

/** Puts a shipment on what its carrier collects today; the first of a day opens the manifest. */
function putOnManifest(world: FulfilmentWorld, command: Command, shipment: Shipment): Shipment {
  const { receivedAt: now } = command;
  const { timeZone } = world.catalogue.locationById(shipment.locationId).calendar;
  const day = dayToText(dayOf(now, timeZone));
  const site = siteOf(world, shipment.location);
  const openId = site.openManifests[shipment.carrier];
  const open = openId === undefined ? undefined : world.manifests.find(openId);
  const added = {
    parcels: shipment.parcels.length,
    weightGrams: shipment.parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
    costMinor: shipment.costMinor,
  };
  if (open !== undefined && open.state === 'open' && open.day === day) {
    world.manifests.change({
      ...open,
      shipments: open.shipments + 1,
      parcels: open.parcels + added.parcels,
      weightGrams: open.weightGrams + added.weightGrams,
      costMinor: open.costMinor + added.costMinor,
    });
    return { ...shipment, manifestId: open.id };
  }
  const manifest: Manifest = {
    id: `${site.location}-M${site.manifestsOpened + 1}`,
    version: 1,
    location: site.location,
    carrier: shipment.carrier,
    day,
    state: 'open',
    shipments: 1,
    ...added,
    currency: shipment.currency,
    openedAt: now,
    closedAt: null,
    carrierReference: null,
  };
  world.manifests.add(manifest);
  keepSite(world, {
    ...site,
    manifestsOpened: site.manifestsOpened + 1,
    openManifests: { ...site.openManifests, [shipment.carrier]: manifest.id },
  });
  return { ...shipment, manifestId: manifest.id };
}

/** Takes a shipment off its manifest again. */
export function takeOffManifest(world: FulfilmentWorld, shipment: Shipment): void {
  const manifest =
    shipment.manifestId === null ? undefined : world.manifests.find(shipment.manifestId);
  if (manifest === undefined) return;
  world.manifests.change({
    ...manifest,
    shipments: manifest.shipments - 1,
    parcels: manifest.parcels - shipment.parcels.length,
    weightGrams:
      manifest.weightGrams -
      shipment.parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
    costMinor: manifest.costMinor - shipment.costMinor,
  });
}
