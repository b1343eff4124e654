import { createHash } from 'node:crypto';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { canonicalText, compareCodeUnits as compare } from './canonical-text.ts';

/**
 * The content hash of a flow: SHA-256 over its JSON with the keys of every object in the order of their
 * code units, as RFC 8785 has it. The order of nodes and edges says nothing, so they are sorted too: two
 * people who draw the same flow get the same hash.
 */
export function hashDefinition(definition: FlowDefinition): string {
  const { nodes, edges } = definition;
  const sorted: FlowDefinition = {
    ...definition,
    nodes: nodes.toSorted((one, other) => compare(one.id, other.id)),
    edges: edges.toSorted(
      (one, other) =>
        compare(one.from, other.from) ||
        compare(one.output, other.output) ||
        compare(one.to, other.to),
    ),
  };
  return createHash('sha256').update(canonicalText(sorted)).digest('hex');
}
