export {
  CatalogueFacts,
  createCatalogueSource,
  type CatalogueRow,
  type Location,
  type Sku,
} from './catalogue.ts';
export { createInventory, type Inventory } from './create-inventory.ts';
export { PAGE_LIMIT_MAX, type Answer, type Page, type PageRequest } from './cursor.ts';
export {
  availableToPromise,
  emptyPosition,
  mayMove,
  unpromised,
  type EntryKind,
  type Position,
  type PositionDelta,
} from './position.ts';
export { listLocations, listSkus, readLocation, readSku } from './read-catalogue.ts';
export { readReservation, readTransfer } from './read-one.ts';
export { listEntries, listPositions, type StockFilter } from './read-stock.ts';
export {
  listIncoming,
  readAtp,
  type AtpQuestion,
  type IncomingFilter,
} from './read-supply.ts';
export {
  compareLedgerWithPositions,
  rebuildPositions,
  type PositionDifference,
  type Quantities,
} from './rebuild-positions.ts';
export { createStockSource, StockFacts, type EntryCause } from './stock.ts';
export type { Incoming } from './supply.ts';
export { skusWithStock } from './skus-with-stock.ts';
export { reservationDeadlines } from './reservation-deadlines.ts';
