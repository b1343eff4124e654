import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScan } from './scan.ts';
import { EMPTY_TAKE, takeScan, targetOf, type Take, type Wanted } from './take.ts';

const wanted: Wanted = { sku: 'TEA-1', slot: 'A1', openUnits: 3, lots: [], tracking: 'none' };

/** What is held after these scans; the last answer. */
function after(what: Wanted, ...codes: readonly string[]) {
  let take: Take = EMPTY_TAKE;
  let last = null;
  for (const code of codes) {
    last = takeScan(what, take, readScan(code));
    if (last.kind === 'right') take = last.take;
  }
  return { take, last };
}

const complete = (answer: ReturnType<typeof after>['last']) =>
  answer?.kind === 'right' && answer.isComplete;

test('each scan of the item counts one, and the last one completes', () => {
  assert.ok(!complete(after(wanted, 'TEA-1', 'TEA-1').last));
  const { take, last } = after(wanted, 'TEA-1', 'tea-1', 'TEA-1');
  assert.ok(complete(last));
  assert.equal(take.count, 3);
});

test('a code that tells a quantity counts as many, and none too many', () => {
  assert.ok(complete(after(wanted, '(240)TEA-1(30)3').last));
  assert.deepEqual(after(wanted, '(240)TEA-1(30)4').last, { kind: 'wrong', because: 'tooMany' });
});

test('another item is wrong whatever was scanned before, the slot is not', () => {
  for (const codes of [['CUP-1'], ['TEA-1', 'CUP-1'], ['TEA-1', '(01)09506000134352']]) {
    const { last } = after(wanted, ...codes);
    assert.deepEqual(last, { kind: 'wrong', because: 'wrongItem' }, codes.join());
  }
  const { take, last } = after(wanted, 'a1');
  assert.ok(last?.kind === 'right' && last.because === 'rightSlot');
  assert.ok(!take.isSeen);
});

test('of a SKU that is kept by lots the lot has to be known, and its units are taken first', () => {
  const byLot: Wanted = {
    ...wanted,
    tracking: 'lot',
    lots: [
      { lot: 'L1', quantity: 1 },
      { lot: 'L2', quantity: 2 },
    ],
  };
  const item = after(byLot, 'TEA-1');
  assert.ok(item.last?.kind === 'right' && item.last.because === 'needLot');
  const { take, last } = after(byLot, 'TEA-1', 'L1');
  assert.ok(complete(last));
  assert.deepEqual([take.lot, take.count, targetOf(byLot, take)], ['L1', 1, 1]);
  assert.ok(complete(after(byLot, ']C1240TEA-1\u001D10L1').last));
  assert.equal(after(byLot, 'TEA-1', '(10)OTHER').take.lot, 'OTHER', 'the server judges it');
});

test('of a SKU that is kept by serial numbers each unit is scanned, once', () => {
  const bySerial: Wanted = { ...wanted, tracking: 'serial', openUnits: 2 };
  const { last: twice } = after(bySerial, 'TEA-1', 'SN-1', 'SN-1');
  assert.deepEqual(twice, { kind: 'wrong', because: 'serialTwice' });
  const { take, last } = after(bySerial, 'TEA-1', 'SN-1', '(21)SN-2');
  assert.ok(complete(last));
  assert.deepEqual(take.serials, ['SN-1', 'SN-2']);
  assert.deepEqual(after(bySerial, 'SN-1').last, { kind: 'wrong', because: 'wrongItem' });
});
