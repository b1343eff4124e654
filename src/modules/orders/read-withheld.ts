import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './read-withheld.sql.ts';

/** By location: how much of a SKU waiting orders claim, which new orders are therefore not promised. */
export async function readWithheld(
  client: Queryable,
  skuCode: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await runStatement<{ location: string; quantity: number }>(
    client,
    sql.readWithheld,
    [skuCode],
  );
  return new Map(rows.map(({ location, quantity }) => [location, quantity]));
}
