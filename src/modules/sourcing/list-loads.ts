import { openCostMinor, type AllocationField } from './allocate-field.ts';
import { ROUNDING_MINOR_MAX } from './bound-field.ts';
import { priceMinor, priceStepEndGrams, type Source } from './rank.ts';

/** Price steps looked at for each service when shipments are made to fill them. */
const STEPS_TO_FILL_MAX = 8;

/** The shipments that one row may send beyond its base, by ascending reduced cost. */
export interface RowLoads {
  readonly count: number;
  /** [load * demandCount + demand] */
  readonly extra: Float64Array;
  readonly costMinor: Float64Array;
  /** The cost less what the units are worth. */
  readonly reducedMinor: Float64Array;
  /** False when there were too many to list: then each also stands for the part of it that still fits. */
  readonly isComplete: boolean;
}

/** Shipments as they are found, in a table that only grows. */
interface Found {
  extra: Float64Array;
  readonly costMinor: number[];
  readonly reducedMinor: number[];
}

/**
 * Lists the shipments of a row whose reduced cost does not exceed `allowedMinor`; an obligatory row
 * may also send nothing beyond its base. When `visitsMax` does not suffice to look at all of them,
 * or more than `loadsMax` are found, the list is not complete: it then holds the best found, and
 * shipments of all or none of each demand and those that fill a price step.
 */
export function listLoads(
  field: AllocationField,
  row: number,
  worth: Float64Array,
  allowedMinor: number,
  visitsMax: number,
  loadsMax: number,
): RowLoads {
  const { demandCount } = field;
  const found: Found = {
    extra: new Float64Array(64 * demandCount),
    costMinor: [],
    reducedMinor: [],
  };
  let isComplete = visitLoads(field, row, worth, allowedMinor, visitsMax, found);
  if (!isComplete) fillSteps(field, row, worth, allowedMinor, found);
  const order = found.reducedMinor.map((_, index) => index);
  order.sort((a, b) => (found.reducedMinor[a] as number) - (found.reducedMinor[b] as number));
  if (order.length > loadsMax) {
    order.length = loadsMax;
    isComplete = false;
  }
  const extra = new Float64Array(order.length * demandCount);
  for (let index = 0; index < order.length; index += 1) {
    const from = (order[index] as number) * demandCount;
    for (let column = 0; column < demandCount; column += 1) {
      extra[index * demandCount + column] = found.extra[from + column] as number;
    }
  }
  return {
    count: order.length,
    extra,
    costMinor: Float64Array.from(order, (from) => found.costMinor[from] as number),
    reducedMinor: Float64Array.from(order, (from) => found.reducedMinor[from] as number),
    isComplete,
  };
}

/** Goes through all quantities of all demands, leaving out what cannot come below `allowedMinor`. False when the visits did not suffice. */
function visitLoads(
  field: AllocationField,
  row: number,
  worth: Float64Array,
  allowedMinor: number,
  visitsMax: number,
  found: Found,
): boolean {
  const { demandCount, room, unitMinor, unitGrams, base } = field;
  const source = field.sources[row] as Source;
  const load = new Float64Array(demandCount);
  // What the demands from each column on can still gain at most.
  const gainMax = new Float64Array(demandCount + 1);
  let baseMinor = field.splitPenaltyMinor + source.handlingMinorPerShipment - ROUNDING_MINOR_MAX;
  let baseGrams = 0;
  for (let column = demandCount - 1; column >= 0; column -= 1) {
    const cell = row * demandCount + column;
    const gain = (worth[column] as number) - (unitMinor[cell] as number);
    gainMax[column] = (gainMax[column + 1] as number) + Math.max(0, gain) * (room[cell] as number);
    baseMinor += (base[cell] as number) * (unitMinor[cell] as number);
    baseGrams += (base[cell] as number) * (unitGrams[column] as number);
  }
  let visits = 0;
  const visit = (column: number, units: number, grams: number, linearMinor: number): void => {
    visits += 1;
    if (visits > visitsMax) return;
    if (linearMinor + floorMinor(source, grams) - (gainMax[column] as number) > allowedMinor)
      return;
    if (column === demandCount) {
      if (units > 0 || field.isObligatory[row] === 1)
        addFound(field, row, worth, allowedMinor, load, found);
      return;
    }
    const cell = row * demandCount + column;
    const gain = (worth[column] as number) - (unitMinor[cell] as number);
    const unit = unitGrams[column] as number;
    for (let quantity = room[cell] as number; quantity >= 0; quantity -= 1) {
      if (visits > visitsMax) return;
      load[column] = quantity;
      visit(column + 1, units + quantity, grams + quantity * unit, linearMinor - quantity * gain);
    }
    load[column] = 0;
  };
  visit(0, 0, baseGrams, baseMinor);
  return visits <= visitsMax;
}

/** The least that carrying at least so many grams costs: price, lateness and carbon of the cheapest service. */
function floorMinor(source: Source, grams: number): number {
  let floor = Infinity;
  for (let index = 0; index < source.options.length; index += 1) {
    const { route, latenessMinor, carbonMinorPerGram, leastMinor } = source.options[
      index
    ] as Source['options'][number];
    const sendingMinor = route.isRising
      ? Math.round(source.shippingFactor * priceMinor(route, grams)) + latenessMinor
      : leastMinor;
    const minor = sendingMinor + carbonMinorPerGram * grams;
    if (minor < floor) floor = minor;
  }
  return floor;
}

function addFound(
  field: AllocationField,
  row: number,
  worth: Float64Array,
  allowedMinor: number,
  load: Float64Array,
  found: Found,
): void {
  const costMinor = openCostMinor(field, row, load, 0);
  let reducedMinor = costMinor;
  for (let column = 0; column < field.demandCount; column += 1) {
    reducedMinor -= (load[column] as number) * (worth[column] as number);
  }
  if (reducedMinor > allowedMinor) return;
  const offset = found.costMinor.length * field.demandCount;
  if (offset === found.extra.length) {
    const larger = new Float64Array(offset * 2);
    larger.set(found.extra);
    found.extra = larger;
  }
  for (let column = 0; column < field.demandCount; column += 1)
    found.extra[offset + column] = load[column] as number;
  found.costMinor.push(costMinor);
  found.reducedMinor.push(reducedMinor);
}

/**
 * Adds shipments that a good plan is likely to hold: for every service and price step what is worth
 * most by weight up to the step, each time also without one of the demands; and everything there is.
 */
function fillSteps(
  field: AllocationField,
  row: number,
  worth: Float64Array,
  allowedMinor: number,
  found: Found,
): void {
  const { demandCount, room, unitGrams, unitMinor, base } = field;
  const load = new Float64Array(demandCount);
  let baseGrams = 0;
  let roomGrams = 0;
  for (let column = 0; column < demandCount; column += 1) {
    const cell = row * demandCount + column;
    baseGrams += (base[cell] as number) * (unitGrams[column] as number);
    roomGrams += (room[cell] as number) * (unitGrams[column] as number);
  }
  const densityOf = (column: number): number =>
    ((worth[column] as number) - (unitMinor[row * demandCount + column] as number)) /
    ((unitGrams[column] as number) || 1e-3);
  const byDensity = Array.from({ length: demandCount }, (_, column) => column).sort(
    (a, b) => densityOf(b) - densityOf(a) || a - b,
  );
  const limits = new Set([baseGrams + roomGrams]);
  for (const { route } of (field.sources[row] as Source).options) {
    let end = priceStepEndGrams(route, baseGrams);
    for (let step = 0; step < STEPS_TO_FILL_MAX && end < baseGrams + roomGrams; step += 1) {
      limits.add(end);
      end = priceStepEndGrams(route, end);
    }
  }
  for (const limitGrams of limits) {
    for (let without = -1; without < demandCount; without += 1) {
      if (without >= 0 && room[row * demandCount + without] === 0) continue;
      let left = limitGrams - baseGrams;
      let units = 0;
      for (const column of byDensity) {
        const unit = unitGrams[column] as number;
        const most = column === without ? 0 : (room[row * demandCount + column] as number);
        const quantity = unit === 0 ? most : Math.min(most, Math.floor(left / unit));
        load[column] = quantity;
        left -= quantity * unit;
        units += quantity;
      }
      if (units > 0 || field.isObligatory[row] === 1)
        addFound(field, row, worth, allowedMinor, load, found);
    }
  }
}
