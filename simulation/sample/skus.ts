import { DAY_MS, instantToText, type Instant } from '../../src/kernel/clock.ts';
import { Random } from '../../src/kernel/random.ts';
import type { PutSku } from '../../contracts/inventory.ts';
import { FAMILIES, type Family } from './families.ts';
import type { Product, Step, Word } from './words.ts';

/** What one yuan is worth in each currency in which the company sells; the prices it lists abroad follow. */
export const CURRENCY_RATES: Readonly<Record<string, number>> = { CNY: 1, EUR: 0.128, USD: 0.14 };

/** Prices abroad carry freight and duty. */
const MARKUP_ABROAD = 1.35;
/** What the company pays for goods, as a share of the price at home. */
const COST_SHARE = 0.45;

/** A SKU of the sample company with what its world knows of it. */
export interface SampleSku {
  readonly put: PutSku;
  readonly family: Family;
  /** List price in minor units by currency. */
  readonly priceMinor: Readonly<Record<string, number>>;
  /** How much of the demand falls on it, compared with others: Zipf over a seeded order of all SKUs. */
  readonly popularity: number;
  /** Of a bundle what it is made of; empty for any other. */
  readonly parts: readonly { readonly sku: SampleSku; readonly quantity: number }[];
}

/** Families in which sets are sold, and which of their SKUs, by popularity, are sets of the next ones. */
const SET_FAMILIES = ['TEA', 'CER', 'STU'];
const SET_RANKS = [1, 6, 20];

/** All 2,000 SKUs in catalogue order, the same for the same seed and day. */
export function sampleSkus(now: Instant, seed: number): SampleSku[] {
  const random = new Random(seed);
  const plain = FAMILIES.flatMap((family) =>
    family.products.flatMap((product) =>
      family.variants.flatMap((variant) =>
        family.steps.map((step) => ({ family, product, variant, step })),
      ),
    ),
  );
  const ranks = random.shuffle(plain.map((_, index) => index));
  const skus = plain.map((parts, index): SampleSku => {
    const rank = (ranks[index] as number) + 1;
    const homeMinor = roundPrice(
      parts.product.priceMinor * parts.step.priceFactor * gradeFactor(parts.variant),
    );
    return {
      put: skuOf(parts, homeMinor, now, random),
      family: parts.family,
      priceMinor: pricesOf(homeMinor),
      popularity: parts.family.demandWeight / rank ** 0.9,
      parts: [],
    };
  });
  return withSets(skus);
}

/** Some SKUs are sets: one of a popular SKU and two of another, sold as one. Every third is sent whole. */
function withSets(skus: readonly SampleSku[]): SampleSku[] {
  const sets = new Map<SampleSku, SampleSku>();
  for (const code of SET_FAMILIES) {
    const single = skus
      .filter(({ family, put }) => family.code === code && put.availableFrom === undefined)
      .toSorted((a, b) => b.popularity - a.popularity);
    for (const [index, rank] of SET_RANKS.entries()) {
      const [set, one, other] = single.slice(rank, rank + 3);
      if (set === undefined || one === undefined || other === undefined) continue;
      const parts = [
        { sku: one, quantity: 1 },
        { sku: other, quantity: 2 },
      ];
      const components = parts.map(({ sku, quantity }) => ({ sku: sku.put.code, quantity }));
      const put = { ...set.put, components, ...(index === 1 ? { shipsTogether: true } : {}) };
      sets.set(set, { ...set, put, parts });
    }
  }
  return skus.map((sku) => sets.get(sku) ?? sku);
}

interface Parts {
  readonly family: Family;
  readonly product: Product;
  readonly variant: Word;
  readonly step: Step;
}

function skuOf(
  { family, product, variant, step }: Parts,
  homeMinor: number,
  now: Instant,
  random: Random,
): PutSku {
  const edge = product.edgeMillimetres * Math.cbrt(step.weightFactor);
  const isPreorder = isNewHarvest(family, product, variant) || random.chance(0.004);
  return {
    code: [family.code, product.code, variant.code, step.code].join('-'),
    name: `${product.zh} ${variant.zh} ${step.zh}`,
    names: {
      'zh-CN': `${product.zh} ${variant.zh} ${step.zh}`,
      en: `${capital(product.en)}, ${variant.en}, ${step.en}`,
    },
    weightGrams: Math.round(product.weightGrams * step.weightFactor),
    dimensionsMillimetres: {
      length: Math.round(edge * 1.1),
      width: Math.round(edge),
      height: Math.max(8, Math.round(edge * 0.6)),
    },
    valueMinor: Math.round(homeMinor * COST_SHARE),
    ...(product.customsCode === undefined ? {} : { customsCode: product.customsCode }),
    originCountryCode: 'CN',
    requires: [...family.requires, ...(product.hasBattery === true ? ['battery'] : [])],
    attributes: {
      family: family.code,
      product: product.code,
      variant: variant.en,
      size: step.en,
      listPriceMinor: pricesOf(homeMinor),
      ...(family.code === 'SEA' ? { personalisation: ['seal_text', 'script'] } : {}),
    },
    backorder: family.backorder,
    ...(family.leadTimeDays === null ? {} : { leadTimeDays: family.leadTimeDays }),
    ...(isPreorder
      ? { availableFrom: instantToText(startOfDay(now) + random.integer(20, 75) * DAY_MS) }
      : {}),
  };
}

/** The spring harvest of the best green tea is sold before it is picked. */
function isNewHarvest(family: Family, product: Product, variant: Word): boolean {
  return family.code === 'TEA' && product.code === 'LJ' && variant.code === 'T';
}

function gradeFactor(variant: Word): number {
  return { T: 2.4, A: 1, B: 0.6 }[variant.code] ?? 1;
}

function pricesOf(homeMinor: number): Record<string, number> {
  const prices: Record<string, number> = {};
  for (const [currency, rate] of Object.entries(CURRENCY_RATES)) {
    prices[currency] =
      currency === 'CNY' ? homeMinor : roundPrice(homeMinor * rate * MARKUP_ABROAD);
  }
  return prices;
}

/** Prices end as shops like them: on 9 below the hundred, else on a whole unit less ten cents. */
function roundPrice(minor: number): number {
  return Math.max(90, Math.round(minor / 100) * 100 - 10);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function startOfDay(now: Instant): Instant {
  return Math.floor(now / DAY_MS) * DAY_MS;
}
