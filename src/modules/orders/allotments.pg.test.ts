import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import {
  allotmentDeadlines,
  compareLedgerWithPositions,
  listAllotments,
  listPositions,
  readAtp,
  readCountTask,
  withheldDeadlines,
} from '../inventory/index.ts';
import { aLine, openCompany, openShop, putChannel, putSkus, type Shop } from './testing.ts';

const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const shops: readonly [Shop, Shop] = [openShop(pool, clock), openShop(pool, clock)];
const [shop] = shops;
await openCompany(shop);
await putChannel(shop, 'MARKET', { backorder: 'refuse' });
await putChannel(shop, 'TABLE', { backorder: 'refuse' });
after(async () => {
  for (const each of shops) await each.stop();
  await database.drop();
});

let placed = 0;
function buy(channel: string, sku: string, quantity = 1, at: Shop = shop) {
  placed += 1;
  return at.place({
    channel,
    externalId: `${channel}-${placed}`,
    backorder: 'refuse',
    lines: [aLine(sku, quantity)],
  });
}

async function keep(code: string, body: object): Promise<void> {
  const { status, text } = await shop.submit('put_allotment', { code, ...body });
  assert.equal(status, 200, text);
}

async function allotmentsOf(sku: string) {
  const answer = await listAllotments(pool, sku, PAGE);
  assert.equal(answer.kind, 'found');
  return answer.kind === 'found' ? answer.value.items : [];
}

test('[O90] another channel does not get what is kept, the channel gets it and gives it back', async () => {
  await putSkus(shop, ['KEPT']);
  await shop.receive('KEPT', 10);
  await keep('K', { channel: 'MARKET', sku: 'KEPT', quantity: 6 });
  assert.equal((await buy('TABLE', 'KEPT', 5)).body.code, 'insufficient_stock');
  const first = await buy('TABLE', 'KEPT', 4);
  assert.equal(first.status, 201, first.text);
  assert.equal((await buy('TABLE', 'KEPT')).body.code, 'insufficient_stock');
  const cart = { sku: 'KEPT', location: 'SHA', quantity: 1, reference: 'cart' };
  const expiresAt = new Date(clock.now() + 1_000).toISOString();
  const reserved = await shop.submit('reserve_stock', { ...cart, expiresAt });
  assert.equal(reserved.body.code, 'insufficient_stock');
  for (const [channel, units] of [
    ['MARKET', 6],
    ['TABLE', 0],
    [null, 0],
  ] as const) {
    const asked = { sku: 'KEPT', location: null, at: clock.now(), until: null, channel };
    const atp = await readAtp(pool, asked);
    assert.equal(atp.kind === 'found' ? atp.value.availableNow : null, units);
  }
  const own = await buy('MARKET', 'KEPT', 6);
  assert.equal(own.status, 201, own.text);
  assert.deepEqual(
    (await allotmentsOf('KEPT')).map(({ taken, remaining }) => [taken, remaining]),
    [[6, 0]],
  );
  await shop.on('cancel_order', own.body.id, { reason: 'changed mind' });
  assert.deepEqual(
    (await allotmentsOf('KEPT')).map(({ taken, remaining }) => [taken, remaining]),
    [[0, 6]],
  );
  assert.equal((await buy('TABLE', 'KEPT')).body.code, 'insufficient_stock');
});

test('[O90] at its end what was not taken is free again, and the event names it', async () => {
  await putSkus(shop, ['ENDS']);
  await shop.receive('ENDS', 10);
  const until = new Date(clock.now() + 3_600_000).toISOString();
  await keep('E', { channel: 'MARKET', sku: 'ENDS', location: 'SHA', quantity: 8, until });
  assert.equal((await buy('MARKET', 'ENDS', 3)).status, 201);
  assert.equal((await buy('TABLE', 'ENDS', 3)).body.code, 'insufficient_stock');
  clock.advance(3_600_000);
  assert.equal((await buy('TABLE', 'ENDS', 3)).status, 201);
  assert.equal(await shop.tick(allotmentDeadlines), 1);
  assert.equal(await shop.tick(allotmentDeadlines), 0);
  const { rows } = await pool.query<{ data: string }>(
    `select data from hub.event where type = 'allotment.ended' and subject = 'allotment/E'`,
  );
  assert.equal((JSON.parse(rows[0]?.data as string) as { unused: number }).unused, 5);
  const again = await shop.submit('put_allotment', {
    code: 'E',
    channel: 'MARKET',
    sku: 'ENDS',
    location: 'SHA',
    quantity: 9,
  });
  assert.equal(again.body.code, 'illegal_transition');
});

test('[O90] a process that has just begun ends what is over, and what a person ends', async () => {
  await putSkus(shop, ['FRESH']);
  const until = new Date(clock.now() + 60_000).toISOString();
  const body = { channel: 'MARKET', sku: 'FRESH', location: 'SHA', quantity: 1 };
  await keep('F1', { ...body, until });
  await keep('F2', body);
  clock.advance(60_000);
  for (const end of [
    (fresh: Shop) => fresh.submit('end_due_allotments', {}),
    (fresh: Shop) => fresh.submit('end_allotment', { code: 'F2', reason: 'sold enough' }),
  ]) {
    const fresh = openShop(pool, clock);
    const { status, text } = await end(fresh);
    assert.equal(status, 200, text);
    assert.deepEqual(fresh.hub.reported, []);
    await fresh.stop();
  }
  assert.deepEqual(
    (await allotmentsOf('FRESH')).map(({ state }) => state),
    ['ended', 'ended'],
  );
});

test('[O90] quantity and end may change, what it is for may not', async () => {
  await putSkus(shop, ['CHANGES']);
  await shop.receive('CHANGES', 10);
  const body = { channel: 'MARKET', sku: 'CHANGES', quantity: 8 };
  await keep('C', body);
  await keep('C', { ...body, quantity: 2 });
  assert.equal((await buy('TABLE', 'CHANGES', 8)).status, 201);
  const other = await shop.submit('put_allotment', { code: 'C', ...body, channel: 'TABLE' });
  assert.equal(other.body.code, 'already_exists');
  const ended = await shop.submit('end_allotment', { code: 'C', reason: 'sold out elsewhere' });
  assert.equal(ended.status, 200, ended.text);
  assert.equal((await buy('TABLE', 'CHANGES', 2)).status, 201);
});

test('[O90] channels that race for the last units through two hubs never take what is kept for others', async () => {
  for (const [round, { own, other, free }] of [
    { own: 20, other: 15, free: 5 },
    { own: 30, other: 10, free: 0 },
  ].entries()) {
    const sku = `FLASH-${round}`;
    await putSkus(shop, [sku]);
    await shop.receive(sku, own + other + free);
    await keep(`M-${round}`, { channel: 'MARKET', sku, quantity: own });
    await keep(`T-${round}`, { channel: 'TABLE', sku, quantity: other, location: 'SHA' });
    const wishes = ['MARKET', 'TABLE', 'SHOP'].flatMap((channel) =>
      Array.from({ length: 60 }, () => channel),
    );
    const answers = await Promise.all(
      wishes.map((channel, index) => buy(channel, sku, 1, shops[index % 2] as Shop)),
    );
    const sold = Map.groupBy(
      wishes.filter((_, index) => answers[index]?.status === 201),
      (channel) => channel,
    );
    const count = (channel: string) => sold.get(channel)?.length ?? 0;
    assert.equal(count('MARKET') + count('TABLE') + count('SHOP'), own + other + free);
    assert.ok(count('MARKET') >= own && count('TABLE') >= other && count('SHOP') <= free);
    for (const { channel, taken, remaining } of await allotmentsOf(sku)) {
      assert.equal(taken, count(channel as string));
      assert.equal(remaining, 0);
    }
    const answer = await listPositions(pool, { sku, location: 'SHA' }, PAGE);
    assert.ok(answer.kind === 'found');
    assert.equal(answer.value.items[0]?.available, 0);
  }
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  assert.deepEqual(
    shops.map(({ hub }) => hub.reported),
    [[], []],
  );
});

test('[O91] orders whose units a count has not found are named; what they give back is not promised again', async () => {
  await putSkus(shop, ['MISSING']);
  await shop.receive('MISSING', 10);
  const placed = await buy('TABLE', 'MISSING', 7);
  assert.equal(placed.status, 201, placed.text);
  const ordered = await shop.hub.submit<{ id: string }>('order_count', {
    sku: 'MISSING',
    location: 'SHA',
    reason: 'looks empty',
    tolerance: { units: 100, permille: 0 },
  });
  const { id } = ordered.body;
  const counted = await shop.hub.submit('record_count', { id, counted: 2 });
  assert.equal(counted.body['state'], 'short', counted.text);
  const { rows } = await pool.query<{ data: string }>(
    `select data from hub.event where type = 'stock.promise_broken' order by xid desc, id desc limit 1`,
  );
  const told = JSON.parse(rows[0]?.data as string) as { missing: number; orders: object[] };
  assert.equal(told.missing, 5);
  assert.deepEqual(told.orders, [{ orderId: placed.body.id, reserved: 0, allocated: 7 }]);
  await shop.on('cancel_order', placed.body.id, { reason: 'cannot be sent' });
  assert.equal((await buy('TABLE', 'MISSING', 3)).body.code, 'insufficient_stock');
  await shop.tick(withheldDeadlines);
  const task = await readCountTask(pool, id);
  assert.equal(task.kind === 'found' ? task.value.state : null, 'posted');
  assert.equal((await buy('TABLE', 'MISSING', 2)).status, 201);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});
