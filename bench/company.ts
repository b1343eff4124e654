import type { Pool } from 'pg';
import { openDatabase, type Database } from '../src/platform/postgres/index.ts';
import { runningServerUrl } from '../src/cli/running-server.ts';
import { describeMachine, type Machine } from './machine.ts';
import { ServerProcess } from './server-process.ts';

/** A server that a bench drives from outside, with a look into its database to judge what it did. */
export interface Company {
  readonly server: ServerProcess;
  readonly port: number;
  /** An API key that may do everything. */
  readonly key: string;
  readonly pool: Pool;
  readonly machine: Machine;
}

const RATE_PER_SECOND = '1000000';
const POOL_SIZE = 4;

/**
 * Starts a server on a fresh data folder, lets `work` drive it, and leaves nothing of it behind,
 * also when it fails or the bench is interrupted.
 */
export async function withCompany<Result>(
  work: (company: Company) => Promise<Result>,
): Promise<Result> {
  const server = await ServerProcess.prepare();
  try {
    await server.start();
    const key = await server.command(
      'key',
      'create',
      'bench',
      '--scope',
      '*',
      '--rate',
      RATE_PER_SECOND,
    );
    const database = await openBenchDatabase(server);
    try {
      const machine = describeMachine(database.serverVersion, database.synchronousCommit);
      return await work({ server, port: server.port, key, pool: database.pool, machine });
    } finally {
      await database.stop();
    }
  } finally {
    await server.remove();
  }
}

/** The database of a running server, with the setting that durability hangs on. */
export interface BenchDatabase extends Pick<Database, 'pool' | 'serverVersion' | 'stop'> {
  readonly synchronousCommit: string | null;
}

/** Opens the database of a running server from outside. */
export async function openBenchDatabase(server: ServerProcess): Promise<BenchDatabase> {
  const databaseUrl = runningServerUrl(server.dataFolder);
  if (databaseUrl === null) throw new Error('the server runs no database of its own');
  const { dataFolder } = server;
  const database = await openDatabase({
    dataFolder,
    databaseUrl,
    log: () => undefined,
    poolSize: POOL_SIZE,
  });
  const { rows } = await database.pool.query<{ value: string }>(
    `select current_setting('synchronous_commit') as value`,
  );
  return {
    pool: database.pool,
    serverVersion: database.serverVersion,
    stop: () => database.stop(),
    synchronousCommit: rows[0]?.value ?? null,
  };
}
