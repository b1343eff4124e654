import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../kernel/clock.ts';
import type { Problem } from '../../../contracts/errors.ts';

/** An answer of the server, read whole. */
export interface Answer {
  readonly status: number;
  /** The JSON of the body; null when there was none. */
  readonly body: unknown;
  /** True when the server had answered the same request before and changed nothing now. */
  readonly repeated: boolean;
}

/** What the server says to one line of bulk intake. */
export interface LineAnswer {
  readonly status: number;
  readonly repeated?: boolean;
  readonly problem?: Problem;
}

/** The server does not answer, or does not let us in. The message says what to do. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
}

export interface ServerOptions {
  readonly url: string;
  readonly key: string;
  /** How long to go on trying while the server is away or full. */
  readonly patienceMs?: number;
  /** How requests are carried; over HTTP unless given. */
  readonly fetch?: typeof fetch;
}

const PATIENCE_MS = 60 * SECOND_MS;
const WAIT_MS = SECOND_MS;
const LINES_PER_PIECE = 64;

/** Statuses that ask for the same request again, later. */
export function asksToRepeat(status: number): boolean {
  return status === 503 || status === 429;
}

/** A running Linchpin, called over HTTP with a key. What is full or away for a moment is waited for. */
export class Server {
  readonly url: string;
  readonly #key: string;
  readonly #patienceMs: number;
  readonly #carry: typeof fetch;

  constructor({ url, key, patienceMs, fetch: carry = fetch }: ServerOptions) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
    this.#patienceMs = patienceMs ?? PATIENCE_MS;
    this.#carry = carry;
  }

  /**
   * Sends a request until it is answered.
   * @throws ServerFailure when nobody answers or the key is not let in
   */
  async call(
    method: string,
    path: string,
    sent?: unknown,
    idempotencyKey?: string,
  ): Promise<Answer> {
    const headers = {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    return this.patiently(async () => {
      const response = await this.#fetch(
        method,
        path,
        headers,
        sent === undefined ? null : JSON.stringify(sent),
      );
      const text = await response.text();
      if (asksToRepeat(response.status)) return { wait: waitMsOf(response), reason: text };
      const body: unknown = text === '' ? null : JSON.parse(text);
      return {
        result: {
          status: response.status,
          body,
          repeated: response.headers.get('idempotent-replay') === 'true',
        },
      };
    });
  }

  /**
   * One request of bulk intake: streams the lines out and their answers in, in the order of the
   * lines. Fewer answers than lines mean that the rest has not been taken.
   */
  async *bulk(path: string, lines: readonly string[]): AsyncGenerator<LineAnswer> {
    const body = ReadableStream.from(piecesOf(lines));
    const response = await this.#fetch(
      'POST',
      path,
      { 'content-type': 'application/x-ndjson' },
      body,
    );
    if (!response.ok || response.body === null) {
      const text = await response.text();
      if (asksToRepeat(response.status)) throw new Overloaded(text, waitMsOf(response));
      throw new ServerFailure(`The server refuses bulk intake: ${detailOf(text)}`);
    }
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      const complete = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = complete.pop() ?? '';
      for (const line of complete) yield JSON.parse(line) as LineAnswer;
    }
    if (rest.trim() !== '') yield JSON.parse(rest) as LineAnswer;
  }

  /**
   * Repeats an attempt until it gives a result. Patience begins anew whenever an attempt says that
   * it got further, so that a long import does not fail for many short pauses.
   */
  async patiently<Result>(attempt: () => Promise<Attempt<Result>>): Promise<Result> {
    let waitedMs = 0;
    for (;;) {
      const outcome = await attempt().catch((error: unknown): Attempt<Result> => {
        if (error instanceof Overloaded) return { wait: error.waitMs, reason: error.message };
        if (!isConnectionFailure(error)) throw error;
        return { wait: WAIT_MS, reason: causeOf(error) };
      });
      if ('result' in outcome) return outcome.result;
      if (outcome.gotFurther === true) waitedMs = 0;
      if (waitedMs >= this.#patienceMs) {
        throw new ServerFailure(
          `${this.url} does not answer (${detailOf(outcome.reason)}). Start it with \`npm start\`, or name another with --url, then run the same import again: it continues.`,
        );
      }
      await sleep(outcome.wait);
      waitedMs += outcome.wait;
    }
  }

  async #fetch(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | ReadableStream | null,
  ): Promise<Response> {
    const response = await this.#carry(this.url + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${this.#key}` },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
    if (response.status !== 401 && response.status !== 403) return response;
    throw new ServerFailure(
      `${this.url} does not let the import in: ${detailOf(await response.text())}`,
    );
  }
}

/** What came of an attempt: a result, or how long to wait before the next. */
export type Attempt<Result> =
  | { readonly result: Result }
  | { readonly wait: number; readonly reason: string; readonly gotFurther?: boolean };

class Overloaded extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

function* piecesOf(lines: readonly string[]): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let start = 0; start < lines.length; start += LINES_PER_PIECE) {
    yield encoder.encode(`${lines.slice(start, start + LINES_PER_PIECE).join('\n')}\n`);
  }
}

function waitMsOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : WAIT_MS;
}

/** fetch gives a TypeError for whatever happens to a connection, with the reason as its cause. */
function isConnectionFailure(error: unknown): boolean {
  return error instanceof TypeError && error.cause !== undefined;
}

function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? String(error);
}

/** The sentences of a problem document that a person needs; other text as it is. */
export function detailOf(text: string): string {
  try {
    const { title, detail, mend } = JSON.parse(text) as Partial<Problem>;
    return [title, detail, mend].filter((part) => part !== undefined).join(' — ');
  } catch {
    return text;
  }
}
