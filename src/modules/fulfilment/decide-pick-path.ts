import type { DecisionKind } from '../../hub/index.ts';

/** A place in the warehouse, in millimetres. Goods of different aisles are reached by a cross aisle. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly aisle: string | null;
}

/** A slot that the tour must visit. */
export interface Stop extends Spot {
  readonly slot: string;
  readonly sequence: number;
}

/** What a tour is chosen by. */
export interface PickPathInput {
  /** Where it begins and ends. */
  readonly desk: { readonly x: number; readonly y: number };
  /** The y at which one can walk from an aisle to the next; none: anywhere. */
  readonly crossAisles: readonly number[];
  /** Stops whose slots have coordinates. */
  readonly stops: readonly Stop[];
}

/** The tour: slots in walking order, and how much shorter it is than walking them in the order of slots. */
export interface PickPathChoice {
  readonly slots: readonly string[];
  readonly lengthMillimetres: number;
  readonly slotOrderLengthMillimetres: number;
  /** Exact: every tour was weighed. Improved: a good one, found by local search. */
  readonly method: 'exact' | 'improved';
}

/** Up to so many stops every tour is weighed. */
const EXACT_STOPS_MAX = 12;
/** The search goes over the tour at most so often; in practice it finds nothing more long before. */
const ROUNDS_MAX = 50;

/**
 * The shortest tour from the packing desk through all stops and back: exact by M. Held and R. M. Karp, "A
 * dynamic programming approach to sequencing problems" (1962) for few stops; for more the nearest
 * neighbour, improved by 2-opt (G. A. Croes, 1958) and Or-opt (I. Or, 1976) until neither helps.
 */
export const PICK_PATH_DECISION: DecisionKind<PickPathInput, PickPathChoice> = {
  kind: 'fulfilment.pick_path',
  version: 1,
  decide: decidePickPath,
  parameters: [
    { path: 'desk.x', kind: 'number', minimum: -1_000_000, maximum: 1_000_000, isWhole: true },
    { path: 'desk.y', kind: 'number', minimum: -1_000_000, maximum: 1_000_000, isWhole: true },
    { path: 'crossAisles', kind: 'members', key: null, fields: [] },
    { path: 'stops', kind: 'members', key: 'slot', fields: [] },
  ],
};

function decidePickPath(input: PickPathInput): PickPathChoice {
  const stops = input.stops.toSorted(
    (one, other) => one.sequence - other.sequence || (one.slot < other.slot ? -1 : 1),
  );
  const distances = distancesOf([{ ...input.desk, aisle: null }, ...stops], input.crossAisles);
  const inSlotOrder = stops.map((_, index) => index + 1);
  const isExact = stops.length <= EXACT_STOPS_MAX;
  const tour = isExact
    ? exactTour(distances, stops.length)
    : [inSlotOrder, nearestNeighbour(distances, stops.length)]
        .map((first) => improve(distances, first))
        .reduce((one, other) =>
          tourLength(distances, other) < tourLength(distances, one) ? other : one,
        );
  return {
    slots: tour.map((index) => (stops[index - 1] as Stop).slot),
    lengthMillimetres: tourLength(distances, tour),
    slotOrderLengthMillimetres: tourLength(distances, inSlotOrder),
    method: isExact ? 'exact' : 'improved',
  };
}

/**
 * How far it is on foot: along the aisles, never through a shelf. Within an aisle straight on; from one
 * aisle to another by the cross aisle that makes the shortest way.
 */
export function walkMillimetres(from: Spot, to: Spot, crossAisles: readonly number[]): number {
  const across = Math.abs(from.x - to.x);
  const along = Math.abs(from.y - to.y);
  const isSameAisle = from.aisle !== null && from.aisle === to.aisle;
  if (isSameAisle || crossAisles.length === 0 || from.aisle === null || to.aisle === null) {
    return across + along;
  }
  return across + Math.min(...crossAisles.map((y) => Math.abs(from.y - y) + Math.abs(to.y - y)));
}

type Distances = readonly (readonly number[])[];

function distancesOf(spots: readonly Spot[], crossAisles: readonly number[]): Distances {
  return spots.map((from) => spots.map((to) => walkMillimetres(from, to, crossAisles)));
}

function between(distances: Distances, from: number, to: number): number {
  return (distances[from] as readonly number[])[to] as number;
}

function tourLength(distances: Distances, tour: readonly number[]): number {
  let length = 0;
  let at = 0;
  for (const stop of tour) {
    length += between(distances, at, stop);
    at = stop;
  }
  return length + between(distances, at, 0);
}

/** The shortest way from the desk through each set of stops to each of its members, then back. */
function exactTour(distances: Distances, count: number): number[] {
  if (count === 0) return [];
  const sets = 1 << count;
  const lengths = new Float64Array(sets * count).fill(Infinity);
  const before = new Int8Array(sets * count).fill(-1);
  for (let stop = 0; stop < count; stop += 1) {
    lengths[(1 << stop) * count + stop] = between(distances, 0, stop + 1);
  }
  for (let set = 1; set < sets; set += 1) {
    for (let last = 0; last < count; last += 1) {
      const length = lengths[set * count + last] as number;
      if (length === Infinity) continue;
      for (let next = 0; next < count; next += 1) {
        if ((set & (1 << next)) !== 0) continue;
        const place = (set | (1 << next)) * count + next;
        const through = length + between(distances, last + 1, next + 1);
        if (through >= (lengths[place] as number)) continue;
        lengths[place] = through;
        before[place] = last;
      }
    }
  }
  let last = 0;
  const whole = (stop: number) =>
    (lengths[(sets - 1) * count + stop] as number) + between(distances, stop + 1, 0);
  for (let stop = 1; stop < count; stop += 1) if (whole(stop) < whole(last)) last = stop;
  const tour: number[] = [];
  for (let set = sets - 1; last >= 0;) {
    tour.push(last + 1);
    const previous = before[set * count + last] as number;
    set &= ~(1 << last);
    last = previous;
  }
  return tour.toReversed();
}

function nearestNeighbour(distances: Distances, count: number): number[] {
  const left = new Set(Array.from({ length: count }, (_, index) => index + 1));
  const tour: number[] = [];
  let at = 0;
  while (left.size > 0) {
    let nearest = -1;
    for (const stop of left) {
      if (nearest < 0 || between(distances, at, stop) < between(distances, at, nearest)) {
        nearest = stop;
      }
    }
    tour.push(nearest);
    left.delete(nearest);
    at = nearest;
  }
  return tour;
}

function improve(distances: Distances, first: readonly number[]): number[] {
  let tour = [...first];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const reversed = reverseParts(distances, tour);
    const moved = moveParts(distances, reversed ?? tour);
    if (reversed === null && moved === null) break;
    tour = moved ?? reversed ?? tour;
  }
  return tour;
}

/** 2-opt: walks a part of the tour the other way round wherever that is shorter; null when nowhere. */
function reverseParts(distances: Distances, given: readonly number[]): number[] | null {
  const tour = [...given];
  let isShorter = false;
  for (let from = 0; from < tour.length - 1; from += 1) {
    for (let to = from + 1; to < tour.length; to += 1) {
      const before = tour[from - 1] ?? 0;
      const after = tour[to + 1] ?? 0;
      const [first, last] = [tour[from] as number, tour[to] as number];
      const gain =
        between(distances, before, first) +
        between(distances, last, after) -
        between(distances, before, last) -
        between(distances, first, after);
      if (gain <= 0) continue;
      tour.splice(from, to - from + 1, ...tour.slice(from, to + 1).toReversed());
      isShorter = true;
    }
  }
  return isShorter ? tour : null;
}

/** Or-opt: moves up to three neighbouring stops to where they make the tour shorter; null when nowhere. */
function moveParts(distances: Distances, given: readonly number[]): number[] | null {
  let tour = [...given];
  let isShorter = false;
  for (let size = 1; size <= 3; size += 1) {
    for (let from = 0; from + size <= tour.length; from += 1) {
      const part = tour.slice(from, from + size);
      const rest = [...tour.slice(0, from), ...tour.slice(from + size)];
      const [first, last] = [part[0] as number, part.at(-1) as number];
      const before = tour[from - 1] ?? 0;
      const after = tour[from + size] ?? 0;
      const saved =
        between(distances, before, first) +
        between(distances, last, after) -
        between(distances, before, after);
      for (let place = 0; place <= rest.length; place += 1) {
        const left = rest[place - 1] ?? 0;
        const right = rest[place] ?? 0;
        const added =
          between(distances, left, first) +
          between(distances, last, right) -
          between(distances, left, right);
        if (added >= saved) continue;
        tour = [...rest.slice(0, place), ...part, ...rest.slice(place)];
        isShorter = true;
        break;
      }
    }
  }
  return isShorter ? tour : null;
}
