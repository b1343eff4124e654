import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFields } from './changed-fields.ts';

test('only fields that differ are told, by their whole path', () => {
  const before = { name: 'A', shipTo: { city: 'Lyon', lines: ['1'] }, same: { deep: [1, 2] } };
  const after = { name: 'A', shipTo: { city: 'Nice', lines: ['1', '2'] }, same: { deep: [1, 2] } };
  assert.deepEqual(changedFields(before, after), [
    { path: 'shipTo.city', before: 'Lyon', after: 'Nice' },
    { path: 'shipTo.lines', before: ['1'], after: ['1', '2'] },
  ]);
});

test('a field that came or went differs from nothing', () => {
  assert.deepEqual(changedFields({ a: 1 }, { b: null }), [
    { path: 'a', before: 1, after: undefined },
    { path: 'b', before: undefined, after: null },
  ]);
});

test('what was not there before differs as a whole', () => {
  assert.deepEqual(changedFields(null, { a: 1 }), [{ path: '', before: null, after: { a: 1 } }]);
  assert.deepEqual(changedFields({ a: 1 }, { a: 1 }), []);
});
