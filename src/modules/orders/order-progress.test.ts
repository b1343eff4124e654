import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS } from '../../kernel/clock.ts';
import {
  addCredit,
  advanceShipment,
  deliverUnits,
  expectBack,
  notYetDelivered,
  progressOf,
  releasedShipment,
  releasePlanned,
  returnUnits,
  shipUnits,
  unshipUnits,
  withdraw,
} from './order-progress.ts';
import { milestonesReached } from './settle-order.ts';
import type { OrderDraft } from './order-record.ts';
import { aChannel, aDraft, aPayment, aShipment, settled, TAKEN_AT } from './records.testing.ts';

/** An order of 5 of line 1: 3 from location 1, 2 from location 2. */
function twoShipments(): OrderDraft {
  const draft = aDraft({
    shipments: [aShipment({ lines: [[1, 3]] }), aShipment({ lines: [[1, 2]], locationId: 2 })],
    payments: [aPayment('captured')],
  });
  return { ...draft, lines: draft.lines.slice(0, 1).map((line) => ({ ...line, quantity: 5 })) };
}

const some = (quantity: number) => [{ lineNumber: 1, quantity }];

test('[O39] a release numbers what is ready, and what becomes ready later goes on counting', () => {
  const order = twoShipments();
  const [first, second] = order.shipments;
  assert.ok(first !== undefined && second !== undefined);
  const waits = { ...second, waitsFor: 'incoming' as const, waitsUntil: TAKEN_AT + DAY_MS };
  const begun = releasePlanned({ ...order, shipments: [first, waits] });
  assert.deepEqual(
    begun.released.map(({ release }) => release),
    [{ number: 1, stage: 'released' }],
  );
  assert.equal(progressOf(begun.order), 'released');
  const ready = { ...begun.order, shipments: [begun.order.shipments[0] ?? first, second] };
  assert.deepEqual(
    releasePlanned(ready).released.map(({ release }) => release.number),
    [2],
  );
  assert.deepEqual(releasePlanned(releasePlanned(ready).order).released, []);
});

test('[O41] an order is where its least advanced part is, and picking once anything has begun', () => {
  const order = releasePlanned(twoShipments()).order;
  const stages = [order];
  const then = (next: (draft: OrderDraft) => OrderDraft): void => {
    stages.push(next(stages.at(-1) ?? order));
  };
  then((draft) => advanceShipment(draft, 1, 'picking'));
  then((draft) => advanceShipment(draft, 1, 'packed'));
  then((draft) => advanceShipment(draft, 2, 'packed'));
  then((draft) => shipUnits(draft, 1, some(3)));
  then((draft) => shipUnits(draft, 2, some(2)));
  then((draft) => deliverUnits(draft, some(3), TAKEN_AT));
  then((draft) => deliverUnits(draft, some(2), TAKEN_AT));
  then((draft) => expectBack(draft, 5));
  then((draft) => returnUnits(expectBack(draft, -3), some(3)));
  then((draft) => returnUnits(expectBack(draft, -2), some(2)));
  then((draft) => ({ ...draft, details: { ...draft.details, closedAt: TAKEN_AT } }));
  assert.deepEqual(stages.map(progressOf), [
    'released',
    'picking',
    'picking',
    'packed',
    'packed',
    'shipped',
    'shipped',
    'delivered',
    'returning',
    'returning',
    'returned',
    'closed',
  ]);
});

test('[O41] goods that come back were handed over or never left, and a delivered order closes when its time is over', () => {
  const shipped = shipUnits(
    shipUnits(releasePlanned(twoShipments()).order, 1, some(3)),
    2,
    some(2),
  );
  const partly = deliverUnits(shipped, some(3), TAKEN_AT);
  assert.equal(progressOf(partly), 'shipped');
  assert.equal(progressOf(returnUnits(shipped, some(5))), 'returned');
  const back = unshipUnits(partly, some(2)).lines[0];
  assert.deepEqual([back?.shippedQuantity, back?.deliveredQuantity], [3, 3]);
  const delivered = settled(deliverUnits(shipped, some(5), TAKEN_AT));
  assert.equal(delivered.state, 'delivered');
  assert.equal(delivered.nextDeadlineAt, TAKEN_AT + aChannel().returnWindowDays * DAY_MS);
  assert.equal(delivered.stockState, 'none');
});

test('[O41] the rest may leave while what left first is on its way back', () => {
  const packed = advanceShipment(releasePlanned(twoShipments()).order, 2, 'packed');
  const before = settled(expectBack(shipUnits(packed, 1, some(3)), 3));
  assert.equal(before.state, 'packed');
  const left = settled(shipUnits(before, 2, some(2)));
  assert.deepEqual(milestonesReached(before, left), ['returning']);
});

test('[O40] a delivery that is told after goods came back counts them once', () => {
  const { order } = releasePlanned(twoShipments());
  const shipped = shipUnits(order, 1, some(3));
  const back = returnUnits(shipped, some(2));
  assert.deepEqual(notYetDelivered(back, some(3)), some(1));
  // Sent back to the customer, they were delivered all the same.
  assert.deepEqual(notYetDelivered(returnUnits(back, some(-2)), some(3)), some(1));
  assert.deepEqual(notYetDelivered(shipped, some(3)), some(3));
});

test('[O40] whatever happens on the way, planned and shipped make what was ordered', () => {
  const step = fc.record({
    what: fc.constantFrom('ship', 'deliver', 'return', 'withdraw'),
    number: fc.integer({ min: 1, max: 2 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      let order = releasePlanned(twoShipments()).order;
      let withdrawn = 0;
      for (const { what, number, part } of steps) {
        const [line] = order.lines;
        assert.ok(line !== undefined);
        const planned = releasedShipment(order, number)?.lines[0]?.[1] ?? 0;
        const shareOf = (units: number) => some(Math.floor(units * part));
        if (what === 'ship' && planned > 0) order = shipUnits(order, number, shareOf(planned));
        else if (what === 'withdraw' && planned > 0) {
          const units = shareOf(planned);
          order = withdraw(order, number, units);
          withdrawn += units[0]?.quantity ?? 0;
        } else if (what === 'deliver') {
          const onTheWay = line.shippedQuantity - line.deliveredQuantity;
          order = deliverUnits(order, shareOf(onTheWay), TAKEN_AT);
        } else if (what === 'return')
          order = returnUnits(order, shareOf(line.shippedQuantity - line.returnedQuantity));
      }
      const left = order.shipments.flatMap(({ lines }) => lines).reduce((sum, [, n]) => sum + n, 0);
      const [line] = order.lines;
      assert.equal(left + (line?.shippedQuantity ?? 0) + withdrawn, 5);
    }),
  );
});

test('[O40] more than there is is neither shipped nor returned', () => {
  const order = releasePlanned(twoShipments()).order;
  assert.throws(() => shipUnits(order, 1, some(4)), /withdrawn/);
  assert.throws(() => returnUnits(shipUnits(order, 1, some(3)), some(4)), /no further/);
  assert.throws(() => deliverUnits(order, some(1), TAKEN_AT), /no further/);
});

test('[O43] a credit lowers what is due, once', () => {
  const credit = {
    reference: 'R1',
    kind: 'return' as const,
    amountMinor: 400,
    creditedAt: TAKEN_AT,
  };
  const order = twoShipments();
  const once = addCredit(order, credit);
  assert.equal(addCredit(once, credit), once);
  const part = {
    ...once,
    payments: [aPayment('captured', { amountMinor: order.totalMinor - 400 })],
  };
  assert.equal(settled(part).paymentState, 'paid');
  assert.equal(settled({ ...part, details: order.details }).paymentState, 'partly_paid');
});
