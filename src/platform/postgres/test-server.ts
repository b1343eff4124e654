/**
 * The database server that all test processes of a checkout share: `test-server.ts FOLDER` runs until
 * nobody holds the users' lock any more. `testing.ts` starts it when it is needed.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync, renameSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from './embedded.ts';
import { tryFileLock } from './file-lock.ts';
import { createPool } from './pool.ts';
import { errorMessage } from './start-refusal.ts';

/** Between two test files of a run nobody may use the server for a moment. */
const IDLE_MS_MAX = Number(process.env.LINCHPIN_TEST_IDLE_MS ?? 20_000);
const LOOK_EVERY_MS = 500;
/** Templates of older migrations; going back and forth between branches finds them again. */
const TEMPLATES_KEPT = 3;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: test-server.ts FOLDER');

const log = (message: string): void => appendFileSync(join(folder, 'server.log'), `${message}\n`);
const usersLock = join(folder, 'users.lock');
const addressFile = join(folder, 'server.json');

try {
  const server = await startEmbedded({
    dataFolder: join(folder, 'data'),
    log,
    settings: {
      // Nothing of a test is worth a disk write; the data folder lives as long as the tests do.
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // Many small databases on a machine that has other work.
      shared_buffers: '256MB',
      max_connections: '300',
      max_wal_size: '1GB',
      autovacuum_naptime: '5min',
      log_min_duration_statement: '-1',
    },
  });
  await dropLeftDatabases(server);
  const address = {
    host: server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    pid: process.pid,
  };
  writeFileSync(`${addressFile}.new`, JSON.stringify(address), { mode: 0o600 });
  renameSync(`${addressFile}.new`, addressFile);

  const stopping = new AbortController();
  process.on('SIGTERM', () => stopping.abort());
  process.on('SIGINT', () => stopping.abort());
  let idleSince = performance.now();
  while (!stopping.signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    // The folder was deleted, which is a way of ending the server, too.
    if (!existsSync(folder)) break;
    const alone = tryFileLock(usersLock, 'exclusive');
    alone?.release();
    if (alone === null) idleSince = performance.now();
    else if (performance.now() - idleSince > IDLE_MS_MAX) break;
  }
  rmSync(addressFile, { force: true });
  await server.stop();
} catch (error) {
  mkdirSync(folder, { recursive: true });
  log(`failed: ${errorMessage(error)}`);
  writeFileSync(join(folder, 'server.failed'), errorMessage(error));
  process.exitCode = 1;
}

/** Removes databases of killed test processes and old templates; nobody uses any at this moment. */
async function dropLeftDatabases(server: {
  host: string;
  port: number;
  user: string;
  password: string;
}): Promise<void> {
  const pool = createPool({ ...server, database: 'postgres' }, { poolSize: 1 });
  const { rows } = await pool.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'test\\_%' or datname like 'building\\_%'
     union all
     (select datname from pg_database where datname like 'template\\_%' order by oid desc offset ${TEMPLATES_KEPT})`,
  );
  for (const { name } of rows) await pool.query(`drop database "${name}" with (force)`);
  await pool.end();
}
