import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StockPosition } from '../client/contract.generated.d.ts';
import { matrixOf, partsOf, stateOf } from './position-matrix.ts';

const position = (over: Partial<StockPosition>): StockPosition => ({
  sku: 'TEA',
  name: 'Tea',
  names: {},
  location: 'SHA',
  onHand: 10,
  reserved: 0,
  allocated: 0,
  damaged: 0,
  qualityControl: 0,
  safetyStock: 0,
  available: 10,
  ...over,
});

test('a position wants attention when nothing of it is free, or less than its safety stock', () => {
  assert.equal(stateOf(position({})), 'well');
  assert.equal(stateOf(position({ safetyStock: 10, available: 0 })), 'well');
  assert.equal(stateOf(position({ safetyStock: 11, available: 0 })), 'below_safety');
  assert.equal(stateOf(position({ reserved: 4, allocated: 6, available: 0 })), 'nothing_left');
  assert.equal(stateOf(position({ damaged: 3, qualityControl: 7, available: 0 })), 'nothing_left');
});

test('the last SKU waits for its other locations while more is to come', () => {
  const positions = [
    position({}),
    position({ location: 'FRA', available: 5 }),
    position({ sku: 'CUP', available: 1 }),
  ];
  assert.deepEqual(
    matrixOf(positions, { hasMore: true }).map(({ sku, available }) => [sku, available]),
    [['TEA', 15]],
  );
  const all = matrixOf(positions, { hasMore: false });
  assert.deepEqual(
    all.map(({ sku }) => sku),
    ['TEA', 'CUP'],
  );
  assert.equal(all[0]?.byLocation.get('FRA')?.available, 5);
  assert.deepEqual(matrixOf([], { hasMore: true }), []);
});

test('the parts of a bar make up what is on hand, however large the safety stock', () => {
  const parts = partsOf(
    position({ reserved: 2, allocated: 1, damaged: 1, safetyStock: 50, available: 0 }),
  );
  assert.deepEqual(
    parts.map(({ part, share }) => [part, share]),
    [
      ['safetyStock', 0.6],
      ['reserved', 0.2],
      ['allocated', 0.1],
      ['blocked', 0.1],
    ],
  );
  assert.deepEqual(partsOf(position({ onHand: 0, available: 0 })), []);
});
