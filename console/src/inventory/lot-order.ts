import type { LotView } from '../client/contract.generated.d.ts';

/** In the order in which lots leave: what may leave first, by expiry; without one last, the oldest first. */
export function fefoOrder(lots: readonly LotView[]): readonly LotView[] {
  const rank = ({ state }: LotView): number => (state === 'open' ? 0 : 1);
  const expiry = ({ expiresAt }: LotView): number =>
    expiresAt === null ? Infinity : Date.parse(expiresAt);
  return lots.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      (expiry(one) === expiry(other) ? 0 : expiry(one) - expiry(other)) ||
      Date.parse(one.receivedAt) - Date.parse(other.receivedAt),
  );
}
