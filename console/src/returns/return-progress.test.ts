import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import {
  actionsOf,
  creditAtMost,
  toCome,
  toInspect,
  unitsByDisposition,
  unitsOf,
  unnamedUnits,
  type Judgement,
} from './return-progress.ts';

type Line = ListedReturn['lines'][number];

const line = (more: Partial<Line> = {}): Line => ({
  lineNumber: 1,
  sku: 'TEA',
  askedQuantity: 3,
  quantity: 3,
  verdict: null,
  reason: 'damaged',
  note: null,
  inspectionNote: null,
  photoIds: [],
  resolution: 'refund',
  exchangeSku: null,
  receivedQuantity: 0,
  acceptedQuantity: 0,
  rejectedQuantity: 0,
  restockedQuantity: 0,
  refurbishingQuantity: 0,
  scrappedQuantity: 0,
  creditedMinor: 0,
  ...more,
});

const judgement = (more: Partial<Judgement>): Judgement => ({
  key: 'a',
  lineNumber: 1,
  quantity: 1,
  disposition: 'restock',
  deductionMinor: 0,
  note: '',
  photoIds: [],
  ...more,
});

test('what came and what was accepted are counted apart', () => {
  const some = line({ receivedQuantity: 2, acceptedQuantity: 1 });
  assert.equal(toCome(some), 1);
  assert.equal(toInspect(some), 1);
  const units = unitsOf({ lines: [some, line({ quantity: 0 })] });
  assert.deepEqual(
    [units.asked, units.expected, units.received, units.accepted, units.toCome, units.toInspect],
    [6, 3, 2, 1, 1, 1],
  );
});

test('only what the state allows is offered, and the work that waits first', () => {
  const at = (state: ListedReturn['state'], more: Partial<Line> = {}) =>
    actionsOf({ state, lines: [line(more)] });
  assert.deepEqual(at('requested'), ['judge', 'cancel']);
  assert.deepEqual(at('approved'), ['receive', 'send', 'cancel']);
  assert.deepEqual(at('receiving', { receivedQuantity: 1 }), [
    'inspect',
    'receive',
    'send',
    'cancel',
  ]);
  assert.deepEqual(at('received', { receivedQuantity: 3 }), ['inspect']);
  assert.deepEqual(
    at('closed', { receivedQuantity: 3, acceptedQuantity: 3, refurbishingQuantity: 2 }),
    ['finish'],
  );
  for (const state of ['rejected', 'cancelled', 'expired'] as const)
    assert.deepEqual(at(state), [], state);
});

test('units that nobody has named are known, and so are too many', () => {
  const came = line({ receivedQuantity: 3 });
  assert.equal(unnamedUnits(came, []), 3);
  assert.equal(unnamedUnits(came, [judgement({ quantity: 2 })]), 1);
  assert.equal(unnamedUnits(came, [judgement({ quantity: 2 }), judgement({ quantity: 2 })]), -1);
  assert.equal(unnamedUnits(came, [judgement({ lineNumber: 2, quantity: 2 })]), 3);
});

test('what judgements do is said by what becomes of the goods', () => {
  const units = unitsByDisposition([
    judgement({ quantity: 2 }),
    judgement({ quantity: 1, disposition: 'scrap' }),
    judgement({ quantity: 1 }),
    judgement({ quantity: 5, disposition: null }),
  ]);
  assert.deepEqual(units, { restock: 3, refurbish: 0, scrap: 1, send_back: 0 });
});

test('a credit is the share of the line, less what is taken off, and nothing for what goes back or is exchanged', () => {
  const sold = [
    { lineNumber: 1, quantity: 3, unitPriceMinor: 1_000, discountMinor: 100, taxMinor: 0 },
    { lineNumber: 2, quantity: 1, unitPriceMinor: 500, discountMinor: 0, taxMinor: 0 },
  ];
  const one = { lines: [line(), line({ lineNumber: 2, resolution: 'exchange' })] };
  const credit = (...judgements: Judgement[]) => creditAtMost(one, sold, judgements);
  assert.equal(credit(judgement({ quantity: 3 })), 2_900);
  assert.equal(credit(judgement({ quantity: 1, deductionMinor: 67 })), 900);
  assert.equal(credit(judgement({ deductionMinor: 5_000 })), 0);
  assert.equal(credit(judgement({ disposition: 'send_back' })), 0);
  assert.equal(credit(judgement({ disposition: null })), 0);
  assert.equal(credit(judgement({ lineNumber: 2 })), 0);
  assert.equal(credit(judgement({ lineNumber: 9 })), 0);
});
