import { allocateMinor, type MinorUnits } from '../../kernel/money.ts';
import { assert } from '../../kernel/assert.ts';

/** What the totals of an order follow from. */
export interface PricedLine {
  readonly quantity: number;
  readonly unitPriceMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
}

export interface Totals {
  readonly goodsMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
  readonly chargesMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
}

/** The totals of lines and charges: total = goods - discount + tax + charges, always. */
export function totalsOf(
  lines: readonly PricedLine[],
  charges: readonly { readonly amountMinor: MinorUnits }[],
): Totals {
  let goodsMinor = 0;
  let discountMinor = 0;
  let taxMinor = 0;
  for (const line of lines) {
    goodsMinor += line.quantity * line.unitPriceMinor;
    discountMinor += line.discountMinor;
    taxMinor += line.taxMinor;
  }
  const chargesMinor = charges.reduce((sum, charge) => sum + charge.amountMinor, 0);
  const totalMinor = goodsMinor - discountMinor + taxMinor + chargesMinor;
  return { goodsMinor, discountMinor, taxMinor, chargesMinor, totalMinor };
}

/**
 * The charges that an order keeps when goods are cancelled: discounts of the whole order are taken off
 * nothing but what is left, so that no total falls below zero. The last discount shrinks first.
 */
export function chargesFor<Charge extends { readonly amountMinor: MinorUnits }>(
  lines: readonly PricedLine[],
  charges: Charge[],
): Charge[] {
  let belowMinor = -totalsOf(lines, charges).totalMinor;
  if (belowMinor <= 0) return charges;
  const kept = charges.toReversed().flatMap((charge): Charge[] => {
    const offMinor = Math.min(belowMinor, Math.max(0, -charge.amountMinor));
    belowMinor -= offMinor;
    const amountMinor = charge.amountMinor + offMinor;
    return offMinor > 0 && amountMinor === 0 ? [] : [{ ...charge, amountMinor }];
  });
  return kept.toReversed();
}

/** True when every total is a number that stays exact: beyond that, neither we nor the database add up. */
export function isExact(totals: Totals): boolean {
  return Object.values(totals).every((amountMinor) => Number.isSafeInteger(amountMinor));
}

/**
 * The line after its quantity changed: discount and tax shrink or grow in proportion, to the whole
 * minor unit, so that cancelling a line piece by piece ends at exactly nothing.
 */
export function withQuantity<Line extends PricedLine>(line: Line, quantity: number): Line {
  assert(quantity >= 0, 'a quantity is not negative');
  if (quantity === line.quantity) return line;
  if (line.quantity === 0) return { ...line, quantity };
  const scale = (amountMinor: MinorUnits): MinorUnits =>
    quantity <= line.quantity
      ? (allocateMinor(amountMinor, [quantity, line.quantity - quantity])[0] as MinorUnits)
      : Math.round((amountMinor * quantity) / line.quantity);
  return {
    ...line,
    quantity,
    discountMinor: scale(line.discountMinor),
    taxMinor: scale(line.taxMinor),
  };
}
