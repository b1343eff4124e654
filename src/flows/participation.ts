import type { Write } from '../hub/index.ts';
import type { OrderRecord } from '../modules/orders/index.ts';
import { attemptOf, type ReleaseGroup, type ReleaseMetric } from './release/index.ts';
import { enterAttempts, enterReleases, tallyKnown } from './releases/releases.sql.ts';
import type { Instant } from '../kernel/clock.ts';

/** Whoever takes part in a release, in the group and at the share of its entry. */
export interface Lot {
  readonly releaseId: string;
  readonly group: ReleaseGroup;
  readonly shareMillionths: number;
}

/** An order that a release is judged by. */
export interface Participant extends Lot {
  readonly orderId: number;
  /** Code of the flow. */
  readonly flow: string;
  readonly enteredAt: Instant;
}

/** An order that takes part, and whether it is held by now without an event that says so. */
interface NotedParticipant extends Participant {
  readonly isHeld: boolean;
  /** As what it took part while it was not placed; null: it is no longer being placed. */
  readonly attemptId: number | null;
}

/** An order that was not placed: sent again it is the same one. */
interface FailedAttempt extends Participant {
  readonly attemptId: number;
  readonly metrics: readonly ReleaseMetric[];
}

/** Something that takes part and about which everything is known at once. */
interface KnownParticipant extends Lot {
  readonly metrics: readonly ReleaseMetric[];
}

/** An order that is being placed, and may not come to be. */
interface Attempt {
  /** Stands for this attempt and all others to place it. */
  readonly id: number;
  readonly parts: Map<string, Participant>;
  /** Codes of flows that failed on it. */
  readonly failed: Set<string>;
  fate: 'not_placed' | 'refused_by_flow' | 'placed' | 'placed_held';
}

/** Who takes part in releases in one batch, whatever becomes of it. */
export class Participation {
  readonly #participants: NotedParticipant[] = [];
  readonly #known: KnownParticipant[] = [];
  readonly #attempts = new Map<number, Attempt>();

  /** Notes an order that is there; the first time counts. `isHeld`: it was stopped, and no event says so. */
  takePart(participant: Participant, isHeld = false): void {
    this.#participants.push({ ...participant, isHeld, attemptId: null });
  }

  /** Notes an order that is being placed, and by which lot: each attempt to place it has the same. */
  takePartInPlacing(participant: Participant, lot: string): void {
    const { orderId, releaseId } = participant;
    let attempt = this.#attempts.get(orderId);
    if (attempt === undefined) {
      attempt = { id: attemptOf(lot), parts: new Map(), failed: new Set(), fate: 'not_placed' };
      this.#attempts.set(orderId, attempt);
    }
    attempt.parts.set(releaseId, participant);
  }

  /** A flow has failed on an order that is being placed: when that is not placed, no event says so. */
  failed(orderId: number, flow: string): void {
    this.#attempts.get(orderId)?.failed.add(flow);
  }

  /** A flow has refused an order that was being placed. */
  refused(orderId: number): void {
    this.#settle(orderId, 'refused_by_flow');
  }

  /** An order was placed; of the holds that it begins with no event says anything. */
  placed({ id, holds }: Pick<OrderRecord, 'id' | 'holds'>): void {
    const isHeld = holds.some(({ releasedAt }) => releasedAt === null);
    this.#settle(id, isHeld ? 'placed_held' : 'placed');
  }

  /** Counts something that is about no order, with what became of it. */
  count(lot: Lot, metrics: readonly ReleaseMetric[]): void {
    const { releaseId, group, shareMillionths } = lot;
    this.#known.push({ releaseId, group, shareMillionths, metrics });
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const participants = [...this.#participants];
    const attempts: FailedAttempt[] = [];
    for (const { id: attemptId, parts, failed, fate } of this.#attempts.values()) {
      for (const part of parts.values()) {
        if (fate === 'placed' || fate === 'placed_held') {
          participants.push({ ...part, isHeld: fate === 'placed_held', attemptId });
          continue;
        }
        const metrics: ReleaseMetric[] = [fate === 'refused_by_flow' ? 'holds' : 'failures'];
        if (failed.has(part.flow)) metrics.push('nodeErrors');
        attempts.push({ ...part, attemptId, metrics });
      }
    }
    // First those that failed: one of the same batch that was placed then takes over what was counted of them.
    if (attempts.length > 0) {
      writes.push({ statement: enterAttempts, values: [attemptRows(attempts)] });
    }
    if (participants.length > 0) {
      writes.push({ statement: enterReleases, values: [participantRows(participants)] });
    }
    if (this.#known.length > 0) {
      writes.push({ statement: tallyKnown, values: [knownRows(this.#known)] });
    }
    return writes;
  }

  #settle(orderId: number, fate: Attempt['fate']): void {
    const attempt = this.#attempts.get(orderId);
    if (attempt !== undefined) attempt.fate = fate;
  }
}

/** Participants as JSON for their statement. */
function participantRows(participants: readonly NotedParticipant[]): string {
  return JSON.stringify(
    participants.map(({ orderId, isHeld, attemptId, ...entry }) => ({
      ...entryRow(entry),
      order_id: orderId,
      attempt_id: attemptId,
      holds: isHeld,
    })),
  );
}

function attemptRows(attempts: readonly FailedAttempt[]): string {
  return JSON.stringify(
    attempts.map(({ attemptId, metrics, ...entry }) => ({
      ...entryRow(entry),
      order_id: attemptId,
      ...metricRow(metrics),
    })),
  );
}

function knownRows(known: readonly KnownParticipant[]): string {
  return JSON.stringify(
    known.map(({ metrics, ...lot }) => ({ ...lotRow(lot), ...metricRow(metrics) })),
  );
}

function lotRow({ releaseId, group, shareMillionths }: Lot) {
  return { release_id: releaseId, order_group: group, share_millionths: shareMillionths };
}

function entryRow({ enteredAt, ...lot }: Lot & Pick<Participant, 'enteredAt'>) {
  return { ...lotRow(lot), entered_at_ms: enteredAt };
}

function metricRow(metrics: readonly ReleaseMetric[]) {
  return {
    failures: metrics.includes('failures'),
    holds: metrics.includes('holds'),
    node_errors: metrics.includes('nodeErrors'),
  };
}
