import { assert } from '../../kernel/assert.ts';

/**
 * Text of a PostgreSQL integer array, for `$1::bigint[]`. The driver's own encoding of arrays looks at
 * the kind of every element; batches send many thousands, all of one kind.
 */
export function integerArray(values: readonly (number | null)[]): string {
  for (const value of values) assert(value === null || Number.isSafeInteger(value), `${value} is not an integer`);
  // An array joins null as nothing, so each element is written out.
  return `{${values.map((value) => (value === null ? 'NULL' : value)).join(',')}}`;
}

/** Text of a PostgreSQL array of texts, for `$1::text[]`, `uuid[]` or `json[]`. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

function quoted(value: string): string {
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
