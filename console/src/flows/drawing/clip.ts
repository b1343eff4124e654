import { freeId, moveSteps, type Drawing, type Place, type Step, type Way } from './drawing.ts';

/** Steps that were copied, with the ways between them. */
export interface Clip {
  readonly steps: readonly Step[];
  readonly ways: readonly Way[];
  readonly places: Readonly<Record<string, Place>>;
}

const SHIFT = 48;
const MARK = 'linchpin-flow-steps';

/** Copies steps and the ways between them. */
export function copySteps({ definition, layout }: Drawing, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  return {
    steps: definition.nodes.filter(({ id }) => chosen.has(id)),
    ways: definition.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    places: Object.fromEntries(ids.map((id) => [id, layout.places[id] ?? { x: 0, y: 0 }] as const)),
  };
}

/** Puts copied steps in, a little aside, under ids that are free here. */
export function pasteSteps(
  drawing: Drawing,
  { steps, ways, places }: Clip,
): { readonly drawing: Drawing; readonly ids: readonly string[] } {
  const taken = new Set(drawing.definition.nodes.map(({ id }) => id));
  const idOf = new Map<string, string>();
  for (const { id } of steps) {
    const free = freeId(taken, id);
    taken.add(free);
    idOf.set(id, free);
  }
  const named = (id: string): string => idOf.get(id) ?? id;
  const { definition } = drawing;
  const pasted: Drawing = {
    ...drawing,
    definition: {
      ...definition,
      nodes: [...definition.nodes, ...steps.map((step) => ({ ...step, id: named(step.id) }))],
      edges: [
        ...definition.edges,
        ...ways.map((way) => ({ ...way, from: named(way.from), to: named(way.to) })),
      ],
    },
  };
  const moved = Object.entries(places).map(
    ([id, { x, y }]) => [named(id), { x: x + SHIFT, y: y + SHIFT }] as const,
  );
  return { drawing: moveSteps(pasted, Object.fromEntries(moved)), ids: [...idOf.values()] };
}

/** A clip as text, so that it goes by the clipboard into other flows, windows and machines. */
export function clipToText(clip: Clip): string {
  return JSON.stringify({ [MARK]: 1, ...clip });
}

/** Null: the text is no clip. */
export function clipFromText(text: string): Clip | null {
  if (!text.includes(MARK)) return null;
  try {
    const read = JSON.parse(text) as Partial<Clip>;
    const isClip =
      Array.isArray(read.steps) && Array.isArray(read.ways) && typeof read.places === 'object';
    return isClip ? (read as Clip) : null;
  } catch {
    return null;
  }
}
