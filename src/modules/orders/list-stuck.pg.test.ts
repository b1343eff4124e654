import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HOUR_MS, type Instant } from '../../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { listStuck, type StuckOrder } from './index.ts';
import type { Place } from './search-cursor.ts';
import { indexAll, openCompany, openShop, paid, putSkus, type Shop } from './testing.ts';

let database: TestDatabase;
let shop: Shop;

before(async () => {
  database = await testDatabase();
  shop = openShop(database.pool);
  await openCompany(shop);
  await putSkus(shop, ['TEA']);
  await shop.receive('TEA', 10_000);
});
after(async () => {
  await shop.stop();
  await database.drop();
});

/** All of them, in pages of so many. */
async function stuck(state: OrderState, before: Instant, limit = 50): Promise<StuckOrder[]> {
  const found: StuckOrder[] = [];
  let after: Place | null = null;
  do {
    const page = await listStuck(database.pool, { state, before, after, limit });
    found.push(...page.orders);
    after = page.next;
  } while (after !== null);
  return found;
}

async function sinceOf(orderId: string): Promise<Instant | null> {
  const { rows } = await database.pool.query<{ state_since: Instant | null }>(
    'select state_since from orders.order_search where order_id = $1',
    [orderId],
  );
  return rows[0]?.state_since ?? null;
}

test('[Q11] an order is stuck from the event on by which it reached its state', async () => {
  const { body } = await shop.place(paid(1_000, 'p-since'));
  const placedAt = shop.clock.now();
  await indexAll(database.pool);
  assert.equal(await sinceOf(body.id), placedAt);
  shop.clock.advance(HOUR_MS);
  const heldAt = shop.clock.now();
  const held = await shop.on('hold_order', body.id, { kind: 'fraud', reason: '"state":"sourced"' });
  shop.clock.advance(HOUR_MS);
  await shop.on('amend_order', body.id, { priority: 7, note: 'it says "state":"sourced"' });
  await indexAll(database.pool);
  assert.equal(await sinceOf(body.id), heldAt, 'a change that leaves the state leaves the time');
  const [one] = await stuck('held', heldAt + 1);
  assert.deepEqual(one, {
    orderId: Number(body.id),
    channel: 'SHOP',
    locations: ['SHA'],
    state: 'held',
    stateSince: heldAt,
    placedAt,
  });
  assert.deepEqual(await stuck('held', heldAt), []);
  assert.deepEqual(await stuck('sourced', heldAt + 1), []);
  // There and back again before the indexer looks.
  await shop.on('release_hold', body.id, { holdId: held.body.hold.id });
  shop.clock.advance(HOUR_MS);
  const againAt = shop.clock.now();
  await shop.on('hold_order', body.id, { kind: 'fraud', reason: 'look again' });
  await indexAll(database.pool);
  assert.equal(await sinceOf(body.id), againAt);
});

test('[Q11] stuck orders come oldest placed first, each once, also those indexed before their time was kept', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    shop.clock.advance(HOUR_MS);
    const { body } = await shop.place({ ...paid(1_000, `p-${index}`) });
    await shop.on('hold_order', body.id, { kind: 'address', reason: 'unclear' });
    ids.push(body.id);
  }
  await indexAll(database.pool);
  const before = shop.clock.now() + 1;
  const whole = await stuck('held', before);
  await database.pool.query('update orders.order_search set state_since = null');
  assert.deepEqual(await stuck('held', before, 2), whole);
  assert.deepEqual(
    whole.slice(-7).map(({ orderId }) => String(orderId)),
    ids,
  );
  assert.equal((await stuck('held', shop.clock.now())).length, whole.length - 1);
});

test('[Q11] a page looks through so many orders at most and goes on', async () => {
  await database.pool.query(
    `insert into orders.order_search (order_id, channel_id, external_id, state, payment_state, country_code,
       priority, total_minor, currency, placed_at, customer_name, location_ids, state_since, words)
     select n, 1, 'X' || n, 'delivered', 'paid', 'CN', 5, 100, 'CNY', to_timestamp(n), 'Ada', '{}',
       to_timestamp(case when n = 2500 then 0 else 90000 end), ''
     from generate_series(1, 3000) as n`,
  );
  const question = { state: 'delivered', before: 80_000_000, limit: 10 } as const;
  const first = await listStuck(database.pool, { ...question, after: null });
  assert.deepEqual(first, { orders: [], next: { placedAt: 2_000_000, orderId: 2_000 } });
  const second = await listStuck(database.pool, { ...question, after: first.next });
  assert.deepEqual(
    second.orders.map(({ orderId }) => orderId),
    [2_500],
  );
  assert.equal(second.next, null);
});
