import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSlots, writeSlots } from './read-slots.ts';

test('slots are read with metres as millimetres, in the order of the file where none is named', () => {
  const { slots, wrong } = readSlots(
    '\uFEFFSlot,Aisle,x,y,SKUs\r\nA-1,A,1.5,2,TEA-1 TEA-2\r\n\r\nB-1,,,,"CUP-1; CUP-2"\r\n',
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(slots, [
    {
      code: 'A-1',
      sequence: 10,
      skus: ['TEA-1', 'TEA-2'],
      aisle: 'A',
      xMillimetres: 1_500,
      yMillimetres: 2_000,
    },
    { code: 'B-1', sequence: 20, skus: ['CUP-1', 'CUP-2'] },
  ]);
});

test('lines that cannot be put are named, the others stay', () => {
  const { slots, wrong } = readSlots(
    [
      'slot\tx\tsequence\tskus',
      'A\t1\t1\tT',
      '\t1\t2\t',
      'B\tfar\t3\t',
      'C\t1\t4\tT',
      'A\t1\t5\t',
    ].join('\n'),
  );
  assert.deepEqual(
    slots.map(({ code }) => code),
    ['A'],
  );
  assert.deepEqual(wrong, [
    { line: 3, reason: 'code' },
    { line: 4, reason: 'number' },
    { line: 5, reason: 'twice' },
    { line: 6, reason: 'twice' },
  ]);
});

test('a file without a column for the slot is none of slots', () => {
  assert.equal(readSlots('place,sku\nA,T').hasHeader, false);
  assert.equal(readSlots('').hasHeader, false);
});

test('what is written is read again', () => {
  const slot = { code: 'A, "1"', aisle: 'A', xMillimetres: 1_500, yMillimetres: 0, sequence: 3 };
  const text = writeSlots([{ ...slot, location: 'L', skus: ['T-1', 'T-2'] }]);
  assert.deepEqual(readSlots(text).slots, [{ ...slot, skus: ['T-1', 'T-2'] }]);
});
