import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type { CompiledLocation } from './compile-rules.ts';
import type { Assignment } from './form-shipments.ts';
import type { PlannedShipment, SourcingLine, SourcingPlan } from './model.ts';
import {
  addToLoad,
  cheapestCandidates,
  cheapestOption,
  costOfShipment,
  emptyLoad,
  totalCostMinor,
  type Load,
  type Source,
} from './rank.ts';
import { admit, sourceAt, type Situation } from './situation.ts';
import { canSend, earliestDelivery, readiness, releaseOf, type Shortage } from './split.ts';

/** A location that can send the whole order in one shipment, at the moment from which it can. */
interface Whole {
  readonly source: number;
  readonly location: CompiledLocation;
  readonly waitsFor: PlannedShipment['waitsFor'];
  readonly isAtHand: boolean;
  readonly earliestDelivery: Instant;
  readonly costMinor: number;
}

type UnsplitDecision =
  | {
      readonly kind: 'one';
      readonly assignments: readonly Assignment[];
      readonly candidates: SourcingPlan['candidates'];
    }
  | { readonly kind: 'refused'; readonly lines: readonly Shortage[] };

/**
 * Sends an order that may not be split from one location in one shipment: the cheapest that has
 * everything at hand, else the one that can deliver everything earliest, and among equally early ones
 * the cheapest. A refusal tells for each line the most that one location could send.
 */
export function decideUnsplit(situation: Situation): UnsplitDecision {
  const { lines } = situation.problem;
  const load = emptyLoad();
  for (const line of lines) addToLoad(load, line, line.quantity);
  const most = lines.map(() => 0);
  const wholes: Whole[] = [];
  for (const { locationId } of situation.compiledRules.locations) {
    const location = admit(situation, locationId);
    if (location === null) continue;
    const whole = wholeFrom(situation, location, load, most);
    if (whole !== null) wholes.push(whole);
  }
  wholes.sort(compareWholes);
  const [best] = wholes;
  if (best === undefined) {
    return {
      kind: 'refused',
      lines: lines.map(({ lineNumber, quantity }, index) => ({
        lineNumber,
        wanted: quantity,
        available: most[index] as number,
      })),
    };
  }
  return {
    kind: 'one',
    assignments: lines.map(({ quantity }, lineIndex) => ({
      source: best.source,
      lineIndex,
      quantity,
      waitsFor: best.waitsFor,
    })),
    candidates: cheapestCandidates(
      wholes.map(({ location, costMinor }) => [location.locationId, costMinor]),
    ),
  };
}

function compareWholes(a: Whole, b: Whole): number {
  if (a.isAtHand !== b.isAtHand) return a.isAtHand ? -1 : 1;
  const byDelivery = a.isAtHand ? 0 : a.earliestDelivery - b.earliestDelivery;
  return byDelivery || a.costMinor - b.costMinor || a.location.locationId - b.location.locationId;
}

/** Null when the location cannot send the whole order. Notes in `most` what it could send of each line. */
function wholeFrom(
  situation: Situation,
  location: CompiledLocation,
  load: Load,
  most: number[],
): Whole | null {
  const { lines, decidedAt } = situation.problem;
  let readyAt = decidedAt;
  let waitsFor: PlannedShipment['waitsFor'] = null;
  let isAtHand = true;
  let isWhole = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as SourcingLine;
    const ready = canSend(situation, location, line) ? readyLine(situation, location, line) : null;
    most[index] = Math.max(most[index] as number, ready?.quantity ?? 0);
    if (ready === null || ready.quantity < line.quantity) {
      isWhole = false;
      continue;
    }
    if (ready.waitsFor === 'incoming' || ready.waitsFor === 'lead_time' || ready.isSupplied)
      isAtHand = false;
    if (ready.readyAt > readyAt) [readyAt, waitsFor] = [ready.readyAt, ready.waitsFor];
    else if (ready.isSupplied && waitsFor === null) waitsFor = ready.waitsFor;
  }
  if (!isWhole) return null;
  const source = sourceAt(situation, location, waitsFor === null ? null : readyAt);
  if (source === null) return null;
  const opened = situation.sources[source] as Source;
  assert(
    opened.parcelGramsMax >= load.unitGramsMax,
    'a location that can send every line has a service for the heaviest',
  );
  return {
    source,
    location,
    waitsFor,
    isAtHand,
    earliestDelivery: earliestDelivery(opened, load.unitGramsMax),
    costMinor: totalCostMinor(costOfShipment(opened, cheapestOption(opened, load), load)),
  };
}

/** When a location has the line's quantity, and how much of it: at hand, else with announced supply, else after the lead time. */
function readyLine(
  situation: Situation,
  location: CompiledLocation,
  line: SourcingLine,
): {
  quantity: number;
  readyAt: Instant;
  waitsFor: PlannedShipment['waitsFor'];
  isSupplied: boolean;
} {
  const { decidedAt } = situation.problem;
  const release = releaseOf(situation, line);
  let quantity =
    line.available.find(([locationId]) => locationId === location.locationId)?.[1] ?? 0;
  if (quantity >= line.quantity) {
    return {
      quantity: line.quantity,
      readyAt: release ?? decidedAt,
      waitsFor: release === null ? null : 'release_date',
      isSupplied: false,
    };
  }
  if (line.backorder !== 'never') {
    for (const [locationId, expectedAt, supplied] of line.incoming) {
      if (locationId !== location.locationId) continue;
      quantity += supplied;
      if (quantity >= line.quantity) {
        return {
          quantity: line.quantity,
          ...readiness(situation, line, expectedAt, 'incoming'),
          isSupplied: true,
        };
      }
    }
  }
  if (
    line.backorder === 'lead_time' &&
    line.leadTimeDays !== null &&
    location.location.kind !== 'store'
  ) {
    const expectedAt = decidedAt + line.leadTimeDays * DAY_MS;
    return {
      quantity: line.quantity,
      ...readiness(situation, line, expectedAt, 'lead_time'),
      isSupplied: true,
    };
  }
  return { quantity, readyAt: decidedAt, waitsFor: null, isSupplied: false };
}
