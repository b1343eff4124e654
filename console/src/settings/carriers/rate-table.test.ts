import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  priceAt,
  rateOf,
  weightsOfZones,
  withoutWeight,
  withRate,
  withWeight,
  withWeightMoved,
  withZone,
  withZoneRenamed,
  type Zone,
} from './rate-table.ts';

const NEAR: Zone = {
  zone: 'near',
  brackets: [
    { upToGrams: 1_000, priceMinor: 400 },
    { upToGrams: 5_000, priceMinor: 900 },
  ],
  extraKilogramMinor: 100,
};
const FAR: Zone = {
  zone: 'far',
  brackets: [{ upToGrams: 2_000, priceMinor: 1_500 }],
  extraKilogramMinor: null,
};

test('the rows are all weights that any zone names, ascending', () => {
  assert.deepEqual(weightsOfZones([NEAR, FAR]), [1_000, 2_000, 5_000]);
  assert.equal(rateOf(NEAR, 2_000), null);
  assert.equal(priceAt(NEAR, 2_000), 900);
  assert.equal(priceAt(FAR, 2_001), null);
});

test('a price that is cleared takes its bracket away, but never the last one of a zone', () => {
  const [near, far] = withRate(withRate([NEAR, FAR], 'near', 1_000, null), 'far', 2_000, null);
  assert.deepEqual(near?.brackets, [{ upToGrams: 5_000, priceMinor: 900 }]);
  assert.deepEqual(far, FAR);
});

test('a further row changes no price of any parcel', () => {
  const zones = withWeight([NEAR, FAR], 3_000);
  for (const grams of [1, 1_000, 1_001, 2_000, 3_000, 5_000]) {
    assert.equal(priceAt(zones[0] as Zone, grams), priceAt(NEAR, grams), `${grams} g`);
  }
  assert.deepEqual((zones[1] as Zone).brackets.at(-1), { upToGrams: 3_000, priceMinor: 1_500 });
  assert.deepEqual(weightsOfZones(withoutWeight(zones, 3_000)), [1_000, 2_000, 5_000]);
  // Above the last weight: 900 and three started kilograms of 100.
  const [near] = withWeight([NEAR], 7_500);
  assert.equal(rateOf(near as Zone, 7_500), 1_200);
});

test('a row keeps its prices when its weight moves past another', () => {
  const [near] = withWeightMoved([NEAR], 1_000, 10_000);
  assert.deepEqual(near?.brackets, [
    { upToGrams: 5_000, priceMinor: 900 },
    { upToGrams: 10_000, priceMinor: 400 },
  ]);
});

test('a further zone takes a free name, and lanes follow a zone that is renamed', () => {
  const zones = withZone([{ ...NEAR, zone: 'Z2' }]);
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['Z2', 'Z3'],
  );
  const lane = { zone: 'near' } as never;
  const renamed = withZoneRenamed({ zones: [NEAR, FAR], lanes: [lane] }, 'near', 'home');
  assert.deepEqual(
    [renamed.zones[0]?.zone, renamed.zones[1]?.zone, renamed.lanes[0]?.zone],
    ['home', 'far', 'home'],
  );
});
