import { SECOND_MS } from '../../kernel/clock.ts';
import { recordOf, type DeadlineSource } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import {
  RETURN_RULES_DEFAULT,
  type Claim,
  type Return,
  type ReturnRules,
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
import { viewReturn } from './view-return.ts';

/** What a list of returns or claims is narrowed to. */
export interface ReturnFilter {
  readonly orderId: number | null;
  readonly state: string | null;
  /** Of returns: codes of locations; null or absent: all. */
  readonly locations?: readonly string[] | null;
}

type ReturnRow = Readonly<Record<string, unknown>> & { readonly location_code: string };

/** Returns, newest first. */
export async function listReturns(
  client: Queryable,
  filter: ReturnFilter,
  page: PageRequest,
): Promise<Answer<Page<Return>>> {
  const place = readCursor(page.cursor, ['integer', 'text']);
  if (place !== null && 'kind' in place) return place;
  const rows = await runStatement<ReturnRow>(client, sql.listReturns, [
    filter.orderId,
    filter.state,
    place?.[0] ?? null,
    place?.[1] ?? null,
    rowsToAsk(page),
    filter.locations ?? null,
  ]);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, viewRow, (row) => [
      row['requested_at'] as number,
      row['id'] as string,
    ]),
  };
}

function viewRow(row: ReturnRow): Return {
  return viewReturn(recordOf<ReturnRecord>(sql.returns, row), row.location_code);
}

/** One return. */
export async function readReturn(client: Queryable, id: string): Promise<Answer<Return>> {
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

/** Claims, newest first. */
export async function listClaims(
  client: Queryable,
  filter: ReturnFilter,
  page: PageRequest,
): Promise<Answer<Page<Claim>>> {
  const place = readCursor(page.cursor, ['integer', 'text']);
  if (place !== null && 'kind' in place) return place;
  const rows = await runStatement<Readonly<Record<string, unknown>>>(client, sql.listClaims, [
    filter.orderId,
    filter.state,
    place?.[0] ?? null,
    place?.[1] ?? null,
    rowsToAsk(page),
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
