import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { openCompany, putSkus } from '../../modules/orders/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { FlowDefinition, FlowPoint } from '../../../contracts/flows.ts';
import { readRelease, releaseDeadlines } from '../index.ts';
import { shareOf } from '../release/index.ts';
import {
  drawing,
  flowDesk,
  node,
  openFlowShop,
  person,
  releaseReader,
} from './releases.testing.ts';

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const shop = openFlowShop(pool, clock);
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 100_000);
const desk = flowDesk(shop);
const reader = releaseReader(pool, shop);
const [ada, bob] = [person('ada'), person('bob')];
after(async () => {
  await reader.stop();
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const HALF = 500_000;

async function placeMany(count: number): Promise<number[]> {
  const placed = await Promise.all(Array.from({ length: count }, () => shop.place({})));
  return placed.map(({ body }) => Number(body.id));
}

async function viewOf(code: string, id: string) {
  const found = await readRelease(pool, { code, id }, { actor: 'key/test', now: clock.now() });
  assert.ok(found.kind === 'found');
  return found.value;
}

/** Counts what events tell, and lets the clock judge. */
async function judgeNow(): Promise<number> {
  await reader.catchUp();
  return shop.tick(releaseDeadlines);
}

/** A release whose share is half of the orders, beside a live version that lets all of them be. */
async function releaseHalf(definition: FlowDefinition, expected?: ['holds']): Promise<string> {
  const { code, trigger } = definition;
  const plain = drawing(code, [node('log', 'write_log', { text: "'old'" })], [], { trigger });
  const drawn = await desk.put(ada, plain);
  const published = await desk.publish(ada, code, drawn.body.version);
  assert.equal(published.status, 200, published.text);
  const submitted = await desk.submitted(ada, definition, drawn.body.version);
  const { id, flow } = submitted;
  if (submitted.state === 'waiting') await desk.on('approve_flow', bob, { id, flow });
  const plan = { plan: 'by_steps', ...(expected === undefined ? {} : { expected }) } as const;
  const started = await desk.start(bob, { id, flow }, plan);
  assert.equal(started.status, 200, started.text);
  await pool.query('update flows.release set share_millionths = $2 where id = $1', [id, HALF]);
  await pool.query(`update hub.fact_version set version = version + 1 where name = 'flow'`);
  return id;
}

const isInHalf = (releaseId: string) => (orderId: string | number) =>
  shareOf(String(orderId), releaseId, HALF) === 'canary';

/** What was counted of the groups of a release. */
async function countedOf(releaseId: string) {
  const { rows } = await pool.query<{
    group: string;
    orders: number;
    failures: number;
    holds: number;
  }>(
    `select order_group as group, sum(orders)::int as orders, sum(failures)::int as failures,
       sum(holds)::int as holds
     from (select * from flows.release_tally union all select * from flows.release_count) as counted
     where release_id = $1 group by order_group order by order_group`,
    [releaseId],
  );
  return rows;
}

const atPoint = (point: FlowPoint) => ({ trigger: { kind: 'point', point } }) as const;
const refuses = (code: string, point: FlowPoint) =>
  drawing(code, [node('no', 'end', { outcome: 'reject', reason: 'No.' })], [], atPoint(point));

test('[FW8] a flow at validate refuses its share of the orders only, and is rolled back unless it is to', async () => {
  const judged = await releaseHalf(refuses('judged', 'validate'));
  const answers = await Promise.all(Array.from({ length: 60 }, () => shop.place({})));
  const placed = answers.filter(({ status }) => status === 201).map(({ body }) => Number(body.id));
  const [first, last] = [Math.min(...placed), Math.max(...placed)];
  const isCanary = isInHalf(judged);
  for (let id = first; id <= last; id += 1) assert.equal(placed.includes(id), !isCanary(id));
  const refused = answers.length - placed.length;
  assert.deepEqual(await countedOf(judged), [
    { group: 'canary', orders: refused, failures: 0, holds: refused },
    { group: 'control', orders: placed.length, failures: 0, holds: 0 },
  ]);
  assert.equal(await judgeNow(), 1);
  const { state, reasons } = await viewOf('judged', judged);
  assert.deepEqual([state, reasons[0]?.metric], ['rolled_back', 'holds']);
  assert.equal(reasons[0]?.canaryCounted, refused);
  assert.equal((await placeMany(20)).filter(Number.isInteger).length, 20);
  await desk.stop(ada, 'judged');

  const meant = await releaseHalf(refuses('meant', 'validate'), ['holds']);
  await Promise.all(Array.from({ length: 60 }, () => shop.place({})));
  assert.equal(await judgeNow(), 0);
  assert.equal((await viewOf('meant', meant)).state, 'releasing');
  await desk.stop(ada, 'meant');
});

test('[FW8] a flow at price that fails is rolled back; what is not placed or placed on hold counts', async () => {
  const absent = { amount: "money(order.attributes['absent'].size(), 'CNY')", name: 'Off' };
  const failing = [node('off', 'adjust_price', absent)];
  const priced = await releaseHalf(drawing('priced', failing, [], atPoint('price')));
  const hold = [node('hold', 'hold', { kind: 'review', reason: 'Look.' })];
  const held = await releaseHalf(drawing('looked-at', hold, [], atPoint('validate')));
  const lines = [{ sku: 'TEA', quantity: 1_000_000, unitPriceMinor: 100 }];
  assert.equal((await shop.place({ lines, backorder: 'refuse' })).body.code, 'insufficient_stock');
  const placed = await placeMany(60);
  const canaries = placed.filter(isInHalf(priced)).length;
  const of = async (id: string, what: 'failures' | 'holds') =>
    (await countedOf(id)).reduce((sum, counted) => sum + counted[what], 0);
  assert.deepEqual([await of(priced, 'failures'), await of(held, 'failures')], [1, 0]);
  assert.equal(await of(held, 'holds'), placed.filter(isInHalf(held)).length);
  assert.equal(await judgeNow(), 2);
  const { state, reasons } = await viewOf('priced', priced);
  assert.deepEqual([state, reasons[0]?.metric], ['rolled_back', 'nodeErrors']);
  assert.ok((reasons[0]?.canaryCounted ?? 0) >= canaries);
  assert.equal((await viewOf('looked-at', held)).reasons[0]?.metric, 'holds');
  await desk.stop(ada, 'priced');
  await desk.stop(ada, 'looked-at');
});

test('[FW8] a flow at promise adds days to its share of the orders, also when they are planned anew', async () => {
  const days = [node('days', 'add_handling_days', { days: 3, reason: 'Engraved.' })];
  const slow = await releaseHalf(drawing('slow', days, [], atPoint('promise')));
  const placed = await Promise.all(Array.from({ length: 20 }, () => shop.place({})));
  const promised = Map.groupBy(placed, ({ body }) => isInHalf(slow)(body.id));
  const dates = (isCanary: boolean) =>
    new Set(promised.get(isCanary)?.map(({ body }) => body.promisedAt));
  assert.deepEqual([dates(true).size, dates(false).size], [1, 1]);
  assert.ok([...dates(true)].every((date) => String(date) > String([...dates(false)][0])));
  for (const { body } of placed) {
    await shop.on('source_order_again', body.id, { excludedLocations: ['WEST'] });
  }
  const { rows } = await pool.query<{ order_id: number; flow_version: number }>(
    `select distinct order_id, flow_version from flows.run where flow_code = 'slow'`,
  );
  assert.equal(rows.length, placed.length);
  for (const { order_id, flow_version } of rows) {
    assert.equal(flow_version, isInHalf(slow)(order_id) ? 2 : 1);
  }
  const orders = (await countedOf(slow)).reduce((sum, counted) => sum + counted.orders, 0);
  assert.equal(orders, placed.length);
  await desk.stop(ada, 'slow');
});

test('[FW9] an authorisation that a flow refuses counts its order once, and only in its share', async () => {
  const paying = await releaseHalf(refuses('paying', 'payment'));
  const placed = await placeMany(12);
  const pay = (id: number, reference: string) =>
    shop.on('record_payment', String(id), { kind: 'authorised', amountMinor: 100, reference });
  for (const id of placed) {
    const status = isInHalf(paying)(id) ? 422 : 200;
    assert.equal((await pay(id, `first ${id}`)).status, status);
    assert.equal((await pay(id, `second ${id}`)).status, status);
  }
  const canaries = placed.filter(isInHalf(paying)).length;
  assert.deepEqual(await countedOf(paying), [
    { group: 'canary', orders: canaries, failures: 0, holds: canaries },
    { group: 'control', orders: placed.length - canaries, failures: 0, holds: 0 },
  ]);
  await desk.stop(ada, 'paying');
});
