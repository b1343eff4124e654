import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
});
after(async () => {
  await server.stop();
  await database.drop();
});

const adjustment = { location: 'CN-SHA', reason: 'count', lines: [{ sku: 'TEA-1', delta: 1 }] };

test('[A10] the same key and body get the same bytes again, also in another process', async () => {
  const headers = { 'idempotency-key': 'count-1' };
  const first = await server.call('POST', '/v1/stock/adjustments', adjustment, { headers });
  const again = await server.call('POST', '/v1/stock/adjustments', adjustment, { headers });
  assert.equal(first.headers['idempotent-replay'], undefined);
  assert.equal(again.headers['idempotent-replay'], 'true');
  assert.equal(again.text, first.text);
  const restarted = await testServer(database.pool);
  try {
    const later = await restarted.call('POST', '/v1/stock/adjustments', adjustment, {
      headers,
      key: server.key,
    });
    assert.equal(later.text, first.text);
    assert.equal(later.headers['idempotent-replay'], 'true');
  } finally {
    await restarted.stop();
  }
});

test('[A10] twins at the same moment are carried out once, in one process and in two', async () => {
  const other = await testServer(database.pool);
  try {
    const before = await server.call('GET', '/v1/stock?sku=TEA-1&location=CN-SHA');
    const headers = { 'idempotency-key': 'twins' };
    const twins = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? server : other).call('POST', '/v1/stock/adjustments', adjustment, {
        headers,
        key: server.key,
      }),
    );
    const answers = await Promise.all(twins);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(
      answers.filter(({ headers }) => headers['idempotent-replay'] === undefined).length,
      1,
    );
    const now = await server.call('GET', '/v1/stock?sku=TEA-1&location=CN-SHA');
    const onHand = ({ body }: typeof now) =>
      (body['items'] as unknown as { onHand: number }[])[0]?.onHand ?? 0;
    assert.equal(onHand(now), onHand(before) + 1);
  } finally {
    await other.stop();
  }
});

test('[A10] an order is recognised by channel and external id, whatever its white space and key', async () => {
  const order = testOrder('twin');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      server.call('POST', '/v1/orders', JSON.stringify(order, null, index % 3)),
    ),
  );
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.equal(
    answers.filter(({ headers }) => headers['idempotent-replay'] === undefined).length,
    1,
  );
  assert.ok(answers.every(({ status }) => status === 201));
});

test('[A11] a key with another body is refused; keys of two callers never meet', async () => {
  const headers = { 'idempotency-key': 'mine' };
  const first = await server.call('POST', '/v1/stock/adjustments', adjustment, { headers });
  const reused = await server.call(
    'POST',
    '/v1/stock/adjustments',
    { ...adjustment, reason: 'other' },
    { headers },
  );
  assert.equal(reused.status, 409);
  assert.equal(reused.body['code'], 'idempotency_key_reused');
  const key = await server.makeKey('another-caller', {});
  const foreign = await server.call(
    'POST',
    '/v1/stock/adjustments',
    { ...adjustment, reason: 'other' },
    { headers, key },
  );
  assert.equal(foreign.status, 200);
  assert.notEqual(foreign.text, first.text);
  const odd = await server.call('POST', '/v1/stock/adjustments', adjustment, {
    headers: { 'idempotency-key': ' ' },
  });
  assert.equal(odd.status, 400);
  const tooLong = await server.call('POST', '/v1/stock/adjustments', adjustment, {
    headers: { 'idempotency-key': 'x'.repeat(256) },
  });
  assert.equal(tooLong.status, 400);
});

test('[A10] a new key is shown once: the repeated answer does not carry it', async () => {
  const headers = { 'idempotency-key': 'make-key' };
  const body = { name: 'shown-once', scopes: ['orders:read'] };
  const first = await server.call('POST', '/v1/keys', body, { headers });
  const again = await server.call('POST', '/v1/keys', body, { headers });
  assert.ok('key' in first.body);
  assert.equal(again.status, 201);
  assert.ok(!('key' in again.body));
  assert.equal(again.body['id'], first.body['id']);
});
