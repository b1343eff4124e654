import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Random } from '../src/kernel/random.ts';

/** How PostgreSQL is hurt. Each is what a machine does sooner or later. */
export type PostgresFault = 'postmaster' | 'backend' | 'connection';

/**
 * Hurts PostgreSQL: SIGKILL of the postmaster, SIGKILL of one backend (upon which it throws all others
 * out and recovers), or the end of one connection. A server that is not ours only loses a connection.
 */
export async function hurtPostgres(
  pool: Pool,
  dataFolder: string | null,
  random: Random,
): Promise<PostgresFault> {
  const fault: PostgresFault =
    dataFolder === null
      ? 'connection'
      : random.pick(['postmaster', 'backend', 'connection'] as const);
  if (fault === 'postmaster') {
    const lines = await readFile(
      join(dataFolder as string, 'postgres', 'postmaster.pid'),
      'utf8',
    ).catch(() => '');
    signal(Number.parseInt(lines, 10));
    return fault;
  }
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
     order by pid`,
  );
  const victim = rows.length === 0 ? null : random.pick(rows).pid;
  if (victim === null) return fault;
  if (fault === 'backend') signal(victim);
  else await pool.query('select pg_terminate_backend($1)', [victim]);
  return fault;
}

function signal(pid: number): void {
  if (!(pid > 1)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It went away by itself in the meantime.
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}
