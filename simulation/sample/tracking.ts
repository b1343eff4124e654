import { DAY_MS, instantToText, type Instant } from '../../src/kernel/clock.ts';
import type { ReceiveStock } from '../../contracts/inventory.ts';
import type { SampleSku } from './skus.ts';

/** Of each family so many of the SKUs sold most are told apart, and by what. */
const TOLD_APART: readonly { family: string; tracking: 'lot' | 'serial'; count: number }[] = [
  { family: 'FRE', tracking: 'lot', count: 2 },
  { family: 'TEA', tracking: 'lot', count: 1 },
  { family: 'APP', tracking: 'serial', count: 1 },
];
/** Days that the first and the second lot of a delivery keep. */
const KEEPS_DAYS = [40, 150] as const;

/** The SKUs whose units are told apart, by lots or by serial numbers. */
export function trackedSkus(skus: readonly SampleSku[]): Map<string, 'lot' | 'serial'> {
  return new Map(
    TOLD_APART.flatMap(({ family, tracking, count }) =>
      skus
        .filter((sku) => sku.family.code === family && isOneThingOnShelves(sku))
        .toSorted((a, b) => b.popularity - a.popularity)
        .slice(0, count)
        .map(({ put }) => [put.code, tracking] as const),
    ),
  );
}

function isOneThingOnShelves({ parts, put }: SampleSku): boolean {
  return parts.length === 0 && put.availableFrom === undefined;
}

/** The first lot of a delivery; half of it stands in a second one. */
export function firstLotOf(reference: string): string {
  return `${reference}/A`;
}

/** A line of a receipt that names the lots or numbers of its units, as whoever delivers them does. */
export function receiptLine(
  tracked: ReadonlyMap<string, 'lot' | 'serial'>,
  { sku, quantity }: { readonly sku: string; readonly quantity: number },
  reference: string,
  madeAt: Instant,
): ReceiveStock['lines'][number] {
  const tracking = tracked.get(sku);
  if (tracking === undefined) return { sku, quantity };
  if (tracking === 'serial') {
    const serials = Array.from({ length: quantity }, (_, index) => `${reference}/${index + 1}`);
    return { sku, quantity, serials };
  }
  const half = Math.ceil(quantity / 2);
  const lots = [
    { lot: firstLotOf(reference), quantity: half },
    { lot: `${reference}/B`, quantity: quantity - half },
  ].map((lot, index) => ({
    ...lot,
    expiresAt: instantToText(Math.floor(madeAt) + (KEEPS_DAYS[index] as number) * DAY_MS),
  }));
  return { sku, quantity, lots: lots.filter((lot) => lot.quantity > 0) };
}
