import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rejectedOf, rowWords, verdictRows } from './verdict-rows.ts';

test('what became of documents is told by kind and fate, most first', () => {
  assert.deepEqual(verdictRows({ 'order refused': 2, 'order accepted': 40, 'sku accepted': 7 }), [
    { document: 'order', verdict: 'accepted', count: 40 },
    { document: 'sku', verdict: 'accepted', count: 7 },
    { document: 'order', verdict: 'refused', count: 2 },
  ]);
});

test('rejected rows are read line by line; one that was cut off is left out', () => {
  assert.deepEqual(rejectedOf('{"line":2,"reason":"no SKU","row":{"a":"b"}}\n\n{"line":3,"rea'), [
    { line: 2, reason: 'no SKU', row: { a: 'b' } },
  ]);
});

test('a row is told by its columns, and one that was no row at all as it stands', () => {
  assert.equal(rowWords({ SKU: 'A', Name: '', Counted: 3 }, ', '), 'SKU A, Counted 3');
  assert.equal(rowWords('"broken', ', '), '"broken');
});
