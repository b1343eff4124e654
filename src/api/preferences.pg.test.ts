import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock } from '../kernel/clock.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { PREFERENCE_BYTES_MAX } from '../../contracts/preferences.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { Contract } from './contract.testing.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

const URL = '/v1/me/preferences/orders';
let database: TestDatabase;
let server: TestServer;
let contract: Contract;
let ada: SessionCall;
let worker: SessionCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  contract = await Contract.of(server);
  const calls = [
    await personWith(server, 'operations'),
    await personWith(server, 'worker', { locations: ['CN-SHA'] }),
  ].map((call): SessionCall => async (method, url, body) => {
    const answer = await call(method, url, body);
    contract.assertKept(method, url, answer);
    return answer;
  });
  [ada, worker] = calls as [SessionCall, SessionCall];
});
after(async () => {
  await server.stop();
  await database.drop();
});

test('[A48] people read, choose and forget what they have chosen, and nobody else’s', async () => {
  const nothing = { name: 'orders', document: null, changedAt: null };
  for (const call of [ada, worker]) assert.deepEqual((await call('GET', URL)).body, nothing);
  for (const [call, document] of [
    [ada, { columns: ['id', 'state'], anyName: { unitCostMinor: 1 } }],
    [worker, {}],
  ] as const) {
    const put = await call('PUT', URL, { document });
    assert.equal(put.status, 200, put.text);
    assert.deepEqual(put.body['document'], document);
    assert.deepEqual((await call('GET', URL)).body, put.body);
  }
  assert.deepEqual((await ada('DELETE', URL)).body, nothing);
  assert.deepEqual((await ada('GET', URL)).body, nothing);
  assert.deepEqual((await worker('GET', URL)).body['document'], {});
});

test('[A48] a key has no preferences, and what is too large or named wrongly is refused', async () => {
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    const body = method === 'PUT' ? { document: {} } : undefined;
    assert.equal((await server.call(method, URL, body)).status, 403, method);
  }
  const large = { text: 'x'.repeat(PREFERENCE_BYTES_MAX) };
  assert.equal((await ada('PUT', URL, { document: large })).status, 400);
  for (const body of [{}, { document: null }, { document: [] }, { document: {}, extra: 1 }]) {
    assert.equal((await ada('PUT', URL, body)).status, 400, JSON.stringify(body));
  }
  for (const name of ['Orders', '-a', 'a%2Fb', '1']) {
    assert.equal((await ada('GET', `/v1/me/preferences/${name}`)).status, 400, name);
  }
});

test('[A49] a list of orders that need somebody holds those of open exceptions, for whoever may read these', async () => {
  const ids: string[] = [];
  for (const externalId of ['NEEDS-1', 'NEEDS-2', 'NEEDS-3']) {
    const placed = await server.call('POST', '/v1/orders', { ...testOrder(externalId) });
    assert.equal(placed.status, 201, placed.text);
    ids.push(String(placed.body['id']));
  }
  const [mine, others, rests] = ids as [string, string, string];
  const me = String((await ada('GET', '/v1/me')).body['actor']);
  const raised = new Map<string, string>();
  for (const id of ids) {
    const body = { kind: 'reported', subject: `order/${id}`, note: 'look' };
    const answer = await ada('POST', '/v1/exceptions', body);
    assert.ok(answer.status < 300, answer.text);
    raised.set(id, String(answer.body['id']));
  }
  const on = (id: string, step: string, body: object) =>
    ada('POST', `/v1/exceptions/${raised.get(id)}/${step}`, body);
  assert.equal((await on(mine, 'assign', { owner: me })).status, 200);
  assert.equal((await on(others, 'assign', { owner: 'role/admin' })).status, 200);
  const until = new Date(performance.timeOrigin + performance.now() + 3_600_000).toISOString();
  assert.equal((await on(rests, 'snooze', { until })).status, 200);
  const found = async (query: string) => {
    const { body } = await ada('GET', `/v1/orders?${query}`);
    return (body['items'] as unknown as { id: string }[]).map(({ id }) => id);
  };
  await createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { warn: () => assert.fail() },
  }).catchUp();
  assert.deepEqual(await found('needs=anybody'), [others, mine]);
  assert.deepEqual(await found('needs=me'), [mine]);
  assert.deepEqual(await found('needs=me&externalId=NEEDS-2'), []);
  const exported = await ada('GET', '/v1/exports/orders.ndjson?needs=me&columns=id');
  assert.equal(exported.text.trim(), JSON.stringify({ id: mine }));
  const customer = await personWith(server, 'customer', { customerEmail: 'ada@example.com' });
  assert.equal((await customer('GET', '/v1/orders?needs=anybody')).status, 403);
  assert.equal((await customer('GET', '/v1/orders')).status, 200);
});

test('[A8] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
