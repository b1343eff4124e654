import type { Address } from '../../../../contracts/shared.ts';

/** An address as it stands on a label, one line each; the country last, by its code. */
export function addressLines(address: Address): string[] {
  const place = [address.district, address.city, address.regionCode].filter(isText).join(' ');
  return [
    address.name,
    address.company,
    ...address.lines,
    [address.postalCode, place].filter(isText).join('  '),
    address.countryCode,
    address.phone,
  ].filter(isText);
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
