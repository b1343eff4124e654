import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import { routesFrom, type CompiledLocation } from './compile-rules.ts';
import { isCapable, isCarried } from './filter.ts';
import type { PlannedShipment, SourcingLine, SourcingRefusal } from './model.ts';
import type { Source } from './rank.ts';
import { admit, sourceAt, type Situation } from './situation.ts';

/** A quantity of one line that is to be taken, whole, from a number of sources between which cost decides. */
export interface Demand {
  readonly lineIndex: number;
  readonly quantity: number;
  /** Each source at most once; together they hold at least the quantity. */
  readonly offers: readonly Offer[];
}

export interface Offer {
  /** Index into the situation's sources. */
  readonly source: number;
  readonly quantityMax: number;
  readonly waitsFor: PlannedShipment['waitsFor'];
}

export type Shortage = SourcingRefusal['lines'][number];

/** True when the location can send units of the line as far as the rules go, whatever its stock. */
export function canSend(
  situation: Situation,
  location: CompiledLocation,
  line: SourcingLine,
): boolean {
  return isCapable(location, line) && isCarried(routesFrom(situation.destination, location), line);
}

/** The moment before which the line is not shipped; null when that is not in the future. */
export function releaseOf(situation: Situation, line: SourcingLine): Instant | null {
  return line.availableFrom !== null && line.availableFrom > situation.problem.decidedAt
    ? line.availableFrom
    : null;
}

/**
 * Splits the order by the time at which its quantities can leave: what stock at hand covers is taken
 * from stock at hand, the rest from the supply that is delivered earliest. What is left after that is a shortage.
 */
export function splitByTime(situation: Situation): { demands: Demand[]; shortages: Shortage[] } {
  const demands: Demand[] = [];
  const shortages: Shortage[] = [];
  const { lines } = situation.problem;
  for (let lineIndex = 0; lineIndex < lines.length; lineIndex += 1) {
    const line = lines[lineIndex] as SourcingLine;
    const offers = offersAtHand(situation, line);
    const atHand = Math.min(line.quantity, offeredQuantity(offers));
    if (atHand > 0) demands.push({ lineIndex, quantity: atHand, offers });
    if (atHand === line.quantity) continue;
    const missing = backorder(situation, lineIndex, line.quantity - atHand, demands);
    if (missing > 0)
      shortages.push({
        lineNumber: line.lineNumber,
        wanted: line.quantity,
        available: line.quantity - missing,
      });
  }
  return { demands, shortages };
}

/** What stock at hand offers for a line, from now or from the line's release date on. */
function offersAtHand(situation: Situation, line: SourcingLine): Offer[] {
  const offers: Offer[] = [];
  const release = releaseOf(situation, line);
  const waitsFor = release === null ? null : 'release_date';
  for (let index = 0; index < line.available.length; index += 1) {
    const [locationId, quantityMax] = line.available[index] as readonly [number, number];
    const location = admit(situation, locationId);
    if (location === null || !canSend(situation, location, line)) continue;
    const source = sourceAt(situation, location, release);
    if (source !== null) offers.push({ source, quantityMax, waitsFor });
  }
  return offers;
}

/**
 * Adds demands on later supply for a quantity that no stock covers and returns what even that does
 * not cover. Supplies are used up in the order of the earliest delivery that any service can make
 * of them; between supplies that arrive equally early cost decides, so these form one demand.
 */
function backorder(
  situation: Situation,
  lineIndex: number,
  quantity: number,
  demands: Demand[],
): number {
  const line = situation.problem.lines[lineIndex] as SourcingLine;
  if (line.backorder === 'never') return quantity;
  let missing = quantity;
  for (const offers of byEarliestDelivery(situation, line, offersIncoming(situation, line))) {
    if (missing === 0) return 0;
    const taken = Math.min(missing, offeredQuantity(offers));
    demands.push({ lineIndex, quantity: taken, offers });
    missing -= taken;
  }
  if (missing === 0 || line.backorder === 'incoming') return missing;
  const [earliest] = byEarliestDelivery(
    situation,
    line,
    offersAfterLeadTime(situation, line, missing),
  );
  if (earliest === undefined) return missing;
  demands.push({ lineIndex, quantity: missing, offers: earliest });
  return 0;
}

function offersIncoming(situation: Situation, line: SourcingLine): Offer[] {
  const quantityBySource = new Map<number, Offer>();
  for (const [locationId, expectedAt, quantity] of line.incoming) {
    const location = admit(situation, locationId);
    if (location === null || !canSend(situation, location, line)) continue;
    const { readyAt, waitsFor } = readiness(situation, line, expectedAt, 'incoming');
    const source = sourceAt(situation, location, readyAt);
    if (source === null) continue;
    const quantityMax = quantity + (quantityBySource.get(source)?.quantityMax ?? 0);
    quantityBySource.set(source, { source, quantityMax, waitsFor });
  }
  return [...quantityBySource.values()];
}

/** Goods that are made or bought on order arrive at warehouses and suppliers, not in shops. */
function offersAfterLeadTime(
  situation: Situation,
  line: SourcingLine,
  quantityMax: number,
): Offer[] {
  const offers: Offer[] = [];
  if (line.leadTimeDays === null) return offers;
  const expectedAt = situation.problem.decidedAt + line.leadTimeDays * DAY_MS;
  const { readyAt, waitsFor } = readiness(situation, line, expectedAt, 'lead_time');
  for (const { locationId } of situation.compiledRules.locations) {
    const location = admit(situation, locationId);
    if (
      location === null ||
      location.location.kind === 'store' ||
      !canSend(situation, location, line)
    )
      continue;
    const source = sourceAt(situation, location, readyAt);
    if (source !== null) offers.push({ source, quantityMax, waitsFor });
  }
  return offers;
}

/** When supply can leave and what it waits for last: an overdue supply counts as expected now, and none leaves before the line's release. */
export function readiness(
  situation: Situation,
  line: SourcingLine,
  expectedAt: Instant,
  supply: 'incoming' | 'lead_time',
): { readyAt: Instant; waitsFor: 'incoming' | 'lead_time' | 'release_date' } {
  const arrivesAt = Math.max(expectedAt, situation.problem.decidedAt);
  const release = releaseOf(situation, line);
  if (release !== null && release >= arrivesAt)
    return { readyAt: release, waitsFor: 'release_date' };
  return { readyAt: arrivesAt, waitsFor: supply };
}

/** Groups offers whose fastest service delivers at the same moment, earliest first. */
function byEarliestDelivery(
  situation: Situation,
  line: SourcingLine,
  offers: readonly Offer[],
): Offer[][] {
  const groups = Map.groupBy(offers, (offer) =>
    earliestDelivery(situation.sources[offer.source] as Source, line.weightGramsEach),
  );
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group);
}

/** The earliest moment at which a service that takes such a unit delivers from the source. */
export function earliestDelivery(source: Source, unitGrams: number): Instant {
  let earliest = Infinity;
  for (const { route, deliverBy } of source.options) {
    if (unitGrams <= route.parcelGramsMax && deliverBy < earliest) earliest = deliverBy;
  }
  return earliest;
}

function offeredQuantity(offers: readonly Offer[]): number {
  let quantity = 0;
  for (let index = 0; index < offers.length; index += 1)
    quantity += (offers[index] as Offer).quantityMax;
  return quantity;
}
