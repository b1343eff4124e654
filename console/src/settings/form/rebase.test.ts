import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSame, rebase } from './rebase.ts';

const BASE = { name: 'Shop', days: 30, places: ['A'] };

test('what somebody else saved is taken over where the draft says nothing of its own', () => {
  const { value, overwrites } = rebase(BASE, { ...BASE, days: 14 }, { ...BASE, name: 'Store' });
  assert.deepEqual(value, { name: 'Store', days: 14, places: ['A'] });
  assert.deepEqual(overwrites, []);
});

test('a field that both changed keeps the draft and says what it would overwrite', () => {
  const { value, overwrites } = rebase(BASE, { ...BASE, days: 14 }, { ...BASE, days: 60 });
  assert.equal(value.days, 14);
  assert.deepEqual(overwrites, ['days']);
});

test('who changed a field alike overwrites nothing', () => {
  assert.deepEqual(rebase(BASE, { ...BASE, days: 14 }, { ...BASE, days: 14 }).overwrites, []);
});

test('values of JSON are the same whatever the order of their names, and a missing one is an undefined one', () => {
  assert.ok(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1, d: undefined }));
  assert.ok(!isSame([1, 2], [2, 1]));
  assert.ok(!isSame([], {}));
  assert.ok(!isSame(null, {}));
});
