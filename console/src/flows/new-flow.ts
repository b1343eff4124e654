import type { FlowDefinition, FlowTemplates } from '../client/contract.generated.d.ts';
import type { Drawing } from './drawing/drawing.ts';
import { nameIn } from './flow-names.ts';

const CODE_MAX = 64;

/** A code made of a name, that no other flow has. A name without Latin letters gives flow-1, flow-2, … */
export function codeOf(name: string, taken: ReadonlySet<string>): string {
  const latin = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, CODE_MAX - 4);
  const base = latin === '' ? 'flow' : latin;
  if (latin !== '' && !taken.has(base)) return base;
  for (let number = latin === '' ? 1 : 2; ; number += 1) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** A flow that lets everything go on: the first thing that is drawn is put before its end. */
export function blankDrawing(
  code: string,
  names: FlowDefinition['names'],
  trigger: FlowDefinition['trigger'],
): Drawing {
  return {
    definition: {
      format: 1,
      code,
      names,
      trigger,
      start: 'end',
      nodes: [{ id: 'end', component: 'end', settings: { outcome: 'continue' } }],
      edges: [],
    },
    layout: { places: { end: { x: 0, y: 160 } }, comments: [] },
  };
}

/** A flow that ships, as one's own: steps and description in the language of whoever begins with it. */
export function drawingFrom(
  { definition, layout, descriptions, stepNames }: FlowTemplates['items'][number],
  code: string,
  names: FlowDefinition['names'],
  language: string,
): Drawing {
  const nodes = definition.nodes.map((step) => {
    const known = stepNames[step.id];
    return known === undefined ? step : { ...step, name: nameIn(language, known) };
  });
  const description = nameIn(language, descriptions);
  return { definition: { ...definition, code, names, description, nodes }, layout };
}
