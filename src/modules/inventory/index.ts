export {
  CatalogueFacts,
  createCatalogueSource,
  type CatalogueRow,
  type Location,
  type Sku,
} from './catalogue.ts';
export { createInventory, type Inventory } from './create-inventory.ts';
export {
  availableToPromise,
  emptyPosition,
  mayMove,
  unpromised,
  type EntryKind,
  type Position,
  type PositionDelta,
} from './position.ts';
export { createStockSource, StockFacts, type EntryCause } from './stock.ts';
export type { Incoming } from './supply.ts';
