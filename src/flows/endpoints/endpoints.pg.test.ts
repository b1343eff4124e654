import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../../kernel/clock.ts';
import type { FlowApiCall } from '../../../contracts/flow-apis.ts';
import type { FlowDefinition, FlowTrigger } from '../../../contracts/flows.ts';
import { flowDeadlines, forgetOldCalls, readCall } from '../index.ts';
import { flowDesk, person } from '../releases/releases.testing.ts';
import { draw, node, openFlowShop } from '../testing.ts';

const flows = await openFlowShop();
const { shop, clock } = flows;
after(() => flows.close());

type Api = Extract<FlowTrigger, { kind: 'api' }>;

function api(
  input: Api['input']['properties'],
  output: Api['output']['properties'] = { text: { type: 'string' } },
): Partial<FlowDefinition> {
  const form = <Properties extends object>(properties: Properties) =>
    ({ type: 'object', properties, required: Object.keys(properties) }) as const;
  return { trigger: { kind: 'api', input: form(input), output: form(output) } };
}

const ORDER = { type: 'string', format: 'order-id' } as const;

interface Told extends FlowApiCall {
  readonly code: string;
  readonly field: string;
  readonly detail: string;
  readonly call: string;
}

const call = (flow: string, input: object, key?: string) =>
  shop.hub.submit<Told>('call_flow', { flow, input }, key === undefined ? {} : { key });

async function runOf(id: string) {
  const { rows } = await shop.pool.query<Record<string, unknown>>(
    `select state, order_id, trail, failures -> 0 ->> 'code' as failure, progress -> 'about' -> 'input' as input
     from flows.run where id = $1`,
    [id],
  );
  return rows[0];
}

test('[FI3] a call is answered at once by what it sends', async () => {
  await flows.publish(
    draw(
      'shipping-quote',
      [
        node('stock', 'query_stock', { sku: 'TEA' }),
        node('big', 'condition', { when: 'input.quantity > steps.stock.available' }),
        node('no', 'end', { outcome: 'reject', reason: 'So much is not there.' }),
        node('price', 'answer', {
          values: { minor: 'input.quantity * 12', note: "'by ' + input.service" },
        }),
      ],
      ['stock.next > big', 'big.yes > no', 'big.no > price'],
      api(
        {
          quantity: { type: 'integer', minimum: 1 },
          service: { type: 'string', enum: ['road', 'air'] },
        },
        { minor: { type: 'integer' }, note: { type: 'string' } },
      ),
    ),
  );
  const { status, body } = await call('shipping-quote', { quantity: 3, service: 'air' });
  assert.equal(status, 200);
  assert.deepEqual([body.state, body.answer], ['answered', { minor: 36, note: 'by air' }]);
  assert.deepEqual(await runOf(body.id), {
    state: 'ended',
    order_id: null,
    trail: 'stock big price',
    failure: null,
    input: null,
  });
  const refused = await call('shipping-quote', { quantity: 10_001, service: 'road' });
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(
    [refused.body.code, refused.body.detail],
    ['call_refused_by_flow', 'So much is not there.'],
  );
  assert.equal((await runOf(refused.body.call))?.['trail'], 'stock big no');
});

test('[FI2] what does not fit the form runs nothing, nor does an order that is not there', async () => {
  const { rows: before } = await shop.pool.query('select count(*) from flows.run');
  for (const [input, field] of [
    [{ quantity: 0, service: 'air' }, 'quantity'],
    [{ quantity: 1, service: 'sea' }, 'service'],
    [{ quantity: 1 }, 'service'],
    [{ quantity: 1, service: 'air', more: true }, 'more'],
  ] as const) {
    const { status, body } = await call('shipping-quote', input);
    assert.deepEqual([status, body.field], [400, field], JSON.stringify(input));
  }
  assert.equal((await call('nothing-there', {})).body.code, 'not_found');
  await flows.publish(
    draw(
      'where-is',
      [node('say', 'answer', { values: { text: 'order.state' } })],
      [],
      api({ order_id: ORDER }),
    ),
  );
  assert.equal((await call('where-is', { order_id: 'x1' })).body.field, 'order_id');
  assert.equal((await call('where-is', { order_id: '999999999' })).body.code, 'not_found');
  const { rows: behind } = await shop.pool.query('select count(*) from flows.run');
  assert.deepEqual(behind, before);
  const { body: order } = await shop.place({});
  const told = await call('where-is', { order_id: order.id });
  assert.deepEqual(told.body.answer, { text: order.state });
});

test('[FI3] a flow that ends without what its endpoint promises has failed, and says no more than that', async () => {
  await flows.publish(
    draw(
      'half-done',
      [
        node('known', 'condition', { when: 'order.note.size() > 3' }),
        node('say', 'answer', { values: { text: "'long'" } }),
      ],
      ['known.yes > say'],
      api({ order_id: ORDER }),
    ),
  );
  const { body: short } = await shop.place({ note: 'x' });
  const { body: without } = await shop.place({});
  for (const [order, failure] of [
    [short, 'wrong_answer'],
    [without, 'expression_failed'],
  ] as const) {
    const { status, body, text } = await call('half-done', { order_id: order.id });
    assert.deepEqual([status, body.code], [502, 'flow_failed'], text);
    assert.ok(!text.includes('note'), text);
    assert.deepEqual(
      [(await runOf(body.call))?.['state'], (await runOf(body.call))?.['failure']],
      ['failed', failure],
    );
  }
});

test('[FI8] an answer that tells an identity number is withheld, joined or coded as it may be', async () => {
  const word = { type: 'string' } as const;
  const text = 'input.first + input.second + input.third';
  const say = node('say', 'answer', { values: { text } });
  await flows.publish(draw('joined', [say], [], api({ first: word, second: word, third: word })));
  const coded = Buffer.from('11010519491231002X').toString('base64');
  const whole = '11010519491231002X';
  for (const [first, second, third, status] of [
    ['110105', '194912', '31002X', 502],
    [coded.slice(0, 8), coded.slice(8, 16), coded.slice(16), 502],
    ['110105', '194912', '310021', 200],
    ['No. ', whole, '!', 200],
    // Ten characters of it are as many as are taken for something that the caller knows.
    [whole.slice(0, 10), whole.slice(10, 14), whole.slice(14), 502],
  ] as const) {
    const answered = await call('joined', { first, second, third });
    assert.equal(answered.status, status, answered.text);
    if (status === 200) continue;
    assert.ok(!answered.text.includes(first), answered.text);
    assert.equal((await runOf(answered.body.call))?.['failure'], 'answer_withheld');
  }
});

test('[FI4] a flow that takes time is asked about by its caller, and forgets what was sent', async () => {
  await flows.publish(
    draw(
      'later',
      [
        node('rest', 'wait_time', { minutes: 5 }),
        node('say', 'answer', { values: { text: "input.word + '!'" } }),
      ],
      ['rest.next > say'],
      api({ order_id: ORDER, word: { type: 'string' } }),
    ),
  );
  const { body: order } = await shop.place({});
  const { status, body } = await call('later', { order_id: order.id, word: 'tea' });
  assert.deepEqual([status, body.state, body.answer], [202, 'waiting', null]);
  assert.deepEqual((await runOf(body.id))?.['input'], { order_id: order.id, word: 'tea' });
  clock.advance(5 * MINUTE_MS);
  assert.equal(await shop.tick(flowDeadlines), 1);
  const ask = (actor: string) => readCall(shop.pool, { flow: 'later', id: body.id, actor });
  const found = await ask('person/test');
  assert.ok(found.kind === 'found');
  assert.deepEqual([found.value.state, found.value.answer], ['answered', { text: 'tea!' }]);
  assert.equal((await ask('key/else')).kind, 'refused');
  assert.equal((await runOf(body.id))?.['input'], null);
  const told = await flows.eventsOf(order.id);
  assert.deepEqual(
    told.filter((type) => type.startsWith('flow_api')),
    ['flow_api.called', 'flow_api.ended'],
  );
  await forgetOldCalls.run(shop.pool, clock.now() + 31 * DAY_MS);
  assert.equal((await ask('person/test')).kind, 'refused');
});

test('[FI7] lots are drawn by the key of the caller, and calls are counted with what became of them', async () => {
  const desk = flowDesk(shop);
  const [ada, bo] = [person('ada'), person('bo')];
  const drawing = (text: string) =>
    draw(
      'greet',
      [node('say', 'answer', { values: { text } })],
      [],
      api({ n: { type: 'integer' } }),
    );
  const released = async (text: string, plan: 'at_once' | 'by_steps', version?: number) => {
    const submitted = await desk.submitted(ada, drawing(text), version);
    assert.equal((await desk.on('approve_flow', bo, submitted)).status, 200);
    return { submitted, started: await desk.start(bo, submitted, { plan }) };
  };
  const { submitted, started } = await released("'one'", 'by_steps');
  assert.equal(started.status, 400, started.text);
  assert.equal((await desk.start(bo, submitted, { plan: 'at_once' })).status, 200);
  // Fails for every second number: an answer has no list of nothing.
  const second = await released("['two'][input.n]", 'by_steps', 1);
  assert.equal(second.started.status, 200, second.started.text);
  await shop.pool.query(`update flows.release set share_millionths = 500000 where id = $1`, [
    second.submitted.id,
  ]);
  await shop.pool.query(`update hub.fact_version set version = version + 1 where name = 'flow'`);
  const versions = new Map<string, number>();
  for (let index = 0; index < 24; index += 1) {
    const { body, text } = await call('greet', { n: index % 2 }, `key ${index}`);
    const meets = body.code === 'flow_failed' ? 2 : body.flowVersion;
    assert.ok(meets === 2 || body.answer?.['text'] === 'one', text);
    versions.set(`key ${index}`, meets);
  }
  const asked = [...versions.values()];
  assert.ok(asked.includes(1) && asked.includes(2), asked.join());
  const { rows } = await shop.pool.query<{ orders: number; node_errors: number }>(
    `select sum(orders)::int as orders, sum(node_errors)::int as node_errors
     from flows.release_tally where release_id = $1 and order_group = 'canary'`,
    [second.submitted.id],
  );
  assert.equal(rows[0]?.orders, asked.filter((version) => version === 2).length);
  assert.ok((rows[0]?.node_errors ?? 0) > 0);
  const again = await call('greet', { n: 0 }, 'key 0');
  assert.equal(again.repeated, true);
});
