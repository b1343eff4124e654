import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import type { LiveEvent } from '../client/live-stream.ts';
import {
  countNew,
  isBehind,
  newcomerOf,
  orderOf,
  withEvents,
  withNewcomers,
  withPage,
} from './order-list.ts';

const order = (number: number, more: Partial<OrderSummary> = {}): OrderSummary => ({
  id: String(number),
  channel: 'shop',
  externalId: `S-${number}`,
  kind: 'standard',
  state: 'placed',
  paymentState: 'unpaid',
  countryCode: 'CN',
  priority: 5,
  currency: 'CNY',
  totalMinor: 100,
  placedAt: new Date(Date.UTC(2026, 10, 1) + number * 60_000).toISOString(),
  promisedAt: null,
  customerName: 'Ada',
  locations: [],
  ...more,
});
const rowsOf = (...numbers: number[]) => numbers.map((number) => order(number));
const idsOf = (rows: readonly OrderSummary[]) => rows.map(({ id }) => Number(id));

function event(subject: string, data: Record<string, unknown>): LiveEvent {
  return {
    id: 'e',
    type: 'order.held',
    subject,
    time: '',
    recordedtime: '',
    actor: '',
    sequence: '',
    data,
  };
}

test('a page read again replaces what lies within it and leaves the rest', () => {
  const rows = rowsOf(9, 8, 7, 6, 5, 4, 3);
  // 8 has left the list and 10 is new; the page ends with 6.
  const head = withPage(rows, null, { items: rowsOf(10, 9, 7, 6), nextCursor: 'c' });
  assert.deepEqual(idsOf(head), [10, 9, 7, 6, 5, 4, 3]);
  const middle = withPage(rows, order(7), { items: rowsOf(5, 4), nextCursor: 'c' });
  assert.deepEqual(idsOf(middle), [9, 8, 7, 5, 4, 3]);
  const tail = withPage(rows, order(5), { items: rowsOf(4), nextCursor: null });
  assert.deepEqual(idsOf(tail), [9, 8, 7, 6, 5, 4]);
  assert.deepEqual(withPage(rows, null, { items: [], nextCursor: null }), []);
  assert.equal(
    withPage(rows, order(7), { items: [], nextCursor: 'c' }),
    rows,
    'it found nothing yet',
  );
});

test('the next page goes behind the last row, also when its orders share a moment', () => {
  const at = order(1).placedAt;
  const rows = [order(30, { placedAt: at }), order(20, { placedAt: at })];
  assert.ok(isBehind(rows[1] as OrderSummary, rows[0] as OrderSummary));
  const page = { items: [order(10, { placedAt: at })], nextCursor: null };
  assert.deepEqual(idsOf(withPage(rows, rows[1] as OrderSummary, page)), [30, 20, 10]);
});

test('what has not changed stays the same object', () => {
  const rows = rowsOf(3, 2, 1);
  assert.equal(withPage(rows, null, { items: rowsOf(3, 2, 1), nextCursor: null }), rows);
  const changed = withPage(rows, null, {
    items: [order(3), order(2, { state: 'held' }), order(1)],
    nextCursor: null,
  });
  assert.equal(changed[0], rows[0]);
  assert.equal(changed[1]?.state, 'held');
});

test('events of an order say how it stands', () => {
  const rows = rowsOf(3, 2, 1);
  const held = event('order/2', {
    state: 'held',
    priority: 9,
    totals: { totalMinor: 70 },
    promisedAt: null,
  });
  const [, second, third] = withEvents(rows, [held]);
  assert.deepEqual(
    [second?.state, second?.priority, second?.totalMinor, second?.paymentState],
    ['held', 9, 70, 'unpaid'],
  );
  assert.equal(third, rows[2]);
  assert.equal(withEvents(rows, [event('order/7', { state: 'held' })]), rows);
  assert.equal(withEvents(rows, [event('shipment/2', { state: 'booked' })]), rows);
  assert.equal(orderOf(event('shipment/2', { orderId: '7' })), '7');
  assert.equal(orderOf(held), '2');
  assert.equal(orderOf(event('sku/TEA', {})), null);
});

test('what has come since is counted, also when the order seen last has left the list', () => {
  const rows = rowsOf(9, 8, 6, 5);
  assert.equal(countNew(rows, order(6)), 2);
  assert.equal(countNew(rows, order(7)), 2);
  assert.equal(countNew(rows, order(9)), 0);
  assert.equal(countNew(rows, null), 0);
});

test('an order that is placed now is a row at once, as far as its event tells', () => {
  const placed = {
    ...event('order/7', {
      channel: 'shop',
      externalId: 'S-7',
      state: 'sourced',
      paymentState: 'paid',
      priority: 5,
      currency: 'CNY',
      totals: { totalMinor: 900 },
      placedAt: order(7).placedAt,
      promisedAt: null,
      shipments: [{ location: 'SHA' }, { location: 'SHA' }],
    }),
    type: 'order.placed',
  };
  const row = newcomerOf(placed);
  assert.deepEqual(
    [row?.id, row?.kind, row?.totalMinor, row?.locations],
    ['7', 'standard', 900, ['SHA']],
  );
  assert.equal(newcomerOf({ ...placed, type: 'order.held' }), null);
});

test('newcomers that a page does not know stay in it, and what lies behind the page does not come into it', () => {
  const page = { items: rowsOf(9, 8, 6), nextCursor: 'c' };
  const merged = withNewcomers(page, rowsOf(11, 10, 9, 7, 3));
  assert.deepEqual(idsOf(merged.items), [11, 10, 9, 8, 7, 6]);
  const whole = withNewcomers({ ...page, nextCursor: null }, rowsOf(3));
  assert.deepEqual(idsOf(whole.items), [9, 8, 6, 3]);
  assert.equal(withNewcomers(page, rowsOf(9)), page);
});
