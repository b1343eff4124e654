import type { CompiledFlow } from '../engine/index.ts';

/** What a node did in a trial. */
export interface NodeWatch {
  visits: number;
  /** Time that its own work took, in milliseconds; waits are none. */
  workMs: number;
  /** How often it left by each output that it chose at once. */
  readonly outputs: Map<string, number>;
}

/** A flow that notes down what its nodes do. Its runs are those of the flow. */
export function watchNodes(flow: CompiledFlow): {
  readonly watched: CompiledFlow;
  readonly nodes: ReadonlyMap<string, NodeWatch>;
} {
  const watches = new Map<string, NodeWatch>();
  const nodes = new Map(
    [...flow.nodes].map(([id, node]) => {
      const watch: NodeWatch = { visits: 0, workMs: 0, outputs: new Map() };
      watches.set(id, watch);
      const perform: typeof node.perform = (visit) => {
        const begun = performance.now();
        const step = node.perform(visit);
        watch.workMs += performance.now() - begun;
        watch.visits += 1;
        const left = step.kind === 'go' ? [step.output] : step.kind === 'fork' ? step.outputs : [];
        for (const output of left) watch.outputs.set(output, (watch.outputs.get(output) ?? 0) + 1);
        return step;
      };
      return [id, { ...node, perform }] as const;
    }),
  );
  return { watched: { ...flow, nodes }, nodes: watches };
}
