import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE_MS } from '../../kernel/clock.ts';
import {
  aChannel,
  aDraft,
  aHold,
  aPayment,
  aShipment,
  aWait,
  settled,
  TAKEN_AT,
} from './records.testing.ts';
import { dueOf, expiriesOf, milestonesReached, unpaidSinceOf } from './settle-order.ts';

const aReleasedShipment = () => ({
  ...aShipment(),
  release: { number: 1, stage: 'released' as const },
});

const PAID = { payments: [aPayment('captured')] };
const WAITING = {
  shipments: [aShipment({ waitsFor: 'incoming' as const, waitsUntil: TAKEN_AT })],
  waiting: [aWait()],
};

test('[O9] stock is soft until the payment is settled and no hold is open, then hard', () => {
  assert.equal(settled().stockState, 'reserved');
  assert.equal(settled(PAID).stockState, 'allocated');
  assert.equal(settled({ ...PAID, holds: [aHold()] }).stockState, 'reserved');
  assert.equal(
    settled({ ...PAID, holds: [aHold({ releasedAt: TAKEN_AT })] }).stockState,
    'allocated',
  );
  assert.equal(settled({ ...PAID, ...WAITING }).stockState, 'none');
});

test('[O9] what a location has been given stays allocated when the money goes back', () => {
  const payments = [aPayment('captured'), aPayment('refunded')];
  const order = settled({ payments, shipments: [aReleasedShipment()] });
  assert.equal(order.paymentState, 'refunded');
  assert.equal(order.stockState, 'allocated');
});

test('[O28] payments count in the order in which they happened, not in which they were told', () => {
  const failed = aPayment('failed', { reference: 'a', occurredAt: TAKEN_AT + 2 });
  const small = aPayment('authorised', {
    reference: 'b',
    amountMinor: 1,
    occurredAt: TAKEN_AT + 1,
  });
  assert.equal(settled({ payments: [failed, small] }).paymentState, 'failed');
  assert.equal(settled({ payments: [small, failed] }).paymentState, 'failed');
});

test('[O43] what was credited before an order is cancelled is not owed a second time', () => {
  const order = settled();
  const credit = { reference: 'a', kind: 'appeasement' as const, amountMinor: 400 };
  const credits = [{ ...credit, creditedAt: TAKEN_AT }];
  const draft = { ...order, details: { ...order.details, credits } };
  assert.equal(dueOf(draft), 600);
  assert.equal(dueOf({ ...draft, totalMinor: 0 }), 0);
});

test('[O48] what is left of an authorisation of which a part expired before is a fact of its own', () => {
  const payments = [
    aPayment('authorised', { reference: 'a', expiresAt: TAKEN_AT }),
    aPayment('expired', { reference: 'a', amountMinor: 400 }),
  ];
  const [rest] = expiriesOf({ payments }, TAKEN_AT);
  assert.deepEqual([rest?.reference, rest?.authorisation, rest?.amountMinor], ['a/2', 'a', 600]);
  assert.ok(rest !== undefined);
  assert.deepEqual(expiriesOf({ payments: [...payments, rest] }, TAKEN_AT), []);
});

test('[O29] an unpaid order is due at the deadline of its channel, a settled one is not', () => {
  assert.equal(settled().nextDeadlineAt, TAKEN_AT + 30 * MINUTE_MS);
  assert.equal(settled(PAID).nextDeadlineAt, null);
  const channel = aChannel({ paymentDeadlineMinutes: null });
  assert.equal(settled({}, { channel }).nextDeadlineAt, null);
  assert.equal(settled({}, { isCancelled: true }).nextDeadlineAt, null);
});

test('[O26] the earliest open hold that is due and not told yet sets the deadline', () => {
  const later = aHold({ id: 'later', dueAt: TAKEN_AT + 9 });
  const sooner = aHold({ id: 'sooner', dueAt: TAKEN_AT + 5 });
  assert.equal(settled({ ...PAID, holds: [later, sooner] }).nextDeadlineAt, TAKEN_AT + 5);
  const told = { ...sooner, overdueAt: TAKEN_AT + 6 };
  assert.equal(settled({ ...PAID, holds: [later, told] }).nextDeadlineAt, TAKEN_AT + 9);
  const released = { ...later, releasedAt: TAKEN_AT };
  assert.equal(settled({ ...PAID, holds: [released, told] }).nextDeadlineAt, null);
});

test('[O21, O29] the time for payment starts anew only when an order is no longer settled', () => {
  const now = TAKEN_AT + 99 * MINUTE_MS;
  const paid = settled(PAID);
  const dearer = { ...aDraft(PAID), totalMinor: 1_001 };
  assert.equal(unpaidSinceOf(paid, dearer, aChannel(), now), now);
  assert.equal(unpaidSinceOf(paid, aDraft(PAID), aChannel(), now), TAKEN_AT);
  const back = { ...paid, payments: [...paid.payments, aPayment('refunded', { amountMinor: 1 })] };
  assert.equal(unpaidSinceOf(paid, back, aChannel(), now), now);
  assert.equal(unpaidSinceOf(settled(), dearer, aChannel(), now), TAKEN_AT, 'it was unpaid before');
});

test('[O34] milestones are those that this very step reaches', () => {
  const unpaid = settled();
  const paid = settled(PAID);
  const held = settled({ ...PAID, holds: [aHold()] });
  const waiting = settled({ ...PAID, ...WAITING });
  assert.deepEqual(milestonesReached(null, unpaid), ['placed']);
  assert.deepEqual(milestonesReached(null, paid), ['placed', 'paid', 'approved', 'sourced']);
  assert.deepEqual(milestonesReached(unpaid, paid), ['paid', 'approved', 'sourced']);
  assert.deepEqual(milestonesReached(paid, held), ['held']);
  assert.deepEqual(milestonesReached(unpaid, waiting), ['paid', 'approved', 'backordered']);
  assert.deepEqual(milestonesReached(waiting, paid), ['sourced']);
  assert.deepEqual(
    milestonesReached(paid, settled({ ...PAID, shipments: [aReleasedShipment()] })),
    ['released'],
  );
  assert.deepEqual(milestonesReached(unpaid, unpaid), []);
});

test('[O32] a step that is not in the table of transitions is a bug', () => {
  const cancelled = settled({}, { isCancelled: true });
  assert.throws(
    () => milestonesReached(cancelled, settled()),
    /does not go from cancelled to placed/,
  );
});
