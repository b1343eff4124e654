import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipFromText, clipToText, copySteps, pasteSteps } from './clip.ts';
import { differenceBetween, isSame } from './difference.ts';
import {
  addAfter,
  connect,
  freeId,
  placeOf,
  removeSteps,
  TRIGGER,
  TRIGGER_OUTPUT,
  type Drawing,
} from './drawing.ts';
import { numberSteps } from './flow-order.ts';
import { begin, change, redo, undo } from './history.ts';
import { tidyPlaces } from './tidy.ts';
import { withPlaces } from './with-places.ts';

const step = (id: string, component: string) => ({ id, component, settings: {} });
const DRAWING: Drawing = {
  definition: {
    format: 1,
    code: 'review',
    names: { en: 'Review' },
    trigger: { kind: 'event', event: 'order.placed' },
    start: 'check',
    nodes: [step('check', 'condition'), step('stop', 'hold'), step('end', 'end')],
    edges: [
      { from: 'check', output: 'yes', to: 'stop' },
      { from: 'check', output: 'no', to: 'end' },
      { from: 'stop', output: 'next', to: 'end' },
    ],
  },
  layout: {
    places: { check: { x: 0, y: 0 }, stop: { x: 0, y: 160 }, end: { x: 0, y: 320 } },
    comments: [],
  },
};
const HOLD = { component: 'hold', settings: {}, outputs: ['next', 'refused'] };
const idsOf = ({ definition }: Drawing) => numberSteps(definition).map(({ step: { id } }) => id);

test('a step that is put into a way leads on to what the way led to', () => {
  const { drawing, id } = addAfter(DRAWING, { from: 'stop', output: 'next' }, HOLD);
  assert.equal(id, 'hold');
  assert.deepEqual(idsOf(drawing), ['check', 'stop', 'hold', 'end']);
  assert.deepEqual([placeOf(drawing, 'hold').y, placeOf(drawing, 'end').y], [320, 480]);
});

test('a step behind the trigger becomes the first', () => {
  const { drawing } = addAfter(DRAWING, { from: TRIGGER, output: TRIGGER_OUTPUT }, HOLD);
  assert.equal(drawing.definition.start, 'hold');
  assert.deepEqual(idsOf(drawing), ['hold', 'check', 'stop', 'end']);
});

test('ids are free and keep within their length', () => {
  assert.equal(freeId(['hold', 'hold_2'], 'hold'), 'hold_3');
  assert.equal(freeId(['hold', 'hold_2'], 'hold_2'), 'hold_3');
  assert.ok(freeId(['a'], 'a'.repeat(60)).length <= 48);
});

test('what led to a step that is taken out leads on', () => {
  const drawing = removeSteps(DRAWING, ['stop']);
  assert.deepEqual(drawing.definition.edges, [
    { from: 'check', output: 'yes', to: 'end' },
    { from: 'check', output: 'no', to: 'end' },
  ]);
  assert.equal(removeSteps(DRAWING, ['check']).definition.start, 'stop');
  assert.equal(removeSteps(DRAWING, ['check', 'stop', 'end']).definition.nodes.length, 1);
});

test('an output leads to one step', () => {
  const { edges } = connect(DRAWING, { from: 'check', output: 'no' }, 'stop').definition;
  assert.deepEqual(
    edges.filter(({ output }) => output === 'no'),
    [{ from: 'check', output: 'no', to: 'stop' }],
  );
});

test('steps are numbered along their ways; what nothing leads to comes last', () => {
  const { definition } = DRAWING;
  const numbered = numberSteps({
    ...definition,
    nodes: [step('lost', 'hold'), ...definition.nodes],
  });
  assert.deepEqual(
    numbered.map(({ step: { id }, number, isReached }) => [number, id, isReached]),
    [
      [1, 'check', true],
      [2, 'stop', true],
      [3, 'end', true],
      [4, 'lost', false],
    ],
  );
});

test('copied steps come with the ways between them, under free ids', () => {
  const clip = clipFromText(clipToText(copySteps(DRAWING, ['check', 'stop'])));
  assert.ok(clip !== null);
  const { drawing, ids } = pasteSteps(DRAWING, clip);
  assert.deepEqual(ids, ['check_2', 'stop_2']);
  assert.ok(drawing.definition.edges.some(({ from, to }) => from === 'check_2' && to === 'stop_2'));
  assert.equal(clipFromText('order.total'), null);
});

test('what was typed in a row is undone together', () => {
  const at = (start: string): Drawing => ({
    ...DRAWING,
    definition: { ...DRAWING.definition, start },
  });
  const first = change(begin(DRAWING), at('stop'), 'start');
  const second = change(first, at('end'), 'start');
  assert.equal(undo(second).now, DRAWING);
  assert.equal(redo(undo(second)).now.definition.start, 'end');
  const apart = change(first, at('end'), null);
  assert.equal(undo(apart).now.definition.start, 'stop');
});

test('the difference tells steps, settings side by side, and ways', () => {
  const { definition } = DRAWING;
  const after = {
    ...definition,
    filter: 'true',
    nodes: [
      { ...step('check', 'condition'), settings: { when: 'order.priority > 5' } },
      step('end', 'end'),
      step('wait', 'wait_time'),
    ],
    edges: [
      { from: 'check', output: 'no', to: 'end' },
      { from: 'check', output: 'yes', to: 'wait' },
    ],
  };
  const difference = differenceBetween(definition, after);
  assert.deepEqual(Object.fromEntries(difference.steps.map(({ id, change: kind }) => [id, kind])), {
    check: 'changed',
    end: 'same',
    wait: 'added',
    stop: 'removed',
  });
  assert.deepEqual(difference.steps[0]?.settings, [
    { pointer: '/settings/when', before: undefined, after: 'order.priority > 5' },
  ]);
  assert.deepEqual(
    difference.flow.map(({ pointer }) => pointer),
    ['/filter'],
  );
  assert.deepEqual(
    difference.ways.filter(({ change: kind }) => kind === 'removed').map(({ to }) => to),
    ['stop', 'end'],
  );
  assert.equal(isSame(differenceBetween(definition, definition)), true);
});

test('tidied steps stand below what leads to them, without lying on each other', () => {
  const places = tidyPlaces(DRAWING, () => ['yes', 'no']);
  const y = (id: string): number => places[id]?.y ?? Number.NaN;
  assert.ok(y('check') < y('stop') && y('stop') < y('end'));
});

test('steps that came in without a place have one of their own; the others stay where they are', () => {
  assert.equal(withPlaces(DRAWING), DRAWING);
  const bare = withPlaces({ ...DRAWING, layout: { places: {}, comments: [] } });
  const places = Object.values(bare.layout.places).map(({ x, y }) => `${x} ${y}`);
  assert.equal(new Set(places).size, 3);
  const [check, end] = [placeOf(bare, 'check'), placeOf(bare, 'end')];
  assert.ok(check.y < end.y, 'a step stands above what it leads to');
  assert.equal(bare.definition, DRAWING.definition);
  const { stop: _without, ...others } = DRAWING.layout.places;
  const partly = withPlaces({ ...DRAWING, layout: { places: others, comments: [] } });
  assert.deepEqual(partly.layout.places, { ...others, stop: { x: 0, y: 160 } });
});
