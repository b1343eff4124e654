import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, type Pool } from 'pg';
import { migrate, migrationsFingerprint } from '../../../db/migrate.ts';
import { machineClock } from '../../kernel/clock.ts';
import { waitForFileLock, type FileLock } from './file-lock.ts';
import { createPool } from './pool.ts';
import { isAlive, waitUntilGone } from './processes.ts';

/** A database of its own for one test file, migrated and empty. */
export interface TestDatabase {
  readonly pool: Pool;
  /** For clients of the test's own, and for child processes. */
  readonly connectionConfig: ClientConfig;
  /** The same as an address, for DATABASE_URL. */
  readonly url: string;
  /** Ends the pool and removes the database. A test that forgets it leaves the removal to the next run. */
  drop(): Promise<void>;
}

type Address = { host: string; port: number; user: string; password: string };

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 30_000;
const POLL_MS = 20;
/** Identifiers from here on do not fit an int4, so a wrong cast fails in the tests, not after two thousand million rows. */
const FIRST_IDENTIFIER = 3_000_000_000;
const TEMPLATE_LOCK = 54_624_747;
/** Counts up when templates are made differently under the same migrations. */
const TEMPLATE_EDITION = 2;

let serverAddress: Promise<ClientConfig> | undefined;
/** Held until this process ends; tells the server that it is needed. */
let useLock: FileLock | null = null;

/**
 * Gives a fresh database with the newest schema, on the server of LINCHPIN_TEST_DATABASE_URL or on one
 * that all test processes of this checkout share, which is started when needed and ends by itself.
 */
export async function testDatabase(
  options: { readonly poolSize?: number } = {},
): Promise<TestDatabase> {
  const server = await (serverAddress ??= findServer());
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const maintenance = createPool(server, { poolSize: 1, exitOnIdle: true });
  try {
    const template = await makeTemplate(maintenance, server);
    // Copying files takes half the time of copying through the log.
    await maintenance.query(`create database ${name} template ${template} strategy file_copy`);
  } finally {
    await maintenance.end();
  }
  const connectionConfig = { ...server, database: name };
  const pool = createPool(connectionConfig, { poolSize: options.poolSize ?? 10, exitOnIdle: true });
  return {
    pool,
    connectionConfig,
    url: urlOf(connectionConfig),
    async drop() {
      if (!pool.ended) await pool.end();
      const last = createPool(server, { poolSize: 1, exitOnIdle: true });
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

/**
 * Ends the shared server unless another run is using it; the test runner calls this after the last
 * file. Without the call the server ends by itself when nobody has used it for a while.
 */
export async function stopTestServer(): Promise<void> {
  const folder = testFolder();
  const address = readAddress(folder);
  if (address === null || !isAlive(address.pid)) return;
  const alone = await waitForFileLock(join(folder, 'users.lock'), 'exclusive', 0);
  if (alone === null) return;
  process.kill(address.pid, 'SIGTERM');
  await waitUntilGone(address.pid, STOP_MS_MAX);
  alone.release();
}

/** The folder of the shared server: short, reachable for the database user, one a checkout and user. */
export function testFolder(): string {
  const checkout = join(import.meta.dirname, '..', '..', '..');
  const digest = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return join(tmpdir(), `linchpin-test-${process.getuid?.() ?? 0}-${digest}`);
}

async function findServer(): Promise<ClientConfig> {
  const given = process.env.LINCHPIN_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    const { host, port, user, password, database, ssl } = new Client({
      connectionString: given,
    });
    return {
      host,
      port,
      ssl,
      user: user ?? 'postgres',
      password: password as string,
      database: database ?? 'postgres',
    };
  }
  const folder = testFolder();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (lstatSync(folder).uid !== process.getuid?.()) {
    throw new Error(
      `${folder} belongs to another user: remove it, or set TMPDIR to a folder of your own.`,
    );
  }
  useLock = await waitForFileLock(join(folder, 'users.lock'), 'shared', START_MS_MAX);
  if (useLock === null) throw new Error(`${folder} is locked: remove it.`);
  const starting = await waitForFileLock(join(folder, 'start.lock'), 'exclusive', START_MS_MAX);
  if (starting === null)
    throw new Error(`The test server did not start in time: see ${folder}/server.log.`);
  try {
    const address = await startServer(folder);
    return {
      host: address.host,
      port: address.port,
      user: address.user,
      password: address.password,
      database: 'postgres',
    };
  } finally {
    starting.release();
  }
}

async function startServer(folder: string): Promise<Address> {
  const running = readAddress(folder);
  if (running !== null && (await answers(running))) return running;
  const failure = join(folder, 'server.failed');
  rmSync(failure, { force: true });
  rmSync(join(folder, 'server.json'), { force: true });
  // A server on its way down still holds its folder.
  const down = await waitForFileLock(hubLock(folder), 'exclusive', STOP_MS_MAX);
  down?.release();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'test-server.ts'), folder], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  });
  child.unref();
  const deadline = performance.now() + START_MS_MAX;
  for (;;) {
    const address = readAddress(folder);
    if (address !== null) return address;
    if (existsSync(failure))
      throw new Error(`The test server did not start: ${readFileSync(failure, 'utf8')}`);
    if (performance.now() > deadline)
      throw new Error(`The test server did not start in time: see ${folder}/server.log.`);
    await sleep(POLL_MS);
  }
}

function hubLock(folder: string): string {
  mkdirSync(join(folder, 'data'), { recursive: true });
  return join(folder, 'data', 'hub.lock');
}

function readAddress(folder: string): (Address & { pid: number }) | null {
  const path = join(folder, 'server.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Address & { pid: number })
    : null;
}

async function answers(address: Address & { pid: number }): Promise<boolean> {
  if (!isAlive(address.pid)) return false;
  const client = new Client({ ...address, database: 'postgres' });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The name of a database that holds the newest schema; made once a set of migrations. */
async function makeTemplate(maintenance: Pool, server: ClientConfig): Promise<string> {
  const fingerprint = `${migrationsFingerprint()} ${TEMPLATE_EDITION}`;
  const template = `template_${createHash('sha256').update(fingerprint).digest('hex').slice(0, 16)}`;
  const isThere = async (): Promise<boolean> =>
    (await maintenance.query('select from pg_database where datname = $1', [template])).rowCount ===
    1;
  if (await isThere()) return template;
  // The session's lock ends with this pool at the latest, so a killed test process leaves none behind.
  await maintenance.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await isThere()) return template;
    const building = `building_${process.pid}_${randomBytes(4).toString('hex')}`;
    await maintenance.query(`create database ${building} template template0 encoding 'UTF8'`);
    const pool = createPool({ ...server, database: building }, { poolSize: 1 });
    try {
      await migrate(pool, { now: machineClock.now(), log: () => undefined });
      await raiseSequences(pool);
    } finally {
      await pool.end();
    }
    await maintenance.query(`alter database ${building} rename to ${template}`);
    return template;
  } finally {
    await maintenance.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

async function raiseSequences(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ sequence: string }>(
    `select format('%I.%I', schemaname, sequencename) as sequence from pg_sequences
     where data_type = 'bigint'::regtype and max_value > $1`,
    [FIRST_IDENTIFIER],
  );
  for (const { sequence } of rows)
    await pool.query(`alter sequence ${sequence} restart with ${FIRST_IDENTIFIER}`);
}

function urlOf({ host, port, user, password, database }: ClientConfig): string {
  const login = `${encodeURIComponent(user ?? '')}:${encodeURIComponent(String(password))}`;
  // A socket's folder does not fit the host part of an address.
  return host?.startsWith('/') === true
    ? `postgres://${login}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${login}@${host}:${port}/${database}`;
}
