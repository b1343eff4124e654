import { assert } from '../kernel/assert.ts';
import { instantToText, type Instant } from '../kernel/clock.ts';
import { jobStatements } from '../platform/jobs/index.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import { refuse, type Refusal } from './refusal.ts';
import type {
  CommandHandler,
  FactSource,
  Outcome,
  RunStatement,
  UnitOfWork,
  Write,
} from './unit-of-work.ts';

/** dead: no attempt is left; it stays until somebody retries or drops it. */
export type JobState = 'waiting' | 'running' | 'dead';

/** A job as those see it who run the system. Its payload is not shown: it may name people. */
export interface JobRecord {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly orderId: number | null;
  readonly state: JobState;
  readonly attempts: number;
  readonly attemptsMax: number;
  readonly error: string | null;
  /** W3C traceparent of its cause. */
  readonly trace: string | null;
  readonly runAt: Instant;
}

interface JobRow {
  id: number;
  task: string;
  key: string | null;
  attempts: number;
  attempts_max: number;
  last_error: string | null;
  run_at: Instant;
  locked_at: Instant | null;
  order_id: number | null;
  trace: string | null;
}

/** The body of report_failed_job. */
export interface ReportFailedJob {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly orderId: number | null;
  readonly attempts: number;
  readonly error: string;
}

/** More than these are retried by repeating the command. */
const RETRIED_AT_ONCE_MAX = 1_000;

interface NameJob {
  readonly id: string;
}

/** Jobs ascending by identifier, from behind one of them; state and task null: all. */
export async function listJobs(
  client: Queryable,
  filter: {
    readonly state: JobState | null;
    readonly task: string | null;
    readonly keyPrefix?: string;
  },
  afterId: string,
  limit: number,
): Promise<JobRecord[]> {
  const rows = await runStatement<JobRow>(client, jobStatements.listJobs, [
    afterId,
    filter.task,
    filter.state,
    limit,
    filter.keyPrefix ?? null,
  ]);
  return rows.map(recordOf);
}

function recordOf(row: JobRow): JobRecord {
  return {
    id: String(row.id),
    task: row.task,
    key: row.key,
    orderId: row.order_id,
    state:
      row.locked_at !== null ? 'running' : row.attempts >= row.attempts_max ? 'dead' : 'waiting',
    attempts: row.attempts,
    attemptsMax: row.attempts_max,
    error: row.last_error,
    trace: row.trace,
    runAt: row.run_at,
  };
}

/** The jobs that a batch looks at, and which of them it retries or drops. */
class JobFacts {
  readonly #ids = new Set<string>();
  readonly #prefixes = new Set<string>();
  readonly #jobs = new Map<string, JobRecord>();
  readonly #retried = new Map<string, Instant>();
  readonly #dropped = new Set<string>();

  need(id: string): void {
    this.#ids.add(id);
  }

  needDead(keyPrefix: string): void {
    this.#prefixes.add(keyPrefix);
  }

  /** Dead jobs whose keys begin so, oldest first, no more than are retried at once. */
  dead(keyPrefix: string): JobRecord[] {
    return [...this.#jobs.values()].filter(
      ({ key, state }) => state === 'dead' && key?.startsWith(keyPrefix) === true,
    );
  }

  find(id: string): JobRecord | undefined {
    assert(this.#ids.has(id), `job ${id} was not asked for`);
    return this.#jobs.get(id);
  }

  retry(job: JobRecord, at: Instant): void {
    this.#retried.set(job.id, at);
    this.#jobs.set(job.id, { ...job, state: 'waiting', attempts: 0 });
  }

  drop(id: string): void {
    this.#retried.delete(id);
    this.#dropped.add(id);
    this.#jobs.delete(id);
  }

  async load(run: RunStatement): Promise<void> {
    const rows =
      this.#ids.size === 0 ? [] : await run<JobRow>(jobStatements.readJobs, [[...this.#ids]]);
    if (this.#prefixes.size > 0) {
      const values = [[...this.#prefixes], RETRIED_AT_ONCE_MAX];
      rows.push(...(await run<JobRow>(jobStatements.readDeadJobs, values)));
    }
    for (const row of rows) this.#jobs.set(String(row.id), recordOf(row));
  }

  writes(): Write[] {
    const writes: Write[] = [];
    if (this.#retried.size > 0) {
      const at = Math.max(...this.#retried.values());
      writes.push({
        statement: jobStatements.retryJobs,
        values: [[...this.#retried.keys()], at],
        rowsExpected: this.#retried.size,
      });
    }
    if (this.#dropped.size > 0) {
      writes.push({
        statement: jobStatements.dropJobs,
        values: [[...this.#dropped]],
        rowsExpected: this.#dropped.size,
      });
    }
    return writes;
  }
}

const jobs: FactSource<JobFacts> = {
  name: 'jobs',
  open: () => new JobFacts(),
  load: (facts, _unit, run) => facts.load(run),
  write: (facts) => facts.writes(),
};

const reportFailedJob: CommandHandler<ReportFailedJob> = {
  kind: 'report_failed_job',
  need() {},
  decide({ body, receivedAt }, unit) {
    const { orderId, ...rest } = body;
    tell(unit, 'job.failed', body, receivedAt, orderId === null ? rest : { ...rest, orderId });
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

const retryJob: CommandHandler<NameJob & { readonly keyPrefix?: string }> = {
  kind: 'retry_job',
  need: ({ body }, unit) => unit.facts(jobs).need(body.id),
  decide({ body, receivedAt }, unit) {
    const job = findAtRest(unit, body.id);
    if ('code' in job) return job;
    // Who may retry some jobs only names what their keys begin with.
    if (body.keyPrefix !== undefined && job.key?.startsWith(body.keyPrefix) !== true) {
      return refuse('not_found', `There is no job ${body.id}.`, { id: body.id });
    }
    unit.facts(jobs).retry(job, receivedAt);
    return settled(unit, 'job.retried', job, receivedAt);
  },
};

const retryDeadJobs: CommandHandler<{ readonly keyPrefix: string }> = {
  kind: 'retry_dead_jobs',
  need: ({ body }, unit) => unit.facts(jobs).needDead(body.keyPrefix),
  decide({ body, receivedAt }, unit) {
    const dead = unit.facts(jobs).dead(body.keyPrefix);
    for (const job of dead) {
      unit.facts(jobs).retry(job, receivedAt);
      settled(unit, 'job.retried', job, receivedAt);
    }
    const retried = dead.length;
    const isAll = retried < RETRIED_AT_ONCE_MAX;
    return { kind: 'accepted', status: 200, body: JSON.stringify({ retried, isAll }) };
  },
};

const dropJob: CommandHandler<NameJob> = {
  kind: 'drop_job',
  need: ({ body }, unit) => unit.facts(jobs).need(body.id),
  decide({ body, receivedAt }, unit) {
    const job = findAtRest(unit, body.id);
    if ('code' in job) return job;
    unit.facts(jobs).drop(job.id);
    return settled(unit, 'job.dropped', job, receivedAt);
  },
};

function findAtRest(unit: UnitOfWork, id: string): JobRecord | Refusal {
  const job = unit.facts(jobs).find(id);
  if (job === undefined) return refuse('not_found', `There is no job ${id}.`, { id });
  if (job.state !== 'running') return job;
  return refuse('illegal_transition', `Job ${id} is under way: wait until it has ended.`, {
    id,
    state: job.state,
  });
}

function settled(unit: UnitOfWork, type: string, job: JobRecord, at: Instant): Outcome {
  const { id, task, key, attempts, error } = job;
  tell(unit, type, job, at, { id, task, key, attempts, error });
  return { kind: 'accepted', status: 200, body: JSON.stringify({ id, at: instantToText(at) }) };
}

function tell(
  unit: UnitOfWork,
  type: string,
  job: { readonly id: string; readonly orderId: number | null },
  occurredAt: Instant,
  data: object,
): void {
  unit.emit({
    type,
    subject: `job/${job.id}`,
    ...(job.orderId === null ? {} : { orderId: job.orderId }),
    occurredAt,
    data: JSON.stringify(data),
  });
}

/** What the hub registers so that jobs can be reported, retried and dropped. */
export const jobControl: {
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
} = { sources: [jobs], handlers: [reportFailedJob, retryJob, retryDeadJobs, dropJob] };
