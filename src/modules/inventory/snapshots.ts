import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { SnapshotState } from '../../../contracts/inventory-snapshots.ts';
import type { Explanation } from './decide-drift.ts';
import type { Correction } from './drift-causes.ts';

/** What another system says is on hand at a location at a moment. */
export interface StockSnapshot {
  readonly id: string;
  readonly version: number;
  readonly locationId: number;
  readonly source: string;
  readonly takenAt: Instant;
  /** True when what it does not name is not there. */
  readonly isComplete: boolean;
  readonly uploadedBy: string;
  readonly state: SnapshotState;
  readonly lines: readonly { readonly skuId: number; readonly onHand: number }[];
  readonly comparedSkuId: number;
  readonly drifts: number;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly receivedAt: Instant;
  readonly stateSince: Instant;
}

/** A SKU of which a snapshot and the ledger differ. */
export interface StockDrift {
  readonly id: string;
  readonly version: number;
  readonly snapshotId: string;
  readonly skuId: number;
  readonly locationId: number;
  readonly ours: number;
  readonly theirs: number;
  readonly causes: readonly Explanation[];
  /** Place of the cause in the list that the proposal takes. */
  readonly causeChosen: number;
  readonly correction: Correction;
  readonly proposedBy: string;
  /** Units that were posted here, with their sign. */
  readonly posted: number;
}

/** When ledger and other system last agreed about a position. */
export interface StockAgreement {
  readonly id: string;
  readonly version: number;
  readonly skuId: number;
  readonly locationId: number;
  readonly agreedAt: Instant;
  readonly onHand: number;
  readonly snapshotId: string;
}

/**
 * Where a snapshot may go. This table is the whole truth: the code asserts it and a test compares the
 * database's CHECK with it.
 */
export const SNAPSHOT_TRANSITIONS: Readonly<Record<SnapshotState, readonly SnapshotState[]>> = {
  // Taken in; the clock compares it.
  received: ['compared'],
  // Every line was held against the ledger of its moment.
  compared: ['agreed', 'proposed'],
  // Nothing differs.
  agreed: [],
  // Differences are explained and corrections proposed.
  proposed: ['approved', 'rejected'],
  // A second person has agreed.
  approved: ['posted'],
  rejected: [],
  // What is to be corrected here stands in the ledger; of the rest the other side has been told.
  posted: [],
};

/** A snapshot that has moved on through these states, one after the other. */
export function movedOn(
  snapshot: StockSnapshot,
  states: readonly SnapshotState[],
  at: Instant,
): StockSnapshot {
  let { state } = snapshot;
  for (const next of states) {
    assert(SNAPSHOT_TRANSITIONS[state].includes(next), `a snapshot goes from ${state} to ${next}`);
    state = next;
  }
  return { ...snapshot, state, stateSince: at };
}
