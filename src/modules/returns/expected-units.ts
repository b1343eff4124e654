import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { ReadExpectedReturns } from '../inventory/index.ts';
import * as sql from './expected-units.sql.ts';

/** Units of SKUs that customers send back to a location and that have not been received, order by order. */
export const readExpectedUnits: ReadExpectedReturns = async (client, locationId, skuIds) => {
  const rows = await runStatement<{ sku_id: number; order_id: number; units: number }>(
    client,
    sql.readExpectedUnits,
    [locationId, integerArray(skuIds)],
  );
  return rows.map(({ sku_id, order_id, units }) => {
    return { skuId: sku_id, orderId: order_id, quantity: units };
  });
};
