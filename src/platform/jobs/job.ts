import type { Instant } from '../../kernel/clock.ts';

/** Work that touches the outside, as its cause asks for it. */
export interface JobDraft {
  readonly task: string;
  /** Becomes JSON text. Names of things rather than the things: a job is read again when it runs. */
  readonly payload: unknown;
  /** One job at a time waits under a key: a newer one takes its place. */
  readonly key?: string;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
  /** When it is due; at once unless given. */
  readonly runAt?: Instant;
  /** How often it is tried before it counts as dead; `ATTEMPTS_MAX` unless given. */
  readonly maxAttempts?: number;
  /** The order that it is about, for those who look at what has failed. */
  readonly orderId?: number;
}

/** A draft with the trace of its cause and the time from which it may run. */
export interface TracedJob extends JobDraft {
  readonly trace: string;
  readonly at: Instant;
}

/** How often a job is tried unless it says otherwise: the pauses between add up to a day and a half. */
export const ATTEMPTS_MAX = 15;

/** What is kept of a job beside its task. */
export interface KeptPayload {
  readonly data: unknown;
  readonly trace: string;
  readonly orderId: number | null;
  /** When it is due by our clock; the table's own column follows the database's. */
  readonly dueAt: Instant;
}

/**
 * The value of `addJobs` for these jobs. Of several with one key the last counts, as it would if they
 * were added one after the other.
 */
export function jobsToText(jobs: readonly TracedJob[]): string {
  const byKey = new Map<string, TracedJob>();
  for (const [index, job] of jobs.entries()) byKey.set(job.key ?? `\0${index}`, job);
  return JSON.stringify(
    [...byKey.values()].map((job) => {
      const dueAt = Math.max(job.at, job.runAt ?? job.at);
      const payload: KeptPayload = {
        data: job.payload,
        trace: job.trace,
        orderId: job.orderId ?? null,
        dueAt,
      };
      return {
        task: job.task,
        payload,
        queue: job.queue ?? null,
        due_at_ms: dueAt,
        attempts_max: job.maxAttempts ?? ATTEMPTS_MAX,
        key: job.key ?? null,
      };
    }),
  );
}

/**
 * A job's way to say why it failed. Its text is kept and shown to people who run the system, so whoever
 * makes one sees to it that no personal data and no secret stand in it.
 */
export class JobFailure extends Error {
  /** True when trying again would not help. */
  readonly isFinal: boolean;

  constructor(text: string, { isFinal = false }: { readonly isFinal?: boolean } = {}) {
    super(text);
    this.name = 'JobFailure';
    this.isFinal = isFinal;
  }
}

/** A job's way to say that it comes back later, which costs it no attempt. */
export class JobPostponed extends Error {
  readonly until: Instant;

  constructor(until: Instant) {
    super('postponed');
    this.name = 'JobPostponed';
    this.until = until;
  }
}

const TEXT_LENGTH_MAX = 500;

/**
 * What may be kept and logged of an error: the text of a `JobFailure`; of any other only its kind and
 * code, since its message may quote what the job worked on.
 */
export function failureText(error: unknown): string {
  if (error instanceof JobFailure) return error.message.slice(0, TEXT_LENGTH_MAX);
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code)
    ? `${error.name} (${code})`
    : error.name;
}
