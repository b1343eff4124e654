import { emailWord, phoneWord, STANDARD_KIND, wordsOf } from './search-words.ts';

/** What an order is found by, as the statement packs it: parts after U+0002. */
export interface SearchText {
  readonly orderId: string;
  readonly countryCode: string;
  readonly customerName: string;
  /** A literal of a PostgreSQL array. */
  readonly locationIds: string;
  /** Standard where the order says nothing else. */
  readonly kind: string;
  /** Separated by blanks; may hold a word twice. */
  readonly words: string;
}

/** Words of things that many orders name, made once. */
export interface KnownWords {
  readonly sku: (skuId: string) => string;
  readonly channel: (channelId: string) => string;
}

interface Customer {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

interface Address {
  readonly name?: string;
  readonly company?: string;
  readonly lines: readonly string[];
  readonly district?: string;
  readonly city?: string;
  readonly regionCode?: string;
  readonly postalCode?: string;
  readonly countryCode: string;
  readonly phone?: string;
}

const LOCATION = /"locationId":(\d+)/g;

/** Splits one long text into the packed texts of single orders. */
export function splitTexts(texts: string | null): string[] {
  return texts === null ? [] : texts.split('\u0001');
}

/** The SKUs that a packed text names. */
export function skuIdsOf(packed: string): string[] {
  return packed.slice(packed.lastIndexOf('\u0002') + 1).split(',');
}

/** Makes the search row of an order from its packed text. */
export function searchTextOf(packed: string, known: KnownWords): SearchText {
  const [
    orderId,
    channelId,
    externalId,
    customerJson,
    shipToJson,
    detailsJson,
    shipmentsJson,
    skuIds,
  ] = packed.split('\u0002') as [string, string, string, string, string, string, string, string];
  const customer = JSON.parse(customerJson) as Customer;
  const shipTo = JSON.parse(shipToJson) as Address;
  const { note, kind } = detailsOf(detailsJson);
  const recipient = shipTo.name === customer.name ? '' : (shipTo.name ?? '');
  const text = [
    externalId,
    customer.name,
    recipient,
    shipTo.company ?? '',
    ...shipTo.lines,
    shipTo.district ?? '',
    shipTo.city ?? '',
    shipTo.regionCode ?? '',
    shipTo.postalCode ?? '',
    note ?? '',
  ].join('\n');
  const words = wordsOf(text);
  if (customer.email !== undefined) words.push(emailWord(customer.email));
  for (const phone of new Set([customer.phone, shipTo.phone])) {
    if (phone !== undefined) words.push(phoneWord(phone) ?? '');
  }
  for (const skuId of skuIds.split(',')) words.push(known.sku(skuId));
  words.push(known.channel(channelId), `k=${shipTo.countryCode}`);
  const locationIds = new Set<string>();
  for (const match of shipmentsJson.matchAll(LOCATION)) locationIds.add(match[1] as string);
  for (const locationId of locationIds) words.push(`l=${locationId}`);
  if (kind !== STANDARD_KIND) words.push(`o=${kind}`);
  return {
    orderId,
    countryCode: shipTo.countryCode,
    customerName: customer.name.replaceAll('\u0001', ' '),
    locationIds: `{${[...locationIds].join(',')}}`,
    kind,
    // An empty word is none.
    words: words.filter((word) => word !== '').join(' '),
  };
}

interface Details {
  readonly note?: string | null;
  readonly kind?: string | null;
}

/** Most orders have neither note nor kind, and the rest of the details may be long. */
function detailsOf(json: string): { readonly note: string | null; readonly kind: string } {
  if (!json.includes('"note":"') && !json.includes('"kind"'))
    return { note: null, kind: STANDARD_KIND };
  const { note, kind } = JSON.parse(json) as Details;
  return { note: note ?? null, kind: kind ?? STANDARD_KIND };
}

/** Words of a code with its names, each once, separated by blanks. */
export function namedWords(row: {
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
}): string {
  return [...new Set(wordsOf([row.code, row.name, ...Object.values(row.names)].join('\n')))].join(
    ' ',
  );
}
