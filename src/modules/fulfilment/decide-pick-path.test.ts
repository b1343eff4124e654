import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  PICK_PATH_DECISION,
  walkMillimetres,
  type PickPathInput,
  type Stop,
} from './decide-pick-path.ts';

const coordinate = fc.integer({ min: 0, max: 60_000 });
const stopsOf = (length: { minLength?: number; maxLength: number }) =>
  fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 5 })), length).map((spots) =>
    spots.map(([x, y, aisle], index): Stop => ({
      slot: `P${String(index).padStart(3, '0')}`,
      x,
      y,
      aisle: `A${aisle}`,
      sequence: index,
    })),
  );
const crossAisles = fc.constantFrom<readonly number[]>([], [0, 60_000], [30_000]);

/** The length of a tour, from the distances alone. */
function lengthOf(
  { desk, stops, crossAisles: cross }: PickPathInput,
  slots: readonly string[],
): number {
  const way = [
    { ...desk, aisle: null },
    ...slots.map((slot) => stops.find((stop) => stop.slot === slot) as Stop),
    { ...desk, aisle: null },
  ];
  return way
    .slice(1)
    .reduce((sum, spot, index) => sum + walkMillimetres(way[index] as Stop, spot, cross), 0);
}

function permutations(slots: readonly string[]): string[][] {
  if (slots.length <= 1) return [[...slots]];
  return slots.flatMap((first) =>
    permutations(slots.filter((slot) => slot !== first)).map((rest) => [first, ...rest]),
  );
}

test('[F5] up to six stops no other order is shorter: all of them are compared', () => {
  fc.assert(
    fc.property(stopsOf({ maxLength: 6 }), crossAisles, (stops, cross) => {
      const input = { desk: { x: 0, y: 0 }, crossAisles: cross, stops };
      const choice = PICK_PATH_DECISION.decide(input);
      const all = permutations(stops.map(({ slot }) => slot)).map((slots) =>
        lengthOf(input, slots),
      );
      assert.equal(choice.lengthMillimetres, Math.min(...all));
      assert.equal(choice.lengthMillimetres, lengthOf(input, choice.slots));
    }),
    { numRuns: 60 },
  );
});

test('[F5] a tour of any length visits every slot once and is never longer than the order of slots', () => {
  fc.assert(
    fc.property(stopsOf({ maxLength: 60 }), crossAisles, (stops, cross) => {
      const input = { desk: { x: 500, y: 0 }, crossAisles: cross, stops };
      const choice = PICK_PATH_DECISION.decide(input);
      assert.deepEqual(
        choice.slots.toSorted(),
        stops.map(({ slot }) => slot),
      );
      assert.equal(choice.lengthMillimetres, lengthOf(input, choice.slots));
      assert.ok(choice.lengthMillimetres <= choice.slotOrderLengthMillimetres);
      assert.equal(choice.method, stops.length <= 12 ? 'exact' : 'improved');
      assert.deepEqual(PICK_PATH_DECISION.decide(structuredClone(input)), choice);
    }),
    { numRuns: 60 },
  );
});

test('[F5] from aisle to aisle one walks round the shelves, by the nearer end', () => {
  const from = { x: 1_000, y: 9_000, aisle: 'A1' };
  const to = { x: 4_000, y: 8_000, aisle: 'A2' };
  assert.equal(walkMillimetres(from, to, []), 4_000);
  assert.equal(walkMillimetres(from, to, [0, 10_000]), 3_000 + 1_000 + 2_000);
  assert.equal(walkMillimetres(from, { ...to, aisle: 'A1' }, [0, 10_000]), 4_000);
});
