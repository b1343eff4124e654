import type { FlowDefinition, FlowProblem } from '../../../contracts/flows.ts';
import { findCircle, graphOf, reachableFrom } from './graph.ts';

/** What the structure check must know of a component; components stand above this folder. */
export interface NodeShape {
  readonly outputs: readonly string[];
  /** True for a loop, which lets a bounded number of rounds through. */
  readonly isLoop: boolean;
}

/**
 * What is wrong with the graph of a flow, whatever its nodes do; none: it can run. `shapeOf` gives null
 * for a node whose component or settings are wrong, which are told elsewhere.
 */
export function checkStructure(
  definition: FlowDefinition,
  shapeOf: (nodeId: string) => NodeShape | null,
): FlowProblem[] {
  const problems = [...checkNodes(definition), ...checkEdges(definition, shapeOf)];
  const graph = graphOf(definition);
  const reached = reachableFrom(graph, definition.start);
  for (const { id } of definition.nodes) {
    if (reached.has(id)) continue;
    problems.push({
      code: 'unreachable',
      message: `Nothing leads to ${id}.`,
      mend: 'Connect it, or remove it.',
      node: id,
    });
  }
  const circle = findCircle(graph, (nodeId) => shapeOf(nodeId)?.isLoop === true);
  const [first] = circle ?? [];
  if (circle !== null && first !== undefined) {
    problems.push({
      code: 'endless',
      message: `${circle.join(' → ')} leads back to its beginning without a bound.`,
      mend: 'Let the way back go through a loop, which counts its rounds.',
      node: first,
    });
  }
  return problems;
}

function checkNodes({ nodes, start }: FlowDefinition): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const seen = new Set<string>();
  for (const { id } of nodes) {
    if (seen.has(id)) {
      problems.push({
        code: 'node_twice',
        message: `Two nodes are called ${id}.`,
        mend: 'Give one of them another id.',
        node: id,
      });
    }
    seen.add(id);
  }
  if (!seen.has(start)) {
    problems.push({
      code: 'no_start',
      message: `The flow starts at ${start}, which is not there.`,
      mend: 'Choose the node that it starts with.',
    });
  }
  return problems;
}

function checkEdges(
  { nodes, edges }: FlowDefinition,
  shapeOf: (nodeId: string) => NodeShape | null,
): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const known = new Set(nodes.map(({ id }) => id));
  const used = new Set<string>();
  for (const { from, output, to } of edges) {
    const missing = [from, to].find((id) => !known.has(id));
    if (missing !== undefined) {
      problems.push({
        code: 'no_such_node',
        message: `A connection from ${from} to ${to} names ${missing}, which is not there.`,
        mend: 'Remove the connection, or add the node.',
        ...(missing === from ? {} : { node: from }),
      });
      continue;
    }
    const shape = shapeOf(from);
    if (shape !== null && !shape.outputs.includes(output)) {
      problems.push({
        code: 'no_such_output',
        message: `${from} has no output ${output}; it has ${shape.outputs.join(', ') || 'none'}.`,
        mend: 'Connect one of its outputs.',
        node: from,
      });
    }
    if (used.has(`${from} ${output}`)) {
      problems.push({
        code: 'output_twice',
        message: `Output ${output} of ${from} leads to two nodes.`,
        mend: 'Use a fork to go two ways at once.',
        node: from,
      });
    }
    used.add(`${from} ${output}`);
  }
  return problems;
}
