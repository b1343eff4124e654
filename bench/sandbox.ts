import { assembleRooms } from '../src/assemble.ts';
import { showProgress } from '../src/cli/progress.ts';
import { tryDrawing } from '../src/flows/index.ts';
import { instantToText, machineClock } from '../src/kernel/clock.ts';
import { createIdSource } from '../src/kernel/ids.ts';
import { TRIAL_ORDERS_MAX, type FlowTrial } from '../contracts/flow-trials.ts';
import type { FlowDefinition } from '../contracts/flows.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { TRIED_FLOW } from './bench-flow.ts';
import type { BenchOptions } from './main.ts';
import { rounded } from './percentile.ts';
import { storeOrders } from './stored-orders.ts';

/** Tries a drawing on past orders, and then one that does nothing, which must make no difference. */
export async function run({
  stored = TRIAL_ORDERS_MAX,
}: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(4, async (database) => {
    const progress = showProgress({ unit: 'orders stored', total: stored });
    await storeOrders(database.pool, stored, (done) => progress.update(done));
    progress.end(stored);
    const trial = await tried(database, TRIED_FLOW);
    const idle = await tried(database, { ...TRIED_FLOW, filter: 'false' });
    const faults = [
      ...(idle.different === 0 ? [] : [`${idle.different} orders differ where nothing is done`]),
      ...(trial.failed === 0 ? [] : [`${trial.failed} orders failed in the flow`]),
      ...(trial.orders === Math.min(stored, TRIAL_ORDERS_MAX) ? [] : ['orders were left out']),
    ];
    const seconds = trial.milliseconds / 1_000;
    return {
      bench: 'sandbox',
      seconds: rounded(seconds, 1),
      machine: database.machine,
      orders: trial.orders,
      ordersPerSecond: Math.round(trial.orders / seconds),
      nodes: TRIED_FLOW.nodes.length,
      entered: trial.entered,
      different: trial.different,
      refused: trial.refused.after,
      faults,
    };
  });
}

async function tried({ pool }: BenchDatabase, definition: FlowDefinition): Promise<FlowTrial> {
  const answer = await tryDrawing(
    { pool, ids: createIdSource(machineClock), openRooms: assembleRooms },
    true,
    {
      definition,
      from: instantToText(0),
      to: instantToText(machineClock.now() + 86_400_000),
      orders: TRIAL_ORDERS_MAX,
    },
  );
  if (answer.kind === 'refused')
    throw new Error(`${answer.detail} ${JSON.stringify(answer.facts)}`);
  return answer.value;
}
