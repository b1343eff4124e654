export {
  CatalogueFacts,
  createCatalogueSource,
  type CatalogueRow,
  type Location,
  type Sku,
} from './catalogue.ts';
export {
  availableToPromise,
  emptyPosition,
  mayMove,
  unpromised,
  type EntryKind,
  type Position,
  type PositionDelta,
} from './position.ts';
export { createStockSource, StockFacts, type Incoming } from './stock.ts';
