import type { RunStatement } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './active-people.sql.ts';

/** Everybody who may log in, by login, for decisions on who is asked. */
export function readActivePeople(
  run: RunStatement,
): Promise<{ readonly login: string; readonly roles: readonly string[] }[]> {
  return run(sql.readActivePeople, []);
}

/** Whom something may be given to. */
export interface PeopleQuery {
  /** One of them is enough. */
  readonly roles: readonly string[];
  /** Logins of those who are left out. */
  readonly without: readonly string[];
  /** Part of a login or name; null: all. */
  readonly search: string | null;
  readonly limit: number;
}

/** People who may log in and have one of the roles, by name. */
export function findActivePeople(
  client: Queryable,
  { roles, without, search, limit }: PeopleQuery,
): Promise<{ readonly login: string; readonly name: string }[]> {
  return runStatement(client, sql.findActivePeople, [roles, without, search, limit]);
}
