import { recordOf, type DeadlineSource } from '../../hub/index.ts';
import { SECOND_MS, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { Exception, ExceptionRules, ExceptionSummary } from '../../../contracts/exceptions.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from '../inventory/index.ts';
import { viewException, type ExceptionRecord } from './exception-record.ts';
import { DEFAULT_RULES } from './exception-rules.ts';
import * as sql from './exceptions.sql.ts';

/** What a list of exceptions is narrowed to; null: not. */
export interface ExceptionFilter {
  readonly kind: string | null;
  readonly owners: readonly string[] | null;
}

type Row = Readonly<Record<string, unknown>>;
const viewRow = (row: Row) => viewException(recordOf<ExceptionRecord>(sql.exceptions, row));

/** Open exceptions, most urgent first; those of one subject when it is named. */
export async function listOpenExceptions(
  client: Queryable,
  { kind, owners, subject }: ExceptionFilter & { readonly subject: string | null },
  page: PageRequest,
): Promise<Answer<Page<Exception>>> {
  const place = readCursor(page.cursor, ['integer', 'integer', 'uuid']);
  if (place !== null && 'kind' in place) return place;
  const rows = await runStatement<Row>(client, sql.listOpen, [
    kind,
    owners,
    subject,
    place?.[0] ?? null,
    place?.[1] ?? null,
    place?.[2] ?? null,
    rowsToAsk(page),
  ]);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, viewRow, (row) => [
      row['severity'] as number,
      row['due_at'] as number,
      row['id'] as string,
    ]),
  };
}

/** Exceptions of any state, newest first. */
export async function listExceptions(
  client: Queryable,
  { kind, owners, state }: ExceptionFilter & { readonly state: string | null },
  page: PageRequest,
): Promise<Answer<Page<Exception>>> {
  const place = readCursor(page.cursor, ['integer', 'uuid']);
  if (place !== null && 'kind' in place) return place;
  const rows = await runStatement<Row>(client, sql.listNewest, [
    kind,
    owners,
    state,
    place?.[0] ?? null,
    place?.[1] ?? null,
    rowsToAsk(page),
  ]);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, viewRow, (row) => [
      row['opened_at'] as number,
      row['id'] as string,
    ]),
  };
}

/** One exception. */
export async function readException(client: Queryable, id: string): Promise<Answer<Exception>> {
  const [row] = await runStatement<Row>(client, sql.readException, [id]);
  return row === undefined
    ? refuse('not_found', `There is no exception ${id}.`, { exceptionId: id })
    : { kind: 'found', value: viewRow(row) };
}

/** Numbers of the newest orders that an open exception is about which does not rest, of these owners or of all. */
export async function readOrdersInNeed(
  client: Queryable,
  owners: readonly string[] | null,
  limit: number,
): Promise<readonly number[]> {
  const rows = await runStatement<{ order_id: number }>(client, sql.readOrdersInNeed, [
    owners,
    limit,
  ]);
  return rows.map(({ order_id }) => order_id);
}

/** How many there are, by kind. */
export async function summariseExceptions(
  client: Queryable,
  now: Instant,
): Promise<ExceptionSummary> {
  const rows = await runStatement<{
    kind: string;
    open_count: number;
    overdue_count: number;
    subject_count: number;
  }>(client, sql.summarise, [now]);
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    open: sum((row) => row.open_count),
    overdue: sum((row) => row.overdue_count),
    byKind: rows.map((row) => ({
      kind: row.kind,
      open: row.open_count,
      overdue: row.overdue_count,
      subjects: row.subject_count,
    })),
  };
}

/** The rules in force. */
export async function readExceptionRules(client: Queryable): Promise<ExceptionRules> {
  const [row] = await runStatement<{ content: ExceptionRules }>(client, sql.readRules);
  return row?.content ?? DEFAULT_RULES;
}

/** Exceptions whose time is over, or whose rest. */
export const exceptionDeadlines: DeadlineSource = {
  name: 'exceptions',
  everyMs: SECOND_MS,
  async due(pool, now, limit) {
    const rows = await runStatement<{ id: string }>(pool, sql.readDue, [now, limit]);
    return rows.map(({ id }) => ({ kind: 'escalate_exception', body: { exceptionId: id } }));
  },
};
