import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecisionKinds, takeDecision, type DecisionKind } from './decisions.ts';

interface Input {
  readonly offers: readonly { readonly from: string; readonly price: number }[];
}

const cheapest: DecisionKind<Input, { readonly from: string | undefined }> = {
  kind: 'test.cheapest',
  version: 1,
  parameters: [],
  decide: ({ offers }) => ({ from: offers.toSorted((a, b) => a.price - b.price)[0]?.from }),
};
const kinds = new DecisionKinds([cheapest]);
const input: Input = {
  offers: [
    { from: 'a', price: 3 },
    { from: 'b', price: 2 },
  ],
};

test('[H18] a stored decision is taken again to the same choice, and to another on other input', () => {
  const { choice, record } = takeDecision(cheapest, input);
  assert.deepEqual(choice, { from: 'b' });
  const stored = kinds.read(record);
  assert.ok(stored !== null);
  assert.equal(kinds.takeAgain(stored)?.agrees, true);
  const varied = kinds.takeAgain(stored, { offers: [{ from: 'a', price: 1 }] });
  assert.deepEqual([varied?.choice, varied?.agrees], [{ from: 'a' }, false]);
});

test('[H18] a choice without what JSON cannot hold compares as it was stored', () => {
  const { record } = takeDecision(cheapest, { offers: [] });
  const stored = kinds.read(record);
  assert.ok(stored !== null);
  assert.equal(kinds.takeAgain(stored)?.agrees, true);
});

test('[H18] a decision that was tampered with or decided otherwise since does not agree', () => {
  const { record } = takeDecision(cheapest, input);
  const stored = kinds.read(record.replace('"from":"b"}}', '"from":"a"}}'));
  assert.ok(stored !== null);
  assert.equal(kinds.takeAgain(stored)?.agrees, false);
  assert.equal(kinds.read(record.replace('test.cheapest', 'test.other')), null);
});
