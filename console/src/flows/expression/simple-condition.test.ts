import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  operatorsFor,
  readCondition,
  writeCondition,
  type SimpleCondition,
} from './simple-condition.ts';

const isOptional = (path: string): boolean => path === 'order.note';
const CONDITIONS: readonly SimpleCondition[] = [
  { join: '&&', comparisons: [{ path: 'order.channel', operator: '==', value: "Wang's && shop" }] },
  {
    join: '&&',
    comparisons: [
      { path: 'order.total', operator: '>=', value: { minor: 50_000, currency: 'CNY' } },
      { path: 'order.priority', operator: '<', value: 5 },
      { path: 'order.note', operator: '!=', value: 'a\\b' },
    ],
  },
  {
    join: '||',
    comparisons: [
      { path: 'order.note', operator: 'has_not', value: null },
      { path: 'order.holds', operator: 'contains', value: 'fraud_check' },
      { path: 'order.holds', operator: 'contains_not', value: 'other' },
      { path: 'order.lines[].sku', operator: '==', value: 'TEA-01' },
    ],
  },
];

test('a simple condition is written as an expression and read again', () => {
  for (const condition of CONDITIONS) {
    const text = writeCondition(condition, isOptional);
    assert.deepEqual(readCondition(text), condition, text);
  }
});

test('what is not as simple is left to the text', () => {
  for (const text of [
    'order.total.minor * 2 > 5',
    'order.priority > 5 && (order.priority < 9 || true)',
    "order.priority > 5 && order.kind == 'standard' || true",
    'order.priority',
    '',
  ]) {
    assert.equal(readCondition(text), null, text);
  }
});

test('facts are compared as their type lets them', () => {
  assert.ok(operatorsFor('money', false).includes('>='));
  assert.deepEqual(operatorsFor('string', true), ['==', '!=', 'has', 'has_not']);
  assert.deepEqual(operatorsFor('map<string>', false), []);
});
