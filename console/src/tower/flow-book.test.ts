import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveEvent } from '../client/live-stream.ts';
import { comparePlaces, FlowBook, stepOf, wayOf } from './flow-book.ts';

function event(sequence: string, data: object, type = 'order.released'): LiveEvent {
  const time = '2026-11-20T10:00:00.000Z';
  return {
    id: sequence,
    type,
    subject: 'order/1',
    time,
    recordedtime: time,
    actor: 'system/test',
    sequence,
    data: data as Record<string, unknown>,
  };
}
const OVERVIEW = {
  sequence: '100.b',
  inFlight: [{ state: 'sourced' as const, orders: 3 }],
  moves: [{ from: null, to: 'sourced' as const, orders: 3 }],
};

test('places are in the order of the history', () => {
  assert.ok(comparePlaces('99.z', '100.a') < 0);
  assert.ok(comparePlaces('100.b', '100.a') > 0);
  assert.ok(comparePlaces('200.a', '199.z') > 0);
  assert.equal(comparePlaces('7.a', '7.a'), 0);
});

test('events behind what the server counted come on top, once, in whatever order they arrive', () => {
  const book = new FlowBook();
  const early = event('100.a', { state: 'released', stateBefore: 'sourced' });
  const late = event('101.a', { state: 'released', stateBefore: 'sourced' });
  assert.equal(book.take([early, late]), false, 'nothing is known yet');
  book.settle(OVERVIEW);
  assert.deepEqual(
    [...book.flow().counts],
    [
      ['sourced', 2],
      ['released', 1],
    ],
  );
  assert.equal(book.take([event('102.a', { state: 'sourced' }, 'order.placed')]), true);
  assert.equal(book.flow().counts.get('sourced'), 3);
  book.settle({
    sequence: '102.a',
    inFlight: [
      { state: 'sourced', orders: 3 },
      { state: 'released', orders: 1 },
    ],
    moves: [],
  });
  assert.deepEqual(
    [...book.flow().counts],
    [
      ['sourced', 3],
      ['released', 1],
    ],
  );
});

test('an event that changes no state moves nothing', () => {
  assert.equal(stepOf(event('1.a', { state: 'sourced' })), null);
  assert.equal(stepOf({ ...event('1.a', { state: 'open' }), subject: 'exception/1' }), null);
});

test('a way passes all that lies between in the stream', () => {
  assert.deepEqual(wayOf(null, 'placed'), []);
  assert.deepEqual(wayOf(null, 'sourced'), [['placed', 'sourced']]);
  assert.deepEqual(wayOf('sourced', 'picking'), [
    ['sourced', 'released'],
    ['released', 'picking'],
  ]);
  assert.deepEqual(wayOf('held', 'sourced'), [['held', 'sourced']]);
  assert.deepEqual(wayOf('picking', 'sourced'), [['picking', 'sourced']]);
});
