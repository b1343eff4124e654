import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentile, rounded } from './percentile.ts';

test('percentiles do not depend on the order of the values', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.equal(percentile(values, 0.5), 51);
  assert.equal(percentile(values, 0.99), 100);
  assert.equal(percentile([7], 0.99), 7);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

test('figures are rounded to what can be read', () => {
  assert.equal(rounded(12.3456, 1), 12.3);
  assert.equal(rounded(12.6), 13);
});
