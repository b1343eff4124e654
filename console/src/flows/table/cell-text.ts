import type {
  DecisionTable,
  TableCell,
  TableColumnType,
  TableLiteral,
} from '../../../../contracts/decision-tables.ts';
import { fractionDigitsOf } from '../../settings/form/units.ts';

export type OutputCell = DecisionTable['rows'][number]['outputs'][number];

const NOT = /^(?:not|非)\s+/i;
const COMPARED = /^(>=|<=|>|<)\s*(.+)$/;
const RANGE = /^([[(]?)\s*(.+?)\s*\.\.\s*(.+?)\s*([\])]?)$/;
const MONEY = /^(-?\d+(?:\.\d+)?)\s*([A-Z]{3})$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Digits in groups of three with nothing but commas between them: never a piece of a longer number. */
const GROUPED = /(?<![\d,]|\d\.)\d{1,3}(?:,\d{3})+(?!\d|,\d)/g;
const YES = ['yes', 'true', '是'];
const NO = ['no', 'false', '否'];

/** A text whose numbers have no separators of thousands: `1,234` is 1234, and `1, 234` stays two numbers. */
export function withoutGroups(text: string): string {
  return text.replaceAll(GROUPED, (number) => number.replaceAll(',', ''));
}

/** Whether all commas between digits separate thousands, in a column of cells that came from a spreadsheet. */
export function areGrouped(cells: readonly string[]): boolean {
  return cells.every((cell) => !/\d,\d/.test(withoutGroups(cell)));
}

/** True for columns in which a comma may belong to a number. */
export function isOfNumbers(type: TableColumnType): boolean {
  return type === 'int' || type === 'double' || type === 'money';
}

/**
 * What somebody has written into a cell, as the table keeps it: nothing is any value, `DE, FR` one of them,
 * `not DE` none of them, `10..20` (or `[10..20)`, open at its end), `>= 10`, `TEA*`. Null: it cannot be read.
 */
export function readCell(text: string, type: TableColumnType): TableCell | null {
  const written = text.trim();
  if (written === '' || written === '-') return { kind: 'any' };
  if (NOT.test(written)) {
    const values = readList(written.replace(NOT, ''), type);
    return values === null ? null : { kind: 'not_in', values };
  }
  if (type === 'string') {
    if (/^[^",]+\*$/.test(written)) return { kind: 'prefix', prefix: written.slice(0, -1) };
  } else if (type !== 'bool') {
    // Ranges are no lists: a comma belongs to the number.
    const range = readRange(isOfNumbers(type) ? withoutGroups(written) : written, type);
    if (range !== undefined) return range;
  }
  const values = readList(written, type);
  if (values === null) return null;
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { kind: 'equals', value: only }
    : { kind: 'in', values };
}

/** Undefined: it is no range; null: it is one that cannot be read. */
function readRange(written: string, type: TableColumnType): TableCell | null | undefined {
  const compared = COMPARED.exec(written);
  if (compared !== null) {
    const [, sign = '', text = ''] = compared;
    const value = readLiteral(text, type);
    if (value === null) return null;
    if (sign === '>=') return { kind: 'range', from: value };
    if (sign === '>') return { kind: 'range', from: value, isFromOpen: true };
    return sign === '<='
      ? { kind: 'range', to: value }
      : { kind: 'range', to: value, isToOpen: true };
  }
  const range = RANGE.exec(written);
  if (range === null) return undefined;
  const [, begin = '', first = '', last = '', end = ''] = range;
  // The currency may stand at the end only.
  const currency =
    type === 'money' && NUMBER.test(first) ? (MONEY.exec(last.toUpperCase())?.[2] ?? '') : '';
  const from = readLiteral(`${first}${currency}`, type);
  const to = readLiteral(last, type);
  if (from === null || to === null) return null;
  return {
    kind: 'range',
    from,
    to,
    ...(begin === '(' ? { isFromOpen: true } : {}),
    ...(end === ')' ? { isToOpen: true } : {}),
  };
}

function readList(text: string, type: TableColumnType): TableLiteral[] | null {
  // Amounts have a currency each: what stands between two commas without one is a piece of a number.
  const parts = splitList(type === 'money' ? withoutGroups(text) : text);
  const values = parts.map((part) => readLiteral(part, type));
  return values.length > 0 && values.every((value) => value !== null) ? values : null;
}

/** Splits at commas, English or Chinese, outside quotation marks. */
function splitList(text: string): string[] {
  const parts = text.match(/\s*("(?:[^"\\]|\\.)*"|[^,，]*)\s*(?:[,，]|$)/g) ?? [];
  return parts
    .map((part) => part.replace(/[,，]\s*$/, '').trim())
    .filter((part, index) => part !== '' || index < parts.length - 1);
}

/** A value as it is written in a cell; null: it is none of the type. */
export function readLiteral(text: string, type: TableColumnType): TableLiteral | null {
  const written = text.trim();
  switch (type) {
    case 'bool': {
      const word = written.toLowerCase();
      if (YES.includes(word)) return true;
      return NO.includes(word) ? false : null;
    }
    case 'int':
      return /^-?\d{1,15}$/.test(written) ? Number(written) : null;
    case 'double':
      return NUMBER.test(written) ? Number(written) : null;
    case 'money': {
      const [, amount = '', currency = ''] = MONEY.exec(written.toUpperCase()) ?? [];
      if (amount === '') return null;
      const minor = Math.round(Number(amount) * 10 ** fractionDigitsOf(currency));
      return Number.isSafeInteger(minor) ? { minor, currency } : null;
    }
    case 'string':
      if (!written.startsWith('"')) return written === '' ? null : written;
      try {
        const value: unknown = JSON.parse(written);
        return typeof value === 'string' ? value : null;
      } catch {
        return null;
      }
    default:
      return written === '' ? null : written;
  }
}

/** A cell as somebody would write it. */
export function writeCell(cell: TableCell): string {
  switch (cell.kind) {
    case 'any':
      return '';
    case 'equals':
      return writeLiteral(cell.value);
    case 'in':
      return cell.values.map(writeLiteral).join(', ');
    case 'not_in':
      return `not ${cell.values.map(writeLiteral).join(', ')}`;
    case 'prefix':
      return `${cell.prefix}*`;
    case 'range': {
      const { from, to, isFromOpen = false, isToOpen = false } = cell;
      if (from === undefined)
        return to === undefined ? '' : `${isToOpen ? '<' : '<='} ${plain(to)}`;
      if (to === undefined) return `${isFromOpen ? '>' : '>='} ${plain(from)}`;
      const within = `${plain(from)}..${plain(to)}`;
      return isFromOpen || isToOpen
        ? `${isFromOpen ? '(' : '['}${within}${isToOpen ? ')' : ']'}`
        : within;
    }
  }
}

/** Ends of ranges are no texts: they need no quotation marks. */
function plain(value: TableLiteral): string {
  return typeof value === 'string' ? value : writeLiteral(value);
}

const SPECIAL = /^$|^["\-<>]|^(?:not|非)\s|[,，]|\*$|^\s|\s$/i;

/** A value as somebody would write it; texts stand in quotation marks where they would mean something else. */
export function writeLiteral(value: TableLiteral): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') {
    const digits = fractionDigitsOf(value.currency);
    return `${(value.minor / 10 ** digits).toFixed(digits)} ${value.currency}`;
  }
  if (typeof value === 'number') return String(value);
  return SPECIAL.test(value) || value.startsWith('=') ? JSON.stringify(value) : value;
}

/** What a row gives: a value, or after `=` an expression. Null: it cannot be read. */
export function readOutput(text: string, type: TableColumnType): OutputCell | null {
  const written = text.trim();
  if (written.startsWith('=')) {
    const expression = written.slice(1).trim();
    return expression === '' ? null : { expression };
  }
  const value = readLiteral(isOfNumbers(type) ? withoutGroups(written) : written, type);
  return value === null ? null : { value };
}

/** A cell of an output as people write it: a value, or `=` and an expression. */
export function writeOutput(cell: OutputCell): string {
  return 'expression' in cell ? `= ${cell.expression}` : writeLiteral(cell.value);
}
