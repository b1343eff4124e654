import type { FlowDefinition } from '../../client/contract.generated.d.ts';
import type { Step, Way } from './drawing.ts';

/** A step with its number and its ways out, as a list tells them. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
  readonly ways: readonly Way[];
  /** False: nothing leads to it. */
  readonly isReached: boolean;
}

/**
 * The steps in the order in which an order comes to them, each way followed to its end before the next;
 * what nothing leads to comes last.
 */
export function numberSteps({ nodes, edges, start }: FlowDefinition): NumberedStep[] {
  const byId = new Map(nodes.map((step) => [step.id, step]));
  const waysOf = Map.groupBy(edges, ({ from }) => from);
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id) || !byId.has(id)) continue;
    reached.add(id);
    open.push(...(waysOf.get(id) ?? []).map(({ to }) => to).toReversed());
  }
  const lost = nodes.map(({ id }) => id).filter((id) => !reached.has(id));
  return [...reached, ...lost].map((id, index) => ({
    step: byId.get(id) as Step,
    number: index + 1,
    ways: waysOf.get(id) ?? [],
    isReached: reached.has(id),
  }));
}
