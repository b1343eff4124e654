import type { Pool } from 'pg';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import {
  JobFailure,
  JobRunner,
  type DeadJob,
  type RunningJob,
  type Task,
} from '../platform/jobs/index.ts';
import { requestHashOf, type Lane, type Reply } from './command.ts';
import type { ReportFailedJob } from './job-control.ts';
import type { Hub } from './loop.ts';

/** What a job's task may use besides its payload. */
export interface JobContext extends RunningJob {
  /**
   * Sends what the job found out through the hub. The same key and body have effect once, so a task that
   * is carried out again says the same under the same key.
   * @throws JobFailure when the hub could not take it, so that the job is tried again
   */
  readonly submit: (kind: string, body: unknown, key: string) => Promise<Reply>;
  /**
   * Sends what somebody has asked for in their name, behind what people wait for. The same key and body have effect
   * once. Whatever the hub answers comes back, also that it is full.
   */
  readonly submitFor: (actor: string, kind: string, body: unknown, key: string) => Promise<Reply>;
}

/** Carries a job out, at least once. Throws a `JobFailure` when it could not. */
export type JobTask = (payload: unknown, context: JobContext) => Promise<void>;

/** What runs the jobs of a hub. */
export interface RunJobsOptions {
  readonly pool: Pool;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: { warn(facts: object, message: string): void };
  readonly tasks: Readonly<Record<string, JobTask>>;
  readonly concurrency?: number;
  readonly stopMsMax?: number;
}

const ACTOR = 'system/jobs';
const NO_TRACE = '00-00000000000000000000000000000001-0000000000000001-00';

/** A runner for the jobs that a hub's commands make; what jobs find out goes back through the hub. */
export function createJobRunner({ hub, clock, ids, tasks, ...rest }: RunJobsOptions): JobRunner {
  const send = (
    { actor, lane }: { readonly actor: string; readonly lane: Lane },
    kind: string,
    body: unknown,
    key: string,
    trace: string,
  ): Promise<Reply> =>
    hub.submit(
      {
        id: ids.uuid(),
        kind,
        body,
        key: `${ACTOR}\n${key}`,
        requestHash: requestHashOf(kind, body),
        actor,
        trace: trace === '' ? NO_TRACE : trace,
        receivedAt: clock.now(),
      },
      lane,
    );
  const submit = (kind: string, body: unknown, key: string, trace: string): Promise<Reply> =>
    send({ actor: ACTOR, lane: 'clock' }, kind, body, key, trace);
  const contextOf = (job: RunningJob): JobContext => ({
    ...job,
    submit: async (kind, body, key) => {
      const reply = await submit(kind, body, key, job.trace);
      if (reply.status >= 500) throw new JobFailure(`the hub answered ${reply.status} to ${kind}`);
      return reply;
    },
    submitFor: (actor, kind, body, key) =>
      send({ actor, lane: 'bulk' }, kind, body, key, job.trace),
  });
  return new JobRunner({
    ...rest,
    clock,
    tasks: Object.fromEntries(
      Object.entries(tasks).map(([name, task]): [string, Task] => [
        name,
        (payload, job) => task(payload, contextOf(job)),
      ]),
    ),
    async onDead({ lockedAt, trace, ...job }: DeadJob) {
      const body: ReportFailedJob = job;
      const reply = await submit('report_failed_job', body, `dead ${job.id} ${lockedAt}`, trace);
      if (reply.status >= 400) throw new JobFailure(`the hub answered ${reply.status}`);
    },
  });
}
