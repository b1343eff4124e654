import { Graph, layout } from '@dagrejs/dagre';
import { TRIGGER, type Drawing, type Place, type Way } from './drawing.ts';
import { STEP_HEIGHT, stepWidth } from './step-size.ts';

const RANK_GAP = 84;
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
  const places = Object.fromEntries(
    ids.map((id) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      return [id, { x, y }] as const;
    }),
  );
  const turn = isMirrored(
    definition.edges.toSorted((a, b) => rankOf(a) - rankOf(b)),
    places,
  );
  return Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => {
      const left = (turn ? -x : x) - stepWidth(outputsOf(id).length) / 2;
      return [id, { x: snapped(left), y: snapped(y - STEP_HEIGHT / 2) }];
    }),
  );
}

/** Whether the picture is better the other way round: more first ways out lead to the right than to the left. */
function isMirrored(ways: readonly Way[], places: Readonly<Record<string, Place>>): boolean {
  let leaning = 0;
  for (const siblings of Map.groupBy(ways, ({ from }) => from).values()) {
    const lasts = siblings.map(({ to }) => places[to]?.x ?? 0);
    leaning += Math.sign((lasts[0] ?? 0) - (lasts.at(-1) ?? 0));
  }
  return leaning > 0;
}

const GRID = 10;

function snapped(length: number): number {
  return Math.round(length / GRID) * GRID;
}
