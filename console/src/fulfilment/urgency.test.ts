import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  largestPartOf,
  minutesToCutoff,
  moodOfTimeLeft,
  timeOfMinute,
  urgencyOf,
} from './urgency.ts';

test('time left is late, soon or enough', () => {
  assert.deepEqual([-1, 0, 7_199_999, 7_200_000].map(moodOfTimeLeft), [
    'bad',
    'warn',
    'warn',
    'quiet',
  ]);
});

test('a length of time is told in its largest part', () => {
  const hour = 3_600_000;
  assert.deepEqual([-hour - 1, 5 * hour - 1, 59.5 * hour, 1_000].map(largestPartOf), [
    hour,
    4 * hour,
    48 * hour,
    1_000,
  ]);
});

test('priorities are told in words', () => {
  assert.deepEqual([0, 4, 5, 6, 9].map(urgencyOf), ['low', 'low', 'normal', 'urgent', 'urgent']);
});

test('a cut-off counts in the time zone of its location', () => {
  const now = Date.UTC(2026, 10, 22, 8, 30);
  assert.equal(minutesToCutoff(now, 'Asia/Shanghai', 17 * 60), 30);
  assert.equal(minutesToCutoff(now, 'Europe/Berlin', 17 * 60), 450);
  assert.equal(minutesToCutoff(now, 'Asia/Tokyo', 17 * 60), -30);
  assert.equal(timeOfMinute(1_025), '17:05');
});
