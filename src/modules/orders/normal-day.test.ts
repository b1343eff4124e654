import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalDay } from './normal-day.ts';

const SLOTS = 4;

/** Days before, the youngest first, each with its slots. */
function counts(days: readonly (readonly number[])[], firstSlot = -days.length * SLOTS) {
  const orders = new Map<number, number>();
  for (const [index, day] of days.entries()) {
    for (const [slot, value] of day.entries()) orders.set(slot - (index + 1) * SLOTS, value);
  }
  return { slotsPerDay: SLOTS, orders, firstSlot };
}

test('[Q13] with three past weeks a day is held against its own weekday', () => {
  const days = Array.from({ length: 21 }, (_, index) =>
    (index + 1) % 7 === 0 ? [10 * (index + 1), 0, 5, 5] : [1, 1, 1, 1],
  );
  const normal = normalDay(counts(days));
  assert.equal(normal.basis, 'weekday');
  assert.equal(normal.days, 3);
  assert.deepEqual(normal.median, [140, 0, 5, 5]);
  assert.deepEqual(normal.low, [105, 0, 5, 5]);
  assert.deepEqual(normal.high, [175, 0, 5, 5]);
});

test('[Q13] with fewer weeks any days are taken, with fewer than three days none', () => {
  const day = [2, 4, 6, 8];
  const some = normalDay(counts([day, day, day, day]));
  assert.deepEqual([some.basis, some.days, some.median], ['day', 4, day]);
  const few = normalDay(counts([day, day]));
  assert.deepEqual([few.basis, few.days, few.median], ['none', 2, []]);
  assert.equal(normalDay({ ...counts([]), firstSlot: null }).basis, 'none');
  assert.equal(normalDay({ ...counts([]), firstSlot: 2 }).days, 0, 'counting began today');
});

test('[Q13] a day in which counting began does not count, one without orders does', () => {
  const day = [2, 2, 2, 2];
  assert.equal(normalDay(counts([day, day, day], -3 * SLOTS + 1)).basis, 'none');
  const quiet = normalDay({ ...counts([day, [], day]), firstSlot: -3 * SLOTS });
  assert.deepEqual([quiet.basis, quiet.median, quiet.low], ['day', day, [1, 1, 1, 1]]);
});
