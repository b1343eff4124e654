import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, missingIn } from './task-answers.ts';
import { standingOf } from './task-standing.ts';

const TASK = {
  state: 'open' as const,
  claimedBy: null,
  notBy: ['person/ada'],
  role: 'operations' as const,
};

test('who may do a task is known before they try', () => {
  const bob = { actor: 'person/bob', roles: ['operations' as const] };
  assert.equal(standingOf(TASK, bob), 'free');
  assert.equal(standingOf(TASK, { ...bob, roles: ['agent'] }), 'other_role');
  assert.equal(standingOf(TASK, { ...bob, roles: ['admin'] }), 'free');
  assert.equal(standingOf(TASK, { ...bob, actor: 'person/ada' }), 'barred');
  assert.equal(standingOf({ ...TASK, claimedBy: 'person/bob' }, bob), 'mine');
  assert.equal(standingOf({ ...TASK, claimedBy: 'person/eve' }, bob), 'of_another');
  assert.equal(standingOf({ ...TASK, state: 'withdrawn' }, bob), 'over');
});

test('what was left empty is not sent, and is missing where it is needed', () => {
  const form = {
    type: 'object' as const,
    properties: { why: { type: 'string' as const }, sure: { type: 'boolean' as const } },
    required: ['why', 'sure'],
  };
  assert.deepEqual(answersOf({ why: ' ', sure: false, score: undefined }), { sure: false });
  assert.deepEqual(missingIn(form, { why: ' ', sure: false }), ['why']);
  assert.deepEqual(missingIn(form, { why: 'price', sure: true }), []);
});
