import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShipmentView } from '../../../contracts/fulfilment-answers.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { promisesOf, situationOf, stepsOf, type TrackedEvent } from './track-order.ts';

const line = (shippedQuantity = 0, deliveredQuantity = 0, returnedQuantity = 0) =>
  ({ shippedQuantity, deliveredQuantity, returnedQuantity }) as never;
const sent = (...states: ShipmentView['state'][]) => states.map((state) => ({ state }));

test('[X9] one word for the whole order, trouble first', () => {
  const word = (
    state: OrderState,
    lines: never[] = [line()],
    states: ShipmentView['state'][] = [],
    isReady = false,
  ) => situationOf({ state, lines }, sent(...states), isReady);
  assert.equal(word('placed'), 'awaiting_payment');
  assert.equal(word('held'), 'checking');
  assert.equal(word('backordered'), 'waiting');
  for (const state of ['sourced', 'released', 'picking'] as const)
    assert.equal(word(state), 'preparing');
  assert.equal(word('packed', [line()], ['booked']), 'packed');
  assert.equal(word('packed', [line()], [], true), 'ready_for_pick_up');
  assert.equal(word('backordered', [line(1), line()], ['in_transit']), 'partly_on_the_way');
  assert.equal(word('released', [line(1, 1), line()], ['delivered']), 'partly_delivered');
  assert.equal(word('shipped', [line(1)], ['in_transit']), 'on_the_way');
  assert.equal(word('shipped', [line(1)], ['in_transit', 'out_for_delivery']), 'out_for_delivery');
  assert.equal(
    word('shipped', [line(2, 1)], ['delivered', 'out_for_delivery', 'delivery_failed']),
    'delivery_failed',
  );
  assert.equal(word('shipped', [line(2, 1)], ['delivered', 'in_transit']), 'partly_delivered');
  assert.equal(word('shipped', [line(1)], ['returned_to_sender']), 'sent_back');
  assert.equal(word('closed', [line(1, 1)]), 'delivered');
  assert.equal(word('closed', [line(2, 2, 2)]), 'returned');
  for (const state of ['cancelled', 'returning', 'returned', 'delivered'] as const)
    assert.equal(word(state, [line(1, 1)]), state);
});

const promised = (type: string, occurredAt: string, promisedAt: string | null): TrackedEvent => ({
  type,
  occurredAt,
  data: { promisedAt },
});
const MOVED = [
  promised('order.placed', '2026-11-20T08:00:00Z', '2026-11-24T16:00:00Z'),
  promised('order.sourced', '2026-11-20T09:00:00Z', '2026-11-24T18:00:00Z'),
  promised('order.promise_moved', '2026-11-22T09:00:00Z', '2026-11-26T16:00:00Z'),
];

test('[X10] a later promise stands beside the first, hours do not count', () => {
  const promises = (promisedAt: string, now: string, situation: 'on_the_way' | 'delivered') =>
    promisesOf({
      order: { promisedAt, shipments: [] },
      shipments: [{ deliverBy: '2026-11-28T16:00:00Z', deliveredAt: null }],
      events: MOVED,
      situation,
      timeZone: 'Europe/Berlin',
      now: Date.parse(now),
    });
  const before = '2026-11-23T00:00:00Z';
  const after = '2026-11-27T00:00:00Z';
  assert.deepEqual(promises('2026-11-26T16:00:00Z', before, 'on_the_way'), {
    promisedAt: '2026-11-26T16:00:00Z',
    promisedBefore: '2026-11-24T16:00:00Z',
    expectedAt: null,
    isLate: false,
  });
  assert.equal(promises('2026-11-24T18:00:00Z', before, 'on_the_way').promisedBefore, null);
  const late = promises('2026-11-26T16:00:00Z', after, 'on_the_way');
  assert.equal(late.isLate, true);
  assert.equal(late.expectedAt, '2026-11-28T16:00:00Z');
  const longLate = promises('2026-11-26T16:00:00Z', '2026-12-01T00:00:00Z', 'on_the_way');
  assert.equal(longLate.expectedAt, null);
  assert.equal(promises('2026-11-26T16:00:00Z', after, 'delivered').isLate, false);
});

test('[X11] the history is one, in the order of time, and tells nothing of how we work', () => {
  const shipment = {
    id: '1-1-S1',
    shippedAt: '2026-11-21T10:00:00Z',
    tracking: [
      {
        reference: 'a',
        kind: 'in_transit',
        occurredAt: '2026-11-21T20:00:00Z',
        place: 'Leipzig',
        note: 'driver Jo',
      },
    ],
  } as unknown as ShipmentView;
  const events: TrackedEvent[] = [
    ...MOVED,
    {
      type: 'order.placed',
      occurredAt: '2026-11-20T08:00:00Z',
      data: { milestones: ['placed', 'approved', 'sourced', 'shipped'] },
    },
    { type: 'order.held', occurredAt: '2026-11-20T08:30:00Z', data: { milestones: ['held'] } },
  ];
  const steps = stepsOf(
    events,
    [
      { number: 1, shipment },
      { number: 2, shipment },
    ],
    'Europe/Berlin',
  );
  assert.deepEqual(
    steps.map(({ kind, at, place, promisedAt }) => [kind, at, place ?? promisedAt]),
    [
      ['placed', '2026-11-20T08:00:00Z', null],
      ['shipped', '2026-11-21T10:00:00Z', null],
      ['in_transit', '2026-11-21T20:00:00Z', 'Leipzig'],
      ['promise_moved', '2026-11-22T09:00:00Z', '2026-11-26T16:00:00Z'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(steps), /driver|held/);
});
