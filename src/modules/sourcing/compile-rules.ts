import { assert } from '../../kernel/assert.ts';
import type { Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type {
  CarrierLane,
  CarrierService,
  SourcingLocation,
  SourcingRules,
  SourcingWeights,
} from './model.ts';

/**
 * Grams of carbon dioxide for one tonne carried one kilometre, by mode. Source: Cefic and ECTA,
 * "Guidelines for Measuring and Managing CO2 Emission from Freight Transport Operations" (2011),
 * recommended averages for road, air, deep-sea container and rail.
 */
const CARBON_GRAMS_PER_TONNE_KILOMETRE: Readonly<Record<CarrierService['mode'], number>> = {
  road: 62,
  air: 602,
  sea: 8.4,
  rail: 22,
};

/** One version of the rules with the indexes that a decision needs. */
export interface CompiledRules {
  readonly version: number;
  readonly rules: SourcingRules;
  readonly weights: SourcingWeights;
  /** Ascending by locationId. */
  readonly locations: readonly CompiledLocation[];
  readonly locationById: ReadonlyMap<number, CompiledLocation>;
  readonly countries: ReadonlyMap<string, DestinationCountry>;
}

export interface CompiledLocation {
  readonly location: SourcingLocation;
  readonly locationId: number;
  readonly capabilities: ReadonlySet<string>;
  /** Which of the places of origin that lanes can tell apart; an index into `Destination.routesByOrigin`. */
  readonly origin: number;
  /** Null where a coordinate is missing. */
  readonly position: Position | null;
  /** Departures found before, by the day on which the order counts as taken: most orders of a day share theirs. */
  readonly departures: Map<Day, Departure | null>;
}

/** A point on the globe, with what the distance to another needs. */
export interface Position {
  readonly latitudeRadians: number;
  readonly longitudeRadians: number;
  readonly latitudeCosine: number;
}

/** When a location hands a shipment over. */
export interface Departure {
  /** The local date of the location. */
  readonly shipDay: Day;
  readonly shipAt: Instant;
}

/** Between which moments a shipment is delivered. */
export interface Arrival {
  readonly deliverFrom: Instant;
  readonly deliverBy: Instant;
}

interface DestinationCountry {
  /** For a region that no lane names, and for none. */
  readonly anywhere: Destination;
  readonly regions: ReadonlyMap<string, Destination>;
}

/** Everything that goes to one country or to one of its regions. */
export interface Destination {
  readonly routesByOrigin: readonly (readonly Route[])[];
}

/** A carrier's service on its lane from one place of origin to one destination. */
export interface Route {
  readonly service: string;
  readonly movingWeekdays: readonly boolean[];
  readonly transitDaysMin: number;
  readonly transitDaysMax: number;
  readonly distanceKilometres: number;
  readonly timeZone: string;
  readonly carbonGramsPerTonneKilometre: number;
  /** A heavier shipment goes as several parcels. Infinity where neither service nor rates set a limit. */
  readonly parcelGramsMax: number;
  readonly bracketGrams: readonly number[];
  readonly bracketMinor: readonly number[];
  readonly extraKilogramMinor: number;
  /** The price of the cheapest parcel. */
  readonly leastPriceMinor: number;
  /** True when no heavier parcel costs less than a lighter one. */
  readonly isRising: boolean;
  /** Arrivals found before, by the moment of handing over. */
  readonly arrivals: Map<Instant, Arrival>;
}

const NO_ROUTES: readonly Route[] = [];

/**
 * Builds the indexes of one version of the rules: locations by id, and for every destination that
 * lanes tell apart the routes from every place of origin. Lanes without rates and services that never
 * move are left out. Throws when two locations share an id: the rules are checked where they are stored.
 */
export function compileRules(rules: SourcingRules): CompiledRules {
  const origins = new Map<
    string,
    { countryCode: string; regionCode: string | null; index: number }
  >();
  const locations = rules.locations
    .map((location) => compileLocation(location, origins))
    .toSorted((a, b) => a.locationId - b.locationId);
  const locationById = new Map(locations.map((location) => [location.locationId, location]));
  assert(locationById.size === locations.length, 'location ids are unique within the rules');

  const namedRegions = new Map<string, Set<string>>();
  for (const { lanes } of rules.services) {
    for (const lane of lanes) {
      let regions = namedRegions.get(lane.destinationCountryCode);
      if (regions === undefined)
        namedRegions.set(lane.destinationCountryCode, (regions = new Set()));
      for (const region of lane.destinationRegionCodes ?? []) regions.add(region);
    }
  }

  const countries = new Map<string, DestinationCountry>();
  for (const [countryCode, regionCodes] of namedRegions) {
    const services = rules.services
      .map((service) => ({
        service,
        lanes: service.lanes.filter((lane) => lane.destinationCountryCode === countryCode),
      }))
      .filter(({ service, lanes }) => lanes.length > 0 && service.movingWeekdays.some(Boolean));
    const destinationOf = (regionCode: string | null): Destination => ({
      routesByOrigin: [...origins.values()].map((origin) =>
        services
          .map(({ service, lanes }) => routeOf(service, lanes, origin, regionCode))
          .filter((route) => route !== null),
      ),
    });
    countries.set(countryCode, {
      anywhere: destinationOf(null),
      regions: new Map(
        [...regionCodes].map((regionCode) => [regionCode, destinationOf(regionCode)]),
      ),
    });
  }
  return {
    version: rules.version,
    rules,
    weights: rules.weights,
    locations,
    locationById,
    countries,
  };
}

/** The routes from a location to a destination, in the order of the rules' services; empty when no service goes there. */
export function routesFrom(
  destination: Destination | null,
  location: CompiledLocation,
): readonly Route[] {
  return destination?.routesByOrigin[location.origin] ?? NO_ROUTES;
}

/** What goes to a country and region; null when no lane ends in that country. */
export function destinationOf(
  compiledRules: CompiledRules,
  countryCode: string,
  regionCode: string | null,
): Destination | null {
  const country = compiledRules.countries.get(countryCode);
  if (country === undefined) return null;
  return (regionCode === null ? undefined : country.regions.get(regionCode)) ?? country.anywhere;
}

/** Degrees to what a distance needs; null when either coordinate is missing. */
export function positionOf(latitude: number | null, longitude: number | null): Position | null {
  if (latitude === null || longitude === null) return null;
  const latitudeRadians = (latitude * Math.PI) / 180;
  return {
    latitudeRadians,
    longitudeRadians: (longitude * Math.PI) / 180,
    latitudeCosine: Math.cos(latitudeRadians),
  };
}

function compileLocation(
  location: SourcingLocation,
  origins: Map<string, { countryCode: string; regionCode: string | null; index: number }>,
): CompiledLocation {
  const { countryCode, regionCode } = location;
  const key = `${countryCode} ${regionCode ?? ''}`;
  let origin = origins.get(key);
  if (origin === undefined)
    origins.set(key, (origin = { countryCode, regionCode, index: origins.size }));
  return {
    location,
    locationId: location.locationId,
    capabilities: new Set(location.capabilities),
    origin: origin.index,
    position: positionOf(location.latitude, location.longitude),
    departures: new Map(),
  };
}

/**
 * The lane of a service that fits best: one that names the destination's region beats one that does
 * not, then one that names the origin's region; between equals the first listed.
 */
function routeOf(
  service: CarrierService,
  lanes: readonly CarrierLane[],
  origin: { readonly countryCode: string; readonly regionCode: string | null },
  destinationRegionCode: string | null,
): Route | null {
  let best: CarrierLane | null = null;
  let bestFit = -1;
  for (const lane of lanes) {
    if (lane.originCountryCode !== origin.countryCode) continue;
    if (!holdsRegion(lane.originRegionCodes, origin.regionCode)) continue;
    if (!holdsRegion(lane.destinationRegionCodes, destinationRegionCode)) continue;
    const fit =
      (lane.destinationRegionCodes === null ? 0 : 2) + (lane.originRegionCodes === null ? 0 : 1);
    if (fit > bestFit) [best, bestFit] = [lane, fit];
  }
  if (best === null) return null;
  const zoneName = best.zone;
  const rates = service.zones.find(({ zone }) => zone === zoneName);
  if (rates === undefined) return null;
  const { brackets, extraKilogramMinor } = rates;
  const pricedGramsMax = extraKilogramMinor === null ? (brackets.at(-1)?.upToGrams ?? 0) : Infinity;
  const parcelGramsMax = Math.min(service.maxWeightGrams, pricedGramsMax);
  if (parcelGramsMax <= 0) return null;
  return {
    service: service.code,
    movingWeekdays: service.movingWeekdays,
    transitDaysMin: best.transitDaysMin,
    transitDaysMax: best.transitDaysMax,
    distanceKilometres: best.distanceKilometres,
    timeZone: best.destinationTimeZone,
    carbonGramsPerTonneKilometre: CARBON_GRAMS_PER_TONNE_KILOMETRE[service.mode],
    parcelGramsMax,
    bracketGrams: brackets.map(({ upToGrams }) => upToGrams),
    bracketMinor: brackets.map(({ priceMinor }) => priceMinor),
    extraKilogramMinor: extraKilogramMinor ?? 0,
    leastPriceMinor: brackets.reduce(
      (least, { priceMinor }) => Math.min(least, priceMinor),
      brackets.length === 0 ? 0 : Infinity,
    ),
    isRising: brackets.every(
      ({ priceMinor }, index) =>
        index === 0 || priceMinor >= (brackets[index - 1]?.priceMinor ?? 0),
    ),
    arrivals: new Map(),
  };
}

function holdsRegion(regionCodes: readonly string[] | null, regionCode: string | null): boolean {
  return regionCodes === null || (regionCode !== null && regionCodes.includes(regionCode));
}
