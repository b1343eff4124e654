import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OrderState } from '../../../contracts/orders.ts';
import {
  deriveOrderState,
  derivePayment,
  isAmendable,
  isPaymentSettled,
  mayTransition,
  ORDER_TRANSITIONS,
} from './order-states.ts';
import type { PaymentFact } from './payment-balance.ts';

const STATES = Object.keys(ORDER_TRANSITIONS) as OrderState[];
const flags = fc.record({
  isCancelled: fc.boolean(),
  progress: fc.constant(null),
  hasOpenHold: fc.boolean(),
  isPaymentSettled: fc.boolean(),
  isWaitingForStock: fc.boolean(),
});

test('[O32] every state is reached from placed, and nothing leaves cancelled', () => {
  const reached = new Set<OrderState>(['placed']);
  for (const state of reached) for (const next of ORDER_TRANSITIONS[state]) reached.add(next);
  assert.deepEqual([...reached].toSorted(), STATES.toSorted());
  assert.deepEqual(
    STATES.filter((state) => ORDER_TRANSITIONS[state].length === 0),
    ['cancelled'],
  );
  for (const state of STATES) assert.ok(mayTransition(state, state), 'an order may stay');
});

test('[O32] any change of situation of an open order is a transition of the table', () => {
  fc.assert(
    fc.property(flags, flags, (before, after) => {
      const from = deriveOrderState({ ...before, isCancelled: false });
      assert.ok(mayTransition(from, deriveOrderState(after)));
    }),
  );
});

test('[O33] cancelled before released before held before unpaid before waiting', () => {
  const nothing = {
    isCancelled: false,
    progress: null,
    hasOpenHold: false,
    isPaymentSettled: true,
    isWaitingForStock: false,
  };
  assert.equal(deriveOrderState(nothing), 'sourced');
  const waiting = { ...nothing, isWaitingForStock: true };
  assert.equal(deriveOrderState(waiting), 'backordered');
  const unpaid = { ...waiting, isPaymentSettled: false };
  assert.equal(deriveOrderState(unpaid), 'placed');
  const held = { ...unpaid, hasOpenHold: true };
  assert.equal(deriveOrderState(held), 'held');
  const released = { ...held, progress: 'released' as const };
  assert.equal(deriveOrderState(released), 'released');
  assert.equal(deriveOrderState({ ...released, isCancelled: true }), 'cancelled');
  assert.deepEqual(STATES.filter(isAmendable), ['placed', 'held', 'backordered', 'sourced']);
});

const PAYMENTS: readonly [string, number, readonly PaymentFact[], string, number][] = [
  ['nothing', 100, [], 'unpaid', 0],
  ['all of it', 100, [{ kind: 'captured', amountMinor: 100 }], 'paid', 100],
  ['more than that', 100, [{ kind: 'captured', amountMinor: 130 }], 'paid', 130],
  ['a part', 100, [{ kind: 'captured', amountMinor: 40 }], 'partly_paid', 40],
  ['an authorisation', 100, [{ kind: 'authorised', amountMinor: 100 }], 'authorised', 0],
  ['too small an authorisation', 100, [{ kind: 'authorised', amountMinor: 99 }], 'unpaid', 0],
  ['a failure', 100, [{ kind: 'failed', amountMinor: 100 }], 'failed', 0],
  [
    'a failure and then success',
    100,
    [
      { kind: 'failed', amountMinor: 100 },
      { kind: 'captured', amountMinor: 100 },
    ],
    'paid',
    100,
  ],
  [
    'all of it and all of it back',
    100,
    [
      { kind: 'captured', amountMinor: 100 },
      { kind: 'refunded', amountMinor: 100 },
    ],
    'refunded',
    0,
  ],
  [
    'all of it and a part back',
    100,
    [
      { kind: 'captured', amountMinor: 100 },
      { kind: 'refunded', amountMinor: 30 },
    ],
    'partly_paid',
    70,
  ],
  [
    'an authorisation and a part captured of it',
    100,
    [
      { kind: 'authorised', amountMinor: 100, reference: 'a' },
      { kind: 'captured', amountMinor: 40, reference: 'c', authorisation: 'a' },
    ],
    'partly_captured',
    40,
  ],
  [
    'an authorisation too small for the rest once a part was captured of it',
    100,
    [
      { kind: 'authorised', amountMinor: 60, reference: 'a' },
      { kind: 'captured', amountMinor: 40, reference: 'a' },
    ],
    'partly_paid',
    40,
  ],
  [
    'an authorisation that has expired',
    100,
    [
      { kind: 'authorised', amountMinor: 100, reference: 'a' },
      { kind: 'expired', amountMinor: 100, reference: 'a' },
    ],
    'expired',
    0,
  ],
  [
    'a voided authorisation',
    100,
    [
      { kind: 'authorised', amountMinor: 100, reference: 'a' },
      { kind: 'voided', amountMinor: 100, reference: 'v', authorisation: 'a' },
    ],
    'unpaid',
    0,
  ],
  [
    'a chargeback of the half',
    100,
    [
      { kind: 'captured', amountMinor: 100, reference: 'c' },
      { kind: 'chargeback', amountMinor: 50, reference: 'c' },
    ],
    'charged_back',
    50,
  ],
  [
    'two tenders that make it up together',
    100,
    [
      { kind: 'captured', amountMinor: 30, reference: 'g', tender: 'gift_card' },
      { kind: 'authorised', amountMinor: 70, reference: 'a', tender: 'card' },
    ],
    'partly_captured',
    30,
  ],
  [
    'money that went back beside an authorisation that covers all',
    100,
    [
      { kind: 'authorised', amountMinor: 100, reference: 'a' },
      { kind: 'captured', amountMinor: 100, reference: 'c' },
      { kind: 'refunded', amountMinor: 100, reference: 'r', capture: 'c' },
    ],
    'authorised',
    0,
  ],
  ['nothing for nothing', 0, [], 'not_required', 0],
  ['something for nothing', 0, [{ kind: 'captured', amountMinor: 5 }], 'paid', 5],
];

for (const [what, totalMinor, facts, state, paidMinor] of PAYMENTS) {
  test(`[O28] ${what} of ${totalMinor} makes an order ${state}`, () => {
    assert.deepEqual(derivePayment(totalMinor, facts, true), { paidMinor, state });
  });
}

test('[O28] a channel that asks for no payment requires none, and money that comes still counts', () => {
  assert.equal(derivePayment(100, [], false).state, 'not_required');
  const part = derivePayment(100, [{ kind: 'captured', amountMinor: 1 }], false);
  assert.deepEqual(part, { paidMinor: 1, state: 'partly_paid' });
});

test('[O28] amounts add up whatever their order; only a failure looks at whether it is the last', () => {
  const fact: fc.Arbitrary<PaymentFact & { reference: string }> = fc.record(
    {
      kind: fc.constantFrom('authorised', 'captured', 'refunded', 'voided', 'chargeback'),
      amountMinor: fc.nat({ max: 300 }),
      reference: fc.constantFrom('a', 'b'),
      authorisation: fc.constantFrom('a', 'b'),
      capture: fc.constantFrom('a', 'b'),
    },
    { requiredKeys: ['kind', 'amountMinor', 'reference'] },
  );
  const facts = fc.uniqueArray(fact, {
    maxLength: 6,
    selector: ({ kind, reference }) => `${kind} ${reference}`,
  });
  fc.assert(
    fc.property(fc.nat({ max: 300 }), facts, (totalMinor, facts) => {
      const forwards = derivePayment(totalMinor, facts, true);
      assert.deepEqual(derivePayment(totalMinor, facts.toReversed(), true), forwards);
      if (forwards.state === 'paid') assert.ok(forwards.paidMinor >= totalMinor);
      if (totalMinor === 0) assert.ok(isPaymentSettled(forwards.state) || forwards.paidMinor <= 0);
    }),
  );
});
