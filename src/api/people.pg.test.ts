import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock } from '../kernel/clock.ts';
import { ROLES, SCOPES, type Role } from '../../contracts/access.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  callWith,
  logIn,
  OWN_PAGE,
  personWith,
  sessionCookieOf,
  type SessionCall,
} from './people.testing.ts';
import { historyIsComplete, testServer, type TestAnswer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let admin: SessionCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  admin = await personWith(server, 'admin');
});
after(async () => {
  await server.stop();
  await database.drop();
});

const itemsOf = (answer: TestAnswer) =>
  answer.body['items'] as unknown as Record<string, unknown>[];

test('[A35] an invited person logs in by a one-time password, which opens nothing but a new one', async () => {
  const invitation = { login: 'grace', name: 'Grace', roles: ['operations'], language: 'zh-CN' };
  const made = await admin('POST', '/v1/people', invitation);
  assert.equal(made.status, 201, made.text);
  const oneTimePassword = String(made.body['oneTimePassword']);
  assert.equal((await admin('POST', '/v1/people', invitation)).status, 409);
  const grace = await logIn(server, 'grace', oneTimePassword);
  const me = await grace('GET', '/v1/me');
  assert.equal(me.body['mustChangePassword'], true);
  const refused = await grace('GET', '/v1/stock');
  assert.deepEqual([refused.status, refused.body['code']], [403, 'password_change_required']);
  const change = (password: string, newPassword: string) =>
    grace('POST', '/v1/me/password', { password, newPassword });
  assert.equal((await change('wrong', 'the new password')).status, 401);
  assert.equal((await change(oneTimePassword, 'short')).status, 400);
  assert.equal((await change(oneTimePassword, oneTimePassword)).status, 400);
  const changed = await change(oneTimePassword, 'the new password');
  assert.deepEqual([changed.status, changed.body['mustChangePassword']], [200, false]);
  assert.equal((await grace('GET', '/v1/stock')).status, 200);
  await logIn(server, 'grace', 'the new password');
  const again = await admin('POST', '/v1/people/grace/one-time-password');
  assert.equal(again.status, 200);
  assert.equal((await grace('GET', '/v1/me')).status, 401, 'sessions end with a password');
  const late = await logIn(server, 'grace', String(again.body['oneTimePassword']));
  assert.equal((await late('GET', '/v1/stock')).status, 403);
});

test('[A35] people are listed, read, changed and disabled; one who may administer always remains', async () => {
  const person = { login: 'linus', name: 'Linus', roles: ['worker'], locations: ['CN-SHA'] };
  assert.equal((await admin('POST', '/v1/people', person)).status, 201);
  const workers = await admin('GET', '/v1/people?role=worker');
  assert.deepEqual(
    itemsOf(workers).map(({ login, locations }) => [login, locations]),
    [['linus', ['CN-SHA']]],
  );
  const first = await admin('GET', '/v1/people?limit=1');
  const next = await admin('GET', `/v1/people?limit=1&cursor=${String(first.body['nextCursor'])}`);
  assert.ok(String(itemsOf(first)[0]?.['login']) < String(itemsOf(next)[0]?.['login']));
  const changed = await admin('PATCH', '/v1/people/linus', { name: 'Linus T.', isDisabled: true });
  assert.equal(changed.status, 200, changed.text);
  const read = await admin('GET', '/v1/people/linus');
  assert.deepEqual([read.body['name'], read.body['roles']], ['Linus T.', ['worker']]);
  assert.notEqual(read.body['disabledAt'], null);
  assert.equal((await admin('GET', '/v1/people/nobody')).status, 404);
  assert.equal((await admin('PATCH', '/v1/people/nobody', { name: 'x' })).status, 404);

  const me = String((await admin('GET', '/v1/me')).body['actor']).slice('person/'.length);
  for (const change of [{ isDisabled: true }, { roles: ['agent'] }]) {
    const refused = await admin('PATCH', `/v1/people/${me}`, change);
    assert.deepEqual([refused.status, refused.body['code']], [409, 'last_admin']);
  }
  const second = await personWith(server, 'admin');
  const [one, other] = await Promise.all([
    admin('PATCH', `/v1/people/${me}`, { roles: ['operations'] }),
    second('GET', '/v1/me').then((answer) =>
      admin('PATCH', `/v1/people/${String(answer.body['actor']).slice('person/'.length)}`, {
        isDisabled: true,
      }),
    ),
  ]);
  const statuses = [one.status, other.status].toSorted((a, b) => a - b);
  assert.ok(statuses[0] === 200 && (statuses[1] === 409 || statuses[1] === 403), String(statuses));
  admin = await personWith(server, 'admin');
});

test('[A35] a role that limits what is seen stands alone and brings what limits it', async () => {
  const judge = async (body: object) =>
    (await admin('POST', '/v1/people', { login: 'x', name: 'X', ...body })).status;
  assert.equal(await judge({ roles: ['worker', 'agent'] }), 400);
  assert.equal(await judge({ roles: ['customer'] }), 400);
  assert.equal(
    await judge({ roles: ['customer'], customerEmail: 'a@b.example', locations: ['A'] }),
    400,
  );
  assert.equal(await judge({ roles: ['agent'], customerEmail: 'a@b.example' }), 400);
  assert.equal(await judge({ roles: ['operations'], locations: ['A'] }), 400);
  assert.equal(await judge({ roles: ['emperor'] }), 400);
  assert.equal(await judge({ login: 'a/b', roles: ['agent'] }), 400);
});

test('[A36] people see where they are logged in, and end one session or all others', async () => {
  const password = String(
    (await admin('POST', '/v1/people', { login: 'ken', name: 'Ken', roles: ['agent'] })).body[
      'oneTimePassword'
    ],
  );
  const open = async () => {
    const answer = await server.call(
      'POST',
      '/v1/login',
      { login: 'ken', password },
      { key: null, headers: { 'user-agent': 'Test/1' } },
    );
    return callWith(server, sessionCookieOf(answer));
  };
  const [first, second, third] = [await open(), await open(), await open()];
  const listed = await first('GET', '/v1/me/sessions');
  assert.equal(itemsOf(listed).length, 3);
  assert.deepEqual(
    itemsOf(listed).map(({ isCurrent, userAgent, openedBy }) => [isCurrent, userAgent, openedBy]),
    [
      [false, 'Test/1', 'password'],
      [false, 'Test/1', 'password'],
      [true, 'Test/1', 'password'],
    ],
  );
  // Newest first: the third one.
  const ended = await first('DELETE', `/v1/me/sessions/${String(itemsOf(listed)[0]?.['id'])}`);
  assert.equal(ended.status, 200, ended.text);
  assert.equal((await third('GET', '/v1/me')).status, 401);
  assert.equal((await second('GET', '/v1/me')).status, 200);
  assert.equal((await first('POST', '/v1/me/sessions/end-others')).status, 200);
  assert.equal((await second('GET', '/v1/me')).status, 401);
  assert.equal((await first('GET', '/v1/me')).status, 200);
  const others = await admin('GET', '/v1/me/sessions');
  const foreign = String(itemsOf(others)[0]?.['id']);
  await first('DELETE', `/v1/me/sessions/${foreign}`);
  assert.equal((await admin('GET', '/v1/me')).status, 200, 'nobody ends sessions of others');
});

test('[A23] a key that is rotated opens by both secrets for the time of grace, and says when it was used', async () => {
  const made = await server.call('POST', '/v1/keys', { name: 'rotating', scopes: ['orders:read'] });
  const id = String(made.body['id']);
  const old = String(made.body['key']);
  const me = async (key: string) => (await server.call('GET', '/v1/me', undefined, { key })).status;
  assert.equal(await me(old), 200);
  const rotated = await server.call('POST', `/v1/keys/${id}/rotate`, { graceHours: 1 });
  assert.equal(rotated.status, 200, rotated.text);
  const fresh = String(rotated.body['key']);
  assert.notEqual(fresh, old);
  assert.deepEqual([await me(fresh), await me(old)], [200, 200]);
  const again = await server.call('POST', `/v1/keys/${id}/rotate`, { graceHours: 0 });
  assert.deepEqual(
    [await me(String(again.body['key'])), await me(fresh), await me(old)],
    [200, 401, 401],
  );
  const restarted = await testServer(database.pool);
  await restarted.stop();
  await server.call('DELETE', `/v1/keys/${id}`);
  assert.equal((await server.call('POST', `/v1/keys/${id}/rotate`)).status, 409);
  assert.equal(
    (await server.call('POST', '/v1/keys/01a203c5-275f-7324-89cd-0c11b939cef0/rotate')).status,
    404,
  );
  const using = await testServer(database.pool);
  await using.call('GET', '/v1/me');
  await using.stop();
  const keys = itemsOf(await server.call('GET', '/v1/keys?limit=200'));
  const used = keys.filter(({ lastUsedAt }) => lastUsedAt !== null);
  assert.ok(used.length > 0, 'a process writes down what was used when it stops');
  assert.ok(Math.abs(Date.parse(String(used[0]?.['lastUsedAt'])) - machineClock.now()) < 120_000);
});

test('[A26] behind a proxy that ends TLS cookies are for this host alone and pages are told by the public address', async () => {
  const publicUrl = new URL('https://orders.example.com');
  const behind = await testServer(database.pool, { publicUrl });
  try {
    const made = await admin('POST', '/v1/people', { login: 'tim', name: 'Tim', roles: ['admin'] });
    const oneTimePassword = String(made.body['oneTimePassword']);
    const credentials = { login: 'tim', password: oneTimePassword };
    const proxied = { host: '10.0.0.7:8080', origin: 'https://orders.example.com' };
    const answer = await behind.call('POST', '/v1/login', credentials, {
      key: null,
      headers: proxied,
    });
    assert.match(
      String(answer.headers['set-cookie']),
      /^__Host-linchpin_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
    );
    const cookie = sessionCookieOf(answer);
    const end = (headers: Record<string, string>) =>
      behind.call('POST', '/v1/me/sessions/end-others', undefined, { key: null, headers });
    assert.equal((await end({ cookie, ...proxied })).status, 200);
    for (const origin of ['http://orders.example.com', 'https://10.0.0.7:8080', 'null']) {
      assert.equal((await end({ cookie, host: '10.0.0.7:8080', origin })).status, 403, origin);
    }
    assert.equal((await end({ cookie, 'sec-fetch-site': 'same-site' })).status, 403);
    const planted = cookie.replace('__Host-', '');
    assert.equal((await end({ cookie: planted, ...OWN_PAGE })).status, 401);
    const login = await behind.call('POST', '/v1/login', credentials, {
      key: null,
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(login.status, 403);
  } finally {
    await behind.stop();
  }
});

test('[A19] the audit tells who did what, when, and how it stood before and after', async () => {
  const put = (name: string) =>
    admin('PUT', '/v1/channels/audited', { name, currency: 'EUR', timeZone: 'Europe/Berlin' });
  await put('First');
  const between = new Date(machineClock.now()).toISOString();
  await put('Second');
  await admin('POST', '/v1/people', { login: 'audited', name: 'A', roles: ['agent'] });
  await admin('PATCH', '/v1/people/audited', { roles: ['operations'] });
  await admin('PUT', '/v1/identity-provider', {
    name: 'Company',
    issuer: 'https://login.example.com',
    clientId: 'linchpin',
    clientSecretVariable: 'OIDC_SECRET',
    rolesByClaim: { staff: ['agent'] },
  });
  await historyIsComplete(database.pool);
  const audit = async (query: string) => itemsOf(await server.call('GET', `/v1/audit?${query}`));
  const channel = await audit('subject=channel/audited');
  assert.deepEqual(
    channel.map(({ data, before: state }) => [
      (data as { name: string }).name,
      (state as { name: string } | null)?.name ?? null,
    ]),
    [
      ['Second', 'First'],
      ['First', null],
    ],
  );
  const actor = String((await admin('GET', '/v1/me')).body['actor']);
  assert.ok(channel.every((item) => item['actor'] === actor && item['time'] !== undefined));
  const later = await audit(`subject=channel/audited&since=${between}`);
  assert.deepEqual(
    later.map(({ data }) => (data as { name: string }).name),
    ['Second'],
  );
  const earlier = await audit(`actor=${actor}&type=channel.put&until=${between}`);
  assert.deepEqual(
    earlier.map(({ data }) => (data as { name: string }).name),
    ['First'],
  );
  const none = await audit(`type=channel.put&until=2020-01-01T00:00:00Z`);
  assert.deepEqual(none, []);
  const [roles] = await audit('subject=person/audited&type=person.changed');
  assert.deepEqual(
    [
      (roles?.['before'] as { roles: string[] } | undefined)?.roles,
      (roles?.['data'] as { roles: string[] } | undefined)?.roles,
    ],
    [['agent'], ['operations']],
  );
  const all = JSON.stringify(await audit('type=person.,key.,identity_provider.&limit=1000'));
  for (const secret of ['argon2', 'Hash', 'oneTime']) assert.ok(!all.includes(secret), secret);
});

test('[A8] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});

test('[A96] what each role may do and see is told as it is decided', async () => {
  const answer = await admin('GET', '/v1/roles');
  assert.equal(answer.status, 200, answer.text);
  const roles = new Map(itemsOf(answer).map((role) => [role['role'], role]));
  assert.deepEqual([...roles.keys()], [...ROLES]);
  assert.deepEqual(roles.get('admin')?.['scopes'], [...SCOPES]);
  const worker = roles.get('worker');
  assert.deepEqual(
    [worker?.['fieldClasses'], worker?.['isLimitedBy']],
    [['open', 'delivery'], 'locations'],
  );
  assert.ok(!(worker?.['scopes'] as string[]).includes('orders:read'));
  assert.equal(roles.get('customer')?.['isLimitedBy'], 'customerEmail');
  for (const [name, role] of roles) {
    assert.ok(!(role['fieldClasses'] as string[]).includes('secret'), String(name));
    // The same judge opens the door: what is told here is what happens there.
    const person = await personWith(
      server,
      name as Role,
      name === 'customer' ? { customerEmail: 'ada@example.com' } : {},
    );
    const me = await person('GET', '/v1/me');
    assert.deepEqual(me.body['scopes'], role['scopes'], String(name));
    assert.equal((await person('GET', '/v1/roles')).status, name === 'admin' ? 200 : 403);
  }
});
