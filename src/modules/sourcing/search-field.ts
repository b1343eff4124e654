import { assert } from '../../kernel/assert.ts';
import type { AllocationField, FieldPlan } from './allocate-field.ts';
import { boundMinor, relaxationOf, type FieldRelaxation } from './bound-field.ts';
import { combineLoads, type SearchBudget } from './combine-loads.ts';
import { greedyPlan, improvePlan } from './improve-plan.ts';

const BUDGET: SearchBudget = { plansMax: 3_000, stepsMax: 600_000, loadsMax: 2_048 };
const ROUNDS_MAX = 60;
const ROUNDS_BETWEEN_PLANS = 8;

/**
 * Finds the cheapest plan of a field in three steps: a good plan by opening sources greedily and
 * improving; a lower bound, which also rules out sources that no better plan can use; and a search
 * through combinations of the others that ends when none is left or its budget is spent. `isExact`
 * tells that no plan costs less.
 */
export function searchField(field: AllocationField): { plan: FieldPlan; isExact: boolean } {
  const isUsable = new Uint8Array(field.sourceCount).fill(1);
  const first = greedyPlan(field, new Float64Array(field.demandCount).fill(1), isUsable);
  assert(first !== null, 'offers hold at least what is demanded');
  const start = improvePlan(field, first, isUsable);
  if (field.need.every((quantity) => quantity === 0)) return { plan: start, isExact: true };

  const relaxation = relaxationOf(field);
  const raised = raiseBound(relaxation, start, isUsable);
  if (raised.lowerMinor > raised.plan.costMinor - 1) return { plan: raised.plan, isExact: true };
  const combined = combineLoads(
    field,
    raised.plan,
    raised.worth,
    relaxation.reducedMinor,
    raised.lowerMinor,
    isUsable,
    BUDGET,
  );
  if (combined.isExact) return combined;
  return { plan: improvePlan(field, combined.plan, new Uint8Array(field.sourceCount).fill(1)), isExact: false };
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
    strikeOut(field, reducedMinor, bound, plan.costMinor, isUsable);
    if (bound > lowerMinor + 0.01) {
      [lowerMinor, best, roundsWithoutGain] = [bound, worth, 0];
    } else if ((roundsWithoutGain += 1) >= 4) {
      [pace, roundsWithoutGain, worth] = [pace / 2, 0, best];
      if (pace < 0.02) break;
      boundMinor(relaxation, worth, isUsable);
    }
    if (lowerMinor > plan.costMinor - 1) break;
    if (round % ROUNDS_BETWEEN_PLANS === ROUNDS_BETWEEN_PLANS - 1) {
      const suggested = greedyPlan(field, worth, isUsable);
      if (suggested !== null) {
        const improved = improvePlan(field, suggested, isUsable);
        if (improved.costMinor < plan.costMinor) plan = improved;
      }
    }
    const squares = missing.reduce((sum, units) => sum + units * units, 0);
    if (squares < 1e-9) break;
    const step = (pace * (plan.costMinor - bound)) / squares;
    worth = worth.map((minor, column) => Math.max(0, minor + step * (missing[column] as number)));
  }
  lowerMinor = boundMinor(relaxation, best, isUsable);
  strikeOut(field, reducedMinor, lowerMinor, plan.costMinor, isUsable);
  return { plan, worth: best, lowerMinor };
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

/** A first guess of what units are worth: what they cost in a plan, each shipment shared out half by units and half by weight. */
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
