import type { Refusal } from '../../hub/index.ts';
import { allocateMinor, type MinorUnits } from '../../kernel/money.ts';
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
  /** True: the tax of what it is taken off shrinks in proportion; false: it stays as the channel said. */
  readonly lessensTax: boolean;
}

/** Takes a discount off. Refused where more would be taken off than there is. */
export function takeOff({ lines, charges }: Priced, discount: Discount): Priced | Refusal {
  const { lineNumber, amountMinor, name, lessensTax } = discount;
  const isExactAmount = Number.isSafeInteger(amountMinor) && amountMinor >= 0;
  const line = lines.find((candidate) => candidate.lineNumber === lineNumber);
  if (lineNumber !== null && line === undefined) {
    return refuse('invalid_request', `The order has no line ${lineNumber}.`, { lineNumber });
  }
  const place = line === undefined ? 'the order' : `line ${lineNumber}`;
  const off = line === undefined ? lines : [line];
  const netMinor = off.reduce((sum, each) => sum + netOf(each), 0);
  if (!isExactAmount || (line !== undefined && amountMinor > netMinor)) {
    return refuseTooMuch(place, amountMinor);
  }
  if (amountMinor === 0) return { lines, charges };
  const taxed = lessensTax ? lines.map((each) => lessTax(each, off, netMinor, amountMinor)) : lines;
  const priced: Priced =
    line === undefined
      ? {
          lines: taxed,
          charges: [...charges, { kind: 'discount', name, amountMinor: -amountMinor }],
        }
      : {
          lines: taxed.map((each) =>
            each.lineNumber === lineNumber
              ? { ...each, discountMinor: each.discountMinor + amountMinor }
              : each,
          ),
          charges,
        };
  return totalsOf(priced.lines, priced.charges).totalMinor < 0
    ? refuseTooMuch(place, amountMinor)
    : priced;
}

/** What a line costs without tax. */
function netOf({ quantity, unitPriceMinor, discountMinor }: OrderLine): MinorUnits {
  return quantity * unitPriceMinor - discountMinor;
}

/** A line with the tax of what is left, when so much is taken off lines that cost `netMinor` together. */
function lessTax(
  line: OrderLine,
  off: readonly OrderLine[],
  netMinor: MinorUnits,
  amountMinor: MinorUnits,
): OrderLine {
  if (!off.includes(line) || netMinor <= 0) return line;
  const offMinor = Math.min(amountMinor, netMinor);
  const [taxMinor = line.taxMinor] = allocateMinor(line.taxMinor, [netMinor - offMinor, offMinor]);
  return { ...line, taxMinor };
}

function refuseTooMuch(place: string, amountMinor: number): Refusal {
  return refuse('total_mismatch', `${amountMinor} minor units cannot be taken off ${place}.`, {
    amountMinor,
  });
}
