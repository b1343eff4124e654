import { assert } from '../../../kernel/assert.ts';

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/**
 * The check digit of an item number of the Universal Postal Union. Source: UPU standard S10, weights
 * 8 6 4 2 3 5 9 7, modulo 11; a remainder that gives 10 or 11 becomes 0 or 5.
 */
export function s10CheckDigit(serial: string): number {
  assert(/^\d{8}$/.test(serial), 'the serial number of an item has 8 digits');
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(serial[place]), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}

/** An item number: two letters for the kind of service, eight digits, the check digit, the country of origin. */
export function s10Number(serviceIndicator: string, serial: number, countryCode: string): string {
  const digits = String(serial % 100_000_000).padStart(8, '0');
  return `${serviceIndicator}${digits}${s10CheckDigit(digits)}${countryCode}`;
}
