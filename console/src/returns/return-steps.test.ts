import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { returnSteps, type StepEvent } from './return-steps.ts';

const SINCE = '2026-03-05T00:00:00.000Z';

const at = (
  state: ListedReturn['state'],
  units: { received?: number; accepted?: number } = {},
  types: readonly string[] = [],
) =>
  returnSteps(
    {
      state,
      requestedAt: '2026-03-01T00:00:00.000Z',
      requestedBy: 'person/ada',
      stateSince: SINCE,
      lines: [
        {
          lineNumber: 1,
          sku: 'TEA',
          askedQuantity: 2,
          quantity: 2,
          verdict: null,
          reason: 'late',
          note: null,
          inspectionNote: null,
          photoIds: [],
          resolution: 'refund',
          exchangeSku: null,
          receivedQuantity: units.received ?? 0,
          acceptedQuantity: units.accepted ?? 0,
          rejectedQuantity: 0,
          restockedQuantity: 0,
          refurbishingQuantity: 0,
          scrappedQuantity: 0,
          creditedMinor: 0,
        },
      ],
    },
    types.map((type, index): StepEvent => ({
      type: `return.${type}`,
      time: `2026-03-0${index + 2}T00:00:00.000Z`,
      actor: 'person/bob',
    })),
  );
const named = (steps: ReturnType<typeof at>) => steps.map(({ name, kind }) => `${name} ${kind}`);

test('what is ahead of a return stands there, reception and inspection each by itself', () => {
  assert.deepEqual(named(at('requested')), [
    'requested reached',
    'approved ahead',
    'on_the_way ahead',
    'received ahead',
    'inspected ahead',
    'closed ahead',
  ]);
  assert.deepEqual(named(at('inspecting', { received: 2, accepted: 1 }, ['approved'])), [
    'requested reached',
    'approved reached',
    'received reached',
    'inspected part',
    'closed ahead',
  ]);
  assert.equal(named(at('receiving', { received: 1 }))[2], 'received part');
});

test('times and names come from events, the last one also from the return itself', () => {
  const steps = at('on_the_way', {}, ['approved', 'on_the_way']);
  assert.deepEqual(
    steps.slice(1, 3).map((step) => [step.at, step.by]),
    [
      ['2026-03-02T00:00:00.000Z', 'person/bob'],
      ['2026-03-03T00:00:00.000Z', 'person/bob'],
    ],
  );
  const unseen = at('on_the_way');
  assert.deepEqual(
    unseen.slice(1, 3).map((step) => step.at),
    [null, SINCE],
  );
});

test('a return that ends early ends with why', () => {
  assert.deepEqual(named(at('rejected')), ['requested reached', 'rejected trouble']);
  assert.deepEqual(named(at('cancelled')), ['requested reached', 'cancelled trouble']);
  assert.deepEqual(named(at('expired', {}, ['approved'])), [
    'requested reached',
    'approved reached',
    'expired trouble',
  ]);
});
