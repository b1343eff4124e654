import type { FeedSink } from '../hub/index.ts';

/** Changes of an order come in bursts, and its customer looks at what they end in. */
const GATHER_MS = 250;

/**
 * A subscriber who watches one order through its link. It is told of none of the events that reach it: they
 * only say that the order is to be looked at again, and what its customer sees of it then goes out.
 */
export class TrackedSink implements FeedSink {
  readonly #inner: FeedSink;
  /** Null: there is nothing to see any more. */
  readonly #see: () => Promise<unknown>;
  readonly #fail: (error: Error) => void;
  #isWaiting = false;
  #isReading = false;
  #hasChanged = false;
  #shown = '';

  constructor(inner: FeedSink, see: () => Promise<unknown>, fail: (error: Error) => void) {
    this.#inner = inner;
    this.#see = see;
    this.#fail = fail;
  }

  get isClosed(): boolean {
    return this.#inner.isClosed;
  }

  /** What happened is left unread: it may name what the customer does not see. */
  send(_chunk: Buffer): void {
    this.#hasChanged = true;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      this.#show().catch(this.#fail);
    }, GATHER_MS).unref();
  }

  drained(): Promise<void> {
    return this.#inner.drained();
  }

  async #show(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#hasChanged && !this.isClosed) {
        this.#hasChanged = false;
        const seen = await this.#see();
        const text = JSON.stringify(seen);
        if (seen === null || text === this.#shown) continue;
        this.#shown = text;
        this.#inner.send(Buffer.from(`event: order\ndata: ${text}\n\n`));
      }
    } finally {
      this.#isReading = false;
    }
  }
}
