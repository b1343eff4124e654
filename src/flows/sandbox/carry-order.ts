import type { Instant } from '../../kernel/clock.ts';
import type { OrderRecord } from '../../modules/orders/index.ts';
import type { Run } from '../flow-facts.ts';
import { HORIZON_MS, letTimePass, type Lane } from './pass-time.ts';
import { PastLife, type PastLifeOrder, type Reached } from './past-life.ts';
import type { Stage } from './stage.ts';

/** What became of a past order on a stage. */
export interface CarriedOrder {
  /** Null: it was placed. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** As it stood in the end; null: it was refused. */
  readonly order: OrderRecord | null;
  /** As it stood before anything of it left its locations; null: it was refused. */
  readonly planned: OrderRecord | null;
  readonly reached: Reached;
  /** Types of what happened. */
  readonly events: ReadonlySet<string>;
  readonly runs: readonly Run[];
  /** Connectors that it would have called, once a call. */
  readonly calls: readonly string[];
  /** How long it was held, up to the horizon. */
  readonly heldMs: number;
}

/**
 * Places a past order once more, tells its payments and what happened to it when it did, and lets time pass until
 * nothing of its flows waits for time any more or the horizon is reached. What it took is given back.
 */
export function carryOrder(stage: Stage, past: PastLifeOrder): CarriedOrder {
  const placed = stage.submit('place_order', past.body, past.receivedAt);
  if (placed.kind === 'refused') {
    const { code, detail } = placed;
    return {
      refusal: { code, detail },
      order: null,
      planned: null,
      reached: new Set(),
      events: new Set(),
      runs: stage.runs(),
      calls: [],
      heldMs: 0,
    };
  }
  const orderId = Number((JSON.parse(placed.body) as { id: string }).id);
  const horizonAt = past.receivedAt + HORIZON_MS;
  const payments = past.payments.map(({ at, body }) => ({ at, body: { orderId, ...body } }));
  const paying: Lane = {
    next: (now) => (payments[0] === undefined ? null : Math.max(payments[0].at, now)),
    pass(at) {
      const payment = payments.shift();
      if (payment !== undefined) stage.submit('record_payment', payment.body, at);
    },
  };
  const life = new PastLife(stage, orderId, past);
  const calls = letTimePass(stage, past.receivedAt, [paying, life]);
  const order = stage.order(orderId);
  const { planned, reached, left } = life;
  const carried = {
    refusal: null,
    order,
    planned,
    reached,
    events: new Set(stage.events(0).map(({ type }) => type)),
    runs: stage.runs(),
    calls,
    heldMs: heldMsOf(order, horizonAt),
  };
  stage.clear(orderId, left, horizonAt);
  return carried;
}

function heldMsOf({ holds }: OrderRecord, horizonAt: Instant): number {
  return holds.reduce(
    (longest, { placedAt, releasedAt }) => Math.max(longest, (releasedAt ?? horizonAt) - placedAt),
    0,
  );
}
