import type { Outcome } from '../../src/hub/index.ts';
import type { EventRecord } from '../../src/hub/unit-of-work.ts';
import type { Instant } from '../../src/kernel/clock.ts';

/** A command with what it did. */
export interface Sent {
  readonly kind: string;
  readonly body: object;
  readonly now: Instant;
  readonly outcome: Outcome;
  readonly events: readonly EventRecord[];
  /** How many jobs it left. */
  readonly jobs: number;
}

/** The data of an event, as far as the books read it. */
export type Told = Readonly<Record<string, unknown>>;
