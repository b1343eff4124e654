import type { MinorUnits } from '../../kernel/money.ts';
import type { Payment } from './order-record.ts';

/** A payment fact, as balances follow from it. One without a reference stands for itself. */
export type PaymentFact = Pick<Payment, 'kind' | 'amountMinor'> & Partial<Payment>;

/** Money that may still be captured under one authorisation. */
export interface AuthorisationBalance {
  readonly reference: string | undefined;
  readonly tender: Payment['tender'];
  readonly expiresAt: Payment['expiresAt'];
  readonly authorisedMinor: MinorUnits;
  /** Authorised, less what was captured, voided or has expired; never below zero. */
  openMinor: MinorUnits;
}

/** Money that came in with one capture, and what of it is still ours. */
export interface CaptureBalance {
  readonly reference: string | undefined;
  readonly tender: Payment['tender'];
  readonly amountMinor: MinorUnits;
  /** Captured, less what was refunded or charged back; never below zero. */
  refundableMinor: MinorUnits;
}

/** How the money of an order stands. */
export interface PaymentBalance {
  readonly authorisations: readonly AuthorisationBalance[];
  /** As they happened. */
  readonly captures: readonly CaptureBalance[];
  readonly capturedMinor: MinorUnits;
  readonly refundedMinor: MinorUnits;
  readonly chargedBackMinor: MinorUnits;
  /** Captured less refunded less charged back. */
  readonly paidMinor: MinorUnits;
  /** What may still be captured under all authorisations. */
  readonly openMinor: MinorUnits;
}

/**
 * Where money stands, from all facts in the order in which they happened. A fact settles the one that it
 * names (or that has its own reference), whichever of the two was told first; so the balance is the same
 * in whatever order facts are told. A capture that settles no authorisation is a sale that stands for itself.
 */
export function balanceOf(facts: readonly PaymentFact[]): PaymentBalance {
  const authorisations: AuthorisationBalance[] = [];
  const captures: CaptureBalance[] = [];
  for (const { kind, reference, tender, amountMinor, expiresAt } of facts) {
    if (kind === 'authorised') {
      authorisations.push({
        reference,
        tender,
        expiresAt,
        authorisedMinor: amountMinor,
        openMinor: amountMinor,
      });
    } else if (kind === 'captured') {
      captures.push({ reference, tender, amountMinor, refundableMinor: amountMinor });
    }
  }
  let unnamedMinor = 0;
  for (const fact of facts) {
    if (fact.kind === 'captured' || fact.kind === 'voided' || fact.kind === 'expired') {
      const settled = named(authorisations, fact.authorisation ?? fact.reference);
      if (settled !== undefined) settled.openMinor -= Math.min(settled.openMinor, fact.amountMinor);
    } else if (fact.kind === 'refunded' || fact.kind === 'chargeback') {
      const taken = named(captures, fact.capture ?? fact.reference);
      const fromNamed = Math.min(taken?.refundableMinor ?? 0, fact.amountMinor);
      if (taken !== undefined) taken.refundableMinor -= fromNamed;
      unnamedMinor += fact.amountMinor - fromNamed;
    }
  }
  for (const capture of captures.toReversed()) {
    const taken = Math.min(capture.refundableMinor, unnamedMinor);
    capture.refundableMinor -= taken;
    unnamedMinor -= taken;
  }
  const capturedMinor = sumOf(facts, 'captured');
  const refundedMinor = sumOf(facts, 'refunded');
  const chargedBackMinor = sumOf(facts, 'chargeback');
  return {
    authorisations,
    captures,
    capturedMinor,
    refundedMinor,
    chargedBackMinor,
    paidMinor: capturedMinor - refundedMinor - chargedBackMinor,
    openMinor: authorisations.reduce((sum, { openMinor }) => sum + openMinor, 0),
  };
}

function named<Balance extends { readonly reference: string | undefined }>(
  balances: readonly Balance[],
  reference: string | undefined,
): Balance | undefined {
  return reference === undefined
    ? undefined
    : balances.find((balance) => balance.reference === reference);
}

function sumOf(facts: readonly PaymentFact[], kind: PaymentFact['kind']): MinorUnits {
  return facts.reduce((sum, fact) => (fact.kind === kind ? sum + fact.amountMinor : sum), 0);
}
