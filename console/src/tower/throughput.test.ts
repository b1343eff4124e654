import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedWithNormal } from './throughput.ts';

const DAY = { since: '2026-11-20T00:00:00.000Z', minutes: 30 };
const NORMAL = { basis: 'weekday' as const, days: 4, median: [10, 20, 30], low: [], high: [] };

test('today is held against as much of a normal day as is over', () => {
  const at = '2026-11-20T00:45:00.000Z';
  assert.equal(comparedWithNormal({ today: [10, 10], normal: NORMAL }, at, DAY), 0);
  assert.equal(comparedWithNormal({ today: [20, 20], normal: NORMAL }, at, DAY), 1);
});

test('without a normal day nothing is said', () => {
  const at = '2026-11-20T01:00:00.000Z';
  const unknown = { ...NORMAL, basis: 'none' as const, median: [] };
  assert.equal(comparedWithNormal({ today: [5, 5], normal: unknown }, at, DAY), null);
});
