import type { DecisionKind } from '../../hub/index.ts';
import { allocateMinor, type MinorUnits } from '../../kernel/money.ts';
import type { ChannelPayments, Tender } from '../../../contracts/payments.ts';
import { MINOR_UNITS_MAX } from '../../../contracts/shared.ts';
import type { OrderRecord, PaymentOperation } from './order-record.ts';
import { balanceOf } from './payment-balance.ts';

/** Tenders that a provider moves for us; gift cards are ours, the rest people and carriers move. */
const OF_A_PROVIDER: ReadonlySet<Tender> = new Set(['card', 'wallet']);

/** How the money of an order stands, as the decision on what to ask for reads it. */
export interface PaymentSituation {
  readonly terms: Pick<ChannelPayments, 'capture' | 'refund'>;
  /** True when no more goods leave: cancelled, or everything has left. */
  readonly isOver: boolean;
  readonly dueMinor: MinorUnits;
  /** What of it the goods that have left make up. */
  readonly earnedMinor: MinorUnits;
  readonly paidMinor: MinorUnits;
  /** Taken out of what is paid by chargebacks: nobody captures that again. */
  readonly chargedBackMinor: MinorUnits;
  /** Less what captures and voids under way take of it. */
  readonly authorisations: readonly {
    readonly reference: string;
    readonly tender: Tender;
    readonly openMinor: MinorUnits;
  }[];
  /** As they happened, less what refunds under way take back. */
  readonly captures: readonly {
    readonly reference: string;
    readonly tender: Tender;
    readonly refundableMinor: MinorUnits;
  }[];
  /** Authorisations of which a part has expired, and that nobody asked for anew. */
  readonly expired: readonly {
    readonly reference: string;
    readonly tender: Tender;
    readonly expiredMinor: MinorUnits;
  }[];
  /** What authorisations asked for anew will allow. */
  readonly authorisingMinor: MinorUnits;
  /** What captures under way will bring, those included that have failed and wait for a person. */
  readonly capturingMinor: MinorUnits;
  /** What refunds under way will send back, those included that have failed. */
  readonly refundingMinor: MinorUnits;
  /** At most so much goes back; null: all that is paid beyond what is due. */
  readonly refundMinorMax: MinorUnits | null;
}

/** Something to ask of a provider, or (a gift card) to do at once. */
export interface PaymentStep {
  readonly kind: PaymentOperation['kind'];
  readonly tender: Tender;
  readonly of: string;
  readonly amountMinor: MinorUnits;
}

/** The steps, and how much of what is paid too much none of them can send back. */
export interface PaymentPlan {
  readonly steps: readonly PaymentStep[];
  readonly unsentMinor: MinorUnits;
}

/**
 * Which authorisations are captured or voided and which captures are refunded. Captures take the oldest
 * authorisation first and never more than is open, refunds the latest capture first and never more than
 * is left of it.
 */
export const PAYMENT_STEPS: DecisionKind<PaymentSituation, PaymentPlan> = {
  kind: 'orders.payment_steps',
  version: 1,
  parameters: [
    {
      path: 'terms.capture',
      kind: 'option',
      options: ['on_shipment', 'on_placement', 'external'],
    },
    { path: 'terms.refund', kind: 'option', options: ['automatic', 'by_person', 'external'] },
    { path: 'isOver', kind: 'switch' },
    {
      path: 'refundMinorMax',
      kind: 'number',
      minimum: 0,
      maximum: MINOR_UNITS_MAX,
      isWhole: true,
      mayBeNull: true,
    },
  ],
  decide(situation) {
    const { terms, dueMinor, earnedMinor, isOver } = situation;
    const open = situation.authorisations.filter(({ tender }) => OF_A_PROVIDER.has(tender));
    const steps: PaymentStep[] = [];
    const { paidMinor, chargedBackMinor, capturingMinor, refundingMinor } = situation;
    // A provider's own notice may come before the result of an operation: money that was told counts, and
    // what is under way only keeps the same from being asked twice.
    let expectedMinor = paidMinor + chargedBackMinor + capturingMinor;
    const targetMinor =
      terms.capture === 'on_placement' ? dueMinor : Math.min(dueMinor, earnedMinor);
    for (const { reference, tender, openMinor } of terms.capture === 'external' ? [] : open) {
      const amountMinor = Math.min(openMinor, Math.max(0, targetMinor - expectedMinor));
      if (amountMinor > 0) steps.push({ kind: 'capture', tender, of: reference, amountMinor });
      expectedMinor += amountMinor;
      const restMinor = openMinor - amountMinor;
      if (isOver && restMinor > 0)
        steps.push({ kind: 'void', tender, of: reference, amountMinor: restMinor });
    }
    steps.push(...askedAnew(situation));
    let overMinor = Math.max(0, paidMinor - refundingMinor - dueMinor);
    if (situation.refundMinorMax !== null)
      overMinor = Math.min(overMinor, situation.refundMinorMax);
    for (const { reference, tender, refundableMinor } of situation.captures.toReversed()) {
      const amountMinor = Math.min(overMinor, refundableMinor);
      if (amountMinor <= 0 || !mayRefund(tender, situation)) continue;
      steps.push({ kind: 'refund', tender, of: reference, amountMinor });
      overMinor -= amountMinor;
    }
    return { steps, unsentMinor: overMinor };
  },
};

/** Authorisations to ask for anew, as far as what is paid and open leaves something due. */
function askedAnew(situation: PaymentSituation): PaymentStep[] {
  if (situation.terms.capture === 'external' || situation.isOver) return [];
  const openMinor = situation.authorisations.reduce((sum, one) => sum + one.openMinor, 0);
  const { dueMinor, paidMinor, capturingMinor, authorisingMinor } = situation;
  let missingMinor = dueMinor - paidMinor - capturingMinor - openMinor - authorisingMinor;
  return situation.expired.flatMap(({ reference, tender, expiredMinor }) => {
    const amountMinor = Math.min(expiredMinor, missingMinor);
    if (amountMinor <= 0 || !OF_A_PROVIDER.has(tender)) return [];
    missingMinor -= amountMinor;
    return [{ kind: 'authorise' as const, tender, of: reference, amountMinor }];
  });
}

function mayRefund(tender: Tender, { terms, refundMinorMax }: PaymentSituation): boolean {
  const isAsked = refundMinorMax !== null || terms.refund === 'automatic';
  // Nobody but us can put money back on a gift card.
  if (tender === 'gift_card') return isAsked || terms.refund === 'external';
  return isAsked && terms.refund !== 'external' && OF_A_PROVIDER.has(tender);
}

/** The situation of an order; null when there is nothing that anybody could decide about. */
export function situationOf(
  order: Pick<OrderRecord, 'lines' | 'shipments' | 'details' | 'payments' | 'totalMinor'>,
  {
    terms,
    dueMinor,
    isCancelled,
    refundMinorMax,
  }: {
    readonly terms: ChannelPayments | null;
    readonly dueMinor: MinorUnits;
    readonly isCancelled: boolean;
    readonly refundMinorMax: MinorUnits | null;
  },
): PaymentSituation | null {
  if (order.payments.length === 0) return null;
  if (terms === null && order.payments.every(({ tender }) => tender !== 'gift_card')) return null;
  const balance = balanceOf(order.payments);
  const operations = order.details.paymentOperations ?? [];
  const takenOf = (of: string | undefined, ...kinds: PaymentOperation['kind'][]) =>
    operations
      .filter((operation) => operation.of === of && kinds.includes(operation.kind))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const sumOf = (kind: PaymentOperation['kind']) =>
    operations.reduce((sum, one) => (one.kind === kind ? sum + one.amountMinor : sum), 0);
  const isOver = isCancelled || (order.shipments.length === 0 && hasLeft(order.lines));
  return {
    terms: { capture: terms?.capture ?? 'external', refund: terms?.refund ?? 'external' },
    isOver,
    dueMinor: Math.max(0, dueMinor),
    earnedMinor: earnedMinor(order),
    paidMinor: balance.paidMinor,
    chargedBackMinor: balance.chargedBackMinor,
    authorisations: balance.authorisations.flatMap(({ reference, tender = 'card', openMinor }) => {
      const left = openMinor - takenOf(reference, 'capture', 'void');
      return reference !== undefined && left > 0 ? [{ reference, tender, openMinor: left }] : [];
    }),
    captures: balance.captures.flatMap(({ reference, tender = 'card', refundableMinor }) => {
      const left = refundableMinor - takenOf(reference, 'refund');
      return reference !== undefined && left > 0
        ? [{ reference, tender, refundableMinor: left }]
        : [];
    }),
    expired: order.payments.flatMap((fact) => {
      if (fact.kind !== 'expired' || fact.amountMinor === 0) return [];
      const reference = fact.authorisation ?? fact.reference;
      const isAsked =
        takenOf(reference, 'authorise') > 0 ||
        order.payments.some((one) => one.kind === 'authorised' && one.authorisation === reference);
      return isAsked
        ? []
        : [{ reference, tender: fact.tender ?? 'card', expiredMinor: fact.amountMinor }];
    }),
    authorisingMinor: sumOf('authorise'),
    capturingMinor: sumOf('capture'),
    refundingMinor: sumOf('refund'),
    refundMinorMax,
  };
}

function hasLeft(lines: OrderRecord['lines']): boolean {
  return lines.some(({ shippedQuantity }) => shippedQuantity > 0);
}

/**
 * What the goods that have left make up of an order's total, in minor units: each line's price, and its
 * discount and tax in proportion to its units; discounts of the whole order in proportion to the goods;
 * every other charge with the first parcel. When everything has left it is exactly the total.
 */
export function earnedMinor({
  lines,
  details: { charges },
  totalMinor,
}: Pick<OrderRecord, 'lines' | 'details' | 'totalMinor'>): MinorUnits {
  if (!hasLeft(lines)) return 0;
  if (lines.every(({ quantity, shippedQuantity }) => quantity === shippedQuantity))
    return totalMinor;
  let leftMinor = 0;
  let goodsMinor = 0;
  for (const { quantity, shippedQuantity, unitPriceMinor, discountMinor, taxMinor } of lines) {
    if (quantity === 0) continue;
    const partOf = (amountMinor: MinorUnits) =>
      allocateMinor(amountMinor, [shippedQuantity, quantity - shippedQuantity])[0] as MinorUnits;
    leftMinor += shippedQuantity * unitPriceMinor - partOf(discountMinor) + partOf(taxMinor);
    goodsMinor += quantity * unitPriceMinor - discountMinor + taxMinor;
  }
  const share = leftMinor / Math.max(1, goodsMinor);
  for (const { kind, amountMinor } of charges) {
    leftMinor += kind === 'discount' ? Math.ceil(amountMinor * share) : amountMinor;
  }
  return Math.max(0, Math.min(leftMinor, totalMinor));
}
