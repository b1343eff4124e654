import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveryHealth } from './delivery-health.ts';

const attempt = (isDelivered: boolean, durationMs: number, minute: number) => ({
  isDelivered,
  durationMs,
  attemptedAt: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`,
});

test('health counts what failed, and how long what arrived took', () => {
  assert.deepEqual(
    deliveryHealth([
      attempt(true, 90, 9),
      attempt(false, 5_000, 8),
      attempt(true, 30, 7),
      attempt(true, 50, 6),
    ]),
    {
      attempts: 4,
      failed: 1,
      deliveredShare: 0.75,
      medianMs: 50,
      lastAt: '2026-11-20T10:09:00Z',
    },
  );
});

test('where nothing was tried there is no share, and where nothing arrived no time', () => {
  assert.deepEqual(deliveryHealth([]), {
    attempts: 0,
    failed: 0,
    deliveredShare: null,
    medianMs: null,
    lastAt: null,
  });
  assert.equal(deliveryHealth([attempt(false, 10, 1)]).medianMs, null);
});
