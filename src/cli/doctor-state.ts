import type { Pool } from 'pg';
import { listQuarantine } from '../hub/index.ts';
import { DAY_MS, machineClock } from '../kernel/clock.ts';
import { compareLedgerWithPositions } from '../modules/inventory/index.ts';
import { fine, broken, worrying, type Finding } from './doctor-finding.ts';

const SHOWN_MAX = 5;
const OVERDUE_MS_MAX = 60_000;
const LAG_SECONDS_MAX = 60;
const EXPIRES_SOON_DAYS = 14;

/** Judges what is in the database: stock, commands, jobs, readers, deadlines, keys. */
export async function judgeState(pool: Pool, clock = machineClock): Promise<Finding[]> {
  const now = clock.now();
  return [
    await judgeLedger(pool),
    await judgeQuarantine(pool),
    await judgeJobs(pool),
    ...(await judgeReaders(pool)),
    await judgeDeadlines(pool, now),
    ...(await judgeKeys(pool, now)),
  ];
}

async function judgeLedger(pool: Pool): Promise<Finding> {
  const differences = await compareLedgerWithPositions(pool);
  if (differences.length === 0) return fine('ledger', 'stock positions equal their ledger');
  const shown = differences.slice(0, SHOWN_MAX).map(({ sku, location }) => `${sku} at ${location}`);
  return broken(
    'ledger',
    `${differences.length} stock positions differ from their ledger: ${shown.join(', ')}${differences.length > SHOWN_MAX ? ' and more' : ''}.`,
    'This is a bug: please report it. The ledger is right; rebuildPositions of the inventory room sets the positions by it.',
  );
}

async function judgeQuarantine(pool: Pool): Promise<Finding> {
  const waiting = await listQuarantine(pool, 'waiting', null, SHOWN_MAX + 1);
  if (waiting.length === 0) return fine('quarantine', 'no command is in quarantine');
  const count = waiting.length > SHOWN_MAX ? `more than ${SHOWN_MAX}` : String(waiting.length);
  const kinds = [...new Set(waiting.map(({ kind }) => kind))].join(', ');
  return worrying(
    'quarantine',
    `${count} commands are in quarantine (${kinds}).`,
    'Look at them under GET /v1/quarantine; retry or drop each with POST /v1/quarantine/ID/retry or /drop.',
  );
}

async function judgeJobs(pool: Pool): Promise<Finding> {
  const there = await pool.query<{ is_there: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as is_there",
  );
  if (there.rows[0]?.is_there !== true) return fine('jobs', 'no job was ever asked for');
  const { rows } = await pool.query<{ task: string; count: number }>(
    `select task.identifier as task, count(*)::int as count
     from graphile_worker._private_jobs as job
     join graphile_worker._private_tasks as task on task.id = job.task_id
     where job.attempts >= job.max_attempts and job.locked_at is null
     group by 1 order by 1`,
  );
  if (rows.length === 0) return fine('jobs', 'no job is dead');
  return worrying(
    'jobs',
    `Jobs are dead: ${rows.map(({ task, count }) => `${count} of ${task}`).join(', ')}.`,
    'Look at them under GET /v1/jobs?state=dead, mend what they fail on, and retry or drop them there.',
  );
}

/** How far behind the newest event each reader is, by the times at which events were written down. */
async function judgeReaders(pool: Pool): Promise<Finding[]> {
  const { rows } = await pool.query<{ name: string; lag_seconds: number | null }>(
    `select reader.name, extract(epoch from newest.recorded_at - next.recorded_at)::float8 as lag_seconds
     from hub.reader
     cross join lateral (
       select recorded_at from hub.event order by xid desc, id desc limit 1
     ) as newest
     left join lateral (
       select recorded_at from hub.event
       where (event.xid, event.id) > (reader.xid, reader.id) order by xid, id limit 1
     ) as next on true
     order by reader.name`,
  );
  const late = rows.filter(({ lag_seconds }) => (lag_seconds ?? 0) > LAG_SECONDS_MAX);
  if (late.length === 0) return [fine('readers', 'no reader of the events is far behind')];
  return late.map(({ name, lag_seconds }) =>
    worrying(
      'readers',
      `The reader ${name} is ${Math.round(lag_seconds ?? 0)} s behind the newest event.`,
      'Start a server: it catches up by itself. If one is running, its log says what the reader waits for.',
    ),
  );
}

async function judgeDeadlines(pool: Pool, now: number): Promise<Finding> {
  const { rows } = await pool.query<{ overdue: number }>(
    `select count(*)::int as overdue from orders.order_header
     where next_deadline_at < to_timestamp($1::bigint / 1000.0)`,
    [now - OVERDUE_MS_MAX],
  );
  const overdue = rows[0]?.overdue ?? 0;
  return overdue === 0
    ? fine('deadlines', 'no deadline is overdue')
    : worrying(
        'deadlines',
        `${overdue} orders have passed their deadline by more than ${OVERDUE_MS_MAX / 1_000} s.`,
        'Start a server: it catches up by itself. If one is running, look at its log for the clock.',
      );
}

async function judgeKeys(pool: Pool, now: number): Promise<Finding[]> {
  const { rows } = await pool.query<{ name: string; has_expired: boolean }>(
    `select name, expires_at <= to_timestamp($1::bigint / 1000.0) as has_expired from access.api_key
     where revoked_at is null and expires_at <= to_timestamp($2::bigint / 1000.0) order by expires_at, name`,
    [now, now + EXPIRES_SOON_DAYS * DAY_MS],
  );
  if (rows.length === 0) return [fine('keys', 'no key has expired or soon will')];
  return [true, false].flatMap((hasExpired) => {
    const names = rows.filter((row) => row.has_expired === hasExpired).map(({ name }) => name);
    if (names.length === 0) return [];
    const shown = `${names.slice(0, SHOWN_MAX).join(', ')}${names.length > SHOWN_MAX ? ' and more' : ''}`;
    return [
      worrying(
        'keys',
        hasExpired
          ? `Keys have expired: ${shown}.`
          : `Keys expire within ${EXPIRES_SOON_DAYS} days: ${shown}.`,
        'Make a new one with linchpin key create and give it to who uses it; then linchpin key revoke.',
      ),
    ];
  });
}
