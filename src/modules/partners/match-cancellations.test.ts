import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastCheck from 'fast-check';
import type { CancellationLine, PlaceOrder } from '../../../contracts/orders.ts';
import { Purchases } from './match-cancellations.ts';
import { deliveriesOf } from './send-setup.ts';

const order = (
  externalId: string,
  quantity: number,
  customer: string | null = 'ada',
  sku = 'CUP',
): PlaceOrder => ({
  channel: 'shop',
  externalId,
  currency: 'GBP',
  customer: { name: 'A', ...(customer === null ? {} : { externalId: customer }) },
  shipTo: { lines: [], countryCode: 'GB' },
  lines: [{ sku, quantity, unitPriceMinor: 100 }],
});
const cancellation = (
  quantity: number,
  more: Partial<CancellationLine> = {},
): CancellationLine => ({
  channel: 'shop',
  externalId: 'C1',
  reason: 'test',
  lines: [{ sku: 'CUP', quantity }],
  ...more,
});
const partsOf = ({ lines }: CancellationLine) =>
  lines.map((line) => [line.orderExternalId, line.quantity]);

test('[C12] the newest order that covers a line alone is taken, else the newest together', () => {
  const purchases = new Purchases();
  for (const [id, quantity] of [
    ['1', 5],
    ['2', 9],
    ['3', 2],
  ] as const)
    purchases.add(order(id, quantity));
  assert.deepEqual(partsOf(purchases.match(cancellation(4), 'ada')), [['2', 4]]);
  assert.deepEqual(partsOf(purchases.match(cancellation(8), 'ada')), [
    ['3', 2],
    ['2', 5],
    ['1', 1],
  ]);
});

test('[C13] what no order covers stays a line without one', () => {
  const purchases = new Purchases();
  purchases.add(order('1', 3));
  purchases.add(order('2', 9, null));
  assert.deepEqual(partsOf(purchases.match(cancellation(5), 'ada')), [
    ['1', 3],
    [undefined, 2],
  ]);
  assert.deepEqual(partsOf(purchases.match(cancellation(1), 'ada')), [[undefined, 1]]);
  assert.deepEqual(partsOf(purchases.match(cancellation(1), null)), [[undefined, 1]]);
  assert.deepEqual(partsOf(purchases.match(cancellation(1), 'bob')), [[undefined, 1]]);
  assert.equal(purchases.unmatchedLines, 4);
});

test('[C12] a cancellation that names its order is left as it is', () => {
  const purchases = new Purchases();
  purchases.add(order('1', 3));
  const named = cancellation(2, { orderExternalId: '9' });
  assert.equal(purchases.match(named, 'ada'), named);
});

test('[C12] nothing is taken back twice and no unit is lost, whatever the sequence', () => {
  const steps = fastCheck.array(
    fastCheck.record({
      isOrder: fastCheck.boolean(),
      quantity: fastCheck.integer({ min: 1, max: 9 }),
    }),
  );
  fastCheck.assert(
    fastCheck.property(steps, (sequence) => {
      const purchases = new Purchases();
      const left = new Map<string, number>();
      for (const [index, { isOrder, quantity }] of sequence.entries()) {
        if (isOrder) {
          purchases.add(order(String(index), quantity));
          left.set(String(index), quantity);
          continue;
        }
        const { lines } = purchases.match(cancellation(quantity), 'ada');
        assert.equal(
          lines.reduce((sum, line) => sum + line.quantity, 0),
          quantity,
        );
        for (const { orderExternalId, quantity: taken } of lines) {
          if (orderExternalId === undefined) continue;
          const rest = (left.get(orderExternalId) ?? 0) - taken;
          assert.ok(rest >= 0);
          left.set(orderExternalId, rest);
        }
      }
    }),
  );
});

test('[C14] opening stock is cut into deliveries that the contract takes', () => {
  const lines = Array.from({ length: 2_001 }, (_, index) => ({
    sku: `S${index}`,
    quantity: index === 0 ? 2_500_000 : 1,
  }));
  const deliveries = deliveriesOf(lines);
  assert.deepEqual(
    deliveries.map(({ length }) => length),
    [2_000, 1, 1, 1],
  );
  const total = deliveries.flat().reduce((sum, { quantity }) => sum + quantity, 0);
  assert.equal(total, 2_500_000 + 2_000);
});
