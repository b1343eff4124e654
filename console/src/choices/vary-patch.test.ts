import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  NOTHING_VARIED,
  patchOf,
  withEdit,
  withMember,
  withValue,
  type Parameter,
} from './vary-patch.ts';

const INPUT = {
  limits: { ordersMax: 20, unitsMax: 200 },
  boxes: [
    { code: 'S', costMinor: 80, size: { length: 10 } },
    { code: 'M', costMinor: 130, size: { length: 20 } },
  ],
  crossAisles: [0, 9_000],
};
const PARAMETERS: readonly Parameter[] = [
  { path: 'limits.ordersMax', kind: 'number', minimum: 1, maximum: 99, isWhole: true },
  {
    path: 'boxes',
    kind: 'members',
    key: 'code',
    fields: [{ path: 'size.length', kind: 'number', minimum: 1, maximum: 99, isWhole: true }],
  },
  { path: 'crossAisles', kind: 'members', key: null, fields: [] },
];

test('nothing varied is no patch, and neither is what was put back as it was', () => {
  assert.equal(patchOf(PARAMETERS, INPUT, NOTHING_VARIED), null);
  let variation = withValue(NOTHING_VARIED, 'limits.ordersMax', 3, 20);
  variation = withMember(variation, 'boxes', 'S', false);
  const at = { path: 'boxes', name: 'M', field: 'size.length' };
  variation = withEdit(variation, at, 7, 20);
  assert.notEqual(patchOf(PARAMETERS, INPUT, variation), null);
  variation = withValue(variation, 'limits.ordersMax', 20, 20);
  variation = withMember(variation, 'boxes', 'S', true);
  variation = withEdit(variation, at, 20, 20);
  assert.deepEqual(variation, NOTHING_VARIED);
});

test('a patch names what was varied only, and lists whole', () => {
  let variation = withValue(NOTHING_VARIED, 'limits.ordersMax', 3, 20);
  variation = withMember(variation, 'boxes', 'S', false);
  variation = withMember(variation, 'crossAisles', '0', false);
  variation = withEdit(variation, { path: 'boxes', name: 'M', field: 'size.length' }, 7, 20);
  assert.deepEqual(patchOf(PARAMETERS, INPUT, variation), {
    limits: { ordersMax: 3 },
    boxes: [{ code: 'M', costMinor: 130, size: { length: 7 } }],
    crossAisles: [9_000],
  });
  assert.equal(INPUT.boxes[1]?.size.length, 20, 'what was stored stays as it is');
});
