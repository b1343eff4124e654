import type { LocationView, Order, ShipmentView } from '../client/contract.generated.d.ts';
import type { MapPoint, MapWay } from '../ui/world-map.tsx';
import { countryCentre } from './country-centres.ts';

/** How far a parcel is that was last seen so, as a share of its way. */
const DONE_BY_STATE: Readonly<Record<string, number>> = {
  booked: 0,
  shipped: 0.15,
  in_transit: 0.45,
  customs_released: 0.65,
  out_for_delivery: 0.9,
  delivery_failed: 0.9,
  delivered: 1,
  returned_to_sender: 0,
};

type Place = readonly [longitude: number, latitude: number];

/** Where an address lies: by its coordinates, else in the middle of its country; null: unknown. */
export function placeOf(address: {
  readonly longitude?: number;
  readonly latitude?: number;
  readonly countryCode: string;
}): Place | null {
  const { longitude, latitude, countryCode } = address;
  return longitude !== undefined && latitude !== undefined
    ? [longitude, latitude]
    : countryCentre(countryCode);
}

/** How far a shipment is on its way, 0 to 1: by the furthest that its tracking told. */
export function shareDone({ state, tracking }: Pick<ShipmentView, 'state' | 'tracking'>): number {
  const seen = [state, ...tracking.map(({ kind }) => kind)].map((kind) => DONE_BY_STATE[kind] ?? 0);
  return state === 'returned_to_sender' ? 0 : Math.max(...seen);
}

/** The same place on that side of the date line from which the way is shorter: across the Pacific, not around. */
function nearer(place: Place | null, from: Place | null): Place | null {
  if (place === null || from === null) return place;
  const [longitude, latitude] = place;
  const turns = Math.round((from[0] - longitude) / 360);
  return [longitude + 360 * turns, latitude];
}

interface WayFacts {
  readonly order: Pick<Order, 'shipTo' | 'shipments'>;
  readonly shipments: readonly ShipmentView[];
  readonly locations: ReadonlyMap<string, LocationView>;
  readonly nameOf: (location: string) => string;
  readonly destinationLabel: string;
}

/** What the map of an order shows: from which places goods go or will go, and how far they are. */
export function orderWay({ order, shipments, locations, nameOf, destinationLabel }: WayFacts): {
  readonly points: readonly MapPoint[];
  readonly ways: readonly MapWay[];
} {
  const firstOrigin =
    locations.get(shipments[0]?.location ?? order.shipments[0]?.location ?? '')?.address ??
    shipments[0]?.shipFrom;
  const to = nearer(placeOf(order.shipTo), firstOrigin === undefined ? null : placeOf(firstOrigin));
  const points: MapPoint[] = [];
  const ways: MapWay[] = [];
  const seen = new Set<string>();
  const addOrigin = (code: string, address: Parameters<typeof placeOf>[0] | undefined) => {
    const from = address === undefined ? null : placeOf(address);
    if (from !== null && !seen.has(code)) {
      seen.add(code);
      const [longitude, latitude] = from;
      points.push({
        id: code,
        longitude,
        latitude,
        label: nameOf(code),
        kind: 'location',
        radius: 6,
      });
    }
    return from;
  };
  for (const shipment of shipments) {
    if (shipment.state === 'voided') continue;
    const address = locations.get(shipment.location)?.address ?? shipment.shipFrom;
    const from = addOrigin(shipment.location, address);
    if (from !== null && to !== null) {
      ways.push({ id: shipment.id, from, to, done: shareDone(shipment) });
    }
  }
  for (const [index, { location }] of order.shipments.entries()) {
    const from = addOrigin(location, locations.get(location)?.address);
    if (from !== null && to !== null) ways.push({ id: `planned ${index}`, from, to, done: 0 });
  }
  if (to !== null) {
    const [longitude, latitude] = to;
    points.push({
      id: 'destination',
      longitude,
      latitude,
      label: destinationLabel,
      kind: 'destination',
      radius: 7,
    });
  }
  return { points, ways };
}
