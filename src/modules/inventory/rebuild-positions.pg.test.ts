import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { compareLedgerWithPositions, listPositions, rebuildPositions } from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const hub = inventoryHub(pool);
after(async () => {
  await hub.stop();
  await database.drop();
});

test('[I3] positions are rebuilt from the ledger, and safety stock stays', async () => {
  await putTestSkus(hub, ['TEA', 'CUP']);
  await putTestLocations(hub, ['SHA']);
  const receive = (sku: string, quantity: number): object => ({
    location: 'SHA',
    reference: 'DN',
    lines: [{ sku, quantity }],
  });
  await hub.submit('receive_stock', receive('TEA', 10));
  await hub.submit('receive_stock', receive('CUP', 5));
  const safety = { location: 'SHA', lines: [{ sku: 'TEA', quantity: 2 }] };
  await hub.submit('set_safety_stock', safety);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  assert.equal(await rebuildPositions(pool), 0);

  await pool.query(
    `update inventory.stock_position set on_hand = 7, reserved = 1
     where sku_id = (select id from inventory.sku where code = 'TEA')`,
  );
  await pool.query(
    `delete from inventory.stock_position
     where sku_id = (select id from inventory.sku where code = 'CUP')`,
  );
  const zero = { reserved: 0, allocated: 0, damaged: 0, qualityControl: 0 };
  assert.deepEqual(await compareLedgerWithPositions(pool), [
    {
      sku: 'CUP',
      location: 'SHA',
      ledger: { ...zero, onHand: 5 },
      position: { ...zero, onHand: 0 },
    },
    {
      sku: 'TEA',
      location: 'SHA',
      ledger: { ...zero, onHand: 10 },
      position: { ...zero, onHand: 7, reserved: 1 },
    },
  ]);
  assert.equal(await rebuildPositions(pool), 2);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  const filter = { sku: 'TEA', location: null };
  const [tea] = found(await listPositions(pool, filter, { limit: 9, cursor: null })).items;
  assert.deepEqual([tea?.onHand, tea?.safetyStock, tea?.available], [10, 2, 8]);
});
