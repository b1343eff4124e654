import { DAY_MS, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Channel } from './channels.ts';
import { isHoldingStock } from './move-order-stock.ts';
import { collectionEndsAt, finalPaymentDue } from './order-kinds.ts';
import { progressOf } from './order-progress.ts';
import { creditedOf, type OrderDraft, type OrderRecord, type Payment } from './order-record.ts';
import {
  derivePayment,
  deriveOrderState,
  isPaymentSettled,
  mayTransition,
  type Milestone,
  type Progress,
} from './order-states.ts';
import { balanceOf } from './payment-balance.ts';

/** What a decision settles beyond the draft itself. */
export interface Settlement {
  readonly channel: Channel;
  readonly isCancelled: boolean;
}

/**
 * Completes an order with all that follows from its facts: state of payment, state, whether stock is
 * soft or hard, next deadline. Pure, and the only place where these are set.
 */
export function settleOrder(draft: OrderDraft, settlement: Settlement): OrderRecord {
  const { channel, isCancelled } = settlement;
  const isRequired = channel.paymentDeadlineMinutes !== null;
  const { paidMinor, state: paymentState } = derivePayment(
    dueOf(draft),
    asHappened(draft.payments),
    isRequired,
  );
  const openHolds = draft.holds.filter(({ releasedAt }) => releasedAt === null);
  // A channel that asks for no payment waits for none, whatever is told of a deposit or a failure: an
  // order without a payment deadline would wait for ever.
  const isSettled = isSettledFor(draft, channel, paymentState);
  const progress = progressOf(draft);
  const state = deriveOrderState({
    isCancelled,
    progress,
    hasOpenHold: openHolds.length > 0,
    isPaymentSettled: isSettled,
    isWaitingForStock: draft.shipments.some(({ waitsFor }) => waitsFor !== null),
  });
  // What a location has been given stays its own, whatever becomes of the money.
  const isHard = progress !== null || (isSettled && openHolds.length === 0);
  return {
    ...draft,
    state,
    paidMinor,
    paymentState,
    stockState: isHoldingStock(draft) ? (isHard ? 'allocated' : 'reserved') : 'none',
    nextDeadlineAt: isCancelled
      ? null
      : earlierOf(
          expiryOf(draft),
          progress === null
            ? nextDeadline(draft, channel, { state, isSettled, openHolds })
            : earlierOf(
                collectionEndsAt(draft.details),
                nextDeadlineOnTheWay({ ...draft, paidMinor }, channel, openHolds, progress),
              ),
        ),
  };
}

function earlierOf(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** When the first open authorisation expires; null when none does. */
function expiryOf({ payments }: Pick<OrderDraft, 'payments'>): Instant | null {
  if (payments.every(({ expiresAt }) => expiresAt === undefined)) return null;
  return balanceOf(payments).authorisations.reduce<Instant | null>(
    (first, { openMinor, expiresAt }) =>
      openMinor > 0 ? earlierOf(first, expiresAt ?? null) : first,
    null,
  );
}

/** The facts of authorisations whose time has passed by `now`: what was open of them is not any more. */
export function expiriesOf({ payments }: Pick<OrderDraft, 'payments'>, now: Instant): Payment[] {
  return balanceOf(payments).authorisations.flatMap(
    ({ reference, tender, openMinor, expiresAt }) => {
      if (reference === undefined || expiresAt === undefined) return [];
      if (openMinor === 0 || expiresAt > now) return [];
      // A part may have expired before, told under the same reference: this is another fact.
      const before = payments.filter(
        (one) => one.kind === 'expired' && (one.authorisation ?? one.reference) === reference,
      ).length;
      const fact: Payment = {
        reference: before === 0 ? reference : `${reference}/${before + 1}`,
        kind: 'expired',
        amountMinor: openMinor,
        ...(before === 0 ? {} : { authorisation: reference }),
        occurredAt: expiresAt,
        ...(tender === undefined ? {} : { tender }),
      };
      return [fact];
    },
  );
}

/**
 * True when nothing about money keeps an order from going on: its channel asks for none, its customer pays
 * after delivery, all of it is settled, or (a preorder whose goods are not ready) its deposit is.
 */
export function isSettledFor(
  { details, payments }: Pick<OrderDraft, 'details' | 'payments'>,
  { paymentDeadlineMinutes }: Pick<Channel, 'paymentDeadlineMinutes'>,
  paymentState: OrderRecord['paymentState'],
): boolean {
  if (paymentDeadlineMinutes === null || isPaymentSettled(paymentState)) return true;
  const { business, preorder } = details;
  if (business !== undefined) return true;
  if (preorder === undefined || preorder.readySince !== undefined) return false;
  const { paidMinor, openMinor } = balanceOf(payments);
  return paidMinor + openMinor >= preorder.depositMinor;
}

/** What is to be paid for an order: its total less what is owed back. What was credited and then cancelled is not owed twice. */
export function dueOf(draft: Pick<OrderDraft, 'totalMinor' | 'details'>): MinorUnits {
  const leftMinor = Math.max(0, draft.totalMinor - creditedOf(draft.details));
  return leftMinor + (draft.details.keptMinor ?? 0);
}

function nextDeadline(
  draft: OrderDraft,
  channel: Channel,
  {
    state,
    isSettled,
    openHolds,
  }: Pick<OrderRecord, 'state'> & {
    readonly isSettled: boolean;
    readonly openHolds: OrderRecord['holds'];
  },
): Instant | null {
  if (state === 'sourced') {
    return channel.releaseAfterMinutes === null
      ? null
      : draft.placedAt + channel.releaseAfterMinutes * MINUTE_MS;
  }
  const deadlines: Instant[] = [];
  if (!isSettled && channel.paymentDeadlineMinutes !== null)
    deadlines.push(paymentDeadline(draft, channel));
  const heldUntil = holdDueAt(openHolds);
  if (heldUntil !== null) deadlines.push(heldUntil);
  for (const { waitsFor, waitsUntil } of draft.shipments) {
    if (waitsFor === 'release_date' && waitsUntil !== null) deadlines.push(waitsUntil);
  }
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** When the first open hold is overdue that was not told of yet. */
function holdDueAt(openHolds: OrderRecord['holds']): Instant | null {
  return openHolds.reduce<Instant | null>(
    (first, { dueAt, overdueAt }) => (overdueAt === null ? earlierOf(first, dueAt) : first),
    null,
  );
}

/** The clock releases what has become ready meanwhile, and closes what is long delivered. */
function nextDeadlineOnTheWay(
  { paidMinor, ...draft }: OrderDraft & Pick<OrderRecord, 'paidMinor'>,
  channel: Channel,
  openHolds: OrderRecord['holds'],
  progress: Progress,
): Instant | null {
  const planned =
    openHolds.length > 0 ? [] : draft.shipments.filter(({ release }) => release === undefined);
  // Ready since it was planned: at once.
  if (planned.some(({ waitsFor }) => waitsFor === null)) return draft.placedAt;
  const days = planned.flatMap(({ waitsFor, waitsUntil }) =>
    waitsFor === 'release_date' && waitsUntil !== null ? [waitsUntil] : [],
  );
  if (days.length > 0) return Math.min(...days);
  const { business } = draft.details;
  const isInvoiceOpen = business?.overdueAt === undefined && dueOf(draft) > paidMinor;
  const invoiceDueAt = isInvoiceOpen ? (business?.invoiceDueAt ?? null) : null;
  if (progress !== 'delivered' && progress !== 'returned') {
    return earlierOf(invoiceDueAt, holdDueAt(openHolds));
  }
  const { deliveredAt = draft.placedAt } = draft.details;
  return earlierOf(invoiceDueAt, deliveredAt + channel.returnWindowDays * DAY_MS);
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
  after: Pick<OrderDraft, 'totalMinor' | 'payments' | 'details'>,
  channel: Channel,
  now: Instant,
): Instant {
  const isRequired = channel.paymentDeadlineMinutes !== null;
  const { state } = derivePayment(dueOf(after), asHappened(after.payments), isRequired);
  const wasSettled = isPaymentSettled(before.paymentState);
  return wasSettled && !isPaymentSettled(state) ? now : before.details.unpaidSince;
}

/** When an unpaid order gives its stock back. */
export function paymentDeadline(order: Pick<OrderRecord, 'details'>, channel: Channel): Instant {
  assert(channel.paymentDeadlineMinutes !== null, 'the channel asks for payment');
  const finalDue = finalPaymentDue(order.details);
  if (finalDue !== null) return finalDue;
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
  if (before?.state === after.state || isStepBack(before, after)) return reached;
  const wasApproved = before !== null && isApproved(before);
  if (isApproved(after) && !wasApproved) reached.push('approved');
  if (after.state !== 'placed') reached.push(after.state);
  return reached;
}

const PROGRESS_ORDER: readonly string[] = [
  'released',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'returning',
  'returned',
  'closed',
] satisfies Progress[];

/** A return that is called off, a short pick: what was reached before is not reached again. */
function isStepBack(before: OrderRecord | null, after: OrderRecord): boolean {
  const rank = PROGRESS_ORDER.indexOf(after.state);
  return before !== null && rank >= 0 && rank < PROGRESS_ORDER.indexOf(before.state);
}

function isApproved({ state }: OrderRecord): boolean {
  return state !== 'placed' && state !== 'held' && state !== 'cancelled';
}
