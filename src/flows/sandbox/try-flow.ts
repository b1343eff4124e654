import type { Pool } from 'pg';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { readPastIds, readPastOrders } from '../../modules/orders/index.ts';
import { readPastReturns } from '../../modules/returns/index.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { FlowPoint } from '../../../contracts/flows.ts';
import type { CompiledFlow } from '../engine/index.ts';
import { OrderOnStage } from './carry-order.ts';
import { Comparison } from './compare.ts';
import { inTurns, openStages, type TrialPlace, type TriedDrawing } from './open-stages.ts';
import type { MomentKind, PastLifeOrder } from './past-life.ts';

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
  const past = await readPast(where.pool, { from, to, limit: ordersMax });
  const { before, after, nodes, visits } = await openStages(where, trial, {
    kind: 'place_order',
    all: past.map(({ body, receivedAt: at }) => ({ body, at })),
  });
  const comparison = new Comparison(flow.code);
  const isLive = live.some(({ code }) => code === flow.code);
  const unseen = unseenBy([flow, ...live.map(({ compiled }) => compiled)]);
  await inTurns(past.toReversed(), (order) => {
    const visited = visits();
    const drawn = new OrderOnStage(after, order, unseen);
    drawn.carry(true);
    // An order that no version of the flow touches goes the same way on both stages: once is enough.
    const isTouched =
      isLive || visits() > visited || drawn.runs.some(({ flowCode }) => flowCode === flow.code);
    if (!isTouched) {
      const carried = drawn.leave();
      comparison.add(order.id, carried, carried);
      return;
    }
    const known = new OrderOnStage(before, order, unseen);
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

/** What triggers flows while an order is placed and paid, and at no moment after that. */
const UNTIL_PAID: ReadonlySet<string> = new Set([
  'order.placed',
  'order.payment_recorded',
  'validate',
  'price',
  'source_rank',
  'promise',
  'payment',
]);
/** What triggers flows when an order is released. */
const AT_RELEASE: ReadonlySet<string> = new Set(['order.released', 'release_gate']);
const LEAVING: readonly MomentKind[] = ['shipped', 'delivered', 'returned'];

/** What happens to orders that triggers none of these flows: nothing, what follows once goods leave, or what follows once they are paid. */
function unseenBy(flows: readonly CompiledFlow[]): ReadonlySet<MomentKind> {
  const triggers = flows.flatMap(({ trigger }) =>
    trigger.kind === 'event' ? [trigger.event] : trigger.kind === 'point' ? [trigger.point] : [],
  );
  const isLater = (name: string): boolean => !UNTIL_PAID.has(name);
  if (triggers.some((name) => isLater(name) && !AT_RELEASE.has(name))) return new Set();
  return new Set(triggers.some(isLater) ? LEAVING : ['released', ...LEAVING]);
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
