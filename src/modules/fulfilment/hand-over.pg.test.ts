import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { readPayments } from '../orders/index.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, paid, putChannel, putLocation } from '../orders/testing.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool, createManualClock());
const { shop, done, refused } = warehouse;
await putLocation(shop, 'STORE', { kind: 'store', address: { lines: [], countryCode: 'CN' } });
await shop.submit('put_payment_provider', {
  code: 'BANK',
  name: 'Bank',
  kind: 'http',
  url: 'https://bank.example',
  currency: 'CNY',
  secretVariable: 'LINCHPIN_SECRET_BANK',
});
await putChannel(shop, 'STORES', {
  paymentDeadlineMinutes: 30,
  payments: { capture: 'on_placement', refund: 'automatic', provider: 'BANK' },
  orderKinds: { collectWithinDays: 3 },
});
await shop.receive('TEA', 10, 'STORE');
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

test('[F22] goods that are collected get a code, and whoever says it gets them', async () => {
  const id = await warehouse.released({
    kind: 'pick_up',
    pickUpLocation: 'STORE',
    lines: [aLine('TEA', 2)],
  });
  const work = `${id}-1`;
  const packed = await warehouse.packed('STORE', work);
  assert.equal(packed.state, 'packed');
  const { rows } = await pool.query<{ code: string }>(
    "select data::json->>'pickUpCode' as code from hub.event where type = 'fulfilment.ready_for_pick_up'",
  );
  const code = rows[0]?.code ?? '';
  assert.match(code, /^\d{6}$/);
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await refused('hand_over', { fulfilmentOrder: work, code: other }, 'wrong_pick_up_code');
  const proof = { signedBy: 'Li Lei' };
  const shipment = await done('hand_over', { fulfilmentOrder: work, code, proof });
  assert.equal(shipment.state, 'delivered');
  assert.equal((await warehouse.view(work)).state, 'delivered');
  const order = await pool.query<{ state: string }>(
    'select state from orders.order_header where id = $1',
    [id],
  );
  assert.equal(order.rows[0]?.state, 'delivered');
});

async function readyToday(externalId: string): Promise<string> {
  const id = await warehouse.released({
    channel: 'STORES',
    externalId,
    kind: 'pick_up',
    pickUpLocation: 'STORE',
    lines: [aLine('TEA', 2)],
    ...paid(2_000, externalId),
  });
  await warehouse.packed('STORE', `${id}-1`);
  return id;
}

async function orderNow(id: string) {
  const { rows } = await pool.query<{ state: string; payment_state: string; due: number | null }>(
    'select state, payment_state, next_deadline_at as due from orders.order_header where id = $1',
    [id],
  );
  assert.ok(rows[0] !== undefined);
  return rows[0];
}

async function onHand(): Promise<{ on_hand: number; allocated: number }> {
  const { rows } = await pool.query<{ on_hand: number; allocated: number }>(
    `select on_hand, allocated from inventory.stock_position as position
     join inventory.location on location.id = position.location_id
     join inventory.sku on sku.id = position.sku_id
     where location.code = 'STORE' and sku.code = 'TEA'`,
  );
  assert.ok(rows[0] !== undefined);
  return rows[0];
}

test('[F23] what nobody collects in time goes back to stock and is cancelled', async () => {
  const before = await onHand();
  const id = await readyToday('never came');
  shop.clock.advance(3 * DAY_MS - HOUR_MS);
  await shop.tick();
  assert.equal((await orderNow(id)).state, 'packed', 'an hour is left');
  shop.clock.advance(HOUR_MS);
  await shop.tick();
  const { state, due } = await orderNow(id);
  assert.deepEqual([state, due], ['cancelled', null]);
  assert.equal((await warehouse.view(`${id}-1`)).state, 'cancelled');
  assert.deepEqual(await onHand(), before);
  const { rows } = await pool.query<{ reason: string }>(
    "select data::json->>'reason' as reason from hub.event where type = 'order.cancelled' and order_id = $1",
    [id],
  );
  assert.deepEqual(rows, [{ reason: 'not_collected' }]);
  const money = await readPayments(pool, Number(id));
  assert.ok(money.kind === 'found');
  const asked = money.value.operations.map(({ kind, amountMinor }) => [kind, amountMinor]);
  assert.deepEqual(asked, [['refund', 2_000]]);
  await refused('hand_over', { fulfilmentOrder: `${id}-1`, code: '000000' }, 'illegal_transition');
});

test('[F23] a hold stops the time for collecting', async () => {
  const id = await readyToday('held');
  const hold = { kind: 'fraud', reason: 'asks for another name' };
  const { body: held } = await shop.on('hold_order', id, hold);
  shop.clock.advance(5 * DAY_MS);
  await shop.tick();
  const stopped = await orderNow(id);
  assert.deepEqual([stopped.state, stopped.due], ['packed', null]);
  await shop.on('release_hold', id, { holdId: held.hold.id });
  const after = await orderNow(id);
  assert.equal(after.state, 'packed');
  assert.equal(after.due, shop.clock.now() + 3 * DAY_MS);
});
