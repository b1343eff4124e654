import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAMILIES, isChosen, typesOf, withFamily, withType } from './event-choice.ts';

test('a type is chosen by its name, its family or all', () => {
  assert.ok(isChosen(['order.placed'], 'order.placed'));
  assert.ok(isChosen(['order.'], 'order.placed'));
  assert.ok(isChosen(['*'], 'order.placed'));
  assert.ok(!isChosen(['order.placed'], 'order.cancelled'));
  assert.ok(!isChosen(['purchase_order.'], 'order.placed'));
});

test('taking one out of a family leaves the others by name, putting it back makes the family whole', () => {
  const without = withType(['order.', 'claim.opened'], 'order.noted', false);
  assert.ok(!isChosen(without, 'order.noted'));
  assert.ok(isChosen(without, 'order.placed') && isChosen(without, 'claim.opened'));
  assert.equal(without.length, typesOf('order').length);
  assert.deepEqual(withType(without, 'order.noted', true).toSorted(), ['claim.opened', 'order.']);
});

test('a family taken out of all leaves the other families', () => {
  const rest = withFamily(['*'], 'stock', []);
  assert.equal(rest.length, FAMILIES.length - 1);
  assert.ok(!isChosen(rest, 'stock.adjusted') && isChosen(rest, 'order.placed'));
});

test('a beginning that no list knows stays as it was written', () => {
  assert.deepEqual(withType(['person.'], 'order.placed', true), ['person.', 'order.placed']);
});
