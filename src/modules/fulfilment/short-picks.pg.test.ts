import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { PickListView } from '../../../contracts/fulfilment-answers.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, putSkus } from '../orders/testing.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done, refused } = warehouse;
await putSkus(shop, ['RARE'], { backorder: 'never' });
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

async function qualityControlOf(sku: string, location: string): Promise<number> {
  const { rows } = await pool.query<{ quality_control: number }>(
    `select quality_control from inventory.stock_position as position
     join inventory.sku as sku on sku.id = position.sku_id
     join inventory.location as location on location.id = position.location_id
     where sku.code = $1 and location.code = $2`,
    [sku, location],
  );
  return rows[0]?.quality_control ?? 0;
}

async function shortEventOf(orderId: string): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<{ data: string; decision: string | null }>(
    "select data, decision from hub.event where order_id = $1 and type = 'fulfilment.short_picked'",
    [orderId],
  );
  assert.equal(rows.length, 1);
  return { ...(JSON.parse(rows[0]?.data ?? '{}') as object), decision: rows[0]?.decision };
}

async function listOf(orderId: string): Promise<PickListView> {
  const { location } = await warehouse.view(`${orderId}-1`);
  const [list] = await warehouse.waved(location, [`${orderId}-1`]);
  assert.ok(list !== undefined);
  return list;
}

test('[F8] short units are released elsewhere at once, and set aside where they were missing', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 5)] });
  const first = await warehouse.view(`${id}-1`);
  const list = await listOf(id);
  const before = await qualityControlOf('TEA', first.location);
  await done('confirm_picks', {
    pickList: list.id,
    picks: [{ line: 1, sku: 'TEA', quantity: 3, isShort: true }],
  });
  const kept = await warehouse.view(`${id}-1`);
  assert.equal(kept.state, 'picked');
  assert.deepEqual(
    kept.lines.map(({ quantity, picked }) => [quantity, picked]),
    [[3, 3]],
  );
  const again = await warehouse.view(`${id}-2`);
  assert.equal(again.state, 'open');
  assert.notEqual(again.location, first.location);
  assert.equal(again.lines[0]?.quantity, 2);
  assert.equal(await qualityControlOf('TEA', first.location), before + 2);
  const event = await shortEventOf(id);
  assert.equal(event['outcome'], 'sourced');
  assert.deepEqual(event['fulfilmentOrders'], [`${id}-2`]);
  assert.match(String(event['decision']), /"kind":"sourcing"/);
});

test('[F8] what nothing covers waits for the lead time, and goes out when stock comes', async () => {
  await shop.receive('RARE', 2, 'SHA');
  const id = await warehouse.released({ lines: [aLine('RARE', 2)] });
  const list = await listOf(id);
  await done('confirm_picks', {
    pickList: list.id,
    picks: [{ line: 1, quantity: 0, isShort: true }],
  });
  assert.equal((await warehouse.view(`${id}-1`)).state, 'cancelled');
  const event = await shortEventOf(id);
  assert.equal(event['outcome'], 'waits');
  assert.equal(event['state'], 'backordered');
  const fortnight = shop.clock.now() + 14 * 86_400_000;
  assert.equal(event['waitsUntil'], new Date(fortnight).toISOString());
  await checkOrders(pool);
  await shop.receive('RARE', 2, 'SHA');
  await shop.tick();
  await done('release_order', { orderId: Number(id) });
  const again = await warehouse.view(`${id}-2`);
  assert.equal(again.lines[0]?.quantity, 2);
});

test('[F7] another SKU than is wanted is refused with both named, and so is too much; nothing is taken then', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2), aLine('CUP', 1)] });
  const list = await listOf(id);
  const tea = list.lines.find(({ sku }) => sku === 'TEA')?.number;
  const cup = list.lines.find(({ sku }) => sku === 'CUP')?.number;
  const pick = (picks: object[]) => ({ pickList: list.id, picks });
  const wrong = await refused(
    'confirm_picks',
    pick([
      { line: cup, sku: 'CUP', quantity: 1 },
      { line: tea, sku: 'CUP', quantity: 1 },
    ]),
    'wrong_sku',
  );
  assert.match(wrong.detail, /CUP was scanned.*wants TEA/);
  await refused('confirm_picks', pick([{ line: tea, quantity: 1 }]), 'wrong_sku');
  await refused('confirm_picks', pick([{ line: tea, sku: 'TEA', quantity: 3 }]), 'invalid_request');
  await refused('confirm_picks', pick([{ line: 9, sku: 'TEA', quantity: 1 }]), 'invalid_request');
  const untouched = await warehouse.view(`${id}-1`);
  assert.equal(untouched.state, 'waved');
  assert.deepEqual(
    untouched.lines.map(({ picked }) => picked),
    [0, 0],
  );
});

test('[F7, F5] several orders are picked in one tour, and a shortage falls on the least urgent', async () => {
  const [urgent, other] = [
    await warehouse.released({ lines: [aLine('TEA', 2)], priority: 9 }),
    await warehouse.released({ lines: [aLine('TEA', 2)], priority: 1 }),
  ];
  const { location } = await warehouse.view(`${urgent}-1`);
  const lists = await warehouse.waved(location, [`${other}-1`, `${urgent}-1`]);
  assert.equal(lists.length, 1);
  const [list] = lists;
  assert.equal(list?.lines.length, 1);
  await done('confirm_picks', {
    pickList: list?.id,
    picks: [{ line: 1, sku: 'TEA', quantity: 3, isShort: true }],
  });
  assert.equal((await warehouse.view(`${urgent}-1`)).lines[0]?.picked, 2);
  const short = await warehouse.view(`${other}-1`);
  assert.deepEqual([short.lines[0]?.quantity, short.lines[0]?.picked], [1, 1]);
});

test('[F6, F5] tours follow the slots; a SKU that is put into another slot leaves the former one', async () => {
  await putSkus(shop, ['S1', 'S2', 'S3', 'S4']);
  const skus = ['S1', 'S2', 'S3', 'S4'];
  for (const sku of skus) await shop.receive(sku, 50, 'CTU');
  const slot = (code: string, x: number, y: number, sequence: number, held: string[]) => ({
    code,
    aisle: code[0],
    xMillimetres: x,
    yMillimetres: y,
    sequence,
    skus: held,
  });
  await done('put_slots', {
    location: 'CTU',
    slots: [
      slot('A1', 0, 10_000, 1, ['S1']),
      slot('B1', 20_000, 10_000, 2, ['S2']),
      slot('A2', 0, 11_000, 3, ['S3', 'S4']),
    ],
  });
  await done('put_slots', { location: 'CTU', slots: [slot('B2', 20_000, 11_000, 4, ['S4'])] });
  await refused(
    'put_slots',
    { location: 'CTU', slots: [slot('C1', 0, 0, 5, ['S1']), slot('C2', 0, 0, 6, ['S1'])] },
    'invalid_settings',
  );
  const id = await warehouse.released({ lines: skus.map((sku) => aLine(sku, 1)) });
  assert.equal((await warehouse.view(`${id}-1`)).location, 'CTU');
  const list = await listOf(id);
  // Up one aisle, across, down the other: the slots in their own order would be crossed for three times.
  assert.equal(list.lengthMillimetres, 62_000);
  assert.ok((list.lengthMillimetres ?? 0) < (list.slotOrderLengthMillimetres ?? 0));
});
