import type { FactSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import type { StockFacts } from '../inventory/index.ts';
import * as sql from './orders.sql.ts';

/** Claims of waiting orders, withheld from every new decision. Loads after stock, which names the SKUs. */
export function createClaimSource(stock: FactSource<StockFacts>): FactSource<null> {
  return {
    name: 'claims',
    open: () => null,
    async load(_, unit, run) {
      const facts = unit.facts(stock);
      // What came over from the batch ahead has its claims already.
      if (facts.readSkuIds.size === 0) return;
      const rows = await run<{ sku_id: number; location_id: number; quantity: number }>(sql.readClaims, [
        integerArray([...facts.readSkuIds]),
      ]);
      for (const row of rows) facts.position(row.sku_id, row.location_id).withheld += row.quantity;
    },
    write: () => [],
  };
}
