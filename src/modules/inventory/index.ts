import { countPlanDecision } from './decide-count-plan.ts';
import { driftDecision } from './decide-drift.ts';
import { fefoDecision } from './decide-fefo.ts';
import { safetyStockDecision } from './decide-safety-stock.ts';

export { CatalogueFacts, type Location, type Sku } from './catalogue.ts';
export { createInventory } from './create-inventory.ts';
export {
  PAGE_LIMIT_MAX,
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
export {
  availableToPromise,
  mayMove,
  unpromised,
  type EntryKind,
  type PositionDelta,
} from './position.ts';
export { listLocations, listSkus, readLocation, readSku } from './read-catalogue.ts';
export { findPositions } from './find-positions.ts';
export { listLedger } from './list-ledger.ts';
export { findTransfers } from './list-transfers.ts';
export { readReservation, readTransfer } from './read-one.ts';
export { listEntries, listPositions } from './read-stock.ts';
export { bundleAtp, readComponents } from './bundle-atp.ts';
export { listIncoming, readAtp } from './read-supply.ts';
export { compareLedgerWithPositions, rebuildPositions } from './rebuild-positions.ts';
export { StockFacts } from './stock.ts';
export type { Incoming } from './supply.ts';
export { countSoldOut } from './count-sold-out.ts';
export { skusWithStock } from './skus-with-stock.ts';
export { allotmentDeadlines, listAllotments } from './list-allotments.ts';
export { listDrifts, listSnapshots, readSnapshot } from './list-snapshots.ts';
export { createSnapshotComparisons, type ReadExpectedReturns } from './read-comparison.ts';
export { lotDeadlines } from './block-lot.ts';
export { listLots, readLotSuggestion, readSerial } from './list-lots.ts';
export {
  createCountPlanning,
  listCountPlans,
  listCountTasks,
  readCountTask,
} from './list-counts.ts';
export { withheldDeadlines } from './settle-withheld.ts';
export type { LotFacts } from './lots.ts';
export type { ReservationFacts } from './reservations.ts';
export type { ReservationSources } from './sources.ts';
export { reserveUnits } from './reserve-stock.ts';
export { releaseUnits } from './end-reservation.ts';
export {
  needTracked,
  putBackLots,
  refuseLots,
  suggestLots,
  takeLots,
  type TrackedMove,
} from './take-lots.ts';
export { readSnapshotFile } from './read-snapshot-file.ts';
export {
  createSafetyStockRuns,
  listSafetyStockRules,
  previewSafetyStock,
} from './read-safety-stock.ts';
export { reservationDeadlines } from './reservation-deadlines.ts';

/** The automatic choices of this room, for whoever explains or takes them again. */
export const INVENTORY_DECISIONS = [
  countPlanDecision,
  driftDecision,
  fefoDecision,
  safetyStockDecision,
];
