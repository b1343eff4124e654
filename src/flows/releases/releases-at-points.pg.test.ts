import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { explainOrder } from '../../modules/orders/index.ts';
import { putSkus } from '../../modules/orders/testing.ts';
import type { FlowDefinition, FlowPoint } from '../../../contracts/flows.ts';
import { openReleases } from './open-releases.testing.ts';
import { drawing, node, person } from './releases.testing.ts';

const releases = await openReleases();
const { pool, shop, desk, place, placeMany, viewOf, countedOf, judgeNow } = releases;
const [ada, bob] = [person('ada'), person('bob')];
after(() => releases.close());

const HALF = 500_000;

/** A release whose share is half of the orders, beside a live version that lets all of them be. */
async function releaseHalf(definition: FlowDefinition, expected?: ['holds']): Promise<string> {
  const { code, trigger } = definition;
  const plain = drawing(code, [node('log', 'write_log', { text: "'old'" })], [], { trigger });
  const drawn = await desk.put(ada, plain);
  const published = await desk.publish(ada, code, drawn.body.version);
  assert.equal(published.status, 200, published.text);
  const submitted = await desk.submitted(ada, definition, drawn.body.version);
  const { id, flow } = submitted;
  if (submitted.state === 'waiting') await desk.on('approve_flow', bob, { id, flow });
  const plan = { plan: 'by_steps', ...(expected === undefined ? {} : { expected }) } as const;
  const started = await desk.start(bob, { id, flow }, plan);
  assert.equal(started.status, 200, started.text);
  await pool.query('update flows.release set share_millionths = $2 where id = $1', [id, HALF]);
  await pool.query(`update hub.fact_version set version = version + 1 where name = 'flow'`);
  return id;
}

const isInHalf = (releaseId: string) => (orderId: string | number) =>
  releases.groupOf(Number(orderId), releaseId, HALF) === 'canary';

/** Names under which orders would be in a group of a release. */
const namesIn = (group: 'canary' | 'control', releaseId: string) =>
  Array.from({ length: 12 }, (_, index) => `of-${releaseId}-${index}`).filter(
    (name) => releases.groupOfName(name, releaseId, HALF) === group,
  );

const atPoint = (point: FlowPoint) => ({ trigger: { kind: 'point', point } }) as const;
const refuses = (code: string, point: FlowPoint) =>
  drawing(code, [node('no', 'end', { outcome: 'reject', reason: 'No.' })], [], atPoint(point));

test('[FW8] a flow at validate refuses its share of the orders only, and is rolled back unless it is to', async () => {
  const judged = await releaseHalf(refuses('judged', 'validate'));
  const answers = await Promise.all(Array.from({ length: 60 }, () => place()));
  for (const { status, externalId } of answers) {
    const isCanary = releases.groupOfName(externalId, judged, HALF) === 'canary';
    assert.equal(status, isCanary ? 422 : 201);
  }
  const placed = answers.filter(({ status }) => status === 201);
  const refused = answers.length - placed.length;
  assert.deepEqual(await countedOf(judged), [
    { group: 'canary', orders: refused, failures: 0, holds: refused },
    { group: 'control', orders: placed.length, failures: 0, holds: 0 },
  ]);
  assert.equal(await judgeNow(), 1);
  const { state, reasons } = await viewOf('judged', judged);
  assert.deepEqual([state, reasons[0]?.metric], ['rolled_back', 'holds']);
  assert.equal(reasons[0]?.canaryCounted, refused);
  assert.equal((await placeMany(20)).filter(Number.isInteger).length, 20);
  await desk.stop(ada, 'judged');

  const meant = await releaseHalf(refuses('meant', 'validate'), ['holds']);
  await Promise.all(Array.from({ length: 60 }, () => place()));
  assert.equal(await judgeNow(), 0);
  assert.equal((await viewOf('meant', meant)).state, 'releasing');
  await desk.stop(ada, 'meant');
});

test('[FW8] a flow at price that fails is rolled back; what is not placed or placed on hold counts', async () => {
  const absent = { amount: "money(order.attributes['absent'].size(), 'CNY')", name: 'Off' };
  const failing = [node('off', 'adjust_price', absent)];
  const priced = await releaseHalf(drawing('priced', failing, [], atPoint('price')));
  const hold = [node('hold', 'hold', { kind: 'review', reason: 'Look.' })];
  const held = await releaseHalf(drawing('looked-at', hold, [], atPoint('validate')));
  const lines = [{ sku: 'TEA', quantity: 1_000_000, unitPriceMinor: 100 }];
  assert.equal((await place({ lines, backorder: 'refuse' })).body.code, 'insufficient_stock');
  const placed = await placeMany(60);
  const canaries = placed.filter(isInHalf(priced)).length;
  const of = async (id: string, what: 'failures' | 'holds') =>
    (await countedOf(id)).reduce((sum, counted) => sum + counted[what], 0);
  assert.deepEqual([await of(priced, 'failures'), await of(held, 'failures')], [1, 0]);
  assert.equal(await of(held, 'holds'), placed.filter(isInHalf(held)).length);
  assert.equal(await judgeNow(), 2);
  const { state, reasons } = await viewOf('priced', priced);
  assert.deepEqual([state, reasons[0]?.metric], ['rolled_back', 'nodeErrors']);
  assert.ok((reasons[0]?.canaryCounted ?? 0) >= canaries);
  assert.equal((await viewOf('looked-at', held)).reasons[0]?.metric, 'holds');
  await desk.stop(ada, 'priced');
  await desk.stop(ada, 'looked-at');
});

test('[FW8] a flow at promise adds days to its share of the orders, also when they are planned anew', async () => {
  const days = [node('days', 'add_handling_days', { days: 3, reason: 'Engraved.' })];
  const slow = await releaseHalf(drawing('slow', days, [], atPoint('promise')));
  const placed = await Promise.all(Array.from({ length: 20 }, () => place()));
  const promised = Map.groupBy(placed, ({ body }) => isInHalf(slow)(body.id));
  const dates = (isCanary: boolean) =>
    new Set(promised.get(isCanary)?.map(({ body }) => body.promisedAt));
  assert.deepEqual([dates(true).size, dates(false).size], [1, 1]);
  assert.ok([...dates(true)].every((date) => String(date) > String([...dates(false)][0])));
  for (const { body } of placed) {
    await shop.on('source_order_again', body.id, { excludedLocations: ['WEST'] });
  }
  const { rows } = await pool.query<{ order_id: number; flow_version: number }>(
    `select distinct order_id, flow_version from flows.run where flow_code = 'slow'`,
  );
  assert.equal(rows.length, placed.length);
  for (const { order_id, flow_version } of rows) {
    assert.equal(flow_version, isInHalf(slow)(order_id) ? 2 : 1);
  }
  const orders = (await countedOf(slow)).reduce((sum, counted) => sum + counted.orders, 0);
  assert.equal(orders, placed.length);
  await desk.stop(ada, 'slow');
});

test('[FW8] a flow at source_rank leaves a location out for its share of the orders, also when they are planned anew', async () => {
  await shop.receive('TEA', 100_000, 'CTU');
  const closed = { how: 'exclude', locations: ['SHA'], reason: 'Closed today.' };
  const away = [node('away', 'weigh_location', closed)];
  const ranked = await releaseHalf(drawing('ranked', away, [], atPoint('source_rank')));
  const placed = await placeMany(20);
  const isCanary = isInHalf(ranked);
  const locationOf = async (id: number) => {
    const explained = await explainOrder(pool, id);
    assert.ok(explained.kind === 'found');
    return explained.value.decisions.at(-1)?.plan.shipments[0]?.location;
  };
  const canaries = placed.filter(isCanary).length;
  assert.ok(canaries > 0 && canaries < placed.length);
  for (const id of placed) assert.equal(await locationOf(id), isCanary(id) ? 'CTU' : 'SHA');
  for (const id of placed) {
    await shop.on('source_order_again', String(id), { excludedLocations: ['WEST'] });
    assert.equal(await locationOf(id), isCanary(id) ? 'CTU' : 'SHA');
  }
  // What only the location that is left out could send is placed for the others, and for the share it is not.
  const lines = [{ sku: 'TEA', quantity: 99_000, unitPriceMinor: 100 }];
  const [one = '', two = ''] = namesIn('canary', ranked);
  const [control = ''] = namesIn('control', ranked);
  const statuses: number[] = [];
  for (const externalId of [one, two, control, two]) {
    statuses.push((await place({ externalId, lines, backorder: 'refuse' })).status);
  }
  assert.deepEqual(statuses, [201, 409, 201, 409]);
  assert.deepEqual(await countedOf(ranked), [
    { group: 'canary', orders: canaries + 2, failures: 1, holds: 0 },
    { group: 'control', orders: placed.length - canaries + 1, failures: 0, holds: 0 },
  ]);
  await desk.stop(ada, 'ranked');
});

test('[FW10] an order that is refused and sent again meets the same version, and counts once', async () => {
  const strict = await releaseHalf(refuses('strict', 'validate'));
  const canaries = namesIn('canary', strict);
  for (let round = 0; round < 4; round += 1) {
    // In one batch and in several.
    const sent = canaries.flatMap((externalId) => [{ externalId }, { externalId }]);
    const answers = await Promise.all(sent.map((order) => place(order)));
    for (const { body } of answers) assert.equal(body.code, 'refused_by_flow');
  }
  const [counted] = await countedOf(strict);
  const { length } = canaries;
  assert.deepEqual(counted, { group: 'canary', orders: length, failures: 0, holds: length });
  await desk.stop(ada, 'strict');
});

test('[FW10] what was counted of an order stays with it when it is placed at last', async () => {
  await putSkus(shop, ['RARE']);
  const taken = [node('log', 'write_log', { text: "'new'" })];
  const late = await releaseHalf(drawing('late', taken, [], atPoint('price')));
  const hold = [node('hold', 'hold', { kind: 'review', reason: 'Look.' })];
  const holding = drawing('holding', hold, [], atPoint('validate'));
  const { body } = await desk.put(ada, holding);
  assert.equal((await desk.publish(bob, 'holding', body.version)).status, 200);
  const rare = (externalId: string) =>
    place({
      externalId,
      lines: [{ sku: 'RARE', quantity: 1, unitPriceMinor: 100 }],
      backorder: 'refuse',
    });
  const [canaries, controls] = [namesIn('canary', late), namesIn('control', late)];
  const names = [...canaries, ...controls];
  for (const name of [...names, ...names]) {
    assert.equal((await rare(name)).body.code, 'insufficient_stock');
  }
  const expected = (isHeld: boolean) =>
    [canaries, controls].map(({ length }, index) => ({
      group: index === 0 ? 'canary' : 'control',
      orders: length,
      failures: length,
      holds: isHeld ? length : 0,
    }));
  assert.deepEqual(await countedOf(late), expected(false));
  await shop.receive('RARE', 100);
  const placed: number[] = [];
  for (const name of names) placed.push(Number((await rare(name)).body.id));
  assert.deepEqual(await countedOf(late), expected(true));
  // What happens to them later is counted by their numbers, and no more of them is a failure.
  for (const id of placed) {
    const cancelled = await shop.on('cancel_order', String(id), { reason: 'changed mind' });
    assert.equal(cancelled.status, 200, cancelled.text);
  }
  await releases.catchUp();
  assert.deepEqual(await countedOf(late), expected(true));
  const { rows } = await pool.query<{ id: number }>(
    'select order_id as id from flows.release_order where release_id = $1 order by order_id',
    [late],
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    placed.toSorted((one, two) => one - two),
  );
  await desk.stop(ada, 'holding');
  await desk.stop(ada, 'late');
});

test('[FW9] an authorisation that a flow refuses counts its order once, and only in its share', async () => {
  const paying = await releaseHalf(refuses('paying', 'payment'));
  const placed = await placeMany(12);
  const pay = (id: number, reference: string) =>
    shop.on('record_payment', String(id), { kind: 'authorised', amountMinor: 100, reference });
  for (const id of placed) {
    const status = isInHalf(paying)(id) ? 422 : 200;
    assert.equal((await pay(id, `first ${id}`)).status, status);
    assert.equal((await pay(id, `second ${id}`)).status, status);
  }
  const canaries = placed.filter(isInHalf(paying)).length;
  assert.deepEqual(await countedOf(paying), [
    { group: 'canary', orders: canaries, failures: 0, holds: canaries },
    { group: 'control', orders: placed.length - canaries, failures: 0, holds: 0 },
  ]);
  await desk.stop(ada, 'paying');
});
