import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assembleRooms } from '../../assemble.ts';
import { createIdSource } from '../../kernel/ids.ts';
import { machineClock, MINUTE_MS, instantToText } from '../../kernel/clock.ts';
import { aLine, openCompany, openShop, paid, putSkus } from '../../modules/orders/testing.ts';
import { createSearchIndexer } from '../../modules/orders/index.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { FlowDefinition, FlowNode } from '../../../contracts/flows.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import { tryDrawing } from './index.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA', 'CUP']);
await shop.receive('TEA', 1_000);
await shop.receive('CUP', 2);
const FROM = shop.clock.now();
for (let number = 1; number <= 12; number += 1) {
  shop.clock.advance(MINUTE_MS);
  const placed = await shop.place({
    externalId: `past ${number}`,
    lines: [aLine('TEA', number)],
    ...(number % 2 === 0 ? paid(number * 1_000, `pay-${number}`) : {}),
  });
  assert.equal(placed.status, 201, placed.text);
}
const TO = shop.clock.now() + 1;
const indexer = createSearchIndexer({
  pool,
  clock: machineClock,
  log: { warn: () => assert.fail() },
});
await indexer.catchUp();
await indexer.stop();
after(async () => {
  await shop.stop();
  await database.drop();
});

const node = (id: string, component: string, settings: Record<string, unknown> = {}): FlowNode => ({
  id,
  component,
  settings,
});
const edge = (from: string, output: string, to: string) => ({ from, output, to });

/** Orders of more than six units are held for half an hour, those of more than ten marked. */
const LARGE: FlowDefinition = {
  format: 1,
  code: 'large-orders',
  names: { en: 'Large orders' },
  trigger: { kind: 'event', event: 'order.placed' },
  filter: 'order.lines[0].quantity > 2',
  start: 'is_large',
  nodes: [
    node('is_large', 'condition', { when: 'order.lines[0].quantity > 6' }),
    node('is_huge', 'condition', { when: 'order.lines[0].quantity > 100' }),
    node('hold', 'hold', { kind: 'large', reason: 'A large order' }),
    node('pause', 'wait_time', { minutes: 30 }),
    node('release', 'release_hold', { kind: 'large' }),
    node('mark', 'set_attribute', { name: 'huge', value: '"yes"' }),
  ],
  edges: [
    edge('is_large', 'yes', 'is_huge'),
    edge('is_huge', 'yes', 'mark'),
    edge('is_huge', 'no', 'hold'),
    edge('hold', 'next', 'pause'),
    edge('pause', 'next', 'release'),
  ],
};

async function tried(definition: FlowDefinition, orders?: number): Promise<FlowTrial> {
  const answer = await tryDrawing(
    { pool, ids: createIdSource(shop.clock), openRooms: assembleRooms },
    {
      definition,
      from: instantToText(FROM),
      to: instantToText(TO),
      ...(orders === undefined ? {} : { orders }),
    },
  );
  assert.equal(answer.kind, 'found', JSON.stringify(answer));
  return answer.kind === 'found' ? answer.value : assert.fail();
}

/** All that a trial might leave behind. */
async function traces(): Promise<unknown> {
  const { rows } = await pool.query(
    `select (select count(*) from orders.order_header) as orders, (select count(*) from hub.event) as events,
       (select count(*) from inventory.stock_entry) as entries, (select count(*) from flows.run) as runs,
       (select last_value from orders.order_id_block) as numbers, (select sum(reserved) from inventory.stock_position) as reserved`,
  );
  return rows[0];
}

test('[FS1] past orders go through the drawing in the real rooms, and what differs is said', async () => {
  const trial = await tried(LARGE);
  assert.equal(trial.orders, 12);
  assert.equal(trial.entered, 10);
  assert.equal(trial.failed, 0);
  assert.deepEqual(trial.refused, { before: 0, after: 0 });
  assert.deepEqual(trial.held, { before: 0, after: 6 });
  assert.deepEqual(trial.heldMinutes, { before: 0, after: 6 * 30 });
  assert.equal(trial.waiting, 0);
  const visits = new Map(trial.nodes.map(({ node: id, visits: count }) => [id, count]));
  assert.equal(visits.get('hold'), 6);
  assert.equal(visits.get('mark'), 0, 'an untouched node');
  const huge = trial.nodes.find(({ node: id }) => id === 'is_huge');
  assert.deepEqual(huge?.untouchedOutputs, ['yes'], 'an untouched branch');
});

test('[FS2] a trial leaves nothing behind, not even a number of an order', async () => {
  const before = await traces();
  await tried(LARGE);
  assert.deepEqual(await traces(), before);
});

test('[FS3] tried against itself nothing differs, and each order finds the stock that the one before it found', async () => {
  const still: FlowDefinition = { ...LARGE, filter: 'false' };
  const trial = await tried(still);
  assert.equal(trial.different, 0);
  assert.equal(trial.entered, 0);
  assert.equal(trial.orders, 12);
  assert.equal((await tried(still, 5)).orders, 5);
});

test('[FS4] a drawing that is not sound is not tried', async () => {
  const answer = await tryDrawing(
    { pool, ids: createIdSource(shop.clock), openRooms: assembleRooms },
    {
      definition: { ...LARGE, filter: 'order.nothing > 2' },
      from: instantToText(FROM),
      to: instantToText(TO),
    },
  );
  assert.ok(answer.kind === 'refused');
  assert.equal(answer.code, 'flow_not_sound');
});
