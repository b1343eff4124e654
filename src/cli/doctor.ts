import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { readMigrations } from '../../db/migrate.ts';
import { listQuarantine } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { compareLedgerWithPositions } from '../modules/inventory/index.ts';
import { StartRefusal, type Database } from '../platform/postgres/index.ts';
import { databaseChoice, DATABASE_OPTIONS, print, readOptions } from './command-line.ts';
import { openBesideServer, type DatabaseChoice } from './open.ts';

export const usage = `Usage: linchpin doctor [--data DIR] [--database-url URL]

Looks at the program, the data folder, the database and what is in it. Prints what it finds and how to
mend what is wrong; exits with 1 when something is. Changes nothing. Works beside a running server too.

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)`;

/** Something that was looked at. */
interface Finding {
  readonly what: string;
  /** Null: it is as it should be. */
  readonly mend: string | null;
}

const GIB = 1_073_741_824;
const FREE_BYTES_MIN = 2 * GIB;
const CLOCK_SKEW_MS_MAX = 2_000;
const OVERDUE_MS_MAX = 60_000;
const SHOWN_MAX = 5;

const good = (what: string): Finding => ({ what, mend: null });
const bad = (what: string, mend: string): Finding => ({ what, mend });

/** linchpin doctor */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions({ args, options: DATABASE_OPTIONS });
  const choice = databaseChoice(values);
  let wrong = 0;
  for await (const { what, mend } of examine(choice)) {
    if (mend !== null) wrong += 1;
    print(mend === null ? `ok     ${what}` : `WRONG  ${what}\n       ${mend}`);
  }
  print(
    wrong === 0
      ? 'Nothing is wrong.'
      : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`,
  );
  return wrong === 0 ? 0 : 1;
}

async function* examine(choice: DatabaseChoice): AsyncGenerator<Finding> {
  yield nodeVersion();
  if (choice.databaseUrl === undefined) {
    const { dataFolder } = choice;
    if (!existsSync(join(dataFolder, 'postgres'))) {
      yield bad(
        `There is no database in ${dataFolder}.`,
        'Give the right folder with --data, or make one with linchpin start.',
      );
      return;
    }
    yield await freeSpace(dataFolder);
  }
  let database: Database;
  try {
    database = await openBesideServer(choice);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    yield bad('The database cannot be opened.', error.message);
    return;
  }
  try {
    const beside =
      database.kind === 'given' && choice.databaseUrl === undefined
        ? ', beside a running server'
        : '';
    yield good(
      `PostgreSQL ${database.serverVersion}, ${choice.databaseUrl === undefined ? 'embedded' : 'your own'}${beside}`,
    );
    yield* settings(database);
    const schema = await migrations(database);
    yield schema;
    if (schema.mend !== null) return;
    yield await ledger(database);
    yield await quarantine(database);
    yield* clocks(database);
  } finally {
    await database.stop();
  }
}

function nodeVersion(): Finding {
  const pinned = manifest.dependencies.node;
  return process.versions.node === pinned
    ? good(`Node.js ${pinned}`)
    : bad(
        `This is Node.js ${process.versions.node}; Linchpin is tested with ${pinned}.`,
        'Start it through npm (npm run linchpin -- ...), which uses the pinned one.',
      );
}

async function freeSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const text = `${((bavail * bsize) / GIB).toFixed(1)} GiB free on the disk of ${folder}`;
  return bavail * bsize >= FREE_BYTES_MIN
    ? good(text)
    : bad(
        text,
        `Free at least ${FREE_BYTES_MIN / GIB} GiB: PostgreSQL stops when its disk is full.`,
      );
}

/** Settings without which an acknowledged order could be lost. */
async function* settings({ pool }: Database): AsyncGenerator<Finding> {
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<{ value: string }>('select current_setting($1) as value', [
      name,
    ]);
    const value = rows[0]?.value;
    yield value === 'on' || value === 'remote_apply' || value === 'remote_write'
      ? good(`${name} is ${value}`)
      : bad(
          `${name} is ${value}: what was acknowledged may be lost in a crash.`,
          `Set it: alter system set ${name} = on; select pg_reload_conf();`,
        );
  }
}

async function migrations({ pool }: Database): Promise<Finding> {
  const files = readMigrations();
  const known = await pool.query<{ there: boolean }>(
    "select to_regclass('linchpin.migration') is not null as there",
  );
  const applied = known.rows[0]?.there
    ? (
        await pool.query<{ number: number; checksum: string }>(
          'select number, checksum from linchpin.migration order by number',
        )
      ).rows
    : [];
  const changed = applied.find(
    ({ number, checksum }) => files.find((file) => file.number === number)?.checksum !== checksum,
  );
  if (changed !== undefined) {
    return bad(
      `Migration ${changed.number} of the database is not the one of this program.`,
      'Start the version of Linchpin that the database was last used with, or restore the file in db/migrations.',
    );
  }
  if (applied.length < files.length) {
    return bad(`${files.length - applied.length} migrations wait.`, 'linchpin start applies them.');
  }
  return good(`all ${applied.length} migrations are applied`);
}

async function ledger({ pool }: Database): Promise<Finding> {
  const differences = await compareLedgerWithPositions(pool);
  if (differences.length === 0) return good('stock positions equal their ledger');
  const shown = differences.slice(0, SHOWN_MAX).map(({ sku, location }) => `${sku} at ${location}`);
  return bad(
    `${differences.length} stock positions differ from their ledger: ${shown.join(', ')}${differences.length > SHOWN_MAX ? ' and more' : ''}.`,
    'This is a bug: please report it. The ledger is right; rebuildPositions of the inventory room sets the positions by it.',
  );
}

async function quarantine({ pool }: Database): Promise<Finding> {
  const waiting = await listQuarantine(pool, 'waiting', null, SHOWN_MAX + 1);
  if (waiting.length === 0) return good('no command is in quarantine');
  const count = waiting.length > SHOWN_MAX ? `more than ${SHOWN_MAX}` : String(waiting.length);
  const first = waiting[0]?.error.split('\n', 1)[0] ?? '';
  return bad(
    `${count} commands are in quarantine; the oldest because: ${first}`,
    'Look at them under GET /v1/quarantine; retry or drop each with POST /v1/quarantine/ID/retry or /drop.',
  );
}

async function* clocks({ pool }: Database): AsyncGenerator<Finding> {
  const { rows } = await pool.query<{
    database_ms: string;
    newest_ms: string | null;
    overdue: string;
  }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as database_ms,
       (select (extract(epoch from recorded_at) * 1000)::bigint::text from hub.event order by xid desc, id desc limit 1) as newest_ms,
       (select count(*)::text from orders.order_header where next_deadline_at < to_timestamp($1::bigint / 1000.0)) as overdue`,
    [machineClock.now() - OVERDUE_MS_MAX],
  );
  const now = machineClock.now();
  const [row] = rows;
  const skewMs = Math.abs(Number(row?.database_ms) - now);
  yield skewMs <= CLOCK_SKEW_MS_MAX
    ? good('the clocks of this machine and the database agree')
    : bad(
        `The clocks of this machine and the database differ by ${Math.round(skewMs / 1_000)} s.`,
        'Let both machines set their clocks by NTP.',
      );
  if (Number(row?.newest_ms ?? 0) > now + CLOCK_SKEW_MS_MAX) {
    yield bad(
      'The newest event was written down in the future: this clock was set back, or another process has a fast one.',
      'Set the clocks by NTP; deadlines are late until the time of that event has come.',
    );
  }
  yield row?.overdue === '0'
    ? good('no deadline is overdue')
    : bad(
        `${row?.overdue} orders have passed their deadline by more than ${OVERDUE_MS_MAX / 1_000} s.`,
        'Start a server: it catches up by itself. If one is running, look at its log for the clock.',
      );
}
