import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, putLocation } from '../orders/testing.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done, refused } = warehouse;
await putLocation(shop, 'STORE', { kind: 'store', address: { lines: [], countryCode: 'CN' } });
await shop.receive('TEA', 10, 'STORE');
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

test('[F21] goods that are collected get a code, and whoever says it gets them', async () => {
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
