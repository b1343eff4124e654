import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreseenOf, progressOf } from './bulk-target.ts';

const counts = {
  matched: 10,
  waiting: 4,
  willAsk: 0,
  unchanged: 1,
  done: 3,
  asked: 0,
  failed: 1,
  undone: 2,
  notUndone: 1,
  impossible: [{ why: 'left' as const, orders: 1 }],
  byPriority: [0, 0, 0, 0, 0, 3, 0, 0, 0, 1],
};

test('how far it is counts what waits, and on the way back what was taken back', () => {
  assert.deepEqual(progressOf({ state: 'running', counts }), { done: 6, total: 10 });
  assert.deepEqual(progressOf({ state: 'undoing', counts }), { done: 3, total: 6 });
});

test('orders that have the chosen priority already are not among those that change', () => {
  assert.deepEqual(foreseenOf({ action: 'priority', counts }, 9), { toChange: 3, unchanged: 2 });
  assert.deepEqual(foreseenOf({ action: 'hold', counts }, 9), { toChange: 4, unchanged: 1 });
});
