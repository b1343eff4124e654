import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { EventEnvelope } from '../../contracts/events.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestAnswer,
  type TestServer,
} from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let customer: SessionCall;
let worker: SessionCall;
let supplier: SessionCall;
let own: string;
let foreign: string;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  const far = {
    name: 'Far',
    kind: 'warehouse',
    address: { lines: ['1 Far Road'], countryCode: 'DE' },
    timeZone: 'Europe/Berlin',
  };
  assert.equal((await server.call('PUT', '/v1/locations/DE-FAR', far)).status, 200);
  await server.call('POST', '/v1/stock/receipts', {
    location: 'DE-FAR',
    reference: 'FAR',
    lines: [{ sku: 'TEA-1', quantity: 10 }],
  });
  const sent = await server.call('POST', '/v1/stock/transfers', {
    reference: 'WAY',
    from: 'DE-FAR',
    to: 'CN-SHA',
    lines: [{ sku: 'TEA-1', quantity: 1 }],
    expectedAt: new Date(machineClock.now() + 86_400_000).toISOString(),
  });
  assert.equal(sent.status, 201, sent.text);
  const place = async (externalId: string, email: string) => {
    const order = testOrder(externalId, { customer: { name: 'A', email } });
    const placed = await server.call('POST', '/v1/orders', order);
    assert.equal(placed.status, 201, placed.text);
    return String(placed.body['id']);
  };
  own = await place('OWN', 'Ada@Example.com');
  foreign = await place('FOREIGN', 'ada@example.com.evil.example');
  await place('NONE', 'bob@example.com');
  customer = await personWith(server, 'customer', { customerEmail: 'ada@example.com' });
  worker = await personWith(server, 'worker', { locations: ['CN-SHA'] });
  supplier = await personWith(server, 'supplier');
  await historyIsComplete(database.pool);
  const indexer = createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined } as never,
    isBusy: () => false,
  });
  indexer.start();
  const startedAt = performance.now();
  for (;;) {
    const { body } = await server.call('GET', '/v1/orders?search=example.com');
    const { rows } = await database.pool.query<{ count: number }>(
      'select count(*)::int as count from orders.order_search',
    );
    if (body['items'] !== undefined && rows[0]?.count === 3) break;
    assert.ok(performance.now() - startedAt < 20_000, 'orders are indexed');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await indexer.stop();
});
after(async () => {
  await server.stop();
  await database.drop();
});

const itemsOf = (answer: TestAnswer) =>
  answer.body['items'] as unknown as Record<string, unknown>[];

test('[A39] a customer finds the own orders, and hears of others as of none', async () => {
  const list = await customer('GET', '/v1/orders');
  assert.deepEqual(
    itemsOf(list).map(({ id }) => id),
    [own],
  );
  for (const search of ['FOREIGN', foreign, 'bob@example.com', 'TEA-1']) {
    const found = await customer('GET', `/v1/orders?search=${search}`);
    assert.ok(
      itemsOf(found).every(({ id }) => id === own),
      search,
    );
  }
  for (const path of ['', '/timeline']) {
    assert.equal((await customer('GET', `/v1/orders/${own}${path}`)).status, 200, path);
    const hidden = await customer('GET', `/v1/orders/${foreign}${path}`);
    const none = await customer('GET', `/v1/orders/999${path}`);
    assert.deepEqual(
      [hidden.status, hidden.text.replaceAll(foreign, '')],
      [404, none.text.replaceAll('999', '')],
      'another order looks like none',
    );
  }
  for (const path of ['/decisions']) {
    assert.equal((await customer('GET', `/v1/orders/${own}${path}`)).status, 403);
  }
});

test('[A39] a worker sees the stock of the own location, and one without a location nothing', async () => {
  const positions = await worker('GET', '/v1/stock');
  assert.ok(itemsOf(positions).length > 0);
  assert.ok(itemsOf(positions).every(({ location }) => location === 'CN-SHA'));
  for (const url of [
    '/v1/stock?location=DE-FAR',
    '/v1/stock/TEA-1/atp?location=DE-FAR',
    '/v1/stock/entries?sku=TEA-1&location=DE-FAR',
    '/v1/stock/incoming?location=DE-FAR',
  ]) {
    const answer = await worker('GET', url);
    assert.deepEqual([answer.status, answer.body['code']], [404, 'not_found'], url);
    assert.equal((await worker('GET', url.replace('DE-FAR', 'CN-SHA'))).status, 200, url);
  }
  const nowhere = await personWith(server, 'worker');
  assert.equal((await nowhere('GET', '/v1/stock')).status, 400);
  assert.deepEqual(itemsOf(await nowhere('GET', '/v1/events?limit=1000')), []);
  const both = await personWith(server, 'worker', { locations: ['CN-SHA', 'DE-FAR'] });
  const unnamed = await both('GET', '/v1/stock');
  assert.match(String(unnamed.body['detail']), /Name one of your locations: CN-SHA, DE-FAR/);
  assert.equal((await both('GET', '/v1/stock?location=DE-FAR')).status, 200);
});

test('[A39] a supplier reads what lies with them, and neither other SKUs nor other locations', async () => {
  const held = await personWith(server, 'supplier', { locations: ['DE-FAR'] });
  assert.deepEqual(
    itemsOf(await held('GET', '/v1/skus')).map(({ code }) => code),
    ['TEA-1'],
  );
  assert.deepEqual(itemsOf(await held('GET', '/v1/skus?search=TEA-2')), []);
  const { body: sku } = await held('GET', '/v1/skus/TEA-1');
  assert.deepEqual([sku['code'], 'valueMinor' in sku], ['TEA-1', false]);
  assert.equal((await held('GET', '/v1/skus/TEA-2')).status, 404);
  const codes = itemsOf(await held('GET', '/v1/locations')).map(({ code }) => code);
  assert.deepEqual(codes, ['DE-FAR']);
  assert.deepEqual(itemsOf(await supplier('GET', '/v1/skus')), []);
});

test('[A39] a worker reads the catalogue, and of the locations the own ones', async () => {
  const codes = itemsOf(await worker('GET', '/v1/locations')).map(({ code }) => code);
  assert.deepEqual(codes, ['CN-SHA']);
  assert.equal((await worker('GET', '/v1/locations/CN-SHA')).status, 200);
  const foreignLocation = await worker('GET', '/v1/locations/DE-FAR');
  assert.deepEqual([foreignLocation.status, foreignLocation.body['code']], [404, 'not_found']);
  const nowhere = await personWith(server, 'worker');
  assert.deepEqual(itemsOf(await nowhere('GET', '/v1/locations')), []);
  const { body: sku } = await worker('GET', '/v1/skus/TEA-1');
  assert.deepEqual([sku['code'], sku['tracking']], ['TEA-1', 'none']);
  assert.ok(!('valueMinor' in sku), 'what it costs us is not for workers');
  assert.equal((await supplier('GET', '/v1/skus/TEA-1')).status, 404);
});

test('[A39] history holds for each what lies within reach and nothing else', async () => {
  const seenBy = async (call: SessionCall) =>
    itemsOf(await call('GET', '/v1/events?limit=1000')) as unknown as EventEnvelope[];
  const forCustomer = await seenBy(customer);
  assert.ok(forCustomer.length > 0);
  assert.ok(forCustomer.every(({ subject }) => subject === `order/${own}`));
  const forWorker = await seenBy(worker);
  assert.deepEqual([...new Set(forWorker.map(({ type }) => type))].toSorted(), [
    'location.put',
    'stock.received',
    'stock.transferred',
  ]);
  assert.ok(!JSON.stringify(forWorker).includes('"location":"DE-FAR"'));
  assert.deepEqual(await seenBy(supplier), []);
  const everything = itemsOf(await server.call('GET', '/v1/events?limit=1000'));
  assert.ok(everything.length > forWorker.length + forCustomer.length);
});

test('[A39] the stream holds what lies within reach, in order, and its places can be resumed from', async () => {
  const base = await server.listen();
  const login = `customer-${own}`;
  const made = await server.call('POST', '/v1/people', {
    login,
    name: 'Ada',
    roles: ['customer'],
    customerEmail: 'ada@example.com',
  });
  const opened = await server.call(
    'POST',
    '/v1/login',
    { login, password: made.body['oneTimePassword'] },
    { key: null },
  );
  const cookie = String(opened.headers['set-cookie']).split(';')[0] as string;
  const change = await server.call(
    'POST',
    '/v1/me/password',
    { password: made.body['oneTimePassword'], newPassword: 'a long password of mine' },
    { key: null, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
  );
  assert.equal(change.status, 200, change.text);
  const read = async (lastId: string | null, until: (text: string) => boolean) => {
    const response = await fetch(`${base}/v1/stream${lastId === null ? '?after=0' : ''}`, {
      headers: { cookie, ...(lastId === null ? {} : { 'last-event-id': lastId }) },
    });
    assert.equal(response.status, 200);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    assert.ok(reader !== undefined);
    while (!until(text)) {
      const { value, done } = await reader.read();
      assert.ok(!done, text);
      text += value;
    }
    await reader.cancel();
    return text;
  };
  const first = await read(null, (text) => text.includes('event: order.placed'));
  const dataOf = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('data: ') && line.endsWith('}'))
      .map((line) => JSON.parse(line.slice('data: '.length)) as EventEnvelope);
  assert.ok(dataOf(first).every(({ subject }) => subject === `order/${own}`));
  const lastId = [...first.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? null;
  assert.notEqual(lastId, null);
  const later = read(lastId, (text) => text.includes('order.held') || text.includes('order.hold'));
  await server.call('POST', `/v1/orders/${foreign}/holds`, { kind: 'a', reason: 'foreign' });
  await server.call('POST', `/v1/orders/${own}/holds`, { kind: 'a', reason: 'own' });
  const seen = dataOf(await later);
  assert.ok(seen.length > 0);
  assert.ok(
    seen.every(({ subject }) => subject === `order/${own}`),
    JSON.stringify(seen),
  );
});

test('[A8] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
