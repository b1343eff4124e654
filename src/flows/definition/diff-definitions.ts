import type { FlowDefinition } from '../../../contracts/flows.ts';
import { canonicalText } from './canonical-text.ts';

/** What somebody has changed of a flow: nodes by id, and which of its other parts. */
export interface DefinitionChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Names of fields other than nodes: edges, trigger, filter, start, names, description. */
  readonly parts: readonly string[];
}

/** What is different between two definitions of a flow; `before` null: all of it is new. */
export function diffDefinitions(
  before: FlowDefinition | null,
  after: FlowDefinition,
): DefinitionChange {
  const known = new Map((before?.nodes ?? []).map((node) => [node.id, canonicalText(node)]));
  const drawn = new Map(after.nodes.map((node) => [node.id, canonicalText(node)]));
  const parts = (['names', 'description', 'trigger', 'filter', 'start', 'edges'] as const).filter(
    (part) => partText(before, part) !== partText(after, part),
  );
  return {
    added: [...drawn.keys()].filter((id) => !known.has(id)),
    removed: [...known.keys()].filter((id) => !drawn.has(id)),
    changed: [...drawn].flatMap(([id, text]) => {
      const former = known.get(id);
      return former === undefined || former === text ? [] : [id];
    }),
    parts,
  };
}

/** Edges say the same in any order. */
function partText(definition: FlowDefinition | null, part: keyof FlowDefinition): string {
  if (definition === null) return 'none';
  const value = definition[part];
  if (value === undefined) return 'none';
  return part === 'edges'
    ? definition.edges.map(canonicalText).toSorted().join()
    : canonicalText(value);
}
