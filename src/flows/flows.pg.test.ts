import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import { MINUTE_MS } from '../kernel/clock.ts';
import { readPastOrders } from '../modules/orders/index.ts';
import { findComponent, type Perform } from './components/index.ts';
import { flowDeadlines } from './index.ts';
import { draw, node, openFlowShop, type FlowAnswer } from './testing.ts';

const flows = await openFlowShop();
const { shop, clock } = flows;
const { pool } = shop;
after(() => flows.close());

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
  ['check.yes > stop', 'stop.next > mark'],
  { filter: "order.channel == 'SHOP'" },
);
const dear = { lines: [{ sku: 'TEA', quantity: 500, unitPriceMinor: 1_000 }] };

test('[FH1, FH2] an order is held by a flow in the commit that places it', async () => {
  await flows.publish(HIGH_VALUE);
  const { body } = await shop.place(dear);
  const { rows } = await pool.query<{ state: string; xids: number }>(
    `select header.state, (select count(distinct xid)::int from hub.event where order_id = header.id) as xids
     from orders.order_header as header where id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ state: 'held', xids: 1 }]);
  assert.deepEqual(await flows.eventsOf(body.id), [
    'order.placed',
    'order.held by flow/high-value',
    'order.marked by flow/high-value',
  ]);
  assert.deepEqual(await flows.runsOf(body.id), [
    { flow: 'high-value', version: 1, state: 'ended', trail: 'check stop mark', failure: null },
  ]);
  const cheap = await shop.place({});
  assert.deepEqual(
    (await flows.runsOf(cheap.body.id)).map(({ trail }) => trail),
    ['check'],
  );
  const elsewhere = await shop.place({ ...dear, channel: 'LEDGER' });
  assert.deepEqual(await flows.runsOf(elsewhere.body.id), []);
  await flows.stop('high-value');
});

test('[FC13] a flow that releases its own holds leaves those of others, at points and behind them', async () => {
  const own = (code: string, at: object) =>
    draw(
      code,
      [
        node('stop', 'hold', { kind: 'doubtful', reason: 'Look.' }),
        node('free', 'release_hold', { kind: 'doubtful', placedBy: 'this_flow' }),
      ],
      ['stop.next > free'],
      at,
    );
  const holder = draw(
    'holder',
    [node('stop', 'hold', { kind: 'doubtful', reason: 'The other looks.' })],
    [],
    { trigger: { kind: 'point', point: 'validate' } },
  );
  await flows.publish(holder);
  await flows.publish(own('own-later', {}));
  await flows.publish(own('own-at-once', { trigger: { kind: 'point', point: 'validate' } }));
  const { body } = await shop.place({});
  const { rows } = await pool.query<{ by: string }>(
    `select hold ->> 'placedBy' as by from orders.order_header, json_array_elements(holds) as hold
     where id = $1 and hold ->> 'releasedAt' is null`,
    [body.id],
  );
  assert.deepEqual(rows, [{ by: 'flow/holder' }]);
  for (const code of ['holder', 'own-later', 'own-at-once']) await flows.stop(code);
});

test('[FH4, FH5] what waits goes on by the clock on the version that it entered', async () => {
  const waits = (reason: string) =>
    draw(
      'cooling-off',
      [
        node('rest', 'wait_time', { minutes: 60 }),
        node('stop', 'hold', { kind: 'cooling', reason }),
      ],
      ['rest.next > stop'],
    );
  const first = await flows.publish(waits('as it was'));
  const { body } = await shop.place({});
  const flow = await flows.publish(waits('as it is now'), first.version);
  assert.equal(flow.liveVersion, 2);
  await flows.stop('cooling-off');
  const after1 = await shop.place({});
  assert.deepEqual(await flows.runsOf(after1.body.id), []);
  // Another process, which has never seen the flow.
  const other = flows.open();
  clock.advance(59 * MINUTE_MS);
  assert.equal(await other.tick(flowDeadlines), 0);
  clock.advance(MINUTE_MS);
  const [a, b] = await Promise.all([other.tick(flowDeadlines), shop.tick(flowDeadlines)]);
  assert.ok(a + b >= 1);
  assert.equal(await other.tick(flowDeadlines), 0);
  assert.deepEqual(await flows.runsOf(body.id), [
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
  await flows.publish({ ...ping, nodes: [node('set', 'set_attribute', { name: 'count', value })] });
  await flows.publish(
    draw('begin', [node('set', 'set_attribute', { name: 'count', value: "'x'" })], []),
  );
  const { body } = await shop.place({});
  const entered = (await flows.runsOf(body.id)).map(({ flow }) => flow);
  assert.equal(entered.filter((flow) => flow === 'begin').length, 1);
  assert.equal(entered.filter((flow) => flow === 'ping').length, 7);
  await flows.stop('ping');
  await flows.stop('begin');
});

test('[FH1] a filter without a value is a failed run, and the order is placed', async () => {
  await flows.publish({ ...HIGH_VALUE, code: 'torn', filter: "order.note.startsWith('!')" });
  const { body } = await shop.place({});
  const [run] = await flows.runsOf(body.id);
  assert.equal(run?.state, 'failed');
  assert.match(run?.failure ?? '', /note/);
  await flows.stop('torn');
});

test('[FH6] a draft may be unfinished, and only a sound one is published', async () => {
  const unsound = draw('unsound', [node('check', 'condition', { when: 'order.totl > 1' })], []);
  const drawn = await shop.hub.submit<FlowAnswer>('put_flow', {
    code: 'unsound',
    definition: unsound,
    layout: { places: {}, comments: [] },
  });
  assert.equal(drawn.status, 200, drawn.text);
  const refused = await shop.hub.submit('publish_flow', { code: 'unsound', version: 1 });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /order\.total/);
  const overtaken = await shop.hub.submit('put_flow', {
    code: 'unsound',
    definition: unsound,
    layout: { places: {}, comments: [] },
    version: 7,
  });
  assert.equal(overtaken.status, 409, overtaken.text);
});

test('[FE11] an order with texts that a database refuses goes its way through flows', async () => {
  const odd = draw(
    'odd-texts',
    [
      node('say', 'write_log', { text: "order.attributes['odd']" }),
      node('set', 'set_attribute', { name: 'copied', value: "order.attributes['odd']" }),
      node('rest', 'wait_signal', { key: "order.attributes['odd']" }),
    ],
    ['say.next > set', 'set.next > rest'],
  );
  await flows.publish(odd);
  const { status, body, text } = await shop.place({ attributes: { odd: 'a\0b\ud83d' } });
  assert.equal(status, 201, text);
  const { rows } = await pool.query<{ log: unknown }>(
    `select log from flows.run where order_id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ log: [{ node: 'say', text: 'a\ufffdb\ufffd' }] }]);
  // A trial looks into all orders of its time, and one of them must not end it.
  const [past] = await readPastOrders(pool, [Number(body.id)]);
  assert.equal(past?.body.attributes?.['odd'], 'a\ufffdb\ufffd');
  await flows.stop('odd-texts');
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
  await flows.publish(
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
  const [broken] = await flows.runsOf(placed[500]?.body.id ?? '');
  assert.equal(broken?.failure, 'TypeError: Cannot read properties of undefined');
  await flows.stop('poison');
});
