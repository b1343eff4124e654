import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { ImportPreview, ImportView } from '../../contracts/imports.ts';
import { OWN_PAGE, sessionCookieOf } from './people.testing.ts';
import { fillCompany, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
const fixtures = path.join(import.meta.dirname, '..', 'modules', 'partners', 'fixtures');
const fixture = (name: string) => readFileSync(path.join(fixtures, name));

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** Uploads a file and gives the lines of the answer. */
async function upload(
  query: string,
  body: string | Buffer,
  caller: string | Record<string, string> = server.key,
): Promise<{ status: number; lines: ImportView[]; last: ImportView; text: string }> {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/v1/imports${query}`,
    headers: {
      ...(typeof caller === 'string' ? { authorization: `Bearer ${caller}` } : caller),
      'content-type': 'application/octet-stream',
    },
    payload: body,
  });
  const isReport = answer.statusCode === 200;
  const lines = isReport
    ? answer.payload
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { import: ImportView }).import)
    : [];
  return {
    status: answer.statusCode,
    lines,
    last: lines.at(-1) as ImportView,
    text: answer.payload,
  };
}

async function rejectedRows(id: string) {
  const { text } = await server.call('GET', `/v1/exports/import-rejections.csv?import=${id}`);
  return parse(text, { columns: true }) as unknown as Record<string, string>[];
}

async function eventCount(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('select count(*) from hub.event');
  return rows[0]?.count ?? 0;
}

test('[A41] a catalogue comes in row by row; what is wrong is kept with its line and reason', async () => {
  const { last } = await upload('?map=skus', gzipSync(fixture('skus-zh.csv')));
  assert.equal(last.state, 'done', last.message ?? '');
  assert.deepEqual(last.verdicts, { 'sku accepted': 3 });
  assert.equal(last.rowsRead, 4);
  assert.equal(last.rowsRejected, 1);
  const [row] = await rejectedRows(last.id);
  assert.equal(row?.['Line'], '5');
  assert.match(row['Reason'] ?? '', /^Weight is not a weight/);
  assert.equal((JSON.parse(row['Row'] ?? '') as Record<string, string>)['Name'], '坏', row['Row']);
  const { body } = await server.call('GET', '/v1/skus/ICE-1');
  assert.equal(body['weightGrams'], 1_000);
});

test('[A41] what somebody sends who has logged in comes in under their name', async () => {
  const person = { login: 'mei', name: 'Mei', roles: ['operations'] };
  const made = await server.call('POST', '/v1/people', person);
  const password = String(made.body['oneTimePassword']);
  const logIn = await server.call(
    'POST',
    '/v1/login',
    { login: 'mei', password },
    { key: null, headers: OWN_PAGE },
  );
  const headers = { cookie: sessionCookieOf(logIn), ...OWN_PAGE };
  const newPassword = 'the sky over kyoto';
  const chosen = await server.call(
    'POST',
    '/v1/me/password',
    { password, newPassword },
    { key: null, headers },
  );
  assert.equal(chosen.status, 200, chosen.text);
  const { last } = await upload('?map=skus', 'SKU,Name\nMEI-1,From Mei\n', headers);
  assert.equal(last.state, 'done', last.message ?? '');
  assert.deepEqual([last.actor, last.verdicts], ['person/mei', { 'sku accepted': 1 }]);
});

test('[A43] a column that the file has not changes nothing', async () => {
  await upload('?map=skus', 'SKU,Weight\nTEA-1,150 g\n');
  const { body } = await server.call('GET', '/v1/skus/TEA-1');
  assert.equal(body['weightGrams'], 150);
  assert.equal(body['name'], '龙井茶');
  assert.equal(body['originCountryCode'], 'CN');
});

test('[A43] stock comes in by receipts and is set by counts, with the reason', async () => {
  const receipts =
    'Warehouse,SKU,Quantity,Delivery note\nCN-SHA,CUP-1,10,DN-1\nCN-SHA,TEA-1,5,DN-1\nNONE,TEA-1,5,DN-2\n';
  const received = await upload('?map=stock-receipts', receipts);
  assert.deepEqual(received.last.verdicts, { 'receipt accepted': 1, 'receipt refused': 1 });
  const counts =
    '仓库,货号,实盘数,原因\nCN-SHA,CUP-1,7,三个碎了\nCN-SHA,ICE-1,4,\nCN-SHA,ICE-2,4,\n';
  const counted = await upload('?map=stock-counts', counts);
  assert.deepEqual(counted.last.verdicts, { 'adjustment accepted': 2, 'adjustment refused': 1 });
  const levels = async () => {
    const { body } = await server.call('GET', '/v1/stock?location=CN-SHA');
    const items = body['items'] as unknown as { sku: string; onHand: number }[];
    return Object.fromEntries(items.map(({ sku, onHand }) => [sku, onHand]));
  };
  assert.deepEqual(await levels(), {
    'CUP-1': 7,
    'ICE-1': 4,
    'TEA-1': 1_000_005,
    'TEA-2': 1_000_000,
  });
  const before = await eventCount();
  const again = await upload('?map=stock-counts', counts);
  assert.deepEqual(again.last.verdicts, { 'adjustment repeated': 2, 'adjustment refused': 1 });
  await upload('?map=stock-receipts', receipts);
  assert.equal(await eventCount(), before);
});

test('[A42] orders of a shop come in with their refunds and cancellations, and a second time nothing changes', async () => {
  const settings = encodeURIComponent(JSON.stringify({ channel: 'shop' }));
  const answers = [
    await server.call('PUT', '/v1/channels/shop', {
      name: 'Shop',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    }),
    await server.call('PUT', '/v1/skus/CUP-1', { name: 'Cup', weightGrams: 350, valueMinor: 500 }),
  ];
  for (const { status, text } of answers) assert.ok(status < 300, text);
  const file = fixture('shopify-orders.csv')
    .toString()
    .replaceAll(/,(?:AT|US|JP|KW),/g, ',CN,')
    .replaceAll(',USD,', ',EUR,');
  const first = await upload(`?map=shopify-orders&settings=${settings}`, file);
  assert.equal(first.last.state, 'done', first.text);
  assert.deepEqual(first.last.verdicts, {
    'order accepted': 3,
    'order refused': 2,
    'payment accepted': 1,
    'payment refused': 1,
    'cancellation accepted': 1,
  });
  const { body } = await server.call('GET', '/v1/orders?channel=shop&externalId=%231004');
  const [order] = body['items'] as unknown as Record<string, string>[];
  assert.deepEqual([order?.['state'], order?.['paymentState']], ['cancelled', 'refunded']);
  const before = await eventCount();
  const again = await upload(`?map=shopify-orders&settings=${settings}`, file);
  assert.equal(await eventCount(), before, 'nothing has happened');
  const repeated = Object.fromEntries(
    Object.entries(first.last.verdicts).map(([name, count]) => [
      name.replace('accepted', 'repeated'),
      count,
    ]),
  );
  assert.deepEqual(again.last.verdicts, repeated);
  const reasons = (await rejectedRows(first.last.id)).map((row) => [row['Line'], row['Reason']]);
  assert.equal(reasons.length, first.last.rowsRejected);
  const byLine = Object.fromEntries(reasons) as Record<string, string>;
  assert.match(byLine['5'] ?? '', /^order: .*Channel shop sells in EUR, not in JPY/);
  assert.match(byLine['11'] ?? '', /has no SKU/);
});

test('[A42] a map of one’s own comes as the first line, and each document needs its own scope', async () => {
  const own = {
    name: 'own',
    version: 1,
    input: { format: 'csv', columns: { code: { type: 'text' } } },
    document: "{ 'sku': { 'code': rows[0].code, 'name': 'Own' } }",
  };
  const body = `${JSON.stringify(own)}\ncode\nOWN-1\n`;
  assert.deepEqual((await upload('', body)).last.verdicts, { 'sku accepted': 1 });
  const key = await server.makeKey('importer', { scopes: ['partners:write', 'catalogue:read'] });
  const refused = await upload('?map=skus', 'SKU\nOWN-2\n', key);
  assert.equal(refused.last.state, 'failed');
  assert.match(refused.last.message ?? '', /lacks the scope catalogue:write/);
  assert.equal((await server.call('GET', '/v1/skus/OWN-2')).status, 404);
});

test('[A41] what cannot be imported at all is refused or named, and past imports are listed', async () => {
  assert.equal((await upload('?map=none', 'x')).status, 404);
  assert.equal((await server.call('POST', '/v1/imports?map=skus')).status, 400);
  assert.equal((await upload('?map=skus&settings=%7B%22x%22%3A1%7D', 'SKU\n')).status, 400);
  assert.match((await upload('', '{"name":"x"}\n')).text, /The map cannot be used/);
  const cut = await upload('?map=skus', gzipSync(fixture('skus-zh.csv')).subarray(0, 60));
  assert.equal(cut.last.state, 'failed');
  assert.match(cut.last.message ?? '', /compressed and damaged or cut off/);
  const { body } = await server.call('GET', '/v1/imports?limit=2');
  const items = body['items'] as unknown as ImportView[];
  assert.deepEqual(items[0], cut.last);
  assert.equal(items.length, 2);
  const one = await server.call('GET', `/v1/imports/${cut.last.id}`);
  assert.deepEqual(one.body, JSON.parse(JSON.stringify(cut.last)));
});

test('[A41] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});

test('[A108] a file is looked at before it is imported: what it would make, change and refuse, and nothing is written', async () => {
  const catalogue = 'SKU,Name,Weight\nDRY-1,New,1 kg\nTEA-1,Renamed,150 g\nDRY-2,Bad,heavy\n';
  const before = await eventCount();
  const imports = (await server.call('GET', '/v1/imports')).text;
  const { last, text } = await upload('?map=skus&dryRun=true', catalogue);
  assert.equal(last.state, 'done', last.message ?? '');
  assert.deepEqual(last.verdicts, { 'sku accepted': 2 });
  assert.deepEqual([last.rowsRead, last.rowsRejected], [3, 1]);
  const { preview } = JSON.parse(text.trim().split('\n').at(-1) ?? '') as {
    preview: ImportPreview;
  };
  assert.deepEqual(preview.effects, { 'sku created': 1, 'sku changed': 1 });
  assert.deepEqual(preview.created, ['sku DRY-1']);
  assert.deepEqual(
    preview.rejected.map(({ line }) => line),
    [4],
  );
  assert.equal((await server.call('GET', '/v1/skus/DRY-1')).status, 404);
  assert.equal(await eventCount(), before);
  assert.equal((await server.call('GET', '/v1/imports')).text, imports);
  // What it said comes true.
  const { last: done } = await upload('?map=skus', catalogue);
  assert.deepEqual([done.verdicts, done.rowsRejected], [last.verdicts, last.rowsRejected]);
  const again = await upload('?map=skus&dryRun=true', catalogue);
  assert.deepEqual(again.last.verdicts, { 'sku repeated': 2 });
});

test('[A108] a look ahead names what is not there, and what the sender may not do', async () => {
  const receipts = 'Warehouse,SKU,Quantity,Delivery note\nCN-SHA,TEA-1,5,DRY\nNONE,TEA-1,5,DRY-2\n';
  const { last } = await upload('?map=stock-receipts&dryRun=true', receipts);
  assert.deepEqual(last.verdicts, { 'receipt accepted': 1, 'receipt refused': 1 });
  const order = JSON.stringify({
    channel: 'web',
    externalId: 'DRY-1',
    currency: 'CNY',
    customer: { name: 'Ada' },
    shipTo: { lines: ['2 Test Road'], countryCode: 'CN' },
    lines: [{ sku: 'TEA-1', quantity: 2, unitPriceMinor: 1_500 }],
  });
  const lines = [
    order,
    order,
    order.replace('DRY-1', 'DRY-2').replace('TEA-1', 'NO-SUCH'),
    order.replace('DRY-1', 'DRY-3').replace('"CNY"', '"money"'),
  ];
  const orders = await upload('?map=orders-ndjson&dryRun=true', `${lines.join('\n')}\n`);
  assert.deepEqual(orders.last.verdicts, {
    'order accepted': 1,
    'order repeated': 1,
    'order refused': 1,
  });
  // One names a SKU that is not there, one is not of the form that orders have.
  assert.equal(orders.last.rowsRejected, 2);
  const poor = await server.makeKey('dry-poor', { scopes: ['partners:write', 'catalogue:read'] });
  const refused = await upload('?map=skus&dryRun=true', 'SKU,Name\nPOOR-1,x\n', poor);
  assert.deepEqual(refused.last.verdicts, { 'sku refused': 1 });
});
