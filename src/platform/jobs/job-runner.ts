import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Logger,
  runTaskList,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import type { Pool, PoolClient } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { SECOND_MS, type Clock, type Instant } from '../../kernel/clock.ts';
import { Random } from '../../kernel/random.ts';
import { runStatement } from '../postgres/index.ts';
import { jobSeconds, jobsTotal } from '../telemetry.ts';
import { inSpan, SpanKind } from '../tracing.ts';
import { failureText, JobFailure, JobPostponed, type KeptPayload } from './job.ts';
import * as sql from './jobs.sql.ts';

/** A job that is under way. */
export interface RunningJob {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  /** 1 for the first. */
  readonly attempt: number;
  readonly attemptsMax: number;
  /** W3C traceparent of its cause, to be sent along. */
  readonly trace: string;
  readonly orderId: number | null;
  /** Aborted when the process stops and waits no longer: give up then, the job comes back. */
  readonly signal: AbortSignal;
}

/** Carries a job out, at least once: it may have been carried out before. Throws when it was not. */
export type Task = (payload: unknown, job: RunningJob) => Promise<void>;

/** A job that is not tried again. */
export interface DeadJob {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly orderId: number | null;
  readonly attempts: number;
  readonly error: string;
  /** When its last attempt began, by the database's clock: with the id it names this death. */
  readonly lockedAt: Instant;
  readonly trace: string;
}

/** What a runner works with. */
export interface JobRunnerOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly log: { warn(facts: object, message: string): void };
  /** Tells that a job is dead; when it throws, the job is tried again and its death told again. */
  readonly onDead: (job: DeadJob) => Promise<void>;
  /** How many jobs run at a time in this process; 4 unless given. */
  readonly concurrency?: number;
  /** How long `stop` waits for what is under way before it gives it back. */
  readonly stopMsMax?: number;
}

/** A row of graphile-worker's table. */
interface JobRow {
  readonly id: number;
  readonly key: string | null;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly locked_at: Instant;
  readonly payload: string;
}

const CONCURRENCY = 4;
/** How often each worker looks by itself, for what becomes due: what is added wakes them. */
const POLL_MS = 4_000;
const STOP_MS_MAX = 5_000;
const GIVE_BACK_MS_MAX = 2_000;
const RESCUE_EVERY_MS = 10_000;
const REOPEN_MS = 1_000;
const CATCH_UP_MS = 10;
/** The exponent at which graphile-worker's pauses stop growing: exp(10) seconds, about six hours. */
const EXPONENT_MAX = 10;
/** Up to so much of a pause is added by chance, so that what failed together does not come back together. */
const JITTER_SHARE = 0.5;

/** The pool of workers that is open, and the session that shows others that it lives. */
interface Opened {
  readonly workers: WorkerPool;
  readonly held: Promise<void>;
  listener: PoolClient | null;
}

/**
 * Runs jobs that graphile-worker keeps. To what that does it adds: pauses with jitter, the death of a job
 * told as it happens, jobs of a process that was killed taken over within seconds rather than hours,
 * and a clock other than the database's for tests and simulations.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  #opened: Opened | null = null;
  #isStopping = false;
  #rescuing: NodeJS.Timeout | null = null;
  /** What was begun and must end before `stop` returns. */
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Begins to run what is due. */
  start(): void {
    assert(this.#opened === null && !this.#isStopping, 'a job runner starts once');
    if (Object.keys(this.#options.tasks).length === 0) return;
    this.#open();
    this.#rescuing = setInterval(() => this.#keep(this.#rescue()), RESCUE_EVERY_MS);
  }

  /** Takes no more jobs, lets those under way finish, gives back those that take too long. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#rescuing !== null) clearInterval(this.#rescuing);
    await Promise.allSettled(this.#pending);
    await this.#close();
  }

  /**
   * Runs everything that is due by our clock, and what that makes due, and comes back when nothing is
   * left: for tests and simulations, whose clock is not the database's.
   */
  async catchUp(): Promise<void> {
    const { pool, clock, tasks } = this.#options;
    const isOwn = this.#opened === null;
    for (;;) {
      // Each time: the server hears of a killed process a while after others do.
      await this.#rescue();
      await runStatement(pool, sql.alignWithClock, [clock.now()]);
      const [row] = await runStatement<{ unfinished: number }>(pool, sql.countUnfinished, [
        clock.now(),
        Object.keys(tasks),
      ]);
      if (row === undefined || row.unfinished === 0) break;
      if (this.#opened === null) this.#open();
      this.#opened?.workers.nudge(row.unfinished);
      await sleep(CATCH_UP_MS);
    }
    if (isOwn) await this.#close();
    await runStatement(pool, sql.realign);
  }

  #keep(work: Promise<unknown>): void {
    const kept = work
      .catch((error: unknown) =>
        this.#options.log.warn({ error: failureText(error) }, 'the jobs of dead processes wait'),
      )
      .finally(() => this.#pending.delete(kept));
    this.#pending.add(kept);
  }

  #open(): void {
    const { pool, tasks, concurrency = CONCURRENCY, stopMsMax = STOP_MS_MAX } = this.#options;
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
    const events: WorkerEvents = new EventEmitter();
    const workers = runTaskList(
      {
        concurrency,
        events,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        logger: this.#logger(),
        preset: {
          worker: {
            gracefulShutdownAbortTimeout: stopMsMax,
            // As batches, what became of jobs is waited for when the workers stop, and a failure to write it is theirs.
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
          plugins: [
            {
              name: 'linchpin',
              version: '1.0.0',
              worker: { hooks: { startWorker: () => held } },
            },
          ],
        },
      },
      this.#taskList(tasks),
      pool,
    );
    const opened: Opened = { workers, held, listener: null };
    this.#opened = opened;
    events.on('pool:listen:success', ({ client }) => {
      opened.listener = client;
      // No worker takes a job before others can see that it lives.
      runStatement(client, sql.holdPool, [workers.id]).then(
        () => isHeld(),
        () => undefined,
      );
    });
    // A worker that could not write what became of its job ends, and the job stays locked: all begin anew.
    events.on('worker:fatalError', () => this.#reopen(opened));
    workers.promise.then(
      () => this.#reopen(opened),
      () => this.#reopen(opened),
    );
  }

  #reopen(opened: Opened): void {
    if (this.#opened !== opened || this.#isStopping) return;
    this.#opened = null;
    this.#options.log.warn({}, 'the workers begin anew');
    this.#keep(
      (async () => {
        await this.#shutDown(opened);
        await sleep(REOPEN_MS);
        if (this.#isStopping) return;
        this.#open();
        await this.#rescue();
      })(),
    );
  }

  async #close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await this.#shutDown(opened);
  }

  async #shutDown({ workers, listener }: Opened): Promise<void> {
    const { stopMsMax = STOP_MS_MAX } = this.#options;
    // When they are ending by themselves, this waits for that end.
    const done = workers.gracefulShutdown();
    const isDone = await Promise.race([
      Promise.resolve(done).then(
        () => true,
        () => true,
      ),
      sleep(stopMsMax + GIVE_BACK_MS_MAX, false, { ref: false }),
    ]);
    if (!isDone)
      await Promise.resolve(workers.forcefulShutdown('the process stops')).catch(() => undefined);
    // The session lives on in the pool of connections; what it holds must not.
    if (listener !== null)
      await runStatement(listener, sql.letGoPool, [workers.id]).catch(() => undefined);
  }

  /** Gives back what processes had under way that were killed. */
  async #rescue(): Promise<void> {
    const { pool, onDead } = this.#options;
    const dead = await runStatement<{ pool: string }>(pool, sql.findDeadPools);
    if (dead.length === 0) return;
    const names = dead.map((row) => row.pool);
    const usedUp = await runStatement<UsedUpRow>(pool, sql.readUsedUp, [names]);
    for (const row of usedUp) {
      await onDead({
        id: String(row.id),
        task: row.task,
        key: row.key,
        orderId: row.order_id,
        attempts: row.attempts,
        error: 'the process ended while it worked on it',
        lockedAt: row.locked_at,
        trace: '',
      });
    }
    await runStatement(pool, sql.unlockPools, [names]);
  }

  #taskList(tasks: Readonly<Record<string, Task>>): TaskList {
    return Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (_payload: unknown, helpers: { job: unknown; abortSignal: AbortSignal }) =>
          this.#perform(name, task, helpers.job as JobRow, helpers.abortSignal),
      ]),
    );
  }

  /** @throws Error that graphile-worker keeps as the job's last error, without anything personal */
  async #perform(name: string, task: Task, row: JobRow, signal: AbortSignal): Promise<void> {
    const kept = JSON.parse(row.payload) as KeptPayload;
    const started = performance.now();
    try {
      const place = { kind: SpanKind.CONSUMER, parent: kept.trace };
      await inSpan(`job ${name}`, place, (trace) =>
        task(kept.data, {
          id: String(row.id),
          task: name,
          key: row.key,
          attempt: row.attempts,
          attemptsMax: row.max_attempts,
          trace,
          orderId: kept.orderId,
          signal,
        }),
      );
      jobsTotal.inc({ task: name, outcome: 'done' });
    } catch (error) {
      const isRetried = await this.#settleFailure(name, row, kept, signal.aborted, error);
      // oxlint-disable-next-line preserve-caught-error -- the cause may quote the payload; only this text is kept
      if (isRetried) throw new Error(failureText(error));
    } finally {
      jobSeconds.observe({ task: name }, (performance.now() - started) / 1_000);
    }
  }

  /** Decides what becomes of a job that failed; false when a newer one has taken its place. */
  async #settleFailure(
    task: string,
    row: JobRow,
    kept: KeptPayload,
    isGivenBack: boolean,
    error: unknown,
  ): Promise<boolean> {
    const { pool, clock, log, onDead } = this.#options;
    const text = failureText(error);
    const isFinal = error instanceof JobFailure && error.isFinal;
    let outcome =
      error instanceof JobPostponed
        ? 'postponed'
        : isGivenBack
          ? 'given_back'
          : isFinal || row.attempts >= row.max_attempts
            ? 'dead'
            : 'failed';
    if (outcome === 'dead') {
      try {
        await onDead({
          id: String(row.id),
          task,
          key: row.key,
          orderId: kept.orderId,
          attempts: row.attempts,
          error: text,
          lockedAt: row.locked_at,
          trace: kept.trace,
        });
      } catch {
        outcome = 'given_back';
      }
    }
    const attempts =
      outcome === 'given_back' || outcome === 'postponed'
        ? row.attempts - 1
        : outcome === 'dead'
          ? row.max_attempts
          : row.attempts;
    const pauseMs = Math.exp(Math.min(attempts, EXPONENT_MAX)) * SECOND_MS;
    const jitterMs = pauseMs * JITTER_SHARE * new Random(row.id * 31 + row.attempts).next();
    // What is postponed is due then, less the pause that graphile-worker adds.
    const now = error instanceof JobPostponed ? error.until - pauseMs : clock.now();
    const found = await runStatement(pool, sql.prepareRetry, [
      row.id,
      Math.round(now + jitterMs + pauseMs),
      Math.round(now + jitterMs),
      attempts,
      row.attempts,
    ]);
    if (found.length === 0) outcome = 'superseded';
    jobsTotal.inc({ task, outcome });
    if (outcome === 'postponed') return true;
    log.warn({ job: row.id, task, attempt: row.attempts, outcome, error: text }, 'a job failed');
    return outcome !== 'superseded';
  }

  /** graphile-worker's log, less what it says of failing jobs: that holds their payloads. */
  #logger(): Logger {
    return new Logger(() => (level, message, facts) => {
      if (level !== 'error' && level !== 'warning') return;
      if (facts?.['failure'] === true) return;
      this.#options.log.warn({ worker: message.split('\n', 1)[0] }, 'graphile-worker');
    });
  }
}

interface UsedUpRow {
  readonly id: number;
  readonly task: string;
  readonly key: string | null;
  readonly attempts: number;
  readonly order_id: number | null;
  readonly locked_at: Instant;
}
