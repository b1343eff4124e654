import { DAY_MS, HOUR_MS, instantToText, type Instant } from '../../src/kernel/clock.ts';
import { Random } from '../../src/kernel/random.ts';
import type { AnnounceSupply, ReceiveStock, SetSafetyStock } from '../../contracts/inventory.ts';
import { LOCATIONS, type SampleLocation } from './locations.ts';
import type { SampleSku } from './skus.ts';
import { receiptLine, trackedSkus } from './tracking.ts';

/** What lies where when the company opens, what is on its way, and what is kept back. */
export interface OpeningStock {
  readonly receipts: readonly ReceiveStock[];
  readonly announcements: readonly AnnounceSupply[];
  readonly safetyStocks: readonly SetSafetyStock[];
}

/** How much there is when the company opens, in thousandths: 1,000 lasts for weeks, less brings shortage sooner. */
export interface StockOptions {
  readonly now: Instant;
  readonly seed: number;
  readonly stockPermille?: number | undefined;
}

const UNITS_OF_AN_AVERAGE_SKU = 70;
const ANNOUNCEMENTS = 36;
const LINES_MAX = 5_000;

/** The opening stock: deep where much is sold, thin in stores, none where a location cannot keep the SKU. */
export function openingStock(skus: readonly SampleSku[], options: StockOptions): OpeningStock {
  const random = new Random(options.seed + 1);
  const scale = (options.stockPermille ?? 1_000) / 1_000;
  const popularityMean = skus.reduce((sum, { popularity }) => sum + popularity, 0) / skus.length;
  const tracked = trackedSkus(skus);
  const receipts: ReceiveStock[] = [];
  const safetyStocks: SetSafetyStock[] = [];
  for (const location of LOCATIONS) {
    const kept = skus.filter((sku) => isKeptAt(sku, location) && random.chance(location.share));
    const lines = kept.flatMap((sku) => {
      const wanted =
        UNITS_OF_AN_AVERAGE_SKU *
        location.depth *
        scale *
        Math.sqrt(sku.popularity / popularityMean);
      const quantity = Math.round(wanted * (0.5 + random.next()));
      return quantity > 0 ? [{ sku: sku.put.code, quantity }] : [];
    });
    const safe = lines.filter(
      ({ quantity }) => quantity >= 40 && location.put.kind === 'warehouse',
    );
    if (lines.length > 0) {
      receipts.push({
        location: location.put.code,
        reference: openingReference(location),
        lines: lines
          .slice(0, LINES_MAX)
          .map((line) => receiptLine(tracked, line, openingReference(location), options.now)),
        receivedAt: instantToText(options.now),
      });
    }
    if (safe.length > 0) {
      safetyStocks.push({
        location: location.put.code,
        lines: safe.map(({ sku, quantity }) => ({
          sku,
          quantity: Math.max(1, Math.round(quantity * 0.04)),
        })),
      });
    }
  }
  return { receipts, announcements: announcements(skus, options.now, scale, random), safetyStocks };
}

/** Under which reference the opening stock of a location came. */
export function openingReference({ put }: SampleLocation): string {
  return `OPENING-${put.code}`;
}

/** True where a location keeps a SKU: its families, its plug, and no chilled food without a cold room. */
export function isKeptAt(sku: SampleSku, { families, plug, put }: SampleLocation): boolean {
  const { code, requires = [], availableFrom } = sku.put;
  // Of a bundle there are its parts.
  if (sku.parts.length > 0) return false;
  if (families !== null && !families.includes(sku.family.code)) return false;
  // Seals are carved when they are ordered, and a preorder is not there yet.
  if (sku.family.code === 'SEA' || availableFrom !== undefined) return false;
  if (!requires.every((capability) => (put.capabilities ?? []).includes(capability))) return false;
  return sku.family.code !== 'APP' || plug === null || code.endsWith(`-${plug}`);
}

function announcements(
  skus: readonly SampleSku[],
  now: Instant,
  scale: number,
  random: Random,
): AnnounceSupply[] {
  const warehouses = LOCATIONS.filter(({ put }) => put.kind === 'warehouse');
  return Array.from({ length: ANNOUNCEMENTS }, (_, index) => {
    const location = random.pick(warehouses);
    const kept = skus.filter(
      (sku) => isKeptAt(sku, location) || sku.put.availableFrom !== undefined,
    );
    const lines = random
      .shuffle(kept)
      .slice(0, random.integer(8, 24))
      .map((sku) => {
        const earliest =
          sku.put.availableFrom === undefined
            ? now
            : Date.parse(sku.put.availableFrom) - 5 * DAY_MS;
        return {
          sku: sku.put.code,
          quantity: Math.max(6, Math.round(random.integer(20, 200) * scale)),
          expectedAt: instantToText(
            Math.max(now + HOUR_MS, earliest) + random.integer(1, 40) * DAY_MS,
          ),
        };
      });
    return {
      location: location.put.code,
      reference: `PO-OPENING-${String(index + 1).padStart(3, '0')}`,
      lines,
    };
  });
}
