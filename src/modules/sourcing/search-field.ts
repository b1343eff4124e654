import { assert } from '../../kernel/assert.ts';
import {
  fieldWithRows,
  planInWhole,
  planWithRows,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { boundMinor, relaxationOf } from './bound-field.ts';
import { combineLoads, type SearchBudget } from './combine-loads.ts';
import { greedyPlan, improvePlan } from './improve-plan.ts';
import {
  raiseBound,
  rowsByReducedCost,
  scaledWorth,
  withShippingRows,
  worthOf,
} from './raise-bound.ts';
import { reopenAmong } from './reopen-plan.ts';

/** For deciding a part of a plan anew: short, as it is done many times. */
const BUDGET_TO_REOPEN: SearchBudget = {
  plansMax: 40,
  stepsMax: 6_000,
  visitsMax: 3_000,
  loadsMax: 60,
};
/** For the whole: narrow first, as better plans make the wide search short. */
const BUDGETS: readonly SearchBudget[] = [
  { plansMax: 100, stepsMax: 15_000, visitsMax: 12_000, loadsMax: 200 },
  { plansMax: 2_000, stepsMax: 80_000, visitsMax: 40_000, loadsMax: 2_000 },
];
/** For fields so small that every combination can be looked at. */
const COMBINATIONS_TINY = 3_000;
const BUDGET_TINY: SearchBudget = {
  plansMax: Infinity,
  stepsMax: Infinity,
  visitsMax: Infinity,
  loadsMax: Infinity,
};
/** Rows among which plans are varied. */
const ROWS_TO_VARY_AMONG = 16;
/** With more rows than this a wide search hardly ever ends. */
const ROWS_TO_PROVE_MAX = 30;

/** How far a search goes; a large field spends more on its bound and has less left for the rest. */
interface SearchLimits {
  /** Shipments that may be costed until no more plans are started, and until none is opened again. */
  readonly effortToStart: number;
  readonly effortToReopen: number;
  /** Rows that stay in the search. */
  readonly rowsMax: number;
}

const ROWS_LARGE = 200;
const LIMITS: SearchLimits = { effortToStart: 70_000, effortToReopen: 120_000, rowsMax: 60 };
const LIMITS_LARGE: SearchLimits = { effortToStart: 14_000, effortToReopen: 18_000, rowsMax: 28 };

/**
 * Finds the cheapest plan of a field in three steps: a good plan by opening sources greedily and
 * improving; a lower bound, which also rules out sources that no better plan can use; and a search
 * through combinations of the others that ends when none is left or its budget is spent. `isExact`
 * tells that no plan costs less.
 */
export function searchField(field: AllocationField): { plan: FieldPlan; isExact: boolean } {
  const isUsable = new Uint8Array(field.sourceCount).fill(1);
  const start = greedyPlan(field, new Float64Array(field.demandCount).fill(1), isUsable, -1);
  assert(start !== null, 'offers hold at least what is demanded');
  if (field.need.every((quantity) => quantity === 0)) return { plan: start, isExact: true };

  const relaxation = relaxationOf(field);
  if (isTiny(field)) {
    const worth = scaledWorth(relaxation, worthOf(field, start), isUsable);
    const bound = boundMinor(relaxation, worth, isUsable);
    return combineLoads(field, start, worth, relaxation.reducedMinor, bound, BUDGET_TINY);
  }
  const { plan, worth, lowerMinor } = raiseBound(relaxation, start, isUsable);
  if (lowerMinor > plan.costMinor - 1) return { plan, isExact: true };

  const limits = field.sourceCount > ROWS_LARGE ? LIMITS_LARGE : LIMITS;
  const ranked = rowsByReducedCost(field, relaxation.reducedMinor, isUsable);
  const rows = withShippingRows(field, plan, ranked.slice(0, limits.rowsMax));
  const part = fieldWithRows(field, rows);
  const reducedMinor = Float64Array.from(rows, (row) => relaxation.reducedMinor[row] as number);
  const leading = rowsByReducedCost(part, reducedMinor, new Uint8Array(rows.length).fill(1)).slice(
    0,
    ROWS_TO_VARY_AMONG,
  );
  const reopen = (found: FieldPlan): FieldPlan =>
    reopenAmong(
      part,
      found,
      withShippingRows(part, found, leading),
      worth,
      BUDGET_TO_REOPEN,
      limits.effortToReopen,
    );
  let best = reopen(
    startFromEach(part, leading, worth, planWithRows(field, plan, rows), limits.effortToStart),
  );
  let isExact = false;
  for (const budget of ranked.length <= ROWS_TO_PROVE_MAX ? BUDGETS : BUDGETS.slice(0, 1)) {
    const combined = combineLoads(part, best, worth, reducedMinor, lowerMinor, budget);
    if (combined.plan.costMinor < best.costMinor) best = reopen(improvePlan(part, combined.plan));
    isExact = combined.isExact && ranked.length <= limits.rowsMax;
    if (combined.isExact) break;
  }
  return { plan: planInWhole(field, best, rows), isExact };
}

/** Plans that open each of the rows first, improved; the cheapest of them and of the known one. */
function startFromEach(
  field: AllocationField,
  rows: readonly number[],
  worth: Float64Array,
  known: FieldPlan,
  effortMax: number,
): FieldPlan {
  let best = improvePlan(field, known);
  for (const first of rows) {
    if (field.effort.shipmentsCosted > effortMax) break;
    const among = withShippingRows(field, best, rows);
    const part = fieldWithRows(field, among);
    const started = greedyPlan(
      part,
      worth,
      new Uint8Array(among.length).fill(1),
      among.indexOf(first),
    );
    if (started === null) continue;
    const improved = improvePlan(part, started);
    if (improved.costMinor < best.costMinor) best = planInWhole(field, improved, among);
  }
  return best;
}

/** True when there are so few rests and rows that going through all shipments is quicker than bounding them well. */
function isTiny(field: AllocationField): boolean {
  let rests = 1;
  for (let column = 0; column < field.demandCount; column += 1)
    rests *= (field.need[column] as number) + 1;
  return rests * rests * field.sourceCount <= COMBINATIONS_TINY;
}
