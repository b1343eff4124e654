import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startProvider,
  TestBrowser,
  type TestProvider,
} from './identity-provider.testing.ts';
import { columnsHolding, patternOf } from './kept-values.testing.ts';
import { callWith, OWN_PAGE, personWith } from './people.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let origin: string;
let provider: TestProvider;
let secret: string | undefined = CLIENT_SECRET;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, {
    environment: (name) => (name === 'TEST_CLIENT_SECRET' ? secret : undefined),
  });
  origin = (await server.listen()).replace('localhost', '127.0.0.1');
  provider = await startProvider(origin);
  await configure({});
});
after(async () => {
  await server.stop();
  await provider.stop();
  await database.drop();
});

async function configure(more: object): Promise<void> {
  const answer = await server.call('PUT', '/v1/identity-provider', {
    name: 'Company',
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecretVariable: 'TEST_CLIENT_SECRET',
    scopes: ['email', 'profile', 'groups'],
    rolesByClaim: { staff: ['agent'], chiefs: ['operations', 'agent'], pickers: ['worker'] },
    ...more,
  });
  assert.equal(answer.status, 200, answer.text);
}

/** Goes through the provider's pages as somebody, and answers what our callback says. */
async function logIn(login: string, browser = new TestBrowser()) {
  const response = await browser.walk(
    `${origin}/v1/login/provider?returnTo=/orders?page=2`,
    origin,
    login,
  );
  const me = callWith(server, browser.cookieHeader(origin));
  return { response, browser, call: me };
}

async function problemOf(
  response: Response,
): Promise<{ status: number; code: string; detail: string; mend: string }> {
  return (await response.json()) as never;
}

test('[A37] somebody whom the provider knows is made a person at the first login and is the same at the next', async () => {
  provider.accounts.set('u-ada', {
    name: 'Ada L.',
    email: 'ada@company.example',
    email_verified: true,
    groups: ['staff', 'other'],
  });
  const options = await server.call('GET', '/v1/login/options', undefined, { key: null });
  assert.deepEqual(options.body, { provider: { name: 'Company', url: '/v1/login/provider' } });
  const first = await logIn('u-ada');
  assert.equal(first.response.status, 302, await first.response.clone().text());
  assert.equal(first.response.headers.get('location'), '/orders?page=2');
  const me = await first.call('GET', '/v1/me');
  assert.deepEqual([me.body['actor'], me.body['roles']], ['person/ada@company.example', ['agent']]);
  provider.accounts.set('u-ada', {
    name: 'Ada L.',
    email: 'new@company.example',
    email_verified: true,
    groups: ['chiefs'],
  });
  const again = await logIn('u-ada');
  const same = await again.call('GET', '/v1/me');
  assert.deepEqual(
    [same.body['actor'], same.body['roles']],
    ['person/ada@company.example', ['operations', 'agent']],
  );
  const person = await server.call('GET', '/v1/people/ada@company.example');
  assert.deepEqual(person.body['identity'], { issuer: provider.issuer, subject: 'u-ada' });
  const password = await server.call(
    'POST',
    '/v1/login',
    { login: 'ada@company.example', password: 'anything' },
    { key: null },
  );
  assert.equal(password.status, 401, 'who has no password here cannot log in by one');
});

test('[A37] logging out names the place where the session at the provider ends too', async () => {
  provider.accounts.set('u-out', {
    email: 'out@company.example',
    email_verified: true,
    groups: ['staff'],
  });
  const { browser, call } = await logIn('u-out');
  const out = await server.call('POST', '/v1/logout', undefined, {
    key: null,
    headers: { ...OWN_PAGE, cookie: browser.cookieHeader(origin), host: new URL(origin).host },
  });
  assert.equal(out.status, 200, out.text);
  const url = new URL(String(out.body['endSessionUrl']));
  assert.equal(url.origin, provider.issuer);
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), `${origin}/`);
  assert.equal((await call('GET', '/v1/me')).status, 401);
  const page = await browser.request(url.href);
  assert.equal(page.status, 200, 'the provider takes it and asks whether to log out');
});

test('[A37] a login is taken over only by the verified address that it is', async () => {
  const make = (login: string) =>
    server.call('POST', '/v1/people', { login, name: login, roles: ['agent'] });
  await make('bob@company.example');
  provider.accounts.set('u-thief', {
    email: 'bob@company.example',
    email_verified: false,
    groups: ['staff'],
  });
  const thief = await logIn('u-thief');
  assert.equal(thief.response.status, 302);
  assert.equal((await thief.call('GET', '/v1/me')).body['actor'], 'person/u-thief');
  provider.accounts.set('u-bob', {
    email: 'Bob@company.example',
    email_verified: true,
    groups: ['staff'],
  });
  const bob = await logIn('u-bob');
  assert.equal((await bob.call('GET', '/v1/me')).body['actor'], 'person/bob@company.example');
  provider.accounts.set('u-bob-2', {
    email: 'bob@company.example',
    email_verified: true,
    groups: ['staff'],
  });
  const second = await problemOf((await logIn('u-bob-2')).response);
  assert.deepEqual([second.status, second.code], [403, 'provider_login_refused']);
});

test('[A37] who gets no role, comes from another domain or is disabled is refused and told why', async () => {
  provider.accounts.set('u-none', {
    email: 'none@company.example',
    email_verified: true,
    groups: ['guests'],
  });
  const none = await problemOf((await logIn('u-none')).response);
  assert.deepEqual([none.status, none.code], [403, 'provider_login_refused']);
  assert.match(none.detail, /groups says guests/);
  assert.match(none.mend, /identity-provider/);
  await configure({ allowedDomains: ['company.example'] });
  provider.accounts.set('u-far', {
    email: 'a@elsewhere.example',
    email_verified: true,
    groups: ['staff'],
  });
  assert.match(
    (await problemOf((await logIn('u-far')).response)).detail,
    /elsewhere\.example may not/,
  );
  provider.accounts.set('u-gone', {
    email: 'gone@company.example',
    email_verified: true,
    groups: ['staff'],
  });
  assert.equal((await logIn('u-gone')).response.status, 302);
  await server.call('PATCH', '/v1/people/gone@company.example', { isDisabled: true });
  assert.match((await problemOf((await logIn('u-gone')).response)).detail, /is disabled/);
  await configure({});
});

test('[A37] a worker from the provider sees nothing until a reach is set, and keeps it', async () => {
  provider.accounts.set('u-pick', {
    email: 'pick@company.example',
    email_verified: true,
    groups: ['pickers'],
  });
  await logIn('u-pick');
  await server.call('PATCH', '/v1/people/pick@company.example', { locations: ['CN-SHA'] });
  await logIn('u-pick');
  const person = await server.call('GET', '/v1/people/pick@company.example');
  assert.deepEqual(person.body['locations'], ['CN-SHA']);
});

test('[A37] what was not begun in this browser, was tampered with or refused by the provider opens nothing', async () => {
  const victim = new TestBrowser();
  const begun = await victim.request(`${origin}/v1/login/provider`);
  const sentTo = new URL(String(begun.headers.get('location')));
  assert.equal(sentTo.searchParams.get('code_challenge_method'), 'S256');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(sentTo.searchParams.get(name));
  const state = String(sentTo.searchParams.get('state'));
  const callback = `${origin}/v1/login/provider/callback`;
  const elsewhere = await new TestBrowser().request(`${callback}?code=x&state=${state}`);
  assert.equal((await problemOf(elsewhere)).code, 'invalid_request');
  const wrongState = await victim.request(`${callback}?code=x&state=other&iss=${provider.issuer}`);
  assert.equal((await problemOf(wrongState)).status, 502);
  const used = await victim.request(`${callback}?code=x&state=${state}`);
  assert.equal((await problemOf(used)).code, 'invalid_request', 'an attempt is for one try');
  const other = new TestBrowser();
  const again = await other.request(`${origin}/v1/login/provider`);
  const otherState = new URL(String(again.headers.get('location'))).searchParams.get('state');
  const denied = await other.request(
    `${callback}?error=access_denied&error_description=Not+you&state=${otherState}&iss=${provider.issuer}`,
  );
  const problem = await problemOf(denied);
  assert.deepEqual([problem.status, problem.code], [403, 'provider_login_refused']);
  assert.match(problem.detail, /Not you/);
  for (const returnTo of ['//evil.example', 'https://evil.example', String.raw`/\evil.example`]) {
    const answer = await server.call(
      'GET',
      `/v1/login/provider?returnTo=${encodeURIComponent(returnTo)}`,
      undefined,
      { key: null },
    );
    assert.equal(answer.status, 400, returnTo);
  }
});

test('[A37] settings that cannot work are refused, or answered with what to do', async () => {
  const admin = await personWith(server, 'admin');
  const put = async (more: object) =>
    (
      await admin('PUT', '/v1/identity-provider', {
        name: 'Company',
        issuer: provider.issuer,
        clientId: CLIENT_ID,
        clientSecretVariable: 'TEST_CLIENT_SECRET',
        rolesByClaim: {},
        ...more,
      })
    ).status;
  assert.equal(await put({ issuer: 'http://login.example.com' }), 422);
  assert.equal(await put({ issuer: 'nowhere' }), 400);
  assert.equal(await put({ rolesByClaim: { all: ['worker', 'agent'] } }), 422);
  const begin = () => server.call('GET', '/v1/login/provider', undefined, { key: null });
  secret = undefined;
  const unset = await begin();
  assert.deepEqual([unset.status, unset.body['code']], [502, 'provider_unavailable']);
  assert.match(String(unset.body['detail']), /TEST_CLIENT_SECRET/);
  secret = CLIENT_SECRET;
  const silent = createServer((_request, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  await configure({ issuer: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
  const away = await begin();
  assert.deepEqual([away.status, away.body['code']], [502, 'provider_unavailable']);
  await new Promise((resolve) => silent.close(resolve));
  await configure({ isEnabled: false });
  assert.equal((await begin()).status, 404);
  const options = await server.call('GET', '/v1/login/options', undefined, { key: null });
  assert.deepEqual(options.body, { provider: null });
});

test('[A28] neither the secret of the client nor a token of the provider is kept or logged', async () => {
  const tokens = String.raw`|eyJ[\w-]{10,}\.[\w-]{10,}\.`;
  assert.deepEqual(await columnsHolding(database.pool, patternOf(CLIENT_SECRET) + tokens), []);
  assert.ok(!server.reported.join('\n').includes(CLIENT_SECRET));
  assert.doesNotMatch(server.reported.join('\n'), new RegExp(tokens.slice(1)));
});
