import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartonsOf, insideOf, nextCarton, putInside, type PackDraft } from './packing.ts';

const EMPTY: PackDraft = { key: 'k', inside: {}, grams: {}, withoutBox: [] };
const lines = [
  { lineNumber: 1, sku: 'TEA', quantity: 2, picked: 2, packed: 0, shipped: 0 },
  { lineNumber: 2, sku: 'CUP', quantity: 3, picked: 1, packed: 0, shipped: 0 },
];

test('cartons are those proposed, or one with all that was picked', () => {
  assert.deepEqual(cartonsOf({ lines, cartons: null }), [
    {
      box: null,
      expectedGrams: null,
      lines: [
        { lineNumber: 1, sku: 'TEA', quantity: 2 },
        { lineNumber: 2, sku: 'CUP', quantity: 1 },
      ],
    },
  ]);
});

test('cartons are filled, then weighed, one after the other', () => {
  const proposal = { because: 'cheapest', costMinor: 1, outerMillimetres: null };
  const cartons = cartonsOf({
    lines,
    cartons: [
      { ...proposal, box: 'S', weightGrams: 300, lines: [{ lineNumber: 1, quantity: 2 }] },
      { ...proposal, box: 'M', weightGrams: 500, lines: [{ lineNumber: 2, quantity: 1 }] },
    ],
  });
  const [first, second] = cartons;
  assert.ok(first !== undefined && second !== undefined);
  let draft = EMPTY;
  const put = (carton: number, sku: string, quantity: number | 'all') => {
    const planned = cartons[carton];
    assert.ok(planned !== undefined);
    const after = putInside(draft, carton, planned, (line) => line.sku === sku, quantity);
    if (after !== null) draft = after;
    return after;
  };
  assert.deepEqual(nextCarton(draft, cartons), { index: 0, stage: 'fill' });
  assert.equal(put(0, 'CUP', 1), null, 'that belongs into another carton');
  put(0, 'TEA', 1);
  assert.equal(insideOf(draft, 0, 1), 1);
  put(0, 'TEA', 5);
  assert.equal(put(0, 'TEA', 1), null, 'no more of it');
  assert.deepEqual(nextCarton(draft, cartons), { index: 0, stage: 'weigh' });
  draft = { ...draft, grams: { 0: 310 } };
  assert.deepEqual(nextCarton(draft, cartons), { index: 1, stage: 'fill' });
  put(1, 'CUP', 'all');
  draft = { ...draft, grams: { 0: 310, 1: 490 } };
  assert.equal(nextCarton(draft, cartons), null);
});
