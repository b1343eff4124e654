import { once } from 'node:events';
import { Client, type ClientConfig } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { instantToText, type Instant } from '../../src/kernel/clock.ts';
import { StartRefusal } from '../../src/platform/postgres/start-refusal.ts';
import {
  ADVISORY_LOCK,
  applyWithin,
  checkHistory,
  MIGRATION_TABLE,
  readMigrations,
  type Migration,
} from '../migrate.ts';
import {
  BackupRefusal,
  tableName,
  type BackedUpTable,
  type BackupHeader,
} from './backup-format.ts';
import {
  firstContent,
  JOBS_SCHEMA,
  listForeignKeys,
  listTables,
  PLAIN_VALUES,
  quoted,
  quotedColumns,
  type ForeignKey,
} from './database-contents.ts';
import { readBackup, type BackupContents } from './read-backup.ts';
import { RowDigest } from './row-digest.ts';

/** What a restore works with. */
export interface RestoreOptions {
  readonly connection: ClientConfig;
  readonly file: string;
  /** What `examineBackup` found in the file. */
  readonly contents: BackupContents;
  readonly now: Instant;
  /** Makes the schema of the queue of jobs; called when the backup has jobs. */
  readonly makeJobsSchema: () => Promise<void>;
  /** Looks at what was restored, in the same transaction; what it throws undoes everything. */
  readonly verify: (client: Client) => Promise<void>;
  /** Hears how many rows are loaded in all. */
  readonly onRows?: (rows: number) => void;
}

/** What a restore has done. */
export interface Restored {
  readonly tables: number;
  readonly rows: number;
  /** Migrations that are newer than the backup. */
  readonly migrated: number;
}

/** Places of an era are above all places that were given out before it, also those that the backup does not know. */
const ERA = 1_099_511_627_776n;

/**
 * Loads a backup into an empty database: the migrations that it had, its rows, its sequences, then newer
 * migrations, all in one transaction. Broken off at any point, it leaves the database empty.
 * @throws BackupRefusal when the database is not empty, or the rows in it are not those of the file
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { contents, connection, now } = options;
  const { header } = contents;
  const [old, newer] = migrationsOf(header);
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(PLAIN_VALUES);
    // A server that is started meanwhile waits with its migrations until this is done.
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await refuseContent(client);
    if (header.tables.some(({ schema }) => schema === JOBS_SCHEMA)) await options.makeJobsSchema();
    await client.query('begin');
    await client.query(MIGRATION_TABLE);
    for (const migration of old) await applyWithin(client, migration, appliedAt(header, migration));
    await loadRows(client, options);
    await setSequences(client, header);
    for (const migration of newer) await applyWithin(client, migration, instantToText(now));
    await beginEra(client, header.highestPlace);
    await options.verify(client);
    await client.query('commit');
    await client.query('analyze');
    return { tables: header.tables.length, rows: contents.rows, migrated: newer.length };
  } finally {
    await client.end();
  }
}

/**
 * The migrations that the backup had, and those that came afterwards.
 * @throws StartRefusal when this Linchpin does not know all that the backup had
 */
export function migrationsOf({ migrations, linchpin }: BackupHeader): [Migration[], Migration[]] {
  const files = readMigrations();
  try {
    checkHistory(files, migrations);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    throw new StartRefusal(
      error.code,
      `The backup was made by another Linchpin (${linchpin}): ${error.message}`,
      { cause: error },
    );
  }
  return [files.slice(0, migrations.length), files.slice(migrations.length)];
}

function appliedAt({ migrations }: BackupHeader, { number }: Migration): string {
  return (migrations.find((one) => one.number === number) as { appliedAt: string }).appliedAt;
}

async function refuseContent(client: Client): Promise<void> {
  const content = await firstContent(client);
  if (content === null) return;
  throw new BackupRefusal(
    `The database is not empty (it holds ${content}): restore into a new data folder or an empty database.`,
    73,
  );
}

async function loadRows(client: Client, options: RestoreOptions): Promise<void> {
  const { tables } = options.contents.header;
  const there = new Set((await listTables(client)).map(tableName));
  const missing = tables.map(tableName).find((name) => !there.has(name));
  if (missing !== undefined) {
    throw new BackupRefusal(
      `The backup has a table ${missing} that no migration makes: restore it with the Linchpin that wrote it.`,
      65,
    );
  }
  const keys = await listForeignKeys(client);
  await loosen(client, tables, keys);
  const digests = await copyTables(client, options);
  for (const table of tables) {
    if (
      (await digestOf(client, table)) === (digests.get(tableName(table)) ?? new RowDigest().text())
    )
      continue;
    throw new BackupRefusal(
      `The rows of ${tableName(table)} did not arrive as they are in the backup: restore again, with another PostgreSQL if this repeats itself.`,
      70,
    );
  }
  await tighten(client, tables, keys);
}

/** Empties what migrations have filled, and takes away what would look at single rows. */
async function loosen(
  client: Client,
  tables: readonly BackedUpTable[],
  keys: readonly ForeignKey[],
): Promise<void> {
  for (const { table, name } of keys)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const table of tables) {
    await client.query(`alter table ${quoted(table)} disable trigger user`);
    await client.query(`truncate ${quoted(table)}`);
  }
}

async function tighten(
  client: Client,
  tables: readonly BackedUpTable[],
  keys: readonly ForeignKey[],
): Promise<void> {
  for (const table of tables)
    await client.query(`alter table ${quoted(table)} enable trigger user`);
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
  if (!tables.some(({ schema }) => schema === JOBS_SCHEMA)) return;
  // Whoever was at a job when the backup was made is not at it in this database.
  await client.query(`update ${JOBS_SCHEMA}._private_jobs set locked_at = null, locked_by = null
    where locked_at is not null`);
  await client.query(`update ${JOBS_SCHEMA}._private_job_queues set locked_at = null, locked_by = null
    where locked_at is not null`);
}

/** Copies the rows of the file into their tables. Answers the digest of each table that has rows. */
async function copyTables(
  client: Client,
  { file, contents, onRows }: RestoreOptions,
): Promise<Map<string, string>> {
  const tables = new Map(contents.header.tables.map((table) => [tableName(table), table]));
  const digests = new Map<string, string>();
  let open: OpenCopy | null = null;
  let rows = 0;
  const close = async (): Promise<void> => {
    if (open === null) return;
    await open.end();
    digests.set(open.name, open.digest.text());
    open = null;
  };
  for await (const piece of readBackup(file)) {
    if (piece.kind !== 'rows') continue;
    if (open?.name !== piece.table) {
      await close();
      open = openCopy(client, piece.table, tables.get(piece.table) as BackedUpTable);
    }
    const before: number = open.digest.rows;
    await open.write(piece.chunk);
    rows += open.digest.rows - before;
    onRows?.(rows);
  }
  await close();
  return digests;
}

/** A COPY that takes rows. */
interface OpenCopy {
  readonly name: string;
  readonly digest: RowDigest;
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
}

function openCopy(client: Client, name: string, table: BackedUpTable): OpenCopy {
  const digest = new RowDigest();
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${quotedColumns(table)}) from stdin`));
  const ended = new Promise<void>((resolve, reject) => {
    copy.once('finish', resolve);
    copy.once('error', reject);
  });
  // Thrown by whoever writes or ends next.
  ended.catch(() => undefined);
  return {
    name,
    digest,
    async write(chunk) {
      digest.update(chunk);
      if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), ended]);
    },
    async end() {
      copy.end();
      await ended;
    },
  };
}

async function digestOf(client: Client, table: BackedUpTable): Promise<string> {
  const digest = new RowDigest();
  const copy = client.query(copyTo(`copy ${quoted(table)} (${quotedColumns(table)}) to stdout`));
  for await (const chunk of copy as AsyncIterable<Buffer>) digest.update(chunk);
  return digest.text();
}

async function setSequences(client: Client, { sequences }: BackupHeader): Promise<void> {
  for (const sequence of sequences) {
    await client.query('select pg_catalog.setval($1::regclass, $2::bigint, $3::boolean)', [
      quoted(sequence),
      sequence.lastValue,
      sequence.isCalled,
    ]);
  }
}

/** Lets everything that happens from now on stand after all that the backup, or any reader of it, knows. */
async function beginEra(client: Client, highestPlace: string): Promise<void> {
  const { rows } = await client.query<{ current: string }>(
    'select pg_catalog.pg_current_xact_id()::text as current',
  );
  const current = BigInt(rows[0]?.current ?? '0');
  const highest = BigInt(highestPlace) > current ? BigInt(highestPlace) : current;
  const shift = (highest / ERA + 1n) * ERA - current;
  await client.query(`create or replace function hub.transaction_shift() returns bigint
    language sql immutable parallel safe return ${shift}::bigint`);
}
