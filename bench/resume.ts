import type { Pool } from 'pg';
import { flowDeadlines } from '../src/flows/index.ts';
import { ClockLeader } from '../src/hub/index.ts';
import { HOUR_MS, machineClock, type Clock } from '../src/kernel/clock.ts';
import { createIdSource } from '../src/kernel/ids.ts';
import { Random } from '../src/kernel/random.ts';
import { withBenchDatabase } from './bench-database.ts';
import { BROKEN_FLOW, PARKED_FLOW } from './bench-flow.ts';
import { drawOrder, makeBenchWorld, startBenchHub, type BenchHub } from './bench-world.ts';
import type { BenchOptions } from './main.ts';
import { rounded } from './percentile.ts';
import { publishFlow } from './publish-flow.ts';

const STORED = 100_000;
const SEED = 20_261_125;
const BATCH_ORDERS = 400;
const BATCHES_AT_ONCE = 2;
/** Orders that enter the version that was published while the others waited. */
const ENTER_AFTERWARDS = 50;
const LOOK_AGAIN_MS = 200;
const PATIENCE_MS = 900_000;

/**
 * A hundred thousand orders, or as many as are asked for, wait in a flow. Then it is published anew with nothing in it
 * that they know, and their time comes: each must go on in the version that it entered.
 */
export async function run({ stored = STORED }: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(6, async ({ pool, machine }) => {
    let aheadMs = 0;
    const clock: Clock = { now: () => machineClock.now() + aheadMs };
    const bench = startBenchHub(pool, clock);
    const leader = new ClockLeader({
      pool,
      hub: bench.hub,
      clock,
      ids: createIdSource(clock),
      log: { warn: (facts, message) => console.error(message, facts) },
      sources: [flowDeadlines],
    });
    try {
      await makeBenchWorld(bench, stored * 2);
      const version = await publishFlow(bench, PARKED_FLOW);
      const begunAt = performance.now();
      await place(bench, 'P', stored);
      const parkedSeconds = (performance.now() - begunAt) / 1_000;
      await publishFlow(bench, BROKEN_FLOW, version);
      await place(bench, 'B', ENTER_AFTERWARDS);
      aheadMs = HOUR_MS * 2;
      const resumedFrom = performance.now();
      leader.start();
      await untilNobodyWaits(pool);
      const resumedSeconds = (performance.now() - resumedFrom) / 1_000;
      const faults = await findFaults(pool, stored);
      return {
        bench: 'resume',
        seconds: rounded(resumedSeconds, 1),
        machine,
        parked: stored,
        parkedPerSecond: Math.round(stored / parkedSeconds),
        resumedPerSecond: Math.round(stored / resumedSeconds),
        failed: faults.length,
        faults,
      };
    } finally {
      await leader.stop();
      await bench.stop();
    }
  });
}

async function place(bench: BenchHub, prefix: string, count: number): Promise<void> {
  const random = new Random(SEED);
  let placed = 0;
  const takePart = async (): Promise<void> => {
    while (placed < count) {
      const size = Math.min(BATCH_ORDERS, count - placed);
      const first = placed;
      placed += size;
      const orders = Array.from({ length: size }, (_, index) =>
        drawOrder(random, `${prefix}${first + index}`),
      );
      await Promise.all(orders.map((order) => bench.submit('place_order', order)));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, takePart));
}

async function untilNobodyWaits(pool: Pool): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rowCount } = await pool.query(`select from flows.token limit 1`);
    if (rowCount === 0) return;
    if (performance.now() > until) throw new Error('orders still wait whose time has come');
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** Each order that waited went on as its version says, and each that came afterwards as the other does. */
async function findFaults(pool: Pool, parked: number): Promise<string[]> {
  const { rows } = await pool.query<{ way: string; runs: number }>(
    `select run.flow_version || ' ' || run.state || ': ' || run.trail || ' ' || (header.details -> 'attributes' ->> 'way')
         as way, count(*)::int as runs
     from flows.run join orders.order_header as header on header.id = run.order_id
     group by 1`,
  );
  const found = new Map(rows.map(({ way, runs }) => [way, runs]));
  const wanted = new Map([
    ['1 ended: rest mark_old old', parked],
    ['2 ended: mark_new new', ENTER_AFTERWARDS],
  ]);
  return [...new Set([...found.keys(), ...wanted.keys()])]
    .filter((way) => found.get(way) !== wanted.get(way))
    .map((way) => `${found.get(way) ?? 0} instead of ${wanted.get(way) ?? 0} runs went ${way}`);
}
