import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type {
  KeyPage,
  PersonPage,
  PersonView,
  Role,
  SessionList,
} from '../../../contracts/access.ts';
import type { Preference } from '../../../contracts/preferences.ts';
import type { KeyRow, PersonRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { viewKey } from './change-keys.ts';
import { viewPerson } from './change-people.ts';

/** More sessions than these nobody looks through; the newest come first. */
const SESSIONS_MAX = 200;

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

/** Who is behind a key, by its name as an actor: its maker and, where that is a key too, the maker of that. */
export async function readMakersOfKey(client: Queryable, actor: string): Promise<string[]> {
  const rows = await runStatement<{ created_by: string }>(client, sql.readMakersOfKey, [actor]);
  return rows.map(({ created_by }) => created_by);
}

/** People by login; `afterLogin` is the cursor. */
export async function listPersons(
  client: Queryable,
  role: Role | null,
  afterLogin: string | null,
  limit: number,
): Promise<PersonPage> {
  const rows = await runStatement<PersonRow>(client, sql.listPersons, [
    afterLogin,
    role,
    limit + 1,
  ]);
  const items = rows.slice(0, limit).map(viewPerson);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.login ?? null) : null };
}

/** One person; null when nobody has this login. */
export async function readPerson(client: Queryable, login: string): Promise<PersonView | null> {
  const [row] = await runStatement<PersonRow>(client, sql.readPerson, [login]);
  return row === undefined ? null : viewPerson(row);
}

/** The open sessions of a person, newest first; the one with this token is the current one. */
export async function listSessions(
  client: Queryable,
  login: string,
  tokenHash: Buffer,
  now: Instant,
): Promise<SessionList> {
  const rows = await runStatement<{
    id: string;
    created_at: Instant;
    expires_at: Instant;
    user_agent: string | null;
    opened_by: 'password' | 'provider';
    is_current: boolean;
  }>(client, sql.listSessions, [login, tokenHash, now, SESSIONS_MAX]);
  return {
    items: rows.map((row) => ({
      id: row.id,
      isCurrent: row.is_current,
      createdAt: instantToText(row.created_at),
      expiresAt: instantToText(row.expires_at),
      userAgent: row.user_agent,
      openedBy: row.opened_by,
    })),
    nextCursor: null,
  };
}

/** What somebody has chosen under a name. */
export async function readPreference(
  client: Queryable,
  login: string,
  name: string,
): Promise<Preference> {
  const [row] = await runStatement<{
    document: string;
    changed_at: Instant;
  }>(client, sql.readPreference, [login, name]);
  return row === undefined
    ? { name, document: null, changedAt: null }
    : {
        name,
        document: JSON.parse(row.document) as Preference['document'],
        changedAt: instantToText(row.changed_at),
      };
}

/** The password's hash of a person who may log in; null when there is none. */
export async function readPasswordHash(client: Queryable, login: string): Promise<string | null> {
  const [row] = await runStatement<{ password_hash: string | null }>(client, sql.readPasswordHash, [
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
