/** The decimal digits of a text, in order; everything else is left out. */
export function digitsOf(text: string): number[] {
  return Array.from(text.replace(/\D/g, ''), Number);
}

/** The values of digits (0 to 9) and Latin letters (A is 10), in order; everything else is left out. */
export function valuesOf(text: string): number[] {
  return Array.from(text.replace(/[^0-9A-Za-z]/g, ''), (sign) => Number.parseInt(sign, 36));
}

/** Letters and digits alone, in capitals. */
export function bareOf(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** The sum of values times weights; values beyond the last weight do not count. */
export function weighted(values: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0);
}

/** Luhn's check over all digits of a text (ISO/IEC 7812-1, annex B). */
export function isLuhn(text: string): boolean {
  return isLuhnOf(digitsOf(text));
}

/** Luhn's check over values, of which letters may be as large as 35. */
export function isLuhnOf(values: readonly number[]): boolean {
  let sum = 0;
  for (const [index, value] of values.toReversed().entries()) {
    const doubled = index % 2 === 1 ? value * 2 : value;
    sum += index % 2 === 1 && doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const VERHOEFF_PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const VERHOEFF_MOVE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's check over all digits of a text (J. Verhoeff 1969, the dihedral group of order ten). */
export function isVerhoeff(text: string): boolean {
  let state = 0;
  for (const [index, digit] of digitsOf(text).toReversed().entries()) {
    const moved = Number(VERHOEFF_MOVE[index % 8]?.[digit]);
    state = Number(VERHOEFF_PRODUCT[state]?.[moved]);
  }
  return state === 0;
}

/** The remainder of a number of any length, given as decimal digits. */
export function remainderOf(digits: string, divisor: number): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % divisor;
  return remainder;
}

/** ISO 7064, mod 11-10, over all digits, the last of which is the check digit. */
export function isMod11And10(digits: readonly number[]): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (product + digit) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits.at(-1);
}

/** ISO 7064, mod 11-2: the sign (0 to 9 or X) that belongs after these digits. */
export function mod11And2Sign(digits: readonly number[]): string {
  const sum = digits.reduce((total, digit) => (total + digit) * 2, 0);
  const check = (12 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** ISO 7064, mod 97-10, with letters as two digits: what IBANs have, the country and check first. */
export function isMod97(text: string): boolean {
  const bare = bareOf(text);
  const moved = `${bare.slice(4)}${bare.slice(0, 4)}`;
  const digits = Array.from(moved, (sign) => Number.parseInt(sign, 36)).join('');
  return remainderOf(digits, 97) === 1;
}

/** Whether a year, month and day are a day of the calendar; years from 1850 to 2099. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether two-digit year, month and day are a day in either century. */
export function isShortDay(year: number, month: number, day: number): boolean {
  return isDay(1900 + year, month, day) || isDay(2000 + year, month, day);
}

/** The number that a part of a row of digits makes. */
export function numberAt(digits: readonly number[], start: number, length: number): number {
  return digits.slice(start, start + length).reduce((sum, digit) => sum * 10 + digit, 0);
}

/** The mean number of bits that a sign of a text tells (Shannon 1948). */
export function entropyBitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
