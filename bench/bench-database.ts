import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { migrate } from '../db/migrate.ts';
import { machineClock } from '../src/kernel/clock.ts';
import { openDatabase } from '../src/platform/postgres/index.ts';
import { describeMachine, type Machine } from './machine.ts';

/** A database of a bench's own. */
export interface BenchDatabase {
  readonly pool: Pool;
  readonly machine: Machine;
}

/**
 * Starts an embedded database on a fresh folder, as a server would, and leaves nothing of it behind; with
 * a folder to keep it in it is opened there as the last run left it, and stays.
 */
export async function withBenchDatabase<Result>(
  poolSize: number,
  work: (database: BenchDatabase) => Promise<Result>,
  keep?: string,
): Promise<Result> {
  if (keep !== undefined) await mkdir(keep, { recursive: true });
  const dataFolder = keep ?? (await mkdtemp(path.join(tmpdir(), 'linchpin-bench-')));
  try {
    const database = await openDatabase({ dataFolder, log: () => undefined, poolSize });
    const stopped = () => void database.stop().finally(() => process.exit(130));
    process.once('SIGINT', stopped).once('SIGTERM', stopped);
    try {
      await migrate(database.pool, { now: machineClock.now(), log: () => undefined });
      const { rows } = await database.pool.query<{ value: string }>(
        `select current_setting('synchronous_commit') as value`,
      );
      return await work({
        pool: database.pool,
        machine: describeMachine(database.serverVersion, rows[0]?.value ?? null),
      });
    } finally {
      process.off('SIGINT', stopped).off('SIGTERM', stopped);
      await database.stop();
    }
  } finally {
    if (keep === undefined) await rm(dataFolder, { recursive: true, force: true });
  }
}
