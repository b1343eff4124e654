import type { TableColumnType } from '../../../contracts/decision-tables.ts';
import { addRow, isSameSet, type RowSet, rowSet } from './row-set.ts';

/** From one region to another, both counted in. */
export type Interval = readonly [first: number, last: number];

type Key = boolean | number | string;

/**
 * An input's values divided into regions, in order, so that two values of a region meet the same
 * rows. To look a table up is to find a region for each input and to keep the rows common to all.
 */
export interface Column {
  /** The rows whose cell a value of the region meets. */
  readonly rowsOf: readonly RowSet[];
  /** The regions that the cell of each row covers. */
  readonly regionsOf: readonly (readonly Interval[])[];
  /** Whether there can be a value of the region; the search for gaps leaves the others out. */
  readonly isPossible: readonly boolean[];
  readonly find: (key: Key) => number;
  /** Some value of a region. */
  readonly example: (region: number) => Key;
}

/** What a cell covers of a column of numbers: closed intervals. */
export type NumberCell = readonly (readonly [from: number, to: number])[];

const BITS = new DataView(new ArrayBuffer(8));

/** The next greater double: IEEE 754 numbers of one sign have the order of their bits. */
function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  BITS.setFloat64(0, value);
  BITS.setBigInt64(0, BITS.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return BITS.getFloat64(0);
}

/** The next value of a type of numbers. */
export function nextNumber(value: number, type: TableColumnType): number {
  return type === 'double' ? nextDouble(value) : value + 1;
}

/** The value before. */
export function numberBefore(value: number, type: TableColumnType): number {
  return type === 'double' ? 0 - nextDouble(0 - value) : value - 1;
}

/** The least and the greatest value of a type of numbers. */
export function reachOf(type: TableColumnType): readonly [number, number] {
  const most = type === 'double' ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER;
  const bound = type === 'timestamp' ? 8_640_000_000_000_000 : most;
  return [-bound, bound];
}

/** A column of numbers: regions between the ends of all ranges, found by halving. */
export function numberColumn(
  cells: readonly NumberCell[],
  type: TableColumnType,
  [least, most]: readonly [number, number],
): Column {
  const [reachLeast, reachMost] = reachOf(type);
  const ends = new Set([reachLeast, least]);
  const addEnd = (value: number) => {
    if (value < reachMost) ends.add(nextNumber(value, type));
  };
  addEnd(most);
  for (const [from, to] of cells.flat()) {
    ends.add(from);
    addEnd(to);
  }
  const starts = [...ends].toSorted((one, other) => one - other);
  const regionsOf = cells.map((cell) =>
    cell
      .map(([from, to]): Interval => [lastAtMost(starts, from), lastAtMost(starts, to)])
      .toSorted(([one], [other]) => one - other),
  );
  const isPossible = starts.map((start) => start >= least && start <= most);
  const merged = mergeRegions(regionsOf, isPossible);
  const keptStarts = merged.firsts.map((first) => starts[first] as number);
  return {
    ...merged,
    find: (key) => lastAtMost(keptStarts, Number(key)),
    example: (region) => {
      const start = keptStarts[region] as number;
      const next = keptStarts[region + 1];
      // Open to one side: a value near its end says more than the least that a number can be.
      if (start > reachLeast) return start;
      if (next === undefined) return 0;
      const near = Math.ceil(next) - 1;
      return near >= reachLeast && near < next ? near : numberBefore(next, type);
    },
  };
}

/** The index of the last start that is not above a value. */
function lastAtMost(starts: readonly number[], value: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Merged {
  readonly rowsOf: RowSet[];
  readonly regionsOf: Interval[][];
  readonly isPossible: boolean[];
  /** The first of the regions that each one was merged from. */
  readonly firsts: number[];
}

/** Neighbours that meet the same rows become one region. */
function mergeRegions(
  regionsOf: readonly (readonly Interval[])[],
  isPossible: readonly boolean[],
): Merged {
  const all = rowsByRegion(regionsOf, isPossible.length);
  const [rowsOf, possible, firsts]: [RowSet[], boolean[], number[]] = [[], [], []];
  const place: number[] = [];
  for (const [region, rows] of all.entries()) {
    const last = rowsOf.at(-1);
    const isSame = possible.at(-1) === isPossible[region];
    if (last === undefined || !isSame || !isSameSet(last, rows)) {
      rowsOf.push(rows);
      possible.push(isPossible[region] as boolean);
      firsts.push(region);
    }
    place.push(rowsOf.length - 1);
  }
  const moved = regionsOf.map((intervals) =>
    intervals.map(([first, last]): Interval => [place[first] as number, place[last] as number]),
  );
  return { rowsOf, regionsOf: moved, isPossible: possible, firsts };
}

function rowsByRegion(regionsOf: readonly (readonly Interval[])[], regionCount: number): RowSet[] {
  const everywhere = rowSet(regionsOf.length);
  const isEverywhere = (intervals: readonly Interval[]) =>
    intervals.some(([first, last]) => first === 0 && last === regionCount - 1);
  for (const [row, intervals] of regionsOf.entries()) {
    if (isEverywhere(intervals)) addRow(everywhere, row);
  }
  const sets = Array.from({ length: regionCount }, () => everywhere.slice());
  for (const [row, intervals] of regionsOf.entries()) {
    if (isEverywhere(intervals)) continue;
    for (const [first, last] of intervals) {
      for (let region = first; region <= last; region += 1) addRow(sets[region] as RowSet, row);
    }
  }
  return sets;
}

/** What a cell covers of a column of texts. */
export type TextCell =
  | { readonly kind: 'any' }
  | { readonly kind: 'in' | 'not_in'; readonly texts: readonly string[] }
  | { readonly kind: 'prefix'; readonly prefix: string };

/** A text that is named, or all that begin with a prefix and are named by nothing longer. */
interface TextRegion {
  readonly text: string;
  readonly isNamed: boolean;
}

/**
 * A column of texts. Regions stand in the order of their texts, so that all that begin with a
 * prefix are neighbours; the first one is of the texts that no cell names. Where the only texts
 * there can be are known, no other region is possible.
 */
export function textColumn(cells: readonly TextCell[], values: readonly string[] | null): Column {
  const named = new Set(values);
  const prefixes = new Set<string>();
  for (const cell of cells) {
    if (cell.kind === 'prefix') prefixes.add(cell.prefix);
    else if (cell.kind !== 'any') for (const text of cell.texts) named.add(text);
  }
  const regions: TextRegion[] = [
    { text: '', isNamed: false },
    ...[...prefixes].map((text) => ({ text, isNamed: false })),
    ...[...named].map((text) => ({ text, isNamed: true })),
  ].toSorted((one, other) => {
    if (one.text !== other.text) return one.text < other.text ? -1 : 1;
    return Number(one.isNamed) - Number(other.isNamed);
  });
  const namedAt = indexBy(regions, true);
  const prefixAt = indexBy(regions, false);
  const lengths = [...new Set([...prefixAt.keys()].map((text) => text.length))].toSorted(
    (a, b) => b - a,
  );
  const find = (key: Key) => {
    const text = String(key);
    const exact = namedAt.get(text);
    if (exact !== undefined) return exact;
    for (const length of lengths) {
      const region = length > text.length ? undefined : prefixAt.get(text.slice(0, length));
      if (region !== undefined) return region;
    }
    return 0;
  };
  const regionsOf = cells.map((cell) => regionsOfText(cell, regions, namedAt));
  return {
    rowsOf: rowsByRegion(regionsOf, regions.length),
    regionsOf,
    isPossible: regions.map(({ text, isNamed }) =>
      values === null ? true : isNamed && values.includes(text),
    ),
    find,
    example: (region) => exampleText(region, regions[region] as TextRegion, find),
  };
}

function indexBy(regions: readonly TextRegion[], isNamed: boolean): Map<string, number> {
  const entries = [...regions.entries()].filter(([, region]) => region.isNamed === isNamed);
  return new Map(entries.map(([index, { text }]) => [text, index]));
}

function regionsOfText(
  cell: TextCell,
  regions: readonly TextRegion[],
  namedAt: ReadonlyMap<string, number>,
): Interval[] {
  if (cell.kind === 'any') return [[0, regions.length - 1]];
  if (cell.kind === 'prefix') {
    const first = regions.findIndex(({ text }) => text.startsWith(cell.prefix));
    let last = first;
    while (regions[last + 1]?.text.startsWith(cell.prefix) === true) last += 1;
    return [[first, last]];
  }
  const places = [...new Set(cell.texts)]
    .map((text) => namedAt.get(text) as number)
    .toSorted((one, other) => one - other);
  if (cell.kind === 'in') return places.map((place): Interval => [place, place]);
  const others: Interval[] = [];
  let next = 0;
  for (const place of [...places, regions.length]) {
    if (place > next) others.push([next, place - 1]);
    next = place + 1;
  }
  return others;
}

/** A text of a region: named itself, or its prefix continued in a way that no cell names. */
function exampleText(
  region: number,
  { text, isNamed }: TextRegion,
  find: (key: string) => number,
): string {
  if (isNamed) return text;
  for (const ending of ['', 'x', '-', '0'])
    if (find(text + ending) === region) return text + ending;
  // Cells name fewer texts than there are characters, so that one of these is free.
  for (let code = 0x4e00; code < 0xd800; code += 1) {
    const candidate = text + String.fromCharCode(code);
    if (find(candidate) === region) return candidate;
  }
  return text;
}
