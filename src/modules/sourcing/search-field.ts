import { assert } from '../../kernel/assert.ts';
import {
  fieldWithRows,
  planInWhole,
  planWithRows,
  shippingRows,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { boundMinor, relaxationOf, type FieldRelaxation } from './bound-field.ts';
import { combineLoads, type SearchBudget } from './combine-loads.ts';
import { greedyPlan, improvePlan } from './improve-plan.ts';

/** Narrow searches first: the better plans they find make the wide ones short. */
const BUDGETS: readonly SearchBudget[] = [
  { plansMax: 30, stepsMax: 40_000, visitsMax: 30_000, loadsMax: 100 },
  { plansMax: 300, stepsMax: 120_000, visitsMax: 60_000, loadsMax: 400 },
  { plansMax: 4_000, stepsMax: 400_000, visitsMax: 120_000, loadsMax: 4_000 },
];
const ROUNDS_MAX = 60;
const ROUNDS_BETWEEN_PLANS = 8;
/** Rows that stay in the search, and those among which a plan is improved on the way to the bound. */
const ROWS_MAX = 100;
const ROWS_TO_IMPROVE_AMONG = 16;

/**
 * Finds the cheapest plan of a field in three steps: a good plan by opening sources greedily and
 * improving; a lower bound, which also rules out sources that no better plan can use; and a search
 * through combinations of the others that ends when none is left or its budget is spent. `isExact`
 * tells that no plan costs less.
 */
export function searchField(field: AllocationField): { plan: FieldPlan; isExact: boolean } {
  const isUsable = new Uint8Array(field.sourceCount).fill(1);
  const start = greedyPlan(field, new Float64Array(field.demandCount).fill(1), isUsable);
  assert(start !== null, 'offers hold at least what is demanded');
  if (field.need.every((quantity) => quantity === 0)) return { plan: start, isExact: true };

  const relaxation = relaxationOf(field);
  const { plan, worth, lowerMinor } = raiseBound(relaxation, start, isUsable);
  if (lowerMinor > plan.costMinor - 1) return { plan, isExact: true };

  const ranked = rowsByReducedCost(field, relaxation.reducedMinor, isUsable);
  const rows = withShippingRows(field, plan, ranked.slice(0, ROWS_MAX));
  const part = fieldWithRows(field, rows);
  const reducedMinor = Float64Array.from(rows, (row) => relaxation.reducedMinor[row] as number);
  let best = improvePlan(part, planWithRows(field, plan, rows));
  let isExact = false;
  for (const budget of BUDGETS) {
    const combined = combineLoads(part, best, worth, reducedMinor, lowerMinor, budget);
    if (combined.plan.costMinor < best.costMinor) best = improvePlan(part, combined.plan);
    isExact = combined.isExact && ranked.length <= ROWS_MAX;
    if (combined.isExact) break;
  }
  return { plan: planInWhole(field, best, rows), isExact };
}

/**
 * Looks for the worths that give the highest lower bound, by steps along what the relaxed plan
 * misses (subgradient method with the step of B. T. Polyak, 1969). On the way it strikes out sources
 * whose use would already cost more than the best plan, and tries plans that the worths suggest.
 * Leaves the relaxation at the best worths.
 */
function raiseBound(
  relaxation: FieldRelaxation,
  start: FieldPlan,
  isUsable: Uint8Array,
): { plan: FieldPlan; worth: Float64Array; lowerMinor: number } {
  const { field, reducedMinor, missing } = relaxation;
  let plan = start;
  let worth = worthOf(field, start);
  let best = worth;
  let lowerMinor = -Infinity;
  let pace = 1;
  let roundsWithoutGain = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const bound = boundMinor(relaxation, worth, isUsable);
    if (round % ROUNDS_BETWEEN_PLANS === 0) {
      const suggested = greedyPlan(field, worth, isUsable);
      if (suggested !== null) plan = cheaperPlan(plan, improveAmongFew(relaxation, suggested, isUsable));
    }
    strikeOut(field, reducedMinor, bound, plan.costMinor, isUsable);
    if (bound > lowerMinor + 0.01) {
      [lowerMinor, best, roundsWithoutGain] = [bound, worth, 0];
    } else if ((roundsWithoutGain += 1) >= 4) {
      [pace, roundsWithoutGain, worth] = [pace / 2, 0, best];
      if (pace < 0.02) break;
      boundMinor(relaxation, worth, isUsable);
    }
    if (lowerMinor > plan.costMinor - 1) break;
    const squares = missing.reduce((sum, units) => sum + units * units, 0);
    if (squares < 1e-9) break;
    const step = (pace * (plan.costMinor - bound)) / squares;
    worth = worth.map((minor, column) => Math.max(0, minor + step * (missing[column] as number)));
  }
  lowerMinor = boundMinor(relaxation, best, isUsable);
  strikeOut(field, reducedMinor, lowerMinor, plan.costMinor, isUsable);
  return { plan, worth: best, lowerMinor };
}

/** Improves a plan with the help of the rows that the bound thinks best of. */
function improveAmongFew(relaxation: FieldRelaxation, plan: FieldPlan, isUsable: Uint8Array): FieldPlan {
  const { field, reducedMinor } = relaxation;
  const few = rowsByReducedCost(field, reducedMinor, isUsable).slice(0, ROWS_TO_IMPROVE_AMONG);
  const rows = withShippingRows(field, plan, few);
  return planInWhole(field, improvePlan(fieldWithRows(field, rows), planWithRows(field, plan, rows)), rows);
}

function cheaperPlan(plan: FieldPlan, other: FieldPlan): FieldPlan {
  return other.costMinor < plan.costMinor ? other : plan;
}

/** The usable rows, those first that earn most at the worths of the bound. */
function rowsByReducedCost(field: AllocationField, reducedMinor: Float64Array, isUsable: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < field.sourceCount; row += 1) if (isUsable[row] === 1) rows.push(row);
  return rows.sort((a, b) => (reducedMinor[a] as number) - (reducedMinor[b] as number) || a - b);
}

/** Rows together with those from which a plan ships, ascending. */
function withShippingRows(field: AllocationField, plan: FieldPlan, rows: readonly number[]): number[] {
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
function worthOf(field: AllocationField, plan: FieldPlan): Float64Array {
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
