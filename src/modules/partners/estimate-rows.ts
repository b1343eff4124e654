import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './exports.sql.ts';

/** About how many rows a table has; null as long as the server has not looked. */
export async function estimateRows(client: Queryable, table: string): Promise<number | null> {
  const [row] = await runStatement<{ rows: number }>(client, sql.estimateRows, [table]);
  return row === undefined || row.rows <= 0 ? null : row.rows;
}
