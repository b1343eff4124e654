import { examineBackup } from '../../db/backup/read-backup.ts';
import { migrationsOf, restoreBackup } from '../../db/backup/restore-backup.ts';
import { machineClock } from '../kernel/clock.ts';
import { compareLedgerWithPositions } from '../modules/inventory/index.ts';
import { migrateJobs } from '../platform/jobs/index.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { showProgress } from './progress.ts';

export const usage = `Usage: linchpin restore FILE [--data DIR] [--database-url URL]

Loads what linchpin backup wrote into a new data folder or an empty database, and brings it to the newest
schema. The file is read and checked before anything is touched; broken off, a restore leaves nothing behind.

--data DIR            the data folder to make (default ./data, or LINCHPIN_DATA)
--database-url URL    an empty database of your own (or DATABASE_URL)

Exits with 0 when everything is back, 1 when stock positions differ from their ledger as they did in the
backup, 65 when FILE is damaged or no backup, 66 when there is no FILE, 73 when the database is not empty,
75 when a server runs on the folder, 78 when FILE comes from a newer Linchpin.`;

const SHOWN_MAX = 5;

/** linchpin restore */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    options: DATABASE_OPTIONS,
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new CommandRefused('Give one file to restore: linchpin restore FILE.');
  }
  const contents = await examineBackup(file);
  // Before a data folder is made that nothing could be restored into.
  migrationsOf(contents.header);
  print(`${file} is whole: made ${contents.header.madeAt} by Linchpin ${contents.header.linchpin}`);
  const database = await openDatabase({
    ...databaseChoice(values),
    log: (message) => print(message),
    poolSize: 2,
  });
  let different: Awaited<ReturnType<typeof compareLedgerWithPositions>> = [];
  try {
    const progress = showProgress({ unit: 'rows', total: contents.rows });
    const restored = await restoreBackup({
      connection: database.connectionConfig,
      file,
      contents,
      now: machineClock.now(),
      makeJobsSchema: () => migrateJobs(database.pool),
      async verify(client) {
        different = await compareLedgerWithPositions(client);
      },
      onRows: (rows) => progress.update(rows),
    });
    progress.end(restored.rows);
    print(`${restored.tables} tables, ${restored.rows} rows, each as it was backed up`);
    if (restored.migrated > 0) print(`${restored.migrated} newer migrations applied`);
  } finally {
    await database.stop();
  }
  if (different.length === 0) {
    print('stock positions equal their ledger');
    return 0;
  }
  const shown = different.slice(0, SHOWN_MAX).map(({ sku, location }) => `${sku} at ${location}`);
  print(
    `${different.length} stock positions differ from their ledger, as they did when the backup was made: ${shown.join(', ')}. See linchpin doctor.`,
  );
  return 1;
}
