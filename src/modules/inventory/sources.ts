import type { FactSource, RecordFacts } from '../../hub/index.ts';
import type { CatalogueFacts } from './catalogue.ts';
import type { ReservationFacts } from './reservations.ts';
import type { CountPlan, CountTask } from './counts.ts';
import type { LotFacts } from './lots.ts';
import type { PlaceFacts } from './places.ts';
import type { SafetyStockRule } from './decide-safety-stock.ts';
import type { StockAgreement, StockDrift, StockSnapshot } from './snapshots.ts';
import type { StoredChange } from './stock-changes.ts';
import type { StockFacts } from './stock.ts';
import type { TransferFacts } from './transfers.ts';

/** What reservations stand on. */
export type ReservationSources = Pick<InventorySources, 'catalogue' | 'stock' | 'reservations'>;

/** What the commands of this module decide on. */
export interface InventorySources {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly transfers: FactSource<TransferFacts>;
  readonly reservations: FactSource<ReservationFacts>;
  readonly snapshots: FactSource<RecordFacts<StockSnapshot>>;
  readonly drifts: FactSource<RecordFacts<StockDrift>>;
  readonly agreements: FactSource<RecordFacts<StockAgreement>>;
  readonly places: FactSource<PlaceFacts>;
  readonly countPlans: FactSource<RecordFacts<CountPlan>>;
  readonly countTasks: FactSource<RecordFacts<CountTask>>;
  readonly lots: FactSource<LotFacts>;
  readonly safetyStockRules: FactSource<RecordFacts<SafetyStockRule>>;
  readonly changes: FactSource<RecordFacts<StoredChange>>;
}
