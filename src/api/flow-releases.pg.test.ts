import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FlowEntanglement } from '../../contracts/flow-releases.ts';
import type { FlowSummary } from '../../contracts/flows.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { logIn, personWith, type SessionCall } from './people.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let admin: SessionCall;
let drawer: SessionCall;
let approver: SessionCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  admin = await personWith(server, 'admin');
  drawer = await personWith(server, 'operations');
  approver = await personWith(server, 'operations');
});
after(async () => {
  await server.stop();
  await database.drop();
});

type Call = (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: unknown,
) => ReturnType<SessionCall>;

const byKey =
  (key: string): Call =>
  (method, url, body) =>
    server.call(method, url, body, { key });

/** Draws a flow that a second person has to approve, and submits it. Answers the path of its release. */
async function submitted(call: Call, code: string): Promise<string> {
  const definition = {
    format: 1,
    code,
    names: { en: code },
    description: 'Releases holds of others.',
    trigger: { kind: 'event', event: 'order.placed' },
    start: 'free',
    nodes: [{ id: 'free', component: 'release_hold', settings: { kind: 'fraud' } }],
    edges: [],
  };
  const drawn = await call('PUT', `/v1/flows/${code}`, {
    definition,
    layout: { places: {}, comments: [] },
  });
  assert.equal(drawn.status, 200, drawn.text);
  const answer = await call('POST', `/v1/flows/${code}/submit`, { version: 1 });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.body['state'], 'waiting');
  return `/v1/flows/${code}/releases/${String(answer.body['id'])}`;
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly action: string;
}

const itemsOf = ({ body }: Awaited<ReturnType<Call>>): readonly Listed[] =>
  (body as unknown as { readonly items: readonly Listed[] }).items;

const codeOf = ({ body }: Awaited<ReturnType<Call>>): unknown => body['code'];

test('[A111, A114] a flow is drawn, approved by somebody else and released, by logins', async () => {
  const release = await submitted(drawer, 'by-logins');
  assert.equal(codeOf(await drawer('POST', `${release}/approve`)), 'second_person_needed');
  assert.equal(
    codeOf(await drawer('POST', '/v1/flows/by-logins/publish', { version: 1 })),
    'second_person_needed',
  );
  const forged = await drawer('POST', '/v1/flows/by-logins/publish', {
    version: 1,
    caller: { actors: ['person/else'], mayApprove: true, mayAdminister: true },
  });
  assert.equal(forged.status, 400, forged.text);
  const waiting = await approver('GET', '/v1/flow-releases?state=waiting&flow=by-logins');
  assert.equal(itemsOf(waiting).length, 1);
  const findings = await drawer('GET', '/v1/flows/by-logins/findings');
  const authors = findings.body['authors'] as unknown as string[];
  assert.equal(authors.length, 1, findings.text);
  const approved = await approver('POST', `${release}/approve`, { note: 'Looked at it.' });
  assert.equal(approved.status, 200, approved.text);
  const started = await drawer('POST', `${release}/start`, {
    plan: 'by_steps',
    expected: ['holds'],
  });
  assert.equal(started.body['state'], 'releasing', started.text);
  const view = await drawer('GET', release);
  assert.equal(view.body['shareMillionths'], 10_000);
  const listed = async () => {
    const { body } = await drawer('GET', '/v1/flows');
    const { items } = body as unknown as { items: FlowSummary[] };
    const flow = items.find(({ code }) => code === 'by-logins');
    return [flow?.latestRelease, flow?.shareMillionths];
  };
  assert.deepEqual(await listed(), ['releasing', 10_000]);
  const back = await approver('POST', `${release}/roll-back`, { reason: 'Enough.' });
  assert.equal(back.body['state'], 'rolled_back', back.text);
  assert.deepEqual(await listed(), ['rolled_back', null]);
  const flow = await drawer('GET', '/v1/flows/by-logins');
  assert.equal(flow.body['latestRelease'], 'rolled_back');
});

test('[A111, A114] nobody approves under a login that they have made or given a password to', async () => {
  const release = await submitted(admin, 'by-second-login');
  const answer = await admin('POST', '/v1/people', {
    login: 'second',
    name: 'Second',
    roles: ['operations'],
  });
  const password = 'a password of their own';
  const oneTime = String(answer.body['oneTimePassword']);
  const fresh = await logIn(server, 'second', oneTime);
  assert.equal(codeOf(await fresh('POST', `${release}/approve`)), 'password_change_required');
  const changed = await fresh('POST', '/v1/me/password', {
    password: oneTime,
    newPassword: password,
  });
  assert.equal(changed.status, 200, changed.text);
  const second = await logIn(server, 'second', password);
  const refused = await second('POST', `${release}/approve`);
  assert.equal(codeOf(refused), 'login_in_same_hands', refused.text);
  const told = await second('GET', '/v1/flows/by-second-login/findings');
  const waiting = await second('GET', release);
  const { author, login, by, how } = told.body['entanglement'] as unknown as FlowEntanglement;
  assert.deepEqual(waiting.body['entanglement'], told.body['entanglement']);
  assert.deepEqual([login, how, by], ['person/second', 'made', author]);
  const others = await approver('GET', '/v1/flows/by-second-login/findings');
  assert.equal(others.body['entanglement'], null, others.text);
  assert.equal((await approver('POST', `${release}/approve`)).status, 200);
});

test('[A112] no key stands between two parts of one person', async () => {
  const keys = async (call: Call, name: string): Promise<string> => {
    const made = await call('POST', '/v1/keys', { name, scopes: ['*'] });
    assert.equal(made.status, 201, made.text);
    return String(made.body['key']);
  };
  const first = await keys(admin, 'first');
  // A key that a key has made, and whose maker is gone by now.
  const second = await keys(byKey(first), 'second');
  const listed = await admin('GET', '/v1/keys?limit=100');
  const items = itemsOf(listed);
  const firstId = items.find(({ name }) => name === 'first')?.id;
  const release = await submitted(byKey(second), 'by-keys');
  assert.equal((await admin('DELETE', `/v1/keys/${firstId}`)).status, 200);
  assert.equal(codeOf(await byKey(second)('POST', `${release}/approve`)), 'forbidden');
  assert.equal(codeOf(await admin('POST', `${release}/approve`)), 'second_person_needed');
  assert.equal((await approver('POST', `${release}/approve`)).status, 200);
});

test('[A113] the audit tells it all, and that it is whole', async () => {
  const told = await approver('GET', '/v1/flow-audit?flow=by-logins');
  const actions = itemsOf(told).map(({ action }) => action);
  assert.deepEqual(actions, ['rolled_back', 'started', 'approved', 'submitted', 'drawn']);
  const verdict = await approver('GET', '/v1/flow-audit/verify');
  assert.equal(verdict.body['isWhole'], true);
  const known = `${String(verdict.body['entries'])}:${String(verdict.body['head'])}`;
  const again = await approver('GET', `/v1/flow-audit/verify?known=${known}`);
  assert.equal(again.body['isWhole'], true, again.text);
  assert.equal((await approver('GET', '/v1/flow-audit/verify?known=x')).status, 400);
});

/** Publishes a flow with an endpoint that greets. */
async function endpoint(code: string, ratePerMinute: number): Promise<void> {
  const form = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  const definition = {
    format: 1,
    code,
    names: { en: code },
    description: 'Greets.',
    trigger: { kind: 'api', input: form, output: form, ratePerMinute },
    start: 'say',
    nodes: [
      { id: 'say', component: 'answer', settings: { values: { text: "'hi ' + input.text" } } },
    ],
    edges: [],
  };
  const layout = { places: {}, comments: [] };
  assert.equal((await drawer('PUT', `/v1/flows/${code}`, { definition, layout })).status, 200);
  const published = await approver('POST', `/v1/flows/${code}/publish`, { version: 1 });
  assert.equal(published.status, 200, published.text);
}

test('[A150] a key calls the endpoints that it was granted, and what is sent again runs nothing', async () => {
  await endpoint('greet', 60_000);
  await endpoint('other', 60_000);
  const one = await server.makeKey('greeter', { scopes: ['flow-apis:call/greet'] });
  const all = await server.makeKey('caller', { scopes: ['flow-apis:call'] });
  const call = (key: string, code: string, idempotencyKey = 'a') =>
    server.call(
      'POST',
      `/v1/flow-apis/${code}`,
      { text: 'Ada' },
      { key, headers: { 'idempotency-key': idempotencyKey } },
    );
  const answered = await call(one, 'greet');
  assert.equal(answered.status, 200, answered.text);
  assert.deepEqual(answered.body['answer'], { text: 'hi Ada' });
  const again = await call(one, 'greet');
  assert.deepEqual([again.text, again.headers['idempotent-replay']], [answered.text, 'true']);
  // What cannot be kept is no work for the hub, where it would wait for a person in quarantine.
  for (const text of ['a\0', 'a\ud83d']) {
    const odd = await server.call('POST', '/v1/flow-apis/greet', { text }, { key: one });
    assert.equal(odd.status, 400, odd.text);
  }
  assert.equal((await call(one, 'other')).status, 403);
  assert.equal((await call(all, 'other')).status, 200);
  const id = String(answered.body['id']);
  const ask = (key: string, code = 'greet') =>
    server.call('GET', `/v1/flow-apis/${code}/calls/${id}`, undefined, { key });
  assert.deepEqual((await ask(one)).body, answered.body);
  assert.deepEqual([(await ask(all)).status, (await ask(one, 'other')).status], [404, 403]);
  const bad = await server.call('POST', '/v1/keys', { name: 'x', scopes: ['flow-apis:call/'] });
  assert.equal(bad.status, 400);
});

test('[A151] one call too many is told when to come again, by every process', async () => {
  await endpoint('slow', 12);
  const key = await server.makeKey('hurried', { scopes: ['flow-apis:call/slow'] });
  const second = await testServer(database.pool);
  try {
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      const { call } = index % 2 === 0 ? server : second;
      const headers = { 'idempotency-key': 'the same' };
      const told = await call('POST', '/v1/flow-apis/slow', { text: 'Bo' }, { key, headers });
      statuses.push(told.status);
      if (told.status !== 429) continue;
      const seconds = Number(told.headers['retry-after']);
      assert.ok(seconds >= 1 && seconds <= 10, String(seconds));
      assert.equal(codeOf(told), 'rate_limited');
    }
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  } finally {
    await second.stop();
  }
});

test('[A152] callers read what they may call, each with its own fields', async () => {
  const key = await server.makeKey('reader', { scopes: ['flow-apis:call/greet'] });
  const { status, body } = await server.call('GET', '/v1/flow-apis/openapi.json', undefined, {
    key,
  });
  assert.equal(status, 200);
  const paths = body['paths'] as unknown as Record<string, { post: { requestBody: object } }>;
  assert.deepEqual(Object.keys(paths), ['/v1/flow-apis/greet']);
  assert.deepEqual(paths['/v1/flow-apis/greet']?.post.requestBody, {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { text: { type: 'string' } },
          required: ['text'],
          additionalProperties: false,
        },
      },
    },
  });
});
