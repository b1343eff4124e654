import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * How a stand-in takes its next request: well; silent: does it and never answers; cut: does it and hangs
 * up; busy: answers 503 and does nothing; refuses: answers 422; leads_away: answers with a redirect;
 * mumbles: does it and leaves the number out of its answer.
 */
export type Mood = 'well' | 'silent' | 'cut' | 'busy' | 'refuses' | 'leads_away' | 'mumbles';

/** A request that a stand-in has heard. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

type Answer = Readonly<Record<string, unknown>>;

/** A real HTTP server that stands in for an ERP, a courier or an invoice service. */
export class StandIn {
  readonly heard: Heard[] = [];
  /** What it has done, in order: `POST /invoices`; a repeat under the same key is not done again. */
  readonly done: { readonly what: string; readonly key: string }[] = [];
  /** Of the next requests; when there are no more, it is well. */
  moods: Mood[] = [];
  /** Called when it has done something and not answered yet. */
  onDone: () => void = () => undefined;
  readonly #prefix: string;
  readonly #forgetsKeys: boolean;
  readonly #kept = new Map<string, Answer>();
  readonly #server: Server;
  #made = 0;

  /** `forgetsKeys`: it does everything that it hears, each time. */
  constructor(prefix: string, { forgetsKeys = false }: { readonly forgetsKeys?: boolean } = {}) {
    this.#prefix = prefix;
    this.#forgetsKeys = forgetsKeys;
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  /** Answers its address. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this.address;
  }

  /** Where it listens. */
  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** What it has done, without the keys. */
  works(): string[] {
    return this.done.map(({ what }) => what);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request).catch(() => null);
    // Its sender has died over it: half a request is none.
    if (text === null) return;
    const { method = '', url = '', headers } = request;
    const key = String(headers['idempotency-key'] ?? '');
    const body: unknown = text === '' ? null : JSON.parse(text);
    const { authorization = null } = headers;
    this.heard.push({ method, path: url, key, authorization, body });
    const mood = this.moods.shift() ?? 'well';
    if (mood === 'busy') return void response.writeHead(503).end();
    if (mood === 'refuses') return void response.writeHead(422).end('{"error":"no"}');
    if (mood === 'leads_away') {
      return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    }
    if (method === 'GET') {
      const kept = this.#kept.get(decodeURIComponent(url.split('/').at(-1) ?? ''));
      return kept === undefined ? void response.writeHead(404).end() : reply(response, kept);
    }
    const answer = this.#work(`${method} ${url}`, key);
    this.onDone();
    if (mood === 'cut') request.socket.destroy();
    else if (mood === 'mumbles') reply(response, {});
    else if (mood === 'well') reply(response, answer);
  }

  #work(what: string, key: string): Answer {
    const kept = this.#kept.get(key);
    if (kept !== undefined && !this.#forgetsKeys) return kept;
    this.#made += 1;
    const number = `${this.#prefix}-${this.#made}`;
    const answer = { number, trackingNumber: number, labelUrl: `https://labels.example/${number}` };
    this.done.push({ what, key });
    this.#kept.set(key, answer);
    return answer;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, answer: Answer): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
