/** Admits so many calls a second, and as many at once after a second of silence. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #filledAt: number;

  constructor(
    perSecond: number,
    capacity: number = Math.max(1, perSecond),
    now: number = performance.now(),
  ) {
    this.#perSecond = perSecond;
    this.#capacity = capacity;
    this.#tokens = capacity;
    this.#filledAt = now;
  }

  /** Takes a token. Answers 0, or the milliseconds after which there will be one. */
  take(now: number = performance.now()): number {
    const filled = this.#tokens + ((now - this.#filledAt) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, filled);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return ((1 - this.#tokens) / this.#perSecond) * 1_000;
  }
}
