import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byUrgency, lotsLeft, walkOf } from './walk.ts';

const line = (
  number: number,
  wanted: readonly { quantity: number; picked?: number; dropped?: number }[],
  lots?: { lot: string; quantity: number }[],
) => ({
  number,
  slot: `A${number}`,
  aisle: 'A',
  sku: `SKU-${number}`,
  wanted: wanted.map(({ quantity, picked = 0, dropped = 0 }, index) => ({
    fulfilmentOrder: `100-${index + 1}`,
    lineNumber: 1,
    quantity,
    picked,
    dropped,
  })),
  ...(lots === undefined ? {} : { lots }),
});

test('a walk goes on at the first stop where something is left, in the order of the list', () => {
  const walk = walkOf({
    lines: [
      line(1, [{ quantity: 2, picked: 2 }]),
      line(2, [{ quantity: 3, picked: 1 }, { quantity: 1 }]),
      line(3, [{ quantity: 5 }]),
    ],
  });
  assert.deepEqual(
    [walk.current?.line.number, walk.current?.position, walk.next?.line.number],
    [2, 2, 3],
  );
  assert.deepEqual([walk.doneSteps, walk.openUnits, walk.wantedUnits], [1, 8, 11]);
  assert.deepEqual(walk.current?.takers, [
    { fulfilmentOrder: '100-1', quantity: 2 },
    { fulfilmentOrder: '100-2', quantity: 1 },
  ]);
});

test('stops of which everything was called off are passed over and not counted', () => {
  const walk = walkOf({
    lines: [line(1, [{ quantity: 2, dropped: 2 }]), line(2, [{ quantity: 4, dropped: 1 }])],
  });
  assert.equal(walk.steps.length, 1);
  assert.deepEqual([walk.current?.position, walk.current?.openUnits], [1, 3]);
});

test('what is put aside comes after the rest, and is not lost', () => {
  const list = { lines: [line(1, [{ quantity: 1 }]), line(2, [{ quantity: 1 }])] };
  assert.equal(walkOf(list, new Set([1])).current?.line.number, 2);
  assert.equal(walkOf(list, new Set([1])).next?.line.number, 1);
  assert.equal(walkOf(list, new Set([1, 2])).current?.line.number, 1);
});

test('a list of which nothing is left has no stop', () => {
  const walk = walkOf({ lines: [line(1, [{ quantity: 2, picked: 1, dropped: 1 }])] });
  assert.deepEqual([walk.current, walk.next, walk.doneSteps], [null, null, 1]);
});

test('lots are taken from the first on', () => {
  const lots = [
    { lot: 'L1', quantity: 2 },
    { lot: 'L2', quantity: 3 },
  ];
  assert.deepEqual(lotsLeft(lots, 0), lots);
  assert.deepEqual(lotsLeft(lots, 3), [{ lot: 'L2', quantity: 2 }]);
  assert.deepEqual(lotsLeft(lots, 9), []);
});

test('lists are walked by the collection that comes first', () => {
  const lists = [
    { id: 'P1', wave: 'W1', releasedAt: '2026-01-01T08:00:00.000Z' },
    { id: 'P2', wave: 'W2', releasedAt: '2026-01-01T07:00:00.000Z' },
    { id: 'P3', wave: 'W1', releasedAt: '2026-01-01T07:30:00.000Z' },
    { id: 'P4', wave: 'W9', releasedAt: '2026-01-01T06:00:00.000Z' },
  ];
  const collections = new Map([
    ['W1', '2026-01-01T12:00:00.000Z'],
    ['W2', '2026-01-01T17:00:00.000Z'],
  ]);
  assert.deepEqual(
    byUrgency(lists, collections).map(({ id }) => id),
    ['P3', 'P1', 'P2', 'P4'],
  );
});
