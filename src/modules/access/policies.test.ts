import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPES } from '../../../contracts/access.ts';
import { isPassword, hashPassword } from './passwords.ts';
import { allows, scopesOfRoles } from './policies.ts';
import { hashSecret, makeKey, makePassword } from './secrets.ts';
import { TokenBucket } from './token-bucket.ts';

test('[X4] a scope covers itself, a family its members, a star everything', () => {
  assert.ok(allows(['orders:read'], 'orders:read'));
  assert.ok(!allows(['orders:read'], 'orders:write'));
  assert.ok(allows(['orders:*'], 'orders:write'));
  assert.ok(!allows(['orders:*'], 'stock:read'));
  for (const scope of SCOPES) assert.ok(allows(['*'], scope));
  assert.ok(!allows([], 'orders:read'));
  assert.ok(!allows(['order'], 'orders:read'));
});

test('[X4] an administrator may do everything, an undefined role nothing', () => {
  assert.deepEqual(scopesOfRoles(['administrator', 'administrator']), ['*']);
  assert.deepEqual(scopesOfRoles(['emperor', 'constructor']), []);
});

test('[X7] a bucket admits its rate and a burst of a second', () => {
  const bucket = new TokenBucket(10, 10, 0);
  const admitted = (at: number, tries: number) =>
    Array.from({ length: tries }, () => bucket.take(at)).filter((wait) => wait === 0).length;
  assert.equal(admitted(1, 20), 10);
  assert.equal(admitted(101, 20), 1);
  assert.equal(admitted(601, 20), 5);
  assert.equal(admitted(100_000, 50), 10);
  const wait = bucket.take(100_000);
  assert.ok(wait > 90 && wait <= 100, String(wait));
});

test('[X1] keys and passwords are random and long, and hashes are all that is needed to know them', async () => {
  assert.match(makeKey(), /^linchpin_[\w-]{43}$/);
  assert.notEqual(makeKey(), makeKey());
  assert.equal(hashSecret('a').toString('hex').length, 64);
  const password = makePassword();
  assert.match(password, /^[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}$/);
  const kept = await hashPassword(password);
  assert.match(kept, /^\$argon2id\$/);
  assert.equal(await isPassword(password, kept), true);
  assert.equal(await isPassword('wrong', kept), false);
  assert.equal(await isPassword('a password that nobody has', null), false);
});
