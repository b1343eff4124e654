import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CUSTOMER_MAILS,
  isSameTemplate,
  listsOf,
  putIn,
  SUPPLIER_MAILS,
  valuesOf,
} from './template-values.ts';

test('a value is put in where the caret stands, in place of what is selected', () => {
  assert.deepEqual(putIn('Hello !', '{{customerName}}', 6, 6), {
    text: 'Hello {{customerName}}!',
    caret: 22,
  });
  assert.deepEqual(putIn('Hello you', 'X', 6, 9), { text: 'Hello X', caret: 7 });
});

test('a supplier is offered no price', () => {
  for (const kind of SUPPLIER_MAILS) {
    assert.ok(!valuesOf(kind).some((name) => name === 'total' || name === 'amount'));
    assert.ok(!Object.values(listsOf(kind)).join('').includes('price'));
  }
  for (const kind of CUSTOMER_MAILS) assert.ok(valuesOf(kind).includes('orderNumber'));
});

test('templates are the same when all their texts are', () => {
  const one = { subject: 'a', bodyText: 'b', bodyHtml: 'c' };
  assert.ok(isSameTemplate(one, { ...one }));
  assert.ok(!isSameTemplate(one, { ...one, bodyHtml: 'd' }));
});
