import { MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type { Channel } from './channels.ts';
import { isHoldingStock } from './move-order-stock.ts';
import type { OrderRecord } from './order-record.ts';
import {
  derivePayment,
  deriveOrderState,
  isPaymentSettled,
  mayTransition,
  type Milestone,
} from './order-states.ts';

/** A decision's draft of an order: everything but what follows from the rest. */
export type OrderDraft = Omit<
  OrderRecord,
  'state' | 'paymentState' | 'stockState' | 'paidMinor' | 'nextDeadlineAt'
>;

/** What a decision settles beyond the draft itself. */
export interface Settlement {
  readonly channel: Channel;
  readonly isCancelled: boolean;
  readonly isReleased: boolean;
}

/**
 * Completes an order with all that follows from its facts: state of payment, state, whether stock is
 * soft or hard, next deadline. Pure, and the only place where these are set.
 */
export function settleOrder(draft: OrderDraft, settlement: Settlement): OrderRecord {
  const { channel, isCancelled, isReleased } = settlement;
  const isRequired = channel.paymentDeadlineMinutes !== null;
  const { paidMinor, state: paymentState } = derivePayment(
    draft.totalMinor,
    asHappened(draft.payments),
    isRequired,
  );
  const openHolds = draft.holds.filter(({ releasedAt }) => releasedAt === null);
  // A channel that asks for no payment waits for none, whatever is told of a deposit or a failure: an
  // order without a payment deadline would wait for ever.
  const isSettled = !isRequired || isPaymentSettled(paymentState);
  const state = deriveOrderState({
    isCancelled,
    isReleased,
    hasOpenHold: openHolds.length > 0,
    isPaymentSettled: isSettled,
    isWaitingForStock: draft.shipments.some(({ waitsFor }) => waitsFor !== null),
  });
  // What a location has been given stays its own, whatever becomes of the money.
  const isHard = isReleased || (isSettled && openHolds.length === 0);
  return {
    ...draft,
    state,
    paidMinor,
    paymentState,
    stockState: isHoldingStock(draft) ? (isHard ? 'allocated' : 'reserved') : 'none',
    nextDeadlineAt:
      isCancelled || isReleased ? null : nextDeadline(draft, channel, isSettled, openHolds),
  };
}

function nextDeadline(
  draft: OrderDraft,
  channel: Channel,
  isSettled: boolean,
  openHolds: OrderRecord['holds'],
): Instant | null {
  const deadlines: Instant[] = [];
  if (!isSettled && channel.paymentDeadlineMinutes !== null)
    deadlines.push(paymentDeadline(draft, channel));
  for (const { dueAt, overdueAt } of openHolds) {
    if (dueAt !== null && overdueAt === null) deadlines.push(dueAt);
  }
  for (const { waitsFor, waitsUntil } of draft.shipments) {
    if (waitsFor === 'release_date' && waitsUntil !== null) deadlines.push(waitsUntil);
  }
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** Payments in the order in which they happened, not in which they were told. */
function asHappened(payments: OrderDraft['payments']): OrderDraft['payments'] {
  return payments.toSorted(
    (a, b) =>
      a.occurredAt - b.occurredAt ||
      compareTexts(a.reference, b.reference) ||
      compareTexts(a.kind, b.kind),
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * From when the channel's time for payment counts: an order that was settled and is not any more,
 * because it costs more or money went back, gets that time anew.
 */
export function unpaidSinceOf(
  before: OrderRecord,
  after: Pick<OrderDraft, 'totalMinor' | 'payments'>,
  channel: Channel,
  now: Instant,
): Instant {
  const isRequired = channel.paymentDeadlineMinutes !== null;
  const { state } = derivePayment(after.totalMinor, asHappened(after.payments), isRequired);
  const wasSettled = isPaymentSettled(before.paymentState);
  return wasSettled && !isPaymentSettled(state) ? now : before.details.unpaidSince;
}

/** When an unpaid order gives its stock back. */
export function paymentDeadline(order: Pick<OrderRecord, 'details'>, channel: Channel): Instant {
  assert(channel.paymentDeadlineMinutes !== null, 'the channel asks for payment');
  return order.details.unpaidSince + channel.paymentDeadlineMinutes * MINUTE_MS;
}

/** The milestones that an order reaches by going from one situation to another. */
export function milestonesReached(before: OrderRecord | null, after: OrderRecord): Milestone[] {
  assert(
    before === null || mayTransition(before.state, after.state),
    `an order does not go from ${before?.state} to ${after.state}`,
  );
  const reached: Milestone[] = before === null ? ['placed'] : [];
  const isPaid = (order: OrderRecord | null) => order?.paymentState === 'paid';
  if (isPaid(after) && !isPaid(before)) reached.push('paid');
  if (before?.state === after.state) return reached;
  const wasApproved = before !== null && isApproved(before);
  if (isApproved(after) && !wasApproved) reached.push('approved');
  if (after.state !== 'placed') reached.push(after.state);
  return reached;
}

function isApproved({ state }: OrderRecord): boolean {
  return state === 'backordered' || state === 'sourced' || state === 'released';
}
