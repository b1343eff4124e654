import type { RunStatement } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './sample-keys.sql.ts';

/** The key by which the twin orders; a database that has it holds the sample company. */
export const TWIN_KEY = 'twin';
/** The key of a second person at the company: who has counted or sent something does not decide about it. */
export const SECOND_TWIN_KEY = 'twin-second';

/** A key that the twin has, or had before it got another. */
export interface SampleKey {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** All keys that the twin ever had. */
export async function readSampleKeys(run: RunStatement): Promise<SampleKey[]> {
  const rows = await run<{ id: string; name: string; is_active: boolean }>(sql.readKeysByName, [
    [TWIN_KEY, SECOND_TWIN_KEY],
  ]);
  return rows.map(({ id, name, is_active: isActive }) => ({ id, name, isActive }));
}

/** True as long as the sample company is here. */
export async function isSampleThere(client: Queryable): Promise<boolean> {
  const keys = await readSampleKeys((statement, values) => runStatement(client, statement, values));
  return keys.some(({ name, isActive }) => name === TWIN_KEY && isActive);
}
