import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EventReader } from '../hub/index.ts';
import { createIdSource } from '../kernel/ids.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { createFlowEvents, earlySignals, flowDeadlines, forgetOldSignals } from './index.ts';
import { draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop();
const { shop, clock } = flows;
const reader = new EventReader({
  pool: shop.pool,
  hub: shop.hub.hub,
  clock,
  ids: createIdSource(clock),
  log: { warn: (facts, message) => assert.fail(`${message} ${JSON.stringify(facts)}`) },
  consumers: [createFlowEvents(shop.pool)],
});
await reader.catchUp();
after(async () => {
  await reader.stop();
  await flows.close();
});

const mark = (id: string) => node(id, 'set_attribute', { name: id, value: "'x'" });
const trailOf = async (orderId: string) =>
  (await flows.runsOf(orderId)).map(({ trail, state }) => `${state}: ${trail}`);
const signal = (key: string, more: object = {}, at = shop) =>
  at.submit('signal_flow', { key, ...more });

test('[FK1] a flow goes on by an event that happens after it has come there, when the condition holds', async () => {
  await flows.publish(
    draw(
      'noted',
      [
        node('wait', 'wait_event', {
          event: 'order.noted',
          when: 'order.priority == 9',
          minutesMax: 60,
        }),
        mark('yes'),
        mark('late'),
      ],
      ['wait.next > yes', 'wait.late > late'],
      { trigger: { kind: 'event', event: 'order.noted' } },
    ),
  );
  const { body } = await shop.place({});
  const other = await shop.place({});
  await shop.on('note_order', body.id, { text: 'enters' });
  await shop.on('note_order', other.body.id, { text: 'enters' });
  await flows.stop('noted');
  await reader.catchUp();
  assert.deepEqual(await trailOf(body.id), ['waiting: wait']);
  await shop.on('note_order', body.id, { text: 'not yet' });
  await reader.catchUp();
  assert.deepEqual(await trailOf(body.id), ['waiting: wait']);
  await shop.on('amend_order', body.id, { priority: 9 });
  await shop.on('note_order', body.id, { text: 'now' });
  await reader.catchUp();
  assert.deepEqual(await trailOf(body.id), ['ended: wait yes']);
  clock.advance(60 * MINUTE_MS);
  await shop.tick(flowDeadlines);
  assert.deepEqual(await trailOf(other.body.id), ['ended: wait late']);
});

test('[FK2] a flow waits for payment, until enough is there or its time is over', async () => {
  await flows.publish(
    draw(
      'paid',
      [
        node('wait', 'wait_payment', { amount: 'percent(order.total, 50)', minutesMax: 20 }),
        mark('yes'),
        mark('no'),
      ],
      ['wait.paid > yes', 'wait.late > no'],
    ),
  );
  const pay = (id: string, amountMinor: number, reference: string) =>
    shop.on('record_payment', id, { kind: 'captured', amountMinor, reference });
  const [early, late] = [await shop.place({}), await shop.place({})];
  await pay(early.body.id, 400, 'a');
  await reader.catchUp();
  assert.deepEqual(await trailOf(early.body.id), ['waiting: wait']);
  await pay(early.body.id, 100, 'b');
  await reader.catchUp();
  assert.deepEqual(await trailOf(early.body.id), ['ended: wait yes']);
  clock.advance(20 * MINUTE_MS);
  await shop.tick(flowDeadlines);
  assert.deepEqual(await trailOf(late.body.id), ['ended: wait no']);
  const at = await shop.place({
    payment: { kind: 'captured', amountMinor: 1_000, reference: 'c' },
  });
  assert.deepEqual(await trailOf(at.body.id), ['ended: wait yes']);
  await flows.stop('paid');
});

const SCORED = draw(
  'scored',
  [
    node('wait', 'wait_signal', {
      key: "'fraud:' + order.externalId",
      outputs: ['good', 'bad'],
      values: { score: 'int' },
      minutesMax: 30,
    }),
    node('keep', 'set_attribute', { name: 'score', value: 'steps.wait.score' }),
    mark('bad'),
    mark('late'),
  ],
  ['wait.good > keep', 'wait.bad > bad', 'wait.late > late'],
);

test('[FK3] a signal chooses the way out and brings values; one that does not fit is refused', async () => {
  await flows.publish(SCORED);
  const { body } = await shop.place({ externalId: 'S1' });
  for (const [more, why] of [
    [{}, /one of good, bad/],
    [{ output: 'good', values: { rank: 1 } }, /no value rank/],
    [{ output: 'good', values: { score: 'x' } }, /of the type int/],
    [{ output: 'good', values: { score: 1e300 } }, /of the type int/],
  ] as const) {
    const refused = await signal('fraud:S1', more);
    assert.deepEqual([refused.status, why.test(refused.text)], [400, true], refused.text);
  }
  const taken = await signal('fraud:S1', { output: 'good', values: { score: 7 } });
  assert.match(taken.text, /taken/);
  assert.deepEqual(await trailOf(body.id), ['ended: wait keep']);
});

test('[FK3] what comes early is kept and taken; what does not fit, or is too old, is not', async () => {
  for (const [key, more] of [
    ['fraud:S2', { output: 'bad' }],
    ['fraud:S3', { output: 'else' }],
  ] as const) {
    assert.match((await signal(key, more)).text, /kept/);
  }
  const orders = await Promise.all(['S2', 'S3'].map((externalId) => shop.place({ externalId })));
  const other = flows.open();
  await Promise.all([shop.tick(earlySignals), other.tick(earlySignals)]);
  assert.equal(await shop.tick(earlySignals), 0);
  const [fits, misfits] = orders.map(({ body }) => body.id);
  assert.deepEqual(await trailOf(fits ?? ''), ['ended: wait bad']);
  assert.deepEqual(await trailOf(misfits ?? ''), ['waiting: wait']);
  await forgetOldSignals.run(shop.pool, clock.now() + 31 * 24 * 60 * MINUTE_MS);
  const { rows } = await shop.pool.query('select 1 from flows.signal');
  assert.deepEqual(rows, []);
});

test('[FK4] timer and callback race in two processes, and one of them counts', async () => {
  const other = flows.open();
  const ends = new Map<string, number>();
  for (let round = 0; round < 12; round += 1) {
    const { body } = await shop.place({ externalId: `R${round}` });
    clock.advance(30 * MINUTE_MS);
    const [answer] = await Promise.all([
      signal(`fraud:R${round}`, { output: 'bad' }, other),
      shop.tick(flowDeadlines),
    ]);
    const [end = ''] = await trailOf(body.id);
    ends.set(end, (ends.get(end) ?? 0) + 1);
    const isTaken = /taken/.test(answer.text);
    assert.equal(end, isTaken ? 'ended: wait bad' : 'ended: wait late', answer.text);
  }
  assert.equal(
    [...ends.values()].reduce((sum, count) => sum + count, 0),
    12,
  );
  await flows.stop('scored');
});
