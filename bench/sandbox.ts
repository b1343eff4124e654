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

/**
 * Nine of ten orders were released after an hour, packed after seven, left after eight and were delivered after two days;
 * each was stuck once.
 */
const INSERT_LIVES = `insert into hub.event (id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data)
  select gen_random_uuid(), moment.type, 'order/' || header.id, header.id,
    '00-00000000000000000000000000000001-0000000000000001-00', 'system/bench',
    header.recorded_at + moment.after, header.recorded_at + moment.after, replace(moment.data, 'ORDER', header.id::text)
  from orders.order_header as header
  cross join (values ('order.released', interval '1 hour', '{}'), ('fulfilment.shipped', interval '8 hours', '{}'),
    ('exception.opened', interval '6 hours', '{"kind":"stuck","severity":2,"channel":null,"location":null,
      "facts":{"state":"released"},"suggestion":{"code":"work_faster"},"subjects":[{"subject":"order/ORDER"}]}'),
    ('fulfilment.packed', interval '7 hours',
      '{"fulfilmentOrder":"ORDER-1","location":"' || $1::text || '","parcels":[{"weightGrams":500}]}'),
    ('fulfilment.delivered', interval '2 days', '{}')) as moment (type, after, data)
  where header.id % 10 > 0
  order by header.id, moment.after`;

/** What was packed, as its location had it. */
const INSERT_PACKED = `insert into fulfilment.fulfilment_order (id, version, order_id, number, location_id, location, state,
    priority, service, ship_by, deliver_by, lines, shipments_booked, released_at, state_since)
  select header.id || '-1', 1, header.id, 1, location.id, location.code, 'shipped', 5, 'ANY', header.recorded_at,
    header.recorded_at, '[]', 1, header.recorded_at, header.recorded_at
  from orders.order_header as header
  join inventory.location as location on location.code = $1::text
  where header.id % 10 > 0`;

const LOCATION = 'CN-SHA';

const AT_SHIP_GATE = { kind: 'point', point: 'ship_gate' } as const;
/** Says of every exception who looks at it. */
const ROUTED_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-routed',
  names: { en: 'Bench' },
  trigger: { kind: 'point', point: 'exception' },
  start: 'route',
  nodes: [{ id: 'route', component: 'route_exception', settings: { owner: 'role/admin' } }],
  edges: [],
};

/**
 * Tries a drawing on past orders, one that looks at what has come to customers, so that each order is carried to its end,
 * one at the ship gate, one that says who looks at exceptions, and one that does nothing, which must make no difference.
 */
export async function run({
  stored = TRIAL_ORDERS_MAX,
}: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(4, async (database) => {
    const progress = showProgress({ unit: 'orders stored', total: stored });
    await storeOrders(database.pool, stored, (done) => progress.update(done));
    progress.end(stored);
    const { rowCount: moments } = await database.pool.query(INSERT_LIVES, [LOCATION]);
    await database.pool.query(INSERT_PACKED, [LOCATION]);
    const trial = await tried(database, TRIED_FLOW);
    const delivered = { kind: 'event', event: 'fulfilment.delivered' } as const;
    const whole = await tried(database, { ...TRIED_FLOW, trigger: delivered });
    const packed = await tried(database, { ...TRIED_FLOW, trigger: AT_SHIP_GATE });
    const stuck = await tried(database, ROUTED_FLOW);
    const idle = await tried(database, { ...TRIED_FLOW, filter: 'false' });
    const faults = [
      ...(idle.different === 0 ? [] : [`${idle.different} orders differ where nothing is done`]),
      ...(trial.failed === 0 ? [] : [`${trial.failed} orders failed in the flow`]),
      ...(whole.reached.delivered > whole.orders / 2 ? [] : ['few orders were carried to the end']),
      ...([packed, stuck].every(({ entered }) => entered > trial.orders / 2)
        ? []
        : ['few orders were asked about']),
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
      secondsAtShipGate: rounded(packed.milliseconds / 1_000, 1),
      secondsWithExceptions: rounded(stuck.milliseconds / 1_000, 1),
      secondsUntouched: rounded(idle.milliseconds / 1_000, 1),
      nodes: TRIED_FLOW.nodes.length,
      moments: moments ?? 0,
      entered: trial.entered,
      delivered: whole.reached.delivered,
      packed: packed.entered,
      stuck: stuck.entered,
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
