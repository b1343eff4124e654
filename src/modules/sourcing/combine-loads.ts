import { assert } from '../../kernel/assert.ts';
import { fieldCostMinor, openCostMinor, type AllocationField, type FieldPlan } from './allocate-field.ts';
import { listLoads, type RowLoads } from './list-loads.ts';

/** What a search may do at most; counted in steps, not in time, so that it ends at the same place everywhere. */
export interface SearchBudget {
  /** Partial plans kept after each source. */
  readonly plansMax: number;
  /** Partial plans tried with one more shipment. */
  readonly stepsMax: number;
  /** Combinations of quantities looked at for all sources together, each source having its part. */
  readonly visitsMax: number;
  /** Shipments kept for one source, those with the least reduced cost. */
  readonly loadsMax: number;
}

/** Partial plans, as a table that only grows. */
interface PartialPlans {
  rest: Float64Array;
  costMinor: Float64Array;
  /** The cost plus what the rest is worth. */
  boundMinor: Float64Array;
  parent: Int32Array;
  row: Int32Array;
  count: number;
}

/**
 * Combines shipments of the rows, one row after the other, into the cheapest plan. Of partial plans
 * that leave the same rest only the cheapest goes on, and none goes on whose cost and lower bound of
 * its rest reach the best plan known (dynamic programming with Lagrangian bounds). `isExact` is true
 * when the budget sufficed to go through everything, so that no cheaper plan exists.
 */
export function combineLoads(
  field: AllocationField,
  known: FieldPlan,
  worth: Float64Array,
  reducedMinor: Float64Array,
  lowerMinor: number,
  budget: SearchBudget,
): { plan: FieldPlan; isExact: boolean } {
  const { demandCount, isObligatory, need } = field;
  const shareOf = (row: number): number =>
    isObligatory[row] === 1 ? (reducedMinor[row] as number) : Math.min(0, reducedMinor[row] as number);
  const rows = rowsInOrder(field, reducedMinor).filter(
    (row) => isObligatory[row] === 1 || lowerMinor - shareOf(row) + (reducedMinor[row] as number) <= known.costMinor - 1 + 1e-6,
  );
  const obligatoryCount = rows.filter((row) => isObligatory[row] === 1).length;
  const tailMinor = new Float64Array(rows.length + 1);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    tailMinor[index] = (tailMinor[index + 1] as number) + shareOf(rows[index] as number);
  }

  const plans: PartialPlans = {
    rest: new Float64Array(1024 * demandCount),
    costMinor: new Float64Array(1024),
    boundMinor: new Float64Array(1024),
    parent: new Int32Array(1024),
    row: new Int32Array(1024),
    count: 1,
  };
  let restWorth = 0;
  for (let column = 0; column < demandCount; column += 1) {
    plans.rest[column] = need[column] as number;
    restWorth += (need[column] as number) * (worth[column] as number);
  }
  plans.boundMinor[0] = restWorth;
  plans.parent[0] = -1;

  const visitsMax = Math.ceil(budget.visitsMax / Math.max(1, rows.length));
  const radix = radixOf(need);
  let planByRest = new Map<number, number>();
  let active = [0];
  let bestMinor = known.costMinor;
  let bestPlan = -1;
  let isExact = true;
  let steps = 0;
  const extra = new Float64Array(demandCount);
  const next = new Float64Array(demandCount);

  for (let index = 0; index < rows.length && active.length > 0; index += 1) {
    const row = rows[index] as number;
    const mustShip = isObligatory[row] === 1;
    const allowedMinor = bestMinor - 1 + 1e-6 - (lowerMinor - shareOf(row));
    const loads = listLoads(field, row, worth, allowedMinor, visitsMax, budget.loadsMax);
    if (!loads.isComplete) isExact = false;
    const replaced = new Set<number>();
    const added: number[] = [];
    if (mustShip) planByRest = new Map();
    for (const plan of active) {
      const planBoundMinor = plans.boundMinor[plan] as number;
      if (planBoundMinor + (tailMinor[index] as number) > bestMinor - 1 + 1e-6) {
        replaced.add(plan);
        continue;
      }
      if (steps > budget.stepsMax) {
        isExact = false;
        break;
      }
      for (let load = 0; load < loads.count; load += 1) {
        steps += 1;
        const roughMinor = planBoundMinor + (loads.reducedMinor[load] as number) + (tailMinor[index + 1] as number);
        if (roughMinor > bestMinor - 1 + 1e-6) break;
        const fit = fitLoad(field, plans, plan, loads, load, extra);
        if (fit === 'none' || (fit === 'part' && loads.isComplete)) continue;
        const shipmentMinor = fit === 'part' ? openCostMinor(field, row, extra, 0) : (loads.costMinor[load] as number);
        let restUnits = 0;
        let key = 0;
        let boundedMinor = planBoundMinor + shipmentMinor;
        for (let column = 0; column < demandCount; column += 1) {
          const taken = extra[column] as number;
          const rest = (plans.rest[plan * demandCount + column] as number) - taken;
          next[column] = rest;
          restUnits += rest;
          boundedMinor -= taken * (worth[column] as number);
          key = (key + rest * (radix[column] as number)) % Number.MAX_SAFE_INTEGER;
        }
        if (boundedMinor + (tailMinor[index + 1] as number) > bestMinor - 1 + 1e-6) continue;
        const costMinor = (plans.costMinor[plan] as number) + shipmentMinor;
        if (restUnits === 0 && index + 1 >= obligatoryCount) {
          bestMinor = costMinor;
          bestPlan = addPlan(plans, demandCount, next, costMinor, boundedMinor, plan, row);
          continue;
        }
        const same = planByRest.get(key);
        if (same !== undefined) {
          // Two rests may share a key only where the rests of the order are too many to number.
          if (!isSameRest(plans, same, next, demandCount)) isExact = false;
          else if ((plans.costMinor[same] as number) <= costMinor) continue;
          replaced.add(same);
        }
        const created = addPlan(plans, demandCount, next, costMinor, boundedMinor, plan, row);
        planByRest.set(key, created);
        added.push(created);
      }
    }
    const going = mustShip ? added : active.concat(added);
    active = replaced.size === 0 ? going : going.filter((plan) => !replaced.has(plan));
    if (active.length > budget.plansMax) {
      active = active
        .toSorted((a, b) => (plans.boundMinor[a] as number) - (plans.boundMinor[b] as number) || a - b)
        .slice(0, budget.plansMax);
      isExact = false;
    }
  }
  if (bestPlan < 0) return { plan: known, isExact };
  return { plan: unwind(field, plans, bestPlan, bestMinor), isExact };
}

/** Obligatory rows first, then by reduced cost: rows that are likely to ship come early and bring good plans soon. */
function rowsInOrder(field: AllocationField, reducedMinor: Float64Array): number[] {
  return Array.from({ length: field.sourceCount }, (_, row) => row).sort(
    (a, b) =>
      (field.isObligatory[b] as number) - (field.isObligatory[a] as number) ||
      (reducedMinor[a] as number) - (reducedMinor[b] as number) ||
      a - b,
  );
}

/** Factors that number every rest differently, as long as there are fewer rests than safe integers. */
function radixOf(need: Float64Array): Float64Array {
  const radix = new Float64Array(need.length);
  let factor = 1;
  for (let column = 0; column < need.length; column += 1) {
    radix[column] = factor;
    factor *= (need[column] as number) + 1;
    if (factor > Number.MAX_SAFE_INTEGER / 4096) factor = (factor % 1_000_003) + 7_919;
  }
  return radix;
}

/** Puts into `extra` what of the load the plan's rest still needs: the whole load, a part of it, or nothing. */
function fitLoad(
  field: AllocationField,
  plans: PartialPlans,
  plan: number,
  loads: RowLoads,
  load: number,
  extra: Float64Array,
): 'whole' | 'part' | 'none' {
  const { demandCount } = field;
  let isWhole = true;
  let units = 0;
  let wanted = 0;
  for (let column = 0; column < demandCount; column += 1) {
    const quantity = loads.extra[load * demandCount + column] as number;
    const rest = plans.rest[plan * demandCount + column] as number;
    const taken = quantity < rest ? quantity : rest;
    extra[column] = taken;
    units += taken;
    wanted += quantity;
    if (taken < quantity) {
      isWhole = false;
      if (loads.isComplete) return 'part';
    }
  }
  if (isWhole) return 'whole';
  return units === 0 && wanted > 0 ? 'none' : 'part';
}

function isSameRest(plans: PartialPlans, plan: number, rest: Float64Array, demandCount: number): boolean {
  for (let column = 0; column < demandCount; column += 1) {
    if (plans.rest[plan * demandCount + column] !== rest[column]) return false;
  }
  return true;
}

function addPlan(
  plans: PartialPlans,
  demandCount: number,
  rest: Float64Array,
  costMinor: number,
  boundMinor: number,
  parent: number,
  row: number,
): number {
  const plan = plans.count;
  if (plan === plans.costMinor.length) {
    plans.rest = grown(plans.rest, new Float64Array(plans.rest.length * 2));
    plans.costMinor = grown(plans.costMinor, new Float64Array(plan * 2));
    plans.boundMinor = grown(plans.boundMinor, new Float64Array(plan * 2));
    plans.parent = grown(plans.parent, new Int32Array(plan * 2));
    plans.row = grown(plans.row, new Int32Array(plan * 2));
  }
  plans.rest.set(rest, plan * demandCount);
  plans.costMinor[plan] = costMinor;
  plans.boundMinor[plan] = boundMinor;
  plans.parent[plan] = parent;
  plans.row[plan] = row;
  plans.count += 1;
  return plan;
}

function grown<Table extends Float64Array | Int32Array>(from: Table, to: Table): Table {
  to.set(from);
  return to;
}

/** Reads back what each row sends: the difference between a partial plan's rest and its parent's. */
function unwind(field: AllocationField, plans: PartialPlans, last: number, costMinor: number): FieldPlan {
  const { demandCount, sourceCount } = field;
  const extra = new Float64Array(sourceCount * demandCount);
  for (let plan = last; (plans.parent[plan] as number) >= 0; plan = plans.parent[plan] as number) {
    const parent = plans.parent[plan] as number;
    for (let column = 0; column < demandCount; column += 1) {
      extra[(plans.row[plan] as number) * demandCount + column] =
        (plans.rest[parent * demandCount + column] as number) - (plans.rest[plan * demandCount + column] as number);
    }
  }
  assert(fieldCostMinor(field, extra) === costMinor, 'a plan costs what its shipments cost together');
  return { extra, costMinor };
}
