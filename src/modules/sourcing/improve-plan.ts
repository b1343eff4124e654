import { assert } from '../../kernel/assert.ts';
import {
  fieldCostMinor,
  openCostMinor,
  shippingRows,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { priceStepEndGrams, type Source } from './rank.ts';

/**
 * Builds a plan by opening, time after time, the source whose shipment costs least for what it
 * takes, counted with `worth` (minor units a unit of each demand is thought to be worth). Null when
 * the usable sources do not hold enough. `firstRow` is opened before any other; -1 leaves that open too.
 */
export function greedyPlan(
  field: AllocationField,
  worth: Float64Array,
  isUsable: Uint8Array,
  firstRow: number,
): FieldPlan | null {
  const { sourceCount, demandCount, room } = field;
  const extra = new Float64Array(sourceCount * demandCount);
  const rest = Float64Array.from(field.need);
  let restUnits = rest.reduce((sum, quantity) => sum + quantity, 0);
  let forcedRow = firstRow;
  while (restUnits > 0) {
    const bestRow = forcedRow >= 0 ? forcedRow : bestNextRow(field, worth, isUsable, extra, rest);
    forcedRow = -1;
    if (bestRow < 0) return null;
    for (let column = 0; column < demandCount; column += 1) {
      const cell = bestRow * demandCount + column;
      const quantity = Math.min(
        (room[cell] as number) - (extra[cell] as number),
        rest[column] as number,
      );
      extra[cell] = (extra[cell] as number) + quantity;
      rest[column] = (rest[column] as number) - quantity;
      restUnits -= quantity;
    }
  }
  return { extra, costMinor: fieldCostMinor(field, extra) };
}

/** The usable row whose shipment of all that it can send of the rest costs least for its worth; -1 when none can send any. */
function bestNextRow(
  field: AllocationField,
  worth: Float64Array,
  isUsable: Uint8Array,
  extra: Float64Array,
  rest: Float64Array,
): number {
  const { sourceCount, demandCount, room } = field;
  const load = new Float64Array(demandCount);
  const none = new Float64Array(demandCount);
  let bestRow = -1;
  let bestRatio = Infinity;
  for (let row = 0; row < sourceCount; row += 1) {
    if (isUsable[row] === 0) continue;
    let gain = 0;
    for (let column = 0; column < demandCount; column += 1) {
      const cell = row * demandCount + column;
      const quantity = Math.min(
        (room[cell] as number) - (extra[cell] as number),
        rest[column] as number,
      );
      load[column] = quantity;
      gain += quantity * ((worth[column] as number) + 1e-6);
    }
    if (gain <= 0) continue;
    const sunkMinor = field.isObligatory[row] === 1 ? openCostMinor(field, row, none, 0) : 0;
    const ratio = (openCostMinor(field, row, load, 0) - sunkMinor) / gain;
    if (ratio < bestRatio) [bestRow, bestRatio] = [row, ratio];
  }
  return bestRow;
}

/**
 * Makes a plan cheaper by small changes until none helps: sharing anew what two sources send,
 * replacing one source by another, opening one more, closing one. A local optimum, deterministic.
 */
export function improvePlan(field: AllocationField, start: FieldPlan): FieldPlan {
  let plan: FieldPlan = { extra: Float64Array.from(start.extra), costMinor: start.costMinor };
  for (let round = 0; round < 20; round += 1) {
    const costBefore = plan.costMinor;
    for (const row of shippingRows(field, plan.extra)) {
      for (let other = 0; other < field.sourceCount; other += 1) {
        if (other !== row) plan = sharedAnew(field, plan, row, other);
      }
    }
    for (let row = 0; row < field.sourceCount; row += 1) {
      for (const closed of [-1, ...shippingRows(field, plan.extra)]) {
        if (closed === row) continue;
        const changed = rebuilt(field, plan, row, closed);
        if (changed !== null) plan = changed;
      }
    }
    if (plan.costMinor >= costBefore) break;
  }
  for (let column = 0; column < field.demandCount; column += 1) {
    let sum = 0;
    for (let row = 0; row < field.sourceCount; row += 1)
      sum += plan.extra[row * field.demandCount + column] as number;
    assert(sum === field.need[column], 'a change of a plan keeps every demand met');
  }
  return plan;
}

/**
 * The plan with all that `closed` sends given up and `opened` sending all that it can of that, or,
 * with no row to close (-1), of everything. What is given up and not taken goes where there is room
 * at the least cost. Null when there is not enough room or the plan would not become cheaper.
 */
function rebuilt(
  field: AllocationField,
  plan: FieldPlan,
  opened: number,
  closed: number,
): FieldPlan | null {
  const { demandCount, room } = field;
  const rows = shippingRows(field, plan.extra);
  const extra = Float64Array.from(plan.extra);
  let isChanged = false;
  for (let column = 0; column < demandCount; column += 1) {
    const cell = opened * demandCount + column;
    let take = (room[cell] as number) - (extra[cell] as number);
    for (const row of rows) {
      if (row === opened || (closed >= 0 && row !== closed)) continue;
      const from = row * demandCount + column;
      const moved = Math.min(take, extra[from] as number);
      if (moved <= 0) continue;
      extra[from] = (extra[from] as number) - moved;
      extra[cell] = (extra[cell] as number) + moved;
      take -= moved;
      isChanged = true;
    }
  }
  if (!isChanged) return null;
  if (closed >= 0 && !spreadRow(field, extra, closed, rows)) return null;
  let costMinor = rows.includes(opened)
    ? 0
    : openCostMinor(field, opened, extra, opened * demandCount);
  for (const row of rows) {
    costMinor += openCostMinor(field, row, extra, row * demandCount);
    if (costMinor >= plan.costMinor) return null;
  }
  return { extra, costMinor };
}

/** Moves what is left on a row to other shipping rows, each quantity where it adds least; false when there is no room. */
function spreadRow(
  field: AllocationField,
  extra: Float64Array,
  closed: number,
  rows: readonly number[],
): boolean {
  const { demandCount, room } = field;
  for (let column = 0; column < demandCount; column += 1) {
    const from = closed * demandCount + column;
    while ((extra[from] as number) > 0) {
      let bestRow = -1;
      let bestRatio = Infinity;
      for (const row of rows) {
        const cell = row * demandCount + column;
        const quantity = Math.min(
          (room[cell] as number) - (extra[cell] as number),
          extra[from] as number,
        );
        if (row === closed || quantity <= 0) continue;
        const ratio = addedMinor(field, extra, row, column, quantity) / quantity;
        if (ratio < bestRatio) [bestRow, bestRatio] = [row, ratio];
      }
      if (bestRow < 0) return false;
      const cell = bestRow * demandCount + column;
      const quantity = Math.min(
        (room[cell] as number) - (extra[cell] as number),
        extra[from] as number,
      );
      extra[cell] = (extra[cell] as number) + quantity;
      extra[from] = (extra[from] as number) - quantity;
    }
  }
  return true;
}

/** What it adds in minor units to change a row's quantity of one demand by `change`. */
function addedMinor(
  field: AllocationField,
  extra: Float64Array,
  row: number,
  column: number,
  change: number,
): number {
  const offset = row * field.demandCount;
  const before = openCostMinor(field, row, extra, offset);
  const cell = offset + column;
  const quantity = extra[cell] as number;
  extra[cell] = quantity + change;
  const after = openCostMinor(field, row, extra, offset);
  extra[cell] = quantity;
  return after - before;
}

/**
 * Shares anew between two rows what they send together: for every weight at which the price of either
 * steps, that row is filled up to it with what it sends cheaper by weight than the other, and the
 * cheapest of these shares is kept. Changes the plan in place when it becomes cheaper.
 */
function sharedAnew(
  field: AllocationField,
  plan: FieldPlan,
  row: number,
  other: number,
): FieldPlan {
  const { demandCount, room, unitGrams, unitMinor } = field;
  const { extra } = plan;
  const before =
    openCostMinor(field, row, extra, row * demandCount) +
    openCostMinor(field, other, extra, other * demandCount);
  const least: number[] = [];
  const most: number[] = [];
  const gain: number[] = [];
  let isFree = false;
  let leastGrams = baseGramsOf(field, row);
  let togetherGrams = leastGrams + baseGramsOf(field, other);
  for (let column = 0; column < demandCount; column += 1) {
    const cell = row * demandCount + column;
    const otherCell = other * demandCount + column;
    const together = (extra[cell] as number) + (extra[otherCell] as number);
    least.push(Math.max(0, together - (room[otherCell] as number)));
    most.push(Math.min(together, room[cell] as number));
    gain.push((unitMinor[otherCell] as number) - (unitMinor[cell] as number));
    if ((most[column] as number) > (least[column] as number)) isFree = true;
    leastGrams += (least[column] as number) * (unitGrams[column] as number);
    togetherGrams += together * (unitGrams[column] as number);
  }
  if (!isFree || before <= leastOpeningMinor(field, row) + leastOpeningMinor(field, other))
    return plan;
  const byGain = Array.from({ length: demandCount }, (_, column) => column).sort(
    (a, b) =>
      (gain[b] as number) / ((unitGrams[b] as number) || 1) -
        (gain[a] as number) / ((unitGrams[a] as number) || 1) || a - b,
  );
  const share = new Float64Array(demandCount);
  const otherShare = new Float64Array(demandCount);
  let best: Float64Array | null = null;
  let bestMinor = before;
  for (const limitGrams of weightsToTry(field, row, other, leastGrams, togetherGrams)) {
    let left = limitGrams - leastGrams;
    for (const column of byGain) {
      const unit = unitGrams[column] as number;
      const free = (most[column] as number) - (least[column] as number);
      const fitting =
        unit === 0
          ? (gain[column] as number) > 0
            ? free
            : 0
          : Math.min(free, Math.floor(left / unit));
      share[column] = (least[column] as number) + fitting;
      otherShare[column] =
        (extra[row * demandCount + column] as number) +
        (extra[other * demandCount + column] as number) -
        share[column];
      left -= fitting * unit;
    }
    const costMinor =
      openCostMinor(field, row, share, 0) + openCostMinor(field, other, otherShare, 0);
    if (costMinor < bestMinor) [best, bestMinor] = [Float64Array.from(share), costMinor];
  }
  if (best === null) return plan;
  for (let column = 0; column < demandCount; column += 1) {
    const cell = row * demandCount + column;
    const otherCell = other * demandCount + column;
    const together = (extra[cell] as number) + (extra[otherCell] as number);
    extra[cell] = best[column] as number;
    extra[otherCell] = together - (best[column] as number);
  }
  return { extra, costMinor: plan.costMinor - before + bestMinor };
}

/** What any shipment of a row costs at least, split penalty included. */
function leastOpeningMinor(field: AllocationField, row: number): number {
  const { options, handlingMinorPerShipment } = field.sources[row] as Source;
  let least = Infinity;
  for (let index = 0; index < options.length; index += 1) {
    const { leastMinor } = options[index] as Source['options'][number];
    if (leastMinor < least) least = leastMinor;
  }
  return least + handlingMinorPerShipment + field.splitPenaltyMinor - 1;
}

/** Weights of a row's shipment worth trying: its least, its greatest, its own price steps and those that leave the other row at a price step. */
function weightsToTry(
  field: AllocationField,
  row: number,
  other: number,
  leastGrams: number,
  togetherGrams: number,
): Set<number> {
  const weights = new Set([leastGrams, togetherGrams]);
  for (const { route } of (field.sources[row] as Source).options) {
    let end = priceStepEndGrams(route, leastGrams);
    for (let count = 0; end < togetherGrams && count < 12; count += 1) {
      weights.add(end);
      end = priceStepEndGrams(route, end);
    }
  }
  for (const { route } of (field.sources[other] as Source).options) {
    let end = priceStepEndGrams(route, 0);
    for (let count = 0; end < togetherGrams - leastGrams && count < 12; count += 1) {
      weights.add(togetherGrams - end);
      end = priceStepEndGrams(route, end);
    }
  }
  return weights;
}

function baseGramsOf(field: AllocationField, row: number): number {
  let grams = 0;
  for (let column = 0; column < field.demandCount; column += 1) {
    grams +=
      (field.base[row * field.demandCount + column] as number) *
      (field.unitGrams[column] as number);
  }
  return grams;
}
