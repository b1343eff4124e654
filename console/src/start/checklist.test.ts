import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checklist, STEPS } from './checklist.ts';

test('steps are done by what is there, and the first that is not is the next', () => {
  assert.deepEqual(
    checklist({}).map(({ isDone }) => isDone),
    STEPS.map(() => false),
  );
  const steps = checklist({ locations: 2, catalogue: 0, stock: 5, people: 1 });
  assert.deepEqual(
    steps.filter(({ isDone }) => isDone).map(({ name }) => name),
    ['locations', 'stock'],
  );
  assert.deepEqual(
    steps.filter(({ isNext }) => isNext).map(({ name }) => name),
    ['catalogue'],
  );
});

test('one is a person oneself: people are there with the second', () => {
  const all = { locations: 1, catalogue: 1, stock: 1, channels: 1, orders: 1 };
  assert.equal(checklist({ ...all, people: 1 }).at(-1)?.isDone, false);
  assert.ok(checklist({ ...all, people: 2 }).every(({ isDone, isNext }) => isDone && !isNext));
});
