import { createRecordSource, type FactSource, type UnitOfWork } from '../../hub/index.ts';
import type { CatalogueFacts } from './catalogue.ts';
import { agreementId } from './compare-snapshot.ts';
import { withheldCode } from './correct-drift.ts';
import type { PlaceFacts } from './places.ts';
import type { StockAgreement, StockDrift, StockSnapshot } from './snapshots.ts';
import * as sql from './snapshots.sql.ts';
import type { InventorySources } from './sources.ts';
import type { StockFacts } from './stock.ts';
import type { TransferFacts } from './transfers.ts';

/** What correcting a difference reads: its position, what is announced there, who holds units. */
interface DriftNeeds {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly transfers: FactSource<TransferFacts>;
  readonly places: FactSource<PlaceFacts>;
}

/** The records of reconciliation, in the order in which they load. */
export function createReconciliationSources(
  needs: DriftNeeds,
): Pick<InventorySources, 'snapshots' | 'drifts' | 'agreements'> {
  const agreements = createRecordSource<StockAgreement>(sql.stockAgreements);
  const nameWhatItCorrects = (drift: StockDrift, unit: UnitOfWork): void => {
    const stock = unit.facts(needs.stock);
    unit.facts(needs.catalogue).needSkuId(drift.skuId);
    stock.needSku(drift.skuId);
    stock.allotments.codes.add(withheldCode(drift));
    unit.facts(needs.places).need(drift.skuId, drift.locationId, 0);
    unit.facts(agreements).need(agreementId(drift.skuId, drift.locationId));
    for (const { parts } of drift.causes) {
      for (const reference of parts.flatMap(({ evidence }) => evidence.references ?? [])) {
        stock.needSupply(reference);
        unit.facts(needs.transfers).need(reference);
      }
    }
  };
  return {
    snapshots: createRecordSource<StockSnapshot>(sql.stockSnapshots),
    drifts: createRecordSource<StockDrift>(sql.stockDrifts, (facts, unit) => {
      for (const drift of facts.all()) nameWhatItCorrects(drift, unit);
    }),
    agreements,
  };
}
