import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY_MS, machineClock } from '../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  BROKEN_HANDLER,
  fillLife,
  OTHER_CUSTOMER,
  OWN_CUSTOMER,
  type Life,
} from './fill-life.testing.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import { testServer, type TestAnswer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let life: Life;
let worker: SessionCall;
let supplier: SessionCall;
let customer: SessionCall;
const AT = 'CN-SHA';
const ELSEWHERE = 'CN-CTU';

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  life = await fillLife(server, database.pool);
  worker = await personWith(server, 'worker', { locations: [AT] });
  supplier = await personWith(server, 'supplier', { locations: ['MAKER'] });
  customer = await personWith(server, 'customer', { customerEmail: OWN_CUSTOMER.email });
});
after(async () => {
  await server.stop();
  await database.drop();
});

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (answer: TestAnswer) => answer.body['items'] as unknown as readonly Row[];

/** Lists that locations work with, and the thing at another location that a worker must not find in each. */
const LISTS = [
  'fulfilment/orders',
  'fulfilment/waves',
  'fulfilment/pick-lists',
  'fulfilment/shipments',
  'fulfilment/manifests',
  'fulfilment/change-requests',
  'counts',
  'stock',
] as const;

test('[A39] workers see what lies at their own locations in every list of work, and no other list', async () => {
  for (const list of LISTS) {
    const rows = rowsOf(await worker('GET', `/v1/${list}`));
    assert.ok(rows.length > 0, list);
    assert.deepEqual([...new Set(rows.map(({ location }) => location))], [AT], list);
    const foreign = await worker('GET', `/v1/${list}?location=${ELSEWHERE}`);
    assert.equal(foreign.body['code'], 'not_found', list);
  }
  const lots = rowsOf(await worker('GET', '/v1/stock/LOT-1/lots'));
  assert.deepEqual(
    lots.map(({ location, lot }) => [location, lot]),
    [[AT, 'L1']],
  );
  assert.equal(rowsOf(await server.call('GET', '/v1/stock/LOT-1/lots')).length, 2);
});

test('[A39] of what lies elsewhere a worker finds nothing and can do nothing', async () => {
  const foreign = rowsOf(
    await server.call('GET', `/v1/fulfilment/pick-lists?location=${ELSEWHERE}`),
  );
  const [list] = foreign;
  assert.ok(list !== undefined);
  const wave = String(list['wave']);
  const work = life.foreignFulfilmentOrder;
  const before = (await server.call('GET', `/v1/fulfilment/orders/${work}`)).text;
  const pick = { line: 1, sku: 'FAR-1', quantity: 1 };
  const carton = { box: null, weightGrams: 100, lines: [{ lineNumber: 1, quantity: 1 }] };
  const refused = [
    await worker('GET', `/v1/fulfilment/orders/${work}`),
    await worker('GET', `/v1/fulfilment/waves/${wave}`),
    await worker('GET', `/v1/fulfilment/pick-lists/${String(list['id'])}`),
    await worker('GET', `/v1/counts/${life.foreignCount}`),
    await worker('GET', `/v1/fulfilment/sites/${ELSEWHERE}/slots`),
    await worker('POST', `/v1/fulfilment/orders/${work}/take-out`, { reason: 'mine' }),
    await worker('POST', `/v1/fulfilment/orders/${work}/pack`, { cartons: [carton] }),
    await worker('POST', `/v1/fulfilment/orders/${work}/book`, {}),
    await worker('POST', `/v1/fulfilment/orders/${work}/report-shipped`, {
      carrier: 'Mine',
      trackingNumber: 'M-1',
    }),
    await worker('POST', `/v1/fulfilment/waves/${wave}/release`),
    await worker('POST', `/v1/fulfilment/waves/${wave}/cancel`),
    await worker('POST', `/v1/fulfilment/pick-lists/${String(list['id'])}/start`, {}),
    await worker('POST', `/v1/fulfilment/pick-lists/${String(list['id'])}/picks`, {
      picks: [pick],
    }),
    await worker('POST', `/v1/fulfilment/sites/${ELSEWHERE}/waves`),
    await worker('POST', `/v1/counts/${life.foreignCount}/count`, { counted: 1 }),
    await worker('POST', '/v1/counts', { sku: 'TEA-1', location: ELSEWHERE, reason: 'curious' }),
    await supplier('GET', `/v1/fulfilment/shipments/${life.shipment}`),
    await supplier('GET', `/v1/fulfilment/shipments/${life.shipment}/label.zpl`),
    await supplier('GET', `/v1/fulfilment/manifests/${life.manifest}/manifest.csv`),
    await supplier('POST', `/v1/fulfilment/change-requests/${life.changeRequest}/answer`, {
      isAccepted: true,
    }),
    await supplier('POST', `/v1/fulfilment/shipments/${life.shipment}/void`, { reason: 'mine' }),
    await supplier('POST', `/v1/fulfilment/manifests/${life.manifest}/close`),
  ];
  assert.deepEqual(
    refused.map(({ status, text }) => (status === 404 ? 404 : text)),
    refused.map(() => 404),
  );
  // Named among one's own, what lies elsewhere is passed over.
  const planned = await worker('POST', `/v1/fulfilment/sites/${AT}/waves`, {
    fulfilmentOrders: [work],
  });
  assert.deepEqual(planned.body['waves'], []);
  assert.equal((await server.call('GET', `/v1/fulfilment/orders/${work}`)).text, before);
});

test('[A39] workers print what goes with their parcels', async () => {
  for (const paper of ['label.pdf', 'label.zpl', 'packing-slip.pdf']) {
    const printed = await worker('GET', `/v1/fulfilment/shipments/${life.shipment}/${paper}`);
    assert.equal(printed.status, 200, paper);
  }
  const manifest = `/v1/fulfilment/manifests/${life.manifest}`;
  assert.equal((await worker('GET', `${manifest}/manifest.pdf`)).status, 200);
  assert.equal((await worker('GET', `${manifest}/manifest.csv`)).status, 200);
});

test('[A39] suppliers see their purchase orders and fulfilment orders, and answer them', async () => {
  for (const list of ['purchase-orders', 'orders']) {
    const rows = rowsOf(await supplier('GET', `/v1/fulfilment/${list}`));
    assert.ok(rows.length > 0, list);
    assert.ok(
      rows.every(({ location }) => location === 'MAKER'),
      list,
    );
  }
  const url = `/v1/fulfilment/purchase-orders/${life.purchaseOrder}`;
  const expectedAt = new Date(machineClock.now() + 7 * DAY_MS).toISOString();
  const acceptance = { expectedAt, supplierReference: 'S-1' };
  const shipment = { carrier: 'Road', trackingNumber: 'S-T1' };
  const told = {
    event: { kind: 'in_transit', occurredAt: '2026-01-01T00:00:00Z', reference: 'r' },
  };
  const other = await personWith(server, 'supplier', { locations: [AT] });
  assert.equal((await other('GET', url)).status, 404);
  assert.equal((await other('POST', `${url}/accept`, acceptance)).status, 404);
  assert.equal((await other('POST', `${url}/decline`, { reason: 'not mine' })).status, 404);
  assert.equal((await other('POST', `${url}/shipments`, shipment)).status, 404);
  assert.equal((await worker('GET', url)).status, 403);
  assert.equal(
    (await supplier('POST', `${url}/send`)).status,
    403,
    'who mails is not the supplier',
  );
  const accepted = await supplier('POST', `${url}/accept`, acceptance);
  assert.equal(accepted.body['state'], 'accepted', accepted.text);
  assert.ok(accepted.text.includes('shipTo') && !accepted.text.includes('Quillfeather'));
  const shipped = await supplier('POST', `${url}/shipments`, shipment);
  assert.equal(shipped.body['state'], 'shipped', shipped.text);
  const [sent] = shipped.body['shipments'] as unknown as { id: string }[];
  const tracking = `/v1/fulfilment/shipments/${sent?.id}/tracking`;
  assert.equal((await other('POST', tracking, told)).status, 404);
  const onItsWay = await supplier('POST', tracking, told);
  assert.equal(onItsWay.body['state'], 'in_transit', onItsWay.text);
  const elsewhere = `/v1/fulfilment/shipments/${life.shipment}/tracking`;
  assert.equal((await supplier('POST', elsewhere, told)).status, 404);
});

test('[A39] customers see their own returns and parcels, and hear of others as of none', async () => {
  const { order, foreignOrder } = life;
  const parcels = rowsOf(await customer('GET', `/v1/orders/${order}/shipments`));
  assert.deepEqual(
    parcels.map(({ id, state }) => [id, state]),
    [[life.shipment, 'delivered']],
  );
  assert.ok(parcels.every((parcel) => 'trackingNumber' in parcel && !('costMinor' in parcel)));
  assert.equal((await customer('GET', `/v1/returns/${life.return}`)).status, 200);
  const foreign = [
    await customer('GET', `/v1/orders/${foreignOrder}/shipments`),
    await customer('GET', `/v1/returns?order=${foreignOrder}`),
    await customer('GET', `/v1/returns/${foreignOrder}-R1`),
    await customer('POST', `/v1/orders/${foreignOrder}/returns`, {
      lines: [{ lineNumber: 1, quantity: 1, reason: 'changed_mind' }],
    }),
  ];
  assert.deepEqual(
    foreign.map(({ status }) => status),
    foreign.map(() => 404),
  );
});

test('[A39] the history holds what lies within reach: parcels on their way for customers, work for workers', async () => {
  const events = async (call: SessionCall) => {
    const answer = await call('GET', '/v1/events?limit=1000');
    return { text: answer.text, rows: rowsOf(answer) };
  };
  const seen = await events(customer);
  const types = new Set(seen.rows.map(({ type }) => type));
  for (const type of [
    'order.placed',
    'fulfilment.shipped',
    'fulfilment.delivered',
    'return.closed',
  ])
    assert.ok(types.has(type), `${type}: ${[...types].join(' ')}`);
  for (const type of types) assert.doesNotMatch(String(type), /^(claim|exception|stock|key)\./);
  for (const foreign of [life.foreignOrder, OTHER_CUSTOMER.name, OTHER_CUSTOMER.email])
    assert.ok(!seen.text.includes(foreign), foreign);
  const work = await events(worker);
  const workTypes = new Set(work.rows.map(({ type }) => String(type)));
  assert.ok(workTypes.has('fulfilment.picked') && workTypes.has('count.ordered'));
  for (const type of workTypes)
    assert.doesNotMatch(type, /^(order|claim|exception|snapshot|allotment|payment|person)\./);
  assert.ok(!work.text.includes(life.foreignFulfilmentOrder), 'nothing of other locations');
  const bought = await events(supplier);
  assert.ok(bought.rows.some(({ type }) => type === 'purchase_order.drafted'));
  assert.ok(!bought.text.includes(AT) && !bought.text.includes(ELSEWHERE));
});

test('[A8] nothing failed on our side but what was to fail', () => {
  assert.deepEqual(
    server.reported.filter((line) => !line.includes('"kind":"break"')),
    [],
  );
});
