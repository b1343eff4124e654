import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { inTransaction, runStatement } from '../../platform/postgres/index.ts';
import type { OrderSummary } from '../../../contracts/order-reads.ts';
import * as sql from './orders-read.sql.ts';
import { isBehind, type Place } from './search-cursor.ts';
import { countOrders, endOfBeginning, frequenciesOf } from './search-frequencies.ts';
import {
  conditionsOf,
  MATCHES_MAX,
  planSearch,
  type Condition,
  type Match,
  type SearchPlan,
} from './search-plan.ts';
import { questionOf, stateWordOf, type Term, type WordFilters } from './search-words.ts';

/** A row of a list. */
export interface SummaryRow {
  order_id: number;
  channel: string;
  external_id: string;
  kind: OrderSummary['kind'];
  state: OrderSummary['state'];
  payment_state: OrderSummary['paymentState'];
  country_code: string;
  priority: number;
  currency: string;
  total_minor: number;
  placed_at: Instant;
  promised_at: Instant | null;
  customer_name: string;
  locations: string[];
}

/** A list as it is asked of the database. */
export interface Question {
  readonly filters: WordFilters;
  readonly filterTerms: readonly Term[];
  readonly searchTerms: readonly Term[];
  readonly search: string | null;
  readonly externalId: string | null;
  /** The only orders that it is about, at most MATCHES_MAX; null: all. */
  readonly orderIds: readonly number[] | null;
  /** Null: whether late or not. */
  readonly isLate: boolean | null;
  /** The time by which orders are late. */
  readonly now: Instant;
  readonly from: Instant;
  readonly after: Place;
  readonly limit: number;
}

/** Rows newest first, and the place down to which they are all; null: to the end. */
export interface Found {
  readonly rows: readonly SummaryRow[];
  readonly end: Place | null;
}

/**
 * The newest orders that a question asks for, in bounded work: an index finds what few orders meet, and
 * a walk through the newest what many do. A walk that meets fewer than was thought lets the index try; what
 * neither finds in bounds is left to the next page.
 */
export async function find(pool: Pool, question: Question): Promise<Found> {
  if (question.orderIds !== null) {
    const named = await match(pool, question, { by: 'ids', orderIds: question.orderIds });
    assert(named !== null, 'so few orders are collected');
    return named;
  }
  const plan = await planFor(pool, question);
  const { match: way, isMatchFirst, walkFirst, walkMax } = plan;
  if (way !== null && isMatchFirst) {
    return (await match(pool, question, way)) ?? walk(pool, question, walkMax);
  }
  const walked = await walk(pool, question, way === null ? walkMax : walkFirst);
  if (walked.end === null || walked.rows.length > question.limit || way === null) return walked;
  const matched = await match(pool, question, way);
  if (matched !== null || walkFirst === walkMax) return matched ?? walked;
  const { limit } = question;
  const further = await walk(
    pool,
    { ...question, after: walked.end, limit: limit - walked.rows.length },
    walkMax - walkFirst,
  );
  return { rows: [...walked.rows, ...further.rows], end: further.end };
}

async function planFor(pool: Pool, question: Question): Promise<SearchPlan> {
  const { filters, filterTerms, searchTerms, externalId, isLate, now, limit } = question;
  const terms = [...filterTerms, ...searchTerms];
  const [{ orders }, counts, late] = await Promise.all([
    frequenciesOf(pool),
    countOrders(pool, terms, externalId),
    isLate === true ? countLate(pool, now) : null,
  ]);
  const conditions = conditionsOf(terms, counts.terms);
  const stateWord = stateWordOf(filters);
  const isState = (condition: Condition) => condition.terms[0]?.word === stateWord;
  return planSearch({
    orders,
    state: conditions.find(isState) ?? null,
    others: conditions.filter((one) => !isState(one)),
    withExternalId: counts.externalId,
    late,
    hasWords: searchTerms.length > 0,
    wanted: limit + 1,
  });
}

/** How many orders are late, as far as an index would collect them. */
async function countLate(pool: Pool, now: Instant): Promise<number> {
  const [row] = await runStatement<{ late_count: number }>(pool, sql.countLate, [
    now,
    MATCHES_MAX + 1,
  ]);
  return row?.late_count ?? 0;
}

/** A place as lists are ordered. */
export function placeOf(row: SummaryRow): Place {
  return { placedAt: row.placed_at, orderId: row.order_id };
}

async function walk(pool: Pool, question: Question, length: number): Promise<Found> {
  const { filters, from, after, limit } = question;
  const window = [from, after.placedAt, after.orderId];
  const { state } = filters;
  const values = [
    ...window,
    filters.paymentState,
    filters.channelId,
    filters.countryCode,
    filters.priority,
    filters.locationId,
    questionOf(question.searchTerms),
    question.externalId,
    question.externalId === null ? null : endOfBeginning(question.externalId),
    limit + 1,
    length,
    filters.kind,
    question.isLate,
    question.now,
  ];
  const rows = await (state === null
    ? runStatement<SummaryRow>(pool, sql.walkNewest, values)
    : runStatement<SummaryRow>(pool, sql.walkState, [...values, state]));
  if (rows.length > limit) return { rows, end: null };
  const [ended] = await (state === null
    ? runStatement<{ placed_at: Instant; order_id: number }>(pool, sql.endOfWalk, [
        ...window,
        length,
      ])
    : runStatement<{ placed_at: Instant; order_id: number }>(pool, sql.endOfStateWalk, [
        ...window,
        length,
        state,
      ]));
  if (ended === undefined) return { rows, end: null };
  // An order indexed between the two statements moves the end towards the newest: what was found lies before it then.
  const end = { placedAt: ended.placed_at, orderId: ended.order_id };
  const last = rows.at(-1);
  return { rows, end: last !== undefined && isBehind(placeOf(last), end) ? placeOf(last) : end };
}

const MATCHES_BY = {
  words: sql.matchWords,
  external_id: sql.matchExternalId,
  late: sql.matchLate,
  ids: sql.matchIds,
} as const;

/** All that an index finds; null when it finds too many. */
async function match(
  pool: Pool,
  question: Question,
  way: Match | { readonly by: 'ids'; readonly orderIds: readonly number[] },
): Promise<Found | null> {
  const { filters, from, after, limit, externalId } = question;
  const values = [
    from,
    after.placedAt,
    after.orderId,
    limit + 1,
    questionOf([...question.filterTerms, ...question.searchTerms]),
    MATCHES_MAX + 1,
    filters.kind,
    externalId,
    externalId === null ? null : endOfBeginning(externalId),
    question.isLate,
    question.now,
  ];
  const rows = await inTransaction(
    pool,
    async (client) => {
      const [, matched] = await Promise.all([
        runStatement(client, sql.useIndexesOnly),
        runStatement<MatchedRow>(client, MATCHES_BY[way.by], [
          ...values,
          ...(way.by === 'words' ? [questionOf(way.terms)] : []),
          ...(way.by === 'ids' ? [integerArray(way.orderIds)] : []),
        ]),
      ]);
      return matched;
    },
    'isolation level repeatable read, read only',
  );
  if ((rows[0]?.matched_count ?? 0) > MATCHES_MAX) return null;
  // Without a match there is one row, with the count alone.
  return {
    rows: rows.filter(
      (row): row is SummaryRow & { matched_count: number } => row.order_id !== null,
    ),
    end: null,
  };
}

type MatchedRow = (
  | SummaryRow
  | (Record<Exclude<keyof SummaryRow, 'order_id'>, null> & { order_id: null })
) & {
  matched_count: number;
};
