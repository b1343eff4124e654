import type { AllocationField, FieldPlan } from './allocate-field.ts';
import { assert } from '../../kernel/assert.ts';
import { greedyPlan, improvePlan } from './improve-plan.ts';

/** Finds the cheapest plan of a field. */
export function searchField(field: AllocationField): { plan: FieldPlan; isExact: boolean } {
  const isUsable = new Uint8Array(field.sourceCount).fill(1);
  const worth = new Float64Array(field.demandCount).fill(1);
  const start = greedyPlan(field, worth, isUsable);
  assert(start !== null, 'offers hold at least what is demanded');
  return { plan: improvePlan(field, start, isUsable), isExact: false };
}
