import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testHub, type TestHub } from '../../hub/testing.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import {
  createAccess,
  deleteExpiredSessions,
  hashPassword,
  hashSecret,
  hasPersons,
  isPassword,
  listKeys,
  makeKey,
  makeToken,
  Principals,
  readPasswordHash,
  readPreference,
} from './index.ts';
import { PREFERENCE_BYTES_MAX, PREFERENCES_MAX } from '../../../contracts/preferences.ts';

let database: TestDatabase;
let one: TestHub;
/** A second process on the same database, under the same clock. */
let other: TestHub;
let principals: Principals;
let otherPrincipals: Principals;

before(async () => {
  database = await testDatabase();
  one = testHub(database.pool, { modules: [createAccess()] });
  other = testHub(database.pool, { modules: [createAccess()], clock: one.clock });
  const options = { pool: database.pool, clock: one.clock, warn: () => undefined };
  principals = new Principals(options);
  otherPrincipals = new Principals(options);
  await principals.refresh();
  await otherPrincipals.refresh();
});
after(async () => {
  await one.stop();
  await other.stop();
  await database.drop();
});

async function create(name: string, more: object = {}, hub = one) {
  const key = makeKey();
  const secretHash = hashSecret(key).toString('hex');
  const reply = await hub.submit('create_key', { name, scopes: ['orders:*'], secretHash, ...more });
  return { key, reply };
}

test('[X2] of two keys of one name made at once one is refused; a revoked name is free', async () => {
  const made = await Promise.all([create('same'), create('same', {}, other), create('same')]);
  assert.deepEqual(
    made.map(({ reply }) => reply.status).toSorted((a, b) => a - b),
    [201, 409, 409],
  );
  const first = made.find(({ reply }) => reply.status === 201);
  const revoked = await other.submit('revoke_key', { id: first?.reply.body['id'] });
  assert.equal(revoked.status, 200);
  assert.equal(
    (await one.submit('revoke_key', { id: first?.reply.body['id'] })).text,
    revoked.text,
  );
  assert.equal((await create('same')).reply.status, 201);
  assert.equal(
    (await one.submit('revoke_key', { id: '01a203c5-275f-7324-89cd-0c11b939cef0' })).status,
    404,
  );
});

test('[X3] a key opens everywhere at once, and nowhere once it is revoked or expired', async () => {
  const { key, reply } = await create('opens', { rateLimitPerSecond: 7 });
  for (const each of [principals, otherPrincipals]) {
    const found = await each.ofKey(key);
    assert.deepEqual([found?.actor, found?.grants], ['key/opens', ['orders:*']]);
    assert.equal(await each.ofKey('linchpin_unknown'), null);
  }
  await one.submit('revoke_key', { id: reply.body['id'] });
  for (const each of [principals, otherPrincipals]) {
    await each.refresh();
    assert.equal(await each.ofKey(key), null);
  }
  const expiresAt = new Date(one.clock.now() + HOUR_MS).toISOString();
  const short = await create('expires', { expiresAt });
  assert.notEqual(await principals.ofKey(short.key), null);
  one.clock.advance(HOUR_MS);
  assert.equal(await principals.ofKey(short.key), null);
  assert.equal((await create('past', { expiresAt })).reply.status, 400);
});

test('[X3] what was used of a rate stays used when other keys change', async () => {
  const { key } = await create('limited', { rateLimitPerSecond: 1 });
  const first = await principals.ofKey(key);
  assert.equal(first?.bucket?.take(), 0);
  await create('another');
  await principals.refresh();
  assert.ok(((await principals.ofKey(key))?.bucket?.take() ?? 0) > 0);
});

async function logIn(login: string) {
  const token = makeToken();
  const reply = await one.submit('log_in', {
    login,
    tokenHash: hashSecret(token).toString('hex'),
    expiresAt: one.clock.now() + HOUR_MS,
    userAgent: null,
  });
  return { token, reply };
}

async function setPassword(password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const body = { login: 'ada', name: 'Ada', passwordHash, roles: ['admin'] };
  assert.equal((await one.submit('set_password', body)).status, 200);
}

test('[X5] a session is opened for a person, and ends by itself, by a log-out, by a new password', async () => {
  assert.equal(await hasPersons(database.pool), false);
  assert.equal((await logIn('ada')).reply.status, 401);
  await setPassword('first');
  assert.equal(await hasPersons(database.pool), true);
  assert.equal(await isPassword('first', await readPasswordHash(database.pool, 'ada')), true);
  assert.equal(await readPasswordHash(database.pool, 'nobody'), null);

  const [left, ended, expired] = [await logIn('ada'), await logIn('ada'), await logIn('ada')];
  assert.deepEqual((await principals.ofSession(left.token))?.actor, 'person/ada');
  await one.submit('log_out', { login: 'ada', tokenHash: hashSecret(left.token).toString('hex') });
  principals.forgetSession(left.token);
  assert.equal(await principals.ofSession(left.token), null);

  assert.ok((await principals.ofSession(expired.token))?.scopes.allows('access:admin'));
  await setPassword('second');
  await principals.refresh();
  assert.equal(await principals.ofSession(ended.token), null);

  const last = await logIn('ada');
  assert.notEqual(await principals.ofSession(last.token), null);
  one.clock.advance(HOUR_MS);
  assert.equal(await principals.ofSession(last.token), null);
  await deleteExpiredSessions(database.pool, one.clock.now() + 1);
  const { rows } = await database.pool.query('select from access.session');
  assert.equal(rows.length, 0);
});

function createPerson(login: string, body: object, hub = one) {
  return hub.submit('create_person', {
    login,
    name: login,
    roles: ['agent'],
    passwordHash: '$argon2id$none',
    ...body,
  });
}

test('[X8] roles that limit what is seen stand alone and bring their reach; without one they see nothing', async () => {
  for (const body of [
    { roles: ['worker', 'agent'] },
    { roles: ['supplier', 'customer'] },
    { roles: ['customer'] },
    { roles: ['agent'], locations: ['A'] },
  ]) {
    assert.equal((await createPerson('nobody', body)).status, 400, JSON.stringify(body));
  }
  const reachOf = async (login: string) => {
    const { token, reply } = await logIn(login);
    assert.equal(reply.status, 200, reply.text);
    return (await principals.ofSession(token))?.reach;
  };
  await createPerson('worker', { roles: ['worker'] });
  assert.deepEqual(await reachOf('worker'), { by: 'location', locations: [] });
  await createPerson('customer', { roles: ['customer'], customerEmail: 'Ada@B.example' });
  assert.deepEqual(await reachOf('customer'), { by: 'customer', email: 'ada@b.example' });
  await createPerson('agent', {});
  assert.equal(await reachOf('agent'), null);
});

test('[X9] of two who may administer one remains, also when two processes take both away at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [`first-${round}`, `second-${round}`];
    for (const login of [a, b]) {
      assert.equal((await createPerson(login, { roles: ['admin'] })).status, 201);
    }
    await database.pool.query(
      'update access.person set disabled_at = to_timestamp(0) where login <> all($1)',
      [[a, b]],
    );
    const replies = await Promise.all([
      one.submit('change_person', { login: a, isDisabled: true }),
      other.submit('change_person', { login: b, roles: ['agent'] }),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((x, y) => x - y),
      [200, 409],
    );
    const { rows } = await database.pool.query(
      "select from access.person where disabled_at is null and 'admin' = any(roles)",
    );
    assert.equal(rows.length, 1);
  }
});

test('[X10] a rotated key opens by both secrets for the time of grace, under one rate', async () => {
  const { key: old, reply } = await create('rotates', { rateLimitPerSecond: 1 });
  assert.equal((await principals.ofKey(old))?.bucket?.take(), 0);
  const fresh = makeKey();
  const rotated = await one.submit('rotate_key', {
    id: reply.body['id'],
    secretHash: hashSecret(fresh).toString('hex'),
    graceHours: 1,
  });
  assert.equal(rotated.status, 200, rotated.text);
  for (const each of [principals, otherPrincipals]) {
    assert.notEqual(await each.ofKey(fresh), null, 'at once, also before a refresh');
    await each.refresh();
    assert.notEqual(await each.ofKey(old), null);
  }
  assert.ok(((await principals.ofKey(fresh))?.bucket?.take() ?? 0) > 0, 'the rate is shared');
  one.clock.advance(HOUR_MS);
  assert.equal(await principals.ofKey(old), null);
  assert.notEqual(await principals.ofKey(fresh), null);
});

async function comeFromProvider(identity: object) {
  const token = makeToken();
  const reply = await one.submit('log_in_by_provider', {
    identity: { issuer: 'https://id.example', name: null, email: null, groups: [], ...identity },
    tokenHash: hashSecret(token).toString('hex'),
    expiresAt: one.clock.now() + HOUR_MS,
    userAgent: null,
  });
  const principal = reply.status === 200 ? await principals.ofSession(token) : null;
  return { status: reply.status, detail: String(reply.body['detail']), principal };
}

test('[X11] who comes through the provider is one person by issuer and subject, with the roles of the claim', async () => {
  const settings = {
    name: 'Company',
    issuer: 'https://id.example',
    clientId: 'linchpin',
    clientSecretVariable: 'SECRET',
    rolesByClaim: { staff: ['agent'], pickers: ['worker'], chiefs: ['operations'] },
  };
  assert.equal((await comeFromProvider({ subject: '1', groups: ['staff'] })).status, 403);
  assert.equal((await one.submit('put_identity_provider', settings)).status, 200);
  const first = await comeFromProvider({ subject: '1', groups: ['staff', 'constructor'] });
  assert.deepEqual([first.principal?.actor, first.principal?.roles], ['person/1', ['agent']]);
  assert.equal(first.principal?.isFromProvider, true);
  const promoted = await comeFromProvider({ subject: '1', groups: ['chiefs', 'pickers'] });
  assert.deepEqual(
    [promoted.principal?.actor, promoted.principal?.roles],
    ['person/1', ['operations']],
  );
  const nobody = await comeFromProvider({ subject: '2', groups: ['constructor', 'guests'] });
  assert.deepEqual([nobody.status, nobody.principal], [403, null]);
  assert.match(nobody.detail, /groups says constructor, guests/);

  await createPerson('eve@b.example', {});
  const linked = await comeFromProvider({
    subject: '3',
    email: 'eve@b.example',
    groups: ['staff'],
  });
  assert.equal(linked.principal?.actor, 'person/eve@b.example');
  const thief = await comeFromProvider({ subject: '4', email: 'eve@b.example', groups: ['staff'] });
  assert.match(thief.detail, /belongs to somebody else/);
  await createPerson('5', {});
  const unverified = await comeFromProvider({ subject: '5', groups: ['staff'] });
  assert.equal(unverified.status, 403, 'a subject takes over no login of the same text');
});

test('[X1] [X6] every change is an event with its actor, and nothing carries a secret', async () => {
  await one.submit('refuse_login', { login: 'eve', address: '127.0.0.1' }, { actor: 'person/eve' });
  const { rows } = await database.pool.query<{ type: string; actor: string; data: string }>(
    'select type, actor, data from hub.event order by xid, id',
  );
  const types = new Set(rows.map(({ type }) => type));
  for (const type of [
    'key.created',
    'key.revoked',
    'person.created',
    'person.password_set',
    'session.opened',
    'session.closed',
    'login.refused',
  ]) {
    assert.ok(types.has(type), type);
  }
  assert.equal(rows.at(-1)?.actor, 'person/eve');
  const page = await listKeys(database.pool, null, 2);
  assert.equal(page.items.length, 2);
  const next = await listKeys(database.pool, page.nextCursor, 100);
  assert.equal(next.nextCursor, null);
  const told = JSON.stringify([rows, page, next]);
  for (const secret of ['argon2', 'Hash', 'secret', 'linchpin_'])
    assert.ok(!told.includes(secret), secret);
  assert.deepEqual([...one.reported, ...other.reported], []);
});

const preferenceOf = (login: string, name: string) => readPreference(database.pool, login, name);

test('[X12] what somebody chooses is kept for them alone, whichever process keeps it, and its event does not say what', async () => {
  const { rows } = await database.pool.query<{ login: string }>(
    'select login from access.person order by created_at, login limit 2',
  );
  const [login, neighbour] = rows.map((row) => row.login) as [string, string];
  const nothing = { name: 'orders', document: null, changedAt: null };
  assert.deepEqual(await preferenceOf(login, 'orders'), nothing);
  const document = { views: [{ name: '我的', filters: { state: 'held' } }], wide: true };
  const put = await one.submit('put_preference', { login, name: 'orders', document });
  assert.equal(put.status, 200, put.text);
  assert.deepEqual(await preferenceOf(login, 'orders'), put.body);
  assert.deepEqual(put.body['document'], document);
  assert.deepEqual(await preferenceOf(neighbour, 'orders'), nothing);
  const replaced = { wide: false };
  await other.submit('put_preference', { login, name: 'orders', document: replaced });
  assert.deepEqual((await preferenceOf(login, 'orders')).document, replaced);
  for (let round = 0; round < 2; round += 1) {
    const gone = await one.submit('delete_preference', { login, name: 'orders' });
    assert.deepEqual([gone.status, gone.body], [200, nothing]);
  }
  const events = await database.pool.query<{ data: string; subject: string }>(
    `select data, subject from hub.event where type = 'preference.changed'`,
  );
  assert.deepEqual(
    events.rows,
    Array.from({ length: 3 }, () => ({
      data: JSON.stringify({ login, name: 'orders' }),
      subject: `person/${login}`,
    })),
  );
});

test('[X12] preferences are small and few', async () => {
  const login = 'collector';
  assert.equal((await createPerson(login, { roles: ['agent'] })).status, 201);
  const put = (name: string, document: object) =>
    one.submit('put_preference', { login, name, document });
  // {"text":"…"} is eleven bytes around the text; a Chinese character takes three.
  const fits = '字'.repeat(Math.floor((PREFERENCE_BYTES_MAX - 11) / 3));
  assert.equal((await put('n0', { text: fits })).status, 200);
  const tooLarge = await put('n0', { text: `${fits}字` });
  assert.equal(tooLarge.status, 400);
  assert.match(tooLarge.text, /32768 at most/);
  assert.deepEqual((await preferenceOf(login, 'n0')).document, { text: fits });
  const replies = await Promise.all(
    Array.from({ length: PREFERENCES_MAX }, (_, index) => put(`n${index + 1}`, { index })),
  );
  assert.equal(replies.filter(({ status }) => status === 200).length, PREFERENCES_MAX - 1);
  assert.equal((await put('n0', {})).status, 200, 'what is kept already may be changed');
  await one.submit('delete_preference', { login, name: 'n0' });
  assert.equal((await put('another', {})).status, 200);
  await database.pool.query('delete from access.person where login = $1', [login]);
  const { rows } = await database.pool.query(
    `select from access.preference where name = 'another'`,
  );
  assert.equal(rows.length, 0);
});
