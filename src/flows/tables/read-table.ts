import type { DecisionTable, TableCell, TableLiteral } from '../../../contracts/decision-tables.ts';
import { isMoney } from '../expressions/index.ts';
import {
  type Column,
  nextNumber,
  numberBefore,
  type NumberCell,
  numberColumn,
  reachOf,
  textColumn,
  type TextCell,
} from './columns.ts';
import { keyOf, readLiteral } from './literals.ts';
import { type TableProblem, tableProblem } from './table-problems.ts';

type TableInput = DecisionTable['inputs'][number];

/** A column that is ready to be looked up; `currency` is that of all of its amounts. */
export interface InputColumn {
  readonly column: Column;
  readonly currency: string | null;
}

/** Reads the cells of one column of a table. */
interface Reading {
  readonly table: DecisionTable;
  readonly index: number;
  readonly input: TableInput;
  readonly problems: TableProblem[];
  currency: string | null;
}

/**
 * The column of one input with the cells of all rows. What is wrong with cells is added to the
 * problems; then the column is not to be used.
 */
export function readColumn(
  table: DecisionTable,
  index: number,
  values: readonly string[] | null,
  problems: TableProblem[],
): InputColumn {
  const input = table.inputs[index] as TableInput;
  const reading: Reading = { table, index, input, problems, currency: null };
  const cells = table.rows.map(({ cells: row }) => row[index] ?? ({ kind: 'any' } as const));
  if (input.type === 'string') {
    const texts = cells.map((cell, row) => readTextCell(reading, cell, row, values));
    return { column: textColumn(texts, values), currency: null };
  }
  const [reachLeast, reachMost] = input.type === 'bool' ? [0, 1] : reachOf(input.type);
  const numbers = cells.map((cell, row) => readNumberCell(reading, cell, row));
  const least = input.least === undefined ? reachLeast : readNumber(reading, input.least);
  const most = input.most === undefined ? reachMost : readNumber(reading, input.most);
  const column = numberColumn(numbers, input.type, [least ?? reachLeast, most ?? reachMost]);
  return { column, currency: reading.currency };
}

function where({ index }: Reading, row: number | undefined) {
  return row === undefined ? { input: index } : { row, input: index };
}

/** Yes and no are 1 and 0, so that they are looked up as numbers are. */
function readNumber(reading: Reading, literal: TableLiteral, row?: number): number | null {
  const { type, name } = reading.input;
  const value = readLiteral(literal, type);
  if (value === null) {
    const parameters = { value: JSON.stringify(literal), type, name };
    reading.problems.push(tableProblem('wrong_literal', parameters, where(reading, row)));
    return null;
  }
  if (isMoney(value)) {
    reading.currency ??= value.currency;
    if (value.currency !== reading.currency) {
      const parameters = { name, currency: reading.currency, other: value.currency };
      reading.problems.push(tableProblem('other_currency', parameters, where(reading, row)));
    }
  }
  return Number(keyOf(value));
}

const NOTHING: NumberCell = [];

function readNumberCell(reading: Reading, cell: TableCell, row: number): NumberCell {
  const { type, name } = reading.input;
  const whole = type === 'bool' ? ([0, 1] as const) : reachOf(type);
  const points = (literals: readonly TableLiteral[]) =>
    literals.flatMap((literal) => readNumber(reading, literal, row) ?? []);
  switch (cell.kind) {
    case 'any':
      return [whole];
    case 'equals':
      return points([cell.value]).map((point) => [point, point]);
    case 'in':
      return points(cell.values).map((point) => [point, point]);
    case 'not_in':
      return without(points(cell.values), whole, reading.input.type);
    case 'range':
      if (type !== 'bool') return readRange(reading, cell, row);
      break;
    case 'prefix':
      break;
  }
  const parameters = { kind: cell.kind, type, name };
  reading.problems.push(tableProblem('wrong_cell', parameters, where(reading, row)));
  return NOTHING;
}

function readRange(
  reading: Reading,
  cell: Extract<TableCell, { kind: 'range' }>,
  row: number,
): NumberCell {
  const { type, name } = reading.input;
  const [least, most] = reachOf(type);
  const from = cell.from === undefined ? least : readNumber(reading, cell.from, row);
  const to = cell.to === undefined ? most : readNumber(reading, cell.to, row);
  if (from === null || to === null) return NOTHING;
  const first = cell.isFromOpen === true && cell.from !== undefined ? nextNumber(from, type) : from;
  const last = cell.isToOpen === true && cell.to !== undefined ? numberBefore(to, type) : to;
  if (first <= last) return [[first, last]];
  reading.problems.push(tableProblem('empty_range', { name }, where(reading, row)));
  return NOTHING;
}

/** All values but some: what lies between them. */
function without(
  points: readonly number[],
  [least, most]: readonly [number, number],
  type: TableInput['type'],
): NumberCell {
  const intervals: [number, number][] = [];
  let next = least;
  for (const point of points.toSorted((one, other) => one - other)) {
    if (point > next) intervals.push([next, numberBefore(point, type)]);
    next = Math.max(next, nextNumber(point, type));
  }
  if (next <= most) intervals.push([next, most]);
  return intervals;
}

function readTextCell(
  reading: Reading,
  cell: TableCell,
  row: number,
  values: readonly string[] | null,
): TextCell {
  const texts = (literals: readonly TableLiteral[]) =>
    literals.flatMap((literal) => readText(reading, literal, row, values) ?? []);
  switch (cell.kind) {
    case 'any':
    case 'prefix':
      return cell;
    case 'equals':
      return { kind: 'in', texts: texts([cell.value]) };
    case 'in':
    case 'not_in':
      return { kind: cell.kind, texts: texts(cell.values) };
    case 'range': {
      const parameters = { kind: cell.kind, type: 'string', name: reading.input.name };
      reading.problems.push(tableProblem('wrong_cell', parameters, where(reading, row)));
      return { kind: 'any' };
    }
  }
}

function readText(
  reading: Reading,
  literal: TableLiteral,
  row: number,
  values: readonly string[] | null,
): string | null {
  const { name } = reading.input;
  if (typeof literal !== 'string') {
    const parameters = { value: JSON.stringify(literal), type: 'string', name };
    reading.problems.push(tableProblem('wrong_literal', parameters, where(reading, row)));
    return null;
  }
  if (values === null || values.includes(literal)) return literal;
  const parameters = { name, value: literal };
  reading.problems.push(tableProblem('unknown_value', parameters, where(reading, row)));
  return null;
}
