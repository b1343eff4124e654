import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balanceOf, type PaymentFact } from './payment-balance.ts';

const reference = fc.constantFrom('a', 'b', 'c');
const fact: fc.Arbitrary<PaymentFact> = fc.record(
  {
    kind: fc.constantFrom(
      'authorised',
      'captured',
      'failed',
      'refunded',
      'voided',
      'expired',
      'chargeback',
    ),
    amountMinor: fc.nat({ max: 500 }),
    reference,
    authorisation: reference,
    capture: reference,
  },
  { requiredKeys: ['kind', 'amountMinor', 'reference'] },
);
const facts = fc.uniqueArray(fact, {
  maxLength: 12,
  selector: (one) => `${one.kind} ${one.reference}`,
});

const sumOf = (told: readonly PaymentFact[], kind: PaymentFact['kind']) =>
  told.filter((one) => one.kind === kind).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

test('[O44] paid is captured less refunded less charged back, in whatever order it is told', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (told, seed) => {
      const balance = balanceOf(told);
      assert.equal(
        balance.paidMinor,
        sumOf(told, 'captured') - sumOf(told, 'refunded') - sumOf(told, 'chargeback'),
      );
      const rotated = [...told.slice(seed % 7), ...told.slice(0, seed % 7)].toReversed();
      assert.equal(balanceOf(rotated).paidMinor, balance.paidMinor);
      assert.equal(balanceOf(rotated).openMinor, balance.openMinor);
    }),
  );
});

test('[O44] what is open and what may be refunded is never below zero nor above what was told', () => {
  fc.assert(
    fc.property(facts, (told) => {
      const { authorisations, captures, paidMinor } = balanceOf(told);
      for (const { openMinor, authorisedMinor } of authorisations)
        assert.ok(openMinor >= 0 && openMinor <= authorisedMinor);
      for (const { refundableMinor, amountMinor } of captures)
        assert.ok(refundableMinor >= 0 && refundableMinor <= amountMinor);
      const refundable = captures.reduce((sum, one) => sum + one.refundableMinor, 0);
      assert.equal(refundable, Math.max(0, paidMinor), 'what is ours is what can go back');
    }),
  );
});

test('[O44] a capture takes from the authorisation that it names, else from the one of its reference', () => {
  const told: PaymentFact[] = [
    { kind: 'captured', amountMinor: 30, reference: 'c1', authorisation: 'a2' },
    { kind: 'authorised', amountMinor: 100, reference: 'a1' },
    { kind: 'authorised', amountMinor: 100, reference: 'a2' },
    { kind: 'captured', amountMinor: 10, reference: 'a1' },
    { kind: 'captured', amountMinor: 5, reference: 'sale' },
  ];
  const { authorisations, paidMinor, openMinor } = balanceOf(told);
  assert.deepEqual(
    authorisations.map((one) => one.openMinor),
    [90, 70],
  );
  assert.deepEqual([paidMinor, openMinor], [45, 160]);
});
