import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movesStockOf } from './moved-skus.ts';

const event = (subject: string, data: Record<string, unknown>) => ({
  id: '1',
  type: 'order.placed',
  subject,
  time: '',
  recordedtime: '',
  actor: '',
  sequence: '',
  data,
});

test('an event of an order moves the SKUs that it names, at any depth', () => {
  const placed = event('order/1', { lines: [{ sku: 'TEA', parts: [{ sku: 'LEAF' }] }] });
  assert.equal(movesStockOf(placed, 'TEA'), true);
  assert.equal(movesStockOf(placed, 'LEAF'), true);
  assert.equal(movesStockOf(placed, 'CUP'), false);
  assert.equal(movesStockOf(placed, null), true);
});

test('events that are not about orders are left to their own lists', () => {
  assert.equal(movesStockOf(event('exception/1', { sku: 'TEA' }), 'TEA'), false);
});
