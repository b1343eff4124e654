import { assert } from './assert.ts';

/** An amount in the currency's smallest unit (cents, fen, yen): always a whole number. */
export type MinorUnits = number;

/**
 * Splits an amount over weights without losing or inventing a unit (largest remainder method; ties
 * go to the earlier weight). Used wherever an order-level amount lands on lines.
 */
export function allocateMinor(amountMinor: MinorUnits, weights: readonly number[]): MinorUnits[] {
  assert(Number.isSafeInteger(amountMinor), 'money is a safe integer of minor units');
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  if (totalWeight <= 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  const shares = weights.map((weight, index) => {
    const exact = (amountMinor * weight) / totalWeight;
    return { index, floor: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  let left = amountMinor - shares.reduce((sum, share) => sum + share.floor, 0);
  const result = shares.map((share) => share.floor);
  for (const share of shares.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)) {
    if (left <= 0) break;
    result[share.index] = (result[share.index] as number) + 1;
    left -= 1;
  }
  return result;
}

const MINOR_DIGITS_OTHER_THAN_TWO: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many digits stand behind the decimal point of a currency (ISO 4217, minor unit column). */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS_OTHER_THAN_TWO[currency] ?? 2;
}

/** "12.50 CNY": for messages and command line output; screens format by the user's locale. */
export function moneyToText(amountMinor: MinorUnits, currency: string): string {
  const digits = minorDigits(currency);
  return `${(amountMinor / 10 ** digits).toFixed(digits)} ${currency}`;
}
