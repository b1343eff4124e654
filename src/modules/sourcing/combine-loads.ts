import { assert } from '../../kernel/assert.ts';
import {
  fieldCostMinor,
  openCostMinor,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { listLoads, type RowLoads } from './list-loads.ts';

/** Partial plans that go on even when the budget is spent. */
const PLANS_MIN = 4;

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
  /** Numbers the rest. */
  key: Float64Array;
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
    isObligatory[row] === 1
      ? (reducedMinor[row] as number)
      : Math.min(0, reducedMinor[row] as number);
  const rows = rowsInOrder(field, reducedMinor).filter(
    (row) =>
      isObligatory[row] === 1 ||
      lowerMinor - shareOf(row) + (reducedMinor[row] as number) <= known.costMinor - 1 + 1e-6,
  );
  const obligatoryCount = rows.filter((row) => isObligatory[row] === 1).length;
  const tailMinor = new Float64Array(rows.length + 1);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    tailMinor[index] = (tailMinor[index + 1] as number) + shareOf(rows[index] as number);
  }

  // [row's place * demandCount + demand]: what the rows from there on hold together.
  const roomLater = new Float64Array((rows.length + 1) * demandCount);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    for (let column = 0; column < demandCount; column += 1) {
      roomLater[index * demandCount + column] =
        (roomLater[(index + 1) * demandCount + column] as number) +
        (field.room[(rows[index] as number) * demandCount + column] as number);
    }
  }

  const plans: PartialPlans = {
    rest: new Float64Array(1024 * demandCount),
    costMinor: new Float64Array(1024),
    boundMinor: new Float64Array(1024),
    key: new Float64Array(1024),
    parent: new Int32Array(1024),
    row: new Int32Array(1024),
    count: 1,
  };
  const radix = radixOf(need);
  for (let column = 0; column < demandCount; column += 1) {
    const quantity = need[column] as number;
    plans.rest[column] = quantity;
    plans.boundMinor[0] = (plans.boundMinor[0] as number) + quantity * (worth[column] as number);
    plans.key[0] = (plans.key[0] as number) + quantity * (radix[column] as number);
  }
  plans.parent[0] = -1;

  const visitsMax = Math.ceil(budget.visitsMax / Math.max(1, rows.length));
  let planByRest = new Map<number, number>();
  let active = [0];
  let bestMinor = known.costMinor;
  let bestPlan = -1;
  let isExact = true;
  let steps = 0;
  const part = new Float64Array(demandCount);

  for (let index = 0; index < rows.length && active.length > 0; index += 1) {
    const row = rows[index] as number;
    const mustShip = isObligatory[row] === 1;
    const allowedMinor = bestMinor - 1 + 1e-6 - (lowerMinor - shareOf(row));
    const loads = listLoads(field, row, worth, allowedMinor, visitsMax, budget.loadsMax);
    if (!loads.isComplete) isExact = false;
    // What is left of the budget is shared out over the rows to come, so that the last ones get theirs.
    const stepsHere = Math.max(0, budget.stepsMax - steps) / (rows.length - index);
    const plansMax = Math.max(
      PLANS_MIN,
      Math.min(budget.plansMax, Math.floor(stepsHere / Math.max(1, loads.count))),
    );
    if (active.length > plansMax) {
      isExact = false;
      active.sort(
        (a, b) => (plans.boundMinor[a] as number) - (plans.boundMinor[b] as number) || a - b,
      );
      active.length = plansMax;
    }
    const loadKeys = keysOf(loads, radix);
    const replaced = new Set<number>();
    const added: number[] = [];
    if (mustShip) planByRest = new Map();
    for (const plan of active) {
      const planBoundMinor = plans.boundMinor[plan] as number;
      if (planBoundMinor + (tailMinor[index] as number) > bestMinor - 1 + 1e-6) {
        replaced.add(plan);
        continue;
      }
      for (let load = 0; load < loads.count; load += 1) {
        steps += 1;
        let boundedMinor = planBoundMinor + (loads.reducedMinor[load] as number);
        if (boundedMinor + (tailMinor[index + 1] as number) > bestMinor - 1 + 1e-6) break;
        let key = (plans.key[plan] as number) - (loadKeys[load] as number);
        let shipmentMinor = loads.costMinor[load] as number;
        let loaded = loads.extra;
        let offset = load * demandCount;
        const fit = fitOf(
          plans,
          plan,
          loads,
          load,
          demandCount,
          roomLater,
          (index + 1) * demandCount,
        );
        if (fit === 'too_little') continue;
        if (fit === 'too_much') {
          if (loads.isComplete || !takePart(plans, plan, loads, load, part)) continue;
          [loaded, offset, shipmentMinor] = [part, 0, openCostMinor(field, row, part, 0)];
          boundedMinor = planBoundMinor + shipmentMinor;
          key = plans.key[plan] as number;
          for (let column = 0; column < demandCount; column += 1) {
            boundedMinor -= (part[column] as number) * (worth[column] as number);
            key -= (part[column] as number) * (radix[column] as number);
          }
          if (boundedMinor + (tailMinor[index + 1] as number) > bestMinor - 1 + 1e-6) continue;
        }
        const costMinor = (plans.costMinor[plan] as number) + shipmentMinor;
        const same = planByRest.get(key);
        if (same !== undefined) {
          // Two rests may share a key only where an order has too many rests to number.
          if (!leavesRest(plans, plan, loaded, offset, same, demandCount)) isExact = false;
          else if ((plans.costMinor[same] as number) <= costMinor) continue;
        }
        const created = addPlan(
          plans,
          demandCount,
          plan,
          loaded,
          offset,
          costMinor,
          boundedMinor,
          key,
          row,
        );
        if (isMet(plans, created, demandCount) && index + 1 >= obligatoryCount) {
          [bestMinor, bestPlan] = [costMinor, created];
          continue;
        }
        if (same !== undefined) replaced.add(same);
        planByRest.set(key, created);
        added.push(created);
      }
    }
    const going = mustShip ? added : active.concat(added);
    active = going.filter(
      (plan) =>
        !replaced.has(plan) &&
        isWithinReach(plans, plan, demandCount, roomLater, (index + 1) * demandCount),
    );
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

/** The keys of loads: a plan's key less a load's is the key of what is left then. */
function keysOf(loads: RowLoads, radix: Float64Array): Float64Array {
  const keys = new Float64Array(loads.count);
  for (let load = 0; load < loads.count; load += 1) {
    for (let column = 0; column < radix.length; column += 1) {
      keys[load] =
        (keys[load] as number) +
        (loads.extra[load * radix.length + column] as number) * (radix[column] as number);
    }
  }
  return keys;
}

/**
 * Whether a plan can take a load: not when it leaves more of a demand than the later rows hold, and
 * not wholly when it holds more of one than is still needed.
 */
function fitOf(
  plans: PartialPlans,
  plan: number,
  loads: RowLoads,
  load: number,
  demandCount: number,
  roomLater: Float64Array,
  laterOffset: number,
): 'fits' | 'too_much' | 'too_little' {
  let isTooMuch = false;
  for (let column = 0; column < demandCount; column += 1) {
    const rest =
      (plans.rest[plan * demandCount + column] as number) -
      (loads.extra[load * demandCount + column] as number);
    if (rest > (roomLater[laterOffset + column] as number)) return 'too_little';
    if (rest < 0) isTooMuch = true;
  }
  return isTooMuch ? 'too_much' : 'fits';
}

/** True when the rows from some place on hold what the plan still needs. */
function isWithinReach(
  plans: PartialPlans,
  plan: number,
  demandCount: number,
  roomLater: Float64Array,
  laterOffset: number,
): boolean {
  for (let column = 0; column < demandCount; column += 1) {
    if (
      (plans.rest[plan * demandCount + column] as number) >
      (roomLater[laterOffset + column] as number)
    )
      return false;
  }
  return true;
}

/** Puts into `part` what of the load the plan's rest still needs; false when that is nothing. */
function takePart(
  plans: PartialPlans,
  plan: number,
  loads: RowLoads,
  load: number,
  part: Float64Array,
): boolean {
  let units = 0;
  for (let column = 0; column < part.length; column += 1) {
    const quantity = loads.extra[load * part.length + column] as number;
    const rest = plans.rest[plan * part.length + column] as number;
    const taken = quantity < rest ? quantity : rest;
    part[column] = taken;
    units += taken;
  }
  return units > 0;
}

/** True when a plan with that load leaves the rest that the other plan leaves. */
function leavesRest(
  plans: PartialPlans,
  plan: number,
  loaded: Float64Array,
  offset: number,
  other: number,
  demandCount: number,
): boolean {
  for (let column = 0; column < demandCount; column += 1) {
    const rest =
      (plans.rest[plan * demandCount + column] as number) - (loaded[offset + column] as number);
    if (rest !== plans.rest[other * demandCount + column]) return false;
  }
  return true;
}

function isMet(plans: PartialPlans, plan: number, demandCount: number): boolean {
  for (let column = 0; column < demandCount; column += 1) {
    if (plans.rest[plan * demandCount + column] !== 0) return false;
  }
  return true;
}

function addPlan(
  plans: PartialPlans,
  demandCount: number,
  parent: number,
  loaded: Float64Array,
  offset: number,
  costMinor: number,
  boundMinor: number,
  key: number,
  row: number,
): number {
  const plan = plans.count;
  if (plan === plans.costMinor.length) {
    plans.rest = grown(plans.rest, new Float64Array(plans.rest.length * 2));
    plans.costMinor = grown(plans.costMinor, new Float64Array(plan * 2));
    plans.boundMinor = grown(plans.boundMinor, new Float64Array(plan * 2));
    plans.key = grown(plans.key, new Float64Array(plan * 2));
    plans.parent = grown(plans.parent, new Int32Array(plan * 2));
    plans.row = grown(plans.row, new Int32Array(plan * 2));
  }
  for (let column = 0; column < demandCount; column += 1) {
    plans.rest[plan * demandCount + column] =
      (plans.rest[parent * demandCount + column] as number) - (loaded[offset + column] as number);
  }
  plans.costMinor[plan] = costMinor;
  plans.boundMinor[plan] = boundMinor;
  plans.key[plan] = key;
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
function unwind(
  field: AllocationField,
  plans: PartialPlans,
  last: number,
  costMinor: number,
): FieldPlan {
  const { demandCount, sourceCount } = field;
  const extra = new Float64Array(sourceCount * demandCount);
  for (let plan = last; (plans.parent[plan] as number) >= 0; plan = plans.parent[plan] as number) {
    const parent = plans.parent[plan] as number;
    for (let column = 0; column < demandCount; column += 1) {
      extra[(plans.row[plan] as number) * demandCount + column] =
        (plans.rest[parent * demandCount + column] as number) -
        (plans.rest[plan * demandCount + column] as number);
    }
  }
  assert(
    fieldCostMinor(field, extra) === costMinor,
    'a plan costs what its shipments cost together',
  );
  return { extra, costMinor };
}
