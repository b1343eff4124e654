import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { BROKEN_HANDLER, fillLife, type Life } from './fill-life.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let life: Life;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  life = await fillLife(server, database.pool);
});
after(async () => {
  await server.stop();
  await database.drop();
});

async function document(path: string) {
  const answer = await server.app.inject({
    url: `/v1/fulfilment/${path}`,
    headers: { authorization: `Bearer ${server.key}` },
  });
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
  assert.equal(answer.headers['content-disposition'], 'inline');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  return { mediaType: answer.headers['content-type'], content: answer.rawPayload };
}

test('[A86] the papers of a real shipment and its manifest are fetched over HTTP', async () => {
  for (const path of [
    `shipments/${life.shipment}/label.pdf`,
    `shipments/${life.shipment}/packing-slip.pdf`,
    `manifests/${life.manifest}/manifest.pdf`,
  ]) {
    const { mediaType, content } = await document(path);
    assert.equal(mediaType, 'application/pdf', path);
    assert.equal(content.subarray(0, 5).toString(), '%PDF-', path);
    assert.match(content.subarray(-16).toString(), /%%EOF/, path);
  }
  const { body: shipment } = await server.call('GET', `/v1/fulfilment/shipments/${life.shipment}`);
  const [parcel] = shipment['parcels'] as unknown as readonly [{ readonly sscc: string }];
  const zpl = (await document(`shipments/${life.shipment}/label.zpl`)).content.toString();
  assert.match(zpl, /^\^XA/);
  assert.ok(zpl.includes(parcel.sscc), 'the SSCC stands on the label');
  const csv = (await document(`manifests/${life.manifest}/manifest.csv`)).content.toString();
  assert.ok(csv.includes(parcel.sscc), csv);
  for (const path of ['shipments/NONE/label.zpl', 'manifests/NONE/manifest.csv']) {
    const { status, body } = await server.call('GET', `/v1/fulfilment/${path}`);
    assert.deepEqual([status, body['code']], [404, 'not_found'], path);
  }
});

test('[A86] what locations do about an order is told of orders that exist', async () => {
  for (const part of ['fulfilment', 'shipments']) {
    const known = await server.call('GET', `/v1/orders/${life.order}/${part}`);
    assert.equal(known.status, 200, known.text);
    const unknown = await server.call('GET', `/v1/orders/999999999/${part}`);
    assert.deepEqual([unknown.status, unknown.body['code']], [404, 'not_found'], part);
  }
});

test('[A32] fulfilment orders of an order, and of a priority, are listed and exported alike', async () => {
  const idsOf = async (query: string) => {
    const { body } = await server.call('GET', `/v1/fulfilment/orders?${query}`);
    const { text } = await server.call(
      'GET',
      `/v1/exports/fulfilment-orders.csv?columns=id&${query}`,
    );
    const ids = (body['items'] as unknown as readonly { readonly id: string }[]).map(
      ({ id }) => id,
    );
    assert.deepEqual(text.split('\r\n').slice(1, -1), ids, query);
    return ids;
  };
  assert.deepEqual(await idsOf(`order=${life.order}`), [life.fulfilmentOrder]);
  assert.deepEqual(await idsOf(`order=${life.order}&priority=9`), []);
  assert.ok((await idsOf('priority=5')).length > 1);
  assert.deepEqual(await idsOf(`priority=5&location=CN-SHA&order=${life.foreignOrder}`), []);
});
