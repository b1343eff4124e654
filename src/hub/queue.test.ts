import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Lane } from './command.ts';
import { CommandQueue, type Waiting } from './queue.ts';

const LANES: readonly Lane[] = ['interactive', 'bulk', 'clock'];

/** A waiting command that is known by its id. */
function waiting(id: string): Waiting {
  const command = { id } as Waiting['command'];
  return { command, resolve: () => undefined, reject: () => undefined };
}

function filled(lengths: Readonly<Record<Lane, number>>): CommandQueue {
  const queue = new CommandQueue(10_000);
  for (const lane of LANES) {
    for (let index = 0; index < lengths[lane]; index += 1)
      queue.offer(lane, waiting(`${lane} ${index}`));
  }
  return queue;
}

const lanesOf = (batch: readonly Waiting[]) =>
  Object.fromEntries(
    LANES.map((lane) => [lane, batch.filter(({ command }) => command.id.startsWith(lane)).length]),
  );

test('[H2] full lanes share a batch 6 : 3 : 1', () => {
  const batch = filled({ interactive: 900, bulk: 900, clock: 900 }).take(400);
  assert.deepEqual(lanesOf(batch), { interactive: 240, bulk: 120, clock: 40 });
});

test('[H2] what a lane does not need goes to the others in order', () => {
  const quiet = filled({ interactive: 10, bulk: 900, clock: 900 }).take(400);
  assert.deepEqual(lanesOf(quiet), { interactive: 10, bulk: 350, clock: 40 });
  const alone = filled({ interactive: 0, bulk: 0, clock: 900 }).take(400);
  assert.deepEqual(lanesOf(alone), { interactive: 0, bulk: 0, clock: 400 });
});

test('[H1, H2] whatever waits, a batch is as full as it can be, fair, and first come first served', () => {
  const length = fc.nat({ max: 30 });
  const lengths = fc.record({ interactive: length, bulk: length, clock: length });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 3, max: 40 }), (waits, lengthMax) => {
      const queue = filled(waits);
      const seen: string[] = [];
      for (let left = queue.length; left > 0; left = queue.length) {
        const batch = queue.take(lengthMax);
        assert.equal(batch.length, Math.min(left, lengthMax));
        assert.equal(queue.length, left - batch.length);
        const ids = batch.map(({ command }) => command.id);
        for (const lane of LANES) {
          const before = seen.filter((id) => id.startsWith(lane)).length;
          const taken = ids.filter((id) => id.startsWith(lane));
          const expected = taken.map((_, index) => `${lane} ${before + index}`);
          assert.deepEqual(taken, expected);
          if (before < waits[lane]) assert.ok(taken.length > 0, `${lane} does not starve`);
        }
        seen.push(...ids);
      }
      assert.deepEqual(queue.take(lengthMax), []);
    }),
  );
});

test('[H3] each lane is bounded by itself', () => {
  const queue = new CommandQueue(2);
  const offers = ['a', 'b', 'c'].map((id) => queue.offer('bulk', waiting(id)));
  assert.deepEqual(offers, [true, true, false]);
  assert.equal(queue.offer('interactive', waiting('d')), true);
  assert.equal(queue.length, 3);
  queue.take(3);
  assert.equal(queue.offer('bulk', waiting('e')), true, 'there is room again');
});
