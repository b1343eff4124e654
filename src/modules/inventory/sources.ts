import type { FactSource, RecordFacts } from '../../hub/index.ts';
import type { CatalogueFacts } from './catalogue.ts';
import type { ReservationFacts } from './reservations.ts';
import type { StoredChange } from './stock-changes.ts';
import type { StockFacts } from './stock.ts';
import type { TransferFacts } from './transfers.ts';

/** What the commands of this module decide on. */
export interface InventorySources {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly transfers: FactSource<TransferFacts>;
  readonly reservations: FactSource<ReservationFacts>;
  readonly changes: FactSource<RecordFacts<StoredChange>>;
}
