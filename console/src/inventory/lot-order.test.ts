import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LotView } from '../client/contract.generated.d.ts';
import { changesOf } from './entry-changes.ts';
import { fefoOrder } from './lot-order.ts';

const lot = (name: string, over: Partial<LotView>): LotView => ({
  sku: 'TEA',
  location: 'SHA',
  lot: name,
  expiresAt: null,
  receivedAt: '2026-01-01T00:00:00Z',
  onHand: 1,
  quarantined: 0,
  state: 'open',
  reason: null,
  ...over,
});

test('what expires first leaves first; what never does leaves by age; what is blocked stays last', () => {
  const lots = [
    lot('never-new', { receivedAt: '2026-02-01T00:00:00Z' }),
    lot('blocked', { state: 'quarantined', expiresAt: '2026-11-01T00:00:00Z' }),
    lot('late', { expiresAt: '2027-03-01T00:00:00Z' }),
    lot('never-old', {}),
    lot('soon', { expiresAt: '2026-12-01T00:00:00Z' }),
  ];
  assert.deepEqual(
    fefoOrder(lots).map((one) => one.lot),
    ['soon', 'late', 'never-old', 'never-new', 'blocked'],
  );
});

test('an entry names the buckets that it changed', () => {
  const entry = {
    id: 1,
    kind: 'ship',
    onHandDelta: -2,
    reservedDelta: 0,
    allocatedDelta: -2,
    damagedDelta: 0,
    qualityControlDelta: 0,
    orderId: 7,
    eventId: 'e',
    recordedAt: '2026-01-01T00:00:00Z',
  };
  assert.deepEqual(changesOf(entry), [
    { bucket: 'onHand', delta: -2 },
    { bucket: 'allocated', delta: -2 },
  ]);
});
