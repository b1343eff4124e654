import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { writeBackup } from '../../db/backup/write-backup.ts';
import { machineClock } from '../kernel/clock.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { openBesideServer, type DatabaseChoice } from './open.ts';
import { showProgress } from './progress.ts';

export const usage = `Usage: linchpin backup FILE [--data DIR] [--database-url URL]

Writes everything in the database to one file, as it is at one moment, also while a server works. The file
holds personal data and is readable by its owner only. linchpin restore brings it back.

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)

Exits with 0 when the file is whole, 66 when there is nothing to back up, 73 when FILE cannot be written.`;

const NOTHING_THERE_EXIT_CODE = 66;
const MEBIBYTE = 1_048_576;

/** linchpin backup */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    options: DATABASE_OPTIONS,
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new CommandRefused('Give one file to write: linchpin backup FILE.');
  }
  const choice = databaseChoice(values);
  refuseEmptyFolder(choice);
  const database = await openBesideServer(choice);
  try {
    const progress = showProgress({ unit: 'rows', total: null });
    const written = await writeBackup({
      connection: database.connectionConfig,
      file,
      linchpin: manifest.version,
      now: machineClock.now(),
      onRows: (rows) => progress.update(rows),
    });
    const rows = written.tables.reduce((sum, table) => sum + table.rows, 0);
    progress.end(rows);
    const mebibytes = (statSync(file).size / MEBIBYTE).toFixed(1);
    print(`${file}: ${written.tables.length} tables, ${rows} rows, ${mebibytes} MiB`);
  } finally {
    await database.stop();
  }
  return 0;
}

/** Opening a folder without a database would make one. */
function refuseEmptyFolder({ dataFolder, databaseUrl }: DatabaseChoice): void {
  if (databaseUrl !== undefined || existsSync(join(dataFolder, 'postgres'))) return;
  throw new CommandRefused(
    `There is no database in ${dataFolder}: give the right folder with --data.`,
    NOTHING_THERE_EXIT_CODE,
  );
}
