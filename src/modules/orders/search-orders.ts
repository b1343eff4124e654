import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
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
import { find, placeOf, type Found, type Question, type SummaryRow } from './search-find.ts';
import { filterTerms, searchTerms, type WordFilters } from './search-words.ts';

/** The filters of the contract, and the orders that a neighbouring room has named for one of them. */
export type NarrowedOrders = Omit<OrderFilters, 'needs'> & {
  /** The only orders to list, at most MATCHES_MAX. */
  readonly orderIds?: readonly number[];
};

/**
 * A page of orders, newest first, under any combination of filters and words. It does bounded work: it
 * walks a little way through the newest orders, then asks the index of words, and when that finds too
 * many walks further. What many orders meet is found by walking and what few meet by the index; what
 * neither finds in bounds comes as a page with fewer items and a cursor to go on. `now` is the time by
 * which orders are late.
 */
export async function listOrders(
  pool: Pool,
  filters: NarrowedOrders,
  cursor: string | null,
  limit: number,
  now: Instant,
): Promise<Answer<OrderSummaryPage>> {
  assert(
    limit >= 1 && limit <= ORDER_PAGE_LIMIT_MAX,
    `a page carries 1 to ${ORDER_PAGE_LIMIT_MAX} orders`,
  );
  const question = await questionFor(pool, filters, { cursor, limit, now });
  if ('code' in question) return question;
  const isWordless = question.search !== null && question.searchTerms.length === 0;
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
  filters: NarrowedOrders,
  {
    cursor,
    limit,
    now,
  }: { readonly cursor: string | null; readonly limit: number; readonly now: Instant },
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
    kind: filters.kind ?? null,
  };
  return {
    filters: wordFilters,
    filterTerms: filterTerms(wordFilters),
    searchTerms: search === null ? [] : searchTerms(search),
    search,
    externalId: filters.externalId ?? null,
    orderIds: filters.orderIds ?? null,
    isLate: filters.isLate ?? null,
    now,
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
  { channel, location }: NarrowedOrders,
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

/**
 * Orders that the search or the filter names outright. They are looked up in the orders themselves, so
 * that one placed a moment ago is found before the index knows it.
 */
async function findNamed(pool: Pool, question: Question): Promise<SummaryRow[]> {
  const { search, externalId, filters, isLate, now, from, after } = question;
  const name = externalId ?? search;
  // Filter and search together are left to the index: one name cannot stand for both.
  if (name === null || (externalId !== null && search !== null)) return [];
  const orderId = search !== null && /^[1-9]\d{0,14}$/.test(search) ? Number(search) : null;
  const rows = await runStatement<SummaryRow>(pool, sql.findNamed, [
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
    filters.kind,
    isLate,
    now,
  ]);
  return question.orderIds === null
    ? rows
    : rows.filter(({ order_id }) => question.orderIds?.includes(order_id) === true);
}

function withNamed(found: Found, named: readonly SummaryRow[]): readonly SummaryRow[] {
  const known = new Set(found.rows.map(({ order_id }) => order_id));
  const added = named.filter(
    (row) => !known.has(row.order_id) && (found.end === null || !isBehind(placeOf(row), found.end)),
  );
  if (added.length === 0) return found.rows;
  return [...found.rows, ...added].toSorted((a, b) => (isBehind(placeOf(a), placeOf(b)) ? 1 : -1));
}

function summaryOf(row: SummaryRow): OrderSummary {
  return {
    id: String(row.order_id),
    channel: row.channel,
    externalId: row.external_id,
    kind: row.kind,
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
