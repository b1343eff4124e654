import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../src/kernel/random.ts';
import type { PlaceOrder } from '../contracts/orders.ts';
import { drawOrderTexts, fileOfOrderTexts, writeOrder } from './order-texts.ts';

test('an order text becomes a whole order, paid in full, of a realistic size', () => {
  const random = new Random(1);
  for (const text of drawOrderTexts(random, 50)) {
    const written = writeOrder(text, 'E-1', random);
    const order = JSON.parse(written) as PlaceOrder;
    const totalMinor = order.lines.reduce(
      (sum, line) => sum + line.quantity * line.unitPriceMinor,
      0,
    );
    assert.equal(order.externalId, 'E-1');
    assert.equal(order.payment?.amountMinor, totalMinor);
    assert.equal(order.lines.length, 2);
    assert.ok(written.length > 400 && written.length < 900, `${written.length} characters`);
  }
});

test('the file of texts has one line a text, prices first', () => {
  const texts = drawOrderTexts(new Random(2), 3);
  const lines = fileOfOrderTexts(texts).trimEnd().split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? '', /^\d+ \d+ \{"channel":.*"lines":\[$/);
});
