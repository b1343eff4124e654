import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { signatureOf } from '../modules/orders/index.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

const SECRET = 'shared with the bank';
let database: TestDatabase;
let server: TestServer;
let checked: CheckedCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, {
    environment: (name) => (name === 'LINCHPIN_SECRET_BANK' ? SECRET : undefined),
  });
  await fillCompany(server);
  checked = checkedCall(server, await Contract.of(server));
});
after(async () => {
  assert.deepEqual(server.reported, []);
  await server.stop();
  await database.drop();
});

test('[A83] a notice of a provider counts once, and only with a fresh signature', async () => {
  const provider = {
    name: 'Bank',
    kind: 'http',
    url: 'https://bank.example',
    currency: 'CNY',
    secretVariable: 'LINCHPIN_SECRET_BANK',
  };
  assert.equal((await checked('PUT', '/v1/payment-providers/BANK', provider)).status, 200);
  const placed = await checked('POST', '/v1/orders', testOrder('paid by notice'));
  const orderId = String(placed.body['id']);
  const notice = JSON.stringify({
    orderId,
    kind: 'captured',
    amountMinor: 100,
    reference: 'N1',
    tender: 'wallet',
  });
  const send = async (
    body: string,
    { timestamp, secret = SECRET }: { timestamp: number; secret?: string },
  ) =>
    server.app.inject({
      method: 'POST',
      url: '/v1/payment-providers/BANK/notices',
      headers: {
        'content-type': 'application/json',
        'linchpin-timestamp': String(timestamp),
        'linchpin-signature': signatureOf(secret, String(timestamp), body),
      },
      payload: body,
    });
  const now = Date.now();
  for (let twice = 0; twice < 2; twice += 1) {
    const taken = await send(notice, { timestamp: now });
    assert.equal(taken.statusCode, 200, taken.body);
  }
  assert.equal((await send(notice, { timestamp: now, secret: 'guessed' })).statusCode, 401);
  assert.equal((await send(notice, { timestamp: now - 600_000 })).statusCode, 401);
  const money = await checked('GET', `/v1/orders/${orderId}/payments`);
  assert.equal(money.body['paidMinor'], 100);
  const other = notice.replace('100', '200');
  assert.equal((await send(other, { timestamp: now })).statusCode, 409, 'another amount');
});

test('[A84] a gift card shows its code once, and is listed without it', async () => {
  const issued = await checked('POST', '/v1/gift-cards', { currency: 'CNY', amountMinor: 5_000 });
  assert.equal(issued.status, 201, issued.text);
  assert.match(String(issued.body['giftCardCode']), /^(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
  const list = await checked('GET', '/v1/gift-cards');
  assert.ok(!list.text.includes(String(issued.body['giftCardCode'])));
  const placed = await checked('POST', '/v1/orders', {
    ...testOrder('by gift card'),
    giftCards: [{ code: String(issued.body['giftCardCode']), amountMinor: 10 }],
  });
  assert.equal(placed.status, 201, placed.text);
  const refund = await checked('POST', `/v1/orders/${String(placed.body['id'])}/refunds`, {
    reason: 'asked for',
  });
  assert.equal(refund.body['code'], 'nothing_to_refund', refund.text);
});

test('[A85] accounts are put and listed with what they owe', async () => {
  const account = { name: 'Acme', currency: 'CNY', creditLimitMinor: 1_000, netDays: 30 };
  assert.equal((await checked('PUT', '/v1/accounts/ACME', account)).status, 200);
  const list = await checked('GET', '/v1/accounts?limit=1');
  assert.deepEqual((list.body['items'] as unknown as object[]).length, 1);
});
