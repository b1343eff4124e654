import type { Overview } from '../client/contract.generated.d.ts';

type Throughput = Overview['throughput'];

/** All orders of some counts. */
export function sumOf(counts: readonly { readonly orders: number }[]): number {
  return counts.reduce((sum, { orders }) => sum + orders, 0);
}

/**
 * How far today is above (or below zero: below) a normal day by now, as a share of it; of the slot that has
 * begun, the part that is over counts. Null while no normal day is known.
 */
export function comparedWithNormal(
  { today, normal }: Throughput['placed'],
  at: string,
  { since, minutes }: Pick<Throughput, 'since' | 'minutes'>,
): number | null {
  if (normal.basis === 'none') return null;
  const slots = (Date.parse(at) - Date.parse(since)) / (minutes * 60_000);
  const whole = Math.floor(slots);
  const usual =
    normal.median.slice(0, whole).reduce((sum, one) => sum + one, 0) +
    (normal.median[whole] ?? 0) * (slots - whole);
  const placed = today.reduce((sum, one) => sum + one, 0);
  return usual < 1 ? null : placed / usual - 1;
}
