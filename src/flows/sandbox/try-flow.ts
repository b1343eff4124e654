import { setImmediate as whenOthersHadTheirTurn } from 'node:timers/promises';
import type { Pool } from 'pg';
import { rememberReads } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { readPastIds, readPastOrders } from '../../modules/orders/index.ts';
import { readPastReturns } from '../../modules/returns/index.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { FlowPoint } from '../../../contracts/flows.ts';
import type { CompiledFlow } from '../engine/index.ts';
import type { FlowVersion } from '../flow-facts.ts';
import { carryOrder } from './carry-order.ts';
import { Comparison } from './compare.ts';
import type { PastLifeOrder } from './past-life.ts';
import { Stage, type OpenRooms } from './stage.ts';
import { watchNodes, type NodeWatch } from './watch-nodes.ts';

/** A trial of a drawing. */
export interface Trial {
  readonly flow: CompiledFlow;
  /** What is live, by which the drawing is measured. */
  readonly live: readonly FlowVersion[];
  readonly from: Instant;
  readonly to: Instant;
  readonly ordersMax: number;
}

/** How long a trial keeps the process to itself, in milliseconds, before others have their turn. */
const TURN_MS = 10;
/** The number of a version that nobody has published. */
const UNPUBLISHED = 0;

/**
 * Places past orders once more, in memory, with what is live and with the drawing in its place, and says what differs.
 * Nothing is written and nobody outside is called: the rooms decide as they do in the hub, and what they would write,
 * send or ask for is thrown away. The drawing must be sound.
 */
export async function tryFlow(
  {
    pool,
    ids,
    openRooms,
  }: { readonly pool: Pool; readonly ids: IdSource; readonly openRooms: OpenRooms },
  { flow, live, from, to, ordersMax }: Trial,
): Promise<FlowTrial> {
  const begunAt = performance.now();
  const { watched, nodes } = watchNodes(flow);
  const candidate: FlowVersion = { code: flow.code, number: UNPUBLISHED, compiled: watched };
  const others = live.filter(({ code }) => code !== flow.code);
  const past = await readPast(pool, { from, to, limit: ordersMax });
  const read = rememberReads(pool);
  const before = await Stage.open({ pool, ids, read }, openRooms(live), past);
  const after = await Stage.open({ pool, ids, read }, openRooms([...others, candidate]), past);
  const comparison = new Comparison(flow.code);
  let turnEndsAt = performance.now() + TURN_MS;
  for (const order of past.toReversed()) {
    comparison.add(order.id, carryOrder(before, order), carryOrder(after, order));
    if (performance.now() < turnEndsAt) continue;
    await whenOthersHadTheirTurn();
    turnEndsAt = performance.now() + TURN_MS;
  }
  return {
    flow: flow.code,
    from: instantToText(from),
    to: instantToText(to),
    ...comparison.sums(),
    unreached: unreachedBy(flow, comparison),
    nodes: nodesOf(flow, nodes),
    milliseconds: Math.round(performance.now() - begunAt),
  };
}

/** Past orders with what was asked to come back of them. */
async function readPast(
  pool: Pool,
  period: Parameters<typeof readPastIds>[1],
): Promise<PastLifeOrder[]> {
  const ids = await readPastIds(pool, period);
  const [orders, asked] = await Promise.all([
    readPastOrders(pool, ids),
    readPastReturns(pool, ids),
  ]);
  const returns = Map.groupBy(asked, ({ orderId }) => orderId);
  return orders.map((order) => ({ ...order, returns: returns.get(order.id) ?? [] }));
}

/** Points at which no order of a trial is asked about: its locations do not pack, and nobody reports exceptions. */
const UNREACHED_POINTS: ReadonlySet<FlowPoint> = new Set(['ship_gate', 'exception']);

/** Why nothing can have come into a drawing, other than that it is for none of the orders; null: something could. */
function unreachedBy({ trigger }: CompiledFlow, comparison: Comparison): FlowTrial['unreached'] {
  switch (trigger.kind) {
    case 'point':
      return UNREACHED_POINTS.has(trigger.point) ? 'point_not_reached' : null;
    case 'event':
      return comparison.hasHappened(trigger.event) ? null : 'event_not_happened';
    case 'api':
    case 'call':
      return 'not_for_orders';
  }
}

function nodesOf(flow: CompiledFlow, watches: ReadonlyMap<string, NodeWatch>): FlowTrial['nodes'] {
  return [...watches]
    .map(([node, { visits, workMs, outputs }]) => ({
      node,
      visits,
      microseconds: visits === 0 ? 0 : Math.round((workMs / visits) * 10_000) / 10,
      untouchedOutputs:
        // Of what rests before it leaves nothing is known by output.
        outputs.size === 0
          ? []
          : [...(flow.nodes.get(node)?.next.keys() ?? [])].filter((output) => !outputs.has(output)),
    }))
    .toSorted((one, other) => other.microseconds - one.microseconds);
}
