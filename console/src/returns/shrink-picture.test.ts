import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidesWithin } from './shrink-picture.ts';

test('a large picture keeps its shape, and a small one its size', () => {
  assert.deepEqual(sidesWithin(4_000, 3_000), { width: 2_000, height: 1_500 });
  assert.deepEqual(sidesWithin(3_000, 4_000), { width: 1_500, height: 2_000 });
  assert.deepEqual(sidesWithin(640, 480), { width: 640, height: 480 });
  assert.deepEqual(sidesWithin(10_000, 1), { width: 2_000, height: 1 });
});
