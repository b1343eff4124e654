import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SCOPES } from '../../contracts/access.ts';
import { requestHashOf } from '../hub/index.ts';
import { hashPassword } from '../modules/access/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { historyIsComplete, type TestAnswer, testServer, type TestServer } from './testing.ts';

const PASSWORD = 'correct-horse-battery';
let database: TestDatabase;
let server: TestServer;
let other: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  other = await testServer(database.pool);
  await setPassword(PASSWORD);
});
after(async () => {
  await server.stop();
  await other.stop();
  await database.drop();
});

async function setPassword(password: string): Promise<void> {
  const body = {
    login: 'ada',
    name: 'Ada',
    passwordHash: await hashPassword(password),
    roles: ['admin'],
  };
  const answer = await server.hub.submit({
    id: '01a203c5-275f-7324-89cd-0c11b939cef0',
    kind: 'set_password',
    body,
    key: null,
    requestHash: requestHashOf('set_password', body),
    actor: 'system/test',
    trace: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    receivedAt: 1_790_000_000_000,
  });
  assert.equal(answer.status, 200, answer.body);
}

const logIn = (password: string, login = 'ada', where = server): Promise<TestAnswer> =>
  where.call('POST', '/v1/login', { login, password }, { key: null });

/** The cookie that an answer sets, as the browser sends it back. */
function cookieOf(answer: TestAnswer): string {
  const [cookie] = [answer.headers['set-cookie'] ?? ''].flat();
  assert.match(
    String(cookie),
    /^linchpin_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  );
  return String(cookie).split(';')[0] as string;
}

async function untilStatus(status: number, call: () => Promise<TestAnswer>): Promise<void> {
  const startedAt = performance.now();
  while ((await call()).status !== status) {
    assert.ok(performance.now() - startedAt < 5_000, `${status} comes in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('[A23] a new key opens everywhere at once, a revoked one nowhere soon', async () => {
  const made = await server.call('POST', '/v1/keys', { name: 'short', scopes: ['orders:read'] });
  const key = String(made.body['key']);
  for (const where of [server, other]) {
    const me = await where.call('GET', '/v1/me', undefined, { key });
    assert.deepEqual([me.status, me.body['actor']], [200, 'key/short']);
  }
  assert.equal((await server.call('DELETE', `/v1/keys/${made.body['id']}`)).status, 200);
  const again = await server.call('DELETE', `/v1/keys/${made.body['id']}`);
  assert.equal(again.status, 200);
  for (const where of [server, other])
    await untilStatus(401, () => where.call('GET', '/v1/me', undefined, { key }));
});

test('[A23] a key opens until it expires', async () => {
  const soon = new Date(performance.timeOrigin + performance.now() + 1_000).toISOString();
  const key = await server.makeKey('expiring', { expiresAt: soon });
  assert.equal((await server.call('GET', '/v1/me', undefined, { key })).status, 200);
  await untilStatus(401, () => server.call('GET', '/v1/me', undefined, { key }));
  const past = await server.call('POST', '/v1/keys', {
    name: 'past',
    scopes: ['*'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  assert.equal(past.status, 400);
});

test('[A23] of two keys of one name made at once, one is refused; a revoked name is free', async () => {
  const answers = await Promise.all(
    [server, other].map((where) =>
      where.call('POST', '/v1/keys', { name: 'same', scopes: ['*'] }, { key: where.key }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409],
  );
  const made = answers.find(({ status }) => status === 201);
  await server.call('DELETE', `/v1/keys/${made?.body['id']}`);
  assert.equal(
    (await server.call('POST', '/v1/keys', { name: 'same', scopes: ['*'] })).status,
    201,
  );
});

test('[A24] the right password opens a session, wrong ones are answered alike and written down', async () => {
  const right = await logIn(PASSWORD);
  assert.equal(right.status, 200);
  const cookie = cookieOf(right);
  const me = await server.call('GET', '/v1/me', undefined, { key: null, headers: { cookie } });
  assert.deepEqual([me.body['actor'], me.body['scopes']], ['person/ada', [...SCOPES]]);
  const [wrong, nobody] = [await logIn('wrong'), await logIn('wrong', 'nobody')];
  assert.deepEqual([wrong.status, wrong.text], [nobody.status, nobody.text]);
  assert.equal(wrong.status, 401);
  await historyIsComplete(database.pool);
  const audit = await server.call('GET', '/v1/audit?type=login.refused');
  const subjects = (audit.body['items'] as unknown as { subject: string }[]).map(
    ({ subject }) => subject,
  );
  assert.deepEqual(subjects.slice(0, 2), ['login/unknown', 'person/ada']);
});

test('[A26] a change under a session comes from our own pages, a look from anywhere', async () => {
  const cookie = cookieOf(await logIn(PASSWORD));
  const change = (headers: Record<string, string>) =>
    server.call(
      'PUT',
      '/v1/skus/X',
      { name: 'x', weightGrams: 1, valueMinor: 1 },
      { key: null, headers: { cookie, ...headers } },
    );
  assert.equal((await change({})).status, 403);
  assert.equal((await change({ 'sec-fetch-site': 'same-site' })).status, 403);
  assert.equal((await change({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await change({ origin: 'null' })).status, 403);
  assert.equal((await change({ 'sec-fetch-site': 'same-origin' })).status, 200);
  assert.equal(
    (await change({ origin: 'http://localhost:8080', host: 'localhost:8080' })).status,
    200,
  );
  assert.equal(
    (await server.call('GET', '/v1/skus', undefined, { key: null, headers: { cookie } })).status,
    200,
  );
});

test('[A27] logging out ends a session, a new password all of them', async () => {
  const [first, second] = [cookieOf(await logIn(PASSWORD)), cookieOf(await logIn(PASSWORD))];
  const me = (cookie: string, where = server) =>
    where.call('GET', '/v1/me', undefined, { key: null, headers: { cookie } });
  assert.equal((await me(second, other)).status, 200);
  const out = await server.call('POST', '/v1/logout', undefined, {
    key: null,
    headers: { cookie: first, 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(out.status, 204);
  assert.match(String(out.headers['set-cookie']), /^linchpin_session=; .*Max-Age=0/);
  assert.equal((await me(first)).status, 401);
  assert.equal((await me(second)).status, 200);
  await setPassword('another-password-of-ada');
  for (const where of [server, other]) await untilStatus(401, () => me(second, where));
  assert.equal((await logIn(PASSWORD)).status, 401);
  assert.equal((await logIn('another-password-of-ada')).status, 200);
  await setPassword(PASSWORD);
});

test('[A25] guessing is slowed down, also for someone who knows the password', async () => {
  const fresh = await testServer(database.pool);
  try {
    const answers = [];
    for (let count = 0; count < 7; count += 1) answers.push(await logIn('guess', 'ada', fresh));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 401, 401, 401, 401, 429, 429],
    );
    assert.ok(Number(answers[6]?.headers['retry-after']) > 1);
    assert.equal((await logIn(PASSWORD, 'ada', fresh)).status, 429);
  } finally {
    await fresh.stop();
  }
});

test('[A28] every change is an event with its actor, and none carries a secret', async () => {
  const made = await server.call('POST', '/v1/keys', { name: 'told', scopes: ['*'] });
  await historyIsComplete(database.pool);
  const page = await server.call('GET', '/v1/events?type=key.,person.,session.,login.&limit=1000');
  const items = page.body['items'] as unknown as { type: string; subject: string; actor: string }[];
  assert.deepEqual([...new Set(items.map(({ type }) => type))].toSorted(), [
    'key.created',
    'key.revoked',
    'login.refused',
    'person.created',
    'person.password_set',
    'session.closed',
    'session.opened',
  ]);
  assert.match(items.findLast(({ subject }) => subject === 'key/told')?.actor ?? '', /^key\/test-/);
  assert.ok(
    items
      .filter(({ type }) => type === 'session.opened')
      .every(({ actor }) => actor === 'person/ada'),
  );
  const secrets = [String(made.body['key']), PASSWORD, 'argon2', 'secretHash', 'tokenHash'];
  const listed = await server.call('GET', '/v1/keys?limit=200');
  for (const secret of secrets) {
    assert.ok(!page.text.includes(secret), secret);
    assert.ok(!listed.text.includes(secret), secret);
  }
  assert.deepEqual(server.reported, []);
});
