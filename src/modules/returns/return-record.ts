import type { Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { ReturnReason, ReturnState } from '../../../contracts/returns.ts';

/** What comes back of one line of the order, and how far it is. Quantities in base units. */
export interface ReturnLine {
  readonly lineNumber: number;
  readonly skuId: number;
  readonly sku: string;
  /** What is expected back; what was rejected or called off is not in it. */
  readonly quantity: number;
  /** What was asked for. Returns of before it was kept have what was expected. */
  readonly askedQuantity?: number;
  /** Why a person has rejected this line of a return that was approved otherwise. */
  readonly verdict?: string;
  readonly reason: ReturnReason;
  /** What whoever asks for it says. */
  readonly note: string | null;
  /** What whoever looked at it noted last. */
  readonly inspectionNote?: string;
  readonly photoIds: readonly string[];
  readonly resolution: 'refund' | 'exchange';
  readonly exchangeSku: string | null;
  readonly receivedQuantity: number;
  readonly acceptedQuantity: number;
  readonly rejectedQuantity: number;
  readonly restockedQuantity: number;
  readonly refurbishingQuantity: number;
  readonly scrappedQuantity: number;
  /** Units that were credited or exchanged already. */
  readonly settledQuantity: number;
  readonly creditedMinor: MinorUnits;
  /** Where its units lie in quality control, once something has come. */
  readonly lying?: readonly LyingUnits[];
}

/** Units that lie in quality control at one location. */
export interface LyingUnits {
  readonly locationId: number;
  readonly quantity: number;
}

/** A return (RMA) of an order. */
export interface ReturnRecord {
  /** Order number and its own: 100001-R1. */
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly channelId: number;
  readonly number: number;
  readonly reference: string | null;
  readonly state: ReturnState;
  readonly locationId: number;
  readonly lines: readonly ReturnLine[];
  /** Orders that replace what came back. */
  readonly exchangeOrderIds: readonly string[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly verdict: string | null;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly stateSince: Instant;
  readonly expiresAt: Instant | null;
}

/** Where a return may go from where it stands; the contract, the database and the diagram follow it. */
export const RETURN_TRANSITIONS: Readonly<Record<ReturnState, readonly ReturnState[]>> = {
  // Asked for; a person has to say yes or no.
  requested: ['approved', 'rejected', 'cancelled'],
  // The goods may be sent.
  approved: ['on_the_way', 'receiving', 'received', 'inspecting', 'cancelled', 'expired'],
  on_the_way: ['receiving', 'received', 'inspecting', 'cancelled', 'expired'],
  // A part has come.
  receiving: ['received', 'inspecting', 'closed'],
  // Everything has come that is still expected; nobody has looked at it.
  received: ['inspecting', 'closed'],
  inspecting: ['closed'],
  // Everything was judged and settled.
  closed: [],
  rejected: [],
  cancelled: [],
  expired: [],
};

/** True while goods of it may still come. */
export function isExpecting({ state }: Pick<ReturnRecord, 'state'>): boolean {
  return state === 'approved' || state === 'on_the_way' || state === 'receiving';
}

/** True while its units count as coming back, so that they cannot be returned a second time. */
export function isOpen({ state }: Pick<ReturnRecord, 'state'>): boolean {
  return RETURN_TRANSITIONS[state].length > 0;
}

/** Units that have not come yet. */
export function missingUnits({ lines }: Pick<ReturnRecord, 'lines'>): number {
  return lines.reduce((sum, line) => sum + line.quantity - line.receivedQuantity, 0);
}

/** The state that follows from how far the lines are, once something has come. */
export function stateOfLines(lines: readonly ReturnLine[]): ReturnState {
  const missing = missingUnits({ lines });
  const unjudged = lines.reduce(
    (sum, line) => sum + line.receivedQuantity - line.acceptedQuantity - line.rejectedQuantity,
    0,
  );
  const isJudged = lines.some((line) => line.acceptedQuantity + line.rejectedQuantity > 0);
  if (missing > 0) return 'receiving';
  if (unjudged > 0) return isJudged ? 'inspecting' : 'received';
  return 'closed';
}
