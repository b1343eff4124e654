import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createAccess } from '../modules/access/index.ts';
import { EventReader } from '../hub/index.ts';
import { createIdSource } from '../kernel/ids.ts';
import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import { aLine, paid, putChannel, putSkus } from '../modules/orders/testing.ts';
import type { FlowDefinition, FlowLayout } from '../../contracts/flows.ts';
import type { FlowTask } from '../../contracts/flow-tasks.ts';
import { compileFlow } from './engine/index.ts';
import { factsOf } from './facts/index.ts';
import { createFlowEvents, flowDeadlines, listTasks } from './index.ts';
import { openFlowShop } from './testing.ts';

const FOLDER = path.join(import.meta.dirname, 'shipped');

interface Shipped {
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
  readonly descriptions: FlowDefinition['names'];
  readonly stepNames: Readonly<Record<string, FlowDefinition['names']>>;
}

const shipped = (code: string): Shipped =>
  JSON.parse(readFileSync(path.join(FOLDER, `${code}.json`), 'utf8')) as Shipped;

const flows = await openFlowShop(() => {
  const access = createAccess();
  return { leadingSources: access.sources, handlers: access.handlers };
});
const { shop, clock } = flows;
const reader = new EventReader({
  pool: shop.pool,
  hub: shop.hub.hub,
  clock,
  ids: createIdSource(clock),
  log: { warn: (facts, message) => assert.fail(`${message} ${JSON.stringify(facts)}`) },
  consumers: [createFlowEvents(shop.pool)],
});
before(async () => {
  await reader.catchUp();
  for (const [login, role] of [
    ['ada', 'operations'],
    ['bob', 'operations'],
    ['eve', 'agent'],
  ] as const) {
    const person = { login, name: login, roles: [role], passwordHash: null };
    const made = await shop.submit('create_person', person);
    assert.ok(made.status < 300, made.text);
  }
});
after(async () => {
  await reader.stop();
  await flows.close();
});

async function stateOf(orderId: string) {
  const { rows } = await shop.pool.query<{
    state: string;
    total: number;
    attributes: Record<string, unknown>;
  }>(
    `select state, total_minor::int as total, (details -> 'attributes')::jsonb as attributes
     from orders.order_header where id = $1`,
    [orderId],
  );
  const [row] = rows;
  assert.ok(row !== undefined);
  return row;
}

const flagsOf = async (orderId: string) =>
  (await flows.eventsOf(orderId)).filter((told) => told.startsWith('order.flagged')).length;

async function openTask(orderId: string): Promise<FlowTask> {
  const { items } = await listTasks(shop.pool, {
    states: ['open'],
    role: null,
    claimedBy: null,
    orderId: Number(orderId),
    doer: null,
    before: null,
    limit: 10,
  });
  const [task] = items;
  assert.ok(task !== undefined && items.length === 1, `one task is open: ${items.length}`);
  return task;
}

async function complete(orderId: string, login: string, outcome: string, answers: object = {}) {
  const { id: taskId } = await openTask(orderId);
  const body = { taskId, outcome, answers };
  return shop.submit('complete_flow_task', body, { actor: `person/${login}` });
}

async function wait(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await shop.tick(flowDeadlines);
}

const priced = (unitPriceMinor: number, more: object = {}) => ({
  channel: 'LEDGER',
  lines: [{ sku: 'TEA', quantity: 1, unitPriceMinor }],
  ...more,
});

test('[FC10] every flow that ships is sound, drawn and named in both languages', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  assert.ok(files.length >= 10);
  for (const file of files) {
    const { definition, layout, descriptions, stepNames } = shipped(file.replace('.json', ''));
    for (const { id } of definition.nodes) {
      assert.deepEqual(Object.keys(stepNames[id] ?? {}).toSorted(), ['en', 'zh-CN'], id);
    }
    assert.deepEqual(Object.keys(descriptions).toSorted(), ['en', 'zh-CN']);
    const compiled = compileFlow(definition, factsOf(definition.trigger));
    assert.equal(compiled.kind, 'compiled', JSON.stringify(compiled));
    assert.equal(`${definition.code}.json`, file);
    assert.deepEqual(Object.keys(definition.names).toSorted(), ['en', 'zh-CN']);
    const places = new Set(Object.values(layout.places).map(({ x, y }) => `${x} ${y}`));
    assert.equal(places.size, definition.nodes.length, `${file}: no box stands on another`);
  }
});

test('[FC10] presale: the deposit counts more, and the rest is due in its window', async () => {
  await putChannel(shop, 'PRESALE', { paymentDeadlineMinutes: 500_000 });
  await flows.publish(shipped('presale-deposit').definition);
  await flows.publish(shipped('presale-final-payment').definition);
  const preorder = (externalId: string) =>
    shop.place({
      channel: 'PRESALE',
      externalId,
      kind: 'preorder',
      depositMinor: 2_000,
      lines: [aLine('TEA', 10)],
      ...paid(2_000, `deposit-${externalId}`),
    });
  const [inTime, late] = [await preorder('P1'), await preorder('P2')];
  assert.deepEqual(await stateOf(inTime.body.id).then(({ total }) => total), 9_000);
  await shop.on('record_payment', inTime.body.id, {
    kind: 'captured',
    amountMinor: 7_000,
    reference: 'rest',
  });
  await reader.catchUp();
  await wait(28 * DAY_MS);
  const [first, second] = [await stateOf(inTime.body.id), await stateOf(late.body.id)];
  assert.deepEqual(first.attributes, { depositWorth: '30.00 CNY', finalPayment: 'paid' });
  assert.equal(second.attributes['finalPayment'], 'remind');
  await wait(2 * DAY_MS);
  assert.equal((await stateOf(late.body.id)).attributes['finalPayment'], 'missed');
  assert.equal(await flagsOf(late.body.id), 1);
  await flows.stop('presale-deposit', 'presale-final-payment');
});

test('[FC10] purchase limits: an order, a person in a year, and who it is', async () => {
  await flows.publish(shipped('purchase-limits').definition);
  const abroad = (minor: number, email?: string) =>
    shop.place(
      priced(minor, {
        attributes: { crossBorder: 'yes' },
        customer: { name: 'Li', ...(email === undefined ? {} : { email }) },
      }),
    );
  assert.match((await abroad(500_001, 'a@example.com')).text, /单笔限额/);
  assert.match((await abroad(100)).text, /补充|e-mail address/);
  for (let order = 0; order < 5; order += 1) {
    assert.equal((await abroad(500_000, 'a@example.com')).status, 201);
  }
  const beyond = await abroad(100_001, 'A@example.com');
  assert.match(beyond.text, /26,000/);
  assert.equal((await abroad(100_000, 'a@example.com')).status, 201);
  assert.equal((await shop.place(priced(900_000))).status, 201);
  await flows.stop('purchase-limits');
});

test('[FC10] coupons add up to 30 % of the goods at most', async () => {
  await flows.publish(shipped('coupon-stacking').definition);
  const totalWith = async (minor: number, coupons: string) => {
    const { body } = await shop.place(priced(minor, { attributes: { coupons } }));
    const { total, attributes } = await stateOf(body.id);
    return [total, attributes['couponsUsed']];
  };
  assert.deepEqual(await totalWith(20_000, 'NEW20 VIP10'), [17_000, 'NEW20,VIP10']);
  assert.deepEqual(await totalWith(10_000, 'NEW20 VIP10 SPRING15'), [
    7_000,
    'NEW20,VIP10,SPRING15',
  ]);
  assert.deepEqual(await totalWith(10_000, 'OLD'), [10_000, undefined]);
  await flows.stop('coupon-stacking');
});

test('[FC10] a fraud score releases an order, asks a person, or is waited for an hour', async () => {
  await flows.publish(shipped('fraud-score-hold').definition);
  const place = (externalId: string) => shop.place(priced(100_000, { externalId }));
  const orders = [await place('F1'), await place('F2'), await place('F3')].map(
    ({ body }) => body.id,
  );
  const [low = '', high = '', silent = ''] = orders;
  assert.equal((await stateOf(low)).state, 'held');
  for (const [number, score] of [
    ['F1', 12],
    ['F2', 95],
  ] as const) {
    const body = { key: `fraud:LEDGER:${number}`, values: { score } };
    assert.match((await shop.submit('signal_flow', body)).text, /taken/);
  }
  await wait(HOUR_MS);
  assert.equal((await stateOf(low)).state, 'sourced');
  assert.equal((await complete(high, 'eve', 'fraud', { why: 'stolen card' })).status, 200);
  assert.equal((await complete(silent, 'eve', 'fine', { why: 'known' })).status, 200);
  assert.deepEqual([(await stateOf(high)).state, await flagsOf(high)], ['held', 1]);
  assert.equal((await stateOf(silent)).state, 'sourced');
  await flows.stop('fraud-score-hold');
});

test('[FC10] two people release an order of high value', async () => {
  await flows.publish(shipped('high-value-four-eyes').definition);
  const { body } = await shop.place(priced(1_000_000));
  assert.equal((await shop.on('release_order', body.id)).body.state, 'held');
  assert.equal((await complete(body.id, 'ada', 'approve')).status, 200);
  assert.equal((await complete(body.id, 'ada', 'approve')).status, 403);
  assert.equal((await stateOf(body.id)).state, 'held');
  assert.equal((await complete(body.id, 'bob', 'approve')).status, 200);
  assert.equal((await shop.on('release_order', body.id)).body.state, 'released');
  const refused = await shop.place(priced(1_000_000));
  await shop.on('release_order', refused.body.id);
  await complete(refused.body.id, 'bob', 'refuse');
  assert.equal((await shop.on('release_order', refused.body.id)).status, 409);
  await flows.stop('high-value-four-eyes');
});

test('[FC10] an order that is stuck is looked at, one that goes on is not', async () => {
  await flows.publish(shipped('stuck-order-escalation').definition);
  const [stuck, fine] = [await shop.place(priced(100)), await shop.place(priced(100))];
  await shop.on('release_order', fine.body.id);
  await wait(DAY_MS);
  assert.deepEqual([await flagsOf(stuck.body.id), await flagsOf(fine.body.id)], [1, 0]);
  await wait(DAY_MS);
  assert.deepEqual([await flagsOf(stuck.body.id), await flagsOf(fine.body.id)], [2, 0]);
  await flows.stop('stuck-order-escalation');
});

test('[FC10] an order with a gift card goes on once the card is bound', async () => {
  await putSkus(shop, ['GIFT-100']);
  await shop.receive('GIFT-100', 10);
  await flows.publish(shipped('gift-card-binding').definition);
  const place = (externalId: string) =>
    shop.place({ channel: 'LEDGER', externalId, lines: [aLine('GIFT-100', 1)] });
  const signal = { key: 'gift-card:LEDGER:G1', values: { card: 'C-77' } };
  const [bound, left] = [await place('G1'), await place('G2')];
  assert.equal((await stateOf(bound.body.id)).state, 'held');
  await shop.submit('signal_flow', signal);
  const { state, attributes } = await stateOf(bound.body.id);
  assert.deepEqual([state, attributes], ['sourced', { giftCardNumber: 'C-77' }]);
  await wait(7 * DAY_MS);
  assert.deepEqual([(await stateOf(left.body.id)).state, await flagsOf(left.body.id)], ['held', 1]);
  await flows.stop('gift-card-binding');
});

test('[FC10] an order is split only when its customer says yes', async () => {
  await putSkus(shop, ['EAST', 'WEST']);
  await shop.receive('EAST', 10, 'SHA');
  await shop.receive('WEST', 10, 'CTU');
  await flows.publish(shipped('split-consent').definition);
  const place = (externalId: string) =>
    shop.place({ channel: 'LEDGER', externalId, lines: [aLine('EAST', 1), aLine('WEST', 1)] });
  const [yes, silent] = [await place('S1'), await place('S2')];
  assert.equal((await stateOf(yes.body.id)).state, 'held');
  await shop.submit('signal_flow', { key: 'split:LEDGER:S1', output: 'yes' });
  assert.equal((await stateOf(yes.body.id)).state, 'sourced');
  await wait(DAY_MS);
  const trail = (await flows.runsOf(silent.body.id))[0]?.trail ?? '';
  assert.match(trail, /^stop ask whole (go|look)$/);
  await flows.stop('split-consent');
});

test('[FC10] a claim for damaged goods is judged by a person and followed until it is paid', async () => {
  // Returns stand above this shop: what happens to them is told by a note here.
  const { definition } = shipped('damaged-goods-claim');
  await flows.publish({ ...definition, trigger: { kind: 'event', event: 'order.noted' } });
  const { body } = await shop.place(priced(100));
  await shop.on('note_order', body.id, { text: 'inspected' });
  const done = await complete(body.id, 'eve', 'claim', { damage: 'torn', has_photos: true });
  assert.equal(done.status, 200, done.text);
  assert.deepEqual((await stateOf(body.id)).attributes, { damage: 'torn' });
  await wait(30 * DAY_MS);
  assert.equal(await flagsOf(body.id), 1);
  await flows.stop('damaged-goods-claim');
});
