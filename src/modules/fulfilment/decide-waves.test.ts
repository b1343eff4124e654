import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WAVE_DECISION, type WaveCandidate } from './decide-waves.ts';

const LIMITS = { ordersMax: 3, unitsMax: 10, linesMax: 6, weightGramsMax: 5_000 };
const aCandidate = (id: string, given: Partial<WaveCandidate> = {}): WaveCandidate => ({
  id,
  carrier: 'SF',
  collectionAt: 1_000,
  priority: 5,
  units: 1,
  lines: 1,
  weightGrams: 100,
  gate: null,
  ...given,
});

test('[F4] the earliest collection goes first, within it the highest priority, then the carrier', () => {
  const { waves, left } = WAVE_DECISION.decide({
    limits: LIMITS,
    candidates: [
      aCandidate('later', { collectionAt: 2_000, priority: 9 }),
      aCandidate('b', { carrier: 'YTO' }),
      aCandidate('a'),
      aCandidate('urgent', { priority: 8, carrier: 'YTO' }),
      aCandidate('held', { gate: 'held' }),
    ],
  });
  assert.deepEqual(
    waves.map(({ fulfilmentOrders }) => fulfilmentOrders),
    [['urgent', 'a', 'b'], ['later']],
  );
  assert.deepEqual(left, [{ id: 'held', because: 'held' }]);
});

test('[F4] no wave exceeds a limit, except one that a single order exceeds; nothing is lost or doubled', () => {
  const candidates = fc.array(
    fc.record({
      collectionAt: fc.constantFrom(1_000, 2_000),
      priority: fc.integer({ min: 0, max: 9 }),
      units: fc.integer({ min: 1, max: 14 }),
      lines: fc.integer({ min: 1, max: 8 }),
      weightGrams: fc.integer({ min: 0, max: 6_000 }),
      gate: fc.constantFrom(null, null, null, 'held' as const),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(candidates, (given) => {
      const all = given.map((each, index) => aCandidate(`F${index}`, each));
      const { waves, left } = WAVE_DECISION.decide({ limits: LIMITS, candidates: all });
      const told = [...waves.flatMap((wave) => wave.fulfilmentOrders), ...left.map(({ id }) => id)];
      assert.deepEqual(told.toSorted(), all.map(({ id }) => id).toSorted());
      for (const wave of waves) {
        const isSingle = wave.fulfilmentOrders.length === 1;
        const isWithin =
          wave.fulfilmentOrders.length <= LIMITS.ordersMax &&
          wave.units <= LIMITS.unitsMax &&
          wave.lines <= LIMITS.linesMax &&
          wave.weightGrams <= LIMITS.weightGramsMax;
        assert.ok(isSingle || isWithin);
      }
    }),
  );
});
