import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig, Pool } from 'pg';
import { migrate } from '../db/migrate.ts';
import { machineClock } from '../src/kernel/clock.ts';
import { openDatabase } from '../src/platform/postgres/index.ts';

/** An empty database for one run. */
export interface SimulationDatabase {
  readonly pool: Pool;
  readonly connection: ClientConfig;
  /** The folder of our own server, which faults may kill; null for a server that was given. */
  readonly dataFolder: string | null;
  close(): Promise<void>;
}

/**
 * A PostgreSQL of the run's own in a temporary folder, durable as in production, or a fresh database
 * on the server of DATABASE_URL. Both are gone afterwards.
 */
export async function openSimulationDatabase(
  databaseUrl: string | undefined,
): Promise<SimulationDatabase> {
  const folder =
    databaseUrl === undefined ? await mkdtemp(join(tmpdir(), 'linchpin-simulation-')) : null;
  const database = await openDatabase({
    dataFolder: folder ?? tmpdir(),
    databaseUrl,
    log: () => undefined,
    poolSize: 8,
  });
  const close = async (): Promise<void> => {
    await database.stop();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  try {
    const { rows } = await database.pool.query<{ tables: number }>(
      `select count(*)::int as tables from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
    );
    if ((rows[0]?.tables ?? 0) > 0) {
      throw new Error(
        'The database of DATABASE_URL is not empty: give the simulation one of its own.',
      );
    }
    await migrate(database.pool, { now: machineClock.now(), log: () => undefined });
  } catch (error) {
    await close();
    throw error;
  }
  return { pool: database.pool, connection: database.connectionConfig, dataFolder: folder, close };
}
