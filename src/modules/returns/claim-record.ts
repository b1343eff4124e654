import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Claim, ClaimState, OpenClaim } from '../../../contracts/returns.ts';

/** What a carrier is asked to pay for a shipment. */
export interface ClaimRecord {
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly shipment: string;
  readonly carrier: string;
  readonly kind: OpenClaim['kind'];
  readonly state: ClaimState;
  readonly currency: string;
  readonly amountMinor: MinorUnits;
  readonly acceptedMinor: MinorUnits | null;
  readonly paidMinor: MinorUnits | null;
  readonly carrierReference: string | null;
  readonly note: string;
  readonly photoIds: readonly string[];
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
  readonly stateSince: Instant;
}

/** Where a claim may go from where it stands. */
export const CLAIM_TRANSITIONS: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  open: ['submitted', 'withdrawn'],
  // The carrier has it.
  submitted: ['accepted', 'rejected', 'withdrawn'],
  // The carrier owes something.
  accepted: ['paid'],
  // May be submitted again with more evidence.
  rejected: ['submitted', 'withdrawn'],
  paid: [],
  withdrawn: [],
};

/** A claim as answers, lists and events show it. */
export function viewClaim(claim: ClaimRecord): Claim {
  return {
    id: claim.id,
    orderId: String(claim.orderId),
    shipment: claim.shipment,
    carrier: claim.carrier,
    kind: claim.kind,
    state: claim.state,
    version: claim.version,
    currency: claim.currency,
    amountMinor: claim.amountMinor,
    acceptedMinor: claim.acceptedMinor,
    paidMinor: claim.paidMinor,
    carrierReference: claim.carrierReference,
    notes: claim.note,
    photoIds: [...claim.photoIds],
    dueAt: claim.dueAt === null ? null : instantToText(claim.dueAt),
    openedAt: instantToText(claim.openedAt),
    stateSince: instantToText(claim.stateSince),
  };
}
