import { createParser } from 'eventsource-parser';

/** An event as the stream brings it: CloudEvents 1.0. */
export interface LiveEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly recordedtime: string;
  readonly actor: string;
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the small light shows. */
export type LiveState = 'connecting' | 'live' | 'catching_up' | 'offline';

const RETRY_MS_MIN = 500;
const RETRY_MS_MAX = 10_000;
/** The server sends a mark every 15 seconds; without two of them the connection is dead, whatever TCP says. */
const SILENCE_MS_MAX = 35_000;
/** An event that was recorded longer ago than this when it arrives belongs to what was missed. */
const BEHIND_MS = 3_000;

/**
 * The stream of events with resumption: after a break it goes on behind the last event that arrived,
 * so nothing is lost and nothing comes twice. The browser's own EventSource would need the name of each
 * kind of event in advance.
 */
export class LiveStream {
  readonly #url: string;
  readonly #onEvents: (events: readonly LiveEvent[]) => void;
  readonly #onState: (state: LiveState) => void;
  #lastId: string | null = null;
  #abort: AbortController | null = null;
  #retryMs = RETRY_MS_MIN;
  #isStopped = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: {
    readonly url: string;
    readonly onEvents: (events: readonly LiveEvent[]) => void;
    readonly onState: (state: LiveState) => void;
  }) {
    this.#url = options.url;
    this.#onEvents = options.onEvents;
    this.#onState = options.onState;
  }

  start(): void {
    this.#isStopped = false;
    globalThis.addEventListener('online', this.#hurry);
    void this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    globalThis.removeEventListener('online', this.#hurry);
    clearTimeout(this.#silence);
    clearTimeout(this.#retry);
    this.#abort?.abort();
  }

  readonly #hurry = (): void => {
    if (this.#retry === undefined) return;
    clearTimeout(this.#retry);
    void this.#connect();
  };

  async #connect(): Promise<void> {
    this.#retry = undefined;
    this.#onState(this.#lastId === null ? 'connecting' : 'catching_up');
    this.#abort = new AbortController();
    try {
      const response = await fetch(this.#url, {
        headers: {
          accept: 'text/event-stream',
          ...(this.#lastId === null ? {} : { 'last-event-id': this.#lastId }),
        },
        signal: this.#abort.signal,
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
      this.#retryMs = RETRY_MS_MIN;
      await this.#read(response.body);
    } catch {
      // Whatever broke the stream, the answer is the same: try again, a little later each time.
    }
    clearTimeout(this.#silence);
    if (this.#isStopped) return;
    this.#onState('offline');
    this.#retry = setTimeout(() => void this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(RETRY_MS_MAX, this.#retryMs * 2);
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let arrived: LiveEvent[] = [];
    const parser = createParser({
      onEvent: ({ id, data }) => {
        if (id !== undefined) this.#lastId = id;
        if (data !== '') arrived.push(JSON.parse(data) as LiveEvent);
      },
    });
    const reader = body
      .pipeThrough(new TextDecoderStream() as never)
      .getReader() as ReadableStreamDefaultReader<string>;
    for (;;) {
      this.#watchSilence();
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(value);
      const newest = arrived.at(-1);
      const isBehind =
        newest !== undefined && Date.now() - Date.parse(newest.recordedtime) > BEHIND_MS;
      this.#onState(isBehind ? 'catching_up' : 'live');
      if (arrived.length > 0) this.#onEvents(arrived);
      arrived = [];
    }
  }

  #watchSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#abort?.abort(), SILENCE_MS_MAX);
  }
}
