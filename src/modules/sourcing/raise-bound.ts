import {
  fieldWithRows,
  planInWhole,
  planWithRows,
  shippingRows,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { boundMinor, type FieldRelaxation } from './bound-field.ts';
import { greedyPlan, improvePlan } from './improve-plan.ts';

const ROUNDS_MAX = 40;
const SIFTS_MAX = 3;
const ROWS_TO_FIT = 60;
const ROWS_TO_SCALE_BY = 250;
const ROWS_TO_IMPROVE_AMONG = 8;

/**
 * Looks for the worths that give the highest lower bound. A large field is relaxed as a whole only
 * now and then; between, the worths are fitted to the rows that matter at them, as others change
 * nothing there. On the way sources are struck out whose use would already cost more than the best
 * plan, and plans are tried that the worths suggest. Leaves the relaxation at the best worths.
 */
export function raiseBound(
  relaxation: FieldRelaxation,
  start: FieldPlan,
  isUsable: Uint8Array,
): { plan: FieldPlan; worth: Float64Array; lowerMinor: number } {
  const { field, reducedMinor } = relaxation;
  let plan = start;
  let best = scaledWorth(relaxation, worthOf(field, start), isUsable);
  let lowerMinor = -Infinity;
  let worth = best;
  for (let sift = 0; sift < SIFTS_MAX; sift += 1) {
    const bound = boundMinor(relaxation, worth, isUsable);
    const suggested = greedyPlan(field, worth, isUsable, -1);
    if (suggested !== null)
      plan = cheaperPlan(plan, improveAmongFew(relaxation, suggested, isUsable));
    strikeOut(field, reducedMinor, bound, plan.costMinor, isUsable);
    const isHigher = bound > lowerMinor;
    const gainedMinor = bound - lowerMinor;
    if (isHigher) [lowerMinor, best] = [bound, worth];
    if (lowerMinor > plan.costMinor - 1 || gainedMinor < plan.costMinor / 1_000) break;
    const ranked = rowsByReducedCost(field, reducedMinor, isUsable);
    const among = new Uint8Array(field.sourceCount);
    for (const row of ranked) if (field.isObligatory[row] === 1) among[row] = 1;
    for (const row of ranked.slice(0, ROWS_TO_FIT)) among[row] = 1;
    worth = raiseWorth(relaxation, best, among, plan.costMinor, ROUNDS_MAX);
  }
  lowerMinor = boundMinor(relaxation, best, isUsable);
  strikeOut(field, reducedMinor, lowerMinor, plan.costMinor, isUsable);
  return { plan, worth: best, lowerMinor };
}

/**
 * The multiple of the worths that bounds best; the bound is concave along it, so halving closes in on
 * it. In a large field every so manyth row stands for its neighbours: this is only a start.
 */
export function scaledWorth(
  relaxation: FieldRelaxation,
  worth: Float64Array,
  isUsable: Uint8Array,
): Float64Array {
  const stride = Math.ceil(relaxation.field.sourceCount / ROWS_TO_SCALE_BY);
  const among = isUsable.map((usable, row) =>
    row % stride === 0 || relaxation.field.isObligatory[row] === 1 ? usable : 0,
  );
  const at = (factor: number): Float64Array => worth.map((minor) => minor * factor);
  let [low, high] = [0, 1.5];
  let [left, right] = [0.5, 1];
  let leftMinor = boundMinor(relaxation, at(left), among);
  let rightMinor = boundMinor(relaxation, at(right), among);
  for (let round = 0; round < 4; round += 1) {
    if (leftMinor < rightMinor) {
      [low, left, leftMinor] = [left, right, rightMinor];
      right = left + (high - left) / 2;
      rightMinor = boundMinor(relaxation, at(right), among);
    } else {
      [high, right, rightMinor] = [right, left, leftMinor];
      left = low + (right - low) / 2;
      leftMinor = boundMinor(relaxation, at(left), among);
    }
  }
  return at(leftMinor < rightMinor ? right : left);
}

/**
 * The worths that give the highest bound found when only some rows are counted, by steps along what
 * the relaxed plan misses, part of the last step kept (subgradient method with the step of B. T.
 * Polyak, 1969, deflected after P. M. Camerini, L. Fratta and F. Maffioli, 1975).
 */
export function raiseWorth(
  relaxation: FieldRelaxation,
  start: Float64Array,
  among: Uint8Array,
  planMinor: number,
  roundsMax: number,
): Float64Array {
  const { missing } = relaxation;
  const direction = new Float64Array(start.length);
  let worth = start;
  let best = start;
  let bestMinor = -Infinity;
  let pace = 1;
  let roundsWithoutGain = 0;
  for (let round = 0; round < roundsMax && pace > 0.02; round += 1) {
    const bound = boundMinor(relaxation, worth, among);
    if (bound > bestMinor + 0.01) {
      [bestMinor, best, roundsWithoutGain] = [bound, worth, 0];
    } else if ((roundsWithoutGain += 1) >= 4) {
      [pace, roundsWithoutGain, worth] = [pace / 2, 0, best];
      direction.fill(0);
      boundMinor(relaxation, worth, among);
    }
    if (bestMinor > planMinor - 1) break;
    let squares = 0;
    for (let column = 0; column < direction.length; column += 1) {
      const step = (missing[column] as number) + 0.4 * (direction[column] as number);
      direction[column] = step;
      squares += step * step;
    }
    if (squares < 1e-9) break;
    const stride = (pace * (planMinor - bestMinor)) / squares;
    worth = worth.map((minor, column) =>
      Math.max(0, minor + stride * (direction[column] as number)),
    );
  }
  return best;
}

/** Improves a plan with the help of the rows that the bound thinks best of. */
function improveAmongFew(
  relaxation: FieldRelaxation,
  plan: FieldPlan,
  isUsable: Uint8Array,
): FieldPlan {
  const { field, reducedMinor } = relaxation;
  const few = rowsByReducedCost(field, reducedMinor, isUsable).slice(0, ROWS_TO_IMPROVE_AMONG);
  const rows = withShippingRows(field, plan, few);
  return planInWhole(
    field,
    improvePlan(fieldWithRows(field, rows), planWithRows(field, plan, rows)),
    rows,
  );
}

function cheaperPlan(plan: FieldPlan, other: FieldPlan): FieldPlan {
  return other.costMinor < plan.costMinor ? other : plan;
}

/** The usable rows, those first that earn most at the worths of the bound. */
export function rowsByReducedCost(
  field: AllocationField,
  reducedMinor: Float64Array,
  isUsable: Uint8Array,
): number[] {
  const rows: number[] = [];
  for (let row = 0; row < field.sourceCount; row += 1) if (isUsable[row] === 1) rows.push(row);
  return rows.sort((a, b) => (reducedMinor[a] as number) - (reducedMinor[b] as number) || a - b);
}

/** Rows together with those from which a plan ships, ascending. */
export function withShippingRows(
  field: AllocationField,
  plan: FieldPlan,
  rows: readonly number[],
): number[] {
  return [...new Set([...rows, ...shippingRows(field, plan.extra)])].sort((a, b) => a - b);
}

/** Marks optional sources as unusable where any plan with them costs at least what the best plan costs. */
function strikeOut(
  field: AllocationField,
  reducedMinor: Float64Array,
  lowerMinor: number,
  planMinor: number,
  isUsable: Uint8Array,
): void {
  for (let row = 0; row < field.sourceCount; row += 1) {
    const reduced = reducedMinor[row] as number;
    if (isUsable[row] === 0 || field.isObligatory[row] === 1 || reduced <= 0) continue;
    if (lowerMinor + reduced > planMinor - 1) isUsable[row] = 0;
  }
}

/** A first guess of what units are worth: what they cost in a plan, shared out half by units and half by weight. */
export function worthOf(field: AllocationField, plan: FieldPlan): Float64Array {
  const worth = new Float64Array(field.demandCount);
  let units = 0;
  let grams = 0;
  for (let column = 0; column < field.demandCount; column += 1) {
    units += field.need[column] as number;
    grams += (field.need[column] as number) * (field.unitGrams[column] as number);
  }
  for (let column = 0; column < field.demandCount; column += 1) {
    const byWeight = grams === 0 ? 0 : ((field.unitGrams[column] as number) / grams) * units;
    worth[column] = ((plan.costMinor / units) * (1 + byWeight)) / 2;
  }
  return worth;
}
