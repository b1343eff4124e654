import type { Pool } from 'pg';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { readPastPackings } from '../../modules/fulfilment/index.ts';
import { readPastIds, readPastOrders } from '../../modules/orders/index.ts';
import { readPastReturns } from '../../modules/returns/index.ts';
import { readPastExceptions } from '../../modules/tracking/index.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { FlowPoint } from '../../../contracts/flows.ts';
import type { CompiledFlow } from '../engine/index.ts';
import { OrderOnStage } from './carry-order.ts';
import { Comparison } from './compare.ts';
import { inTurns, openStages, type TrialPlace, type TriedDrawing } from './open-stages.ts';
import type { PastLifeOrder } from './past-life.ts';
import type { StageNeeds } from './stage.ts';
import { seenBy, type Seen } from './what-is-seen.ts';

/** A trial of a drawing on orders of a time. */
interface Trial extends TriedDrawing {
  readonly from: Instant;
  readonly to: Instant;
  readonly ordersMax: number;
}

/**
 * Places past orders once more, in memory, with what is live and with the drawing in its place, and says what differs.
 * Nothing is written and nobody outside is called: the rooms decide as they do in the hub, and what they would write,
 * send or ask for is thrown away. The drawing must be sound.
 */
export async function tryFlow(where: TrialPlace, trial: Trial): Promise<FlowTrial> {
  const { flow, live, from, to, ordersMax } = trial;
  const begunAt = performance.now();
  const seen = seenBy([flow, ...live.map(({ compiled }) => compiled)]);
  const past = await readPast(where.pool, { from, to, limit: ordersMax }, seen);
  const { before, after, nodes, visits } = await openStages(where, trial, {
    kind: 'place_order',
    all: past.map(({ body, receivedAt: at }) => ({ body, at })),
    later: laterOf(seen),
  });
  const comparison = new Comparison(flow.code);
  const isLive = live.some(({ code }) => code === flow.code);
  await inTurns(past.toReversed(), (order) => {
    const visited = visits();
    const drawn = new OrderOnStage(after, order, seen);
    drawn.carry(true);
    // An order that no version of the flow touches goes the same way on both stages: once is enough.
    const isTouched =
      isLive || visits() > visited || drawn.runs.some(({ flowCode }) => flowCode === flow.code);
    if (!isTouched) {
      const carried = drawn.leave();
      comparison.add(order.id, carried, carried);
      return;
    }
    const known = new OrderOnStage(before, order, seen);
    known.carry(true);
    // Like is compared with like: both before what is unseen, or both to the end.
    if (drawn.hasStopped !== known.hasStopped) {
      for (const each of [drawn, known]) if (each.hasStopped) each.carry(false);
    }
    comparison.add(order.id, known.leave(), drawn.leave());
  });
  return {
    flow: flow.code,
    from: instantToText(from),
    to: instantToText(to),
    ...comparison.sums(),
    unreached: unreachedBy(flow, comparison),
    nodes: nodes(),
    milliseconds: Math.round(performance.now() - begunAt),
  };
}

/** Past orders with what was asked to come back of them, and with what else of their lives flows look at. */
async function readPast(
  pool: Pool,
  period: Parameters<typeof readPastIds>[1],
  { isPacked, hasExceptions }: Seen,
): Promise<PastLifeOrder[]> {
  const ids = await readPastIds(pool, period);
  const [orders, returns, packings, exceptions] = await Promise.all([
    readPastOrders(pool, ids),
    readPastReturns(pool, ids).then(byOrder),
    (isPacked ? readPastPackings(pool, ids) : Promise.resolve([])).then(byOrder),
    (hasExceptions ? readPastExceptions(pool, ids) : Promise.resolve([])).then(byOrder),
  ]);
  return orders.map((order) => ({
    ...order,
    returns: returns.get(order.id) ?? [],
    packings: packings.get(order.id) ?? [],
    exceptions: exceptions.get(order.id) ?? [],
  }));
}

function byOrder<Item extends { readonly orderId: number }>(
  items: readonly Item[],
): ReadonlyMap<number, Item[]> {
  return Map.groupBy(items, ({ orderId }) => orderId);
}

/** What is decided about orders once they are there, by rules that are to be read before. */
function laterOf({ hasExceptions }: Seen): StageNeeds['later'] {
  const asked = { kind: 'request_return', body: { orderId: 0, lines: [] } };
  const raised = { kind: 'raise_exception', body: { orderId: null, causeKey: '' } };
  return hasExceptions ? [asked, raised] : [asked];
}

/** What has happened to an order that a flow is asked about at these points: nothing else of the trial tells of it. */
const TOLD_BY: Partial<Record<FlowPoint, string>> = {
  ship_gate: 'fulfilment.packed',
  exception: 'exception.opened',
};

/** Why nothing can have come into a drawing, other than that it is for none of the orders; null: something could. */
function unreachedBy({ trigger }: CompiledFlow, comparison: Comparison): FlowTrial['unreached'] {
  switch (trigger.kind) {
    case 'point': {
      const told = TOLD_BY[trigger.point];
      return told === undefined || comparison.hasHappened(told) ? null : 'point_not_reached';
    }
    case 'event':
      return comparison.hasHappened(trigger.event) ? null : 'event_not_happened';
    case 'api':
    case 'call':
      return 'not_for_orders';
  }
}
