import { Logger, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';

/** Brings graphile-worker's own schema to the version that is installed; several processes may do so at once. */
export async function migrateJobs(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
}
