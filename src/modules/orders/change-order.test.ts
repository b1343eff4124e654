import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { promiseOf, withoutQuantity, withoutWaiting } from './change-order.ts';
import type { StoredShipment } from './order-record.ts';
import { aShipment, aWait, TAKEN_AT } from './records.testing.ts';

const unitsOf = (shipments: readonly StoredShipment[], lineNumber: number) =>
  shipments
    .flatMap(({ lines }) => lines)
    .reduce((sum, [number, quantity]) => (number === lineNumber ? sum + quantity : sum), 0);

const atHand = aShipment({
  lines: [
    [1, 3],
    [2, 1],
  ],
});
const soon = aShipment({ lines: [[1, 2]], waitsFor: 'incoming', waitsUntil: TAKEN_AT + 1 });
const late = aShipment({ lines: [[1, 4]], waitsFor: 'incoming', waitsUntil: TAKEN_AT + 2 });

test('[O23] a cancelled quantity is taken from what waits longest first', () => {
  assert.deepEqual(withoutQuantity([atHand, soon, late], 1, 5), [
    atHand,
    { ...soon, lines: [[1, 1]] },
  ]);
  assert.deepEqual(withoutQuantity([atHand, soon, late], 1, 9), [{ ...atHand, lines: [[2, 1]] }]);
  assert.deepEqual(withoutQuantity([atHand], 3, 1), [atHand], 'a line that is not planned');
});

test('[O23] of one line exactly the quantity goes, of the others nothing', () => {
  const planned = fc.array(
    fc.record({
      lines: fc.uniqueArray(
        fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 })),
        { selector: ([number]) => number },
      ),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(
      planned,
      fc.integer({ min: 1, max: 3 }),
      fc.nat({ max: 12 }),
      (plan, line, quantity) => {
        const shipments = plan.map(({ lines }) => aShipment({ lines }));
        const rest = withoutQuantity(shipments, line, quantity);
        for (const number of [1, 2, 3]) {
          const before = unitsOf(shipments, number);
          const gone = number === line ? Math.min(before, quantity) : 0;
          assert.equal(unitsOf(rest, number), before - gone);
        }
        if (quantity > 0)
          assert.ok(
            rest.every(({ lines }) => lines.length > 0) ||
              plan.some(({ lines }) => lines.length === 0),
          );
      },
    ),
  );
});

test('[O23] claims shrink with the shipments that wait, the latest first', () => {
  const first = aWait({ quantity: 2, incomingId: 'a', expectedAt: TAKEN_AT + 1 });
  const second = aWait({ quantity: 4, incomingId: 'b', expectedAt: TAKEN_AT + 2 });
  const before = [atHand, soon, late];
  const left = withoutQuantity(before, 1, 5);
  assert.deepEqual(withoutWaiting([first, second], before, left), [{ ...first, quantity: 1 }]);
  assert.deepEqual(withoutWaiting([first, second], before, []), []);
});

test('[O23] what waits for goods goes before what a waiting shipment holds already', () => {
  const waits = aWait({ quantity: 2, incomingId: 'a', expectedAt: TAKEN_AT + 1 });
  const left = withoutQuantity([late], 1, 1);
  assert.deepEqual(withoutWaiting([waits], [late], left), [{ ...waits, quantity: 1 }]);
  assert.deepEqual(withoutWaiting([waits], [late], withoutQuantity([late], 1, 3)), []);
});

test('[O8] the promise is when the last shipment has arrived, and none when nothing is left', () => {
  const [early, later] = [aShipment({ deliverBy: 5 }), aShipment({ deliverBy: 7 })];
  assert.equal(promiseOf([later, early]), 7);
  assert.equal(promiseOf([]), null);
});
