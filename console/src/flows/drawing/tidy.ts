import { Graph, layout } from '@dagrejs/dagre';
import { TRIGGER, type Drawing, type Place } from './drawing.ts';
import { STEP_HEIGHT, STEP_WIDTH } from './step-size.ts';

const RANK_GAP = 72;
const SIDE_GAP = 48;

/** Places for all steps, from top to bottom in the order in which orders come to them, without crossings where that can be. */
export function tidyPlaces({ definition }: Drawing): Record<string, Place> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', ranksep: RANK_GAP, nodesep: SIDE_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = definition.nodes.map(({ id }) => id);
  for (const id of [TRIGGER, ...ids]) {
    graph.setNode(id, { width: STEP_WIDTH, height: STEP_HEIGHT });
  }
  graph.setEdge(TRIGGER, definition.start);
  for (const { from, to } of definition.edges) {
    if (ids.includes(from) && ids.includes(to)) graph.setEdge(from, to);
  }
  layout(graph);
  return Object.fromEntries(
    ids.map((id) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      return [id, { x: Math.round(x - STEP_WIDTH / 2), y: Math.round(y - STEP_HEIGHT / 2) }];
    }),
  );
}
