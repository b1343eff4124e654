import type { RunStatement } from '../../hub/index.ts';
import * as sql from './active-people.sql.ts';

/** Everybody who may log in, by login, for decisions on who is asked. */
export function readActivePeople(
  run: RunStatement,
): Promise<{ readonly login: string; readonly roles: readonly string[] }[]> {
  return run(sql.readActivePeople, []);
}
