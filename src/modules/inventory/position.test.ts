import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AssertionError } from '../../kernel/assert.ts';
import {
  availableToPromise,
  emptyPosition,
  mayMove,
  movePosition,
  unpromised,
  type Position,
  type PositionDelta,
} from './position.ts';

const part = fc.integer({ min: 0, max: 20 });
const sound = fc
  .record({ free: part, reserved: part, allocated: part, damaged: part, qualityControl: part })
  .map(({ free, ...parts }): Position => ({
    ...emptyPosition(1, 1),
    ...parts,
    onHand: free + parts.reserved + parts.allocated + parts.damaged + parts.qualityControl,
  }));
const step = fc.integer({ min: -25, max: 25 });
const delta: fc.Arbitrary<PositionDelta> = fc.record(
  { onHand: step, reserved: step, allocated: step, damaged: step, qualityControl: step },
  { requiredKeys: [] },
);

function isSound(position: Position): boolean {
  const { onHand, reserved, allocated, damaged, qualityControl } = position;
  return (
    [onHand, reserved, allocated, damaged, qualityControl].every((quantity) => quantity >= 0) &&
    reserved + allocated + damaged + qualityControl <= onHand
  );
}

test('[I1] available to promise leaves out safety stock and what waiting orders claim', () => {
  const position: Position = {
    ...emptyPosition(1, 1),
    onHand: 100,
    reserved: 10,
    allocated: 20,
    damaged: 3,
    qualityControl: 7,
    safetyStock: 15,
    withheld: 5,
  };
  assert.equal(unpromised(position), 60);
  assert.equal(availableToPromise(position), 40);
  assert.equal(availableToPromise({ ...position, safetyStock: 200 }), 0);
});

test('[I1] available to promise lies between nothing and what is unpromised', () => {
  fc.assert(
    fc.property(sound, part, part, (position, safetyStock, withheld) => {
      const available = availableToPromise({ ...position, safetyStock, withheld });
      assert.ok(available >= 0 && available <= unpromised(position));
    }),
  );
});

test('[I4] a movement is allowed exactly when the position is sound after it', () => {
  fc.assert(
    fc.property(sound, delta, (position, moved) => {
      const after = { ...position };
      after.onHand += moved.onHand ?? 0;
      after.reserved += moved.reserved ?? 0;
      after.allocated += moved.allocated ?? 0;
      after.damaged += moved.damaged ?? 0;
      after.qualityControl += moved.qualityControl ?? 0;
      assert.equal(mayMove(position, moved), isSound(after));
      if (isSound(after)) {
        movePosition(position, moved);
        assert.deepEqual(position, after);
      } else assert.throws(() => movePosition(position, moved), AssertionError);
    }),
    { numRuns: 1_000 },
  );
});
