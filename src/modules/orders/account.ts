import type { MinorUnits } from '../../kernel/money.ts';

/** A business customer who pays after delivery. */
export interface Account {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly currency: string;
  readonly creditLimitMinor: MinorUnits;
  readonly netDays: number;
  readonly needsPurchaseOrderNumber: boolean;
  readonly owner: string | null;
  readonly isOpen: boolean;
  /** What its orders cost and is not paid yet. */
  readonly exposureMinor: MinorUnits;
}
