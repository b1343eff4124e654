import type { Instant } from '../../kernel/clock.ts';

/** Fulfilment orders that are picked together. */
export interface Wave {
  /** Code of the location and a number: SHA-W12. */
  readonly id: string;
  readonly version: number;
  readonly location: string;
  readonly state: 'planned' | 'released' | 'done' | 'cancelled';
  readonly collectionAt: Instant;
  readonly orders: number;
  readonly units: number;
  readonly lines: number;
  readonly weightGrams: number;
  readonly pickListsOpen: number;
  readonly plannedAt: Instant;
  readonly stateSince: Instant;
}
