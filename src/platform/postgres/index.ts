import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Database } from './database.ts';
import { OWNER, startEmbedded } from './embedded.ts';
import { openGiven, readServerFacts } from './given.ts';
import { createPool } from './pool.ts';
import type { Log } from './start-refusal.ts';

export type { Database } from './database.ts';
export { StartRefusal, type Log, type StartRefusalCode } from './start-refusal.ts';
export {
  allStatements,
  defineStatement,
  query,
  runStatement,
  type Queryable,
  type Statement,
} from './statements.ts';
export { inTransaction, isConnectionError } from './transactions.ts';

const DATABASE_NAME = 'linchpin';
/** Of these the clock, the indexer, the reader of events and the job runner each keep one. */
const POOL_SIZE = 14;
const POOL_END_MS_MAX = 10_000;

/** What to open. */
export interface OpenOptions {
  /** Holds the embedded cluster in its folder `postgres`; not touched when `databaseUrl` is given. */
  readonly dataFolder: string;
  /** A PostgreSQL >= 15 of the user's own; undefined or empty opens the embedded one. */
  readonly databaseUrl?: string | undefined;
  readonly log: Log;
  readonly poolSize?: number | undefined;
  /** Lets the embedded server also listen on this port of 127.0.0.1, for the user's own tools. */
  readonly loopbackPort?: number | undefined;
}

/**
 * Opens the database: the given one, or the embedded one, which is created, repaired after a crash and
 * started as needed, and supervised until `stop`.
 * @throws StartRefusal whose message says what to do and whose exitCode to exit with
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const poolSize = options.poolSize ?? POOL_SIZE;
  if (options.databaseUrl !== undefined && options.databaseUrl !== '') {
    return openGiven(options.databaseUrl, poolSize);
  }
  const server = await startEmbedded(options);
  const connection = {
    host: server.host,
    port: server.port,
    user: OWNER,
    password: server.password,
  };
  try {
    await createDatabaseIfMissing(connection);
    const connectionConfig = {
      ...connection,
      database: DATABASE_NAME,
      application_name: 'linchpin',
    };
    const pool = createPool(connectionConfig, { poolSize });
    const { serverVersion } = await readServerFacts(pool);
    return {
      pool,
      connectionConfig,
      kind: 'embedded',
      serverVersion,
      databaseName: DATABASE_NAME,
      onStateChange: (listener) => server.postmaster.onStateChange(listener),
      async stop() {
        // A client that is never given back must not keep the server from stopping; stopping ends its session.
        await Promise.race([pool.end(), sleep(POOL_END_MS_MAX, undefined, { ref: false })]);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function createDatabaseIfMissing(connection: pg.ClientConfig): Promise<void> {
  const pool = createPool({ ...connection, database: 'postgres' }, { poolSize: 1 });
  try {
    const found = await pool.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await pool.query(`create database ${DATABASE_NAME}`);
  } finally {
    await pool.end();
  }
}
