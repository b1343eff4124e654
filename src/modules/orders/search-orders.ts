import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import { inTransaction, runStatement } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import {
  ORDER_PAGE_LIMIT_MAX,
  type OrderFilters,
  type OrderSummary,
  type OrderSummaryPage,
} from '../../../contracts/order-reads.ts';
import * as sql from './orders-read.sql.ts';
import {
  BEGINNING,
  EARLIEST,
  isBehind,
  placeFromText,
  placeToText,
  type Place,
} from './search-cursor.ts';
import { questionOf, searchQuestion, type WordFilters } from './search-words.ts';

/** Enough for a page of whatever a fortieth of the orders meets. */
const SHORT_WALK = 2_000;
/** Sets how much work a page may be at most, and so its time, whatever is asked of however many orders. */
const LONG_WALK = 25_000;
const MATCHES_MAX = 20_000;
/** The last character of Unicode: with a beginning before it, the upper end of everything that begins so. */
const LAST_CHARACTER = '\u{10ffff}';

interface SummaryRow {
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
interface Question {
  readonly filters: WordFilters;
  /** tsquery of the typed words; null: none. */
  readonly words: string | null;
  /** tsquery of the filters and the typed words together; null: neither. */
  readonly everything: string | null;
  readonly search: string | null;
  readonly externalId: string | null;
  readonly from: Instant;
  readonly after: Place;
  readonly limit: number;
}

/** Rows newest first, and the place down to which they are all; null: to the end. */
interface Found {
  readonly rows: readonly SummaryRow[];
  readonly end: Place | null;
}

/**
 * A page of orders, newest first, under any combination of filters and words. It does bounded work: it
 * walks a little way through the newest orders, then asks the index of words, and when that finds too
 * many walks further. What many orders meet is found by walking and what few meet by the index; what
 * neither finds in bounds comes as a page with fewer items and a cursor to go on.
 */
export async function listOrders(
  pool: Pool,
  filters: OrderFilters,
  cursor: string | null,
  limit: number,
): Promise<Answer<OrderSummaryPage>> {
  assert(
    limit >= 1 && limit <= ORDER_PAGE_LIMIT_MAX,
    `a page carries 1 to ${ORDER_PAGE_LIMIT_MAX} orders`,
  );
  const question = await questionFor(pool, filters, cursor, limit);
  if ('code' in question) return question;
  const isWordless = question.search !== null && question.words === null;
  const found: Found = isWordless ? { rows: [], end: null } : await find(pool, question);
  const rows = withNamed(found, await findNamed(pool, question));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const end = rows.length > limit && last !== undefined ? placeOf(last) : found.end;
  return {
    kind: 'found',
    value: {
      items: shown.map(summaryOf),
      nextCursor: end === null ? null : placeToText(end),
      lookedBackTo: end === null ? null : instantToText(end.placedAt),
    },
  };
}

async function questionFor(
  pool: Pool,
  filters: OrderFilters,
  cursor: string | null,
  limit: number,
): Promise<Question | Refusal> {
  const ids = await filterIds(pool, filters);
  if ('code' in ids) return ids;
  const from = instantOf(filters.placedFrom, EARLIEST);
  const to = instantOf(filters.placedTo, BEGINNING.placedAt);
  const given = cursor === null ? BEGINNING : placeFromText(cursor);
  if ('code' in given) return given;
  const upper: Place = {
    placedAt: to,
    orderId: filters.placedTo === undefined ? BEGINNING.orderId : 0,
  };
  const search = filters.search?.trim() || null;
  const wordFilters: WordFilters = {
    state: filters.state ?? null,
    paymentState: filters.paymentState ?? null,
    channelId: ids.channelId,
    countryCode: filters.countryCode ?? null,
    priority: filters.priority ?? null,
    locationId: ids.locationId,
  };
  const words = search === null ? null : searchQuestion(search);
  return {
    filters: wordFilters,
    words,
    everything: questionOf(wordFilters, words),
    search,
    externalId: filters.externalId ?? null,
    from,
    after: isBehind(given, upper) ? given : upper,
    limit,
  };
}

function instantOf(text: string | undefined, otherwise: Instant): Instant {
  const instant = text === undefined ? otherwise : (instantFromText(text) ?? otherwise);
  return Math.min(Math.max(instant, EARLIEST), BEGINNING.placedAt);
}

async function filterIds(
  pool: Pool,
  { channel, location }: OrderFilters,
): Promise<{ readonly channelId: number | null; readonly locationId: number | null } | Refusal> {
  if (channel === undefined && location === undefined) return { channelId: null, locationId: null };
  const [row] = await runStatement<{ channel_id: number | null; location_id: number | null }>(
    pool,
    sql.findFilterIds,
    [channel ?? null, location ?? null],
  );
  const channelId = row?.channel_id ?? null;
  const locationId = row?.location_id ?? null;
  if (channel !== undefined && channelId === null) {
    return refuse('not_found', `There is no channel ${channel}.`, { channel });
  }
  if (location !== undefined && locationId === null) {
    return refuse('not_found', `There is no location ${location}.`, { location });
  }
  return { channelId, locationId };
}

async function find(pool: Pool, question: Question): Promise<Found> {
  const walked = await walk(pool, question, SHORT_WALK);
  if (isComplete(walked, question) || !canMatch(question)) return walked;
  const matched = await match(pool, question);
  return matched ?? walk(pool, question, LONG_WALK);
}

function isComplete({ rows, end }: Found, { limit }: Question): boolean {
  return end === null || rows.length > limit;
}

/** Where a walk by itself meets nothing but what is asked, the index of words has nothing to add. */
function canMatch({ everything, externalId }: Question): boolean {
  return everything !== null || externalId !== null;
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
    question.words,
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

/** All that the index finds; null when that is too much. */
async function match(pool: Pool, question: Question): Promise<Found | null> {
  const { from, after, limit, externalId } = question;
  const values = [
    from,
    after.placedAt,
    after.orderId,
    limit + 1,
    question.everything,
    MATCHES_MAX + 1,
  ];
  const rows = await inTransaction(
    pool,
    async (client) => {
      const [, matched] = await Promise.all([
        runStatement(client, sql.useIndexesOnly),
        externalId === null
          ? runStatement<MatchedRow>(client, sql.matchWords, values)
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

/**
 * Orders that the search or the filter names outright. They are looked up in the orders themselves, so
 * that one placed a moment ago is found before the index knows it.
 */
async function findNamed(pool: Pool, question: Question): Promise<SummaryRow[]> {
  const { search, externalId, filters, from, after } = question;
  const name = externalId ?? search;
  // Filter and search together are left to the index: one name cannot stand for both.
  if (name === null || (externalId !== null && search !== null)) return [];
  const orderId = search !== null && /^[1-9]\d{0,14}$/.test(search) ? Number(search) : null;
  return runStatement<SummaryRow>(pool, sql.findNamed, [
    orderId,
    name,
    from,
    after.placedAt,
    after.orderId,
    filters.state,
    filters.paymentState,
    filters.channelId,
    filters.countryCode,
    filters.priority,
    filters.locationId,
  ]);
}

function withNamed(found: Found, named: readonly SummaryRow[]): readonly SummaryRow[] {
  const known = new Set(found.rows.map(({ order_id }) => order_id));
  const added = named.filter(
    (row) => !known.has(row.order_id) && (found.end === null || !isBehind(placeOf(row), found.end)),
  );
  if (added.length === 0) return found.rows;
  return [...found.rows, ...added].toSorted((a, b) => (isBehind(placeOf(a), placeOf(b)) ? 1 : -1));
}

function placeOf(row: SummaryRow): Place {
  return { placedAt: row.placed_at, orderId: row.order_id };
}

function summaryOf(row: SummaryRow): OrderSummary {
  return {
    id: String(row.order_id),
    channel: row.channel,
    externalId: row.external_id,
    state: row.state,
    paymentState: row.payment_state,
    countryCode: row.country_code,
    priority: row.priority,
    currency: row.currency,
    totalMinor: row.total_minor,
    placedAt: instantToText(row.placed_at),
    promisedAt: row.promised_at === null ? null : instantToText(row.promised_at),
    customerName: row.customer_name,
    locations: row.locations,
  };
}
