import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from './form-order.ts';

test('fields are asked for in the order that was drawn, and others after them', () => {
  const fields = { card: 1, note: 2, greeting: 3, wrapping: 4 };
  const names = (order?: readonly string[]) => inOrder(fields, order).map(([name]) => name);
  assert.deepEqual(names(['greeting', 'gone', 'card']), ['greeting', 'card', 'note', 'wrapping']);
  assert.deepEqual(names(), ['card', 'note', 'greeting', 'wrapping']);
});
