import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atpPoints } from './atp-steps.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const base = { sku: 'TEA', at: NOW, availableNow: 4, locations: [] };

test('without supply the stair is flat for a day', () => {
  const points = atpPoints({ ...base, steps: [] });
  assert.deepEqual(
    points.map(({ available }) => available),
    [4, 4],
  );
  assert.equal((points[1]?.atMs ?? 0) - (points[0]?.atMs ?? 0), 86_400_000);
});

test('each arrival is a step, and the stair goes on behind the last', () => {
  const points = atpPoints({
    ...base,
    steps: [
      { at: NOW, location: 'SHA', reference: 'PO-1', quantity: 6, available: 10 },
      {
        at: '2026-12-22T10:00:00.000Z',
        location: 'FRA',
        reference: 'PO-2',
        quantity: 5,
        available: 15,
      },
    ],
  });
  assert.deepEqual(
    points.map(({ available }) => available),
    [4, 10, 15, 15],
  );
  assert.equal(points[2]?.arrival?.reference, 'PO-2');
  assert.ok((points[3]?.atMs ?? 0) > (points[2]?.atMs ?? 0));
});
