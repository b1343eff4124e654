import type { Pool, PoolClient } from 'pg';
import type { Clock, Instant } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { runStatement } from '../platform/postgres/index.ts';
import * as sql from './clock-leader.sql.ts';
import { requestHashOf, type Command } from './command.ts';
import type { DeadlineSource, DueCommand } from './deadlines.ts';
import type { Hub } from './loop.ts';
import { errorText } from '../platform/log.ts';

/** Housekeeping that the leader does now and then. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(pool: Pool, now: Instant): Promise<void>;
}

/** What the clock works with. */
export interface ClockLeaderOptions {
  readonly pool: Pool;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sources: readonly DeadlineSource[];
  readonly chores?: readonly Chore[];
  readonly log: { warn(facts: object, message: string): void };
  readonly everyMs?: number;
}

/** Any number that nobody else in the database uses: "clock" on a telephone keypad. */
const ADVISORY_LOCK = 25_625;
const DUE_MAX = 500;
const EVERY_MS = 200;
/** How often a process that does not lead tries to: the lock is free as soon as its holder's session is. */
const CANDIDATE_EVERY_MS = 1_000;
/** A command that could not be carried out is not tried again at once: it would fill the quarantine. */
const FAILED_WAIT_MS = 60_000;
const FAILED_MAX = 10_000;

/**
 * The clock of all processes on one database. One of them holds an advisory lock and asks every source
 * some times a second what is due; when it dies its session ends, and another one takes over. Two at
 * once would do no harm: a command decides for itself whether there is still something to do.
 */
export class ClockLeader {
  readonly #options: ClockLeaderOptions;
  readonly #stopped = new AbortController();
  readonly #failedUntil = new Map<string, number>();
  readonly #askedAt = new Map<DeadlineSource, number>();
  readonly #choresDoneAt = new Map<string, number>();
  #leading: PoolClient | null = null;
  #running: Promise<void> | null = null;

  constructor(options: ClockLeaderOptions) {
    this.#options = options;
  }

  /** True while this process is the one that holds the clock. */
  get isLeading(): boolean {
    return this.#leading !== null;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Lets the clock go; what it has submitted is answered by then. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    // Ending the session frees the lock at once, whatever state it is in.
    this.#leading?.release(true);
    this.#leading = null;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      let waitMs = this.#options.everyMs ?? EVERY_MS;
      try {
        if (this.#leading === null) await this.#stand();
        if (this.#leading === null) waitMs = CANDIDATE_EVERY_MS;
        else {
          const { isMore, failure } = await this.#tick();
          if (isMore) waitMs = 0;
          await this.#doChores();
          if (failure !== null) throw failure.error;
        }
      } catch (error) {
        this.#options.log.warn({ error: errorText(error) }, 'the clock missed a beat');
        waitMs = CANDIDATE_EVERY_MS;
      }
      await this.#rest(waitMs);
    }
  }

  /** Tries to become the leader. The session that holds the lock is used for nothing else. */
  async #stand(): Promise<void> {
    const client = await this.#options.pool.connect();
    let isHeld = false;
    try {
      const [row] = await runStatement<{ is_held: boolean }>(client, sql.tryClockLock, [
        ADVISORY_LOCK,
      ]);
      isHeld = row?.is_held === true;
    } finally {
      if (!isHeld) client.release();
    }
    if (!isHeld) return;
    this.#leading = client;
    client.once('end', () => {
      if (this.#leading !== client) return;
      this.#leading = null;
      client.release(true);
    });
  }

  /**
   * Submits what is due, and says whether there was more than one round takes. A source that cannot be asked keeps
   * nobody else's deadlines waiting; the first failure is told when all others were asked.
   */
  async #tick(): Promise<{ isMore: boolean; failure: { readonly error: unknown } | null }> {
    let isMore = false;
    let failure: { readonly error: unknown } | null = null;
    for (const source of this.#options.sources) {
      if (!this.#isItsTurn(source)) continue;
      try {
        const hasMore = await this.#submitDueOf(source);
        if (hasMore) this.#askedAt.delete(source);
        isMore ||= hasMore;
      } catch (error) {
        failure ??= { error };
      }
    }
    return { isMore, failure };
  }

  /** Submits what is due of one source. True when there was more than one round takes. */
  async #submitDueOf(source: DeadlineSource): Promise<boolean> {
    const { pool, clock } = this.#options;
    const due = await source.due(pool, clock.now(), DUE_MAX);
    const fresh = due.filter((command) => !this.#hasJustFailed(command));
    const done = await Promise.all(fresh.map((command) => this.#submit(command)));
    return due.length >= DUE_MAX && done.includes(true);
  }

  /** What need not be told within a fraction of a second is asked less often: each question costs. */
  #isItsTurn(source: DeadlineSource): boolean {
    const now = performance.now();
    const askedAt = this.#askedAt.get(source);
    if (askedAt !== undefined && now - askedAt < (source.everyMs ?? 0)) return false;
    this.#askedAt.set(source, now);
    return true;
  }

  async #submit({ kind, body }: DueCommand): Promise<boolean> {
    const { hub, ids, clock } = this.#options;
    const trace = ids.uuid().replaceAll('-', '');
    const command: Command = {
      id: ids.uuid(),
      kind,
      body,
      key: null,
      requestHash: requestHashOf(kind, body),
      actor: 'system/clock',
      trace: `00-${trace}-${trace.slice(16)}-01`,
      isTraceFresh: true,
      receivedAt: clock.now(),
    };
    const { status } = await hub.submit(command, 'clock');
    // 503 passes by itself; anything else that is no success stays due, and would be tried for ever.
    if (status >= 400 && status !== 503) {
      if (this.#failedUntil.size >= FAILED_MAX) this.#failedUntil.clear();
      this.#failedUntil.set(nameOf({ kind, body }), performance.now() + FAILED_WAIT_MS);
    }
    return status < 400;
  }

  #hasJustFailed(command: DueCommand): boolean {
    if (this.#failedUntil.size === 0) return false;
    const name = nameOf(command);
    const until = this.#failedUntil.get(name);
    if (until === undefined) return false;
    if (performance.now() < until) return true;
    this.#failedUntil.delete(name);
    return false;
  }

  async #doChores(): Promise<void> {
    for (const chore of this.#options.chores ?? []) {
      const doneAt = this.#choresDoneAt.get(chore.name);
      if (doneAt !== undefined && performance.now() - doneAt < chore.everyMs) continue;
      this.#choresDoneAt.set(chore.name, performance.now());
      await chore.run(this.#options.pool, this.#options.clock.now());
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(wake, milliseconds);
      function wake(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      }
      signal.addEventListener('abort', wake);
    });
  }
}

function nameOf({ kind, body }: DueCommand): string {
  return `${kind} ${JSON.stringify(body)}`;
}
