const PREFIX_AND_SERIAL_DIGITS = 16;

/**
 * A carton's number (SSCC) as labels write it, with a blank between its parts: extension digit, company
 * prefix, serial number, check digit. Source: GS1 General Specifications, section 7.9.1 (weights 3 and 1
 * from the right, filled up to a multiple of ten).
 */
export function cartonNumberOf(prefix: string, extensionDigit: number, serial: number): string {
  const text = String(serial).padStart(PREFIX_AND_SERIAL_DIGITS - prefix.length, '0');
  const sum = Array.from(`${extensionDigit}${prefix}${text}`)
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return `${extensionDigit} ${prefix} ${text} ${(10 - (sum % 10)) % 10}`;
}
