import type { Pool } from 'pg';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import * as sql from './stock.sql.ts';

/**
 * Of these SKUs, those that could be promised to somebody now, with their units over all locations:
 * what makes it worth asking again for orders that wait.
 */
export async function skusWithStock(
  pool: Pool,
  skuIds: readonly number[],
): Promise<{ readonly skuId: number; readonly units: number }[]> {
  const rows = await runStatement<{ sku_id: number; units: number }>(pool, sql.readSkusWithStock, [
    integerArray(skuIds),
  ]);
  return rows.map(({ sku_id, units }) => ({ skuId: sku_id, units }));
}
