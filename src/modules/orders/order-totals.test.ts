import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chargesFor, isExact, totalsOf, withQuantity } from './order-totals.ts';

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  unitPriceMinor: fc.nat({ max: 1_000_000 }),
  discountMinor: fc.nat({ max: 1_000_000_000_000 }),
  taxMinor: fc.nat({ max: 1_000_000_000_000 }),
});

test('[O4] total = goods - discount + tax + charges', () => {
  const charge = fc.record({ amountMinor: fc.integer({ min: -10_000, max: 10_000 }) });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.array(charge), (lines, charges) => {
      const totals = totalsOf(lines, charges);
      const { goodsMinor, discountMinor, taxMinor, chargesMinor, totalMinor } = totals;
      assert.equal(totalMinor, goodsMinor - discountMinor + taxMinor + chargesMinor);
      const expected = lines.reduce((sum, one) => sum + one.quantity * one.unitPriceMinor, 0);
      assert.equal(goodsMinor, expected);
      assert.ok(isExact(totals));
    }),
  );
  const one = { quantity: 3, unitPriceMinor: 500, discountMinor: 100, taxMinor: 90 };
  assert.equal(totalsOf([one], [{ amountMinor: 800 }, { amountMinor: -50 }]).totalMinor, 2_240);
});

test('[O4] a discount of the whole order never takes more off than is left to pay', () => {
  const left = { quantity: 1, unitPriceMinor: 100, discountMinor: 0, taxMinor: 0 };
  const shipping = { kind: 'shipping', amountMinor: 20 };
  const coupon = { kind: 'discount', amountMinor: -80 };
  const bonus = { kind: 'discount', amountMinor: -90 };
  assert.deepEqual(chargesFor([left], [shipping, coupon]), [shipping, coupon]);
  const kept = chargesFor([left], [shipping, coupon, bonus]);
  assert.deepEqual(kept, [shipping, coupon, { ...bonus, amountMinor: -40 }]);
  assert.equal(totalsOf([left], kept).totalMinor, 0);
  const nothing = { ...left, quantity: 0 };
  assert.deepEqual(chargesFor([nothing], [shipping, coupon, bonus]), [
    shipping,
    { ...coupon, amountMinor: -20 },
  ]);
});

test('[O4] amounts beyond 2^53 are not exact', () => {
  const one = {
    quantity: 1_000_000,
    unitPriceMinor: 1_000_000_000_000,
    discountMinor: 0,
    taxMinor: 0,
  };
  assert.equal(isExact(totalsOf([one], [])), false);
});

test('[O20, O23] a line that is taken away piece by piece ends at exactly nothing', () => {
  fc.assert(
    fc.property(line, fc.array(fc.nat({ max: 100 }), { maxLength: 8 }), (whole, shares) => {
      let rest = whole;
      for (const share of shares) {
        const next = withQuantity(rest, Math.floor((rest.quantity * share) / 100));
        for (const amount of ['discountMinor', 'taxMinor'] as const) {
          assert.ok(Number.isSafeInteger(next[amount]));
          assert.ok(
            next[amount] >= 0 && next[amount] <= rest[amount],
            'a smaller part is not more',
          );
        }
        rest = next;
      }
      const nothing = withQuantity(rest, 0);
      assert.deepEqual(totalsOf([nothing], []), totalsOf([], []));
    }),
  );
});

test('[O20] discount and tax grow and shrink in proportion, to the whole minor unit', () => {
  const four = { quantity: 4, unitPriceMinor: 1_000, discountMinor: 401, taxMinor: 99 };
  assert.deepEqual(withQuantity(four, 8), {
    ...four,
    quantity: 8,
    discountMinor: 802,
    taxMinor: 198,
  });
  assert.deepEqual(withQuantity(four, 1), {
    ...four,
    quantity: 1,
    discountMinor: 100,
    taxMinor: 25,
  });
  assert.equal(withQuantity(four, 4), four, 'the same quantity is the same line');
});
