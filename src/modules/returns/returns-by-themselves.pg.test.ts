import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { StoredEvent } from '../../hub/index.ts';
import { readSerial } from '../inventory/index.ts';
import { aLine, paid, putSkus } from '../orders/testing.ts';
import { readReturn, returnsConsumer } from './index.ts';
import { line, openReturnsShop, readCredited } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const creditedOf = (id: string) => readCredited(pool, id);

test('[R13] what a carrier brings back and what a channel takes back becomes a return by itself, once', async () => {
  const id = await shop.deliverOrder();
  const event: StoredEvent = {
    xid: '1',
    id: '01a203c5-275f-7324-89cd-0c11b939cef0',
    type: 'fulfilment.returned_to_sender',
    subject: 'shipment/S1',
    order_id: Number(id),
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    actor: 'key/carrier',
    occurred_at: shop.clock.now(),
    recorded_at: shop.clock.now(),
    data: JSON.stringify({ shipment: 'S1', lines: [{ lineNumber: 1, quantity: 2 }] }),
  };
  const consume = async (one: StoredEvent) => {
    const { commands = [] } = await returnsConsumer.consume([one]);
    return Promise.all(commands.map(({ kind, body }) => shop.submit(kind, body as object)));
  };
  const [made] = await consume(event);
  const [again] = await consume(event);
  assert.deepEqual([made?.status, again?.status], [201, 200]);
  const { rows } = await pool.query<{ external_id: string }>(
    'select external_id from orders.order_header where id = $1',
    [id],
  );
  const taken = await shop.submit('take_back', {
    channel: 'SHOP',
    externalId: 'TB-1',
    orderExternalId: rows[0]?.external_id,
    reason: 'sent back to the shop',
    lines: [
      { sku: 'TEA', quantity: 3 },
      { sku: 'CUP', quantity: 1 },
    ],
  });
  assert.equal(taken.status, 200, taken.text);
  const told: StoredEvent = { ...event, type: 'return.expected', order_id: null, data: taken.text };
  const [expected] = await consume(told);
  assert.equal(expected?.status, 201, expected?.text);
  const { lines } = JSON.parse(expected?.text ?? '') as {
    lines: { lineNumber: number; quantity: number }[];
  };
  assert.deepEqual(
    lines.map(({ lineNumber, quantity }) => [lineNumber, quantity]),
    [
      [1, 1],
      [2, 1],
    ],
    'two of the three were on their way already',
  );
  assert.equal((await consume(told))[0]?.status, 200);
});

test('[R14] an exchange is an order of the same worth, linked, placed once; what cannot be sent is credited', async () => {
  const id = await shop.deliverOrder();
  const exchange = async (exchangeSku: string) => {
    const asked = await shop.request(id, [
      line(2, 1, { resolution: 'exchange', exchangeSku, reason: 'does_not_fit' }),
    ]);
    assert.equal(asked.status, 201, asked.text);
    await shop.onReturn('receive_return', asked.body.id, {
      lines: [{ lineNumber: 2, quantity: 1 }],
    });
    await shop.onReturn('inspect_return', asked.body.id, {
      lines: [{ lineNumber: 2, quantity: 1, disposition: 'restock' }],
    });
    const { rows } = await pool.query<StoredEvent>(
      `select * from hub.event where type = 'return.exchange_due' and subject = $1`,
      [`return/${asked.body.id}`],
    );
    const { commands = [] } = await returnsConsumer.consume(rows);
    const answers = [];
    for (const { kind, body } of [...commands, ...commands])
      answers.push(await shop.submit(kind, body as object));
    return { returnId: asked.body.id, answers };
  };
  const { returnId, answers } = await exchange('TEA');
  const [first, again] = answers;
  assert.equal(first?.status, 201, first?.text);
  assert.equal(again?.text, first?.text);
  assert.equal(await creditedOf(id), 0, 'the goods are paid by those that came back');
  const { rows } = await pool.query(
    `select payment_state, total_minor, details::jsonb -> 'exchangeFor' as link from orders.order_header where id = $1`,
    [first?.body.id],
  );
  assert.deepEqual(rows, [
    { payment_state: 'paid', total_minor: 950, link: { orderId: Number(id), returnId } },
  ]);
  const read = await readReturn(pool, returnId);
  assert.ok(read.kind === 'found');
  assert.deepEqual(read.value.exchangeOrderIds, [first?.body.id]);
  await putSkus(shop, ['RARE'], { backorder: 'never' });
  const failed = await exchange('RARE');
  assert.equal(failed.answers[0]?.status, 200);
  assert.equal(await creditedOf(id), 949, 'the other half of the line');
});

test('[R14] what comes back with goods of an exchange that cannot be sent is credited beside it, each once', async () => {
  const id = await shop.deliverOrder();
  await putSkus(shop, ['NEVER'], { backorder: 'never' });
  const swap = { resolution: 'exchange', exchangeSku: 'NEVER' };
  const asked = await shop.request(id, [line(1, 1), line(2, 1, swap)]);
  assert.equal(asked.status, 201, asked.text);
  const lines = [1, 2].map((lineNumber) => ({ lineNumber, quantity: 1 }));
  await shop.onReturn('receive_return', asked.body.id, { lines });
  await shop.onReturn('inspect_return', asked.body.id, {
    lines: lines.map((units) => ({ ...units, disposition: 'restock' })),
  });
  const refunded = await creditedOf(id);
  assert.ok(refunded > 0, 'the first line is paid back at once');
  const { rows } = await pool.query<StoredEvent>(
    `select * from hub.event where type = 'return.exchange_due' and subject = $1`,
    [`return/${asked.body.id}`],
  );
  const { commands = [] } = await returnsConsumer.consume(rows);
  const [due] = commands as readonly { kind: string; body: { creditMinor: number } }[];
  assert.ok(due !== undefined && due.body.creditMinor > 0);
  assert.equal((await shop.submit(due.kind, due.body)).status, 200);
  assert.equal(await creditedOf(id), refunded + due.body.creditMinor);
  const comes = { location: 'SHA', reference: 'DN-NEVER', lines: [{ sku: 'NEVER', quantity: 5 }] };
  assert.equal((await shop.submit('receive_stock', comes)).status, 200);
  assert.equal((await shop.submit(due.kind, due.body)).status, 200, 'not sent as well');
  assert.equal(await creditedOf(id), refunded + due.body.creditMinor);
});

test('[R15] lots and serial numbers that come back are scanned with their SKU, and are at their location again', async () => {
  await putSkus(shop, ['PHONE']);
  await shop.submit('set_tracking', { sku: 'PHONE', tracking: 'serial' });
  const lots = [{ lot: 'L1', quantity: 2 }];
  const lines = [{ sku: 'PHONE', quantity: 2, lots, serials: ['S1', 'S2'] }];
  const received = await shop.submit('receive_stock', {
    location: 'SHA',
    reference: 'DN-P',
    lines,
  });
  assert.equal(received.status, 200, received.text);
  const placed = await shop.place({ lines: [aLine('PHONE', 1)], ...paid(1_000) });
  await shop.on('deliver_at_once', placed.body.id);
  const asked = await shop.request(placed.body.id, [line(1, 1)], { location: 'SHA' });
  const come = (more: object, location: object = { location: 'SHA' }) =>
    shop.onReturn('receive_return', asked.body.id, {
      ...location,
      lines: [{ lineNumber: 1, quantity: 1, ...more }],
    });
  const named = { lots: [{ lot: 'L1', quantity: 1 }], serials: ['S9'] };
  assert.equal((await come(named)).body.code, 'invalid_request', 'no SKU was scanned');
  assert.equal((await come({ sku: 'TEA', ...named })).body.code, 'invalid_request');
  assert.equal((await come({ sku: 'PHONE', ...named }, {})).body.code, 'invalid_request');
  const there = await come({ sku: 'PHONE', ...named, serials: ['S2'] });
  assert.equal(there.body.code, 'lots_mismatch', 'it lies at a location');
  const came = await come({ sku: 'PHONE', ...named });
  assert.equal(came.status, 200, came.text);
  const serial = await readSerial(pool, 'PHONE', 'S9');
  assert.ok(serial.kind === 'found');
  assert.deepEqual([serial.value.state, serial.value.location], ['on_hand', 'SHA']);
});
