import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curlOf, inOrder, keyStanding } from './key-standing.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const key = (createdAt: string, expiresAt: string | null, revokedAt: string | null = null) => ({
  createdAt,
  expiresAt,
  revokedAt,
});

test('a key is revoked, expired, about to expire or active', () => {
  const standing = (expiresAt: string | null, revokedAt: string | null = null) =>
    keyStanding({ expiresAt, revokedAt }, NOW);
  assert.equal(standing(null), 'active');
  assert.equal(standing('2027-01-01T00:00:00Z'), 'active');
  assert.equal(standing('2026-11-25T00:00:00Z'), 'expiring');
  assert.equal(standing('2026-11-20T12:00:00Z'), 'expired');
  assert.equal(standing('2027-01-01T00:00:00Z', '2026-11-01T00:00:00Z'), 'revoked');
});

test('keys that open something stand first, new ones before old ones', () => {
  const old = key('2026-01-01T00:00:00Z', null);
  const revoked = key('2026-11-01T00:00:00Z', null, '2026-11-02T00:00:00Z');
  const fresh = key('2026-10-01T00:00:00Z', null);
  assert.deepEqual(inOrder([old, revoked, fresh], NOW), [fresh, old, revoked]);
});

test('the line for a terminal holds address and key', () => {
  assert.match(
    curlOf('https://oms.example', 'linchpin_abc'),
    /oms\.example\/v1\/me .*\n.*Bearer linchpin_abc'/,
  );
});
