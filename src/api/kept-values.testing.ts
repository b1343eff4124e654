import type { Pool } from 'pg';
import { keptColumns, TABLES_WITH_ROWS } from './testing.sql.ts';

/**
 * The columns, as schema.table.column, in which a value that matches a pattern (of PostgreSQL) stands, in all tables
 * of all schemas: text, JSON, arrays, and bytes in hexadecimal.
 */
export async function columnsHolding(pool: Pool, pattern: string): Promise<string[]> {
  const { rows } = await pool.query<{ schema: string; name: string }>(TABLES_WITH_ROWS);
  const found: string[] = [];
  for (const { schema, name } of rows) {
    const columns = await pool.query<{ name: string }>(keptColumns(schema, name), [pattern]);
    for (const column of columns.rows) found.push(`${schema}.${name}.${column.name}`);
  }
  return found.toSorted();
}

/** A pattern that only this text matches, as it is, in hexadecimal or in Base64 for what was encoded. */
export function patternOf(text: string): string {
  const quoted = text.replaceAll(/[^\w]/g, String.raw`\$&`);
  const bytes = Buffer.from(text);
  const base64 = bytes
    .toString('base64')
    .replace(/=+$/, '')
    .replaceAll(/[+/]/g, String.raw`\$&`);
  return `${quoted}|${bytes.toString('hex')}|${base64}`;
}
