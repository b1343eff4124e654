import { Graph, layout } from '@dagrejs/dagre';
import { TRIGGER, type Drawing, type Place, type Way } from './drawing.ts';
import { STEP_HEIGHT, stepWidth } from './step-size.ts';

const RANK_GAP = 72;
const SIDE_GAP = 48;

/** Places for all steps, from top to bottom in the order in which orders come to them, without crossings where that can be. */
export function tidyPlaces(
  { definition }: Drawing,
  outputsOf: (id: string) => readonly string[],
): Record<string, Place> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', ranksep: RANK_GAP, nodesep: SIDE_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = definition.nodes.map(({ id }) => id);
  for (const id of [TRIGGER, ...ids]) {
    graph.setNode(id, { width: stepWidth(outputsOf(id).length), height: STEP_HEIGHT });
  }
  graph.setEdge(TRIGGER, definition.start);
  // The first way out leads to the left.
  const rankOf = ({ from, output }: Way): number => outputsOf(from).indexOf(output);
  for (const { from, to } of definition.edges.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    if (ids.includes(from) && ids.includes(to)) graph.setEdge(from, to);
  }
  layout(graph);
  return Object.fromEntries(
    ids.map((id) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      const width = stepWidth(outputsOf(id).length);
      return [id, { x: snapped(x - width / 2), y: snapped(y - STEP_HEIGHT / 2) }];
    }),
  );
}

const GRID = 10;

function snapped(length: number): number {
  return Math.round(length / GRID) * GRID;
}
