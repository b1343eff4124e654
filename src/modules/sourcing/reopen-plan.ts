import {
  fieldWithRows,
  planInWhole,
  shippingRows,
  type AllocationField,
  type FieldPlan,
} from './allocate-field.ts';
import { boundMinor, relaxationOf } from './bound-field.ts';
import { combineLoads, type SearchBudget } from './combine-loads.ts';
import { raiseWorth } from './raise-bound.ts';

/**
 * Makes a plan cheaper by opening it again in part: what a few of its sources send is decided anew
 * over all rows, while the other sources keep what they have and may take more (large neighbourhood
 * search, P. Shaw 1998, with every pair of sources in turn). Ends when no pair helps any more or `effortMax`
 * shipments have been costed.
 */
function reopenPlan(
  field: AllocationField,
  start: FieldPlan,
  worth: Float64Array,
  budget: SearchBudget,
  effortMax: number,
): FieldPlan {
  let plan = start;
  let isBetter = true;
  while (isBetter) {
    isBetter = false;
    const rows = shippingRows(field, plan.extra);
    for (let first = 0; first < rows.length && !isBetter; first += 1) {
      for (let second = first + 1; second < rows.length && !isBetter; second += 1) {
        if (field.effort.shipmentsCosted > effortMax) return plan;
        const changed = reopenRows(
          field,
          plan,
          [rows[first] as number, rows[second] as number],
          worth,
          budget,
        );
        if (changed.costMinor < plan.costMinor) [plan, isBetter] = [changed, true];
      }
    }
  }
  return plan;
}

/** The best plan found in which all rows but these send at least what they send now. */
function reopenRows(
  field: AllocationField,
  plan: FieldPlan,
  opened: readonly number[],
  worth: Float64Array,
  budget: SearchBudget,
): FieldPlan {
  const { demandCount, sourceCount } = field;
  const base = Float64Array.from(field.base);
  const room = Float64Array.from(field.room);
  const need = new Float64Array(demandCount);
  const kept = new Float64Array(sourceCount * demandCount);
  const isObligatory = Uint8Array.from(field.isObligatory);
  for (let row = 0; row < sourceCount; row += 1) {
    for (let column = 0; column < demandCount; column += 1) {
      const cell = row * demandCount + column;
      const sent = plan.extra[cell] as number;
      if (opened.includes(row)) {
        need[column] = (need[column] as number) + sent;
        continue;
      }
      if (sent === 0) continue;
      kept[cell] = sent;
      base[cell] = (base[cell] as number) + sent;
      room[cell] = (room[cell] as number) - sent;
      isObligatory[row] = 1;
    }
  }
  for (let row = 0; row < sourceCount; row += 1) {
    for (let column = 0; column < demandCount; column += 1) {
      const cell = row * demandCount + column;
      room[cell] = Math.min(room[cell] as number, need[column] as number);
    }
  }
  const rest: AllocationField = { ...field, base, room, need, isObligatory };
  const known: FieldPlan = {
    extra: plan.extra.map((sent, cell) => sent - (kept[cell] as number)),
    costMinor: plan.costMinor,
  };
  const relaxation = relaxationOf(rest);
  const isUsable = new Uint8Array(sourceCount).fill(1);
  const raised = raiseWorth(relaxation, worth, isUsable, plan.costMinor, 8);
  const lowerMinor = boundMinor(relaxation, raised, isUsable);
  if (lowerMinor > plan.costMinor - 1) return plan;
  const combined = combineLoads(rest, known, raised, relaxation.reducedMinor, lowerMinor, budget);
  if (combined.plan.costMinor >= plan.costMinor) return plan;
  return {
    extra: combined.plan.extra.map((sent, cell) => sent + (kept[cell] as number)),
    costMinor: combined.plan.costMinor,
  };
}

/** `reopenPlan` among the rows given and those that the plan ships from. */
export function reopenAmong(
  field: AllocationField,
  plan: FieldPlan,
  rows: readonly number[],
  worth: Float64Array,
  budget: SearchBudget,
  effortMax: number,
): FieldPlan {
  const part = fieldWithRows(field, rows);
  const extra = new Float64Array(rows.length * field.demandCount);
  rows.forEach((row, index) => {
    extra.set(
      plan.extra.subarray(row * field.demandCount, (row + 1) * field.demandCount),
      index * field.demandCount,
    );
  });
  return planInWhole(
    field,
    reopenPlan(part, { extra, costMinor: plan.costMinor }, worth, budget, effortMax),
    rows,
  );
}
