import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { createWaitingOrders, orderDeadlines } from './order-deadlines.ts';
import { aLine, openCompany, openShop, putLocation, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putLocation(shop, 'CAP', {
  address: { lines: [], countryCode: 'CN' },
  dailyCapacityShipments: 1,
});
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

let skus = 0;

/** A SKU of a test's own, so that tests do not take each other's stock. */
async function aSku(overrides = {}): Promise<string> {
  const code = `SKU-${(skus += 1)}`;
  await putSkus(shop, [code], overrides);
  return code;
}

const LEDGER = { channel: 'LEDGER' };
const inDays = (days: number) => new Date(shop.clock.now() + days * DAY_MS).toISOString();

async function promisedOf(reference: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ promised: number }>(
    'select promised from inventory.incoming where reference = $1',
    [reference],
  );
  return rows[0]?.promised;
}

test('[O11, O12] what no stock covers is pledged to announced supply, with a date', async () => {
  const sku = await aSku();
  await shop.receive(sku, 2);
  await shop.announce(sku, 5, 'PO-1', 3);
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 6)] });
  assert.equal(body.state, 'backordered');
  assert.equal(body.stockState, 'allocated', 'what is there is held');
  const expectedAt = inDays(3);
  assert.deepEqual(
    body.shipments.map(({ lines, waitsFor, waitsUntil }) => [
      lines[0]?.quantity,
      waitsFor,
      waitsUntil,
    ]),
    [
      [2, undefined, undefined],
      [4, 'incoming', expectedAt],
    ],
  );
  assert.ok((body.promisedAt ?? '') > expectedAt);
  assert.equal(await promisedOf('PO-1'), 4);
  const next = await shop.place({ ...LEDGER, lines: [aLine(sku, 2)] });
  assert.match(next.text, /"wanted":2,"available":1/);
});

test('[O11] SKU, channel and order each may refuse to wait', async () => {
  const never = await aSku({ backorder: 'never' });
  const sku = await aSku();
  for (const one of [never, sku]) await shop.announce(one, 5, `PO-${one}`, 3);
  const customFields = { gift: true };
  for (const order of [
    { ...LEDGER, lines: [aLine(never, 1)] },
    { ...LEDGER, lines: [aLine(sku, 1)], backorder: 'refuse' as const },
    { channel: 'STRICT', customFields, lines: [aLine(sku, 1)] },
  ]) {
    const { body } = await shop.place(order);
    assert.equal(body.code, 'insufficient_stock');
  }
});

test('[O11] beyond all supply a SKU with a lead time waits for that', async () => {
  const sku = await aSku({ backorder: 'lead_time', leadTimeDays: 7 });
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 3)] });
  assert.deepEqual(
    body.shipments.map(({ waitsFor, waitsUntil }) => [waitsFor, waitsUntil]),
    [['lead_time', inDays(7)]],
  );
});

test('[O11] claims of any number of orders add up', async () => {
  const sku = await aSku({ backorder: 'lead_time', leadTimeDays: 7, weightGrams: 1 });
  const lines = Array.from({ length: 1_000 }, () => aLine(sku, 1_000_000, { unitPriceMinor: 1 }));
  for (let count = 1; count <= 4; count += 1) {
    const { status } = await shop.place({ ...LEDGER, lines });
    assert.equal(status, 201, `order ${count} of a thousand million units`);
  }
});

test('[O12] when a part has come, what others claim of the rest stays theirs', async () => {
  const sku = await aSku();
  await shop.announce(sku, 10, 'PO-2', 3);
  const six = await shop.place({ ...LEDGER, lines: [aLine(sku, 6)] });
  const four = await shop.place({ ...LEDGER, lines: [aLine(sku, 4)] });
  await shop.receive(sku, 5, 'SHA', 'PO-2');
  await shop.on('source_order', six.body.id);
  assert.equal(await promisedOf('PO-2'), 5);
  const late = await shop.place({ ...LEDGER, lines: [aLine(sku, 1)] });
  assert.equal(late.body.code, 'insufficient_stock', 'all ten are promised');
  await shop.on('cancel_order', four.body.id, { reason: 'changed mind' });
  assert.equal(await promisedOf('PO-2'), 1);
  const lucky = await shop.place({ ...LEDGER, lines: [aLine(sku, 4)] });
  assert.equal(lucky.status, 201, lucky.text);
});

test('[O12] supply that is closed is promised no more, and the order goes on waiting', async () => {
  const sku = await aSku();
  await shop.announce(sku, 5, 'PO-3', 3);
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 5)] });
  await shop.submit('close_supply', {
    location: 'SHA',
    reference: 'PO-3',
    skus: [sku],
    reason: 'lost',
  });
  assert.equal(await promisedOf('PO-3'), 0);
  const again = await shop.on('source_order', body.id);
  assert.equal(again.body.state, 'backordered');
});

test('[O13] a preorder holds what lies there, and it is promised once', async () => {
  const sku = await aSku({ availableFrom: inDays(9) });
  await shop.receive(sku, 3);
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 3)] });
  assert.equal(body.state, 'backordered');
  assert.equal(body.shipments[0]?.waitsFor, 'release_date');
  assert.ok((body.shipments[0]?.shipAt ?? '') >= inDays(9));
  const next = await shop.place({ ...LEDGER, lines: [aLine(sku, 1)] });
  assert.equal(next.body.code, 'insufficient_stock');
});

test('[O13, O12] a preorder of announced supply is pledged to it, beside what lies there', async () => {
  const sku = await aSku({ availableFrom: inDays(9) });
  await shop.receive(sku, 1);
  await shop.announce(sku, 5, 'PO-4', 3);
  const first = await shop.place({ ...LEDGER, lines: [aLine(sku, 4)] });
  assert.equal(first.status, 201, first.text);
  assert.equal(await promisedOf('PO-4'), 3);
  const second = await shop.place({ ...LEDGER, lines: [aLine(sku, 3)] });
  assert.equal(second.body.code, 'insufficient_stock', 'two are left');
});

test('[O13] nobody asks for a preorder before its date, and on that day it goes its planned way', async () => {
  const sku = await aSku({ availableFrom: inDays(9) });
  await shop.receive(sku, 1);
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 1)] });
  const isAsked = async (deadlines: DeadlineSource) =>
    (await deadlines.due(pool, shop.clock.now(), 1_000)).some(
      ({ body: on }) => (on as { orderId: number }).orderId === Number(body.id),
    );
  assert.equal(await isAsked(orderDeadlines), false);
  assert.equal(
    await isAsked(createWaitingOrders()),
    false,
    'what lies there is held for it already',
  );
  shop.clock.advance(9 * DAY_MS);
  assert.equal(await isAsked(orderDeadlines), true);
  const { body: now } = await shop.on('meet_deadline', body.id);
  assert.equal(now.state, 'sourced');
  assert.deepEqual(now.milestones, ['sourced']);
  assert.equal(now.shipments[0]?.waitsFor, undefined);
  assert.equal(now.shipments[0]?.shipAt, body.shipments[0]?.shipAt);
});

test('[O14] an order that may not be split waits for one location to have it all', async () => {
  const [here, there] = [await aSku(), await aSku()];
  await shop.receive(here, 5);
  await shop.announce(there, 5, 'PO-5', 3);
  const lines = [aLine(here, 2), aLine(there, 2)];
  const { body } = await shop.place({ ...LEDGER, split: 'never', lines });
  assert.equal(body.shipments.length, 1, 'together');
  assert.equal(await promisedOf('PO-5'), 2);
  const rest = await shop.place({ ...LEDGER, lines: [aLine(here, 3), aLine(there, 3)] });
  assert.equal(rest.status, 201, 'what it does not need is free');
});

test('[O15, O16] stock that came goes to who waits, by priority and then age, not to new orders', async () => {
  const sku = await aSku({ backorder: 'lead_time', leadTimeDays: 7 });
  const waits = async (priority: number) => {
    shop.clock.advance(1_000);
    return (await shop.place({ ...LEDGER, priority, lines: [aLine(sku, 2)] })).body.id;
  };
  const older = await waits(5);
  const younger = await waits(5);
  const urgent = await waits(9);
  const stateOf = async (id: string) => (await shop.on('meet_deadline', id)).body.state;

  await shop.receive(sku, 5);
  const fresh = await shop.place({ ...LEDGER, lines: [aLine(sku, 1)] });
  assert.equal(fresh.body.state, 'backordered', 'a new order does not overtake');
  await shop.tick(createWaitingOrders());
  assert.deepEqual(await Promise.all([urgent, older, younger].map(stateOf)), [
    'sourced',
    'sourced',
    'backordered',
  ]);
  const half = (await shop.on('meet_deadline', younger)).body;
  assert.equal(half.shipments[0]?.lines[0]?.quantity, 1, 'what is there is taken already');
  await shop.receive(sku, 2);
  await shop.tick(createWaitingOrders());
  assert.deepEqual(await Promise.all([younger, fresh.body.id].map(stateOf)), [
    'sourced',
    'sourced',
  ]);
});

test('[O16, O35] when nothing gets better the order stays as it is, without an event', async () => {
  const sku = await aSku({ backorder: 'lead_time', leadTimeDays: 7 });
  const { body } = await shop.place({ ...LEDGER, lines: [aLine(sku, 2)] });
  shop.clock.advance(HOUR_MS);
  const { body: same } = await shop.on('source_order', body.id);
  assert.deepEqual(same, { ...body, milestones: [] });
});

test('[O17] a full day sends the next order to the day after, and a cancelled one makes room', async () => {
  const sku = await aSku();
  await shop.receive(sku, 9, 'CAP');
  const place = async () => (await shop.place({ ...LEDGER, lines: [aLine(sku, 1)] })).body;
  const dayOf = ({ shipments }: Awaited<ReturnType<typeof place>>) =>
    shipments[0]?.shipAt.slice(0, 10);
  const [first, second] = [await place(), await place()];
  assert.notEqual(dayOf(second), dayOf(first));
  const { body: amended } = await shop.on('amend_order', first.id, {
    lines: [{ lineNumber: 1, quantity: 2 }],
  });
  assert.equal(dayOf(amended), dayOf(first), 'its own shipment is not in its way');
  await shop.on('cancel_order', first.id, { reason: 'changed mind' });
  assert.equal(dayOf(await place()), dayOf(first));
});
