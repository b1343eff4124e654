import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSinceSeen } from './changed-since-seen.ts';

test('a change under somebody’s hands is named by its fields', () => {
  const before = { state: 'sourced', priority: 5, lines: [{ quantity: 1 }] } as never;
  const after = { state: 'held', priority: 5, lines: [{ quantity: 2 }] } as never;
  assert.deepEqual(changedSinceSeen(before, after), ['state', 'lines']);
  assert.deepEqual(changedSinceSeen(before, before), []);
});
