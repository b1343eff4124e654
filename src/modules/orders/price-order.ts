import type { Refusal } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import type { OrderDraft, OrderLine } from './order-record.ts';
import { totalsOf } from './order-totals.ts';

/** What is priced of an order: its lines and charges. */
export interface Priced {
  readonly lines: readonly OrderLine[];
  readonly charges: NonNullable<PlaceOrder['charges']>;
}

/** The order with other prices, and the totals that follow from them. */
export function repriced(draft: OrderDraft, { lines, charges }: Priced): OrderDraft {
  const details = { ...draft.details, charges };
  return { ...draft, ...totalsOf(lines, charges), lines, details };
}

/** What is taken off an order: off a line of it, or off the whole. */
export interface Discount {
  /** Null: the whole order. */
  readonly lineNumber: number | null;
  readonly amountMinor: number;
  /** What the charge of the whole order is called. */
  readonly name: string;
}

/** Takes a discount off. Refused where more would be taken off than there is. */
export function takeOff(
  { lines, charges }: Priced,
  { lineNumber, amountMinor, name }: Discount,
): Priced | Refusal {
  const isExactAmount = Number.isSafeInteger(amountMinor) && amountMinor >= 0;
  if (lineNumber === null) {
    const leftMinor = totalsOf(lines, charges).totalMinor - amountMinor;
    if (!isExactAmount || leftMinor < 0) return refuseTooMuch(`the order`, amountMinor);
    if (amountMinor === 0) return { lines, charges };
    const charge = { kind: 'discount' as const, name, amountMinor: -amountMinor };
    return { lines, charges: [...charges, charge] };
  }
  const line = lines.find((candidate) => candidate.lineNumber === lineNumber);
  if (line === undefined) {
    return refuse('invalid_request', `The order has no line ${lineNumber}.`, { lineNumber });
  }
  const discountMinor = line.discountMinor + amountMinor;
  if (!isExactAmount || discountMinor > line.quantity * line.unitPriceMinor) {
    return refuseTooMuch(`line ${lineNumber}`, amountMinor);
  }
  const priced: Priced = {
    lines: lines.map((candidate) => (candidate === line ? { ...line, discountMinor } : candidate)),
    charges,
  };
  return totalsOf(priced.lines, charges).totalMinor < 0
    ? refuseTooMuch(`line ${lineNumber}`, amountMinor)
    : priced;
}

function refuseTooMuch(place: string, amountMinor: number): Refusal {
  return refuse('total_mismatch', `${amountMinor} minor units cannot be taken off ${place}.`, {
    amountMinor,
  });
}
