import { checkHistory, readMigrations, type Applied } from '../../db/migrate.ts';
import { machineClock } from '../kernel/clock.ts';
import { StartRefusal, type Database } from '../platform/postgres/index.ts';
import { broken, fine, worrying, type Finding } from './doctor-finding.ts';

const CLOCK_SKEW_MS_MAX = 2_000;
const CLOCK_SKEW_BROKEN_MS = 60_000;
const CONNECTIONS_WANTED = 20;
/** Settings without which an acknowledged order could be lost. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'];

/** Judges how a database is set up. */
export async function judgeSettings({ pool }: Pick<Database, 'pool'>): Promise<Finding[]> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    'select name, setting as value from pg_settings where name = any($1)',
    [[...DURABLE, 'max_connections']],
  );
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const findings = DURABLE.map((name) => {
    const value = values.get(name) ?? 'unknown';
    return ['on', 'remote_apply', 'remote_write'].includes(value)
      ? fine(name, `${name} is ${value}`)
      : broken(
          name,
          `${name} is ${value}: what was acknowledged may be lost in a crash.`,
          `Set it: alter system set ${name} = on; select pg_reload_conf();`,
        );
  });
  const connections = Number(values.get('max_connections'));
  if (connections < CONNECTIONS_WANTED) {
    findings.push(
      worrying(
        'connections',
        `The database takes ${connections} connections; each Linchpin on it wants ${CONNECTIONS_WANTED}.`,
        'Raise max_connections and restart the database.',
      ),
    );
  }
  return findings;
}

/** Judges the schema: whether this program knows it, and whether something of it is missing. */
export async function judgeMigrations({ pool }: Pick<Database, 'pool'>): Promise<Finding> {
  const known = await pool.query<{ is_there: boolean }>(
    "select to_regclass('linchpin.migration') is not null as is_there",
  );
  if (known.rows[0]?.is_there !== true) {
    return broken(
      'schema',
      'There is no Linchpin in this database.',
      'Give the right one with --data or --database-url, or let linchpin start fill it.',
    );
  }
  const files = readMigrations();
  const { rows } = await pool.query<Applied>(
    'select number, name, checksum from linchpin.migration order by number',
  );
  try {
    checkHistory(files, rows);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    // The refusal says what is wrong before its colon and what to do behind it.
    const at = error.message.lastIndexOf(': ');
    const remedy = error.message.slice(at + 2);
    return broken(
      'schema',
      `${error.message.slice(0, at)}.`,
      `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`,
    );
  }
  const missing = files.length - rows.length;
  return missing === 0
    ? fine('schema', `all ${rows.length} migrations are applied`)
    : worrying(
        'schema',
        `${missing} ${missing === 1 ? 'migration waits' : 'migrations wait'}.`,
        'linchpin start applies them; make a backup first.',
      );
}

/** Judges the clock of the database by that of this machine, and both by what was written down. */
export async function judgeClocks(
  { pool }: Pick<Database, 'pool'>,
  clock = machineClock,
): Promise<Finding[]> {
  const { rows } = await pool.query<{ database_ms: string; newest_ms: string | null }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as database_ms,
       (select (extract(epoch from recorded_at) * 1000)::bigint::text from hub.event
        order by xid desc, id desc limit 1) as newest_ms`,
  );
  const now = clock.now();
  const skewMs = Math.abs(Number(rows[0]?.database_ms) - now);
  const findings = [
    skewMs <= CLOCK_SKEW_MS_MAX
      ? fine('clock', 'the clocks of this machine and the database agree')
      : (skewMs > CLOCK_SKEW_BROKEN_MS ? broken : worrying)(
          'clock',
          `The clocks of this machine and the database differ by ${Math.round(skewMs / 1_000)} s.`,
          'Let both machines set their clocks by NTP.',
        ),
  ];
  if (Number(rows[0]?.newest_ms ?? 0) > now + CLOCK_SKEW_MS_MAX) {
    findings.push(
      worrying(
        'clock',
        'The newest event was written down in the future: this clock was set back, or another process has a fast one.',
        'Set the clocks by NTP; deadlines are late until the time of that event has come.',
      ),
    );
  }
  return findings;
}
