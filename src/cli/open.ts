import { migrate } from '../../db/migrate.ts';
import type { Hub } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource, type IdSource } from '../kernel/ids.ts';
import { openDatabase, StartRefusal, type Database, type Log } from '../platform/postgres/index.ts';
import { runningServerUrl } from './running-server.ts';

/** Which database a command works on. */
export interface DatabaseChoice {
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
}

/**
 * Opens the database for a command that works beside a server: when one is running on the data folder
 * its database is used, else the database is started for as long as the command takes.
 * @throws StartRefusal
 */
export async function openBesideServer(
  choice: DatabaseChoice,
  log: Log = () => undefined,
): Promise<Database> {
  try {
    return await openDatabase({ ...choice, log, poolSize: 4 });
  } catch (error) {
    if (!(error instanceof StartRefusal) || error.code !== 'data_folder_in_use') throw error;
    const databaseUrl = runningServerUrl(choice.dataFolder);
    if (databaseUrl === null) throw error;
    return openDatabase({ ...choice, databaseUrl, log, poolSize: 4 });
  }
}

/** A hub of the command's own on a migrated database, for commands that change something. */
export async function withHub<Result>(
  choice: DatabaseChoice,
  work: (hub: Hub, database: Database, ids: IdSource) => Promise<Result>,
): Promise<Result> {
  const database = await openBesideServer(choice);
  try {
    await migrate(database.pool, { now: machineClock.now(), log: () => undefined });
    const { assemble } = await import('../assemble.ts');
    const ids = createIdSource(machineClock);
    const report = (facts: object, message: string): void =>
      void process.stderr.write(`${message} ${JSON.stringify(facts)}\n`);
    const hub = assemble({
      pool: database.pool,
      clock: machineClock,
      ids,
      log: { warn: report, error: report },
    });
    hub.start();
    try {
      return await work(hub, database, ids);
    } finally {
      await hub.stop();
    }
  } finally {
    await database.stop();
  }
}
