import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './sold-out.sql.ts';

/**
 * Stocked SKUs of which nothing can be promised at any location. Looks at every position: a hundred thousand
 * take some ten milliseconds, so that nobody asks for it more than once a minute.
 */
export async function countSoldOut(client: Queryable): Promise<number> {
  const [row] = await runStatement<{ sku_count: number }>(client, sql.countSoldOut);
  return row?.sku_count ?? 0;
}
