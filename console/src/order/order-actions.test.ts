import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredActions, overpaidMinor } from './order-actions.ts';

const line = { deliveredQuantity: 0, returnedQuantity: 0 };
const totals = { totalMinor: 100, paidMinor: 100 };
const order = (state: string, more: object = {}) =>
  ({ state, lines: [line], holds: [], shipments: [{}], totals, ...more }) as never;
const refusals = (subject: never, may = () => true) =>
  Object.fromEntries(offeredActions(subject, may).map(({ name, refusal }) => [name, refusal]));

test('a sourced order can be released, a held one and one without stock cannot', () => {
  assert.equal(refusals(order('sourced'))['release'], null);
  assert.equal(refusals(order('held'))['release'], 'held');
  assert.equal(refusals(order('backordered'))['release'], 'not_sourced');
  assert.equal(refusals(order('shipped'))['release'], 'has_left');
});

test('what locations have is planned no more; the rest of such an order is', () => {
  const begun = [{ fulfilmentOrder: '1-1' }];
  assert.equal(refusals(order('picking', { shipments: begun }))['source'], 'all_at_locations');
  assert.equal(refusals(order('picking', { shipments: [...begun, {}] }))['source'], null);
});

test('only what was delivered comes back, only what is paid too much is refunded', () => {
  assert.equal(refusals(order('shipped'))['return'], 'nothing_delivered');
  const delivered = [{ deliveredQuantity: 2, returnedQuantity: 1 }];
  assert.equal(refusals(order('delivered', { lines: delivered }))['return'], null);
  assert.equal(refusals(order('delivered'))['refund'], 'nothing_overpaid');
  assert.equal(overpaidMinor(order('x', { totals: { ...totals, creditedMinor: 30 } })), 30);
});

test('whoever may not is told so', () => {
  assert.ok(
    Object.values(refusals(order('sourced'), () => false)).every(
      (reason) => reason === 'not_allowed',
    ),
  );
});
