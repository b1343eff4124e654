import { createRecordSource, type CommandHandler, type FactSource } from '../../hub/index.ts';
import { adjustStockHandler } from './adjust-stock.ts';
import { announceSupplyHandler } from './announce-supply.ts';
import { createCatalogueSource, type CatalogueFacts } from './catalogue.ts';
import { compareSnapshotHandler } from './compare-snapshot.ts';
import { decideSnapshotHandler, proposeCorrectionHandler } from './correct-drift.ts';
import { expireLotsHandler, quarantineLotHandler, releaseLotHandler } from './block-lot.ts';
import type { LotFacts } from './lots.ts';
import { createCountSources } from './counts.ts';
import { createLotSources } from './lots.ts';
import { orderCountHandler, planCountsHandler, putCountPlanHandler } from './plan-counts.ts';
import { decideCountHandler, recordCountHandler } from './record-count.ts';
import { setTrackingHandler } from './set-tracking.ts';
import { settleWithheldHandler } from './settle-withheld.ts';
import { closeSupplyHandler } from './close-supply.ts';
import { expireReservationsHandler, releaseReservationHandler } from './end-reservation.ts';
import {
  endAllotmentHandler,
  endDueAllotmentsHandler,
  putAllotmentHandler,
} from './put-allotment.ts';
import { putLocationHandler, putSkuHandler } from './put-catalogue.ts';
import { createPlaceSource } from './places.ts';
import { receiveStockHandler } from './receive-stock.ts';
import { receiveTransferHandler } from './receive-transfer.ts';
import { createReconciliationSources } from './reconciliation-sources.ts';
import type { SafetyStockRule } from './decide-safety-stock.ts';
import {
  applySafetyStockHandler,
  putSafetyStockRuleHandler,
  runSafetyStockRuleHandler,
} from './safety-stock-rules.ts';
import { safetyStockRules } from './safety-stock-rules.sql.ts';
import { createReservationSource, type ReservationFacts } from './reservations.ts';
import { reserveStockHandler } from './reserve-stock.ts';
import { setSafetyStockHandler } from './set-safety-stock.ts';
import type { InventorySources } from './sources.ts';
import type { StoredChange } from './stock-changes.ts';
import { stockChanges } from './stock-changes.sql.ts';
import { createStockSource, type StockFacts } from './stock.ts';
import { takeSnapshotHandler } from './take-snapshot.ts';
import { transferStockHandler } from './transfer-stock.ts';
import { createTransferSource } from './transfers.ts';

/** The module, ready to be registered with a hub. One a hub: the catalogue keeps what it has read. */
export interface Inventory {
  /**
   * Registered first: reservations, transfers, then the catalogue. They name SKUs that the catalogue
   * and stock load afterwards.
   */
  readonly leadingSources: readonly FactSource<unknown>[];
  /** Registered after every source that names SKUs, such as the lines of orders. */
  readonly stock: FactSource<StockFacts>;
  /** Registered after stock: what is read of the ledger then holds still. */
  readonly trailingSources: readonly FactSource<unknown>[];
  readonly catalogue: FactSource<CatalogueFacts>;
  /** What upper rooms take lots from and put them back into. */
  readonly lots: FactSource<LotFacts>;
  /** Units that are kept beside what orders hold. */
  readonly reservations: FactSource<ReservationFacts>;
  /** All of them in order, for a hub with nothing between catalogue and stock. */
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
}

/** Makes the catalogue, stock and commands of one hub. */
export function createInventory(): Inventory {
  const catalogue = createCatalogueSource();
  const stock = createStockSource(catalogue);
  const places = createPlaceSource(catalogue, stock);
  const transfers = createTransferSource();
  const { lots, lotsAfterStock } = createLotSources({ catalogue, stock, places });
  const sources: InventorySources = {
    catalogue,
    stock,
    transfers,
    places,
    lots,
    safetyStockRules: createRecordSource<SafetyStockRule>(safetyStockRules),
    ...createCountSources({ catalogue, stock, places }),
    ...createReconciliationSources({ catalogue, stock, transfers, places }),
    reservations: createReservationSource(stock),
    changes: createRecordSource<StoredChange>(stockChanges),
  };
  const leadingSources = [
    sources.changes,
    sources.countPlans,
    sources.safetyStockRules,
    sources.countTasks,
    sources.snapshots,
    sources.drifts,
    sources.agreements,
    sources.reservations,
    transfers,
    catalogue,
    lots,
  ];
  const trailingSources = [lotsAfterStock, places];
  return {
    leadingSources,
    stock,
    catalogue,
    lots,
    reservations: sources.reservations,
    trailingSources,
    sources: [...leadingSources, stock, ...trailingSources],
    handlers: [
      putSkuHandler(catalogue),
      putLocationHandler(catalogue),
      announceSupplyHandler(sources),
      closeSupplyHandler(sources),
      receiveStockHandler(sources),
      adjustStockHandler(sources),
      transferStockHandler(sources),
      receiveTransferHandler(sources),
      setSafetyStockHandler(sources),
      reserveStockHandler(sources),
      releaseReservationHandler(sources),
      expireReservationsHandler(sources),
      putAllotmentHandler(sources),
      endAllotmentHandler(sources),
      endDueAllotmentsHandler(sources),
      takeSnapshotHandler(sources),
      compareSnapshotHandler(sources),
      proposeCorrectionHandler(sources),
      decideSnapshotHandler(sources),
      putCountPlanHandler(sources),
      planCountsHandler(sources),
      orderCountHandler(sources),
      recordCountHandler(sources),
      decideCountHandler(sources),
      settleWithheldHandler(sources),
      setTrackingHandler(sources),
      putSafetyStockRuleHandler(sources),
      runSafetyStockRuleHandler(sources),
      applySafetyStockHandler(sources),
      quarantineLotHandler(sources),
      releaseLotHandler(sources),
      expireLotsHandler(sources),
    ],
  };
}
