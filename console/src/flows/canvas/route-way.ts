/** A place on the canvas. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A step as lines have to go around it. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How far a line goes down from a step before it turns; the word of the way stands there. */
const DROP = 48;
/** How far above a step a line turns towards it. */
const RISE = 26;
const MARGIN = 18;
const LANE_STEP = 20;
const LANES_MAX = 80;

/**
 * The corners of a line from a way out at the foot of a step to the head of another: straight down where
 * nothing is in between, else along the nearest column that no step stands in.
 */
export function routeWay(from: Point, to: Point, boxes: readonly Box[]): Point[] {
  const isDown = to.y > from.y;
  const room = to.y - from.y;
  const isTight = room > RISE && room < DROP + RISE;
  const turn = from.y + (isTight ? (room * 2) / 3 : DROP);
  const arrive = isTight ? turn : to.y - RISE;
  if (isDown && from.x === to.x && isFree(from.x, from.y + 6, to.y - 6, boxes)) return [from, to];
  const lane = freeLane(from, to, Math.min(turn, arrive), Math.max(turn, arrive), boxes);
  return withoutRepeats([
    from,
    { x: from.x, y: turn },
    { x: lane, y: turn },
    { x: lane, y: arrive },
    { x: to.x, y: arrive },
    to,
  ]);
}

/** The column between the two that is nearest to either and free from top to bottom. */
function freeLane(
  from: Point,
  to: Point,
  top: number,
  bottom: number,
  boxes: readonly Box[],
): number {
  if (bottom - top < 2) return to.x;
  for (const x of [to.x, from.x]) if (isFree(x, top, bottom, boxes)) return x;
  for (let lane = 1; lane <= LANES_MAX; lane += 1) {
    for (const side of [1, -1]) {
      const x = from.x + side * lane * LANE_STEP;
      if (isFree(x, top, bottom, boxes)) return x;
    }
  }
  return from.x;
}

function isFree(x: number, top: number, bottom: number, boxes: readonly Box[]): boolean {
  return !boxes.some(
    (box) =>
      x > box.x - MARGIN &&
      x < box.x + box.width + MARGIN &&
      bottom > box.y - 4 &&
      top < box.y + box.height + 4,
  );
}

function withoutRepeats(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}

/** The corners as an SVG path with rounded turns. */
export function pathOf(points: readonly Point[], radius: number): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const into = towards(point, before, radius);
      const out = towards(point, after, radius);
      return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`;
    })
    .join(' ');
}

/** The place on the way from one point to another, at most so far and at most half of it. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance / length, 0.5);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
