import { freePlace, STEP_ASIDE, STEP_DOWN, TRIGGER, placeOf, moveSteps } from './drawing.ts';
import type { Drawing, Place } from './drawing.ts';
import { numberSteps } from './flow-order.ts';
import { tidyPlaces } from './tidy.ts';

/**
 * The drawing with a place for every step: what came in without any is laid out as a whole, and single steps
 * without one are put below the step that leads to them. One in which all have a place is answered as it is.
 */
export function withPlaces(drawing: Drawing): Drawing {
  const { definition, layout } = drawing;
  const missing = definition.nodes.filter(({ id }) => layout.places[id] === undefined);
  if (missing.length === 0) return drawing;
  if (missing.length === definition.nodes.length) {
    const outputsOf = (id: string): string[] =>
      definition.edges.filter(({ from }) => from === id).map(({ output }) => output);
    return moveSteps(drawing, tidyPlaces(drawing, outputsOf));
  }
  return numberSteps(definition).reduce(
    (placed, { step: { id } }) =>
      placed.layout.places[id] === undefined
        ? moveSteps(placed, { [id]: freePlace(placed, placeBelow(placed, id)) })
        : placed,
    drawing,
  );
}

/** Below the first step that leads to it and has a place, as far aside as ways leave that before; else below all. */
function placeBelow(drawing: Drawing, id: string): Place {
  const { definition, layout } = drawing;
  if (definition.start === id) {
    const highest = Math.min(...Object.values(layout.places).map(({ y }) => y));
    return { x: 0, y: highest - STEP_DOWN };
  }
  const from = definition.edges.find(
    (way) => way.to === id && layout.places[way.from] !== undefined,
  )?.from;
  if (from !== undefined && from !== TRIGGER) {
    const aside = definition.edges
      .filter((way) => way.from === from)
      .findIndex(({ to }) => to === id);
    const { x, y } = placeOf(drawing, from);
    return { x: x + aside * STEP_ASIDE, y: y + STEP_DOWN };
  }
  const lowest = Math.max(...Object.values(layout.places).map(({ y }) => y));
  return { x: 0, y: lowest + STEP_DOWN };
}
