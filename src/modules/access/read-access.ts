import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { KeyPage } from '../../../contracts/access.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { KeyRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { viewKey } from './change-keys.ts';

/** Keys in the order in which they were made, without their secrets; `afterId` is the cursor. */
export async function listKeys(
  client: Queryable,
  afterId: string | null,
  limit: number,
): Promise<KeyPage> {
  const rows = await runStatement<KeyRow>(client, sql.listKeys, [afterId, limit + 1]);
  const items = rows.slice(0, limit).map(viewKey);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The password's hash of a person who may log in; null when there is none. */
export async function readPasswordHash(client: Queryable, login: string): Promise<string | null> {
  const [row] = await runStatement<{ password_hash: string }>(client, sql.readPasswordHash, [
    login,
  ]);
  return row?.password_hash ?? null;
}

/** True when somebody can log in at all: a database without persons is new. */
export async function hasPersons(client: Queryable): Promise<boolean> {
  const [row] = await runStatement<{ is_there: boolean }>(client, sql.anyPerson);
  return row?.is_there === true;
}

/** Removes sessions that are over. */
export async function deleteExpiredSessions(client: Queryable, now: Instant): Promise<void> {
  await runStatement(client, sql.deleteExpiredSessions, [now]);
}
