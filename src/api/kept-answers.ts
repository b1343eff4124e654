import type { Clock, Instant } from '../kernel/clock.ts';

interface Kept<Value> {
  readonly at: Instant;
  readonly value: Promise<Value>;
}

/**
 * Answers that many ask for and that may be a little old: each is worked out once in a while, however many
 * ask, and whoever comes while it is worked out waits for the same. What failed is not kept.
 */
export class KeptAnswers<Value> {
  readonly #clock: Clock;
  readonly #keptMs: number;
  readonly #keysMax: number;
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(options: {
    readonly clock: Clock;
    readonly keptMs: number;
    /** Answers for so many keys are kept; the oldest goes. */
    readonly keysMax: number;
  }) {
    this.#clock = options.clock;
    this.#keptMs = options.keptMs;
    this.#keysMax = options.keysMax;
  }

  /** The kept answer of a key, or a new one when that is too old. */
  of(key: string, work: () => Promise<Value>): Promise<Value> {
    const now = this.#clock.now();
    const known = this.#kept.get(key);
    if (known !== undefined && Math.abs(now - known.at) < this.#keptMs) return known.value;
    const value = work();
    const kept = { at: now, value };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#keysMax && oldest !== undefined) this.#kept.delete(oldest);
    value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return value;
  }
}
