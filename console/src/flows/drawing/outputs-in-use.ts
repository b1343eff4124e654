import type { FlowComponent } from '../flow-queries.ts';
import { stepOf, type Drawing } from './drawing.ts';

/** The ways out of a step that lead somewhere, in the order in which its component has them. */
export function outputsInUse(
  drawing: Drawing,
  components: ReadonlyMap<string, FlowComponent>,
  id: string,
): string[] {
  const order = components.get(stepOf(drawing, id)?.component ?? '')?.outputs ?? [];
  const used = drawing.definition.edges.filter(({ from }) => from === id);
  return [...new Set(used.map(({ output }) => output))].toSorted(
    (one, other) => order.indexOf(one) - order.indexOf(other),
  );
}
