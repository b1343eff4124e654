import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { readPayments } from '../orders/index.ts';
import { aLine, putChannel, putLocation, putSkus } from '../orders/testing.ts';
import {
  listPurchaseOrders,
  purchaseDeadlines,
  readPurchaseOrder,
  readSupplierMail,
} from './index.ts';
import { PURCHASE_ORDER_TRANSITIONS } from './purchase-order.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const { shop, done, refused, released, view, waved, pickAll } = await openWarehouse(pool);
for (const code of ['MAKER', 'OTHER']) {
  await putLocation(shop, code, {
    kind: 'supplier',
    address: { lines: [], countryCode: 'CN', regionCode: 'SH' },
  });
}
await putSkus(shop, ['LAMP', 'VASE']);
await shop.receive('LAMP', 60, 'MAKER');
await shop.receive('VASE', 20, 'MAKER');
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const lamps = { kind: 'drop_ship' as const, lines: [aLine('LAMP', 2)] };

async function purchase(id: string): Promise<PurchaseOrderView> {
  const answer = await readPurchaseOrder(pool, id);
  assert.ok(answer.kind === 'found', id);
  return answer.value;
}

/** The mails that jobs are to send, by the events that are their moments. */
async function mailsAskedFor(id: string): Promise<string[]> {
  const { rows } = await pool.query<{ kind: string }>(
    `select payload -> 'data' ->> 'kind' as kind from graphile_worker._private_jobs as job
     where job.key like 'purchase_order/%' and payload -> 'data' ->> 'purchaseOrder' = $1 order by job.id`,
    [id],
  );
  return rows.map(({ kind }) => kind);
}

async function eventsOf(id: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    'select type from hub.event where subject = $1 order by xid, id',
    [`purchase_order/${id}`],
  );
  return rows.map(({ type }) => type.replace('purchase_order.', ''));
}

const mailed = (id: string, outcome: string, kind = 'purchase_order') =>
  done<PurchaseOrderView>('record_supplier_mail', { purchaseOrder: id, kind, outcome });
const ship = (id: string, trackingNumber: string, more: object = {}) =>
  done<PurchaseOrderView>('ship_purchase_order', {
    purchaseOrder: id,
    carrier: 'SF Express',
    trackingNumber,
    ...more,
  });

test('[F21] [F29] a purchase order is mailed, accepted and sent', async () => {
  const id = `${await released(lamps)}-1`;
  const drafted = await purchase(id);
  assert.deepEqual(
    [drafted.state, drafted.location, drafted.lines, drafted.sentAt, drafted.mails[0]?.outcome],
    [
      'drafted',
      'MAKER',
      [{ lineNumber: 1, sku: 'LAMP', quantity: 2, shippedQuantity: 0 }],
      null,
      'waiting',
    ],
  );
  assert.ok(drafted.shipTo.countryCode === 'CN' && drafted.shipTo.lines.length > 0);
  assert.deepEqual(await mailsAskedFor(id), ['purchase_order']);
  const sent = await mailed(id, 'sent');
  assert.deepEqual([sent.state, sent.mails[0]?.outcome], ['sent', 'sent']);
  assert.ok(sent.sentAt !== null);
  const expectedAt = '2026-11-05T00:00:00.000Z';
  for (let twice = 0; twice < 2; twice += 1) {
    await done('accept_purchase_order', {
      purchaseOrder: id,
      expectedAt,
      supplierReference: 'M7',
    });
  }
  const accepted = await purchase(id);
  assert.deepEqual(
    [accepted.state, accepted.expectedAt, accepted.supplierReference],
    ['accepted', expectedAt, 'M7'],
  );
  await done('report_shipped', {
    fulfilmentOrder: id,
    carrier: 'SF Express',
    trackingNumber: 'T1',
  });
  const shipped = await purchase(id);
  assert.deepEqual(
    [shipped.state, shipped.lines[0]?.shippedQuantity, shipped.shipments[0]?.trackingNumber],
    ['shipped', 2, 'T1'],
  );
  const late = { purchaseOrder: id, reason: 'too late' };
  await refused('decline_purchase_order', late, 'illegal_transition');
  await refused('send_purchase_order', { purchaseOrder: id }, 'illegal_transition');
  assert.deepEqual(await eventsOf(id), ['drafted', 'sent', 'accepted', 'shipped']);
});

test('[F21] the table of states is what the database takes', async () => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
     where conname = 'purchase_order_state_check'`,
  );
  const taken = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map(
    ([, state]) => state,
  );
  assert.deepEqual(new Set(taken), new Set(Object.keys(PURCHASE_ORDER_TRANSITIONS)));
});

test('[F29] what cannot be mailed stays drafted, says why, and is sent again by hand', async () => {
  const id = `${await released(lamps)}-1`;
  const unsent = await mailed(id, 'no_address');
  assert.deepEqual([unsent.state, unsent.sentAt], ['drafted', null]);
  assert.deepEqual(
    unsent.mails.map(({ kind, outcome }) => [kind, outcome]),
    [['purchase_order', 'no_address']],
  );
  const again = await done<PurchaseOrderView>('send_purchase_order', { purchaseOrder: id });
  assert.equal(again.mails[0]?.outcome, 'waiting');
  await done('send_purchase_order', { purchaseOrder: id });
  assert.equal((await mailsAskedFor(id)).length, 2, 'what is on its way is not sent once more');
  assert.equal((await mailed(id, 'sent')).state, 'sent');
  assert.deepEqual(await eventsOf(id), ['drafted', 'not_sent', 'mail_requested', 'sent']);
});

test('[F29] the mail says what holds when it is written, in the language and to the address of the site', async () => {
  const id = `${await released(lamps)}-1`;
  const at = shop.clock.now();
  assert.equal((await readSupplierMail(pool, id, at))?.email, null);
  const purchaseOrders = { email: 'kiln@maker.example', language: 'zh-CN' };
  await done('put_site', { location: 'MAKER', purchaseOrders });
  const facts = await readSupplierMail(pool, id, at);
  assert.deepEqual(
    [facts?.email, facts?.language, facts?.isStopped],
    ['kiln@maker.example', 'zh-CN', false],
  );
  assert.equal(await readSupplierMail(pool, 'no-such', at), null);
});

test('[F29] while a hold stops the order nothing is mailed; when it is over the clock sends it', async () => {
  const orderId = await released(lamps);
  const id = `${orderId}-1`;
  await shop.on('hold_order', orderId, { type: 'fraud', reason: 'looks odd', owner: 'risk' });
  assert.equal((await readSupplierMail(pool, id, shop.clock.now()))?.isStopped, true);
  assert.equal((await mailed(id, 'blocked')).state, 'drafted');
  assert.equal(await shop.tick(purchaseDeadlines), 0);
  const { rows } = await pool.query<{ hold: string }>(
    `select holds -> 0 ->> 'id' as hold from orders.order_header where id = $1`,
    [orderId],
  );
  await shop.on('release_hold', orderId, { holdId: rows[0]?.hold });
  assert.equal(await shop.tick(purchaseDeadlines), 1);
  assert.equal((await purchase(id)).mails[0]?.outcome, 'waiting');
  assert.equal(await shop.tick(purchaseDeadlines), 0, 'once');
});

test('[F31] what a supplier declines is asked of another one at once', async () => {
  const id = `${await released(lamps)}-1`;
  await shop.receive('LAMP', 10, 'OTHER');
  const reason = 'sold out';
  for (let twice = 0; twice < 2; twice += 1) {
    await done('decline_purchase_order', { purchaseOrder: id, reason });
  }
  const before = await purchase(id);
  assert.deepEqual([before.state, before.reason], ['declined', reason]);
  assert.deepEqual(await mailsAskedFor(id), ['purchase_order'], 'its own word nobody tells it');
  const next = await purchase(id.replace(/-1$/, '-2'));
  assert.deepEqual([next.state, next.location, next.lines[0]?.quantity], ['drafted', 'OTHER', 2]);
  assert.deepEqual(await mailsAskedFor(next.id), ['purchase_order']);
});

test('[F31] what its people have picked already goes back when a supplier declines', async () => {
  const id = `${await released(lamps)}-1`;
  for (const list of await waved('MAKER', [id])) await pickAll(list);
  assert.equal((await view(id)).state, 'picked');
  const part = { lines: [{ lineNumber: 1, quantity: 1 }] };
  const body = { purchaseOrder: id, carrier: 'SF', trackingNumber: 'N1', ...part };
  await refused('ship_purchase_order', body, 'illegal_transition');
  await done('decline_purchase_order', { purchaseOrder: id, reason: 'cracked' });
  const { state, lines } = await view(id);
  assert.deepEqual([state, lines[0]?.quantity, lines[0]?.picked], ['cancelled', 0, 0]);
});

test('[F31] what nobody else has waits, with the supplier and its reason', async () => {
  const orderId = await released({ ...lamps, lines: [aLine('VASE', 2)] });
  await done('decline_purchase_order', { purchaseOrder: `${orderId}-1`, reason: 'cold kiln' });
  const { rows } = await pool.query<{ data: Record<string, unknown> }>(
    `select data::jsonb as data from hub.event where type = 'fulfilment.short_picked' and order_id = $1`,
    [orderId],
  );
  assert.deepEqual(
    rows.map(({ data }) => [data['outcome'], data['purchaseOrder'], data['reason']]),
    [['waits', `${orderId}-1`, 'cold kiln']],
  );
});

async function promisedAt(id: string): Promise<number | null | undefined> {
  const { rows } = await pool.query<{ promised_at: number | null }>(
    'select promised_at from orders.order_header where id = $1',
    [id],
  );
  return rows[0]?.promised_at;
}

test('[F27] [F30] what is called off is taken out, and who was asked for it is told', async () => {
  const id = await released({ ...lamps, lines: [aLine('LAMP', 3)] });
  await mailed(`${id}-1`, 'sent');
  const lines = [{ lineNumber: 1, quantity: 1 }];
  await shop.on('cancel_order', id, { reason: 'two will do', lines });
  const shorter = await purchase(`${id}-1`);
  assert.deepEqual([shorter.state, shorter.lines[0]?.quantity], ['sent', 2]);
  await shop.on('amend_order', id, {
    shipTo: { name: 'Ada', lines: ['New Road 1'], city: 'Shanghai', countryCode: 'CN' },
  });
  assert.deepEqual((await purchase(`${id}-1`)).shipTo.lines, ['New Road 1']);
  await shop.on('cancel_order', id, { reason: 'none will do' });
  assert.equal((await purchase(`${id}-1`)).state, 'cancelled');
  assert.deepEqual(await mailsAskedFor(`${id}-1`), [
    'purchase_order',
    'purchase_order_changed',
    'purchase_order_changed',
    'purchase_order_cancelled',
  ]);
  assert.deepEqual(await eventsOf(`${id}-1`), [
    'drafted',
    'sent',
    'changed',
    'changed',
    'cancelled',
  ]);
});

test('[F30] whoever never heard of a purchase order hears no more; a mail that was on its way is followed', async () => {
  const unheard = await released(lamps);
  await mailed(`${unheard}-1`, 'no_address');
  await shop.on('cancel_order', unheard, { reason: 'never mind' });
  assert.deepEqual(await mailsAskedFor(`${unheard}-1`), ['purchase_order']);
  const crossed = await released(lamps);
  await shop.on('cancel_order', crossed, { reason: 'never mind' });
  // The cancellation was looked at before it was known that the mail had gone out.
  await mailed(`${crossed}-1`, 'not_needed', 'purchase_order_cancelled');
  const told = await mailed(`${crossed}-1`, 'sent');
  assert.equal(told.state, 'cancelled');
  assert.deepEqual(await mailsAskedFor(`${crossed}-1`), [
    'purchase_order',
    'purchase_order_cancelled',
    'purchase_order_cancelled',
  ]);
  assert.equal(told.mails.find(({ kind }) => kind.endsWith('cancelled'))?.outcome, 'waiting');
});

test('[F28] the day that a supplier accepts moves the promise', async () => {
  const id = await released(lamps);
  const before = await promisedAt(id);
  const { shipBy } = await purchase(`${id}-1`);
  assert.ok(typeof before === 'number');
  const accept = (days: number) =>
    done('accept_purchase_order', {
      purchaseOrder: `${id}-1`,
      expectedAt: new Date(Date.parse(shipBy) + days * DAY_MS).toISOString(),
    });
  await accept(4);
  assert.equal(await promisedAt(id), before + 4 * DAY_MS);
  const { deliverBy } = await view(`${id}-1`);
  assert.equal(Date.parse(deliverBy), before + 4 * DAY_MS);
  await accept(1);
  assert.equal(await promisedAt(id), before + DAY_MS);
  await accept(-3);
  assert.equal(await promisedAt(id), before, 'nobody is promised it earlier');
  await done('accept_purchase_order', { purchaseOrder: `${id}-1` });
  assert.equal(await promisedAt(id), before, 'without a day the one before holds');
  const slip = { purchaseOrder: `${id}-1`, expectedAt: '9999-12-31T23:59:59Z' };
  await refused('accept_purchase_order', slip, 'invalid_request');
  const { rows } = await pool.query(
    "select count(*)::int as told from hub.event where type = 'order.promise_moved' and order_id = $1",
    [id],
  );
  assert.deepEqual(rows, [{ told: 3 }]);
});

test('[F32] a supplier sends in parts, and each part counts once', async () => {
  const orderId = await released({ ...lamps, lines: [aLine('LAMP', 5), aLine('VASE', 1)] });
  const id = `${orderId}-1`;
  await mailed(id, 'sent');
  const lines = [{ lineNumber: 1, quantity: 2 }];
  const first = await ship(id, 'P1', { lines });
  assert.deepEqual(
    [first.state, first.shipments.map(({ id: shipment }) => shipment)],
    ['accepted', [`${orderId}-2-S1`]],
  );
  assert.deepEqual(await ship(id, 'P1', { lines }), first, 'told twice it counts once');
  assert.deepEqual(await ship(id, 'P1'), first);
  const other = { purchaseOrder: id, carrier: 'SF Express', trackingNumber: 'P1' };
  await refused(
    'ship_purchase_order',
    { ...other, lines: [{ lineNumber: 1, quantity: 1 }] },
    'already_exists',
  );
  for (const wrong of [
    { lineNumber: 1, quantity: 4 },
    { lineNumber: 9, quantity: 1 },
  ]) {
    const body = { ...other, trackingNumber: 'P2', lines: [wrong] };
    await refused('ship_purchase_order', body, 'invalid_request');
  }
  assert.deepEqual(
    [(await view(`${orderId}-2`)).state, (await view(id)).state],
    ['shipped', 'open'],
  );
  assert.deepEqual((await purchase(id)).lines, [
    { lineNumber: 1, sku: 'LAMP', quantity: 5, shippedQuantity: 2 },
    { lineNumber: 2, sku: 'VASE', quantity: 1, shippedQuantity: 0 },
  ]);
  const whole = await ship(id, 'P3', {
    shippedAt: '0001-01-01T00:00:00Z',
    lines: [
      { lineNumber: 2, quantity: 1 },
      { lineNumber: 1, quantity: 3 },
    ],
  });
  assert.deepEqual(
    [whole.state, whole.shipments.map(({ fulfilmentOrder }) => fulfilmentOrder)],
    ['shipped', [`${orderId}-2`, id]],
  );
  assert.equal(await stateOf(orderId), 'shipped');
  assert.ok(
    whole.shipments.every(({ shippedAt }) => shippedAt >= whole.createdAt),
    'nothing leaves before it was ordered',
  );
  assert.deepEqual(await eventsOf(id), ['drafted', 'sent', 'part_shipped', 'shipped']);
});

async function capturesOf(orderId: string): Promise<readonly number[]> {
  const money = await readPayments(pool, Number(orderId));
  assert.ok(money.kind === 'found');
  return money.value.operations
    .filter(({ kind }) => kind === 'capture')
    .map(({ amountMinor }) => amountMinor);
}

test('[F32] the money of what a supplier sends is captured with each part', async () => {
  await shop.submit('put_payment_provider', {
    code: 'BANK',
    name: 'Bank',
    kind: 'http',
    url: 'https://bank.example',
    currency: 'CNY',
    secretVariable: 'LINCHPIN_SECRET_BANK',
  });
  await putChannel(shop, 'CARDS', {
    paymentDeadlineMinutes: 30,
    payments: { capture: 'on_shipment', refund: 'automatic', provider: 'BANK' },
  });
  const orderId = await released({
    ...lamps,
    channel: 'CARDS',
    lines: [aLine('LAMP', 5)],
    payment: { kind: 'authorised', amountMinor: 5_000, reference: 'A1' },
  });
  assert.deepEqual(await capturesOf(orderId), []);
  await ship(`${orderId}-1`, 'M1', { lines: [{ lineNumber: 1, quantity: 2 }] });
  assert.deepEqual(await capturesOf(orderId), [2_000]);
  await ship(`${orderId}-1`, 'M1');
  assert.deepEqual(await capturesOf(orderId), [2_000], 'told twice it is paid once');
  await ship(`${orderId}-1`, 'M2');
  assert.equal(
    (await capturesOf(orderId)).reduce((sum, amountMinor) => sum + amountMinor, 0),
    5_000,
  );
});

async function stateOf(orderId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ state: string }>(
    'select state from orders.order_header where id = $1',
    [orderId],
  );
  return rows[0]?.state;
}

test('[F32] a supplier tells what happens to its shipment, by the number of the shipment', async () => {
  const orderId = await released(lamps);
  const { shipments } = await ship(`${orderId}-1`, 'SAME');
  // Another one goes under the same number of the carrier.
  const later = await released(lamps);
  await ship(`${later}-1`, 'SAME');
  const event = { kind: 'delivered', occurredAt: '2026-11-04T00:00:00Z', reference: 'R1' };
  for (let twice = 0; twice < 2; twice += 1) {
    const told = await done('report_tracking', { shipment: shipments[0]?.id, event });
    assert.equal(told.state, 'delivered');
  }
  assert.deepEqual([await stateOf(orderId), await stateOf(later)], ['delivered', 'shipped']);
  await refused('report_tracking', { shipment: 'no-such', event }, 'not_found');
});

test('[F31] [F32] after a part has left the rest is declined or called off, and what left has shipped', async () => {
  const declined = await released({ ...lamps, lines: [aLine('LAMP', 3)] });
  const part = { lines: [{ lineNumber: 1, quantity: 1 }] };
  await ship(`${declined}-1`, 'D1', part);
  await shop.receive('LAMP', 10, 'OTHER');
  const reason = 'broken';
  const rest = await done<PurchaseOrderView>('decline_purchase_order', {
    purchaseOrder: `${declined}-1`,
    reason,
  });
  assert.deepEqual(
    [rest.state, rest.reason, rest.lines],
    ['shipped', reason, [{ lineNumber: 1, sku: 'LAMP', quantity: 1, shippedQuantity: 1 }]],
  );
  const next = await purchase(`${declined}-3`);
  assert.deepEqual([next.location, next.lines[0]?.quantity], ['OTHER', 2]);
  const cancelled = await released({ ...lamps, lines: [aLine('LAMP', 3)] });
  await mailed(`${cancelled}-1`, 'sent');
  await ship(`${cancelled}-1`, 'C1', part);
  await shop.on('cancel_order', cancelled, { reason: 'one will do' });
  const left = await purchase(`${cancelled}-1`);
  assert.deepEqual([left.state, left.lines[0]?.quantity], ['shipped', 1]);
  assert.equal((await mailsAskedFor(left.id)).at(-1), 'purchase_order_cancelled');
  assert.equal(await stateOf(cancelled), 'shipped');
});

test('[F21] what a warehouse sends is no purchase order', async () => {
  const id = `${await released({ lines: [aLine('TEA', 1)] })}-1`;
  assert.equal((await readPurchaseOrder(pool, id)).kind, 'refused');
  const filter = { location: 'OTHER', state: 'drafted' };
  const list = await listPurchaseOrders(pool, filter, { limit: 10, cursor: null });
  assert.ok(list.kind === 'found' && list.value.items.length === 3);
});

test('[F21] what a supplier refuses after it was packed is neither picked nor packed any more', async () => {
  const id = `${await released(lamps)}-1`;
  const { location } = await purchase(id);
  for (const list of await waved(location, [id])) await pickAll(list);
  await done('pack_order', {
    fulfilmentOrder: id,
    acceptsWeight: true,
    booksShipment: false,
    cartons: [{ box: null, weightGrams: 1_000, lines: [{ lineNumber: 1, quantity: 2 }] }],
  });
  await done('decline_purchase_order', { purchaseOrder: id, reason: 'broken' });
  const { state, lines } = await view(id);
  assert.deepEqual(
    [state, lines.map(({ quantity, picked, packed: boxed }) => [quantity, picked, boxed])],
    ['cancelled', [[0, 0, 0]]],
  );
});
