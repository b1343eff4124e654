import type { TableLiteral } from '../../../contracts/decision-tables.ts';
import type { Interval } from './columns.ts';
import type { CompiledTable } from './compile-table.ts';
import { writeLiteral } from './literals.ts';
import { addRow, commonRows, isEmpty, type RowSet, rowSet } from './row-set.ts';

/** Values of all inputs, by name, as they are written in a table. */
export type ExampleInput = Readonly<Record<string, TableLiteral>>;

/** Two rows that one input meets both. */
export interface Overlap {
  readonly rows: readonly [number, number];
  readonly example: ExampleInput;
}

/** What a table was found to be. Rows are counted from 0. */
export interface TableReport {
  /** Under the hit policy `unique` only: what must not be. */
  readonly overlaps: readonly Overlap[];
  /** Inputs that no row meets. */
  readonly gaps: readonly ExampleInput[];
  /** Under `first` only: rows that earlier rows leave nothing for. */
  readonly unreachableRows: readonly number[];
  /**
   * Whether each search went through everything: then what is not reported is not there. Else the
   * table was too large, or there was more than is listed.
   */
  readonly isComplete: {
    readonly overlaps: boolean;
    readonly gaps: boolean;
    readonly unreachableRows: boolean;
  };
}

/** How much a check may do, and how much it lists of each kind. */
export interface CheckBounds {
  readonly stepsMax: number;
  readonly findingsMax: number;
}

const BOUNDS: CheckBounds = { stepsMax: 3_000_000, findingsMax: 20 };

/** What a search has left, and whether it had to stop. */
interface Effort {
  stepsLeft: number;
  hasGivenUp: boolean;
}

/**
 * Looks for overlaps, gaps and rows that are never reached, over the regions of all columns: exact,
 * since values of a region meet the same rows. The work is bounded; `isComplete` tells whether the
 * bounds sufficed.
 */
export function checkTable(table: CompiledTable, bounds: CheckBounds = BOUNDS): TableReport {
  const efforts = [0, 1, 2].map((): Effort => ({ stepsLeft: bounds.stepsMax, hasGivenUp: false }));
  const [ofOverlaps, ofGaps, ofRows] = efforts as [Effort, Effort, Effort];
  const overlaps = table.hitPolicy === 'unique' ? findOverlaps(table, bounds, ofOverlaps) : [];
  const gaps = findGaps(table, bounds, ofGaps);
  const unreachableRows = table.hitPolicy === 'first' ? findUnreachable(table, bounds, ofRows) : [];
  const isComplete = {
    overlaps: !ofOverlaps.hasGivenUp,
    gaps: !ofGaps.hasGivenUp,
    unreachableRows: !ofRows.hasGivenUp,
  };
  return { overlaps, gaps, unreachableRows, isComplete };
}

function spendStep(effort: Effort, steps = 1): boolean {
  effort.stepsLeft -= steps;
  if (effort.stepsLeft < 0) effort.hasGivenUp = true;
  return effort.stepsLeft >= 0;
}

/** The first region that two cells share and that can be, or null. */
function commonRegion(
  one: readonly Interval[],
  other: readonly Interval[],
  isPossible: readonly boolean[],
): number | null {
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    const [first, last] = one[left] as Interval;
    const [otherFirst, otherLast] = other[right] as Interval;
    for (
      let region = Math.max(first, otherFirst);
      region <= Math.min(last, otherLast);
      region += 1
    ) {
      if (isPossible[region] === true) return region;
    }
    if (last < otherLast) left += 1;
    else right += 1;
  }
  return null;
}

function findOverlaps(table: CompiledTable, bounds: CheckBounds, effort: Effort): Overlap[] {
  const overlaps: Overlap[] = [];
  for (let later = 1; later < table.rowCount; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      if (!spendStep(effort)) return overlaps;
      const regions = commonRegions(table, earlier, later, effort);
      if (regions === null) continue;
      if (overlaps.length === bounds.findingsMax) {
        effort.hasGivenUp = true;
        return overlaps;
      }
      overlaps.push({ rows: [earlier, later], example: exampleOf(table, regions) });
    }
  }
  return overlaps;
}

function commonRegions(
  table: CompiledTable,
  one: number,
  other: number,
  effort: Effort,
): number[] | null {
  const regions: number[] = [];
  for (const { column } of table.inputs) {
    const [cell, otherCell] = [column.regionsOf[one] ?? [], column.regionsOf[other] ?? []];
    spendStep(effort, cell.length + otherCell.length);
    const region = commonRegion(cell, otherCell, column.isPossible);
    if (region === null) return null;
    regions.push(region);
  }
  return regions;
}

function exampleOf(table: CompiledTable, regions: readonly number[]): ExampleInput {
  const values = table.inputs.map(({ name, type, column, currency }, index) => {
    const key = column.example(regions[index] ?? firstPossible(column.isPossible));
    return [name, writeLiteral(type === 'bool' ? Number(key) === 1 : key, type, currency)] as const;
  });
  return Object.fromEntries(values);
}

function firstPossible(isPossible: readonly boolean[]): number {
  return Math.max(0, isPossible.indexOf(true));
}

/** A search through the space of all inputs for what some rows leave out. */
interface Search {
  readonly table: CompiledTable;
  readonly effort: Effort;
  readonly bounds: CheckBounds;
  /** The only regions to look at, by column; null for all. */
  readonly within: readonly (readonly Interval[])[] | null;
  /** The row sets, by column, of which it is known that they leave nothing out. */
  readonly covered: readonly Set<string>[];
  /** Where the cells of a row from a column on take any input there can be. */
  readonly takesAllFrom: readonly RowSet[];
  readonly found: number[][];
}

function findGaps(table: CompiledTable, bounds: CheckBounds, effort: Effort): ExampleInput[] {
  const search = startSearch(table, rowsTakingAll(table), bounds, effort, null);
  searchFrom(search, 0, rowSet(table.rowCount, true), []);
  return search.found.map((regions) => exampleOf(table, regions));
}

function findUnreachable(table: CompiledTable, bounds: CheckBounds, effort: Effort): number[] {
  const unreachable: number[] = [];
  const earlier = rowSet(table.rowCount);
  const takesAllFrom = rowsTakingAll(table);
  const forOne = { ...bounds, findingsMax: 1 };
  for (let row = 0; row < table.rowCount; row += 1) {
    const within = table.inputs.map(({ column }) => column.regionsOf[row] ?? []);
    const search = startSearch(table, takesAllFrom, forOne, effort, within);
    searchFrom(search, 0, earlier.slice(), []);
    const isSettled = search.found.length > 0 || effort.stepsLeft >= 0;
    if (!isSettled) return unreachable;
    if (search.found.length === 0) unreachable.push(row);
    addRow(earlier, row);
  }
  // To stop at the first input that reaches a row is no giving up.
  effort.hasGivenUp = effort.stepsLeft < 0;
  return unreachable;
}

/** From each column on: the rows whose cells take any input there can be. */
function rowsTakingAll(table: CompiledTable): RowSet[] {
  const takesAllFrom: RowSet[] = [rowSet(table.rowCount, true)];
  for (const { column } of table.inputs.toReversed()) {
    const rest = takesAllFrom[0] as RowSet;
    let all = rest;
    for (const [region, rows] of column.rowsOf.entries()) {
      if (column.isPossible[region] === true) all = commonRows(all, rows);
    }
    takesAllFrom.unshift(all);
  }
  return takesAllFrom;
}

function startSearch(
  table: CompiledTable,
  takesAllFrom: readonly RowSet[],
  bounds: CheckBounds,
  effort: Effort,
  within: Search['within'],
): Search {
  return {
    table,
    effort,
    bounds,
    within,
    covered: table.inputs.map(() => new Set<string>()),
    takesAllFrom,
    found: [],
  };
}

/**
 * Goes through the regions of a column with the rows that the columns before have left. Rows of
 * which it is known at a column that they leave nothing out are not looked at again.
 */
function searchFrom(search: Search, index: number, left: RowSet, regions: readonly number[]): void {
  const { table, effort, bounds } = search;
  if (!spendStep(effort, left.length)) return;
  if (isEmpty(left)) {
    if (search.found.length === bounds.findingsMax) effort.hasGivenUp = true;
    else search.found.push(completed(search, regions));
    return;
  }
  const input = table.inputs[index];
  if (input === undefined) return;
  if (!isEmpty(commonRows(left, search.takesAllFrom[index] as RowSet))) return;
  const key = left.join(',');
  if (search.covered[index]?.has(key) === true) return;
  const foundBefore = search.found.length;
  for (const region of regionsToTry(search, index)) {
    if (effort.hasGivenUp || !spendStep(effort, left.length)) return;
    const rows = commonRows(left, input.column.rowsOf[region] as RowSet);
    searchFrom(search, index + 1, rows, [...regions, region]);
    if (search.within !== null && search.found.length > 0) return;
  }
  if (search.found.length === foundBefore && !effort.hasGivenUp) search.covered[index]?.add(key);
}

function* regionsToTry(search: Search, index: number): Generator<number> {
  const column = search.table.inputs[index]?.column;
  if (column === undefined) return;
  const intervals = search.within?.[index] ?? [[0, column.isPossible.length - 1] as const];
  for (const [first, last] of intervals) {
    for (let region = first; region <= last; region += 1) {
      if (column.isPossible[region] === true) yield region;
    }
  }
}

/** Regions for the columns that were not reached: any that there can be. */
function completed(search: Search, regions: readonly number[]): number[] {
  return search.table.inputs.map((_, index) => {
    const known = regions[index];
    if (known !== undefined) return known;
    for (const region of regionsToTry(search, index)) return region;
    return 0;
  });
}
