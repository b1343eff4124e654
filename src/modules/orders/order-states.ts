import type { OrderState, PaymentState } from '../../../contracts/orders.ts';
import { balanceOf, type PaymentFact } from './payment-balance.ts';

/**
 * Where an order may go from where it stands. This table is the whole truth: the code asserts it, a
 * test compares the database's CHECK with it, and the console draws it.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  // Taken in; the payment that its channel asks for is missing.
  placed: ['held', 'backordered', 'sourced', 'cancelled'],
  // Stopped by at least one open hold.
  held: ['placed', 'backordered', 'sourced', 'cancelled'],
  // Nothing hinders it but stock that has not come.
  backordered: ['placed', 'held', 'sourced', 'cancelled'],
  // Everything it needs is allocated; a location may start.
  sourced: ['placed', 'held', 'backordered', 'released', 'cancelled'],
  // At least one location has its part. When all of it was short there, the order is planned anew.
  released: [
    'placed',
    'held',
    'backordered',
    'sourced',
    'picking',
    'packed',
    'shipped',
    'delivered',
    'cancelled',
  ],
  // Somebody has begun: picked, packed or shipped a part. What left first may be on its way back when the rest leaves.
  picking: [
    'placed',
    'held',
    'backordered',
    'sourced',
    'released',
    'packed',
    'shipped',
    'delivered',
    'returning',
    'returned',
    'cancelled',
  ],
  // All that is left to ship is packed.
  packed: [
    'placed',
    'held',
    'backordered',
    'sourced',
    'released',
    'picking',
    'shipped',
    'delivered',
    'returning',
    'returned',
    'cancelled',
  ],
  // Everything has left.
  shipped: ['delivered', 'returning', 'returned'],
  // Everything was handed over.
  delivered: ['returning', 'returned', 'closed'],
  // Goods are announced to come back.
  returning: ['shipped', 'delivered', 'returned', 'closed'],
  // Everything came back; what is rejected goes to its customer again.
  returned: ['delivered', 'returning', 'closed'],
  // Nothing more is expected to happen; goods may still come back late.
  closed: ['returning', 'returned'],
  cancelled: [],
};

/** A milestone that an order has reached, for its timeline. */
export type Milestone = OrderState | 'paid' | 'approved' | 'customs_released' | 'out_for_delivery';

/** The states of an order that locations have begun with. */
export type Progress = Extract<
  OrderState,
  'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'returning' | 'returned' | 'closed'
>;

/** What the state of an order follows from. */
export interface OrderSituation {
  readonly isCancelled: boolean;
  /** How far its least advanced part is; null: no location has anything of it. */
  readonly progress: Progress | null;
  readonly hasOpenHold: boolean;
  readonly isPaymentSettled: boolean;
  readonly isWaitingForStock: boolean;
}

/** The state that follows from an order's situation: never set by hand, always derived. */
export function deriveOrderState(situation: OrderSituation): OrderState {
  if (situation.isCancelled) return 'cancelled';
  if (situation.progress !== null) return situation.progress;
  if (situation.hasOpenHold) return 'held';
  if (!situation.isPaymentSettled) return 'placed';
  return situation.isWaitingForStock ? 'backordered' : 'sourced';
}

/** True when an order may go from one state to another, or stay. */
export function mayTransition(from: OrderState, to: OrderState): boolean {
  return from === to || ORDER_TRANSITIONS[from].includes(to);
}

/** True while an order can still be amended, held and cancelled without asking a location. */
export function isAmendable(state: OrderState): boolean {
  return state === 'placed' || state === 'held' || state === 'backordered' || state === 'sourced';
}

/** True while locations have something of an order that has not left. */
export function isAtLocations(state: OrderState): boolean {
  return state === 'released' || state === 'picking' || state === 'packed';
}

/** States of an order that its customer still waits for. The partial index of late orders names the same. */
export const UNDELIVERED_STATES: readonly OrderState[] = [
  'placed',
  'held',
  'backordered',
  'sourced',
  'released',
  'picking',
  'packed',
  'shipped',
];

/** True when nothing more is to be paid before the goods may leave. */
export function isPaymentSettled(state: PaymentState): boolean {
  return SETTLED.has(state);
}

const SETTLED: ReadonlySet<PaymentState> = new Set([
  'paid',
  'authorised',
  'partly_captured',
  'not_required',
]);

/**
 * What has been paid and where the payment stands, from all its facts in the order in which they
 * happened. Facts add up whatever their order; only a failure and an expiry look at whether they are the last.
 */
export function derivePayment(
  totalMinor: number,
  facts: readonly PaymentFact[],
  isRequired: boolean,
): { readonly paidMinor: number; readonly state: PaymentState } {
  const { paidMinor, capturedMinor, refundedMinor, chargedBackMinor, openMinor } = balanceOf(facts);
  const state = ((): PaymentState => {
    // What another authorisation still covers is not unpaid because one payment went back.
    const isCovered = totalMinor > 0 && openMinor > 0 && openMinor + paidMinor >= totalMinor;
    if (refundedMinor + chargedBackMinor > 0 && paidMinor <= 0 && !isCovered) {
      return chargedBackMinor > 0 ? 'charged_back' : 'refunded';
    }
    if (paidMinor >= totalMinor && (totalMinor > 0 || capturedMinor > 0)) return 'paid';
    if (totalMinor <= 0) return 'not_required';
    if (openMinor + paidMinor >= totalMinor) {
      return paidMinor > 0 ? 'partly_captured' : 'authorised';
    }
    if (chargedBackMinor > 0) return 'charged_back';
    if (paidMinor > 0) return 'partly_paid';
    const last = facts.at(-1)?.kind;
    if (last === 'failed' || last === 'expired') return last;
    return isRequired ? 'unpaid' : 'not_required';
  })();
  return { paidMinor, state };
}
