/** Over how long the share is taken at least. */
const SPAN_MS = 500;

/**
 * How much of its time something works. What runs beside the hub, such as an index, leaves it the
 * processor when this is high.
 */
export class BusyShare {
  #share = 0;
  #spanStarted = performance.now();
  #idleMs = 0;
  #idleSince: number | null = null;

  /** Nothing is to be done from now on. */
  rest(): void {
    this.#idleSince = performance.now();
  }

  /** There is something to do again. */
  work(): void {
    if (this.#idleSince !== null) this.#idleMs += performance.now() - this.#idleSince;
    this.#idleSince = null;
  }

  /** The share of the last half second and more, 0 to 1. */
  get share(): number {
    const now = performance.now();
    const spanMs = now - this.#spanStarted;
    if (spanMs < SPAN_MS) return this.#share;
    const idleMs = this.#idleMs + (this.#idleSince === null ? 0 : now - this.#idleSince);
    this.#share = Math.max(0, 1 - idleMs / spanMs);
    this.#spanStarted = now;
    this.#idleMs = 0;
    if (this.#idleSince !== null) this.#idleSince = now;
    return this.#share;
  }
}
