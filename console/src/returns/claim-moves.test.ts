import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountAsked, isOverdue, movesOf } from './claim-moves.ts';

test('a claim goes on, may be tried again after a refusal, and ends once', () => {
  assert.deepEqual(movesOf({ state: 'open' }), ['submitted', 'withdrawn']);
  assert.deepEqual(movesOf({ state: 'submitted' }), ['accepted', 'rejected', 'withdrawn']);
  assert.deepEqual(movesOf({ state: 'accepted' }), ['paid']);
  assert.equal(movesOf({ state: 'rejected' })[0], 'submitted');
  assert.deepEqual([...movesOf({ state: 'paid' }), ...movesOf({ state: 'withdrawn' })], []);
});

test('a carrier accepts what was claimed and pays what it accepted, unless somebody says otherwise', () => {
  const claim = { amountMinor: 900, acceptedMinor: 800 };
  assert.equal(amountAsked(claim, 'accepted'), 900);
  assert.equal(amountAsked(claim, 'paid'), 800);
  assert.equal(amountAsked({ ...claim, acceptedMinor: null }, 'paid'), 900);
  assert.equal(amountAsked(claim, 'submitted'), null);
});

test('only what waits is overdue', () => {
  const now = Date.parse('2026-03-02T00:00:00Z');
  const dueAt = '2026-03-01T00:00:00Z';
  assert.equal(isOverdue({ state: 'open', dueAt }, now), true);
  assert.equal(isOverdue({ state: 'paid', dueAt }, now), false);
  assert.equal(isOverdue({ state: 'open', dueAt: null }, now), false);
  assert.equal(isOverdue({ state: 'open', dueAt: '2026-03-03T00:00:00Z' }, now), false);
});
