import { DAY_MS, SECOND_MS, type Instant } from '../../kernel/clock.ts';
import { recordOf, type DeadlineSource } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import {
  RETURN_RULES_DEFAULT,
  RETURNS_COUNTED_MAX,
  type Claim,
  type ClaimCounts,
  type ClaimState,
  type ListedReturn,
  type ReturnCounts,
  type ReturnRules,
  type ReturnStage,
} from '../../../contracts/returns.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from '../inventory/index.ts';
import { viewClaim, type ClaimRecord } from './claim-record.ts';
import type { ReturnRecord } from './return-record.ts';
import * as sql from './returns.sql.ts';
import type { ClaimWalk, ReturnWalk } from './returns.sql.ts';
import { viewReturn } from './view-return.ts';

/** What a list of returns is narrowed to; what is left out or null narrows nothing. */
export interface ReturnFilter {
  readonly orderId: number | null;
  readonly state: string | null;
  readonly stage?: ReturnStage | null;
  readonly channel?: string | null;
  readonly location?: string | null;
  /** A number: of a return, of its order here or at the channel (or how that begins), of its parcel. */
  readonly search?: string | null;
  /** Codes of the locations within the caller's reach. */
  readonly locations?: readonly string[] | null;
}

/** Money that was credited longer ago is looked for in the order. */
const REFUND_WITHIN_MS = 60 * DAY_MS;
const FOUND_MAX = 1_000;
const ORDER_ID = /^[1-9][0-9]{0,14}$/;

type ReturnRow = Readonly<Record<string, unknown>> & {
  readonly location_code: string;
  readonly channel_code: string;
  readonly external_id: string;
  readonly currency: string;
  readonly balance_minor: number | string;
};

/** Returns, newest first. */
export async function listReturns(
  client: Queryable,
  filter: ReturnFilter,
  page: PageRequest,
  now: Instant,
): Promise<Answer<Page<ListedReturn>>> {
  const place = readCursor(page.cursor, ['integer', 'text']);
  if (place !== null && 'kind' in place) return place;
  const { orderId, state, channel, location, search, locations } = filter;
  const ids = search === undefined || search === null ? null : await findReturns(client, search);
  const rows = await runStatement<ReturnRow>(client, sql.listReturns[walkOf(filter)], [
    orderId,
    state,
    place?.[0] ?? null,
    place?.[1] ?? null,
    rowsToAsk(page),
    locations ?? null,
    location ?? null,
    channel ?? null,
    ids,
    now - REFUND_WITHIN_MS,
  ]);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, viewRow, (row) => [
      row['requested_at'] as number,
      row['id'] as string,
    ]),
  };
}

/** The walk that passes over the fewest returns that do not fit. */
function walkOf({ orderId, state, stage, channel, location, search }: ReturnFilter): ReturnWalk {
  if (orderId !== null) return stage ?? 'order';
  if (stage !== undefined && stage !== null) return stage;
  if (search !== undefined && search !== null) return 'found';
  if (location !== undefined && location !== null) return 'location';
  if (state !== null) return 'state';
  return channel === undefined || channel === null ? 'newest' : 'channel';
}

async function findReturns(client: Queryable, search: string): Promise<string[]> {
  const text = search.trim();
  const found = await runStatement<{ id: string }>(client, sql.findReturns, [
    text.toUpperCase(),
    ORDER_ID.test(text) ? Number(text) : null,
    text,
    `${text}\u{10FFFF}`,
    FOUND_MAX,
  ]);
  return found.map(({ id }) => id);
}

/** How many returns stand at each stage, of some locations and channels. */
export async function countReturns(
  client: Queryable,
  {
    channel,
    location,
    locations,
  }: Required<Pick<ReturnFilter, 'channel' | 'location' | 'locations'>>,
  now: Instant,
): Promise<ReturnCounts> {
  const items = await runStatement<ReturnCounts['items'][number]>(client, sql.countStages, [
    locations,
    location,
    channel,
    now - REFUND_WITHIN_MS,
    RETURNS_COUNTED_MAX,
  ]);
  return { items };
}

function viewRow(row: ReturnRow): ListedReturn {
  return {
    ...viewReturn(recordOf<ReturnRecord>(sql.returns, row), row.location_code),
    channel: row.channel_code,
    orderExternalId: row.external_id,
    currency: row.currency,
    balanceMinor: Number(row.balance_minor),
  };
}

/** One return. */
export async function readReturn(client: Queryable, id: string): Promise<Answer<ListedReturn>> {
  const [row] = await runStatement<ReturnRow>(client, sql.readReturn, [id]);
  return row === undefined
    ? refuse('not_found', `There is no return ${id}.`, { returnId: id })
    : { kind: 'found', value: viewRow(row) };
}

/** The rules in force. */
export async function readReturnRules(client: Queryable): Promise<ReturnRules> {
  const [row] = await runStatement<{ content: ReturnRules }>(client, sql.readRules);
  return row?.content ?? RETURN_RULES_DEFAULT;
}

/** What a list of claims is narrowed to; what is left out or null narrows nothing. */
export interface ClaimFilter {
  readonly orderId: number | null;
  readonly state: string | null;
  readonly carrier?: string | null;
  /** The number of a claim, of its shipment, or of its order. */
  readonly search?: string | null;
}

/** Claims, newest first. */
export async function listClaims(
  client: Queryable,
  { orderId, state, carrier = null, search = null }: ClaimFilter,
  page: PageRequest,
): Promise<Answer<Page<Claim>>> {
  const place = readCursor(page.cursor, ['integer', 'text']);
  if (place !== null && 'kind' in place) return place;
  const ids = search === null ? null : await findClaims(client, search.trim());
  const walk: ClaimWalk =
    orderId !== null
      ? 'order'
      : ids !== null
        ? 'found'
        : carrier !== null
          ? 'carrier'
          : state === null
            ? 'newest'
            : 'state';
  const rows = await runStatement<Readonly<Record<string, unknown>>>(client, sql.listClaims[walk], [
    orderId,
    state,
    place?.[0] ?? null,
    place?.[1] ?? null,
    rowsToAsk(page),
    carrier,
    ids,
  ]);
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => viewClaim(recordOf<ClaimRecord>(sql.claims, row)),
      (row) => [row['opened_at'] as number, row['id'] as string],
    ),
  };
}

async function findClaims(client: Queryable, search: string): Promise<string[]> {
  const found = await runStatement<{ id: string }>(client, sql.findClaims, [
    search,
    ORDER_ID.test(search) ? Number(search) : null,
  ]);
  return found.map(({ id }) => id);
}

const CARRIERS_MAX = 100;

/** What stands open with carriers, and which carriers something was ever claimed from. */
export async function countClaims(client: Queryable): Promise<ClaimCounts> {
  const rows = await runStatement<{
    readonly state: ClaimState;
    readonly currency: string;
    readonly quantity: number;
    readonly amount_minor: number | string;
  }>(client, sql.countClaims);
  const carriers = await runStatement<{ carrier: string }>(client, sql.readClaimCarriers, [
    CARRIERS_MAX,
  ]);
  return {
    items: rows.map(({ state, currency, quantity, amount_minor: amount }) => ({
      state,
      currency,
      quantity,
      amountMinor: Number(amount),
    })),
    carriers: carriers.map(({ carrier }) => carrier),
  };
}

/** One claim. */
export async function readClaim(client: Queryable, id: string): Promise<Answer<Claim>> {
  const [row] = await runStatement<Readonly<Record<string, unknown>>>(client, sql.readClaim, [id]);
  return row === undefined
    ? refuse('not_found', `There is no claim ${id}.`, { claimId: id })
    : { kind: 'found', value: viewClaim(recordOf<ClaimRecord>(sql.claims, row)) };
}

/** Approved returns whose goods have not come in time. */
export const returnDeadlines: DeadlineSource = {
  name: 'returns',
  everyMs: 10 * SECOND_MS,
  async due(pool, now, limit) {
    const rows = await runStatement<{ id: string }>(pool, sql.readExpired, [now, limit]);
    return rows.map(({ id }) => ({ kind: 'expire_return', body: { returnId: id } }));
  },
};
