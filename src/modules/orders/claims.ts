import type { FactSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import type { StockFacts } from '../inventory/index.ts';
import * as sql from './orders.sql.ts';

/** What orders that wait claim of announced supply, as one batch sees it. */
export class ClaimFacts {
  readonly #quantities = new Map<string, number>();
  ahead: ClaimFacts | null = null;

  /** Units that waiting orders claim of an announcement, those included that have come and not been handed out. */
  of(incomingId: string): number {
    return this.#quantities.get(incomingId) ?? 0;
  }

  add(incomingId: string, quantity: number): void {
    this.#quantities.set(incomingId, this.of(incomingId) + quantity);
  }
}

/** Claims of waiting orders, withheld from every new decision. Loads after stock, which names the SKUs. */
export function createClaimSource(stock: FactSource<StockFacts>): FactSource<ClaimFacts> {
  return {
    name: 'claims',
    open: () => new ClaimFacts(),
    follow(claims, ahead) {
      claims.ahead = ahead;
    },
    async load(claims, unit, run) {
      const facts = unit.facts(stock);
      for (const skuId of facts.skuIds) {
        // What came over from the batch ahead has its claims already.
        if (facts.readSkuIds.has(skuId)) continue;
        for (const { id } of facts.incomingOf(skuId)) claims.add(id, claims.ahead?.of(id) ?? 0);
      }
      claims.ahead = null;
      if (facts.readSkuIds.size === 0) return;
      const rows = await run<ClaimRow>(sql.readClaims, [integerArray([...facts.readSkuIds])]);
      for (const row of rows) {
        facts.position(row.sku_id, row.location_id).withheld += row.quantity;
        if (row.incoming_id !== null) claims.add(row.incoming_id, row.quantity);
      }
    },
    write: () => [],
  };
}

interface ClaimRow {
  sku_id: number;
  location_id: number;
  incoming_id: string | null;
  quantity: number;
}
