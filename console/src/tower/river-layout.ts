import type { Overview } from '../client/contract.generated.d.ts';
import { STREAM } from './flow-book.ts';

export type State = Overview['inFlight'][number]['state'];

/** Beside the stream: where each lies along it, in reaches from the beginning, and what joins it. */
export const SIDES = [
  { state: 'held', along: 0.5, joins: ['placed', 'sourced'] },
  { state: 'backordered', along: 1.5, joins: ['placed', 'sourced'] },
  { state: 'cancelled', along: 3.5, joins: ['sourced', 'released', 'picking'] },
  { state: 'returning', along: 5.5, joins: ['delivered', 'shipped'] },
] as const satisfies readonly {
  readonly state: State;
  readonly along: number;
  readonly joins: readonly State[];
}[];

/** What is behind us is shown by what came there lately: what ever did says nothing of today. */
export const ENDS: ReadonlySet<State> = new Set<State>(['delivered', 'cancelled']);

/** The room for the picture in pixels. On a phone it runs downwards. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly isDown: boolean;
}

/** A place of the picture: its middle and how wide the water is there. */
export interface Pool {
  readonly state: State;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** What is drawn. */
export interface River {
  /** The outline of the stream. */
  readonly stream: string;
  readonly pools: readonly Pool[];
  readonly sides: readonly Pool[];
  /** Lines between stream and sides, with their widths. */
  readonly branches: readonly {
    readonly key: string;
    readonly path: string;
    readonly width: number;
    readonly isBack: boolean;
  }[];
}

const POOL_MIN = 5;
const REACH_MIN = 3;
/** Of the room across, the widest pool of the stream takes this share. */
const POOL_SHARE = 0.45;
const REACH_SHARE = 0.19;
const SIDE_SHARE = 0.15;
const BRANCH_MAX = 16;
const MOUTH = 1.25;

/** Numbers as the picture shows them, perhaps on the way from one to the next. */
export interface Amounts {
  readonly of: (state: State) => number;
  readonly moved: (from: State, to: State) => number;
}

/** Lays the river out: pools as wide as what lies in them, reaches as what went through. */
export function layRiver(amounts: Amounts, frame: Frame): River {
  const { isDown } = frame;
  const along = isDown ? frame.height : frame.width;
  const across = isDown ? frame.width : frame.height;
  const step = along / STREAM.length;
  const bed = across * (isDown ? 0.27 : 0.4);
  const sideBed = across * (isDown ? 0.69 : 0.85);
  const flows = STREAM.slice(1).map((to, index) => amounts.moved(STREAM[index] as State, to));
  const poolMax = Math.max(
    1,
    ...STREAM.filter((state) => !ENDS.has(state)).map((state) => amounts.of(state)),
  );
  const flowMax = Math.max(1, ...flows);
  const sideMax = Math.max(poolMax / 4, 1, ...SIDES.map(({ state }) => amounts.of(state)));
  const poolWidth = (orders: number) =>
    Math.max(POOL_MIN, (orders / poolMax) * across * POOL_SHARE);
  const reachWidth = (orders: number) =>
    Math.max(REACH_MIN, (orders / flowMax) * across * REACH_SHARE);
  const at = (a: number, c: number) => (isDown ? { x: c, y: a } : { x: a, y: c });
  const middleOf = (index: number) => (index + 0.5) * step;

  const pools = STREAM.map((state, index) => ({
    state,
    ...at(middleOf(index), bed),
    // The mouth is as wide as what arrives.
    size: ENDS.has(state) ? reachWidth(flows.at(-1) ?? 0) * MOUTH : poolWidth(amounts.of(state)),
  }));
  const profile: [number, number][] = [[0, reachWidth(flows[0] ?? 0) * 0.8]];
  for (const [index, pool] of pools.entries()) {
    profile.push(
      [middleOf(index) - step * 0.16, pool.size],
      [middleOf(index) + step * 0.16, pool.size],
    );
    const next = flows[index];
    if (next !== undefined) profile.push([middleOf(index) + step / 2, reachWidth(next)]);
  }
  profile.push([along, reachWidth(flows.at(-1) ?? 0) * MOUTH]);

  const sides = SIDES.map(({ state, along: place }) => ({
    state,
    ...at((place + 0.5) * step, sideBed),
    size: Math.max(
      POOL_MIN + 3,
      Math.sqrt(amounts.of(state) / sideMax) * across * (isDown ? 0.11 : SIDE_SHARE),
    ),
  }));
  const branches = SIDES.flatMap(({ state, joins }, index) => {
    const side = sides[index] as Pool;
    return joins.flatMap((joined) => {
      const pool = pools.find((one) => one.state === joined) as Pool;
      return [
        { key: `${joined}>${state}`, orders: amounts.moved(joined, state), isBack: false },
        { key: `${state}>${joined}`, orders: amounts.moved(state, joined), isBack: true },
      ]
        .filter(({ orders }) => orders > 0.01)
        .map(({ key, orders, isBack }) => ({
          key,
          isBack,
          width: Math.max(1.5, Math.min(BRANCH_MAX, (orders / flowMax) * across * REACH_SHARE)),
          path: isBack
            ? bend(side, shifted(pool, isDown, step * 0.1), isDown)
            : bend(shifted(pool, isDown, -step * 0.1), side, isDown),
        }));
    });
  });
  return { stream: outline(profile, bed, at), pools, sides, branches };
}

type At = (along: number, across: number) => { readonly x: number; readonly y: number };

/** A line around the bed, smooth on both banks. */
function outline(profile: readonly (readonly [number, number])[], bed: number, at: At): string {
  const bank = (side: 1 | -1) =>
    profile.map(([along, width]) => [along, bed + (side * width) / 2] as const);
  const upper = bank(-1);
  const lower = bank(1).toReversed();
  const first = at(...(upper[0] as [number, number]));
  return `M${point(first)}${smooth(upper, at)}L${point(at(...(lower[0] as [number, number])))}${smooth(lower, at)}Z`;
}

/** Each piece leaves and arrives level, so that nothing overshoots. */
function smooth(places: readonly (readonly [number, number])[], at: At): string {
  return places
    .slice(1)
    .map(([along, across], index) => {
      const [fromAlong, fromAcross] = places[index] as readonly [number, number];
      const half = (fromAlong + along) / 2;
      return `C${point(at(half, fromAcross))} ${point(at(half, across))} ${point(at(along, across))}`;
    })
    .join('');
}

type Spot = Pick<Pool, 'x' | 'y'>;

/** A place of a pool a little further along the stream. */
function shifted({ x, y }: Spot, isDown: boolean, by: number): Spot {
  return isDown ? { x, y: y + by } : { x: x + by, y };
}

function bend(start: Spot, end: Spot, isDown: boolean): string {
  const [one, other] = isDown
    ? [
        { x: (start.x + end.x) / 2, y: start.y },
        { x: (start.x + end.x) / 2, y: end.y },
      ]
    : [
        { x: start.x, y: (start.y + end.y) / 2 },
        { x: end.x, y: (start.y + end.y) / 2 },
      ];
  return `M${point(start)}C${point(one)} ${point(other)} ${point(end)}`;
}

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
