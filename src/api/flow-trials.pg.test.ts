import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock, instantToText } from '../kernel/clock.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition, FlowNode } from '../../contracts/flows.ts';
import type { FlowTrial } from '../../contracts/flow-trials.ts';
import { personWith } from './people.testing.ts';
import { fillCompany, testOrder, testServer, type TestAnswer, type TestServer } from './testing.ts';

const FROM = machineClock.now() - 1_000;
let database: TestDatabase;
let server: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  for (let quantity = 1; quantity <= 12; quantity += 1) {
    const order = testOrder(`past ${quantity}`, {
      lines: [{ sku: 'TEA-1', quantity, unitPriceMinor: 1_500 }],
    });
    const placed = await server.call('POST', '/v1/orders', order);
    assert.equal(placed.status, 201, placed.text);
  }
  const indexer = createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { warn: () => assert.fail() },
  });
  await indexer.catchUp();
  await indexer.stop();
});
after(async () => {
  await server.stop();
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

const EFFECT: FlowDefinition = {
  ...LARGE,
  code: 'ask-outside',
  start: 'invoice',
  nodes: [
    node('invoice', 'issue_invoice', { connector: 'books' }),
    node('numbered', 'set_attribute', { name: 'invoice', value: 'steps.invoice.number' }),
  ],
  edges: [edge('invoice', 'next', 'numbered')],
};

function tryOut(definition: FlowDefinition, orders?: number, key?: string): Promise<TestAnswer> {
  const time = { from: instantToText(FROM), to: instantToText(machineClock.now() + 60_000) };
  const body = { definition, ...time, ...(orders === undefined ? {} : { orders }) };
  return server.call('POST', '/v1/flow-trials', body, key === undefined ? {} : { key });
}

async function tried(definition: FlowDefinition, orders?: number): Promise<FlowTrial> {
  const { status, body, text } = await tryOut(definition, orders);
  assert.equal(status, 200, text);
  return body as unknown as FlowTrial;
}

/** All that a trial might leave behind. */
async function traces(): Promise<unknown> {
  const { rows } = await database.pool.query(
    `select (select count(*) from orders.order_header) as orders, (select count(*) from hub.event) as events,
       (select count(*) from inventory.stock_entry) as entries, (select count(*) from flows.run) as runs,
       (select last_value from orders.order_id_block) as numbers, (select sum(reserved) from inventory.stock_position) as reserved`,
  );
  return rows[0];
}

test('[A120] past orders go through the drawing in the real rooms, and what differs is said', async () => {
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

test('[A120] what a drawing says while orders are planned shows in their promises', async () => {
  const trial = await tried({
    ...LARGE,
    code: 'stocktaking',
    trigger: { kind: 'point', point: 'promise' },
    start: 'more',
    nodes: [node('more', 'add_handling_days', { days: 3, reason: 'Stocktaking.' })],
    edges: [],
  });
  assert.deepEqual([trial.entered, trial.promisedLater, trial.failed], [10, 10, 0]);
});

test('[A121] a trial leaves nothing behind, not even a number of an order', async () => {
  const before = await traces();
  await tried(LARGE);
  assert.deepEqual(await traces(), before);
});

test('[A122] tried against itself nothing differs, and each order finds the stock that the one before it found', async () => {
  const still: FlowDefinition = { ...LARGE, filter: 'false' };
  const trial = await tried(still);
  assert.equal(trial.different, 0);
  assert.equal(trial.entered, 0);
  assert.equal(trial.orders, 12);
  assert.equal((await tried(still, 5)).orders, 5);
});

test('[A123] a drawing that is not sound is not tried', async () => {
  const { status, body } = await tryOut({ ...LARGE, filter: 'order.nothing > 2' });
  assert.equal(status, 422);
  assert.equal(body['code'], 'flow_not_sound');
});

test('[A123] custom code is tried for technical administrators only, on what each order was', async () => {
  const source = `function decide({ lines }) {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return { output: units > 6 ? 'many' : 'few', values: { units } };
  }`;
  const inputs = { 'lines[].quantity': 'order.lines.map(line, line.quantity)' };
  const settings = { source, inputs, outputs: ['few', 'many'], values: { units: 'int' } };
  const drawn: FlowDefinition = {
    ...LARGE,
    code: 'by-code',
    start: 'count',
    nodes: [
      node('count', 'custom_code', settings),
      node('mark', 'set_attribute', { name: 'units', value: 'string(steps.count.units)' }),
    ],
    edges: [edge('count', 'many', 'mark')],
  };
  const trial = await tried(drawn);
  assert.deepEqual([trial.entered, trial.failed, trial.different], [10, 0, 6]);
  const call = await personWith(server, 'operations');
  const time = { from: instantToText(FROM), to: instantToText(machineClock.now()) };
  const other = await call('POST', '/v1/flow-trials', { definition: drawn, ...time });
  assert.deepEqual([other.status, other.body['code']], [403, 'forbidden'], other.text);
});

test('[A123] a trial tells what stands in orders, so that it is for those who may read them', async () => {
  const key = await server.makeKey('drawer', { scopes: ['flows:read', 'flows:write'] });
  const refused = await tryOut(LARGE, 1, key);
  assert.deepEqual([refused.status, refused.body['scope']], [403, 'orders:read'], refused.text);
});

test('[A124] nobody outside is called: nodes get the answer that they declare as an example', async () => {
  const { rows: before } = await database.pool.query('select count(*) from flows.effect');
  const trial = await tried(EFFECT);
  assert.deepEqual(trial.calls, [{ connector: 'books', count: 10 }]);
  assert.equal(trial.different, 10);
  assert.equal(trial.failed, 0);
  const [first] = trial.differences;
  assert.deepEqual(first?.trail, ['invoice', 'numbered']);
  assert.match(first?.changes[0]?.after ?? '', /"invoice":"/);
  const { rows: afterwards } = await database.pool.query('select count(*) from flows.effect');
  assert.deepEqual(afterwards, before);
});
