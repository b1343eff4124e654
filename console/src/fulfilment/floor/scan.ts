/** What a scanner read: the parts of a GS1 element string, or a code as it stands. */
export interface Scan {
  /** All that was read, without what the scanner puts around it. */
  readonly text: string;
  /** AI 00: the number of a parcel or pallet, 18 digits. */
  readonly sscc: string | null;
  /** AI 01: the number of a trade item, 14 digits. */
  readonly gtin: string | null;
  /** AI 240: how the company itself calls the item. */
  readonly item: string | null;
  /** AI 10. */
  readonly lot: string | null;
  /** AI 17: the day on which it expires, as YYYY-MM-DD. */
  readonly expiresOn: string | null;
  /** AI 21. */
  readonly serial: string | null;
  /** AI 30 or 37: how many. */
  readonly quantity: number | null;
}

/** The character that ends an element of variable length (FNC1 as scanners send it). */
export const GROUP_SEPARATOR = '\u001D';

/**
 * Application identifiers that are understood, with the length of their content; negative: up to so many
 * characters, ended by a separator. GS1 General Specifications, section 3.2.
 */
const LENGTHS: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '10': -20,
  '11': 6,
  '13': 6,
  '15': 6,
  '17': 6,
  '20': 2,
  '21': -20,
  '30': -8,
  '37': -8,
  '240': -30,
  '241': -30,
};

/** How scanners announce GS1-128, DataMatrix, DataBar and QR codes of GS1 (ISO/IEC 15424). */
const GS1_PREFIX = /^\](?:C1|d2|e0|Q3|J1)/;
const ANY_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

/** Reads what a scanner sent. Nothing is refused: what is no GS1 element string is a plain code. */
export function readScan(raw: string): Scan {
  const trimmed = withoutEnds(raw);
  const isAnnounced = GS1_PREFIX.test(trimmed);
  const text = withoutEnds(trimmed.replace(ANY_PREFIX, ''));
  const elements =
    readBracketed(text) ??
    (isAnnounced || text.includes(GROUP_SEPARATOR) || looksLikeGs1(text)
      ? readElements(text)
      : null);
  const of = (...identifiers: readonly string[]): string | null => {
    for (const identifier of identifiers) {
      const content = elements?.get(identifier);
      if (content !== undefined) return content;
    }
    return null;
  };
  const quantity = of('30', '37');
  return {
    text,
    sscc: of('00') ?? (/^\d{18}$/.test(text) && hasCheckDigit(text) ? text : null),
    gtin: of('01', '02'),
    item: of('240', '241'),
    lot: of('10'),
    expiresOn: dayOf(of('17')),
    serial: of('21'),
    quantity: quantity === null ? null : Number(quantity),
  };
}

/** Without blanks, ends of lines and separators before and behind. */
function withoutEnds(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the separator of GS1 is a control character
  return text.replace(/^[\s\u001D]+|[\s\u001D]+$/g, '');
}

/**
 * A string without any announcement is taken for GS1 only where its first element proves itself by its
 * check digit, so that a plain code of digits stays one.
 */
function looksLikeGs1(text: string): boolean {
  return (
    (/^00\d{18}$/.test(text) && hasCheckDigit(text.slice(2))) ||
    (/^01\d{14}/.test(text) && hasCheckDigit(text.slice(2, 16)) && readElements(text) !== null)
  );
}

/** `(01)09506000134352(10)A1` as people type it. Null when it is not written so. */
function readBracketed(text: string): ReadonlyMap<string, string> | null {
  if (!/^\(\d{2,4}\)/.test(text)) return null;
  const elements = new Map<string, string>();
  for (const [, identifier, content] of text.matchAll(/\((\d{2,4})\)([^(]*)/g)) {
    elements.set(String(identifier), String(content).trim());
  }
  return elements;
}

/** The elements of a string in their order; null when one cannot be told from the next. */
function readElements(text: string): ReadonlyMap<string, string> | null {
  const elements = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const identifier = [2, 3].map((size) => rest.slice(0, size)).find((each) => each in LENGTHS);
    if (identifier === undefined) return null;
    const length = LENGTHS[identifier] as number;
    const body = rest.slice(identifier.length);
    if (length > 0) {
      const content = body.slice(0, length);
      if (content.length < length || !/^\d+$/.test(content)) return null;
      elements.set(identifier, content);
      rest = body.slice(length);
    } else {
      const end = body.indexOf(GROUP_SEPARATOR);
      const content = end < 0 ? body : body.slice(0, end);
      if (content === '' || content.length > -length) return null;
      elements.set(identifier, content);
      rest = body.slice(content.length);
    }
    if (rest.startsWith(GROUP_SEPARATOR)) rest = rest.slice(1);
  }
  return elements;
}

/** YYMMDD as a day; the day 00 is the last of its month. The century as GS1 tells it, seen from this one. */
function dayOf(content: string | null): string | null {
  if (content === null || !/^\d{6}$/.test(content)) return null;
  const year = Number(content.slice(0, 2));
  const month = Number(content.slice(2, 4));
  const day = Number(content.slice(4, 6));
  const date = new Date(Date.UTC(2_000 + year, day === 0 ? month : month - 1, day));
  const isReal = month >= 1 && month <= 12 && (day === 0 || date.getUTCDate() === day);
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** True when the last digit is the GS1 check digit of those before it (weights 3 and 1 from the right). */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 2; place <= digits.length; place += 1) {
    sum += Number(digits.at(-place)) * (place % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** True when what was scanned is the SKU: by its code, or by a trade item number that is its code. */
export function isSku(scan: Scan, sku: string): boolean {
  const wanted = sku.toUpperCase();
  const names = [scan.item, scan.text].filter((name) => name !== null);
  if (names.some((name) => name.toUpperCase() === wanted)) return true;
  const withoutZeros = (digits: string) => digits.replace(/^0+/, '');
  return (
    scan.gtin !== null && /^\d{8,14}$/.test(sku) && withoutZeros(scan.gtin) === withoutZeros(sku)
  );
}

/** How what was scanned is called when it was the wrong thing. */
export function nameOfScan({ item, gtin, sscc, text }: Scan): string {
  return item ?? gtin ?? sscc ?? text;
}
