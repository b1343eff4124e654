import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionError } from '../../kernel/assert.ts';
import { groupAt, placeOf, RELEASE_GROUPS, shareOf } from './index.ts';

const SALT = 'flow-7/release-3';
const PLACES = Array.from({ length: 200_000 }, (_, index) => placeOf(`order-${index}`, SALT));

test('[FR1] an order has the same place in a release, always', () => {
  // Known answers: a changed hash would move the orders of releases that are under way.
  assert.deepEqual(
    ['order-1', 'order-2', '订单-3', ''].map((key) => placeOf(key, SALT)),
    [373_191, 128_819, 234_081, 819_305],
  );
  assert.equal(placeOf('order-1', SALT), placeOf('order-1', SALT));
});

test('[FR1] places are uniform: a thousand buckets hold what chance gives them', () => {
  const buckets = Array.from({ length: 1000 }, () => 0);
  for (const place of PLACES) {
    assert.ok(Number.isInteger(place) && place >= 0 && place < 1_000_000);
    const bucket = Math.floor(place / 1000);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  const expected = PLACES.length / buckets.length;
  const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 999 degrees of freedom: mean 999, standard deviation 44.7. Five of these to either side.
  assert.ok(Math.abs(chiSquare - 999) < 224, `chi square ${chiSquare}`);
});

test('[FR1] places of two releases have nothing to do with each other', () => {
  const inFirst = PLACES.flatMap((place, index) => (place < 100_000 ? [index] : []));
  const inBoth = inFirst.filter((index) => placeOf(`order-${index}`, 'other') < 100_000);
  // Binomial(20,000, 0.1): standard deviation 42. Five of these.
  assert.ok(Math.abs(inBoth.length - inFirst.length / 10) < 215, `${inBoth.length} in both`);
  assert.throws(() => placeOf('order-1', 'two\nlines'), AssertionError);
});

test('[FR2] canary and control have the same share, and stay as it grows', () => {
  const groupsBefore = new Map<number, string>();
  for (const share of [1, 10_000, 50_000, 250_000, 500_000, 700_000, 1_000_000]) {
    const counts = { canary: 0, control: 0, rest: 0 };
    for (let place = 0; place < 1_000_000; place += 1) {
      const group = groupAt(place, share);
      counts[group] += 1;
      if (place % 1000 > 0) continue;
      const before = groupsBefore.get(place);
      if (before === 'canary') assert.equal(group, 'canary');
      if (before === 'control' && share <= 500_000) assert.equal(group, 'control');
      groupsBefore.set(place, group);
    }
    assert.equal(counts.canary, share);
    assert.equal(counts.control, Math.min(share, 1_000_000 - share));
  }
  assert.equal(groupAt(0, 0), 'rest');
});

test('[FR2] an order is of the group that its place gives it', () => {
  const seen = new Set<string>();
  for (let index = 0; index < 100; index += 1) {
    const key = `order-${index}`;
    const group = shareOf(key, SALT, 250_000);
    assert.equal(group, groupAt(placeOf(key, SALT), 250_000));
    seen.add(group);
  }
  assert.deepEqual([...seen].sort(), [...RELEASE_GROUPS].sort());
});

test('[FR5] a share that is none is a bug', () => {
  for (const share of [-1, 1_000_001, 0.5, Number.NaN]) {
    assert.throws(() => groupAt(0, share), AssertionError);
  }
});
