import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { ChangedSettings, ReplayReport } from '../../../contracts/order-reads.ts';
import {
  explainOrder,
  findOrderId,
  readOrder,
  readTimeline,
  replayDecisions,
  whatIf,
  type ReplayOptions,
} from './index.ts';
import { aLine, openCompany, openShop, paid, putSkus, type Shop } from './testing.ts';

let database: TestDatabase;
let shop: Shop;
/** Both lines lie in Shanghai, one of them in Chengdu too. */
let single: string;
/** One line lies in Shanghai, the other in Chengdu. */
let split: string;

before(async () => {
  database = await testDatabase();
  shop = openShop(database.pool);
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'CUP', 'POT']);
  await shop.receive('TEA', 1_000);
  await shop.receive('CUP', 1_000);
  await shop.receive('CUP', 1_000, 'CTU');
  await shop.receive('POT', 1_000, 'CTU');
  single = (await shop.place({ externalId: 'ONE', lines: [aLine('TEA', 1), aLine('CUP', 2)] })).body
    .id;
  split = (
    await shop.place({
      externalId: 'TWO',
      lines: [aLine('TEA', 1), aLine('POT', 1)],
      ...paid(2_000),
    })
  ).body.id;
});
after(async () => {
  await shop.stop();
  await database.drop();
});

const TEN_DAYS_LATER = () => new Date(shop.clock.now() + 10 * DAY_MS).toISOString();

async function explain(orderId: string) {
  const answer = await explainOrder(database.pool, Number(orderId));
  return answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
}

async function vary(orderId: string, settings: ChangedSettings) {
  const answer = await whatIf(database.pool, Number(orderId), settings);
  return answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
}

async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const answer = await replayDecisions(database.pool, options);
  return answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
}

test('[Q1] an order is read whole, with codes', async () => {
  const answer = await readOrder(database.pool, Number(split));
  const order = answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
  assert.equal(order.externalId, 'TWO');
  assert.deepEqual(
    order.lines.map(({ sku, quantity }) => [sku, quantity]),
    [
      ['TEA', 1],
      ['POT', 1],
    ],
  );
  assert.deepEqual(order.shipments.map(({ location }) => location).toSorted(), ['CTU', 'SHA']);
  assert.equal(order.totals.paidMinor, 2_000);
  assert.equal(await findOrderId(database.pool, 'SHOP', 'TWO'), Number(split));
  assert.equal(await findOrderId(database.pool, 'LEDGER', 'TWO'), null);
  const none = await readOrder(database.pool, 1);
  assert.equal(none.kind === 'refused' && none.code, 'not_found');
});

test('[Q1] a timeline names each milestone with its time, its source and its event', async () => {
  const { body } = await shop.place({ placedAt: '2026-10-01T08:00:00.000Z' });
  await shop.submit(
    'hold_order',
    { orderId: Number(body.id), kind: 'fraud', reason: 'look' },
    { actor: 'person/ada' },
  );
  const answer = await readTimeline(database.pool, Number(body.id));
  const timeline = answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
  assert.deepEqual(
    timeline.milestones.map(({ milestone, at, source }) => [milestone, at, source]),
    [
      ['placed', '2026-10-01T08:00:00.000Z', 'person/test'],
      ['held', new Date(shop.clock.now()).toISOString(), 'person/ada'],
    ],
  );
  assert.deepEqual(
    timeline.milestones.map(({ event }) => event),
    timeline.events.map(({ id }) => id),
  );
  assert.match(timeline.events[0]?.cursor ?? '', new RegExp(`${timeline.events[0]?.id}$`));
  assert.deepEqual(
    timeline.events.map(({ hasDecision }) => hasDecision),
    [true, false],
  );
});

test('[Q8] an explanation gives every location its cost or its reason, and agrees', async () => {
  const { decisions, externalId } = await explain(single);
  assert.equal(externalId, 'ONE');
  const [decision, ...more] = decisions;
  assert.equal(more.length, 0);
  assert.equal(decision?.agrees, true);
  assert.deepEqual(
    decision?.locations.map(({ location, rejected, canServe }) => [
      location,
      rejected,
      canServe.map(({ sku, quantity }) => `${quantity} ${sku}`),
    ]),
    [
      ['SHA', null, ['1 TEA', '2 CUP']],
      ['CTU', 'costs_more', ['2 CUP']],
    ],
  );
  assert.match(decision?.locations[1]?.because ?? '', /^It has only 2 of the units/);
  assert.equal(decision?.plan.shipmentCount, 1);
});

test('[Q8] each decision is explained by the rules that it was taken under', async () => {
  const { body } = await shop.place({});
  await shop.submit('put_weights', {
    currency: 'CNY',
    shippingFactor: 2,
    handlingFactor: 1,
    splitPenaltyMinor: 7_000,
    latenessMinorPerDay: 1,
    carbonMinorPerKilogram: 0,
    stockWorthFactor: 0,
  });
  await shop.on('amend_order', body.id, { addLines: [aLine('POT', 1)] });
  const { decisions } = await explain(body.id);
  assert.deepEqual(
    decisions.map(({ agrees }) => agrees),
    [true, true],
  );
  assert.equal(decisions[0]?.weights['splitPenaltyMinor'], 300);
  assert.equal(decisions[1]?.weights['splitPenaltyMinor'], 7_000);
  assert.ok((decisions[1]?.rulesVersion ?? 0) > (decisions[0]?.rulesVersion ?? 0));
});

test('[Q9] what-if says what another rule or a closed location would have changed, and changes nothing', async () => {
  const before = await readOrder(database.pool, Number(split));
  const free = await vary(split, { weights: { splitPenaltyMinor: 0 } });
  assert.equal(free.isOtherChoice, false);
  assert.equal(free.difference?.costMinor, -free.before.splitPenaltyMinor);
  const closed = await vary(split, { closedLocations: ['CTU'] });
  assert.equal(closed.after, null);
  assert.equal(closed.refusal?.reason, 'insufficient_stock');
  assert.equal(closed.isOtherChoice, true);
  const moved = await vary(single, { closedLocations: ['SHA'] });
  assert.equal(moved.isOtherChoice, true);
  assert.deepEqual(await readOrder(database.pool, Number(split)), before);
  const unknown = await whatIf(database.pool, Number(split), { closedLocations: ['MOON'] });
  assert.equal(unknown.kind === 'refused' && unknown.code, 'unknown_reference');
  const none = await whatIf(database.pool, 1, {});
  assert.equal(none.kind === 'refused' && none.code, 'not_found');
});

test('[Q10] a replay under unchanged rules agrees to the last figure, however many pages it takes', async () => {
  await Promise.all(
    Array.from({ length: 1_200 }, (_, index) =>
      shop.place({
        lines: [aLine(index % 2 === 0 ? 'CUP' : 'POT', 1)],
        channel: 'LEDGER',
        wantedBy: TEN_DAYS_LATER(),
      }),
    ),
  );
  const progress: number[] = [];
  const report = await replay({ last: 1_000_000, onProgress: (done) => progress.push(done) });
  assert.ok(report.decisions > 1_200);
  assert.equal(report.different, 0);
  assert.deepEqual(report.currencies[0]?.before, report.currencies[0]?.after);
  assert.deepEqual(
    progress,
    progress.toSorted((a, b) => a - b),
  );
  assert.equal((await replay({ last: 1_100 })).decisions, 1_100);
  assert.equal((await replay({ last: 1_000 })).decisions, 1_000);
});

test('[Q10] a replay under changed settings sums up what would have changed', async () => {
  const report = await replay({ last: 1_200, settings: { closedLocations: ['CTU'] } });
  assert.equal(report.decisions, 1_200);
  assert.equal(report.refused, 600, 'pots lie nowhere else');
  const [sums] = report.currencies;
  assert.equal(sums?.before.shipments, 600);
  assert.equal(sums?.after.shipments, 600);
  const chengdu = report.locations.find(({ location }) => location === 'CTU');
  assert.equal(chengdu?.shipmentsAfter ?? 0, 0);
  assert.equal(report.different, 600 + (chengdu?.shipmentsBefore ?? 0));
  const unknown = await replayDecisions(database.pool, {
    last: 1,
    settings: { closedLocations: ['MOON'] },
  });
  assert.equal(unknown.kind === 'refused' && unknown.code, 'unknown_reference');
});

test('[Q10] a replay takes a range of time', async () => {
  shop.clock.advance(30 * DAY_MS);
  const from = shop.clock.now();
  await shop.place({});
  await shop.place({});
  shop.clock.advance(30 * DAY_MS);
  const to = shop.clock.now();
  await shop.place({});
  assert.equal((await replay({ from, to })).decisions, 2);
  assert.equal((await replay({ from })).decisions, 3);
  assert.equal((await replay({ from: to + 1 })).decisions, 0);
  assert.equal((await replay({ to: from, last: 7 })).decisions, 7);
});

test('[Q8, Q10] a stored choice that deciding again does not give is told', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 1)] });
  await database.pool.query(
    `update hub.event set decision = regexp_replace(decision::text, '"costMinor":\\d+', '"costMinor":1')::json
     where order_id = $1`,
    [body.id],
  );
  const { rows } = await database.pool.query<{ decision: string }>(
    'select decision from hub.event where order_id = $1',
    [body.id],
  );
  assert.match(rows[0]?.decision ?? '', /"costMinor":1\b/);
  assert.equal((await explain(body.id)).decisions[0]?.agrees, false);
  const report = await replay({ last: 1 });
  assert.equal(report.different, 1);
  assert.deepEqual(
    report.firstDifferent.map(({ orderId }) => orderId),
    [body.id],
  );
});
