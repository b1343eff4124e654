import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { createSafetyStockRuns, listPositions, previewSafetyStock } from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const DAY_MS = 86_400_000;
const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
const hub = inventoryHub(pool);
after(async () => {
  await hub.stop();
  await database.drop();
});

test('[I36] rules that are due are applied by the clock once a day; a preview moves nothing', async () => {
  await putTestSkus(hub, ['TEA', 'CUP']);
  await putTestLocations(hub, ['SHA']);
  const lines = ['TEA', 'CUP'].map((sku) => ({ sku, quantity: 20 }));
  await hub.submit('receive_stock', { location: 'SHA', reference: 'DN', lines });
  await pool.query(
    `insert into inventory.stock_entry (sku_id, location_id, kind, on_hand_delta, event_id, recorded_at)
     select sku_id, location_id, 'ship', 0 - 4, '01a203c5-275f-7324-89cd-0c11b939cef0',
       to_timestamp($1::bigint / 1000.0)
     from inventory.stock_position join inventory.sku on sku.id = sku_id where sku.code = 'TEA'`,
    [hub.clock.now() - DAY_MS],
  );
  const method = { kind: 'days_of_cover', days: 7, demandDays: 14 };
  const rule = { code: 'COVER', priority: 1, matches: {}, method };
  assert.equal((await hub.submit('put_safety_stock_rule', rule)).status, 200);
  const preview = found(await previewSafetyStock(pool, hub.clock.now(), PAGE));
  assert.deepEqual(
    preview.items.map(({ sku, rule: code, before, after: units }) => [sku, code, before, units]),
    [
      ['CUP', 'COVER', 0, 0],
      ['TEA', 'COVER', 0, 2],
    ],
  );
  const filter = { sku: 'TEA', location: 'SHA' };
  const kept = async () => found(await listPositions(pool, filter, PAGE)).items[0]?.safetyStock;
  assert.equal(await kept(), 0);
  const runs = createSafetyStockRuns();
  for (const { kind, body } of await runs.due(pool, hub.clock.now(), 10)) {
    assert.equal((await hub.submit(kind, body)).status, 200);
  }
  assert.equal(await kept(), 2);
  assert.deepEqual(await runs.due(pool, hub.clock.now(), 10), []);
  assert.equal((await hub.submit('run_safety_stock_rule', { code: 'COVER' })).status, 200);
  const asked = await runs.due(pool, hub.clock.now(), 10);
  assert.equal(asked.length, 1, 'a person asked');
  for (const { kind, body } of asked) await hub.submit(kind, body);
  assert.deepEqual(await runs.due(pool, hub.clock.now(), 10), []);
  const none = await hub.submit('run_safety_stock_rule', { code: 'NONE' });
  assert.equal(none.body.code, 'not_found');
  hub.clock.advance(DAY_MS);
  assert.equal((await runs.due(pool, hub.clock.now(), 10)).length, 1);
});
