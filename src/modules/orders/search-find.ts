import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { inTransaction, runStatement } from '../../platform/postgres/index.ts';
import type { OrderSummary } from '../../../contracts/order-reads.ts';
import * as sql from './orders-read.sql.ts';
import { isBehind, type Place } from './search-cursor.ts';
import { frequenciesOf, type WordFrequencies } from './search-frequencies.ts';
import { questionOf, type Term, type WordFilters } from './search-words.ts';

/** Orders that are looked through before the index of words is asked: enough for what one in 200 meets. */
const WALK = 10_000;
/** The same where a beginning of the external id is given, which hardly any order has. */
const WALK_EXTERNAL_ID = 2_000;
/** Orders that are looked through where the index cannot help. With the others it bounds the time of a page. */
const FURTHER_WALK = 25_000;
/** More matches are not collected: so many orders meet it that looking through the newest finds enough. */
const MATCHES_MAX = 10_000;
/** A word that fewer than one order in so many has is looked up before any walk. */
const RARE_ONE_IN = 500;

/** The last character of Unicode: with a beginning before it, the upper end of everything that begins so. */
const LAST_CHARACTER = '\u{10ffff}';

/** A row of a list. */
export interface SummaryRow {
  order_id: number;
  channel: string;
  external_id: string;
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
 * The newest orders that a question asks for, in bounded work. What a rare word finds comes from the
 * index of words. Otherwise it walks through the newest, then asks the index for what the less frequent
 * words find together, and where that is too much walks further from where it was.
 */
export async function find(pool: Pool, question: Question): Promise<Found> {
  const frequencies = await frequenciesOf(pool);
  const terms = [...question.filterTerms, ...question.searchTerms];
  const rarest = Math.min(...terms.map((term) => frequencies.ordersWith(term)));
  const isRare = rarest <= Math.min(MATCHES_MAX, frequencies.orders / RARE_ONE_IN);
  const asked = isRare ? await match(pool, question, frequencies) : null;
  if (asked !== null) return asked;
  const walked = await walk(pool, question, question.externalId === null ? WALK : WALK_EXTERNAL_ID);
  if (walked.end === null || walked.rows.length > question.limit) return walked;
  const matched = isRare ? null : await match(pool, question, frequencies);
  if (matched !== null) return matched;
  const { limit } = question;
  const further = await walk(
    pool,
    { ...question, after: walked.end, limit: limit - walked.rows.length },
    FURTHER_WALK,
  );
  return { rows: [...walked.rows, ...further.rows], end: further.end };
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
    question.externalId === null ? null : question.externalId + LAST_CHARACTER,
    limit + 1,
    length,
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

/** All that the index finds; null when all words are frequent, or too many orders have them. */
async function match(
  pool: Pool,
  question: Question,
  frequencies: WordFrequencies,
): Promise<Found | null> {
  const { from, after, limit, externalId } = question;
  const terms = [...question.filterTerms, ...question.searchTerms];
  const everything = questionOf(terms);
  const cheapest = frequencies.cheapest(terms);
  const chosen = questionOf(cheapest);
  const isHopeless = chosen === null || frequencies.ordersWithAll(cheapest) > MATCHES_MAX;
  if (isHopeless && externalId === null) return null;
  const values = [from, after.placedAt, after.orderId, limit + 1, everything, MATCHES_MAX + 1];
  const rows = await inTransaction(
    pool,
    async (client) => {
      const [, matched] = await Promise.all([
        runStatement(client, sql.useIndexesOnly),
        externalId === null
          ? runStatement<MatchedRow>(client, sql.matchWords, [...values, chosen])
          : runStatement<MatchedRow>(client, sql.matchExternalId, [
              ...values,
              externalId,
              externalId + LAST_CHARACTER,
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
