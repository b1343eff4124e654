import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { COUNT_STATES, type CountTaskView } from '../../../contracts/inventory-counts.ts';
import type { AnyBody, TestHub } from '../../hub/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { COUNT_TRANSITIONS } from './counts.ts';
import {
  compareLedgerWithPositions,
  createCountPlanning,
  listCountTasks,
  listPositions,
  readCountTask,
  withheldDeadlines,
} from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const HOUR_MS = 3_600_000;
const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
after(() => database.drop());

let hub: TestHub;
let round = 0;
let TEA = '';
let SHA = '';

beforeEach(async () => {
  round += 1;
  [TEA, SHA] = [`TEA-${round}`, `SHA-${round}`];
  hub = inventoryHub(pool);
  await putTestSkus(hub, [TEA]);
  await putTestLocations(hub, [SHA]);
  await done('receive_stock', {
    location: SHA,
    reference: 'DN',
    lines: [{ sku: TEA, quantity: 50 }],
  });
  hub.clock.advance(HOUR_MS);
});
afterEach(async () => {
  await hub.stop();
  assert.deepEqual(hub.reported, []);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

async function done<Body = AnyBody>(kind: string, body: unknown, actor?: string): Promise<Body> {
  const reply = await hub.submit<Body>(kind, body, actor === undefined ? {} : { actor });
  assert.ok(reply.status < 300, reply.text + hub.reported.join());
  return reply.body;
}

async function order(over: object = {}): Promise<string> {
  const body = { sku: TEA, location: SHA, reason: 'looks wrong', ...over };
  return (await done<CountTaskView>('order_count', body)).id;
}

function count(id: string, counted: number, actor: string, over: object = {}) {
  return done<CountTaskView>('record_count', { id, counted, ...over }, actor);
}

async function adjust(lines: object[]): Promise<void> {
  const named = lines.map((line) => ({ sku: TEA, ...line }));
  await done('adjust_stock', { location: SHA, reason: 'moved', lines: named });
}

async function position() {
  return found(await listPositions(pool, { sku: TEA, location: SHA }, PAGE)).items[0];
}

async function tick(source: ReturnType<typeof createCountPlanning>): Promise<void> {
  for (const { kind, body } of await source.due(pool, hub.clock.now(), 10)) await done(kind, body);
}

test('[I29] the table of states is the database s', async () => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
     where conname = 'count_task_state_check'`,
  );
  const named = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, name]) =>
    String(name),
  );
  assert.deepEqual(named.toSorted(), [...COUNT_STATES].toSorted());
  assert.deepEqual(Object.keys(COUNT_TRANSITIONS).toSorted(), [...COUNT_STATES].toSorted());
});

test('[I29] within the tolerance a count is posted at once, against the moment of counting', async () => {
  const id = await order({ tolerance: { units: 2, permille: 0 } });
  hub.clock.advance(HOUR_MS);
  const countedAt = new Date(hub.clock.now()).toISOString();
  hub.clock.advance(HOUR_MS);
  await adjust([{ delta: -7 }]);
  const task = await count(id, 49, 'person/ada', { countedAt });
  assert.deepEqual([task.state, task.variance, task.counts[0]?.expected], ['posted', -1, 50]);
  assert.equal((await position())?.onHand, 42);
});

test('[I29] beyond it somebody else counts, then a person approves; nobody is told what is expected before', async () => {
  const id = await order();
  const first = await count(id, 44, 'person/ada');
  assert.deepEqual(
    [first.state, first.variance, first.counts[0]?.expected],
    ['recount', null, null],
  );
  const wish = { id, counted: 44 };
  const same = await hub.submit('record_count', wish, { actor: 'person/ada' });
  assert.equal(same.body.code, 'second_person_needed');
  const second = await count(id, 45, 'person/bob');
  assert.deepEqual([second.state, second.variance], ['approval', -5]);
  // What moves between count and approval stays moved.
  await adjust([{ delta: 10 }]);
  const approval = { id, decision: 'approve', reason: 'counted twice' };
  const own = await hub.submit('decide_count', approval, { actor: 'person/bob' });
  assert.equal(own.body.code, 'second_person_needed');
  assert.equal((await done<CountTaskView>('decide_count', approval, 'person/eve')).state, 'posted');
  assert.equal((await position())?.onHand, 55);
  const late = await hub.submit('record_count', wish, { actor: 'person/eve' });
  assert.equal(late.body.code, 'illegal_transition');
});

test('[I29] a count may be called off, or made once more', async () => {
  const id = await order();
  await count(id, 40, 'person/ada');
  await count(id, 41, 'person/bob');
  await done('decide_count', { id, decision: 'recount', reason: 'they differ' }, 'person/eve');
  const third = await count(id, 50, 'person/ada');
  assert.equal(third.state, 'posted');
  const other = await order();
  const off = await done<CountTaskView>('decide_count', {
    id: other,
    decision: 'cancel',
    reason: 'x',
  });
  assert.equal(off.state, 'cancelled');
  assert.equal(found(await readCountTask(pool, other)).state, 'cancelled');
});

test('[I28, I29] a count that would break promises says so and takes the rest when it is given back', async () => {
  const expiresAt = new Date(hub.clock.now() + HOUR_MS).toISOString();
  const wish = { sku: TEA, location: SHA, quantity: 48, reference: 'cart', expiresAt };
  const { id: reservation } = await done('reserve_stock', wish);
  const id = await order({ tolerance: { units: 100, permille: 0 } });
  const task = await count(id, 40, 'person/ada');
  assert.deepEqual([task.state, task.unposted], ['short', 8]);
  const { rows } = await pool.query<{ data: string }>(
    `select data from hub.event where type = 'stock.promise_broken' and subject = $1`,
    [`location/${SHA}`],
  );
  assert.equal((JSON.parse(rows[0]?.data as string) as { missing: number }).missing, 8);
  await done('release_reservation', { id: reservation });
  await tick(withheldDeadlines);
  assert.equal(found(await readCountTask(pool, id)).state, 'posted');
  assert.equal((await position())?.onHand, 40);
});

test('[I30] what pickers had not found is written off, or given back when the count finds it', async () => {
  const shortPick = (units: number) =>
    pool
      .query(
        `with moved as (
           update inventory.stock_position set quality_control = quality_control + $2
           from inventory.sku where sku.id = sku_id and sku.code = $1
           returning sku_id, location_id
         )
         insert into inventory.stock_entry (sku_id, location_id, kind, quality_control_delta, event_id,
           recorded_at)
         select sku_id, location_id, 'short_pick', $2, '01a203c5-275f-7324-89cd-0c11b939cef0',
           to_timestamp($3::bigint / 1000.0)
         from moved`,
        [TEA, units, hub.clock.now()],
      )
      .then(() => undefined);
  await shortPick(5);
  await count(await order({ tolerance: { units: 9, permille: 0 } }), 47, 'person/ada');
  let now = await position();
  assert.deepEqual([now?.onHand, now?.qualityControl], [47, 0]);
  await shortPick(4);
  await count(await order(), 47, 'person/ada');
  now = await position();
  assert.deepEqual([now?.onHand, now?.qualityControl, now?.available], [47, 0, 47]);
});

test('[I31] a plan that is due makes tasks once, and a position is counted once at a time', async () => {
  const rule = {
    everyDays: 1,
    tasksMax: 10,
    countEveryDays: { A: 30, B: 90, C: 365 },
    isAfterShortPicks: true,
    isBlind: true,
    tolerance: { units: 0, permille: 0 },
  };
  await done('put_count_plan', { code: `P-${round}`, location: SHA, rule });
  const planning = createCountPlanning();
  const due = await planning.due(pool, hub.clock.now(), 10);
  const [plan] = due;
  assert.ok(plan !== undefined);
  await done(plan.kind, plan.body);
  await done(plan.kind, plan.body);
  const filter = { location: SHA, state: null };
  const [task, ...more] = found(await listCountTasks(pool, filter, PAGE)).items;
  assert.deepEqual([task?.why, task?.plan, more.length], ['never_counted', `P-${round}`, 0]);
  assert.deepEqual(await planning.due(pool, hub.clock.now(), 10), []);
  hub.clock.advance(24 * HOUR_MS);
  await tick(planning);
  assert.equal(found(await listCountTasks(pool, filter, PAGE)).items.length, 1);
  await count(task?.id as string, 50, 'person/ada');
  hub.clock.advance(24 * HOUR_MS);
  await tick(planning);
  assert.equal(found(await listCountTasks(pool, filter, PAGE)).items.length, 1);
});
