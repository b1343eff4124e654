import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsOf, levelOf, rolesAfter, scopesGranted, verbsOf } from './roles.ts';

const ALL = [
  'orders:read',
  'orders:write',
  'returns:read',
  'returns:write',
  'returns:receive',
  'events:read',
  'access:admin',
] as const;

test('how far somebody gets in an area follows from their scopes', () => {
  assert.equal(levelOf([], 'orders'), 'none');
  assert.equal(levelOf(['orders:read'], 'orders'), 'sees');
  assert.equal(levelOf(['orders:read', 'orders:write'], 'orders'), 'acts');
  assert.equal(levelOf(['returns:read', 'returns:receive'], 'returns'), 'part');
  assert.equal(levelOf(['access:admin'], 'access'), 'acts');
});

test('all of an area is granted as its family, everything as a star, and comes back the same', () => {
  assert.deepEqual(grantsOf(new Set(ALL), ALL), ['*']);
  const some = new Set(['orders:read', 'orders:write', 'returns:receive', 'events:read']);
  const grants = grantsOf(some, ALL);
  assert.deepEqual(grants, ['orders:*', 'returns:receive', 'events:read']);
  assert.deepEqual(new Set(scopesGranted(grants, ALL)), some);
  assert.deepEqual(scopesGranted(['*'], ALL), [...ALL]);
});

test('the verbs of an area are those of its scopes', () => {
  assert.deepEqual(verbsOf([...ALL, 'returns:*'], 'returns'), ['read', 'write', 'receive']);
});

test('a role that limits what is seen stands alone', () => {
  assert.deepEqual(rolesAfter(['admin', 'agent'], 'worker', true), ['worker']);
  assert.deepEqual(rolesAfter(['worker'], 'operations', true), ['operations']);
  assert.deepEqual(rolesAfter(['operations'], 'agent', true), ['operations', 'agent']);
  assert.deepEqual(rolesAfter(['operations', 'agent'], 'agent', false), ['operations']);
});
