import { setTimeout as sleep } from 'node:timers/promises';
import { machineClock, instantToText, type Instant } from '../src/kernel/clock.ts';
import { OrderBook, type Resolved } from './order-book.ts';
import { advanceErrand, type ErrandUnderWay } from './errands.ts';
import type { TakeSnapshot } from '../contracts/inventory-snapshots.ts';
import { liveFloor } from './live-floor.ts';
import { LiveGiftCards } from './live-gift-cards.ts';
import { requestOf, requestOfStep, type ApiRequest } from './live-requests.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { PROVIDED_CHANNELS } from './sample/index.ts';
import { SECOND_PERSON } from './stockroom.ts';
import { LIVE_PACE, World } from './world.ts';
import { isErrand, type Action, type Errand, type PaymentNews } from './world-actions.ts';

export interface TwinOptions {
  /** Where the server answers, for example http://127.0.0.1:8080. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The key of a second person, who decides what the first has counted or sent; the first one's unless named. */
  readonly secondApiKey?: string | undefined;
  /** How many seconds of the world pass in a second; 1 by default, which is an order every one or two seconds. */
  readonly speed?: number | undefined;
  readonly seed?: number | undefined;
  /** Whom the customers of the company's own shops pay. */
  readonly provider?: PaymentProvider;
  readonly log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
  };
}

/** A world that drives a running server. */
export interface Twin {
  /** What was sent and how it was answered so far, by status class. */
  readonly counts: Readonly<Record<'accepted' | 'refused' | 'failed' | 'skipped', number>>;
  /** Sends nothing more and returns when the last answers are in. */
  stop(): Promise<void>;
}

const IN_FLIGHT_MAX = 16;
const BACKOFF_MS_MIN = 500;
const BACKOFF_MS_MAX = 15_000;
const REQUEST_MS_MAX = 30_000;
/** What the server would answer when it is asked again later. */
const PASSING_STATUSES = new Set([429, 500, 502, 503, 504]);
const ATTEMPTS_MAX = 200;
/** How often the provider of the twin tells what it has done, in the time of the world, and how much at once. */
const NOTICES_EVERY_MS = 4_000;
const NOTICES_MAX = 50;
/** Of so many notices one is told twice. */
const TWICE_EVERY = 7;
/** Orders that customers still remember: a twin that runs for weeks does not grow. */
const ORDERS_KNOWN_MAX = 5_000;

/**
 * Lets the world drive a running server through its API in real time, times `speed`. When the server
 * is away the world stands still: it is asked again with growing pauses, and nothing is caught up in a
 * flood afterwards. A repeated request carries the same idempotency key.
 */
export function startTwin(options: TwinOptions): Twin {
  const twin = new LiveTwin(options);
  twin.start();
  return twin;
}

class LiveTwin implements Twin {
  readonly counts = { accepted: 0, refused: 0, failed: 0, skipped: 0 };
  readonly #options: TwinOptions;
  readonly #speed: number;
  readonly #world: World;
  readonly #worldStart: Instant;
  readonly #book = new OrderBook(ORDERS_KNOWN_MAX);
  readonly #stopped = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  readonly #refusalsTold = new Set<string>();
  /** Errands that somebody is on: whoever comes round meanwhile leaves them to it. */
  readonly #atWork = new Set<Errand['kind']>();
  readonly #floor = liveFloor(
    (path) => this.#ask(path),
    (at) => this.#realTimeOf(at),
  );
  readonly #giftCards = new LiveGiftCards();
  /** Transfers that were refused. */
  readonly #notSent = new Set<string>();
  #telling: Promise<void> | null = null;
  #running: Promise<void> | null = null;
  /** Waits of the world, in its own time, while the server was away. */
  #heldMs = 0;
  #away: Promise<void> | null = null;

  constructor(options: TwinOptions) {
    this.#options = options;
    this.#speed = options.speed ?? 1;
    this.#worldStart = machineClock.now();
    // Names of orders follow the seed, so that every start of the twin needs one of its own.
    const seed = ((options.seed ?? 1) + Math.floor(this.#worldStart / 1_000)) % 2_147_483_647;
    this.#world = new World({ ...LIVE_PACE, seed, startAt: this.#worldStart });
  }

  start(): void {
    this.#options.log.info({ speed: this.#speed }, 'the twin starts to order');
    this.#running = this.#run().catch((error: unknown) => {
      if (!this.#stopped.signal.aborted)
        this.#options.log.warn({ error: String(error) }, 'the twin ended');
    });
    this.#telling = this.#tellOfMoney().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.#telling;
    await Promise.allSettled(this.#inFlight);
  }

  /** When something of the world's time happens by the machine's clock. */
  #realTimeOf(worldAt: Instant): Instant {
    return this.#worldStart + (worldAt - this.#worldStart) / this.#speed + this.#heldMs;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const action = this.#world.next();
      for (;;) {
        await this.#away;
        const waitMs = this.#realTimeOf(action.at) - machineClock.now();
        if (waitMs > 0) await sleep(waitMs, undefined, { signal });
        else if (this.#inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.#inFlight);
        else break;
        if (signal.aborted) return;
      }
      // A machine that slept or a server that is slow must not be paid back with a flood.
      this.#heldMs += Math.max(0, machineClock.now() - this.#realTimeOf(action.at) - 2_000);
      const sending = (isErrand(action) ? this.#workOn(action) : this.#send(action)).finally(() =>
        this.#inFlight.delete(sending),
      );
      this.#inFlight.add(sending);
    }
  }

  async #send(action: Action): Promise<void> {
    // What never left does not arrive.
    if (action.kind === 'receive_transfer' && this.#notSent.delete(action.body.reference)) return;
    const resolved = this.#giftCards.withRealCodes(this.#book.resolve(action));
    const request = resolved === null ? null : requestOf(resolved, (text) => this.#realText(text));
    if (request === null) {
      this.counts.skipped += 1;
      return;
    }
    if (action.kind === 'record_payment' && resolved !== null)
      this.#payAtCheckout(action, resolved);
    const answer = await this.#deliver(request, action.key);
    if (answer === null) return;
    this.#take(action, answer);
    if (answer.status >= 300) {
      if (action.kind === 'transfer_stock') this.#notSent.add(action.body.reference);
      return;
    }
    if (action.kind === 'receive_stock') this.#floor.stock.noteReceipt(action.body);
    if (action.kind === 'issue_gift_card') this.#giftCards.learn(action.body, answer.text);
  }

  /** The provider tells by itself what it has done, some of it twice; whoever has heard it already takes no harm. */
  async #tellOfMoney(): Promise<void> {
    const { provider } = this.#options;
    const { signal } = this.#stopped;
    if (provider === undefined) return;
    while (!signal.aborted) {
      await sleep(NOTICES_EVERY_MS / this.#speed, undefined, { signal });
      for (const notice of provider.notices.splice(0, NOTICES_MAX)) {
        const body = JSON.stringify(notice);
        const timestamp = String(machineClock.now());
        const headers = {
          'content-type': 'application/json',
          'linchpin-timestamp': timestamp,
          'linchpin-signature': provider.sign(timestamp, body),
        };
        const path = `/v1/payment-providers/${provider.accountOf(notice.orderId)}/notices`;
        const isTwice = notice.amountMinor % TWICE_EVERY === 0;
        for (let times = isTwice ? 2 : 1; times > 0 && !signal.aborted; times -= 1) {
          const status = await this.#post(path, body, headers);
          this.#count('notice', { status, text: '{}' });
          // A provider comes back with what was not taken.
          if (PASSING_STATUSES.has(status)) provider.notices.push(notice);
        }
      }
    }
  }

  async #post(
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<number> {
    try {
      const url = new URL(path, this.#options.baseUrl);
      const signal = AbortSignal.timeout(REQUEST_MS_MAX);
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      await response.text();
      return response.status;
    } catch {
      return 503;
    }
  }

  /** The provider of the company's own shops hears of money before they do. */
  #payAtCheckout(action: Action & { kind: 'record_payment' }, { orderId, body }: Resolved): void {
    const { kind, reference, amountMinor } = body as PaymentNews & { readonly amountMinor: number };
    if (orderId === null || !PROVIDED_CHANNELS.has(action.target.channel)) return;
    if (kind === 'authorised' || kind === 'captured')
      this.#options.provider?.take(kind, reference, orderId, amountMinor);
  }

  /** Lets somebody look at what there is to do and do it, one thing after the other. */
  async #workOn(action: Action & Errand): Promise<void> {
    if (this.#atWork.has(action.kind)) return;
    this.#atWork.add(action.kind);
    try {
      let errand: ErrandUnderWay | null = { action, phase: 0 };
      while (errand !== null && !this.#stopped.signal.aborted) {
        const { steps, next } = await advanceErrand(errand, {
          floor: this.#floor,
          at: action.at,
          find: (target) => this.#book.find(target)?.id,
        });
        for (const step of steps) {
          const request = requestOfStep(step, (text) => this.#realText(text));
          const isSecond = step.actor === SECOND_PERSON;
          const answer = await this.#deliver(request, `${action.key}/${step.name}`, isSecond);
          if (answer !== null) this.#count(step.kind, answer);
          if (step.kind === 'take_snapshot' && answer?.status === 201)
            this.#floor.stock.noteSnapshot(step.body as TakeSnapshot);
          if (this.#stopped.signal.aborted) return;
        }
        errand = next;
      }
    } catch (error) {
      // Whoever comes round next looks again.
      this.#options.log.warn({ kind: action.kind, error: String(error) }, 'the twin gave up');
    } finally {
      this.#atWork.delete(action.kind);
    }
  }

  /** Sends until the server has said something to rely on; null: the twin was stopped before. */
  async #deliver(
    request: ApiRequest,
    key: string,
    isSecond = false,
  ): Promise<{ readonly status: number; readonly text: string } | null> {
    const { signal } = this.#stopped;
    for (let attempt = 1; !signal.aborted && attempt <= ATTEMPTS_MAX; attempt += 1) {
      await this.#away;
      if (signal.aborted) return null;
      const answer = await this.#fetch(request, key, isSecond);
      if (answer !== null && !PASSING_STATUSES.has(answer.status)) return answer;
      this.counts.failed += 1;
      this.#standStill(answer, attempt);
    }
    return null;
  }

  /** What a list or a document says; null when it is not told. */
  async #ask(path: string): Promise<unknown> {
    await this.#away;
    const answer = await this.#fetch({ method: 'GET', path, body: null }, null);
    return answer?.status === 200 ? (JSON.parse(answer.text) as unknown) : null;
  }

  async #fetch(
    { method, path, body }: { method: string; path: string; body: object | null },
    key: string | null,
    isSecond = false,
  ): Promise<{ status: number; text: string; retryAfterMs: number } | null> {
    const { baseUrl, apiKey: first, secondApiKey = first } = this.#options;
    const apiKey = isSecond ? secondApiKey : first;
    try {
      const response = await fetch(new URL(path, baseUrl), {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          ...(key === null ? {} : { 'idempotency-key': key }),
        },
        body: body === null ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_MS_MAX),
      });
      const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
      return {
        status: response.status,
        text: await response.text(),
        retryAfterMs: retryAfterMs || 0,
      };
    } catch {
      return null;
    }
  }

  /** Holds the whole world for a while; all that is in flight waits for the same end. */
  #standStill(answer: { status: number; retryAfterMs: number } | null, attempt: number): void {
    if (this.#away !== null) return;
    const backoffMs = Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** Math.min(attempt - 1, 5));
    const waitMs = Math.max(backoffMs, answer?.retryAfterMs ?? 0);
    if (attempt === 1) {
      this.#options.log.warn(
        { status: answer?.status ?? null, waitMs },
        'the twin waits for the server',
      );
    }
    this.#heldMs += waitMs;
    this.#away = sleep(waitMs, undefined, { signal: this.#stopped.signal })
      .catch(() => undefined)
      .then(() => {
        this.#away = null;
      });
  }

  #take(action: Action, answer: { readonly status: number; readonly text: string }): void {
    this.#count(action.kind, answer);
    if (answer.status < 300) this.#book.learn(action, JSON.parse(answer.text));
  }

  #count(kind: string, { status, text }: { readonly status: number; readonly text: string }): void {
    if (status < 300) {
      this.counts.accepted += 1;
      return;
    }
    this.counts.refused += 1;
    const code = codeOf(text);
    // Customers are told no every day; what they should never hear is said once.
    if (status >= 409 && status !== 422) return;
    if (this.#refusalsTold.has(`${kind} ${code}`)) return;
    this.#refusalsTold.add(`${kind} ${code}`);
    this.#options.log.warn({ kind, status, code }, 'the twin was refused');
  }

  /** A time in a body, from the world's clock to the machine's. */
  #realText(text: string): string {
    return instantToText(Math.floor(this.#realTimeOf(Date.parse(text))));
  }
}

function codeOf(text: string): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? 'none';
  } catch {
    return 'none';
  }
}
