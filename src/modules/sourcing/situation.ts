import type { Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import {
  destinationOf,
  positionOf,
  routesFrom,
  type CompiledLocation,
  type CompiledRules,
  type Destination,
  type Position,
} from './compile-rules.ts';
import { rejectLocation, saidOf } from './filter.ts';
import type { RejectionReason, SourcingProblem } from './model.ts';
import { departureOf } from './promise.ts';
import { openSource, type Source } from './rank.ts';

/** One problem under one version of the rules, with what its stages find out about locations on the way. */
export interface Situation {
  readonly problem: SourcingProblem;
  readonly compiledRules: CompiledRules;
  readonly destination: Destination | null;
  readonly position: Position | null;
  readonly fullDaysByLocation: ReadonlyMap<number, readonly Day[]> | null;
  /** Every source opened so far; the stages name a source by its index here. */
  readonly sources: Source[];
  /** Null: the location has no capacity; by location, from stock at hand. */
  readonly indexAtHand: Map<number, number | null>;
  /** The same for sources that wait, by location and moment. */
  readonly indexWaiting: Map<string, number | null>;
  readonly rejections: Map<number, RejectionReason | null>;
}

/** Sets out a problem; nothing is worked out for a location before a stage asks. */
export function situationOf(problem: SourcingProblem, compiledRules: CompiledRules): Situation {
  const { destination, fullDays } = problem;
  return {
    problem,
    compiledRules,
    destination: destinationOf(compiledRules, destination.countryCode, destination.regionCode),
    position: positionOf(destination.latitude, destination.longitude),
    fullDaysByLocation: fullDays.length === 0 ? null : new Map(fullDays),
    sources: [],
    indexAtHand: new Map(),
    indexWaiting: new Map(),
    rejections: new Map(),
  };
}

/** The location when it may serve the order, whatever its lines; null when it may not or the rules do not know it. */
export function admit(situation: Situation, locationId: number): CompiledLocation | null {
  const location = situation.compiledRules.locationById.get(locationId);
  if (location === undefined) return null;
  return rejectionOf(situation, location) === null ? location : null;
}

/** Why the location may not serve the order, whatever its lines; worked out once. */
export function rejectionOf(
  situation: Situation,
  location: CompiledLocation,
): RejectionReason | null {
  const known = situation.rejections.get(location.locationId);
  if (known !== undefined) return known;
  const found = rejectLocation(location, situation.problem, situation.destination);
  situation.rejections.set(location.locationId, found);
  return found;
}

/**
 * The index of the source at an admitted location from which goods can leave that are there at
 * `waitsUntil` (null: now); null when the location has no capacity then.
 */
export function sourceAt(
  situation: Situation,
  location: CompiledLocation,
  waitsUntil: Instant | null,
): number | null {
  if (waitsUntil === null) {
    let index = situation.indexAtHand.get(location.locationId);
    if (index === undefined) {
      index = openAt(situation, location, null);
      situation.indexAtHand.set(location.locationId, index);
    }
    return index;
  }
  const key = `${location.locationId} ${waitsUntil}`;
  let index = situation.indexWaiting.get(key);
  if (index === undefined) {
    index = openAt(situation, location, waitsUntil);
    situation.indexWaiting.set(key, index);
  }
  return index;
}

function openAt(
  situation: Situation,
  location: CompiledLocation,
  waitsUntil: Instant | null,
): number | null {
  const { problem, compiledRules, fullDaysByLocation, destination, position, sources } = situation;
  const fullDays = fullDaysByLocation?.get(location.locationId);
  let [addedMinor, handlingDaysAdded] = [0, 0];
  for (const said of saidOf(problem, location.locationId)) {
    addedMinor += said.addedMinor;
    handlingDaysAdded += said.handlingDaysAdded;
  }
  const readyAt = waitsUntil ?? problem.decidedAt;
  const departure = departureOf(location, readyAt, fullDays, handlingDaysAdded);
  if (departure === null) return null;
  const routes = routesFrom(destination, location);
  const source = openSource(
    location,
    routes,
    departure,
    waitsUntil,
    problem.wantedBy,
    position,
    compiledRules.weights,
  );
  const { handlingMinorPerShipment } = source;
  sources.push(
    addedMinor === 0
      ? source
      : { ...source, handlingMinorPerShipment: handlingMinorPerShipment + addedMinor },
  );
  return sources.length - 1;
}
