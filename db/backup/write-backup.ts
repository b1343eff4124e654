import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { Client, type ClientConfig } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import { instantToText, type Instant } from '../../src/kernel/clock.ts';
import {
  BackupRefusal,
  FORMAT,
  HEADER_NAME,
  MANIFEST_NAME,
  tableName,
  type BackedUpMigration,
  type BackedUpTable,
  type BackupHeader,
  type BackupManifest,
  type TableSummary,
} from './backup-format.ts';
import {
  listSequences,
  listTables,
  PLAIN_VALUES,
  quoted,
  quotedColumns,
} from './database-contents.ts';

const PART_BYTES = 4_194_304;
const NEW_LINE = 10;

/** What to back up, and where to. */
export interface BackupOptions {
  readonly connection: ClientConfig;
  readonly file: string;
  /** The version of this Linchpin. */
  readonly linchpin: string;
  readonly now: Instant;
  /** Hears how many rows are written in all. */
  readonly onRows?: (rows: number) => void;
}

/**
 * Writes everything in the database to one file, as it is at one moment, while others work with it. The
 * file appears under its name when it is whole.
 * @throws BackupRefusal when there is such a file already, or nothing to back up
 */
export async function writeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { connection, file } = options;
  if (existsSync(file)) {
    throw new BackupRefusal(`${file} is there already: give the backup another name.`, 73);
  }
  const client = new Client(connection);
  await client.connect();
  const unfinished = `${file}.unfinished`;
  try {
    await client.query(PLAIN_VALUES);
    await client.query('begin isolation level repeatable read, read only');
    const header = await describe(client, options);
    const tar = pack();
    // A backup should be quick; how small it gets matters less.
    const packed = createGzip({ level: constants.Z_BEST_SPEED });
    const written = pipeline(
      tar,
      packed,
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    const [manifest] = await Promise.all([writeEntries(client, tar, header, options), written]);
    await client.query('commit');
    await rename(unfinished, file);
    return manifest;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw refusalOf(error, file);
  } finally {
    await client.end();
  }
}

function refusalOf(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return /^E(NOENT|ACCES|PERM|NOTDIR|ISDIR|ROFS|NOSPC|DQUOT)$/.test(code)
    ? new BackupRefusal(
        `The backup ${file} cannot be written (${code}): give a place that has room and may be written.`,
        73,
        { cause: error },
      )
    : error;
}

async function describe(client: Client, { linchpin, now }: BackupOptions): Promise<BackupHeader> {
  const facts = await client.query<{ is_ours: boolean; has_eras: boolean; version: string }>(
    `select to_regclass('linchpin.migration') is not null as is_ours,
       to_regprocedure('hub.place_of(xid8)') is not null as has_eras,
       current_setting('server_version') as version`,
  );
  const [fact] = facts.rows as [(typeof facts.rows)[0]];
  if (!fact.is_ours) {
    throw new BackupRefusal(
      'There is no Linchpin in this database: give the right one with --data or --database-url.',
      66,
    );
  }
  const transaction = 'pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())';
  const place = await client.query<{ highest: string }>(
    `select ${fact.has_eras ? `hub.place_of(${transaction})` : transaction}::text as highest`,
  );
  const migrations = await client.query<BackedUpMigration>(
    `select number, name, checksum, applied_at::text as "appliedAt" from linchpin.migration order by number`,
  );
  return {
    format: FORMAT,
    linchpin,
    postgres: fact.version,
    madeAt: instantToText(now),
    highestPlace: place.rows[0]?.highest ?? '0',
    migrations: migrations.rows,
    tables: await listTables(client),
    sequences: await listSequences(client),
  };
}

async function writeEntries(
  client: Client,
  tar: Pack,
  header: BackupHeader,
  { now, onRows }: BackupOptions,
): Promise<BackupManifest> {
  try {
    const writeEntry = entryWriter(tar, now);
    const headerText = Buffer.from(`${JSON.stringify(header, null, 2)}\n`);
    await writeEntry(HEADER_NAME, headerText);
    const tables: TableSummary[] = [];
    let rowsBefore = 0;
    for (const table of header.tables) {
      const before = rowsBefore;
      const summary = await writeTable(client, table, writeEntry, (rows) =>
        onRows?.(before + rows),
      );
      rowsBefore += summary.rows;
      tables.push(summary);
    }
    const manifest = {
      headerSha256: createHash('sha256').update(headerText).digest('hex'),
      tables,
    };
    await writeEntry(MANIFEST_NAME, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    tar.finalize();
    return manifest;
  } catch (error) {
    tar.destroy(error as Error);
    throw error;
  }
}

type WriteEntry = (name: string, content: Buffer) => Promise<void>;

/** Writes entries one after the other, each when the one before has left for the disk. */
function entryWriter(tar: Pack, now: Instant): WriteEntry {
  return (name, content) =>
    new Promise((resolve, reject) => {
      const entry = tar.entry({ name, size: content.length, mtime: new Date(now) }, (error) =>
        error ? reject(error) : resolve(),
      );
      entry.end(content);
    });
}

async function writeTable(
  client: Client,
  table: BackedUpTable,
  writeEntry: WriteEntry,
  onRows: (rows: number) => void,
): Promise<TableSummary> {
  const name = tableName(table);
  const hash = createHash('sha256');
  let [rows, bytes, parts, waitingBytes] = [0, 0, 0, 0];
  let waiting: Buffer[] = [];
  const writePart = async (): Promise<void> => {
    parts += 1;
    const part = Buffer.concat(waiting, waitingBytes);
    [waiting, waitingBytes] = [[], 0];
    await writeEntry(`tables/${name}/${String(parts).padStart(6, '0')}`, part);
    onRows(rows);
  };
  const copy = client.query(copyTo(`copy ${quoted(table)} (${quotedColumns(table)}) to stdout`));
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) rows += 1;
    bytes += chunk.length;
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= PART_BYTES) await writePart();
  }
  if (waitingBytes > 0) await writePart();
  return { name, rows, bytes, sha256: hash.digest('hex') };
}
