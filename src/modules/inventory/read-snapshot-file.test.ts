import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSnapshotFile } from './read-snapshot-file.ts';

test('[I32] a file names sku and on_hand in any order, and a wrong line is named', () => {
  assert.deepEqual(readSnapshotFile('\uFEFFon_hand,sku,lot\r\n12,TEA,\r\n"3","CUP, red",L1\r\n'), {
    kind: 'read',
    lines: [
      { sku: 'TEA', onHand: 12 },
      { sku: 'CUP, red', onHand: 3, lot: 'L1' },
    ],
  });
  for (const [text, detail] of [
    ['', /columns sku and on_hand/],
    ['sku\nTEA', /columns sku and on_hand/],
    ['sku,on_hand\nTEA,1.5', /Line 2: on_hand is a whole number/],
    ['sku,on_hand\nTEA,1\n,4', /Line 3 names no SKU/],
    ['sku,on_hand\nTEA,1,2', /cannot be read/],
  ] as const) {
    const answer = readSnapshotFile(text);
    assert.equal(answer.kind, 'refused', text);
    assert.match((answer as { detail: string }).detail, detail);
  }
});
