import type { Pool } from 'pg';
import { Random } from '../src/kernel/random.ts';
import type { FlowDefinition } from '../contracts/flows.ts';
import { FAULTY_FLOW, SOUND_FLOW } from './bench-flow.ts';
import { drawOrder, makeBenchWorld, startBenchHub, type BenchHub } from './bench-world.ts';
import { withCompany } from './company.ts';
import type { BenchOptions } from './main.ts';
import { percentile, rounded } from './percentile.ts';
import { drawFlow, publishFlow } from './publish-flow.ts';

const UNITS_EACH = 50_000;
const SEED = 20_261_126;
const BATCH_ORDERS = 50;
/** A release that is not rolled back after so many orders is not watched at all. */
const ORDERS_MAX = 40_000;
/** Orders of which none may enter a version that was rolled back. */
const ORDERS_AFTERWARDS = 1_000;
const PEOPLE = { actors: ['person/bench'], mayApprove: true, mayAdminister: false };

/** How one release came to its end. */
interface RollBack {
  /** From the last failure that it was judged by to the commit that rolled it back. */
  readonly afterMs: number;
  /** Orders of the share by which it was judged, and all that had entered the version by then. */
  readonly judged: number;
  readonly entered: number;
  readonly enteredAfterwards: number;
}

/**
 * Versions of a flow in which every other order fails are released to one order in a hundred of a server that runs,
 * again and again for as long as is asked: how soon after the failure that told against it each is rolled back.
 */
export async function run({ seconds }: BenchOptions): Promise<Record<string, unknown>> {
  return withCompany(async ({ pool, machine }) => {
    const bench = startBenchHub(pool);
    try {
      await makeBenchWorld(bench, UNITS_EACH);
      const random = new Random(SEED);
      let draftVersion = await publishFlow(bench, SOUND_FLOW);
      const until = performance.now() + seconds * 1_000;
      const ends: RollBack[] = [];
      while (ends.length === 0 || performance.now() < until) {
        const names = { en: `Faulty ${ends.length}` };
        draftVersion = await drawFlow(bench, { ...FAULTY_FLOW, names }, draftVersion);
        ends.push(await rollBackOf(pool, bench, random, FAULTY_FLOW, draftVersion));
      }
      const afterMs = ends.map((end) => end.afterMs);
      const late = ends.reduce((sum, end) => sum + end.enteredAfterwards, 0);
      return {
        bench: 'release',
        seconds,
        machine,
        releases: ends.length,
        rolledBackP50Ms: rounded(percentile(afterMs, 0.5)),
        rolledBackMaxMs: rounded(Math.max(...afterMs)),
        judgedOrdersMax: Math.max(...ends.map(({ judged }) => judged)),
        enteredOrdersMax: Math.max(...ends.map(({ entered }) => entered)),
        faults: late === 0 ? [] : [`${late} orders entered a version that was rolled back`],
      };
    } finally {
      await bench.stop();
    }
  });
}

async function rollBackOf(
  pool: Pool,
  bench: BenchHub,
  random: Random,
  { code }: FlowDefinition,
  version: number,
): Promise<RollBack> {
  const { body } = await bench.submit('submit_flow', { code, version, caller: PEOPLE });
  const { id } = JSON.parse(body) as { id: string };
  const started = { code, releaseId: id, plan: 'by_steps', caller: PEOPLE };
  await bench.submit('start_flow_release', started);
  let placed = 0;
  const place = async (): Promise<void> => {
    const orders = Array.from({ length: BATCH_ORDERS }, () =>
      drawOrder(random, `${id.slice(-6)}-${(placed += 1)}`),
    );
    await Promise.all(orders.map((order) => bench.submit('place_order', order)));
  };
  while (!(await isRolledBack(pool, id))) {
    if (placed > ORDERS_MAX) throw new Error('a faulty version was not rolled back');
    await place();
  }
  const before = await enteredInto(pool, id);
  for (let batch = 0; batch < ORDERS_AFTERWARDS / BATCH_ORDERS; batch += 1) await place();
  const { rows } = await pool.query<{ after_ms: number; judged: number }>(HOW_IT_ENDED, [id]);
  const { after_ms: afterMs = Number.NaN, judged = Number.NaN } = rows[0] ?? {};
  const enteredAfterwards = (await enteredInto(pool, id)) - before;
  return { afterMs, judged, entered: before, enteredAfterwards };
}

async function isRolledBack(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ state: string }>(
    'select state from flows.release where id = $1',
    [id],
  );
  return rows[0]?.state === 'rolled_back';
}

async function enteredInto(pool: Pool, id: string): Promise<number> {
  const { rows } = await pool.query<{ entered: number }>(
    `select count(*)::int as entered from flows.run join flows.release on release.flow_code = run.flow_code
       and release.flow_version = run.flow_version
     where release.id = $1`,
    [id],
  );
  return rows[0]?.entered ?? 0;
}

/** The last failure that counted is the one by whose number the release was judged. */
const HOW_IT_ENDED = `
  with judged as (
    select release.flow_code, release.flow_version, release.ended_at, (metric ->> 'canaryOrders')::int as orders,
      (metric ->> 'canaryCounted')::int as failures
    from flows.release, jsonb_array_elements(release.judgement -> 'metrics') as metric
    where release.id = $1 and metric ->> 'metric' = 'nodeErrors'
  )
  select extract(epoch from judged.ended_at - failed.recorded_at)::float8 * 1000 as after_ms, judged.orders as judged
  from judged cross join lateral (
    select event.recorded_at from flows.run
    join hub.event on event.order_id = run.order_id and event.type = 'flow.run_failed'
    where run.flow_code = judged.flow_code and run.flow_version = judged.flow_version
    order by event.xid, event.id offset judged.failures - 1 limit 1
  ) as failed`;
