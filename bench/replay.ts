import { showProgress } from '../src/cli/progress.ts';
import { replayDecisions, type ReplayOptions } from '../src/modules/orders/index.ts';
import type { ReplayReport } from '../contracts/order-reads.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import type { BenchOptions } from './main.ts';
import { rounded } from './percentile.ts';
import { storeOrders } from './stored-orders.ts';

const STORED = 100_000;

/**
 * Takes the decisions of stored orders again, first as they were, which must come out the same, then
 * with splitting free of charge and one warehouse closed. It takes the time that the work takes.
 */
export async function run({ stored = STORED }: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(4, async (database) => {
    const progress = showProgress({ unit: 'orders stored', total: stored });
    await storeOrders(database.pool, stored, (done) => progress.update(done));
    progress.end(stored);
    const same = await replay(database, { last: stored });
    const changed = await replay(database, {
      last: stored,
      settings: { weights: { splitPenaltyMinor: 0 }, closedLocations: ['CN-SHA'] },
    });
    return {
      bench: 'replay',
      seconds: rounded(same.seconds, 1),
      machine: database.machine,
      orders: same.decisions,
      ordersPerSecond: same.decisionsPerSecond,
      different: same.different,
      changedSeconds: rounded(changed.seconds, 1),
      changedOrdersPerSecond: changed.decisionsPerSecond,
      changedDifferent: changed.different,
      faults:
        same.different === 0
          ? []
          : [`${same.different} decisions came out otherwise under unchanged rules`],
    };
  });
}

async function replay({ pool }: BenchDatabase, options: ReplayOptions): Promise<ReplayReport> {
  const progress = showProgress({ unit: 'decisions', total: options.last ?? null });
  const answer = await replayDecisions(pool, {
    ...options,
    onProgress: (done) => progress.update(done),
  });
  if (answer.kind === 'refused') throw new Error(answer.detail);
  progress.end(answer.value.decisions);
  return answer.value;
}
