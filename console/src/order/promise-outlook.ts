import type { Order } from '../client/contract.generated.d.ts';

/** How sure a promise is. */
export type Outlook =
  | 'none'
  | 'kept'
  | 'missed'
  | 'overdue'
  | 'late'
  | 'waits'
  | 'stopped'
  | 'on_course'
  | 'over';

interface PromiseFacts {
  readonly order: Pick<Order, 'state' | 'promisedAt' | 'wantedBy' | 'shipments'>;
  /** When the last parcel arrived; null: not yet. */
  readonly deliveredAt: string | null;
  /** By when parcels on their way are due; none: nothing is on its way. */
  readonly dueAt: readonly string[];
  readonly now: number;
}

/**
 * What is to be expected of the promised date, from what is known now, and by how much it is missed
 * (milliseconds, 0 where it is not).
 */
export function promiseOutlook({ order, deliveredAt, dueAt, now }: PromiseFacts): {
  readonly outlook: Outlook;
  readonly missedByMs: number;
} {
  const { state, promisedAt, shipments } = order;
  if (state === 'cancelled') return { outlook: 'over', missedByMs: 0 };
  if (promisedAt === null) return { outlook: 'none', missedByMs: 0 };
  const promised = Date.parse(promisedAt);
  if (deliveredAt !== null) {
    const missedByMs = Math.max(0, Date.parse(deliveredAt) - promised);
    return { outlook: missedByMs > 0 ? 'missed' : 'kept', missedByMs };
  }
  if (['delivered', 'closed', 'returning', 'returned'].includes(state)) {
    return { outlook: 'over', missedByMs: 0 };
  }
  if (now > promised) return { outlook: 'overdue', missedByMs: now - promised };
  const latest = Math.max(
    0,
    ...shipments.map(({ deliverBy }) => Date.parse(deliverBy)),
    ...dueAt.map((at) => Date.parse(at)),
  );
  if (latest > promised) return { outlook: 'late', missedByMs: latest - promised };
  if (state === 'held') return { outlook: 'stopped', missedByMs: 0 };
  if (shipments.some(({ waitsFor }) => waitsFor !== undefined)) {
    return { outlook: 'waits', missedByMs: 0 };
  }
  return { outlook: 'on_course', missedByMs: 0 };
}
