import type { Term } from './search-words.ts';

/** A condition with the number of orders that are thought to meet it: a term, or the pairs of a run of characters. */
export interface Condition {
  readonly terms: readonly Term[];
  readonly orders: number;
}

/** What is known of a question before it is asked. */
export interface Expectations {
  /** Orders in all. */
  readonly orders: number;
  /** The state that is asked for, whose orders can be walked through alone; null: any. */
  readonly state: Condition | null;
  /** All other filters and words. */
  readonly others: readonly Condition[];
  /** Orders whose external id begins as asked; null: any does. */
  readonly withExternalId: number | null;
  /** Orders that are late, counted to one more than an index collects; null: late ones are not asked for. */
  readonly late: number | null;
  /** True when words have to be looked at in each order that a walk comes by. */
  readonly hasWords: boolean;
  /** Orders that make the page full. */
  readonly wanted: number;
}

/** How a question is answered in bounded time. */
export interface SearchPlan {
  /** How an index finds the orders, in bounds as far as one can tell; null: none does. */
  readonly match: Match | null;
  /** True when it promises to be quicker than a walk, or a walk would not fill the page. */
  readonly isMatchFirst: boolean;
  /** Orders after which a walk that has not filled the page lets the index try. */
  readonly walkFirst: number;
  /** Orders that all walks of the page look through. */
  readonly walkMax: number;
}

/** The terms that the index of words looks up, the beginning of the external id, or that orders are late. */
export type Match =
  | { readonly by: 'words'; readonly terms: readonly Term[] }
  | { readonly by: 'external_id' }
  | { readonly by: 'late' };

/** More orders are not collected: an index that was thought to find fewer gives up there. */
export const MATCHES_MAX = 3_000;

// What things cost in microseconds on a machine of 2 cores with all in memory: docs/decisions/0010.
const WALKED = 0.6;
const WALKED_WORDS = 0.35;
const WALK_END = 0.15;
const OTHER_PAGE = 1.2;
const ROWS_PER_PAGE = 17;
const MATCHED = 3;
const ENTRY = 0.25;
const ENTRY_SKIPPED = 0.1;
const ENTRY_OF_BEGINNING = 0.6;

/** Time for the walks of a page, and for an index that tries. */
const WALK_MICROSECONDS = 9_000;
const MATCH_MICROSECONDS = MATCHES_MAX * MATCHED;
/** A walk as long costs hardly more than asking for it. */
const WALK_MIN = 1_000;
/** Orders are not spread evenly: a walk goes on for so many times the way that should have sufficed. */
const WALK_MARGIN = 2;

/** Chooses how a question is answered. Wrong expectations cost time within bounds, never an order. */
export function planSearch(expected: Expectations): SearchPlan {
  const { orders, state, others, withExternalId, late, hasWords, wanted } = expected;
  const total = Math.max(1, orders);
  const share = (count: number) => Math.min(1, count / total);
  const stateShare = state === null ? 1 : Math.max(share(state.orders), 1 / total);
  const rowCost =
    WALKED +
    WALK_END +
    (hasWords ? WALKED_WORDS : 0) +
    (state === null ? 0 : OTHER_PAGE * Math.min(1, 1 / (ROWS_PER_PAGE * stateShare)));
  const walkMax = Math.max(WALK_MIN, Math.floor(WALK_MICROSECONDS / rowCost));
  const meeting =
    others.reduce((product, { orders: count }) => product * share(count), 1) *
    (withExternalId === null ? 1 : share(withExternalId)) *
    (late === null ? 1 : share(late));
  const walkNeeded = Math.min(wanted / meeting, total * stateShare);
  const [match, matchCost] = cheapestMatch(expected, total);
  const isAffordable = matchCost <= MATCH_MICROSECONDS;
  return {
    match: isAffordable ? match : null,
    isMatchFirst: isAffordable && (walkNeeded > walkMax || matchCost < walkNeeded * rowCost),
    walkFirst: Math.min(walkMax, Math.max(WALK_MIN, Math.ceil(walkNeeded * WALK_MARGIN))),
    walkMax,
  };
}

function cheapestMatch(
  { state, others, withExternalId, late }: Expectations,
  total: number,
): readonly [Match, number] {
  const [chosen, cost] = cheapestTerms(state === null ? others : [state, ...others], total);
  const ways: readonly (readonly [Match, number])[] = [
    [{ by: 'words', terms: chosen.flatMap(({ terms }) => terms) }, cost],
    [{ by: 'external_id' }, withExternalId === null ? Infinity : withExternalId * MATCHED],
    [{ by: 'late' }, late === null || late > MATCHES_MAX ? Infinity : late * MATCHED],
  ];
  return ways.reduce((best, way) => (way[1] < best[1] ? way : best));
}

/** From the rarest condition on, each that spares more orders than looking it up costs. */
function cheapestTerms(
  conditions: readonly Condition[],
  total: number,
): readonly [readonly Condition[], number] {
  let chosen: readonly Condition[] = [];
  let cost = Infinity;
  for (const condition of conditions.toSorted((a, b) => a.orders - b.orders)) {
    const more = [...chosen, condition];
    const moreCost = costOfMatch(more, total);
    if (moreCost < cost) [chosen, cost] = [more, moreCost];
  }
  return [chosen, cost];
}

/**
 * All entries of a beginning are read. Those of whole words are read as far as the rarest leads, with
 * the others skipped through. Then each order is fetched that has all terms, as far as these do not depend
 * on each other.
 */
function costOfMatch(conditions: readonly Condition[], total: number): number {
  const rarest = Math.min(...conditions.map(({ orders }) => orders));
  let entries = 0;
  let wholeWords = 0;
  for (const { terms, orders } of conditions) {
    if (terms.some(({ isPrefix, word }) => isPrefix || word === null))
      entries += orders * ENTRY_OF_BEGINNING;
    else wholeWords += terms.length;
  }
  if (wholeWords > 0) entries += rarest * (ENTRY + ENTRY_SKIPPED * (wholeWords - 1));
  const matches = conditions.reduce(
    (left, { orders }) => left * Math.min(1, orders / total),
    total,
  );
  return entries + matches * MATCHED;
}

/** Terms with their counts as conditions: the pairs of a run of characters are one, met by as many as its rarest. */
export function conditionsOf(terms: readonly Term[], counts: readonly number[]): Condition[] {
  const conditions: { terms: Term[]; orders: number }[] = [];
  for (const [index, term] of terms.entries()) {
    const orders = counts[index] ?? 0;
    const last = conditions.at(-1);
    if (term.isOverlapping && last !== undefined) {
      last.terms.push(term);
      last.orders = Math.min(last.orders, orders);
    } else conditions.push({ terms: [term], orders });
  }
  return conditions;
}
