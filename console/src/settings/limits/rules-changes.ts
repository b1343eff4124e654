import type { ExceptionRules } from '../../client/contract.generated.d.ts';

export type Limit = ExceptionRules['limits'][number];
export type Route = ExceptionRules['routes'][number];

/** The states in which an order can wait, in the order of its life. */
export const WAITING_STATES: readonly Limit['state'][] = [
  'placed',
  'held',
  'backordered',
  'sourced',
  'released',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'returning',
];

/** Where an entry holds: the more of it is named, the closer it matches. */
export function closenessOf({ channel, location }: Pick<Limit, 'channel' | 'location'>): number {
  return (location === null ? 0 : 2) + (channel === null ? 0 : 1);
}

/**
 * Limits by state in the order of an order's life, the general one before those of single channels and
 * locations. Entries keep their place in the document, so that editing one finds it.
 */
export function limitsByState(
  limits: readonly Limit[],
): readonly { readonly limit: Limit; readonly place: number }[] {
  const rank = (state: Limit['state']): number => {
    const found = WAITING_STATES.indexOf(state);
    return found === -1 ? WAITING_STATES.length : found;
  };
  return limits
    .map((limit, place) => ({ limit, place }))
    .toSorted(
      (one, other) =>
        rank(one.limit.state) - rank(other.limit.state) ||
        closenessOf(one.limit) - closenessOf(other.limit) ||
        one.place - other.place,
    );
}

/**
 * The places of routes that no exception can reach, because an earlier one takes all that they would: the
 * first match counts.
 */
export function unreachableRoutes(routes: readonly Route[]): ReadonlySet<number> {
  const covers = (wide: string | null, narrow: string | null): boolean =>
    wide === null || wide === narrow;
  return new Set(
    routes.flatMap((route, place) =>
      routes
        .slice(0, place)
        .some(
          (earlier) =>
            covers(earlier.kind, route.kind) &&
            covers(earlier.channel, route.channel) &&
            covers(earlier.location, route.location),
        )
        ? [place]
        : [],
    ),
  );
}

/** A list with the entry at a place moved one up or down; at the ends it stays. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, entry);
}
