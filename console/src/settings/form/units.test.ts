import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, fractionDigitsOf, minuteOfClock, minutesAs } from './units.ts';

test('a length of time is shown in the largest unit that it fills evenly', () => {
  assert.deepEqual(minutesAs(2_880), { value: 2, unit: 'day' });
  assert.deepEqual(minutesAs(90), { value: 90, unit: 'minute' });
  assert.deepEqual(minutesAs(120), { value: 2, unit: 'hour' });
  assert.deepEqual(minutesAs(0), { value: 0, unit: 'minute' });
});

test('times of day are written and read alike, up to midnight', () => {
  for (const minute of [0, 5, 870, 1_439, 1_440])
    assert.equal(minuteOfClock(clockOf(minute)), minute);
  assert.equal(minuteOfClock('9：30'), 570);
  for (const text of ['', '25:00', '24:01', '12:60', 'noon'])
    assert.equal(minuteOfClock(text), null);
});

test('currencies have the digits of ISO 4217', () => {
  assert.deepEqual(['EUR', 'JPY', 'KWD'].map(fractionDigitsOf), [2, 0, 3]);
});
