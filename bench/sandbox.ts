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

/** Nine of ten orders were released after an hour, left after eight and were delivered after two days. */
const INSERT_LIVES = `insert into hub.event (id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data)
  select gen_random_uuid(), moment.type, 'order/' || header.id, header.id,
    '00-00000000000000000000000000000001-0000000000000001-00', 'system/bench',
    header.recorded_at + moment.after, header.recorded_at + moment.after, '{}'
  from orders.order_header as header
  cross join (values ('order.released', interval '1 hour'), ('fulfilment.shipped', interval '8 hours'),
    ('fulfilment.delivered', interval '2 days')) as moment (type, after)
  where header.id % 10 > 0
  order by header.id, moment.after`;

/**
 * Tries a drawing on past orders, one that looks at what has come to customers, so that each order is carried to its end,
 * and one that does nothing, which must make no difference.
 */
export async function run({
  stored = TRIAL_ORDERS_MAX,
}: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(4, async (database) => {
    const progress = showProgress({ unit: 'orders stored', total: stored });
    await storeOrders(database.pool, stored, (done) => progress.update(done));
    progress.end(stored);
    const { rowCount: moments } = await database.pool.query(INSERT_LIVES);
    const trial = await tried(database, TRIED_FLOW);
    const delivered = { kind: 'event', event: 'fulfilment.delivered' } as const;
    const whole = await tried(database, { ...TRIED_FLOW, trigger: delivered });
    const idle = await tried(database, { ...TRIED_FLOW, filter: 'false' });
    const faults = [
      ...(idle.different === 0 ? [] : [`${idle.different} orders differ where nothing is done`]),
      ...(trial.failed === 0 ? [] : [`${trial.failed} orders failed in the flow`]),
      ...(whole.reached.delivered > whole.orders / 2 ? [] : ['few orders were carried to the end']),
      ...(trial.orders === Math.min(stored, TRIAL_ORDERS_MAX) ? [] : ['orders were left out']),
    ];
    const seconds = trial.milliseconds / 1_000;
    return {
      bench: 'sandbox',
      seconds: rounded(seconds, 1),
      machine: database.machine,
      orders: trial.orders,
      ordersPerSecond: Math.round(trial.orders / seconds),
      secondsToTheEnd: rounded(whole.milliseconds / 1_000, 1),
      secondsUntouched: rounded(idle.milliseconds / 1_000, 1),
      nodes: TRIED_FLOW.nodes.length,
      moments: moments ?? 0,
      entered: trial.entered,
      delivered: whole.reached.delivered,
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
