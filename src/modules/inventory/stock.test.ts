import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Write } from '../../hub/index.ts';
import { emptyPosition } from './position.ts';
import { StockFacts } from './stock.ts';
import type { Incoming } from './supply.ts';

const CAUSE = { orderId: null, eventId: '01a199c5-3280-7222-827f-427cc979bde2', recordedAt: 1 };

function stockOf(onHand: number): StockFacts {
  const stock = new StockFacts();
  stock.needSku(1);
  stock.addPosition({ ...emptyPosition(1, 2), onHand });
  stock.addPosition({ ...emptyPosition(1, 1), onHand });
  return stock;
}

function statementsOf(stock: StockFacts): Extract<Write, { readonly values: unknown }>[] {
  return stock.writes().filter((write) => 'values' in write);
}

function incoming(id: string, expectedAt: number, quantity = 10): Incoming {
  return {
    id,
    skuId: 1,
    locationId: 1,
    reference: 'PO-1',
    expectedAt,
    quantity,
    received: 0,
    promised: 0,
    closedAt: null,
  };
}

test('[I2] a batch writes each position once, with the sum of its movements, in key order', () => {
  const stock = stockOf(10);
  const [first, second] = stock.positionsOf(1);
  assert.ok(first !== undefined && second !== undefined);
  stock.move(second, 'reserve', { reserved: 3 }, CAUSE);
  stock.move(first, 'receipt', { onHand: 5 }, CAUSE);
  stock.move(second, 'reserve', { reserved: 4 }, CAUSE);
  assert.deepEqual(stock.available(1, { channel: null, at: 0 }), [
    [1, 15],
    [2, 3],
  ]);
  const [positions] = statementsOf(stock);
  assert.equal(positions?.rowsExpected, 2);
  assert.deepEqual(positions?.values.slice(0, 4), ['{1,1}', '{1,2}', '{5,0}', '{0,7}']);
});

test('[I2] a position that was only looked at is not written', () => {
  const stock = stockOf(10);
  stock.position(1, 9);
  assert.deepEqual(stock.writes(), []);
});

test('[I9] open supply stands in the order of its dates, and closed supply not at all', () => {
  const stock = stockOf(0);
  stock.addIncoming(incoming('b', 20), false);
  stock.addIncoming(incoming('a', 10), true);
  stock.addIncoming(incoming('c', 30), false);
  assert.deepEqual(
    stock.incomingOf(1).map(({ id }) => id),
    ['a', 'b', 'c'],
  );
  const [earliest] = stock.incomingOf(1);
  assert.ok(earliest !== undefined);
  stock.receive(earliest, 4, 11);
  assert.equal(stock.incomingOf(1).length, 3);
  stock.receive(earliest, 7, 12);
  assert.deepEqual(
    stock.incomingOf(1).map(({ id }) => id),
    ['b', 'c'],
  );
  assert.equal(earliest.closedAt, 12);
});

test('[I10] however supply is pledged, received and closed, no more is pledged than is to come', () => {
  const move = fc.oneof(
    fc.record({ kind: fc.constant('pledge'), quantity: fc.integer({ min: -12, max: 12 }) }),
    fc.record({ kind: fc.constant('receive'), quantity: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ kind: fc.constant('close'), quantity: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const stock = stockOf(0);
      const supply = incoming('a', 10, 20);
      stock.addIncoming(supply, false);
      for (const [index, { kind, quantity }] of moves.entries()) {
        const left = supply.closedAt === null ? supply.quantity - supply.received : 0;
        if (kind === 'receive') stock.receive(supply, quantity, index);
        else if (kind === 'close') stock.close(supply, index);
        else if (quantity <= left - supply.promised) stock.pledge(supply, quantity);
        const toCome = Math.max(0, supply.quantity - supply.received);
        assert.ok(supply.promised >= 0 && supply.promised <= toCome);
        if (supply.closedAt !== null) assert.equal(supply.promised, 0);
        assert.equal(stock.incomingOf(1).length, supply.closedAt === null ? 1 : 0);
      }
    }),
  );
});

test('[I18] a day is full when the promised shipments reach the capacity', () => {
  const stock = new StockFacts();
  stock.setShipments(1, 100, 4);
  stock.setShipments(1, 102, 9);
  stock.promiseShipments(1, 100, 1);
  stock.promiseShipments(1, 101, 2);
  stock.promiseShipments(1, 101, -2);
  assert.equal(stock.shipmentsOn(1, 100), 5);
  assert.deepEqual(stock.fullDays(1, 5, 0), [100, 102]);
  assert.deepEqual(stock.fullDays(1, 5, 101), [102]);
  const [write] = statementsOf(stock);
  assert.deepEqual(write?.values, ['{1}', '{100}', '{1}']);
});

test('[I30] a count knows what pickers of its own batch have not found', () => {
  const stock = stockOf(10);
  const [first, second] = stock.positionsOf(1);
  assert.ok(first !== undefined && second !== undefined);
  stock.move(first, 'short_pick', { qualityControl: 3 }, CAUSE);
  stock.move(first, 'return', { onHand: 2, qualityControl: 2 }, CAUSE);
  stock.move(second, 'short_pick', { qualityControl: 1 }, CAUSE);
  stock.move(first, 'count', { onHand: -1, qualityControl: -1 }, CAUSE);
  assert.deepEqual([stock.movedUnfound(first), stock.movedUnfound(second)], [2, 1]);
});

test('[I28] orders of the same batch hold units, those that took last come first', () => {
  const stock = stockOf(10);
  const [first] = stock.positionsOf(1);
  assert.ok(first !== undefined);
  stock.move(first, 'reserve', { reserved: 3 }, { ...CAUSE, orderId: 7 });
  stock.move(first, 'allocate', { allocated: 2 }, { ...CAUSE, orderId: 8 });
  stock.move(first, 'allocate', { reserved: -3, allocated: 3 }, { ...CAUSE, orderId: 7 });
  assert.deepEqual(
    [...stock.movedForOrders(first)],
    [
      [7, { reserved: 0, allocated: 3 }],
      [8, { reserved: 0, allocated: 2 }],
    ],
  );
});
