import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant, parseInt8 } from './value-types.ts';

test('[P11] int8 becomes a number as long as that is exact', () => {
  assert.equal(parseInt8('9007199254740991'), 9_007_199_254_740_991);
  assert.throws(() => parseInt8('9007199254740993'), /safe integers/);
});

test('[P11] timestamptz becomes milliseconds in every form the server writes', () => {
  const instant = Date.UTC(2026, 10, 22, 13, 51, 14, 627);
  assert.equal(parseInstant('2026-11-22 13:51:14.627+00'), instant);
  assert.equal(parseInstant('2026-11-22 13:51:14.627999+00'), instant);
  assert.equal(parseInstant('2026-11-22 13:51:14.6+00'), instant - 27);
  assert.equal(parseInstant('2026-11-22 13:51:14+00'), instant - 627);
  assert.equal(parseInstant('2026-11-22 21:51:14.627+08'), instant);
  assert.equal(parseInstant('2026-11-22 19:21:14.627+05:30'), instant);
  assert.throws(() => parseInstant('infinity'), /not an instant/);
});

test('[P11] every millisecond of a second survives', () => {
  for (let millisecond = 0; millisecond < 1_000; millisecond += 1) {
    const text = `2026-01-01 00:00:00.${String(millisecond).padStart(3, '0')}+00`;
    assert.equal(parseInstant(text), Date.UTC(2026, 0, 1) + millisecond);
  }
});
