import { assert } from '../../kernel/assert.ts';
import { fieldCostMinor, openCostMinor, type AllocationField, type FieldPlan } from './allocate-field.ts';
import { priceStepEndGrams, type Source } from './rank.ts';

/**
 * Builds a plan by opening, time after time, the source whose shipment costs least for what it
 * takes, counted with `worth` (minor units a unit of each demand is thought to be worth). Null when
 * the usable sources do not hold enough.
 */
export function greedyPlan(field: AllocationField, worth: Float64Array, isUsable: Uint8Array): FieldPlan | null {
  const { sourceCount, demandCount, room } = field;
  const extra = new Float64Array(sourceCount * demandCount);
  const rest = Float64Array.from(field.need);
  const load = new Float64Array(demandCount);
  const none = new Float64Array(demandCount);
  let restUnits = rest.reduce((sum, quantity) => sum + quantity, 0);
  while (restUnits > 0) {
    let bestRow = -1;
    let bestRatio = Infinity;
    for (let row = 0; row < sourceCount; row += 1) {
      if (isUsable[row] === 0) continue;
      let gain = 0;
      for (let column = 0; column < demandCount; column += 1) {
        const cell = row * demandCount + column;
        const quantity = Math.min((room[cell] as number) - (extra[cell] as number), rest[column] as number);
        load[column] = quantity;
        gain += quantity * ((worth[column] as number) + 1e-6);
      }
      if (gain <= 0) continue;
      const sunkMinor = field.isObligatory[row] === 1 ? openCostMinor(field, row, none, 0) : 0;
      const ratio = (openCostMinor(field, row, load, 0) - sunkMinor) / gain;
      if (ratio < bestRatio) [bestRow, bestRatio] = [row, ratio];
    }
    if (bestRow < 0) return null;
    for (let column = 0; column < demandCount; column += 1) {
      const cell = bestRow * demandCount + column;
      const quantity = Math.min((room[cell] as number) - (extra[cell] as number), rest[column] as number);
      extra[cell] = (extra[cell] as number) + quantity;
      rest[column] = (rest[column] as number) - quantity;
      restUnits -= quantity;
    }
  }
  return { extra, costMinor: fieldCostMinor(field, extra) };
}

/**
 * Makes a plan cheaper by small changes until none helps: moving units between two open sources,
 * replacing one source by another, opening one more, closing one. A local optimum, deterministic.
 */
export function improvePlan(field: AllocationField, start: FieldPlan, isUsable: Uint8Array): FieldPlan {
  const { sourceCount, demandCount } = field;
  let plan: FieldPlan = { extra: Float64Array.from(start.extra), costMinor: start.costMinor };
  for (let round = 0; round < 20; round += 1) {
    const costBefore = plan.costMinor;
    plan = moveUnits(field, plan);
    for (let row = 0; row < sourceCount; row += 1) {
      if (isUsable[row] === 0) continue;
      for (const closed of [-1, ...openRows(field, plan.extra)]) {
        if (closed === row) continue;
        const changed = rebuilt(field, plan, row, closed);
        if (changed !== null && changed.costMinor < plan.costMinor) plan = changed;
      }
    }
    if (plan.costMinor >= costBefore) break;
  }
  for (let column = 0; column < demandCount; column += 1) {
    let sum = 0;
    for (let row = 0; row < sourceCount; row += 1) sum += plan.extra[row * demandCount + column] as number;
    assert(sum === field.need[column], 'a change of a plan keeps every demand met');
  }
  return plan;
}

/** The rows that send something beyond a base. */
function openRows(field: AllocationField, extra: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < field.sourceCount; row += 1) {
    for (let column = 0; column < field.demandCount; column += 1) {
      if ((extra[row * field.demandCount + column] as number) > 0) {
        rows.push(row);
        break;
      }
    }
  }
  return rows;
}

/**
 * The plan with all that `closed` sends given up and `opened` sending all that it can of that, or,
 * with no row to close (-1), of everything. What is given up and not taken goes where there is room
 * at the least cost. Null when there is not enough room.
 */
function rebuilt(field: AllocationField, plan: FieldPlan, opened: number, closed: number): FieldPlan | null {
  const { demandCount, room } = field;
  const rows = openRows(field, plan.extra);
  const extra = Float64Array.from(plan.extra);
  let changed = false;
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
      changed = true;
    }
  }
  if (!changed) return null;
  if (closed >= 0 && !spreadRow(field, extra, closed, rows)) return null;
  return { extra, costMinor: fieldCostOfRows(field, extra, rows, opened) };
}

/** Moves what is left on a row to other open rows, each quantity where it adds least; false when there is no room. */
function spreadRow(field: AllocationField, extra: Float64Array, closed: number, rows: readonly number[]): boolean {
  const { demandCount, room } = field;
  for (let column = 0; column < demandCount; column += 1) {
    const from = closed * demandCount + column;
    while ((extra[from] as number) > 0) {
      let bestRow = -1;
      let bestRatio = Infinity;
      for (const row of rows) {
        const cell = row * demandCount + column;
        const quantity = Math.min((room[cell] as number) - (extra[cell] as number), extra[from] as number);
        if (row === closed || quantity <= 0) continue;
        const ratio = addedMinor(field, extra, row, column, quantity) / quantity;
        if (ratio < bestRatio) [bestRow, bestRatio] = [row, ratio];
      }
      if (bestRow < 0) return false;
      const cell = bestRow * demandCount + column;
      const quantity = Math.min((room[cell] as number) - (extra[cell] as number), extra[from] as number);
      extra[cell] = (extra[cell] as number) + quantity;
      extra[from] = (extra[from] as number) - quantity;
    }
  }
  return true;
}

/** What it adds in minor units to change a row's quantity of one demand by `change`. */
function addedMinor(field: AllocationField, extra: Float64Array, row: number, column: number, change: number): number {
  const offset = row * field.demandCount;
  const before = openCostMinor(field, row, extra, offset);
  const cell = offset + column;
  const quantity = extra[cell] as number;
  extra[cell] = quantity + change;
  const after = openCostMinor(field, row, extra, offset);
  extra[cell] = quantity;
  return after - before;
}

function fieldCostOfRows(field: AllocationField, extra: Float64Array, rows: readonly number[], opened: number): number {
  let costMinor = 0;
  for (let row = 0; row < field.sourceCount; row += 1) {
    if (field.isObligatory[row] === 1 || row === opened || rows.includes(row)) {
      costMinor += openCostMinor(field, row, extra, row * field.demandCount);
    }
  }
  return costMinor;
}

/** Moves units of one demand between two open sources as long as that makes the plan cheaper. */
function moveUnits(field: AllocationField, start: FieldPlan): FieldPlan {
  const { demandCount, room } = field;
  const extra = start.extra;
  let costMinor = start.costMinor;
  const open = openRows(field, extra);
  for (let row = 0; row < field.sourceCount; row += 1) {
    if (field.isObligatory[row] === 1 && !open.includes(row)) open.push(row);
  }
  for (const from of open) {
    for (const to of open) {
      if (from === to) continue;
      for (let column = 0; column < demandCount; column += 1) {
        const fromCell = from * demandCount + column;
        const toCell = to * demandCount + column;
        const most = Math.min(extra[fromCell] as number, (room[toCell] as number) - (extra[toCell] as number));
        if (most <= 0) continue;
        for (const quantity of quantitiesToMove(field, extra, from, to, column, most)) {
          const change =
            addedMinor(field, extra, from, column, -quantity) + addedMinor(field, extra, to, column, quantity);
          if (change >= 0) continue;
          extra[fromCell] = (extra[fromCell] as number) - quantity;
          extra[toCell] = (extra[toCell] as number) + quantity;
          costMinor += change;
          break;
        }
      }
    }
  }
  return { extra, costMinor };
}

/** All of it, one, just enough for the giver to reach a cheaper weight step, and as much as the taker can hold without reaching a dearer one. */
function quantitiesToMove(
  field: AllocationField,
  extra: Float64Array,
  from: number,
  to: number,
  column: number,
  most: number,
): Set<number> {
  const quantities = new Set([most, 1]);
  const unit = field.unitGrams[column] as number;
  if (unit <= 0) return quantities;
  const fromGrams = rowGrams(field, extra, from);
  const toGrams = rowGrams(field, extra, to);
  for (const { route } of (field.sources[from] as Source).options) {
    const lowerGrams = fromGrams - most * unit;
    const enough = Math.ceil((fromGrams - priceStepEndGrams(route, Math.max(0, lowerGrams))) / unit);
    if (enough > 0 && enough < most) quantities.add(enough);
  }
  for (const { route } of (field.sources[to] as Source).options) {
    const fitting = Math.floor((priceStepEndGrams(route, Math.max(0, toGrams - 1)) - toGrams) / unit);
    if (fitting > 0 && fitting < most) quantities.add(fitting);
  }
  return quantities;
}

function rowGrams(field: AllocationField, extra: Float64Array, row: number): number {
  let grams = 0;
  for (let column = 0; column < field.demandCount; column += 1) {
    const cell = row * field.demandCount + column;
    grams += ((field.base[cell] as number) + (extra[cell] as number)) * (field.unitGrams[column] as number);
  }
  return grams;
}
