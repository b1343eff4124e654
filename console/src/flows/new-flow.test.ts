import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf } from './new-flow.ts';

test('a flow has a code that its name gives and nobody else has', () => {
  assert.equal(codeOf('Big orders: 4 eyes!', new Set()), 'big-orders-4-eyes');
  assert.equal(codeOf('Big orders', new Set(['big-orders'])), 'big-orders-2');
  assert.equal(codeOf('大额订单', new Set(['flow-1'])), 'flow-2');
  assert.equal(codeOf('7 days', new Set()), 'days');
  assert.match(codeOf('x'.repeat(200), new Set()), /^[a-z][a-z0-9-]{0,63}$/);
});
