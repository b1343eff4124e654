import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import { readOverview, type OrdersOverview } from './index.ts';
import { countPromised } from './overview.sql.ts';
import { indexAll, openCompany, openShop, putSkus, type Shop } from './testing.ts';

let database: TestDatabase;
let shop: Shop;

before(async () => {
  database = await testDatabase({ poolSize: 20 });
  shop = openShop(database.pool);
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'RARE']);
  await shop.receive('TEA', 10_000);
});
after(async () => {
  await shop.stop();
  await database.drop();
});

const overview = (now = shop.clock.now()): Promise<OrdersOverview> =>
  readOverview(database.pool, { hours: 6, now });

async function tallies(): Promise<unknown[]> {
  const { rows } = await database.pool.query<object>(
    'select kind, name, orders::int from orders.tally where orders <> 0 order by kind, name',
  );
  const timed = await database.pool.query<object>(
    `select at, orders::int from orders.tally_of_time where kind = 'placed' order by at`,
  );
  return [...rows, ...timed.rows];
}

test('[Q12] the tallies are what counting all orders gives, also when events are read twice', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 12; number += 1) ids.push((await shop.place({})).body.id);
  await indexAll(database.pool);
  for (const id of ids.slice(0, 3)) {
    await shop.on('hold_order', id, { kind: 'fraud', reason: 'odd' });
  }
  await shop.on('hold_order', ids[0] ?? '', { kind: 'address', reason: 'odd' });
  await shop.on('cancel_order', ids[4] ?? '');
  await indexAll(database.pool);
  const held = await overview();
  assert.deepEqual(held.holds, [
    { kind: 'fraud', orders: 3 },
    { kind: 'address', orders: 1 },
  ]);
  const counted = await tallies();
  await database.pool.query(`update hub.reader set xid = '0' where name = 'order_search'`);
  await indexAll(database.pool);
  assert.deepEqual(await tallies(), counted, 'twice is as once');
  await database.pool.query('select orders.recount_tallies()');
  assert.deepEqual(await tallies(), counted);
  const total = held.inFlight.reduce((sum, { orders }) => sum + orders, 0);
  assert.equal(total, ids.length);
  assert.deepEqual(
    held.moves.find(({ to }) => to === 'cancelled'),
    { from: held.moves.find(({ from }) => from === null)?.to, to: 'cancelled', orders: 1 },
  );
});

test('[Q12] an event says from which state an order came, and the overview up to where it counts', async () => {
  const { body } = await shop.place({});
  await shop.on('hold_order', body.id, { kind: 'fraud', reason: 'odd' });
  const { rows } = await database.pool.query<{ xid: string; id: string; data: string }>(
    `select xid::text as xid, id, data from hub.event where order_id = $1 order by event.xid desc limit 1`,
    [body.id],
  );
  const [last] = rows;
  assert.ok(last !== undefined);
  assert.equal((JSON.parse(last.data) as { stateBefore: string }).stateBefore, body.state);
  assert.notEqual((await overview()).sequence, `${last.xid}.${last.id}`);
  await indexAll(database.pool);
  assert.equal((await overview()).sequence, `${last.xid}.${last.id}`);
});

test('[Q14] late is what is undelivered after its date, at risk what has not left a day before', async () => {
  await database.pool.query('delete from orders.order_search');
  const { body } = await shop.place({});
  await indexAll(database.pool);
  const promisedAt = Date.parse(String(body.promisedAt));
  const count = (counts: OrdersOverview['lateness']['late']) =>
    counts.reduce((sum, { orders }) => sum + orders, 0);
  const early = (await overview(promisedAt - 2 * DAY_MS)).lateness;
  const near = (await overview(promisedAt - HOUR_MS)).lateness;
  const over = (await overview(promisedAt + 1)).lateness;
  assert.equal(count(early.atRisk), 0);
  assert.ok(count(near.atRisk) > 0);
  assert.equal(count(near.late), 0);
  assert.ok(over.first.some(({ id }) => id === body.id));
  assert.equal(over.isMore, false);
});

test('[Q12] late orders are found by the index of promises that are still to be kept', async () => {
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query('set local enable_seqscan = off');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `explain ${countPromised.text.replaceAll(/\$\d/g, '1')}`,
  );
  await client.query('rollback');
  client.release();
  assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /order_search_promised/);
});
