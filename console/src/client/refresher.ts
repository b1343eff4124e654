export interface RefreshTimes {
  /** So long after a quiet time: what happens together is gathered. */
  readonly gatherMs: number;
  /** While events keep coming, once in so long. */
  readonly pauseMs: number;
}

/** Says which queries are to be asked again, and not more often than they should be. */
export class Refresher {
  readonly #times: RefreshTimes;
  readonly #refresh: (keys: readonly (readonly unknown[])[]) => void;
  readonly #touched = new Map<string, readonly unknown[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAtMs = Number.NEGATIVE_INFINITY;

  constructor(times: RefreshTimes, refresh: (keys: readonly (readonly unknown[])[]) => void) {
    this.#times = times;
    this.#refresh = refresh;
  }

  touch(key: readonly unknown[]): void {
    this.#touched.set(JSON.stringify(key), key);
    if (this.#timer !== undefined) return;
    const { gatherMs, pauseMs } = this.#times;
    const restMs = this.#lastAtMs + pauseMs - performance.now();
    this.#timer = setTimeout(() => this.#flush(), Math.max(gatherMs, restMs));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#touched.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    this.#lastAtMs = performance.now();
    const keys = [...this.#touched.values()];
    this.#touched.clear();
    this.#refresh(keys);
  }
}
