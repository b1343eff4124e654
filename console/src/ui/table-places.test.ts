import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf, keysBetween } from './table-places.ts';

const same = (key: string): string => key;

test('the row that one reads is found again above and below where it stood', () => {
  const anchor = { key: 'c', index: 2, withinPx: 10 };
  assert.equal(anchorOf(['a', 'b', 'c', 'd'], same, anchor), 2);
  assert.equal(anchorOf(['x', 'y', 'a', 'b', 'c'], same, anchor), 4);
  assert.equal(anchorOf(['c', 'd'], same, anchor), 0);
  assert.equal(anchorOf(['a', 'b'], same, anchor), null);
  assert.equal(anchorOf([], same, anchor), null);
});

test('a range goes from one row to the other in either direction', () => {
  const rows = ['a', 'b', 'c', 'd'];
  assert.deepEqual(keysBetween(rows, same, 'b', 'd'), ['b', 'c', 'd']);
  assert.deepEqual(keysBetween(rows, same, 'd', 'b'), ['b', 'c', 'd']);
  assert.deepEqual(keysBetween(rows, same, 'a', 'a'), ['a']);
  assert.deepEqual(keysBetween(rows, same, 'a', 'gone'), []);
});
