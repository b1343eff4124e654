import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPES, type Scope } from '../../../contracts/access.ts';
import { isPassword, hashPassword } from './passwords.ts';
import { PolicyJudge, policyTexts, scopesOf } from './policies.ts';
import { hashSecret, makeKey, makePassword } from './secrets.ts';
import { TokenBucket } from './token-bucket.ts';

test('[X4] a scope covers itself, a family its members, a star everything', () => {
  const judge = new PolicyJudge();
  const may = (grants: readonly string[], scope: Scope) =>
    judge.permissionsOf({ kind: 'key', grants }).allows(scope);
  assert.ok(may(['orders:read'], 'orders:read'));
  assert.ok(!may(['orders:read'], 'orders:write'));
  assert.ok(may(['orders:*'], 'orders:write'));
  assert.ok(!may(['orders:*'], 'stock:read'));
  assert.ok(may(['access:*'], 'access:admin'));
  for (const scope of SCOPES) {
    assert.ok(may(['*'], scope), scope);
    assert.ok(may([scope], scope), scope);
    assert.ok(!may([], scope), scope);
    assert.ok(!may(['order'], scope), scope);
  }
});

test('[X4] an administrator may do everything, a role that nobody defined nothing', () => {
  const judge = new PolicyJudge();
  const scopesOfRoles = (roles: readonly string[]) =>
    scopesOf(judge.permissionsOf({ kind: 'person', roles }));
  assert.deepEqual(scopesOfRoles(['admin']), [...SCOPES]);
  assert.deepEqual(scopesOfRoles(['emperor', 'constructor']), []);
  assert.deepEqual(scopesOfRoles([]), []);
});

test('[X4] policies that do not fit their schema are a bug that says where', () => {
  const { policies, schema } = policyTexts();
  const judge = new PolicyJudge({ schema, policies: policies.replace('Orders', 'Odors') });
  assert.throws(
    () => judge.permissionsOf({ kind: 'person', roles: ['admin'] }).allows('orders:read'),
    /the policies fit their schema: .*Odors/,
  );
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
