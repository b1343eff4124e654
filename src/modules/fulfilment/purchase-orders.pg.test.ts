import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, putLocation, putSkus } from '../orders/testing.ts';
import { listPurchaseOrders, readPurchaseOrder } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const { shop, done, pickAll, refused, released, view, waved } = await openWarehouse(pool);
for (const code of ['MAKER', 'OTHER']) {
  await putLocation(shop, code, {
    kind: 'supplier',
    address: { lines: [], countryCode: 'CN', regionCode: 'SH' },
  });
}
await putSkus(shop, ['LAMP']);
await shop.receive('LAMP', 10, 'MAKER');
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

test('[F21] a supplier confirms a purchase order and sends it', async () => {
  const id = `${await released(lamps)}-1`;
  const { state, location, lines } = await purchase(id);
  assert.deepEqual(
    [state, location, lines],
    ['created', 'MAKER', [{ lineNumber: 1, sku: 'LAMP', quantity: 2 }]],
  );
  const expectedAt = '2026-11-05T00:00:00.000Z';
  for (let twice = 0; twice < 2; twice += 1) {
    await done('confirm_purchase_order', {
      purchaseOrder: id,
      expectedAt,
      supplierReference: 'M7',
    });
  }
  const confirmed = await purchase(id);
  assert.deepEqual(
    [confirmed.state, confirmed.expectedAt, confirmed.supplierReference],
    ['confirmed', expectedAt, 'M7'],
  );
  await done('report_shipped', {
    fulfilmentOrder: id,
    carrier: 'SF Express',
    trackingNumber: 'T1',
  });
  assert.equal((await purchase(id)).state, 'shipped');
  const late = { purchaseOrder: id, reason: 'too late' };
  await refused('refuse_purchase_order', late, 'illegal_transition');
});

test('[F21] what a supplier refuses is asked of another one at once', async () => {
  const id = `${await released(lamps)}-1`;
  await shop.receive('LAMP', 10, 'OTHER');
  const reason = 'sold out';
  for (let twice = 0; twice < 2; twice += 1) {
    await done('refuse_purchase_order', { purchaseOrder: id, reason });
  }
  const before = await purchase(id);
  assert.deepEqual([before.state, before.reason], ['refused', reason]);
  const next = await purchase(id.replace(/-1$/, '-2'));
  assert.deepEqual([next.state, next.location, next.lines[0]?.quantity], ['created', 'OTHER', 2]);
});

async function promisedAt(id: string): Promise<number | null | undefined> {
  const { rows } = await pool.query<{ promised_at: number | null }>(
    'select promised_at from orders.order_header where id = $1',
    [id],
  );
  return rows[0]?.promised_at;
}

test('[F24] what is called off or short is taken out of the purchase order', async () => {
  const id = await released({ ...lamps, lines: [aLine('LAMP', 3)] });
  const lines = [{ lineNumber: 1, quantity: 1 }];
  await shop.on('cancel_order', id, { reason: 'two will do', lines });
  const shorter = await purchase(`${id}-1`);
  assert.deepEqual([shorter.state, shorter.lines[0]?.quantity], ['created', 2]);
  const { rows } = await pool.query(
    "select count(*)::int as told from hub.event where type = 'purchase_order.changed' and order_id = $1",
    [id],
  );
  assert.deepEqual(rows, [{ told: 1 }]);
  await shop.on('cancel_order', id, { reason: 'none will do' });
  assert.equal((await purchase(`${id}-1`)).state, 'cancelled');
});

test('[F25] the day that a supplier confirms moves the promise', async () => {
  const id = await released(lamps);
  const before = await promisedAt(id);
  const { shipBy } = await purchase(`${id}-1`);
  assert.ok(typeof before === 'number');
  const confirm = (days: number) =>
    done('confirm_purchase_order', {
      purchaseOrder: `${id}-1`,
      expectedAt: new Date(Date.parse(shipBy) + days * DAY_MS).toISOString(),
    });
  await confirm(4);
  assert.equal(await promisedAt(id), before + 4 * DAY_MS);
  const { deliverBy } = await view(`${id}-1`);
  assert.equal(Date.parse(deliverBy), before + 4 * DAY_MS);
  await confirm(1);
  assert.equal(await promisedAt(id), before + DAY_MS);
  await confirm(-3);
  assert.equal(await promisedAt(id), before, 'nobody is promised it earlier');
  const { rows } = await pool.query(
    "select count(*)::int as told from hub.event where type = 'order.promise_moved' and order_id = $1",
    [id],
  );
  assert.deepEqual(rows, [{ told: 3 }]);
});

test('[F21] what a warehouse sends is no purchase order', async () => {
  const id = `${await released({ lines: [aLine('TEA', 1)] })}-1`;
  assert.equal((await readPurchaseOrder(pool, id)).kind, 'refused');
  const filter = { location: 'MAKER', state: null };
  const list = await listPurchaseOrders(pool, filter, { limit: 10, cursor: null });
  assert.ok(list.kind === 'found' && list.value.items.length === 4);
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
  await done('refuse_purchase_order', { purchaseOrder: id, reason: 'broken' });
  const { state, lines } = await view(id);
  assert.deepEqual(
    [state, lines.map(({ quantity, picked, packed: boxed }) => [quantity, picked, boxed])],
    ['cancelled', [[0, 0, 0]]],
  );
});
