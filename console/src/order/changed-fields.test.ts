import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFields } from './changed-fields.ts';

test('a change under somebody’s hands is named by its fields', () => {
  const before = { state: 'sourced', priority: 5, lines: [{ quantity: 1 }] } as never;
  const after = { state: 'held', priority: 5, lines: [{ quantity: 2 }] } as never;
  assert.deepEqual(changedFields(before, after), ['state', 'lines']);
  assert.deepEqual(changedFields(before, before), []);
});
