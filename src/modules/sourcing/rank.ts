import { assert } from '../../kernel/assert.ts';
import type { Day } from '../../kernel/calendar.ts';
import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { CompiledLocation, Departure, Position, Route } from './compile-rules.ts';
import type { ShipmentCost, SourcingLine, SourcingWeights } from './model.ts';
import { arrivalOf } from './promise.ts';

const EARTH_RADIUS_KILOMETRES = 6_371;
const GRAMS_PER_TONNE = 1_000_000;
const GRAMS_PER_KILOGRAM = 1_000;
const CANDIDATES_MAX = 12;

/** A location from which one shipment of the order can leave, from a certain moment on. */
export interface Source {
  readonly location: CompiledLocation;
  /** Null: everything is at hand. */
  readonly waitsUntil: Instant | null;
  readonly shipDay: Day;
  readonly shipAt: Instant;
  /** In the order of the rules' services; never empty. */
  readonly options: readonly ServiceOption[];
  /** The most that any service takes as one parcel, in grams. */
  readonly parcelGramsMax: number;
  /** Weighted, not rounded: the linear parts of the cost. */
  readonly handlingMinorPerShipment: number;
  readonly handlingMinorPerUnit: number;
  readonly stockMinorPerValue: number;
  /** Of the service that emits least. */
  readonly leastCarbonMinorPerGram: number;
  readonly shippingFactor: number;
}

/** One carrier service as a way to send a shipment from a source. */
export interface ServiceOption {
  readonly route: Route;
  readonly deliverFrom: Instant;
  readonly deliverBy: Instant;
  /** Weighted. */
  readonly latenessMinor: number;
  readonly carbonGramsPerGram: number;
  /** Weighted, not rounded. */
  readonly carbonMinorPerGram: number;
  /** Shipping and lateness of the cheapest parcel there is. */
  readonly leastMinor: number;
}

/** What is put into one shipment, as far as its cost depends on it. */
export interface Load {
  units: number;
  grams: number;
  /** The heaviest single unit: it must fit into one parcel. */
  unitGramsMax: number;
  valueMinor: number;
}

/** An empty shipment. */
export function emptyLoad(): Load {
  return { units: 0, grams: 0, unitGramsMax: 0, valueMinor: 0 };
}

/** Puts units of a line into a shipment. */
export function addToLoad(load: Load, line: SourcingLine, quantity: number): void {
  if (quantity <= 0) return;
  load.units += quantity;
  load.grams += quantity * line.weightGramsEach;
  load.valueMinor += quantity * line.valueMinorEach;
  if (line.weightGramsEach > load.unitGramsMax) load.unitGramsMax = line.weightGramsEach;
}

/** The ways to send a shipment that leaves at `departure`, with what does not depend on the shipment worked out. */
export function openSource(
  location: CompiledLocation,
  routes: readonly Route[],
  departure: Departure,
  waitsUntil: Instant | null,
  wantedBy: Instant | null,
  destination: Position | null,
  weights: SourcingWeights,
): Source {
  assert(routes.length > 0, 'a location without a service is filtered before it is ranked');
  const kilometres =
    destination === null || location.position === null
      ? null
      : kilometresBetween(location.position, destination);
  const options: ServiceOption[] = [];
  let parcelGramsMax = 0;
  let leastCarbonMinorPerGram = Infinity;
  for (const route of routes) {
    const { deliverFrom, deliverBy } = arrivalOf(route, departure.shipAt);
    const carbonGramsPerGram =
      ((kilometres ?? route.distanceKilometres) * route.carbonGramsPerTonneKilometre) /
      GRAMS_PER_TONNE;
    const latenessMinor = daysLate(deliverBy, wantedBy) * weights.latenessMinorPerDay;
    const carbonMinorPerGram =
      (carbonGramsPerGram * weights.carbonMinorPerKilogram) / GRAMS_PER_KILOGRAM;
    options.push({
      route,
      deliverFrom,
      deliverBy,
      latenessMinor,
      carbonGramsPerGram,
      carbonMinorPerGram,
      leastMinor: Math.round(weights.shippingFactor * route.leastPriceMinor) + latenessMinor,
    });
    if (route.parcelGramsMax > parcelGramsMax) parcelGramsMax = route.parcelGramsMax;
    if (carbonMinorPerGram < leastCarbonMinorPerGram) leastCarbonMinorPerGram = carbonMinorPerGram;
  }
  const { handlingMinorPerShipment, handlingMinorPerUnit, stockWorthPermille } = location.location;
  return {
    location,
    waitsUntil,
    shipDay: departure.shipDay,
    shipAt: departure.shipAt,
    options,
    parcelGramsMax,
    handlingMinorPerShipment: handlingMinorPerShipment * weights.handlingFactor,
    handlingMinorPerUnit: handlingMinorPerUnit * weights.handlingFactor,
    stockMinorPerValue: (stockWorthPermille * weights.stockWorthFactor) / 1_000,
    leastCarbonMinorPerGram,
    shippingFactor: weights.shippingFactor,
  };
}

/**
 * What a load costs from a source with its cheapest service, in minor units: each of the five parts
 * weighted and then rounded once. Infinity when no service takes the heaviest unit.
 */
export function costOfLoad(
  source: Source,
  units: number,
  grams: number,
  unitGramsMax: number,
  valueMinor: number,
): number {
  let cheapest = Infinity;
  const { options, shippingFactor } = source;
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] as ServiceOption;
    if (unitGramsMax > option.route.parcelGramsMax) continue;
    const costMinor =
      Math.round(shippingFactor * priceMinor(option.route, grams)) +
      option.latenessMinor +
      Math.round(option.carbonMinorPerGram * grams);
    if (costMinor < cheapest) cheapest = costMinor;
  }
  return (
    cheapest +
    Math.round(source.handlingMinorPerShipment + source.handlingMinorPerUnit * units) +
    Math.round(source.stockMinorPerValue * valueMinor)
  );
}

/** The service that `costOfLoad` counts with; between equally cheap ones the earlier to arrive, then the first listed. */
export function cheapestOption(source: Source, load: Load): ServiceOption {
  let best: ServiceOption | null = null;
  let bestMinor = Infinity;
  for (const option of source.options) {
    if (load.unitGramsMax > option.route.parcelGramsMax) continue;
    const { shippingMinor, latenessMinor, carbonMinor } = costOfShipment(source, option, load);
    const costMinor = shippingMinor + latenessMinor + carbonMinor;
    if (
      best === null ||
      costMinor < bestMinor ||
      (costMinor === bestMinor && option.deliverBy < best.deliverBy)
    ) {
      [best, bestMinor] = [option, costMinor];
    }
  }
  assert(best !== null, 'only units that fit into a parcel are assigned to a source');
  return best;
}

/** The weighted parts of the cost of one shipment, each rounded once to whole minor units. */
export function costOfShipment(source: Source, option: ServiceOption, load: Load): ShipmentCost {
  return {
    shippingMinor: Math.round(source.shippingFactor * priceMinor(option.route, load.grams)),
    handlingMinor: Math.round(
      source.handlingMinorPerShipment + source.handlingMinorPerUnit * load.units,
    ),
    latenessMinor: option.latenessMinor,
    carbonMinor: Math.round(option.carbonMinorPerGram * load.grams),
    stockMinor: Math.round(source.stockMinorPerValue * load.valueMinor),
  };
}

/** The sum of the parts. */
export function totalCostMinor(cost: ShipmentCost): number {
  return (
    cost.shippingMinor +
    cost.handlingMinor +
    cost.latenessMinor +
    cost.carbonMinor +
    cost.stockMinor
  );
}

/** The cheapest candidates, each location once, at most twelve. */
export function cheapestCandidates(
  costs: (readonly [locationId: number, costMinor: number])[],
): (readonly [locationId: number, costMinor: number])[] {
  costs.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const chosen: (readonly [locationId: number, costMinor: number])[] = [];
  for (const candidate of costs) {
    if (chosen.length === CANDIDATES_MAX) break;
    if (!chosen.some(([locationId]) => locationId === candidate[0])) chosen.push(candidate);
  }
  return chosen;
}

/**
 * A carrier's price for a weight before weighting: the first bracket that holds the parcel, and for
 * every started kilogram above the last bracket the extra price. What exceeds one parcel goes as
 * several: as many of the greatest weight as are needed before a last one with the rest.
 */
export function priceMinor(route: Route, grams: number): number {
  if (grams <= route.parcelGramsMax) return priceOfParcelMinor(route, grams);
  const fullParcels = Math.ceil(grams / route.parcelGramsMax) - 1;
  return (
    fullParcels * priceOfParcelMinor(route, route.parcelGramsMax) +
    priceOfParcelMinor(route, grams - fullParcels * route.parcelGramsMax)
  );
}

function priceOfParcelMinor(route: Route, grams: number): number {
  const { bracketGrams, bracketMinor } = route;
  for (let index = 0; index < bracketGrams.length; index += 1) {
    if (grams <= (bracketGrams[index] as number)) return bracketMinor[index] as number;
  }
  const lastGrams = bracketGrams.at(-1) ?? 0;
  return (
    (bracketMinor.at(-1) ?? 0) +
    route.extraKilogramMinor * Math.ceil((grams - lastGrams) / GRAMS_PER_KILOGRAM)
  );
}

/** The greatest weight, in grams, that costs what slightly more than `grams` costs; Infinity when there is none. */
export function priceStepEndGrams(route: Route, grams: number): number {
  const fullGrams = Math.floor(grams / route.parcelGramsMax) * route.parcelGramsMax || 0;
  const parcelGrams = grams - fullGrams;
  for (const bracketEnd of route.bracketGrams) {
    if (parcelGrams < bracketEnd) return fullGrams + Math.min(bracketEnd, route.parcelGramsMax);
  }
  const lastGrams = route.bracketGrams.at(-1) ?? 0;
  const startedKilograms = Math.floor((parcelGrams - lastGrams) / GRAMS_PER_KILOGRAM) + 1;
  return (
    fullGrams + Math.min(lastGrams + startedKilograms * GRAMS_PER_KILOGRAM, route.parcelGramsMax)
  );
}

/** Started days (24 hours) between the wanted date and the delivery; 0 when it is in time or none was wanted. */
function daysLate(deliverBy: Instant, wantedBy: Instant | null): number {
  return wantedBy === null || deliverBy <= wantedBy
    ? 0
    : Math.ceil((deliverBy - wantedBy) / DAY_MS);
}

/** Great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984). */
function kilometresBetween(from: Position, to: Position): number {
  const halfLatitudeSine = Math.sin((to.latitudeRadians - from.latitudeRadians) / 2);
  const halfLongitudeSine = Math.sin((to.longitudeRadians - from.longitudeRadians) / 2);
  const chord =
    halfLatitudeSine * halfLatitudeSine +
    from.latitudeCosine * to.latitudeCosine * halfLongitudeSine * halfLongitudeSine;
  return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(chord)));
}
