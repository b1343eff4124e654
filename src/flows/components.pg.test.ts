import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EventReader } from '../hub/index.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { createAccess } from '../modules/access/index.ts';
import { putSkus } from '../modules/orders/testing.ts';
import {
  createTracking,
  exceptionConsumer,
  listOpenExceptions,
} from '../modules/tracking/index.ts';
import { flowDeadlines } from './index.ts';
import { draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop((orders) => {
  const access = createAccess();
  const tracking = createTracking(orders);
  return {
    leadingSources: [...access.sources, ...tracking.sources],
    handlers: [...access.handlers, ...tracking.handlers] as never[],
  };
});
const { shop, clock } = flows;
const reader = new EventReader({
  pool: shop.pool,
  hub: shop.hub.hub,
  clock,
  ids: createIdSource(clock),
  log: { warn: (facts, message) => assert.fail(`${message} ${JSON.stringify(facts)}`) },
  consumers: [exceptionConsumer],
});
await reader.catchUp();
after(async () => {
  await reader.stop();
  await flows.close();
});

test('[FC7] a flow calls a published version of another, in every process', async () => {
  const called = draw(
    'greet',
    [node('mark', 'set_attribute', { name: 'greeted', value: "'yes'" })],
    [],
    { trigger: { kind: 'call' } },
  );
  const caller = draw('caller', [node('call', 'sub_flow', { flow: 'greet', version: 1 })], []);
  await flows.put(caller);
  const early = await shop.hub.submit('publish_flow', { code: 'caller', version: 1 });
  assert.match(early.text, /no version 1 of a flow greet/);
  await flows.publish(called);
  await flows.publish(caller, 1);
  // Another process, which has seen neither.
  const { body } = await flows.open().place({ externalId: 'elsewhere' });
  assert.deepEqual(
    (await flows.runsOf(body.id)).map(({ trail, state }) => [trail, state]),
    [['call call.mark', 'ended']],
  );
  await flows.stop('caller');
});

test('[FC4] a flow asks for stock of what no order of the batch has, and sources again', async () => {
  await putSkus(shop, ['CAKE']);
  await shop.receive('CAKE', 3);
  await shop.receive('TEA', 50, 'CTU');
  await flows.publish(
    draw(
      'cake',
      [
        node('cake', 'query_stock', { sku: 'CAKE' }),
        node('mark', 'set_attribute', { name: 'cakes', value: 'steps.cake.available' }),
        node('away', 're_source', { reason: 'SHA is full', excludedLocations: ['SHA'] }),
      ],
      ['cake.next > mark', 'mark.next > away'],
    ),
  );
  const { body } = await shop.place({});
  const { rows } = await shop.pool.query<{ cakes: string; code: string }>(
    `select details -> 'attributes' ->> 'cakes' as cakes, location.code
     from orders.order_header as header
     join inventory.location on location.id = (header.shipments -> 0 ->> 'locationId')::int
     where header.id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ cakes: '3', code: 'CTU' }]);
  assert.deepEqual((await flows.eventsOf(body.id)).slice(1), [
    'order.marked by flow/cake',
    'order.sourced by flow/cake',
  ]);
  await flows.stop('cake');
});

test('[FC11] a flow keeps units beside its order, releases them, and takes none that are not there', async () => {
  await putSkus(shop, ['CARD']);
  await shop.receive('CARD', 3);
  await flows.publish(
    draw(
      'gift',
      [
        node('keep', 'reserve', { sku: 'CARD', location: 'SHA', quantity: '2', minutes: 60 }),
        node('none', 'set_attribute', { name: 'gift', value: "'none'" }),
        node('rest', 'wait_time', { minutes: 30 }),
        node('back', 'release_reservation', { reservation: 'steps.keep.reservation' }),
      ],
      ['keep.next > rest', 'keep.refused > none', 'rest.next > back'],
    ),
  );
  const reserved = async () => {
    const { rows } = await shop.pool.query<{ state: string; units: number }>(
      `select state, sum(quantity)::int as units from inventory.reservation group by state`,
    );
    return rows;
  };
  const [first, second] = [await shop.place({}), await shop.place({})];
  assert.deepEqual(await reserved(), [{ state: 'held', units: 2 }]);
  clock.advance(30 * MINUTE_MS);
  await flows.open().tick(flowDeadlines);
  assert.deepEqual(await reserved(), [{ state: 'released', units: 2 }]);
  assert.deepEqual(
    [await flows.runsOf(first.body.id), await flows.runsOf(second.body.id)].map(
      ([run]) => run?.trail,
    ),
    ['keep rest back', 'keep none'],
  );
  await flows.stop('gift');
});

test('[FC9] what a node reports is one exception until somebody has looked', async () => {
  await flows.publish(
    draw('odd', [node('look', 'create_exception', { reason: 'Odd address.', severity: 1 })], []),
  );
  const orders = [await shop.place({}), await shop.place({})];
  await reader.catchUp();
  const page = await listOpenExceptions(
    shop.pool,
    { kind: 'flagged', owners: null, subject: null },
    { limit: 10, cursor: null },
  );
  assert.ok(page.kind === 'found');
  const { items } = page.value;
  assert.deepEqual(
    items.map(({ kind, severity, subjectCount, facts }) => [kind, severity, subjectCount, facts]),
    [['flagged', 1, 2, { cause: 'odd/look', reason: 'Odd address.' }]],
  );
  assert.deepEqual(
    items[0]?.subjects.map(({ orderId }) => orderId),
    orders.map(({ body }) => body.id),
  );
  await flows.stop('odd');
});

test('[FJ4] orders and other flows go on beside a program without an end', async () => {
  const endless = (code: string, body: string) =>
    draw(
      code,
      [
        node('code', 'custom_code', { source: `function decide() { ${body} return {}; }` }),
        node('mark', 'set_attribute', { name: code, value: "'yes'" }),
      ],
      ['code.next > mark'],
    );
  await flows.publish(endless('turning', 'for (;;);'));
  await flows.publish(endless('stuck', '[].indexOf.call({ length: 2 ** 53 - 1 }, 1);'));
  await flows.publish(endless('sane', ''));
  const placed = await Promise.all([shop.place({}), shop.place({}), shop.place({})]);
  for (const { status, body } of placed) {
    assert.equal(status, 201);
    const told = (await flows.runsOf(body.id)).map(
      ({ flow, state, trail }) => `${flow} ${state} ${trail}`,
    );
    assert.deepEqual(told, ['sane ended code mark', 'stuck failed code', 'turning failed code']);
  }
  await flows.stop('turning', 'stuck', 'sane');
});

test('[FJ10] what programs take of a batch is bounded: the rest goes on in a later one', async () => {
  const source = 'function decide() { for (let at = 0; at < 60000; at += 1); return {}; }';
  const codes = Array.from({ length: 12 }, (_, index) => `works-${index + 10}`);
  for (const code of codes) {
    await flows.publish(
      draw(
        code,
        [
          node('rounds', 'loop', { while: 'true', roundsMax: 7 }),
          node('code', 'custom_code', { source }),
        ],
        ['rounds.again > code', 'code.next > rounds'],
      ),
    );
  }
  const { body } = await shop.place({});
  const statesOf = async () =>
    (await flows.runsOf(body.id)).map(({ flow, state }) => [flow, state]);
  const ended = codes.map((code) => [code, 'ended']);
  assert.deepEqual(await statesOf(), [...ended.slice(0, 11), ['works-21', 'waiting']]);
  await shop.tick(flowDeadlines);
  assert.deepEqual(await statesOf(), ended);
  await flows.stop(...codes);
});

test('[FJ10] at points none rests: the batch ends with the order that has filled it, and the others follow', async () => {
  const source = 'function decide() { for (let at = 0; at < 60000; at += 1); return {}; }';
  const rounds = node('rounds', 'loop', { while: 'true', roundsMax: 7 });
  const edges = ['rounds.again > code', 'code.next > rounds'];
  for (const point of ['validate', 'source_rank', 'release_gate'] as const) {
    const code = `works-at-${point.replace('_', '-')}`;
    const nodes = [rounds, node('code', 'custom_code', { source })];
    await flows.publish(draw(code, nodes, edges, { trigger: { kind: 'point', point } }));
    const placed = await Promise.all(
      Array.from({ length: 25 }, () => shop.place({ channel: 'LEDGER' })),
    );
    if (point === 'release_gate') {
      await Promise.all(placed.map(({ body }) => shop.on('release_order', body.id)));
    }
    const { rows } = await shop.pool.query<{ steps: number; type: string }>(
      `select event.type, count(distinct event.xid)::int as steps from hub.event as event
       where event.type = $1 and event.order_id = any($2::bigint[]) group by event.type`,
      [
        point === 'release_gate' ? 'order.released' : 'order.placed',
        placed.map(({ body }) => Number(body.id)),
      ],
    );
    assert.ok((rows[0]?.steps ?? 0) >= 3, `${point}: ${JSON.stringify(rows)}`);
    for (const { body } of placed) {
      const told = (await flows.runsOf(body.id)).map(({ flow, state }) => [flow, state]);
      assert.deepEqual(told, [[code, 'ended']]);
    }
    await flows.stop(code);
  }
});

test('[FC11, FC12] what is called a reservation and is none, given back by a called flow, hinders nobody', async () => {
  const over = { outcome: 'continue', values: { reservation: "'none'" } };
  const call = { trigger: { kind: 'call' } } as const;
  await flows.publish(draw('says-none', [node('over', 'end', over)], [], call));
  await flows.publish(
    draw(
      'frees-none',
      [
        node('call', 'sub_flow', { flow: 'says-none', version: 1 }),
        node('rest', 'wait_time', { minutes: 1 }),
        node('free', 'release_reservation', { reservation: 'steps.call.reservation' }),
        node('no', 'write_log', { text: "'There is none.'" }),
      ],
      ['call.next > rest', 'rest.next > free', 'free.refused > no'],
    ),
  );
  const { body } = await shop.place({});
  clock.advance(MINUTE_MS);
  await shop.tick(flowDeadlines);
  const [run] = await flows.runsOf(body.id);
  assert.deepEqual([run?.state, run?.trail], ['ended', 'call call.over rest free no']);
  await flows.stop('frees-none');
});
