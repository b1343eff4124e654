import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { instantToText, type Instant } from '../src/kernel/clock.ts';
import { migrateJobs } from '../src/platform/jobs/migrate-jobs.ts';
import { errorMessage, StartRefusal, type Log } from '../src/platform/postgres/start-refusal.ts';

/** One numbered file of `db/migrations`. */
export interface Migration {
  readonly number: number;
  /** What it does, from the file's name. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');
const FILE_NAME = /^(\d{6})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;
/** Any number that nobody else in the database uses: "linchpin" on a telephone keypad. */
export const ADVISORY_LOCK = 54_624_746;
/** Where the database keeps what was applied to it. */
export const MIGRATION_TABLE = `
  create schema if not exists linchpin;
  create table if not exists linchpin.migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null
  )`;

/**
 * Reads the migrations of a folder in order of their numbers; an absent folder has none.
 * @throws Error when a file is misnamed or two share a number: both are mistakes of a developer
 */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  if (!existsSync(folder)) return [];
  const migrations: Migration[] = [];
  for (const fileName of readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()) {
    const [, number, name] = FILE_NAME.exec(fileName) ?? [];
    if (number === undefined || name === undefined) {
      throw new Error(`Migration ${fileName} is misnamed: name it 000001-what-it-does.sql.`);
    }
    if (migrations.at(-1)?.number === Number(number)) {
      throw new Error(
        `Two migrations have the number ${number}: give the newer one the next free number.`,
      );
    }
    // A checkout on Windows may have other line ends; they do not change what the file does.
    const sql = readFileSync(join(folder, fileName), 'utf8').replaceAll('\r\n', '\n');
    migrations.push({
      number: Number(number),
      name,
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    });
  }
  return migrations;
}

/** One hash over all migrations of a folder: two databases migrated under the same one are alike. */
export function migrationsFingerprint(folder = MIGRATIONS_FOLDER): string {
  const hash = createHash('sha256');
  for (const { number, checksum } of readMigrations(folder)) hash.update(`${number} ${checksum}\n`);
  return hash.digest('hex');
}

/**
 * Brings the database to the newest schema: each migration in its own transaction, forward only, in
 * one process at a time.
 * @returns the numbers of the migrations that were applied now
 * @throws StartRefusal `schema_changed` when a file that was applied is changed or gone,
 *   `schema_newer` when the database knows more than the code; nothing is applied then
 */
export async function migrate(pool: Pool, options: MigrateOptions): Promise<number[]> {
  const applied = await applyMissing(pool, options);
  // The job store brings migrations of its own, and knows how several processes take turns at them.
  if (options.folder === undefined) await migrateJobs(pool);
  return applied;
}

interface MigrateOptions {
  readonly now: Instant;
  /** Another folder than ours, for tests. */
  readonly folder?: string;
  readonly log: Log;
}

async function applyMissing(pool: Pool, options: MigrateOptions): Promise<number[]> {
  const migrations = readMigrations(options.folder);
  const client = await pool.connect();
  try {
    // A session's lock, because it spans several transactions; it ends with the session at the latest.
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(MIGRATION_TABLE);
    const { rows } = await client.query<Applied>(
      'select number, name, checksum from linchpin.migration order by number',
    );
    checkHistory(migrations, rows);
    const applied: number[] = [];
    for (const migration of migrations.slice(rows.length)) {
      await apply(client, migration, options.now);
      applied.push(migration.number);
      options.log(`applied migration ${fileNameOf(migration)}`);
    }
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK]);
    client.release();
    return applied;
  } catch (error) {
    // Closing the session frees the lock and rolls back, whatever state the connection is in.
    client.release(true);
    throw error;
  }
}

/** A migration that a database says it has. */
export interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Compares what a database has with the files.
 * @throws StartRefusal `schema_changed`, `schema_newer`
 */
export function checkHistory(migrations: readonly Migration[], applied: readonly Applied[]): void {
  const newest = migrations.at(-1)?.number ?? 0;
  const beyond = applied.findLast((row) => row.number > newest);
  if (beyond !== undefined) {
    throw new StartRefusal(
      'schema_newer',
      `The database has migration ${fileNameOf(beyond)}, which this Linchpin does not know: start the newer Linchpin that applied it.`,
    );
  }
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index];
    if (migration === undefined || migration.number !== row.number) {
      const odd = migration !== undefined && migration.number < row.number ? migration : row;
      throw new StartRefusal(
        'schema_changed',
        odd === row
          ? `Migration ${fileNameOf(row)} was applied to the database but its file is gone: restore the file.`
          : `Migration ${fileNameOf(odd)} was added behind ${fileNameOf(row)}, which is applied already: give it the next free number.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new StartRefusal(
        'schema_changed',
        `Migration ${fileNameOf(row)} was changed after it was applied to the database: restore the file and put the change into a new migration.`,
      );
    }
  }
}

async function apply(client: PoolClient, migration: Migration, now: Instant): Promise<void> {
  try {
    await client.query('begin');
    await applyWithin(client, migration, instantToText(now));
    await client.query('commit');
  } catch (cause) {
    throw new Error(
      `Migration ${fileNameOf(migration)} failed and was rolled back: ${describe(migration, cause)}.`,
      {
        cause,
      },
    );
  }
}

/** Applies a migration in the transaction at hand and notes when, as the text of an instant. */
export async function applyWithin(
  client: ClientBase,
  migration: Migration,
  appliedAt: string,
): Promise<void> {
  const before = await transactionId(client);
  await client.query(migration.sql);
  if ((await transactionId(client)) !== before) {
    throw new Error(
      'it ends its own transaction, so a part of it is committed: take COMMIT out of it',
    );
  }
  await client.query(
    'insert into linchpin.migration (number, name, checksum, applied_at) values ($1, $2, $3, $4)',
    [migration.number, migration.name, migration.checksum, appliedAt],
  );
}

async function transactionId(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id');
  return (rows[0] as { id: string }).id;
}

/** The server tells the place of an error as a character position; a developer wants the line. */
function describe(migration: Migration, error: unknown): string {
  const position =
    typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : 0;
  if (!(position > 0)) return errorMessage(error);
  return `${errorMessage(error)} (line ${migration.sql.slice(0, position).split('\n').length})`;
}

function fileNameOf({ number, name }: { readonly number: number; readonly name: string }): string {
  return `${String(number).padStart(6, '0')}-${name}.sql`;
}
