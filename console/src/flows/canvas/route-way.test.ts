import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf, routeWay, type Box, type Point } from './route-way.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 240, height: 76 });

/** Whether a line with these corners runs through a step. */
function runsThrough(points: readonly Point[], { x, y, width, height }: Box): boolean {
  return points.slice(1).some((to, index) => {
    const from = points[index] as Point;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return right > x && left < x + width && bottom > y && top < y + height;
  });
}

test('a line goes straight down where nothing is in between', () => {
  const [from, to] = [
    { x: 120, y: 76 },
    { x: 120, y: 150 },
  ];
  assert.deepEqual(routeWay(from, to, [box(0, 0), box(0, 150)]), [from, to]);
});

test('a line goes around the steps between, forward and back', () => {
  const between = box(0, 150);
  const boxes = [box(0, 0), between, box(0, 300)];
  const forward = routeWay({ x: 160, y: 76 }, { x: 120, y: 300 }, boxes);
  const back = routeWay({ x: 160, y: 376 }, { x: 120, y: 0 }, boxes);
  for (const line of [forward, back]) assert.equal(runsThrough(line, between), false);
  assert.match(pathOf(forward, 12), /^M 160 76 L .* Q .* L 120 300$/);
});
