import { Client, type ClientConfig, type Pool } from 'pg';
import { createPool } from './pool.ts';
import type { Database } from './database.ts';
import { errorCode, errorMessage, StartRefusal } from './start-refusal.ts';
import { isConnectionError } from './transactions.ts';

const MAJOR_VERSION_MIN = 15;
const CONNECT_WAIT_MS_MAX = 5_000;

/** What a server says of itself. */
export interface ServerFacts {
  readonly serverVersion: string;
  readonly majorVersion: number;
  readonly encoding: string;
  readonly databaseName: string;
}

/** Asks a server for its version, encoding and database. */
export async function readServerFacts(pool: Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<{
    version: string;
    number: string;
    encoding: string;
    database: string;
  }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
       current_setting('server_encoding') as encoding, current_database() as database`,
  );
  const [row] = rows as [(typeof rows)[0]];
  return {
    serverVersion: row.version.split(' ')[0] as string,
    majorVersion: Math.floor(Number(row.number) / 10_000),
    encoding: row.encoding,
    databaseName: row.database,
  };
}

/**
 * Opens a PostgreSQL of the user's own.
 * @throws StartRefusal `database_unreachable`, `database_unsuitable`
 */
export async function openGiven(databaseUrl: string, poolSize: number): Promise<Database> {
  const { place, connectionConfig } = readUrl(databaseUrl);
  const first = createPool(connectionConfig, { poolSize: 1, waitMsMax: CONNECT_WAIT_MS_MAX });
  let facts: ServerFacts;
  try {
    facts = await readServerFacts(first);
  } catch (cause) {
    throw unreachable(place, cause);
  } finally {
    await first.end();
  }
  if (facts.majorVersion < MAJOR_VERSION_MIN) {
    throw new StartRefusal(
      'database_unsuitable',
      `The database of DATABASE_URL is PostgreSQL ${facts.serverVersion}, and Linchpin needs ${MAJOR_VERSION_MIN} or newer: upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  if (facts.encoding !== 'UTF8') {
    throw new StartRefusal(
      'database_unsuitable',
      `The database ${facts.databaseName} is encoded in ${facts.encoding}, and Linchpin needs UTF8: create one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
  const pool = createPool(connectionConfig, { poolSize });
  return {
    pool,
    connectionConfig,
    kind: 'given',
    serverVersion: facts.serverVersion,
    databaseName: facts.databaseName,
    onStateChange: () => () => undefined,
    stop: () => pool.end(),
  };
}

function readUrl(databaseUrl: string): { place: string; connectionConfig: ClientConfig } {
  // Not read with URL: a socket's address, postgres://user@/database?host=/folder, is none to it.
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw notAnAddress('its scheme is another');
  try {
    // The driver's parser stays the only one: it also knows sslmode, options and the like.
    const { host, port } = new Client({ connectionString: databaseUrl });
    return {
      place: `${host}:${port}`,
      connectionConfig: { connectionString: databaseUrl, application_name: 'linchpin' },
    };
  } catch (error) {
    throw notAnAddress(errorMessage(error));
  }
}

/** The address holds a password, so neither it nor an error that quotes it is passed on. */
function notAnAddress(reason: string): StartRefusal {
  return new StartRefusal(
    'database_unreachable',
    `DATABASE_URL is not a PostgreSQL address (${reason}): write it as postgres://user:password@host:5432/database.`,
  );
}

function unreachable(place: string, cause: unknown): StartRefusal {
  const advice = isConnectionError(cause)
    ? 'start it or correct the address'
    : errorCode(cause).startsWith('28')
      ? 'correct its user and password'
      : errorCode(cause) === '3D000'
        ? 'create that database'
        : 'correct the address';
  return new StartRefusal(
    'database_unreachable',
    `The database of DATABASE_URL at ${place} cannot be used (${errorMessage(cause)}): ${advice}.`,
    { cause },
  );
}
