import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock, instantToText } from '../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition, FlowNode } from '../../contracts/flows.ts';
import type { FlowCallTrial, FlowTrial } from '../../contracts/flow-trials.ts';
import { personWith } from './people.testing.ts';
import {
  fillCompany,
  indexAll,
  testOrder,
  testServer,
  type TestAnswer,
  type TestServer,
} from './testing.ts';

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
  await indexAll(database.pool);
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

function tryOut(
  definition: FlowDefinition,
  orders?: number,
  { key, from = FROM }: { readonly key?: string; readonly from?: number } = {},
): Promise<TestAnswer> {
  const time = { from: instantToText(from), to: instantToText(machineClock.now() + 60_000) };
  const body = { definition, ...time, ...(orders === undefined ? {} : { orders }) };
  return server.call('POST', '/v1/flow-trials', body, key === undefined ? {} : { key });
}

async function tried(
  definition: FlowDefinition,
  orders?: number,
  from?: number,
): Promise<FlowTrial> {
  const { status, body, text } = await tryOut(
    definition,
    orders,
    from === undefined ? {} : { from },
  );
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
  const refused = await tryOut(LARGE, 1, { key });
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

/** Two orders that came to their customers and were asked to come back in part, and one that was cancelled. */
async function placeLives(): Promise<void> {
  const post = async (path: string, body: object = {}) => {
    const { status, body: answer, text } = await server.call('POST', path, body);
    assert.ok(status < 300, text);
    return answer;
  };
  // There is enough for one of them: the other finds what has come since.
  const lines = [{ sku: 'TEA-1', quantity: 600_000, unitPriceMinor: 1 }];
  for (const name of ['first', 'second']) {
    const { id } = await post('/v1/orders', testOrder(name, { lines }));
    const order = `/v1/orders/${String(id)}`;
    await post(`${order}/release`);
    const shipped = { carrier: 'fast', trackingNumber: name };
    await post(`/v1/fulfilment/orders/${String(id)}-1/report-shipped`, shipped);
    const occurredAt = instantToText(machineClock.now());
    const event = { kind: 'delivered', occurredAt, reference: name };
    await post('/v1/fulfilment/tracking', { trackingNumber: name, event });
    await post(`${order}/returns`, { lines: [{ lineNumber: 1, quantity: 1, reason: 'damaged' }] });
    await post('/v1/stock/adjustments', {
      location: 'CN-SHA',
      reason: 'found',
      lines: [{ sku: 'TEA-1', delta: 600_000 }],
    });
  }
  const { id: dropped } = await post('/v1/orders', testOrder('dropped'));
  await post(`/v1/orders/${String(dropped)}/cancel`, { reason: 'changed mind' });
  await indexAll(database.pool);
}

test('[A122, A153, A154] what happened to orders in the past happens once more, and what does not is said', async () => {
  const from = machineClock.now();
  await placeLives();
  const mark = node('mark', 'set_attribute', { name: 'seen', value: 'true' });
  const drawn = (code: string, more: Partial<FlowDefinition>): FlowDefinition => {
    const { filter: _filter, ...rest } = LARGE;
    return { ...rest, code, start: 'mark', nodes: [mark], edges: [], ...more };
  };
  const judge = node('judge', 'judge_return', { verdict: 'approve', reason: 'Ours.' });
  const returns = await tried(
    drawn('returns', {
      trigger: { kind: 'point', point: 'return_approval' },
      start: 'judge',
      nodes: [judge],
    }),
    undefined,
    from,
  );
  assert.deepEqual(
    [returns.orders, returns.entered, returns.failed, returns.unreached],
    [3, 2, 0, null],
  );
  assert.deepEqual(returns.reached, {
    released: 2,
    shipped: 2,
    delivered: 2,
    cancelled: 1,
    returned: 2,
  });
  const event = (name: string) => ({ trigger: { kind: 'event', event: name } }) as const;
  const shipped = await tried(drawn('shipped', event('fulfilment.shipped')), undefined, from);
  assert.deepEqual([shipped.entered, shipped.different, shipped.unreached], [2, 2, null]);
  assert.deepEqual(
    shipped.differences[0]?.changes.map(({ field }) => field),
    ['attributes'],
  );
  const waits = await tried(
    drawn('waits', {
      start: 'wait',
      nodes: [node('wait', 'wait_event', { event: 'fulfilment.delivered' }), mark],
      edges: [edge('wait', 'next', 'mark')],
    }),
    undefined,
    from,
  );
  assert.deepEqual([waits.entered, waits.waiting, waits.different], [3, 1, 2]);
  const gate = await tried(
    drawn('gate', { trigger: { kind: 'point', point: 'ship_gate' } }),
    undefined,
    from,
  );
  assert.deepEqual([gate.entered, gate.unreached], [0, 'point_not_reached']);
  const hold = LARGE.nodes.find(({ id }) => id === 'hold') as FlowNode;
  const held = await tried(drawn('held', { start: 'hold', nodes: [hold] }), undefined, from);
  assert.deepEqual([held.entered, held.reached.released, held.reached.cancelled], [3, 0, 1]);
  const states = held.differences.flatMap(({ changes }) =>
    changes.filter(({ field }) => field === 'state').map(({ before, after }) => [before, after]),
  );
  assert.deepEqual(states[0], ['returning', 'held'], 'what is live is carried as far as it goes');
  const paused = { start: 'hold', nodes: LARGE.nodes.slice(2, 5), edges: LARGE.edges.slice(3) };
  const { reached } = await tried(drawn('paused', paused), undefined, from);
  assert.deepEqual([reached.released, reached.shipped], [0, 0], 'no flow looks on');
  const gated = { ...paused, trigger: { kind: 'point', point: 'release_gate' } } as const;
  const passed = await tried(drawn('gated', gated), undefined, from);
  assert.deepEqual([passed.entered, passed.reached.shipped], [2, 0], 'it looks at the release');
  const claims = await tried(drawn('claims', event('claim.opened')), undefined, from);
  assert.deepEqual([claims.entered, claims.unreached], [0, 'event_not_happened']);
});

/** An endpoint that says what a size costs; `name` is personal. */
function quote(text: string, code = 'quote'): FlowDefinition {
  const named = { type: 'string', isPersonal: true } as const;
  return {
    format: 1,
    code,
    names: { en: code },
    description: 'Quotes. Ask the test.',
    trigger: {
      kind: 'api',
      input: {
        type: 'object',
        properties: { size: { type: 'integer' }, name: named },
        required: ['size'],
      },
      output: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    },
    start: 'small',
    nodes: [
      node('small', 'condition', { when: 'input.size < 3' }),
      node('no', 'end', { outcome: 'reject', reason: 'Too small.' }),
      node('say', 'answer', { values: { text } }),
    ],
    edges: [edge('small', 'yes', 'no'), edge('small', 'no', 'say')],
  };
}

test('[A155] a drawing of an endpoint is tried on past calls, of which nothing personal is kept, and with one call', async () => {
  const [drawer, approver] = [
    await personWith(server, 'operations'),
    await personWith(server, 'operations'),
  ];
  const body = {
    definition: quote("'costs ' + string(input.size)"),
    layout: { places: {}, comments: [] },
  };
  assert.equal((await drawer('PUT', '/v1/flows/quote', body)).status, 200);
  const published = await approver('POST', '/v1/flows/quote/publish', { version: 1 });
  assert.equal(published.status, 200, published.text);
  const key = await server.makeKey('quoter', { scopes: ['flow-apis:call/quote'] });
  for (const input of [{ size: 2 }, { size: 4 }, { size: 9 }, { size: 9, name: 'Ada' }]) {
    await server.call('POST', '/v1/flow-apis/quote', input, { key });
  }
  const { rows } = await database.pool.query<{ kept: number; named: number }>(
    `select count(input)::int as kept, count(*) filter (where input ? 'name')::int as named from flows.api_call`,
  );
  assert.deepEqual(rows, [{ kept: 3, named: 0 }]);
  const before = await traces();
  const time = { from: instantToText(FROM), to: instantToText(machineClock.now() + 60_000) };
  const drawn = quote("input.size > 5 ? 'dear' : 'costs ' + string(input.size)");
  const told = await drawer('POST', '/v1/flow-call-trials', { definition: drawn, ...time });
  assert.equal(told.status, 200, told.text);
  const trial = told.body as unknown as FlowCallTrial;
  assert.deepEqual([trial.tried, trial.different, trial.failures], [3, 1, []]);
  assert.deepEqual(trial.refused, { before: 1, after: 1 });
  assert.deepEqual(trial.answered, { before: 2, after: 2 });
  const [difference] = trial.differences;
  assert.deepEqual(
    [difference?.before.answer, difference?.after.answer, difference?.trail],
    [{ text: 'costs 9' }, { text: 'dear' }, ['small', 'say']],
  );
  const one = (input: object) =>
    drawer('POST', '/v1/flow-call-trials/one', { definition: drawn, input });
  const answered = await one({ size: 7, name: 'Bo' });
  assert.deepEqual(
    [answered.body['state'], answered.body['answer']],
    ['answered', { text: 'dear' }],
    answered.text,
  );
  const refused = await one({ size: 1 });
  assert.deepEqual([refused.body['state'], refused.body['reason']], ['refused', 'Too small.']);
  assert.equal((await one({})).body['state'], 'not_taken');
  assert.deepEqual(await traces(), before);
  const uncalled = await drawer('POST', '/v1/flow-call-trials', { definition: LARGE, ...time });
  assert.deepEqual([uncalled.status, uncalled.body['code']], [400, 'invalid_request']);
});
