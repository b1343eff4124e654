import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dayFromText,
  dayOf,
  dayToText,
  instantOf,
  isTimeZone,
  isWorkingDay,
  minuteOfDay,
  nextWorkingDay,
  zoneOffsetMs,
} from './calendar.ts';
import { HOUR_MS, type Instant } from './clock.ts';
import { createIdSource } from './ids.ts';
import { allocateMinor, moneyToText } from './money.ts';
import { Random } from './random.ts';

const SUNDAY_CLOSED = [false, true, true, true, true, true, true];

test('a share of money is never lost or invented, and nobody gets a unit more than is fair', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 }),
      (amountMinor, weights) => {
        const shares = allocateMinor(amountMinor, weights);
        assert.equal(
          shares.reduce((sum, share) => sum + share, 0),
          amountMinor,
        );
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        if (total === 0) return;
        for (const [index, weight] of weights.entries()) {
          assert.ok(Math.abs((shares[index] as number) - (amountMinor * weight) / total) < 1);
        }
      },
    ),
  );
  assert.deepEqual(allocateMinor(100, [1, 1, 1]), [34, 33, 33]);
});

test('money is shown with the digits of its currency', () => {
  assert.equal(moneyToText(1_250, 'CNY'), '12.50 CNY');
  assert.equal(moneyToText(1_250, 'JPY'), '1250 JPY');
  assert.equal(moneyToText(1_250, 'KWD'), '1.250 KWD');
});

test('the local date and minute follow the zone, also across a clock change', () => {
  const beforeChange = Date.UTC(2026, 2, 29, 0, 59);
  assert.equal(minuteOfDay(beforeChange, 'Europe/Berlin'), 119);
  assert.equal(minuteOfDay(beforeChange + 60_000, 'Europe/Berlin'), 180);
  assert.equal(zoneOffsetMs('Asia/Kathmandu', 0), 5.5 * HOUR_MS);
  assert.equal(dayToText(dayOf(Date.UTC(2026, 0, 1, 20), 'Asia/Shanghai')), '2026-01-02');
  assert.equal(isTimeZone('Mars/Olympus'), false);
});

test('an instant is found again by its local date and minute', () => {
  const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo');
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const found = instantOf(dayOf(instant, zone), minuteOfDay(instant, zone), zone);
      const minute = Math.floor(instant / 60_000) * 60_000;
      // In the hour that a clock change repeats, both readings are right.
      assert.ok(found === minute || Math.abs(found - minute) === HOUR_MS);
    }),
  );
});

test('working days leave out weekdays and holidays, and a place that never works has none', () => {
  const calendar = { timeZone: 'UTC', workingWeekdays: SUNDAY_CLOSED, holidays: ['2026-10-01'] };
  const holiday = dayFromText('2026-10-01') as number;
  assert.equal(isWorkingDay(calendar, holiday), false);
  assert.equal(nextWorkingDay(calendar, holiday), holiday + 1);
  assert.equal(
    dayToText(nextWorkingDay(calendar, dayFromText('2026-10-04') as number) ?? 0),
    '2026-10-05',
  );
  assert.equal(nextWorkingDay({ ...calendar, workingWeekdays: [] }, holiday), null);
  assert.equal(dayFromText('2026-02-30'), null);
});

test('identifiers are UUIDs version 7 that strictly increase, also when the clock stands or steps back', () => {
  let now: Instant = Date.UTC(2026, 10, 22);
  const ids = createIdSource({ now: () => now });
  let before = '';
  for (let count = 0; count < 20_000; count += 1) {
    if (count === 9_000) now -= 5_000;
    const id = ids.uuid();
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(id > before);
    before = id;
  }
});

test('the same seed gives the same sequence, and a fork does not disturb it', () => {
  const draw = (random: Random) => Array.from({ length: 5 }, () => random.integer(0, 1_000));
  assert.deepEqual(draw(new Random(7)), draw(new Random(7)));
  assert.notDeepEqual(draw(new Random(7)), draw(new Random(8)));
  const [one, two] = [new Random(7), new Random(7)];
  draw(one.fork());
  two.fork();
  assert.deepEqual(draw(one), draw(two));
  const items = [1, 2, 3, 4, 5, 6];
  assert.deepEqual(
    new Random(3).shuffle(items).toSorted((a, b) => a - b),
    items,
  );
});
