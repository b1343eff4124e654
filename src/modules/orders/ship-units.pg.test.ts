import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { aLine, openCompany, openShop, paid, putSkus, shipReleased } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 10);
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

test('[O42] what leaves goes out of on hand and out of the allocation in one entry', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 3)], ...paid(3_000) });
  await shop.on('release_order', body.id);
  await shipReleased(shop, body.id, 2);
  const { rows } = await pool.query(
    `select kind, on_hand_delta, allocated_delta, order_id from inventory.stock_entry
     where order_id = $1 order by id`,
    [body.id],
  );
  const order_id = Number(body.id);
  assert.deepEqual(rows, [
    { kind: 'allocate', on_hand_delta: 0, allocated_delta: 3, order_id },
    { kind: 'ship', on_hand_delta: -2, allocated_delta: -2, order_id },
  ]);
  await checkOrders(pool);
});
