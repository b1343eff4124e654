import type { FlowDefinition, FlowNode } from '../../../contracts/flows.ts';

/** The ways out of a node, by output. */
export type WaysOut = ReadonlyMap<string, string>;

/** A definition as a graph: nodes by id, and where each output leads. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly waysOut: (nodeId: string) => WaysOut;
}

const NO_WAYS: WaysOut = new Map();

/** The graph of a definition. Of edges that name one output twice the first counts. */
export function graphOf({ nodes, edges }: FlowDefinition): Graph {
  const ways = new Map<string, Map<string, string>>();
  for (const { from, output, to } of edges) {
    const out = ways.get(from) ?? new Map<string, string>();
    if (!out.has(output)) out.set(output, to);
    ways.set(from, out);
  }
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    waysOut: (nodeId) => ways.get(nodeId) ?? NO_WAYS,
  };
}

/** What is asked of a graph to find out what can be reached in it. */
export interface Ways {
  readonly nodes: { has(nodeId: string): boolean };
  readonly waysOut: (nodeId: string) => WaysOut;
}

/** The nodes that can be reached from one, itself included. */
export function reachableFrom(graph: Ways, start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let nodeId = open.pop(); nodeId !== undefined; nodeId = open.pop()) {
    if (seen.has(nodeId) || !graph.nodes.has(nodeId)) continue;
    seen.add(nodeId);
    open.push(...graph.waysOut(nodeId).values());
  }
  return seen;
}

/**
 * A circle of nodes that is closed without going through one of `breakers`, as the ids on it; null when
 * there is none. Depth first, without recursion: a flow may be a chain of hundreds.
 */
export function findCircle(graph: Graph, breakers: (nodeId: string) => boolean): string[] | null {
  const done = new Set<string>();
  for (const first of graph.nodes.keys()) {
    if (done.has(first) || breakers(first)) continue;
    const path = [first];
    const ways = [[...graph.waysOut(first).values()]];
    while (path.length > 0) {
      const next = ways.at(-1)?.pop();
      if (next === undefined) {
        const left = path.pop();
        if (left !== undefined) done.add(left);
        ways.pop();
        continue;
      }
      if (path.includes(next)) return path.slice(path.indexOf(next));
      if (done.has(next) || breakers(next) || !graph.nodes.has(next)) continue;
      path.push(next);
      ways.push([...graph.waysOut(next).values()]);
    }
  }
  return null;
}
