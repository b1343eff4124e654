import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { ConnectorView, FlowEffect } from '../../contracts/flow-effects.ts';
import { personWith } from './people.testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
const orders: string[] = [];
const CHAT = {
  names: { en: 'Chat' },
  url: 'https://chat.example/hook',
  secretVariable: null,
  repeat: 'neither',
};
const DEFINITION = {
  format: 1,
  code: 'tell',
  names: { en: 'Tell' },
  trigger: { kind: 'event', event: 'order.placed' },
  start: 'tell',
  nodes: [
    {
      id: 'tell',
      component: 'notify',
      settings: { connector: 'chat', path: '/', style: 'plain', message: 'order.id' },
    },
  ],
  edges: [],
};

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  for (const [method, url, body] of [
    ['PUT', '/v1/flow-connectors/chat', CHAT],
    ['PUT', '/v1/flows/tell', { definition: DEFINITION, layout: { places: {}, comments: [] } }],
  ] as const) {
    const answer = await server.call(method, url, body);
    assert.equal(answer.status, 200, answer.text);
  }
  // What calls outside is approved by a second person.
  const second = await personWith(server, 'operations');
  const published = await second('POST', '/v1/flows/tell/publish', { version: 1 });
  assert.equal(published.status, 200, published.text);
  for (const externalId of ['TOLD-1', 'TOLD-2', 'TOLD-3']) {
    const placed = await server.call('POST', '/v1/orders', testOrder(externalId));
    assert.equal(placed.status, 201, placed.text);
    orders.push(String(placed.body.id));
  }
});
after(async () => {
  await server.stop();
  await database.drop();
});

async function listed(query: string): Promise<{ items: FlowEffect[]; nextCursor: string | null }> {
  const answer = await server.call('GET', `/v1/flow-effects${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body as unknown as { items: FlowEffect[]; nextCursor: string | null };
}

test('[A140] connectors are set up, shown with how they do, and removed; their secrets are never shown', async () => {
  const put = await server.call('PUT', '/v1/flow-connectors/erp', {
    ...CHAT,
    secretVariable: 'LINCHPIN_SECRET_ERP',
    repeat: 'queryable',
    queryPath: '/by-key/{key}',
  });
  assert.equal(put.status, 200, put.text);
  const { status, body } = await server.call('GET', '/v1/flow-connectors/erp');
  assert.equal(status, 200);
  const { breaker, failuresInRow, secretVariable, isSecretSet, timeoutMs } =
    body as unknown as ConnectorView;
  assert.deepEqual(
    [breaker, failuresInRow, secretVariable, isSecretSet, timeoutMs],
    ['closed', 0, 'LINCHPIN_SECRET_ERP', false, 10_000],
  );
  const codes = async () => {
    const { body: list } = await server.call('GET', '/v1/flow-connectors');
    return (list as unknown as { items: ConnectorView[] }).items.map(({ code }) => code);
  };
  assert.deepEqual(await codes(), ['chat', 'erp']);
  assert.equal((await server.call('DELETE', '/v1/flow-connectors/erp')).status, 200);
  assert.equal((await server.call('DELETE', '/v1/flow-connectors/erp')).status, 404);
  assert.equal((await server.call('GET', '/v1/flow-connectors/erp')).status, 404);
  assert.deepEqual(await codes(), ['chat']);
  for (const wrong of [
    { ...CHAT, url: 'http://127.0.0.1:80' },
    { ...CHAT, url: 'https://user:word@chat.example' },
    { ...CHAT, repeat: 'queryable' },
    { ...CHAT, queryPath: '/{key}' },
  ]) {
    const refused = await server.call('PUT', '/v1/flow-connectors/erp', wrong);
    assert.equal(refused.status, 422, refused.text);
  }
  assert.equal((await server.call('PUT', '/v1/flow-connectors/mail', CHAT)).status, 422);
});

test('[A140] where a connector leads that flows were approved by is for technical administrators', async () => {
  const operations = await personWith(server, 'operations');
  const put = (body: object) => operations('PUT', '/v1/flow-connectors/chat', { ...CHAT, ...body });
  for (const moved of [
    { url: 'https://elsewhere.example/hook' },
    { secretVariable: 'LINCHPIN_SECRET_PAY' },
  ]) {
    const refused = await put(moved);
    assert.deepEqual([refused.status, refused.body['scope']], [403, 'flows:administer']);
  }
  assert.equal((await put({ timeoutMs: 5_000 })).status, 200);
  // Removing one and setting it up anew leads nowhere else either.
  const other = { ...CHAT, names: { en: 'Other' } };
  assert.equal((await operations('PUT', '/v1/flow-connectors/other', other)).status, 200);
  assert.equal((await operations('DELETE', '/v1/flow-connectors/other')).status, 200);
  const elsewhere = { ...other, url: 'https://elsewhere.example/hook' };
  assert.equal((await operations('PUT', '/v1/flow-connectors/other', elsewhere)).status, 403);
  assert.equal((await server.call('PUT', '/v1/flow-connectors/other', elsewhere)).status, 200);
  assert.equal((await server.call('DELETE', '/v1/flow-connectors/other')).status, 200);
});

test('[A140] what runs asked for is listed by order, run and state, page by page', async () => {
  const { items } = await listed('');
  assert.deepEqual(
    items.map(({ orderId }) => orderId),
    orders.toReversed(),
  );
  const [first] = items;
  assert.ok(first !== undefined);
  assert.deepEqual(
    [first.state, first.method, first.path, first.wanted],
    ['requested', 'POST', '/', []],
  );
  assert.equal((await listed(`?orderId=${orders[0]}`)).items[0]?.orderId, orders[0]);
  assert.deepEqual((await listed(`?run=${first.runId}`)).items, [first]);
  assert.deepEqual((await listed('?state=unsure')).items, []);
  assert.equal((await listed('?connector=chat')).items.length, 3);
  assert.deepEqual((await listed('?connector=erp')).items, []);
  const page = await listed('?limit=2');
  const rest = await listed(`?limit=2&cursor=${encodeURIComponent(page.nextCursor ?? '')}`);
  assert.deepEqual([...page.items, ...rest.items], items);
  assert.equal(rest.nextCursor, null);
  assert.equal((await server.call('GET', '/v1/flow-effects?cursor=nothing')).status, 400);
});

test('[A140] somebody settles what nobody knows, once, and the run goes on', async () => {
  const {
    items: [effect],
  } = await listed(`?orderId=${orders[1]}`);
  const settle = (body: object, id = effect?.id ?? '') =>
    server.call('POST', `/v1/flow-effects/${id}/settle`, body);
  const found = { outcome: 'done', note: 'It stands in the chat.' };
  assert.equal((await settle(found)).status, 409);
  await database.pool.query(`update flows.effect set state = 'unsure' where id = $1`, [effect?.id]);
  assert.equal((await settle(found, '01a203c5-275f-7324-89cd-0c11b939cef0')).status, 404);
  assert.equal((await settle({ outcome: 'done' })).status, 400);
  const settled = await settle(found);
  assert.equal(settled.status, 200, settled.text);
  assert.equal(settled.body['state'], 'done');
  assert.equal((await settle(found)).status, 409);
  const runs = await server.call('GET', `/v1/flow-runs?orderId=${orders[1]}`);
  const [run] = (runs.body as unknown as { items: { state: string; trail: string[] }[] }).items;
  assert.deepEqual([run?.state, run?.trail], ['ended', ['tell']]);
  const [after] = (await listed(`?orderId=${orders[1]}`)).items;
  assert.equal(after?.reason, found.note);
  assert.match(after?.settledBy ?? '', /^key\//);
});
