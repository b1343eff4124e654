import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promiseOutlook } from './promise-outlook.ts';

const DAY_MS = 86_400_000;
const now = Date.parse('2026-11-22T10:00:00Z');
const at = (days: number) => new Date(now + days * DAY_MS).toISOString();
const shipment = (deliverBy: string, more: object = {}) => ({
  location: 'A',
  service: 'S',
  lines: [],
  shipAt: at(0),
  deliverFrom: at(0),
  deliverBy,
  costMinor: 0,
  carbonGrams: 0,
  ...more,
});
const outlook = (order: object, more: object = {}) =>
  promiseOutlook({
    order: {
      state: 'sourced',
      promisedAt: at(2),
      wantedBy: null,
      shipments: [],
      ...order,
    } as never,
    deliveredAt: null,
    dueAt: [],
    now,
    ...more,
  });

test('a promise is kept or missed once the goods are there', () => {
  assert.equal(outlook({}, { deliveredAt: at(1) }).outlook, 'kept');
  assert.deepEqual(outlook({}, { deliveredAt: at(3) }), { outlook: 'missed', missedByMs: DAY_MS });
});

test('before that it is overdue, late by the plan, stopped, waiting for goods, or on course', () => {
  assert.equal(outlook({ promisedAt: at(-1) }).outlook, 'overdue');
  assert.equal(outlook({ shipments: [shipment(at(3))] }).outlook, 'late');
  assert.equal(outlook({}, { dueAt: [at(4)] }).missedByMs, 2 * DAY_MS);
  assert.equal(outlook({ state: 'held' }).outlook, 'stopped');
  assert.equal(
    outlook({ shipments: [shipment(at(1), { waitsFor: 'incoming' })] }).outlook,
    'waits',
  );
  assert.equal(outlook({ shipments: [shipment(at(1))] }).outlook, 'on_course');
});

test('nothing is promised of an order that is over or has no date', () => {
  assert.equal(outlook({ state: 'cancelled' }).outlook, 'over');
  assert.equal(outlook({ promisedAt: null }).outlook, 'none');
});
