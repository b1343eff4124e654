import type { FlowDefinition, FlowLayout } from '../../client/contract.generated.d.ts';

/** What a flow does, and where its steps stand. */
export interface Drawing {
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
}
export type Step = FlowDefinition['nodes'][number];
export type Way = FlowDefinition['edges'][number];
export type Place = FlowLayout['places'][string];
export type Comment = FlowLayout['comments'][number];
export type Settings = Step['settings'];

/** Stands for the trigger where a step could stand: no step can be called so. */
export const TRIGGER = '$trigger';
/** The one output of the trigger. */
export const TRIGGER_OUTPUT = 'next';

/** An output that something is connected to. */
export interface Output {
  readonly from: string;
  readonly output: string;
}

/** How far a new step stands below the one before it. */
export const STEP_DOWN = 160;
/** How far steps stand beside each other that one leads to. */
export const STEP_ASIDE = 290;
const NODE_ID_MAX = 48;

/** Where a step stands; the trigger stands above what it leads to. */
export function placeOf({ definition, layout }: Drawing, id: string): Place {
  const known = layout.places[id === TRIGGER ? definition.start : id] ?? { x: 0, y: 0 };
  return id === TRIGGER ? { x: known.x, y: known.y - STEP_DOWN } : known;
}

function withDefinition(drawing: Drawing, changed: Partial<FlowDefinition>): Drawing {
  return { ...drawing, definition: { ...drawing.definition, ...changed } };
}

function withLayout(drawing: Drawing, changed: Partial<FlowLayout>): Drawing {
  return { ...drawing, layout: { ...drawing.layout, ...changed } };
}

/** The step of an id. */
export function stepOf({ definition }: Drawing, id: string): Step | undefined {
  return definition.nodes.find((step) => step.id === id);
}

/** Where an output leads; undefined: nowhere. */
export function targetOf({ definition }: Drawing, { from, output }: Output): string | undefined {
  if (from === TRIGGER) return definition.start;
  return definition.edges.find((way) => way.from === from && way.output === output)?.to;
}

/** A free id that says what the step is: hold, hold_2, hold_3. */
export function freeId(taken: Iterable<string>, wanted: string): string {
  const ids = new Set(taken);
  const base = wanted.replace(/_\d+$/, '').slice(0, NODE_ID_MAX - 4);
  if (!ids.has(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!ids.has(`${base}_${number}`)) return `${base}_${number}`;
  }
}

/** What is added to a drawing. */
export interface NewStep {
  readonly component: string;
  readonly settings: Settings;
  /** What a step of this kind can be left by. */
  readonly outputs: readonly string[];
}

/**
 * Puts a step behind an output. What the output led to comes after the new step, by its first output,
 * and moves down to make room.
 */
export function addAfter(
  drawing: Drawing,
  after: Output,
  { component, settings, outputs }: NewStep,
): { readonly drawing: Drawing; readonly id: string } {
  const { nodes } = drawing.definition;
  const id = freeId(
    nodes.map((step) => step.id),
    component,
  );
  const target = targetOf(drawing, after);
  const stands = placeOf(drawing, after.from);
  const siblings = drawing.definition.edges.filter(({ from }) => from === after.from).length;
  const where =
    target === undefined
      ? freePlace(drawing, { x: stands.x + siblings * STEP_ASIDE, y: stands.y + STEP_DOWN })
      : placeOf(drawing, target);
  const made = withDefinition(drawing, { nodes: [...nodes, { id, component, settings }] });
  const moved = target === undefined ? made : makeRoom(made, where.y);
  const placed = moveSteps(moved, { [id]: where });
  const led = connect(placed, after, id);
  const [first] = outputs;
  return {
    drawing:
      target === undefined || first === undefined
        ? led
        : connect(led, { from: id, output: first }, target),
    id,
  };
}

/** The first place from here to the right where no step stands. */
export function freePlace(drawing: Drawing, { x, y }: Place): Place {
  const isTaken = Object.values(drawing.layout.places).some(
    (other) => Math.abs(other.x - x) < STEP_ASIDE - 20 && Math.abs(other.y - y) < STEP_DOWN / 2,
  );
  return isTaken ? freePlace(drawing, { x: x + STEP_ASIDE, y }) : { x, y };
}

/** Puts a step somewhere, connected to nothing. */
export function addAt(
  drawing: Drawing,
  where: Place,
  { component, settings }: NewStep,
): { readonly drawing: Drawing; readonly id: string } {
  const { nodes } = drawing.definition;
  const id = freeId(
    nodes.map((step) => step.id),
    component,
  );
  const made = withDefinition(drawing, { nodes: [...nodes, { id, component, settings }] });
  return { drawing: moveSteps(made, { [id]: where }), id };
}

function makeRoom(drawing: Drawing, fromY: number): Drawing {
  const { nodes } = drawing.definition;
  const below = nodes.filter(({ id }) => placeOf(drawing, id).y >= fromY - 1);
  return moveSteps(
    drawing,
    Object.fromEntries(
      below.map(({ id }) => {
        const { x, y } = placeOf(drawing, id);
        return [id, { x, y: y + STEP_DOWN }];
      }),
    ),
  );
}

/** Leads an output to a step, whatever it led to before. */
export function connect(drawing: Drawing, { from, output }: Output, to: string): Drawing {
  if (from === TRIGGER) return withDefinition(drawing, { start: to });
  const others = drawing.definition.edges.filter(
    (way) => way.from !== from || way.output !== output,
  );
  return withDefinition(drawing, { edges: [...others, { from, output, to }] });
}

/** Lets an output lead nowhere. The trigger always leads somewhere. */
export function disconnect(drawing: Drawing, { from, output }: Output): Drawing {
  return withDefinition(drawing, {
    edges: drawing.definition.edges.filter((way) => way.from !== from || way.output !== output),
  });
}

/** Takes steps out. What led to one of them leads on to where its first way led. The last step stays. */
export function removeSteps(drawing: Drawing, ids: readonly string[]): Drawing {
  return ids.reduce(removeStep, drawing);
}

function removeStep(drawing: Drawing, id: string): Drawing {
  const { nodes, edges, start } = drawing.definition;
  if (nodes.length <= 1 || !nodes.some((step) => step.id === id)) return drawing;
  const next = edges.find((way) => way.from === id && way.to !== id)?.to;
  const left = nodes.filter((step) => step.id !== id);
  const healed = edges.flatMap((way) => {
    if (way.from === id) return [];
    if (way.to !== id) return [way];
    return next === undefined ? [] : [{ ...way, to: next }];
  });
  const { [id]: _gone, ...places } = drawing.layout.places;
  const comments = drawing.layout.comments.map(({ node, ...comment }) =>
    node === undefined || node === id ? comment : { ...comment, node },
  );
  return withLayout(
    withDefinition(drawing, {
      nodes: left,
      edges: healed,
      start: start === id ? (next ?? left[0]?.id ?? start) : start,
    }),
    { places, comments },
  );
}

/** Moves steps to other places. */
export function moveSteps(drawing: Drawing, places: Readonly<Record<string, Place>>): Drawing {
  return withLayout(drawing, { places: { ...drawing.layout.places, ...places } });
}

/** Fills a step's form in. */
export function changeStep(
  drawing: Drawing,
  id: string,
  changed: { readonly settings?: Settings; readonly name?: string },
): Drawing {
  return withDefinition(drawing, {
    nodes: drawing.definition.nodes.map((step) => {
      if (step.id !== id) return step;
      const { name: _before, ...rest } = step;
      const name = (changed.name ?? step.name ?? '').slice(0, 120);
      const settings = changed.settings ?? step.settings;
      return name.trim() === '' ? { ...rest, settings } : { ...rest, settings, name };
    }),
  });
}

/** Leads what a renamed output led to by its new name. */
export function renameOutput(
  drawing: Drawing,
  from: string,
  before: string,
  after: string,
): Drawing {
  return withDefinition(drawing, {
    edges: drawing.definition.edges.map((way) =>
      way.from === from && way.output === before ? { ...way, output: after } : way,
    ),
  });
}

/** Changes what the flow is called, when it runs, and for which orders. */
export function changeFlow(
  drawing: Drawing,
  changed: Partial<Pick<FlowDefinition, 'names' | 'description' | 'trigger' | 'filter'>>,
): Drawing {
  const definition = { ...drawing.definition, ...changed };
  for (const name of ['description', 'filter'] as const) {
    if (definition[name]?.trim() === '') delete definition[name];
  }
  return { ...drawing, definition };
}

/** Puts a comment beside the drawing, or changes the one of this id; without a text it goes away. */
export function putComment(drawing: Drawing, comment: Comment): Drawing {
  const others = drawing.layout.comments.filter(({ id }) => id !== comment.id);
  return withLayout(drawing, {
    comments: comment.text.trim() === '' ? others : [...others, comment],
  });
}
