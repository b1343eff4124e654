import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

const UUID = '01a203c5-275f-7324-89cd-0c11b939cef0';
let database: TestDatabase;
let server: TestServer;
let contract: Contract;
let checked: CheckedCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  contract = await Contract.of(server);
  checked = checkedCall(server, contract);
});
after(async () => {
  await server.stop();
  await database.drop();
});

test('[A8] [A12] a day in the life of the API keeps to the document, answer by answer', async () => {
  const placed = await checked('POST', '/v1/orders', testOrder('day-1'));
  assert.equal(placed.status, 201);
  const id = String(placed.body['id']);
  const read = await checked('GET', `/v1/orders/${id}`);
  assert.equal(read.headers['etag'], '"1"');
  assert.equal(
    (
      await checked(
        'PATCH',
        `/v1/orders/${id}`,
        { priority: 9 },
        { headers: { 'if-match': '"1"' } },
      )
    ).status,
    200,
  );
  const stale = await checked(
    'PATCH',
    `/v1/orders/${id}`,
    { priority: 8 },
    { headers: { 'if-match': '"1"' } },
  );
  assert.equal(stale.status, 412);
  assert.equal(
    (await checked('PATCH', `/v1/orders/${id}`, { priority: 8, expectedVersion: 1 })).status,
    409,
  );
  assert.equal(
    (
      await checked(
        'PATCH',
        `/v1/orders/${id}`,
        { priority: 8 },
        { headers: { 'if-match': 'one' } },
      )
    ).status,
    400,
  );
  const held = await checked('POST', `/v1/orders/${id}/holds`, {
    kind: 'fraud',
    reason: 'looks odd',
  });
  assert.ok(held.status < 300, held.text);
  const holds = (await checked('GET', `/v1/orders/${id}`)).body['holds'] as unknown as {
    id: string;
  }[];
  assert.equal(
    (await checked('POST', `/v1/orders/${id}/holds/${holds[0]?.id}/release`)).status,
    200,
  );
  assert.equal((await checked('POST', `/v1/orders/${id}/holds/none/release`, {})).status, 404);
  assert.equal(
    (
      await checked('POST', `/v1/orders/${id}/payments`, {
        kind: 'captured',
        amountMinor: 3_000,
        reference: 'p1',
      })
    ).status,
    200,
  );
  assert.equal((await checked('GET', `/v1/orders/${id}/timeline`)).status, 200);
  assert.equal((await checked('GET', `/v1/orders/${id}/decisions`)).status, 200);
  assert.equal(
    (await checked('POST', `/v1/orders/${id}/what-if`, { weights: { splitPenaltyMinor: 1 } }))
      .status,
    200,
  );
  assert.equal(
    (await checked('POST', `/v1/orders/${id}/what-if`, { closedLocations: ['NOWHERE'] })).status,
    422,
  );
  assert.equal((await checked('POST', `/v1/orders/${id}/release`)).status, 200);
  // Nobody at the location has begun: it takes the change by itself.
  for (const status of [200, 409]) {
    const cancelled = await checked('POST', `/v1/orders/${id}/cancel`, { reason: 'changed mind' });
    assert.equal(cancelled.status, status, cancelled.text);
  }
  for (const path of ['', '/timeline', '/decisions']) {
    assert.equal((await checked('GET', `/v1/orders/999999999${path}`)).status, 404);
  }
  assert.equal(
    (
      await checked(
        'POST',
        '/v1/orders',
        testOrder('day-2', { lines: [{ sku: 'NONE', quantity: 1, unitPriceMinor: 1 }] }),
      )
    ).status,
    422,
  );
  assert.equal(
    (await checked('POST', '/v1/orders', testOrder('day-1', { note: 'another' }))).status,
    409,
  );
  assert.equal((await checked('GET', '/v1/orders?state=sourced&search=Ada&limit=1')).status, 200);
  assert.equal((await checked('GET', '/v1/orders?channel=nowhere')).status < 500, true);
  assert.equal((await checked('GET', '/v1/orders?cursor=odd')).status, 400);

  assert.equal(
    (await checked('PUT', '/v1/skus/TEA-3', { name: 'Tea', weightGrams: 1, valueMinor: 1 })).status,
    200,
  );
  assert.equal((await checked('GET', '/v1/skus/TEA-3')).status, 200);
  assert.equal((await checked('GET', '/v1/skus/NONE')).status, 404);
  assert.equal((await checked('GET', '/v1/skus?search=TEA&limit=2')).status, 200);
  const location = {
    name: 'Store',
    kind: 'store',
    address: { lines: [], countryCode: 'CN' },
    timeZone: 'Asia/Shanghai',
  };
  assert.equal((await checked('PUT', '/v1/locations/STORE', location)).status, 200);
  assert.equal(
    (await checked('PUT', '/v1/locations/STORE', { ...location, timeZone: 'Moon/Sea' })).status,
    422,
  );
  assert.equal((await checked('GET', '/v1/locations/STORE')).status, 200);
  assert.equal((await checked('GET', '/v1/locations')).status, 200);
  const channel = { name: 'Shop', currency: 'CNY', timeZone: 'Asia/Shanghai' };
  assert.equal((await checked('PUT', '/v1/channels/shop', channel)).status, 200);
  assert.equal((await checked('GET', '/v1/channels/shop')).status, 200);
  assert.equal((await checked('GET', '/v1/channels/none')).status, 404);
  assert.equal((await checked('GET', '/v1/channels')).status, 200);
  const service = (await checked('GET', '/v1/carrier-services/ROAD')).body as unknown as {
    code?: string;
  };
  delete service.code;
  assert.equal((await checked('PUT', '/v1/carrier-services/RAIL', service)).status, 200);
  assert.equal((await checked('GET', '/v1/carrier-services')).status, 200);
  assert.equal((await checked('GET', '/v1/carrier-services/none')).status, 404);
  const weights = (await checked('GET', '/v1/sourcing/weights')).body;
  assert.equal((await checked('PUT', '/v1/sourcing/weights', weights)).status, 200);
  assert.equal((await checked('GET', '/v1/sourcing/rules')).status, 200);
  for (const version of ['1', 'latest'])
    assert.equal((await checked('GET', `/v1/sourcing/rules/${version}`)).status, 200);
  assert.equal((await checked('GET', '/v1/sourcing/rules/999')).status, 404);
});

test('[A8] stock, events, access and operations keep to the document too', async () => {
  const line = { sku: 'TEA-2', quantity: 5 };
  assert.equal(
    (
      await checked('POST', '/v1/stock/receipts', {
        location: 'CN-SHA',
        reference: 'R1',
        lines: [line],
      })
    ).status,
    200,
  );
  assert.equal(
    (
      await checked('POST', '/v1/stock/receipts', {
        location: 'NONE',
        reference: 'R1',
        lines: [line],
      })
    ).status,
    422,
  );
  assert.equal(
    (
      await checked('POST', '/v1/stock/adjustments', {
        location: 'CN-SHA',
        reason: 'count',
        lines: [{ sku: 'TEA-2', delta: -1 }],
      })
    ).status,
    200,
  );
  assert.equal(
    (
      await checked('POST', '/v1/stock/adjustments', {
        location: 'STORE',
        reason: 'count',
        lines: [{ sku: 'TEA-2', delta: -1 }],
      })
    ).status,
    409,
  );
  const announcement = {
    location: 'CN-SHA',
    reference: 'ASN1',
    lines: [{ ...line, expectedAt: '2030-01-01T00:00:00Z' }],
  };
  assert.equal((await checked('POST', '/v1/stock/announcements', announcement)).status, 201);
  assert.equal(
    (
      await checked('POST', '/v1/stock/announcements/close', {
        location: 'CN-SHA',
        reference: 'ASN1',
        skus: ['TEA-2'],
        reason: 'lost',
      })
    ).status,
    200,
  );
  const transfer = {
    from: 'CN-SHA',
    to: 'STORE',
    reference: 'T1',
    expectedAt: '2030-01-01T00:00:00Z',
    lines: [line],
  };
  assert.equal((await checked('POST', '/v1/stock/transfers', transfer)).status, 201);
  assert.equal((await checked('POST', '/v1/stock/transfers', transfer)).status, 409);
  assert.equal(
    (await checked('POST', '/v1/stock/transfers/T1/receive', { lines: [line] })).status,
    200,
  );
  assert.equal(
    (await checked('POST', '/v1/stock/transfers/none/receive', { lines: [line] })).status,
    422,
  );
  assert.equal(
    (
      await checked('POST', '/v1/stock/safety-stock', {
        location: 'CN-SHA',
        lines: [{ sku: 'TEA-2', quantity: 3 }],
      })
    ).status,
    200,
  );
  const reservation = {
    sku: 'TEA-2',
    location: 'CN-SHA',
    quantity: 2,
    reference: 'cart',
    expiresAt: '2099-01-01T00:00:00Z',
  };
  const reserved = await checked('POST', '/v1/stock/reservations', reservation);
  assert.equal(reserved.status, 201);
  assert.equal(
    (await checked('POST', '/v1/stock/reservations', { ...reservation, quantity: 1_000_000 }))
      .status,
    409,
  );
  assert.equal(
    (await checked('POST', `/v1/stock/reservations/${reserved.body['id']}/release`)).status,
    200,
  );
  assert.equal(
    (await checked('POST', `/v1/stock/reservations/${reserved.body['id']}/release`)).status,
    409,
  );
  assert.equal((await checked('POST', `/v1/stock/reservations/${UUID}/release`)).status, 404);
  for (const url of [
    '/v1/stock',
    '/v1/stock?sku=TEA-2&location=CN-SHA',
    '/v1/stock/entries?sku=TEA-2&location=CN-SHA&limit=1',
    '/v1/stock?search=tea&state=below_safety&limit=1',
    '/v1/stock/transfers',
    '/v1/stock/transfers?location=CN-SHA&state=received&limit=1',
    '/v1/stock/incoming',
    '/v1/stock/incoming?reference=ASN1',
    '/v1/stock/TEA-2/atp',
    '/v1/stock/TEA-2/atp?location=CN-SHA&until=2031-01-01T00:00:00Z',
  ]) {
    assert.equal((await checked('GET', url)).status, 200, url);
  }
  for (const url of [
    '/v1/stock?sku=NONE',
    '/v1/stock/entries?sku=NONE&location=CN-SHA',
    '/v1/stock/incoming?sku=NONE',
    '/v1/stock/NONE/atp',
  ]) {
    assert.equal((await checked('GET', url)).status, 404, url);
  }
  for (const url of [
    '/v1/events?limit=3',
    '/v1/events?type=order.,sku.put',
    '/v1/audit?limit=2',
    '/v1/quarantine',
    '/v1/keys',
    '/v1/me',
    '/healthz',
    '/readyz',
    '/metrics',
  ]) {
    const answer = await server.call('GET', url);
    assert.equal(answer.status, 200, url);
    contract.assertKept('GET', url, answer);
  }
  assert.equal((await checked('GET', '/v1/events?cursor=odd')).status, 400);
  assert.equal((await checked('POST', `/v1/quarantine/${UUID}/retry`)).status, 404);
  const made = await checked('POST', '/v1/keys', { name: 'short-lived', scopes: ['orders:*'] });
  assert.equal(made.status, 201);
  assert.equal(
    (await checked('POST', '/v1/keys', { name: 'short-lived', scopes: ['orders:*'] })).status,
    409,
  );
  assert.equal((await checked('DELETE', `/v1/keys/${made.body['id']}`)).status, 200);
  assert.equal((await checked('DELETE', `/v1/keys/${UUID}`)).status, 404);
  assert.equal(
    (await checked('POST', '/v1/login', { login: 'nobody', password: 'wrong' })).status,
    401,
  );
  assert.equal((await checked('POST', '/v1/logout')).status, 403);
});

test('[A30] what waiting orders claim is not available to promise', async () => {
  const sku = {
    name: 'Scarce',
    weightGrams: 1,
    valueMinor: 1,
    backorder: 'lead_time',
    leadTimeDays: 5,
  };
  assert.equal((await checked('PUT', '/v1/skus/SCARCE', sku)).status, 200);
  const lines = [{ sku: 'SCARCE', quantity: 7, unitPriceMinor: 1 }];
  const waiting = await checked('POST', '/v1/orders', testOrder('waits', { lines }));
  assert.equal(String(waiting.body['state']), 'backordered');
  const receipt = { location: 'CN-SHA', reference: 'R2', lines: [{ sku: 'SCARCE', quantity: 10 }] };
  assert.equal((await checked('POST', '/v1/stock/receipts', receipt)).status, 200);
  assert.equal((await checked('GET', '/v1/stock/SCARCE/atp')).body['availableNow'], 3);
  assert.equal(
    (await checked('GET', '/v1/stock/TEA-1/atp?location=STORE')).body['availableNow'],
    0,
  );
});

test('[A8] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
