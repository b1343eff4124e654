import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantFromText, type Instant } from './clock.ts';
import { addWorkingMinutes, type WorkingHours } from './working-hours.ts';

const at = (text: string): Instant => instantFromText(text) as Instant;
const SHANGHAI: WorkingHours = {
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [false, true, true, true, true, true, false],
  holidays: ['2026-11-25'],
  fromMinute: 540,
  toMinute: 1_080,
};

test('working minutes pass in working hours only', () => {
  const rows: readonly [string, number, string][] = [
    // Monday 10:00 local and four hours of the same day.
    ['2026-11-23T02:00:00Z', 240, '2026-11-23T06:00:00Z'],
    // Monday 17:00 local: one hour today, three tomorrow.
    ['2026-11-23T09:00:00Z', 240, '2026-11-24T04:00:00Z'],
    // Before the day begins.
    ['2026-11-23T00:00:00Z', 60, '2026-11-23T02:00:00Z'],
    // Tuesday evening, Wednesday is a holiday: Thursday.
    ['2026-11-24T11:00:00Z', 60, '2026-11-26T02:00:00Z'],
    // Friday afternoon over the weekend.
    ['2026-11-27T09:30:00Z', 60, '2026-11-30T01:30:00Z'],
    // A whole week of nine-hour days less the holiday.
    ['2026-11-23T01:00:00Z', 4 * 540, '2026-11-27T10:00:00Z'],
    ['2026-11-23T02:00:00Z', 0, '2026-11-23T02:00:00Z'],
  ];
  for (const [start, minutes, end] of rows)
    assert.equal(addWorkingMinutes(SHANGHAI, at(start), minutes), at(end), `${start} + ${minutes}`);
});

test('a clock change within a working day costs or gives its hour', () => {
  const newYork = {
    ...SHANGHAI,
    timeZone: 'America/New_York',
    workingWeekdays: Array.from({ length: 7 }, () => true),
    fromMinute: 0,
    toMinute: 1_440,
  };
  // 2026-11-01 has 25 hours there.
  assert.equal(
    addWorkingMinutes(newYork, at('2026-11-01T04:00:00Z'), 25 * 60),
    at('2026-11-02T05:00:00Z'),
  );
});

test('a calendar that never works gives no moment', () => {
  const never = { ...SHANGHAI, workingWeekdays: Array.from({ length: 7 }, () => false) };
  assert.equal(addWorkingMinutes(never, at('2026-11-23T02:00:00Z'), 1), null);
});
