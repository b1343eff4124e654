import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layRiver, type State } from './river-layout.ts';

function river(counts: Partial<Record<State, number>>, moves: Record<string, number> = {}) {
  return layRiver(
    { of: (state) => counts[state] ?? 0, moved: (from, to) => moves[`${from}>${to}`] ?? 0 },
    { width: 1_400, height: 300, isDown: false },
  );
}
const sizeOf = (drawn: ReturnType<typeof river>, state: State) =>
  [...drawn.pools, ...drawn.sides].find((pool) => pool.state === state)?.size ?? 0;

test('a pool is as wide as what lies in it, and never vanishes', () => {
  const drawn = river({ placed: 10, sourced: 100, released: 50 });
  assert.ok(Math.abs(sizeOf(drawn, 'released') * 2 - sizeOf(drawn, 'sourced')) < 0.01);
  assert.ok(sizeOf(drawn, 'picking') > 0);
});

test('without any order the picture is whole', () => {
  const drawn = river({});
  assert.doesNotMatch(drawn.stream, /NaN|Infinity/);
  assert.equal(drawn.branches.length, 0);
});

test('branches are drawn where orders went, both ways', () => {
  const drawn = river({ held: 3 }, { 'placed>held': 5, 'held>sourced': 2, 'placed>sourced': 50 });
  assert.deepEqual(
    drawn.branches.map(({ key, isBack }) => [key, isBack]),
    [
      ['placed>held', false],
      ['held>sourced', true],
    ],
  );
});

test('on a phone the stream runs downwards', () => {
  const { pools } = layRiver(
    { of: () => 1, moved: () => 1 },
    { width: 340, height: 700, isDown: true },
  );
  const [first, second] = pools;
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(first.x, second.x);
  assert.ok(first.y < second.y);
});
