import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, type ClientConfig, type Pool } from 'pg';
import { examineBackup } from '../../db/backup/read-backup.ts';
import { restoreBackup, type Restored } from '../../db/backup/restore-backup.ts';
import { TEST_START } from '../hub/testing.ts';
import { compareLedgerWithPositions } from '../modules/inventory/index.ts';
import { migrateJobs } from '../platform/jobs/index.ts';
import { createPool } from '../platform/postgres/pool.ts';
import type { TestDatabase } from '../platform/postgres/testing.ts';

/** A backup that the first released schema (migrations 1 to 6) was in; see db/fixtures/README.md. */
export const RELEASED_BACKUP = join(
  import.meta.dirname,
  '../../db/fixtures/released-000006.backup',
);

/** An empty database beside another one. */
export interface EmptyDatabase {
  readonly pool: Pool;
  readonly connectionConfig: ClientConfig;
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database without anything in it, on the server of another one. */
export async function emptyDatabase(beside: TestDatabase): Promise<EmptyDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await beside.pool.query(`create database ${name} template template0 encoding 'UTF8'`);
  const connectionConfig = { ...beside.connectionConfig, database: name };
  const pool = createPool(connectionConfig, { poolSize: 4, exitOnIdle: true });
  return {
    pool,
    connectionConfig,
    url: beside.url.replace(/\/test_[^?]*/, `/${name}`),
    async drop() {
      if (!pool.ended) await pool.end();
      await beside.pool.query(`drop database if exists ${name} with (force)`);
    },
  };
}

/** Restores a file as the command does, and fails when the ledger is not what positions say. */
export async function restoreInto(
  { connectionConfig, pool }: EmptyDatabase,
  file: string,
): Promise<Restored> {
  return restoreBackup({
    connection: connectionConfig,
    file,
    contents: await examineBackup(file),
    now: TEST_START,
    makeJobsSchema: () => migrateJobs(pool),
    async verify(client) {
      const differences = await compareLedgerWithPositions(client);
      if (differences.length > 0) throw new Error(JSON.stringify(differences));
    },
  });
}

/** Every row of every table of ours as text, sorted, by the table's name; but for the job store's own migrations. */
export async function allRows(connection: ClientConfig): Promise<Map<string, string[]>> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(`set time zone 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname !~ '^(pg_|information_schema$)' and (schemaname, tablename) <> ('graphile_worker', 'migrations')
       order by 1`,
    );
    const found = new Map<string, string[]>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select kept::text as row from ${name} as kept order by kept::text collate "C"`,
      );
      found.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return found;
  } finally {
    await client.end();
  }
}

/** How far every sequence has come. */
export async function allSequences(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query<object>(
    `select schemaname, sequencename, last_value from pg_sequences
     where schemaname !~ '^pg_' order by 1, 2`,
  );
  return rows;
}
