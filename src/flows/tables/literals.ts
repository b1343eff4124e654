import type { TableColumnType, TableLiteral } from '../../../contracts/decision-tables.ts';
import {
  acceptorOf,
  type ExpressionValue,
  isMoney,
  readDuration,
  readTimestamp,
} from '../expressions/index.ts';

/**
 * A value of a table as expressions know it (moments and durations in milliseconds), or null when it
 * is none of the type.
 */
export function readLiteral(literal: TableLiteral, type: TableColumnType): ExpressionValue | null {
  if (type === 'timestamp') return typeof literal === 'string' ? readTimestamp(literal) : null;
  if (type === 'duration') return typeof literal === 'string' ? readDuration(literal) : null;
  return acceptorOf(type)(literal) ? literal : null;
}

/** The value as it is written in a table; the other way round of `readLiteral`. */
export function writeLiteral(
  value: boolean | number | string,
  type: TableColumnType,
  currency: string | null,
): TableLiteral {
  if (type === 'timestamp') return new Date(Number(value)).toISOString();
  if (type === 'duration') return `${Number(value)}ms`;
  if (type === 'money') return { minor: Number(value), currency: currency ?? 'EUR' };
  return value;
}

/** What a column looks a value up by: of an amount the minor units. */
export function keyOf(value: ExpressionValue): boolean | number | string {
  return isMoney(value) ? value.minor : (value as boolean | number | string);
}
