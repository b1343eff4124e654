/**
 * PostgreSQL array literals for the hot statements. A batch carries its rows as columns; building
 * the literal here costs a third of what the driver's general encoder takes (docs/decisions).
 */

/** An array of whole numbers, null allowed. */
export function integerArray(values: readonly (number | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : value)).join(',')}}`;
}

/** An array of texts, uuids or JSON texts, null allowed. Every text is quoted, so nothing in it can end it. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

/** An array of byte strings. */
export function bytesArray(values: readonly Buffer[]): string {
  return `{${values.map((value) => `"\\\\x${value.toString('hex')}"`).join(',')}}`;
}

function quoted(value: string): string {
  const mustEscape = value.includes('"') || value.includes('\\');
  return mustEscape ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${value}"`;
}
