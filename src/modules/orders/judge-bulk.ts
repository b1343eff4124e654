import type { BulkAction, BulkObstacle } from '../../../contracts/bulk-changes.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import type { StoredHold } from './order-record.ts';
import { isAmendable, isAtLocations } from './order-states.ts';

/** As much of an order as tells what can be done to it. */
export interface BulkCandidate {
  readonly id: number;
  readonly state: OrderState;
  readonly priority: number;
  readonly holds: readonly StoredHold[];
}

/** What will happen to an order, or why nothing can. */
export type BulkVerdict =
  | { readonly kind: 'possible' }
  /** Locations have it: they are asked first. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'impossible'; readonly why: BulkObstacle };

const POSSIBLE: BulkVerdict = { kind: 'possible' };
const UNCHANGED: BulkVerdict = { kind: 'unchanged' };
const impossible = (why: BulkObstacle): BulkVerdict => ({ kind: 'impossible', why });

/** Holds of an order that are not released yet. */
export function openHolds({ holds }: Pick<BulkCandidate, 'holds'>): readonly StoredHold[] {
  return holds.filter(({ releasedAt }) => releasedAt === null);
}

/**
 * Says beforehand what an action will do to an order. The command decides: an order may have gone on until it
 * comes to it. `priority` is the new one, null while nobody has chosen it.
 */
export function judgeBulk(
  action: BulkAction,
  order: BulkCandidate,
  priority: number | null,
): BulkVerdict {
  const { state } = order;
  const isHeld = openHolds(order).length > 0;
  const hasLeft = !isAmendable(state) && !isAtLocations(state);
  if (state === 'cancelled') return action === 'cancel' ? UNCHANGED : impossible('cancelled');
  if (action === 'release_hold') {
    if (!isHeld) return impossible('no_hold');
    return hasLeft ? impossible('left') : POSSIBLE;
  }
  if (hasLeft) return impossible('left');
  if (action === 'priority') {
    if (order.priority === priority) return UNCHANGED;
    return isAmendable(state) ? POSSIBLE : impossible('not_amendable');
  }
  if (action === 'hold') return POSSIBLE;
  if (action === 'cancel') return isAtLocations(state) ? { kind: 'asked' } : POSSIBLE;
  if (isHeld) return impossible('held');
  if (state === 'sourced') return POSSIBLE;
  return isAtLocations(state) ? UNCHANGED : impossible('not_sourced');
}
