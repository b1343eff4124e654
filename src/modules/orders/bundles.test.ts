import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { costOfGoods } from './bundles.ts';
import type { OrderLine } from './order-record.ts';

const line = (lineNumber: number, quantity: number, more: Partial<OrderLine> = {}): OrderLine => ({
  lineNumber,
  skuId: lineNumber,
  quantity,
  cancelledQuantity: 0,
  shippedQuantity: 0,
  deliveredQuantity: 0,
  returnedQuantity: 0,
  unitPriceMinor: 0,
  discountMinor: 0,
  taxMinor: 0,
  attributes: null,
  ...more,
});

test('[O58] the price of a bundle is spread over its components and adds up to it exactly', () => {
  const part = fc.record({
    quantityEach: fc.integer({ min: 1, max: 9 }),
    worthMinor: fc.integer({ min: 0, max: 100_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 0, max: 5_000 }),
      (parts, quantity, unitPriceMinor, taxMinor) => {
        const children = parts.map((one, index) => ({ ...one, lineNumber: index + 2 }));
        const order = {
          lines: [
            line(1, quantity, { unitPriceMinor, taxMinor }),
            ...children.map((one) => line(one.lineNumber, quantity * one.quantityEach)),
          ],
          details: { unpaidSince: 0, bundles: [{ lineNumber: 1, children }] },
        } as unknown as Parameters<typeof costOfGoods>[0];
        const shares = children.map(({ lineNumber }) => costOfGoods(order, lineNumber));
        assert.equal(costOfGoods(order, 1), 0, 'the goods stand in the other lines');
        assert.ok(shares.every((share) => Number.isInteger(share) && share >= 0));
        assert.equal(
          shares.reduce((sum, share) => sum + share, 0),
          quantity * unitPriceMinor + taxMinor,
        );
      },
    ),
    { seed: 20_261_122 },
  );
});
