import { instantToText, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { ImportPage, ImportView, RejectedRow } from '../../../contracts/imports.ts';
import * as sql from './imports.sql.ts';

interface ImportRow {
  id: string;
  map: string;
  actor: string;
  state: ImportView['state'];
  rows_read: number;
  rows_rejected: number;
  verdicts: Record<string, number>;
  message: string | null;
  started_at: Instant;
  saved_at: Instant;
  ended_at: Instant | null;
}

/** One that runs is saved every few seconds; after so long nobody works on it any more. */
const SILENCE_MS_MAX = 10 * MINUTE_MS;
const LOST =
  'The process that worked on it has ended. Send the file again: what was taken is recognised.';

/** Writes down that an import has begun. */
export async function startImport(
  client: Queryable,
  begun: { id: string; fileId: string; map: string; actor: string; startedAt: Instant },
): Promise<void> {
  const { id, fileId, map, actor, startedAt } = begun;
  await runStatement(client, sql.startImport, [id, fileId, map, actor, startedAt]);
}

/** How an import stands, to be written down. */
export interface ImportStanding {
  readonly state: ImportView['state'];
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly message: string | null;
}

/** Writes down how an import stands. */
export async function saveImport(
  client: Queryable,
  id: string,
  { state, rowsRead, rowsRejected, verdicts, message }: ImportStanding,
  now: Instant,
): Promise<void> {
  await runStatement(client, sql.saveImport, [
    id,
    state,
    rowsRead,
    rowsRejected,
    JSON.stringify(verdicts),
    message,
    now,
  ]);
}

/** Keeps rows that were not taken, with the reason of each. */
export async function addRejectedRows(
  client: Queryable,
  id: string,
  rows: readonly RejectedRow[],
): Promise<void> {
  await runStatement(client, sql.addRejectedRows, [
    id,
    integerArray(rows.map(({ line }) => line)),
    textArray(rows.map(({ reason }) => withoutNul(reason))),
    textArray(rows.map(({ row }) => withoutNul(JSON.stringify(row ?? null)))),
  ]);
}

/** PostgreSQL takes no NUL in text, and in JSON none that is written out. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replaceAll(String.raw`\u0000`, '\uFFFD');
}

/** One import; null when there is none of that number. */
export async function readImport(
  client: Queryable,
  id: string,
  now: Instant,
): Promise<ImportView | null> {
  const [row] = await runStatement<ImportRow>(client, sql.readImport, [id]);
  return row === undefined ? null : viewImport(row, now);
}

/** Imports, newest first; `afterId` is the cursor. */
export async function listImports(
  client: Queryable,
  afterId: string | null,
  limit: number,
  now: Instant,
): Promise<ImportPage> {
  const rows = await runStatement<ImportRow>(client, sql.listImports, [afterId, limit + 1]);
  const items = rows.slice(0, limit).map((row) => viewImport(row, now));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Rows of an import that were not taken, by line; `cursor` is the last line of the page before. */
export async function listRejectedRows(
  client: Queryable,
  id: string,
  cursor: string | null,
  limit: number,
): Promise<{ items: RejectedRow[]; nextCursor: string | null }> {
  const after = cursor === null ? -1 : Number(cursor);
  const rows = await runStatement<{ line: number; reason: string; row: string }>(
    client,
    sql.listRejectedRows,
    [id, after, limit + 1],
  );
  const items = rows
    .slice(0, limit)
    .map(({ line, reason, row }) => ({ line, reason, row: JSON.parse(row) as unknown }));
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last !== undefined ? String(last.line) : null,
  };
}

function viewImport(row: ImportRow, now: Instant): ImportView {
  const isLost = row.state === 'running' && now - row.saved_at > SILENCE_MS_MAX;
  return {
    id: row.id,
    map: row.map,
    actor: row.actor,
    state: isLost ? 'failed' : row.state,
    rowsRead: row.rows_read,
    rowsRejected: row.rows_rejected,
    verdicts: row.verdicts,
    message: isLost ? LOST : row.message,
    startedAt: instantToText(row.started_at),
    endedAt: row.ended_at === null ? null : instantToText(row.ended_at),
  };
}
