import type { Instant } from '../../kernel/clock.ts';

/** What one carrier collects at one location on one day. */
export interface Manifest {
  /** Code of the location and a number: SHA-M3. */
  readonly id: string;
  readonly version: number;
  readonly location: string;
  readonly carrier: string;
  /** YYYY-MM-DD where the location is. */
  readonly day: string;
  readonly state: 'open' | 'closed';
  readonly shipments: number;
  readonly parcels: number;
  readonly weightGrams: number;
  readonly costMinor: number;
  readonly currency: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly carrierReference: string | null;
}
