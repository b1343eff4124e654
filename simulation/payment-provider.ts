import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderNotice } from '../contracts/payments.ts';
import { providerCodeOf } from './sample/index.ts';

/** How a provider of the twin misbehaves: shares of 1, each decided by seed and idempotency key. */
export interface ProviderTemper {
  readonly seed: number;
  readonly declined: number;
  /** It does what it was asked, and breaks the line before it says so. */
  readonly silentAfterSuccess: number;
  /** It does nothing and says 503, once. */
  readonly unavailable: number;
  /** It believes in what it does not know: it has begun anew, and its books with it. */
  readonly adoptsUnknown?: boolean;
}

interface Asked {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly operation: string;
  readonly of: string;
  readonly tender: NonNullable<ProviderNotice['tender']>;
  readonly amountMinor: number;
  readonly currency: string;
}

interface Held {
  readonly orderId: string;
  readonly authorisedMinor: number;
  capturedMinor: number;
  isVoided: boolean;
}

interface Taken {
  readonly amountMinor: number;
  refundedMinor: number;
}

const KINDS = { authorise: 'authorised', capture: 'captured', void: 'voided', refund: 'refunded' };

/**
 * A payment provider as a real HTTP server: idempotent by key, deterministic by seed. It keeps books of
 * its own, so that a test can compare what it moved with what Linchpin believes.
 */
export class PaymentProvider {
  readonly secret: string;
  /** What it would tell by webhook: nothing is sent by itself, so that a test can send late or twice. */
  readonly notices: ProviderNotice[] = [];
  /** How often it was asked, repeats included. */
  calls = 0;
  readonly #temper: ProviderTemper;
  readonly #server: Server;
  readonly #answers = new Map<string, { readonly asked: string; readonly answer: string }>();
  readonly #authorisations = new Map<string, Held>();
  readonly #captures = new Map<string, Taken>();
  readonly #wasUnavailable = new Set<string>();
  readonly #currencies = new Map<string, string>();
  #made = 0;

  constructor(temper: ProviderTemper, secret = 'the twin and its bank') {
    this.#temper = temper;
    this.secret = secret;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Listens on a free port of this machine. Answers its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A customer authorises money at the checkout of a shop. Answers the reference. */
  checkOut(orderId: string, amountMinor: number): string {
    const reference = this.#reference('authorise');
    this.#authorisations.set(reference, {
      orderId,
      authorisedMinor: amountMinor,
      capturedMinor: 0,
      isVoided: false,
    });
    return reference;
  }

  /** Money that a customer has authorised or paid under a reference that the shop has given; once. */
  take(
    kind: 'authorised' | 'captured',
    reference: string,
    orderId: string,
    amountMinor: number,
  ): void {
    if (kind === 'captured') {
      if (!this.#captures.has(reference))
        this.#captures.set(reference, { amountMinor, refundedMinor: 0 });
    } else if (!this.#authorisations.has(reference)) {
      this.#authorisations.set(reference, newHold(orderId, amountMinor));
    }
  }

  /** The code of the account under which an order's money is moved, as the sample company names its accounts. */
  accountOf(orderId: string): string {
    return providerCodeOf(this.#currencies.get(orderId) ?? 'CNY');
  }

  /** Minor units that customers have paid by now, in its own books. */
  get movedMinor(): number {
    return [...this.#captures.values()].reduce(
      (sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor,
      0,
    );
  }

  /** Minor units that are authorised and neither captured nor voided. */
  get openMinor(): number {
    return [...this.#authorisations.values()].reduce(
      (sum, { authorisedMinor, capturedMinor, isVoided }) =>
        isVoided ? sum : sum + authorisedMinor - capturedMinor,
      0,
    );
  }

  #reference(kind: string): string {
    this.#made += 1;
    return `${kind}-${this.#temper.seed}-${this.#made}`;
  }

  /** A number from 0 to below 1 that follows from seed, key and what it is asked for. */
  #chance(key: string, about: string): number {
    const text = `${this.#temper.seed} ${key} ${about}`;
    return Number.parseInt(hash('sha256', text).slice(0, 8), 16) / 2 ** 32;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const send = (status: number, answer: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    };
    if (!this.#isSigned(request, body)) return send(401, { error: 'wrong signature' });
    const kind = (request.url ?? '').split('/').at(-1) as keyof typeof KINDS;
    const asked = JSON.parse(body.toString()) as Asked;
    const key = asked.idempotencyKey;
    const { unavailable, silentAfterSuccess } = this.#temper;
    if (this.#chance(key, 'unavailable') < unavailable && !this.#wasUnavailable.has(key)) {
      this.#wasUnavailable.add(key);
      return send(503, { error: 'come back later' });
    }
    const known = this.#answers.get(key);
    const text = `${kind} ${body.toString()}`;
    if (known !== undefined) {
      return known.asked === text
        ? send(200, JSON.parse(known.answer) as object)
        : send(409, { error: 'another body under this key' });
    }
    const answer = this.#carryOut(kind, asked);
    this.#answers.set(key, { asked: text, answer: JSON.stringify(answer) });
    if (this.#chance(key, 'silence') < silentAfterSuccess) {
      request.socket.destroy();
      return undefined;
    }
    return send(200, answer);
  }

  #isSigned(request: IncomingMessage, body: Buffer): boolean {
    const given = Buffer.from(String(request.headers['linchpin-signature']));
    const expected = Buffer.from(this.sign(String(request.headers['linchpin-timestamp']), body));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** The signature that goes with a body at a time in milliseconds. */
  sign(timestamp: string, body: Buffer | string): string {
    return createHmac('sha256', this.secret).update(`${timestamp}.`).update(body).digest('hex');
  }

  /** Does what it was asked within what its books allow. */
  #carryOut(kind: keyof typeof KINDS, asked: Asked): { outcome: string; reference: string } {
    const { idempotencyKey, orderId, operation, of, tender, amountMinor } = asked;
    const reference = this.#reference(kind);
    const isDeclined = this.#chance(idempotencyKey, 'declined') < this.#temper.declined;
    if (isDeclined || !this.#isAllowed(kind, asked)) return { outcome: 'declined', reference };
    const held = this.#authorisations.get(of);
    const taken = this.#captures.get(of);
    if (kind === 'authorise') this.#authorisations.set(reference, newHold(orderId, amountMinor));
    if (kind === 'capture') {
      (held as Held).capturedMinor += amountMinor;
      this.#captures.set(reference, { amountMinor, refundedMinor: 0 });
    }
    this.#currencies.set(orderId, asked.currency);
    if (kind === 'void') (held as Held).isVoided = true;
    if (kind === 'refund') (taken as Taken).refundedMinor += amountMinor;
    this.notices.push({
      orderId,
      kind: KINDS[kind] as ProviderNotice['kind'],
      amountMinor,
      reference,
      tender,
      operation,
      ...(kind === 'refund' ? { capture: of } : { authorisation: of }),
    });
    return { outcome: 'done', reference };
  }

  #isAllowed(kind: keyof typeof KINDS, { of, orderId, amountMinor }: Asked): boolean {
    if (this.#temper.adoptsUnknown === true) {
      const book = kind === 'refund' ? this.#captures : this.#authorisations;
      if (!book.has(of))
        this.take(kind === 'refund' ? 'captured' : 'authorised', of, orderId, amountMinor);
    }
    if (kind === 'refund') {
      const taken = this.#captures.get(of);
      return taken !== undefined && taken.refundedMinor + amountMinor <= taken.amountMinor;
    }
    const held = this.#authorisations.get(of);
    if (held === undefined) return false;
    if (kind !== 'capture') return true;
    return !held.isVoided && held.capturedMinor + amountMinor <= held.authorisedMinor;
  }
}

function newHold(orderId: string, authorisedMinor: number): Held {
  return { orderId, authorisedMinor, capturedMinor: 0, isVoided: false };
}
