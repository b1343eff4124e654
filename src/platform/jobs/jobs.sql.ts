import { defineStatement } from '../postgres/index.ts';

// graphile-worker's own functions do what they can do. Its table is touched directly only for what it
// has no function for; `run-jobs.pg.test.ts` holds each of these against the version that is installed.

/** Adds jobs in the transaction of their cause; with the key of one that waits, a job replaces it. */
export const addJobs = defineStatement(
  'jobs_add',
  `select count(*)::int as added from graphile_worker.add_jobs(array(
     select (task, payload, queue, to_timestamp(due_at_ms / 1000.0), attempts_max, key, 0, null::text[])::graphile_worker.job_spec
     from json_to_recordset($1::json) as given
       (task text, payload json, queue text, due_at_ms bigint, attempts_max int, key text)))`,
);

/**
 * What becomes of a job that failed, before graphile-worker adds exp(attempts) seconds to it: $2 and $3
 * say when it is due, in the time of our clock and of the database's; $4 its attempts. No row: a newer
 * job has taken its key, and this one is not tried again.
 */
export const prepareRetry = defineStatement(
  'jobs_prepare_retry',
  `update graphile_worker._private_jobs
   set payload = jsonb_set(payload::jsonb, '{dueAt}', to_jsonb($2::bigint))::json,
     run_at = to_timestamp($3::bigint / 1000.0), attempts = $4::int
   where id = $1::bigint and attempts = $5::int returning id`,
);

/** Held by the session that listens for a pool of workers, so that others see when that has died. */
export const holdPool = defineStatement(
  'jobs_hold_pool',
  `select pg_advisory_lock(hashtextextended('jobs ' || $1::text, 0))`,
);

export const letGoPool = defineStatement(
  'jobs_let_go_pool',
  `select pg_advisory_unlock(hashtextextended('jobs ' || $1::text, 0))`,
);

/** Pools that hold jobs or queues and whose session is gone. */
export const findDeadPools = defineStatement(
  'jobs_find_dead_pools',
  `with holder as materialized (
     select locked_by as pool from graphile_worker._private_jobs where locked_by is not null
     union select locked_by from graphile_worker._private_job_queues where locked_by is not null
   )
   select pool from holder where pg_try_advisory_xact_lock(hashtextextended('jobs ' || pool, 0))`,
);

const COLUMNS = `job.id, task.identifier as task, job.key, job.attempts, job.max_attempts as attempts_max,
  job.last_error, job.run_at, job.locked_at, (job.payload->>'orderId')::bigint as order_id,
  job.payload->>'trace' as trace`;
const FROM = `from graphile_worker._private_jobs as job
  join graphile_worker._private_tasks as task on task.id = job.task_id`;

/** Jobs of these pools that have no attempt left. */
export const readUsedUp = defineStatement(
  'jobs_read_used_up',
  `select ${COLUMNS} ${FROM}
   where job.locked_by = any($1::text[]) and job.attempts >= job.max_attempts`,
);

export const unlockPools = defineStatement(
  'jobs_unlock_pools',
  `select graphile_worker.force_unlock_workers($1::text[])`,
);

/** Before a clock that is not the database's: what is due by it can run, and nothing else can. */
export const alignWithClock = defineStatement(
  'jobs_align_with_clock',
  `update graphile_worker._private_jobs as job set run_at = wanted.run_at
   from (
     select id, case when (payload->>'dueAt')::bigint <= $1::bigint
       then to_timestamp((payload->>'dueAt')::bigint / 1000000000.0) else 'infinity' end as run_at
     from graphile_worker._private_jobs where is_available
   ) as wanted
   where wanted.id = job.id and job.is_available and job.run_at <> wanted.run_at`,
);

export const realign = defineStatement(
  'jobs_realign',
  `update graphile_worker._private_jobs
   set run_at = to_timestamp((payload->>'dueAt')::bigint / 1000.0)
   where is_available and run_at <> to_timestamp((payload->>'dueAt')::bigint / 1000.0)`,
);

/** How many jobs of these tasks are due or under way. */
export const countUnfinished = defineStatement(
  'jobs_count_unfinished',
  `select count(*)::int as unfinished ${FROM}
   where task.identifier = any($2::text[]) and (job.locked_at is not null
     or (job.is_available and (job.payload->>'dueAt')::bigint <= $1::bigint))`,
);

/** Jobs by identifier; state null: all. */
export const listJobs = defineStatement(
  'jobs_list',
  `select ${COLUMNS} ${FROM}
   where job.id > $1::bigint and ($2::text is null or task.identifier = $2::text)
     and ($5::text is null or starts_with(job.key, $5::text))
     and ($3::text is null or $3::text = case when job.locked_at is not null then 'running'
       when job.attempts >= job.max_attempts then 'dead' else 'waiting' end)
   order by job.id limit $4::int`,
);

export const readJobs = defineStatement(
  'jobs_read',
  `select ${COLUMNS} ${FROM} where job.id = any($1::bigint[])`,
);

/** Dead jobs whose keys begin with any of these, $2 at most for each. */
export const readDeadJobs = defineStatement(
  'jobs_read_dead',
  `select found.* from unnest($1::text[]) as wanted (prefix) cross join lateral (
     select ${COLUMNS} ${FROM}
     where starts_with(job.key, wanted.prefix) and job.locked_at is null
       and job.attempts >= job.max_attempts
     order by job.id limit $2::int
   ) as found`,
);

/** Puts jobs back to their first attempt, due at once; one that is under way is left alone. */
export const retryJobs = defineStatement(
  'jobs_retry',
  `update graphile_worker._private_jobs
   set attempts = 0, run_at = to_timestamp($2::bigint / 1000.0),
     payload = jsonb_set(payload::jsonb, '{dueAt}', to_jsonb($2::bigint))::json
   where id = any($1::bigint[]) and locked_at is null returning id`,
);

/** Ends jobs without carrying them out; one that is under way is left alone. */
export const dropJobs = defineStatement(
  'jobs_drop',
  `select id from graphile_worker.complete_jobs($1::bigint[])`,
);
