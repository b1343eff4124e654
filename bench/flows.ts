import type { Pool } from 'pg';
import { Random } from '../src/kernel/random.ts';
import { withBenchDatabase } from './bench-database.ts';
import { CONDITIONS_FLOW, DURABLE_FLOW } from './bench-flow.ts';
import { drawOrder, makeBenchWorld, startBenchHub, type BenchHub } from './bench-world.ts';
import type { BenchOptions } from './main.ts';
import { percentile, rounded } from './percentile.ts';
import { publishFlow } from './publish-flow.ts';

const UNITS_EACH = 1_000_000;
const SEED = 20_261_123;
/** Two batches of so many are under way: one gathers while the other commits. */
const BATCH_ORDERS = 120;
const BATCHES_AT_ONCE = 2;
const WARM_UP_SECONDS = 2;

interface Load {
  readonly orders: number;
  readonly seconds: number;
  /** From handing a batch over to the last answer of it, in milliseconds. */
  readonly batchesMs: readonly number[];
}

/**
 * Orders that are placed straight into a hub: without a flow, through one of eight nodes with two branches, a
 * reservation beside their own and an effect outside, and through one of 64 conditions. An order counts when all of it
 * is durable: order, run, reservation, effect and its job.
 */
export async function run({ seconds }: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(4, async ({ pool, machine }) => {
    const bench = startBenchHub(pool);
    try {
      await makeBenchWorld(bench, UNITS_EACH);
      await bench.submit('put_flow_connector', {
        code: 'books',
        names: { en: 'Books' },
        url: 'https://books.example',
        secretVariable: null,
        repeat: 'idempotent',
      });
      await load(bench, 'W', Math.min(WARM_UP_SECONDS, seconds));
      const without = await load(bench, 'N', seconds);
      await publishFlow(bench, DURABLE_FLOW);
      await load(bench, 'V', Math.min(WARM_UP_SECONDS, seconds));
      const through = await load(bench, 'F', seconds);
      const faults = await findFaults(pool, 'F', through.orders);
      await bench.submit('stop_flow', { code: DURABLE_FLOW.code });
      await publishFlow(bench, CONDITIONS_FLOW);
      const conditions = await load(bench, 'C', seconds);
      const rate = ({ orders, seconds: took }: Load): number => Math.round(orders / took);
      return {
        bench: 'flows',
        seconds: rounded(through.seconds, 1),
        machine,
        nodes: DURABLE_FLOW.nodes.length,
        ordersPerSecond: rate(through),
        p99BatchMs: rounded(percentile([...through.batchesMs], 0.99), 1),
        failed: faults.length,
        withoutFlowPerSecond: rate(without),
        conditions: CONDITIONS_FLOW.nodes.length - 1,
        conditionsPerSecond: rate(conditions),
        conditionsP99BatchMs: rounded(percentile([...conditions.batchesMs], 0.99), 1),
        faults,
      };
    } finally {
      await bench.stop();
    }
  });
}

async function load(bench: BenchHub, prefix: string, seconds: number): Promise<Load> {
  const random = new Random(SEED);
  const batchesMs: number[] = [];
  const begunAt = performance.now();
  let orders = 0;
  const takePart = async (): Promise<void> => {
    while (performance.now() - begunAt < seconds * 1_000) {
      const batch = Array.from({ length: BATCH_ORDERS }, () =>
        drawOrder(random, `${prefix}${(orders += 1)}`),
      );
      const handedOverAt = performance.now();
      await Promise.all(batch.map((order) => bench.submit('place_order', order)));
      batchesMs.push(performance.now() - handedOverAt);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, takePart));
  return { orders, seconds: (performance.now() - begunAt) / 1_000, batchesMs };
}

/**
 * Every order of the load has one run that went through, one reservation that it holds, and one effect. The job of the
 * effect is written with it and carried out by nobody here.
 */
async function findFaults(pool: Pool, prefix: string, orders: number): Promise<string[]> {
  const { rows } = await pool.query<Record<string, number>>(
    `select count(*)::int as runs,
       count(*) filter (where run.state = 'failed')::int as failed,
       count(effect.id)::int as effects,
       count(reservation.id)::int as reservations
     from orders.order_header as header
     join flows.run on run.order_id = header.id
     left join flows.effect on effect.run_id = run.id
     left join inventory.reservation on reservation.state = 'held'
       and reservation.reference = 'flow/' || run.flow_code || ' order/' || header.id
     where header.external_id like $1`,
    [`${prefix}%`],
  );
  const { runs = 0, failed = 0, effects = 0, reservations = 0 } = rows[0] ?? {};
  return [
    ...(runs === orders ? [] : [`${orders} orders have ${runs} runs`]),
    ...(effects === orders ? [] : [`${orders} orders have ${effects} effects`]),
    ...(reservations === orders ? [] : [`${orders} orders have ${reservations} reservations`]),
    ...(failed === 0 ? [] : [`${failed} runs failed`]),
  ];
}
