import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import type { MoveObstacle, RunToMove } from '../../../contracts/flow-releases.ts';
import { flowDeadlines, listRuns, listRunsToMove } from '../index.ts';
import type { RunQuery } from '../read-flows.ts';
import { RELEASE_METRICS } from '../release/index.ts';
import { termsWithout } from './plans.ts';
import { openReleases } from './open-releases.testing.ts';
import { drawing, edge, node, openFlowShop, person } from './releases.testing.ts';

const releases = await openReleases();
const { pool, clock, shop, desk, placeMany, viewOf, judgeNow, groupOf } = releases;
const other = openFlowShop(pool, clock);
const [ada, bob] = [person('ada'), person('bob')];
after(async () => {
  assert.deepEqual(other.hub.reported, []);
  await other.stop();
  await releases.close();
});

interface FlowRunsMovedBody {
  readonly moved: number;
  readonly unmoved: readonly { readonly run: string; readonly obstacle: MoveObstacle }[];
}

const WHOLE = 1_000_000;
const mark = (code: string, value: string, more = {}) =>
  drawing(code, [node('mark', 'set_attribute', { name: 'way', value })], [], more);

/** Places orders until so many of them were drawn into the share of a release. */
async function placeUntil(releaseId: string, canaries: number, share = 10_000): Promise<number[]> {
  const placed: number[] = [];
  const drawn = () => placed.filter((id) => groupOf(id, releaseId, share) === 'canary').length;
  while (drawn() < canaries) {
    assert.ok(placed.length < 3_000, 'one order in a hundred is drawn');
    placed.push(...(await placeMany(50)));
  }
  return placed;
}

async function versionsOf(code: string, orderIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ order_id: number; flow_version: number }>(
    'select order_id, flow_version from flows.run where flow_code = $1 and order_id = any($2)',
    [code, orderIds],
  );
  return new Map(rows.map(({ order_id, flow_version }) => [order_id, flow_version]));
}

async function publishFirst(code: string, value = "'old'", more = {}): Promise<number> {
  const drawn = await desk.put(ada, mark(code, value, more));
  const published = await desk.publish(ada, code, drawn.body.version);
  assert.equal(published.status, 200, published.text);
  return drawn.body.version;
}

test('[FW1, FW2] lots decide who enters the new version; control and rest enter the live one', async () => {
  const version = await publishFirst('lots');
  const filter = "order.channel == 'NONE'";
  // The new version is for no order at all: who takes part is asked of both.
  const submitted = await desk.submitted(ada, mark('lots', "'new'", { filter }), version);
  const started = await desk.start(ada, submitted, { plan: 'by_steps' });
  assert.equal(started.body.state, 'releasing', started.text);
  const placed = await placeUntil(submitted.id, 2);
  const entered = await versionsOf('lots', placed);
  const groups = Map.groupBy(placed, (id) => groupOf(id, submitted.id, 10_000));
  for (const id of groups.get('canary') ?? []) assert.equal(entered.get(id), undefined);
  for (const group of ['control', 'rest'] as const) {
    for (const id of groups.get(group) ?? []) assert.equal(entered.get(id), 1);
  }
  const { rows } = await pool.query<{ order_group: string; count: number }>(
    `select order_group, count(*)::int as count from flows.release_order
     where release_id = $1 group by order_group order by order_group`,
    [submitted.id],
  );
  assert.deepEqual(
    rows.map(({ order_group, count }) => [order_group, count]),
    (['canary', 'control', 'rest'] as const).flatMap((group) => {
      const ids = groups.get(group) ?? [];
      return ids.length === 0 ? [] : [[group, ids.length]];
    }),
  );
  const { evidence } = await viewOf('lots', submitted.id);
  assert.equal(evidence?.metrics[0]?.canaryOrders, groups.get('canary')?.length);
  await desk.stop(ada, 'lots');
});

test('[FW3] an order is counted once a metric, at the share and in the group of its entry, however late', async () => {
  const submitted = await desk.submitted(ada, mark('counted', "'new'"));
  await desk.start(ada, submitted, { plan: 'by_steps' });
  const placed = await placeUntil(submitted.id, 1);
  const canary = placed.find((id) => groupOf(id, submitted.id, 10_000) === 'canary');
  const control = placed.find((id) => groupOf(id, submitted.id, 10_000) !== 'canary');
  assert.ok(canary !== undefined && control !== undefined);
  await releases.catchUp();
  // The release widens, and only then the orders fail.
  await pool.query(
    `update flows.release set share_millionths = 250000, version = version + 1 where id = $1`,
    [submitted.id],
  );
  for (const id of [canary, control]) {
    await shop.on('hold_order', String(id), { kind: 'review', reason: 'look' });
    await shop.on('hold_order', String(id), { kind: 'address', reason: 'look' });
    await shop.on('cancel_order', String(id), { reason: 'changed mind' });
  }
  await releases.catchUp();
  // The reader has lost its place, and everything comes again.
  await pool.query(`update hub.reader set xid = '0' where name = 'flow_releases'`);
  await releases.replaceReader();
  await releases.catchUp();
  const { rows } = await pool.query(
    `select order_group, share_millionths, sum(failures)::int as failures, sum(holds)::int as holds
     from flows.release_tally where release_id = $1 and (failures > 0 or holds > 0)
     group by order_group, share_millionths order by order_group`,
    [submitted.id],
  );
  const group = groupOf(control, submitted.id, 10_000);
  assert.deepEqual(rows, [
    { order_group: 'canary', share_millionths: 10_000, failures: 1, holds: 1 },
    { order_group: group, share_millionths: 10_000, failures: 1, holds: 1 },
  ]);
  const { evidence } = await viewOf('counted', submitted.id);
  const failures = evidence?.metrics.find(({ metric }) => metric === 'failures');
  assert.equal(failures?.canaryCounted, 1);
  await desk.stop(ada, 'counted');
});

test('[FW4] a version that fails is rolled back by itself and says why; those in flight keep it', async () => {
  const version = await publishFirst('torn');
  const torn = drawing(
    'torn',
    [
      node('rest', 'wait_time', { minutes: 60 }),
      node('tear', 'set_attribute', { name: 'way', value: "order.attributes['absent']" }),
    ],
    [edge('rest', 'next', 'tear')],
  );
  const submitted = await desk.submitted(ada, torn, version);
  await desk.start(ada, submitted, { plan: 'by_steps' });
  const placed = await placeUntil(submitted.id, 4);
  const isCanary = (id: number) => groupOf(id, submitted.id, 10_000) === 'canary';
  const inFlight = placed.filter(isCanary);
  assert.equal(await judgeNow(), 0);
  clock.advance(60 * MINUTE_MS);
  const [first] = inFlight;
  assert.ok(first !== undefined);
  // One goes on later: it waits again until the release is over.
  await pool.query(
    `update flows.token set next_deadline_at = next_deadline_at + interval '1 hour'
     where run_id = (select id from flows.run where flow_code = 'torn' and order_id = $1)`,
    [first],
  );
  assert.equal(await other.tick(flowDeadlines), inFlight.length - 1);
  assert.equal(await judgeNow(), 1);
  const view = await viewOf('torn', submitted.id);
  assert.equal(view.state, 'rolled_back');
  assert.equal(view.endedBy, 'person/test');
  assert.equal(view.reasons[0]?.code, 'canary_worse');
  assert.equal(view.reasons[0]?.metric, 'nodeErrors');
  assert.equal(view.reasons[0]?.canaryCounted, inFlight.length - 1);
  const { rows: told } = await pool.query<{ metric: string }>(
    `select data::jsonb -> 'reasons' -> 0 ->> 'metric' as metric from hub.event where type = 'flow.rolled_back'`,
  );
  assert.deepEqual(told, [{ metric: 'nodeErrors' }]);
  // No order enters it any more, in this process or another.
  const after1 = await placeMany(150);
  const byOther = await other.place({ externalId: 'by-other' });
  const entered = await versionsOf('torn', [...after1, Number(byOther.body.id)]);
  assert.deepEqual(new Set(entered.values()), new Set([1]));
  assert.equal(entered.size, 151);
  clock.advance(60 * MINUTE_MS);
  assert.equal(await other.tick(flowDeadlines), 1);
  const { rows } = await pool.query<{ trail: string; flow_version: number }>(
    `select trail, flow_version from flows.run where flow_code = 'torn' and order_id = $1`,
    [first],
  );
  assert.deepEqual(rows, [{ trail: 'rest tear', flow_version: 2 }]);
  await desk.stop(ada, 'torn');
});

test('[FW5] a release widens by its plan, is live after its last step, and replaces what was', async () => {
  const version = await publishFirst('wider');
  const submitted = await desk.submitted(ada, mark('wider', "'new'"), version);
  await desk.start(ada, submitted, { plan: 'by_steps', expected: ['holds'] });
  const shares: (number | null)[] = [];
  // Orders beyond those that were placed, as the plan asks for more than a test has time for.
  const counted = (share: number) =>
    pool.query(`insert into flows.release_tally values ($1, 'canary', $2, 2000, 0, 0, 0, 0)`, [
      submitted.id,
      share,
    ]);
  assert.equal(await judgeNow(), 0);
  const [missing] = (await viewOf('wider', submitted.id)).reasons;
  assert.equal(missing?.code, 'orders_too_few');
  for (;;) {
    const { shareMillionths, state, stepIndex } = await viewOf('wider', submitted.id);
    shares.push(shareMillionths);
    if (state !== 'releasing') break;
    if (shareMillionths !== null && shareMillionths < WHOLE) await counted(shareMillionths);
    assert.equal(await judgeNow(), 0, `not before its time at step ${stepIndex}`);
    clock.advance(25 * HOUR_MS);
    assert.equal(await judgeNow(), 1);
  }
  assert.deepEqual(shares, [10_000, 50_000, 250_000, WHOLE, null]);
  const { rows } = await pool.query<{ flow_version: number; state: string }>(
    `select flow_version, state from flows.release where flow_code = 'wider' order by flow_version`,
  );
  assert.deepEqual(rows, [
    { flow_version: 1, state: 'replaced' },
    { flow_version: 2, state: 'live' },
  ]);
  const placed = await placeMany(20);
  assert.deepEqual(new Set((await versionsOf('wider', placed)).values()), new Set([2]));

  const back = await desk.on('roll_back_flow', bob, submitted, { reason: 'Wrong mark.' });
  assert.equal(back.body.state, 'rolled_back', back.text);
  const entered = await versionsOf('wider', await placeMany(5));
  assert.deepEqual(new Set(entered.values()), new Set([1]));
  const { reasons } = await viewOf('wider', submitted.id);
  assert.deepEqual(reasons, [{ code: 'by_person', text: 'Wrong mark.' }]);
  await desk.stop(ada, 'wider');
});

test('[FW5] what a version does more often on purpose is not judged, and alpha goes to the rest', () => {
  const { metricWeights } = termsWithout(['holds', 'lateness']);
  assert.deepEqual(metricWeights.holds + metricWeights.lateness, 0);
  const sum = RELEASE_METRICS.reduce((total, metric) => total + metricWeights[metric], 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
});

test('[FW6] stopping ends the share at once, and drawing goes on beside a release', async () => {
  const submitted = await desk.submitted(ada, mark('stopped', "'new'"));
  await desk.start(ada, submitted, { plan: 'by_steps' });
  const twice = await desk.submitted(ada, mark('stopped', "'two'"), submitted.draftVersion);
  const second = await desk.start(ada, twice, { plan: 'by_steps' });
  assert.equal(second.body.code, 'illegal_transition', second.text);
  // Whoever draws is not overtaken by a release that moves.
  const drawn = await desk.put(bob, mark('stopped', "'three'"), twice.draftVersion);
  assert.equal(drawn.status, 200, drawn.text);
  assert.equal((await desk.stop(bob, 'stopped')).status, 200);
  assert.equal((await viewOf('stopped', submitted.id)).state, 'stopped');
  const placed = await placeMany(120);
  assert.equal((await versionsOf('stopped', placed)).size, 0);
  assert.equal(await judgeNow(), 0);
});

test('[FA8] which orders a version has touched is told page by page, newest first', async () => {
  const version = await publishFirst('touched');
  const first = await placeMany(5);
  const drawn = await desk.put(ada, mark('touched', "'new'"), version);
  await desk.publish(ada, 'touched', drawn.body.version);
  clock.advance(1);
  const second = await placeMany(5);
  const pages = async (flowVersion: number | null) => {
    const found: string[] = [];
    let before: RunQuery['before'] = null;
    do {
      const { items, last }: Awaited<ReturnType<typeof listRuns>> = await listRuns(pool, {
        orderId: null,
        flow: 'touched',
        flowVersion,
        before,
        limit: 2,
      });
      found.push(...items.map(({ orderId }) => orderId ?? ''));
      before = last;
    } while (before !== null);
    return found;
  };
  const texts = (ids: readonly number[]) => new Set(ids.map(String));
  assert.deepEqual(new Set(await pages(1)), texts(first));
  assert.deepEqual(new Set(await pages(2)), texts(second));
  const all = await pages(null);
  assert.equal(all.length, 10);
  assert.deepEqual(new Set(all.slice(0, 5)), texts(second));
  const [orderId = 0] = first;
  const query = { orderId, flow: 'touched', flowVersion: 2, before: null, limit: 5 };
  assert.equal((await listRuns(pool, query)).items.length, 0);
  assert.equal((await listRuns(pool, { ...query, flowVersion: 1 })).items.length, 1);
  await desk.stop(ada, 'touched');
});

test('[FW7] runs go on in another version when they are told to, and only where they can', async () => {
  const waits = (way: string, first = 'rest') =>
    drawing(
      'moved',
      [
        node(first, 'wait_time', { minutes: 60 }),
        node('mark', 'set_attribute', { name: 'way', value: way }),
      ],
      [edge(first, 'next', 'mark')],
    );
  const publish = async (definition: ReturnType<typeof waits>, version?: number) => {
    const drawn = await desk.put(ada, definition, version);
    assert.equal((await desk.publish(ada, 'moved', drawn.body.version)).status, 200);
    return drawn.body.version;
  };
  const first = await publish(waits("'old'"));
  const placed = await placeMany(3);
  const second = await publish(waits("'new'"), first);
  await publish(waits("'newest'", 'pause'), second);
  const dryRun = async (to: number) => {
    const found = await listRunsToMove(pool, {
      code: 'moved',
      from: 1,
      to,
      after: null,
      limit: 10,
    });
    assert.equal(found.kind, 'found');
    return (found as { items: RunToMove[] }).items;
  };
  const toSecond = await dryRun(2);
  assert.deepEqual(new Set(toSecond.map(({ orderId }) => orderId)), new Set(placed.map(String)));
  assert.ok(toSecond.every(({ obstacle }) => obstacle === null));
  const gone = { code: 'node_gone', node: 'rest' };
  assert.deepEqual(
    (await dryRun(3)).map(({ obstacle }) => obstacle),
    [gone, gone, gone],
  );
  const [one, two] = toSecond.map(({ run }) => run);
  const move = (to: number, runs: unknown[]) =>
    shop.hub.submit<FlowRunsMovedBody>('move_flow_runs', { code: 'moved', from: 1, to, runs });
  const refused = await move(3, [one]);
  assert.deepEqual(refused.body, { moved: 0, unmoved: [{ run: one, obstacle: gone }] });
  assert.equal((await move(9, [one])).status, 404);
  const moved = await move(2, [one, two]);
  assert.deepEqual(moved.body, { moved: 2, unmoved: [] }, moved.text);
  const again = await move(2, [one]);
  assert.equal(again.body.unmoved[0]?.obstacle.code, 'not_waiting_there');
  assert.equal((await dryRun(2)).length, 1);
  clock.advance(60 * MINUTE_MS);
  assert.equal(await other.tick(flowDeadlines), 3);
  const { rows } = await pool.query<{ way: string; flow_version: number }>(
    `select header.details -> 'attributes' ->> 'way' as way, run.flow_version
     from flows.run join orders.order_header as header on header.id = run.order_id
     where flow_code = 'moved' and run.state = 'ended' order by flow_version`,
  );
  assert.deepEqual(
    rows.map(({ way, flow_version }) => [way, flow_version]),
    [
      ['old', 1],
      ['new', 2],
      ['new', 2],
    ],
  );
  await desk.stop(ada, 'moved');
});
