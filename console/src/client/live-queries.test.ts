import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queriesTouchedBy } from './live-queries.ts';
import type { LiveEvent } from './live-stream.ts';

const event = (type: string, subject: string, data: LiveEvent['data'] = {}): LiveEvent => ({
  id: '1',
  type,
  subject,
  time: '',
  recordedtime: '',
  actor: '',
  sequence: '1',
  data,
});

test('a note changes the notes of its order at once, and may change all of it', () => {
  const touched = queriesTouchedBy(event('order.noted', 'order/100000001'));
  assert.deepEqual(touched.atOnce, [
    ['order', '100000001'],
    ['order', '100000001'],
    ['order', '100000001', 'notes'],
  ]);
  assert.deepEqual(touched.rest, [['order', '100000001']]);
  assert.deepEqual(touched.lists, [['orders'], ['overview'], ['flow-runs'], ['flows']]);
});

test('what happens to a shipment changes its order, too', () => {
  const touched = queriesTouchedBy(
    event('fulfilment.shipped', 'shipment/100000001-1-S1', { orderId: '100000001' }),
  );
  assert.deepEqual(touched.atOnce, [
    ['shipment', '100000001-1-S1'],
    ['order', '100000001'],
    ['order', '100000001', 'fulfilment'],
    ['order', '100000001', 'timeline'],
  ]);
  assert.deepEqual(touched.rest, [
    ['shipment', '100000001-1-S1'],
    ['order', '100000001'],
  ]);
  assert.ok(touched.lists.some(([list]) => list === 'fulfilment'));
});

test('when the company was emptied, everything is read anew', () => {
  assert.deepEqual(queriesTouchedBy(event('sample.left', 'sample/1')).lists, [[]]);
});

test('a decided snapshot is named after its location, and changes the list of snapshots', () => {
  const touched = queriesTouchedBy(event('stock.reconciled', 'location/CTU'));
  assert.deepEqual(touched.lists, [['locations'], ['stock'], ['snapshots']]);
});
