import type { Clock, Instant } from '../kernel/clock.ts';

interface Kept<Value> {
  readonly at: Instant;
  readonly value: Promise<Value>;
  isRenewed: boolean;
}

/**
 * Answers that many ask for and that may be a little old: each is worked out once in a while, however many
 * ask, and whoever comes while it is worked out waits for the same. One that is only a little too old is
 * given once more while the next is worked out, so that nobody waits for it. What failed is not kept.
 */
export class KeptAnswers<Value> {
  readonly #clock: Clock;
  readonly #keptMs: number;
  readonly #staleMs: number;
  readonly #keysMax: number;
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(options: {
    readonly clock: Clock;
    readonly keptMs: number;
    /** For so long an old answer is given while the next is worked out; 0: never. */
    readonly staleMs: number;
    /** Answers for so many keys are kept; the oldest goes. */
    readonly keysMax: number;
  }) {
    this.#clock = options.clock;
    this.#keptMs = options.keptMs;
    this.#staleMs = options.staleMs;
    this.#keysMax = options.keysMax;
  }

  /** The kept answer of a key, or a new one when that is too old. */
  of(key: string, work: () => Promise<Value>): Promise<Value> {
    const now = this.#clock.now();
    const known = this.#kept.get(key);
    const age = known === undefined ? Infinity : Math.abs(now - known.at);
    if (known !== undefined && age < this.#keptMs) return known.value;
    if (known !== undefined && age < this.#keptMs + this.#staleMs) {
      if (!known.isRenewed) {
        known.isRenewed = true;
        const renewed = work();
        // The old answer stays until the new one is there; when it fails, the next who asks tries again.
        renewed.then(
          () => this.#keep(key, now, renewed),
          () => (known.isRenewed = false),
        );
      }
      return known.value;
    }
    const value = work();
    this.#keep(key, now, value);
    return value;
  }

  #keep(key: string, at: Instant, value: Promise<Value>): void {
    const kept = { at, value, isRenewed: false };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#keysMax && oldest !== undefined) this.#kept.delete(oldest);
    value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
  }
}
