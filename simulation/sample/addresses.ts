import type { Random } from '../../src/kernel/random.ts';
import type { Address } from '../../contracts/shared.ts';
import type { PlaceOrder } from '../../contracts/orders.ts';
import { ALL_CITIES, LANGUAGE_OF_COUNTRY, PEOPLE, STREETS, type City } from './places.ts';

/** Who buys and where the goods go. */
export interface Buyer {
  readonly customer: PlaceOrder['customer'];
  readonly shipTo: Address;
}

const citiesByCountry = Map.groupBy(ALL_CITIES, ({ countryCode }) => countryCode);

/** One of the items, drawn by its weight. */
export function pickWeighted<Item>(
  random: Random,
  items: readonly Item[],
  weightOf: (item: Item) => number,
): Item {
  let left = random.next() * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return items.at(-1) as Item;
}

/** A person of a country with an address there, made up of common words. `company` makes it a business. */
export function drawBuyer(random: Random, countryCode: string, company: boolean): Buyer {
  const city = pickWeighted(random, citiesByCountry.get(countryCode) ?? [], ({ weight }) => weight);
  const language = LANGUAGE_OF_COUNTRY[countryCode] ?? 'en';
  const people = PEOPLE[language] as (typeof PEOPLE)[string];
  const [given, family] = [random.pick(people.given), random.pick(people.family)];
  const isFamilyFirst = ['zh', 'ja', 'ko'].includes(language);
  const name = isFamilyFirst
    ? `${family}${language === 'ja' ? ' ' : ''}${given}`
    : `${given} ${family}`;
  const number = random.integer(1000, 9_999_999);
  return {
    customer: {
      name,
      // example.com is reserved for examples (RFC 2606): no mail ever leaves for a person.
      email: `customer${number}@example.com`,
      externalId: `C${number}`,
      language: language === 'zh' ? 'zh-CN' : language,
    },
    shipTo: {
      name,
      ...(company ? { company: companyName(random, city, language) } : {}),
      ...addressIn(random, city),
      // A place near the centre; exact coordinates would suggest a real house.
      latitude: round(city.latitude + (random.next() - 0.5) * 0.1),
      longitude: round(city.longitude + (random.next() - 0.5) * 0.1),
    },
  };
}

function addressIn(random: Random, city: City): Address {
  const street = random.pick(STREETS[city.countryCode] ?? []);
  const number = random.integer(1, 280);
  return {
    lines: [streetLine(random, city.countryCode, street, number)],
    ...(city.districts.length === 0 ? {} : { district: random.pick(city.districts) }),
    city: city.name,
    ...(city.regionCode === '' ? {} : { regionCode: city.regionCode }),
    ...(city.postalCode === ''
      ? {}
      : { postalCode: city.postalCode.replace(/#/g, () => String(random.integer(0, 9))) }),
    countryCode: city.countryCode,
  };
}

function streetLine(random: Random, countryCode: string, street: string, number: number): string {
  switch (countryCode) {
    case 'CN':
      return `${street}${number}号${random.integer(1, 30)}栋${random.integer(1, 32)}0${random.integer(1, 4)}室`;
    case 'HK':
      return `${street}${number}號${random.integer(1, 40)}樓`;
    case 'JP':
      return `${street}${random.integer(1, 6)}-${random.integer(1, 30)}-${random.integer(1, 20)}`;
    case 'US':
    case 'CA':
    case 'GB':
    case 'AU':
    case 'SG':
    case 'FR':
    case 'BE':
      return `${number} ${street}`;
    default:
      return `${street} ${number}`;
  }
}

function companyName(random: Random, city: City, language: string): string {
  if (language === 'zh') {
    const word = random.pick(['云间', '和风', '青石', '南湖', '百草', '明月', '松涛', '禾木']);
    return `${city.name.replace('市', '')}${word}${random.pick(['商贸', '茶业', '百货', '礼品'])}有限公司`;
  }
  const word = random.pick([
    'Lotus',
    'Harbour',
    'Lantern',
    'Juniper',
    'Northfield',
    'Silverleaf',
    'Willow',
  ]);
  return `${word} ${random.pick(['Trading', 'Imports', 'Tea House', 'Gifts', 'Living'])} ${city.nameEn}`;
}

function round(degrees: number): number {
  return Math.round(degrees * 1_000) / 1_000;
}
