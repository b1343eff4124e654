import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import { MINUTE_MS } from '../kernel/clock.ts';
import { createManualClock } from '../hub/testing.ts';
import {
  openCompany,
  openShop,
  putSkus,
  shopModules,
  type Shop,
} from '../modules/orders/testing.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition, FlowNode } from '../../contracts/flows.ts';
import { findComponent, type Perform } from './components/index.ts';
import { createFlows, flowDeadlines } from './index.ts';

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const modules = () =>
  shopModules((orders) => {
    const { sources, handlers, reactions } = createFlows(orders);
    return { leadingSources: sources, handlers, reactions };
  });
const shops: Shop[] = [];
const shop = open();
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 10_000);
after(async () => {
  for (const opened of shops) {
    assert.deepEqual(opened.hub.reported, []);
    await opened.stop();
  }
  await database.drop();
});

function open(): Shop {
  const opened = openShop(pool, clock, modules());
  shops.push(opened);
  return opened;
}

function draw(
  code: string,
  nodes: readonly FlowNode[],
  edges: FlowDefinition['edges'],
  overrides: Partial<FlowDefinition> = {},
): FlowDefinition {
  return {
    format: 1,
    code,
    names: { en: code },
    trigger: { kind: 'event', event: 'order.placed' },
    start: nodes[0]?.id ?? 'none',
    nodes: [...nodes],
    edges,
    ...overrides,
  };
}

const node = (id: string, component: string, settings: Record<string, unknown> = {}): FlowNode => ({
  id,
  component,
  settings,
});
const edge = (from: string, output: string, to: string) => ({ from, output, to });
const LAYOUT = { places: {}, comments: [] };

interface FlowAnswer {
  readonly version: number;
  readonly liveVersion: number | null;
  readonly code: string;
}

async function publish(definition: FlowDefinition, version?: number): Promise<FlowAnswer> {
  const { code } = definition;
  const body = { code, definition, layout: LAYOUT, ...(version === undefined ? {} : { version }) };
  const drawn = await shop.hub.submit<FlowAnswer>('put_flow', body);
  assert.equal(drawn.status, 200, drawn.text);
  const published = await shop.hub.submit<FlowAnswer>('publish_flow', {
    code,
    version: drawn.body.version,
  });
  assert.equal(published.status, 200, published.text);
  return published.body;
}

async function stop(code: string): Promise<void> {
  assert.equal((await shop.hub.submit('stop_flow', { code })).status, 200);
}

interface StoredRun {
  readonly flow: string;
  readonly version: number;
  readonly state: string;
  readonly trail: string;
  readonly failure: string | null;
}

async function runsOf(orderId: string): Promise<StoredRun[]> {
  const { rows } = await pool.query<StoredRun>(
    `select flow_code as flow, flow_version as version, state, trail,
       failures -> 0 ->> 'message' as failure
     from flows.run where order_id = $1 order by entered_at, flow_code`,
    [orderId],
  );
  return rows;
}

async function eventsOf(orderId: string): Promise<string[]> {
  const { rows } = await pool.query<{ told: string }>(
    `select type || ' by ' || actor as told from hub.event where order_id = $1 order by xid, id`,
    [orderId],
  );
  return rows.map(({ told }) => told);
}

const HIGH_VALUE = draw(
  'high-value',
  [
    node('check', 'condition', { when: "order.total >= money(500000, 'CNY')" }),
    node('stop', 'hold', {
      kind: 'review',
      reason: 'High value: look at it first.',
      owner: 'lead',
    }),
    node('mark', 'set_attribute', { name: 'reviewed', value: "'wanted'" }),
  ],
  [edge('check', 'yes', 'stop'), edge('stop', 'next', 'mark')],
  { filter: "order.channel == 'SHOP'" },
);
const dear = { lines: [{ sku: 'TEA', quantity: 500, unitPriceMinor: 1_000 }] };

test('[FH1, FH2] an order is held by a flow in the commit that places it', async () => {
  await publish(HIGH_VALUE);
  const { body } = await shop.place(dear);
  const { rows } = await pool.query<{ state: string; xids: number }>(
    `select header.state, (select count(distinct xid)::int from hub.event where order_id = header.id) as xids
     from orders.order_header as header where id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ state: 'held', xids: 1 }]);
  assert.deepEqual(
    (await eventsOf(body.id)).map((told) => told.replace(' by person/test', '')),
    ['order.placed', 'order.held by flow/high-value', 'order.marked by flow/high-value'],
  );
  assert.deepEqual(await runsOf(body.id), [
    { flow: 'high-value', version: 1, state: 'ended', trail: 'check stop mark', failure: null },
  ]);
  const cheap = await shop.place({});
  assert.deepEqual(
    (await runsOf(cheap.body.id)).map(({ trail }) => trail),
    ['check'],
  );
  const elsewhere = await shop.place({ ...dear, channel: 'LEDGER' });
  assert.deepEqual(await runsOf(elsewhere.body.id), []);
  await stop('high-value');
});

test('[FH4, FH5] what waits goes on by the clock on the version that it entered', async () => {
  const waits = (reason: string) =>
    draw(
      'cooling-off',
      [
        node('rest', 'wait_time', { minutes: 60 }),
        node('stop', 'hold', { kind: 'cooling', reason }),
      ],
      [edge('rest', 'next', 'stop')],
    );
  const first = await publish(waits('as it was'));
  const { body } = await shop.place({});
  const flow = await publish(waits('as it is now'), first.version);
  assert.equal(flow.liveVersion, 2);
  await stop('cooling-off');
  const after1 = await shop.place({});
  assert.deepEqual(await runsOf(after1.body.id), []);
  // Another process, which has never seen the flow.
  const other = open();
  clock.advance(59 * MINUTE_MS);
  assert.equal(await other.tick(flowDeadlines), 0);
  clock.advance(MINUTE_MS);
  const [a, b] = await Promise.all([other.tick(flowDeadlines), shop.tick(flowDeadlines)]);
  assert.ok(a + b >= 1);
  assert.equal(await other.tick(flowDeadlines), 0);
  assert.deepEqual(await runsOf(body.id), [
    { flow: 'cooling-off', version: 1, state: 'ended', trail: 'rest stop', failure: null },
  ]);
  const { rows } = await pool.query<{ reason: string; held: number }>(
    `select holds -> 0 ->> 'reason' as reason, json_array_length(holds) as held
     from orders.order_header where id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ reason: 'as it was', held: 1 }]);
});

test('[FH3] what a flow does triggers flows in the same commit, and a circle of them ends', async () => {
  const ping = draw('ping', [node('set', 'set_attribute', { name: 'count', value: 'now' })], [], {
    trigger: { kind: 'event', event: 'order.marked' },
  });
  const value = "string(size(order.attributes['count'])) + order.attributes['count']";
  await publish({ ...ping, nodes: [node('set', 'set_attribute', { name: 'count', value })] });
  await publish(draw('begin', [node('set', 'set_attribute', { name: 'count', value: "'x'" })], []));
  const { body } = await shop.place({});
  const flows = (await runsOf(body.id)).map(({ flow }) => flow);
  assert.equal(flows.filter((flow) => flow === 'begin').length, 1);
  assert.equal(flows.filter((flow) => flow === 'ping').length, 7);
  await stop('ping');
  await stop('begin');
});

test('[FH1] a filter without a value is a failed run, and the order is placed', async () => {
  await publish({ ...HIGH_VALUE, code: 'torn', filter: "order.note.startsWith('!')" });
  const { body } = await shop.place({});
  const [run] = await runsOf(body.id);
  assert.equal(run?.state, 'failed');
  assert.match(run?.failure ?? '', /note/);
  await stop('torn');
});

test('[FH6] a draft may be unfinished, and only a sound one is published', async () => {
  const unsound = draw('unsound', [node('check', 'condition', { when: 'order.totl > 1' })], []);
  const drawn = await shop.hub.submit<FlowAnswer>('put_flow', {
    code: 'unsound',
    definition: unsound,
    layout: LAYOUT,
  });
  assert.equal(drawn.status, 200, drawn.text);
  const refused = await shop.hub.submit('publish_flow', { code: 'unsound', version: 1 });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /order\.total/);
  const overtaken = await shop.hub.submit('put_flow', {
    code: 'unsound',
    definition: unsound,
    layout: LAYOUT,
    version: 7,
  });
  assert.equal(overtaken.status, 409, overtaken.text);
});

test('[FH7] one order in a thousand breaks its run: the other 999 and the order itself go on', async () => {
  const component = findComponent('set_attribute');
  assert.ok(component !== undefined);
  const prepare = component.prepare.bind(component);
  const breaking = (...given: Parameters<typeof prepare>): Perform => {
    const perform = prepare(...given);
    return (visit) => {
      const { externalId } = visit.facts['order'] as { externalId: string };
      if (externalId === 'POISON-500') throw new TypeError('Cannot read properties of undefined');
      return perform(visit);
    };
  };
  const mocked = mock.method(component, 'prepare', breaking);
  await publish(
    draw('poison', [node('set', 'set_attribute', { name: 'seen', value: "'yes'" })], []),
  );
  const placed = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) => shop.place({ externalId: `POISON-${index}` })),
  );
  mocked.mock.restore();
  assert.deepEqual([...new Set(placed.map(({ status }) => status))], [201]);
  const { rows } = await pool.query<{ state: string; seen: string | null; runs: number }>(
    `select run.state, header.details #>> '{attributes,seen}' as seen, count(*)::int as runs
     from flows.run join orders.order_header as header on header.id = run.order_id
     where flow_code = 'poison' group by 1, 2 order by 1`,
  );
  assert.deepEqual(rows, [
    { state: 'ended', seen: 'yes', runs: 999 },
    { state: 'failed', seen: null, runs: 1 },
  ]);
  const [broken] = await runsOf(placed[500]?.body.id ?? '');
  assert.equal(broken?.failure, 'TypeError: Cannot read properties of undefined');
  await stop('poison');
});
