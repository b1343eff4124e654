import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assert } from '../kernel/assert.ts';
import { problemOf, refuse, type Refusal } from '../../contracts/errors.ts';
import { CancellationLine, PlaceOrder } from '../../contracts/orders.ts';
import { callInProcess } from './call-in-process.ts';
import { knownRoutes } from './known-routes.ts';
import { bodyValidator, refusalOfErrors } from './validation.ts';

const BULK_PATH = '/v1/orders/bulk';
const NAMES_KEPT_MAX = 50;
/** What a body may name that has to be there, by the name of the field. */
const REFERENCES = new Map([
  ['sku', { what: 'SKU', folder: '/v1/skus' }],
  ['location', { what: 'location', folder: '/v1/locations' }],
  ['channel', { what: 'channel', folder: '/v1/channels' }],
]);
const NOUNS = new Map([
  ['/v1/skus', 'sku'],
  ['/v1/locations', 'location'],
  ['/v1/channels', 'channel'],
  ['/v1/carrier-services', 'carrier_service'],
]);

/** What a file would make and change, beside its documents. */
interface ImportEffects {
  /** How many of what: {"sku created": 3, "sku changed": 1, "channel created": 1}. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first of what would be made, as noun and code: channel berlin. */
  readonly created: readonly string[];
}

/**
 * Stands in for the server while a file is looked at before it is imported. What is read is read; what
 * would be written is held to its contract, to the scopes of who sends it and to what is there or
 * would be by then, and is answered as if it had been done. Nothing is written. What only a decision
 * finds, such as stock that does not suffice, is not found here.
 */
export class ImportPreview {
  readonly #app: FastifyInstance;
  readonly #request: FastifyRequest;
  readonly #read: typeof fetch;
  /** By address, whether it is there; what this file would make is. */
  readonly #known = new Map<string, Promise<boolean>>();
  /** What was put by this file, as it would be read. */
  readonly #put = new Map<string, unknown>();
  readonly #orders = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #created: string[] = [];

  constructor(app: FastifyInstance, request: FastifyRequest) {
    this.#app = app;
    this.#request = request;
    this.#read = callInProcess(app, request);
  }

  get effects(): ImportEffects {
    return { counts: Object.fromEntries(this.#counts), created: this.#created };
  }

  /** Answers as the server would, without doing anything. */
  readonly fetch: typeof fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url instanceof Request ? url.url : url);
    const method = init?.method ?? 'GET';
    if (method === 'GET') {
      const put = this.#put.get(pathname);
      if (put !== undefined) return answer(200, put);
      const order = orderKey(searchParams.get('channel'), searchParams.get('externalId'));
      if (pathname === '/v1/orders' && this.#orders.has(order)) {
        // Of this order nothing is known but that it comes with the file.
        const externalId = searchParams.get('externalId');
        return answer(200, { items: [{ id: '0', externalId }], nextCursor: null });
      }
      return this.#read(url, init);
    }
    const text = await new Response(init?.body ?? null).text();
    if (pathname === BULK_PATH) return this.#bulk(text);
    const body: unknown = JSON.parse(text);
    const wrong = this.#judge(method, pathname, body) ?? (await this.#unknown(body));
    if (wrong !== null) return refusalAnswer(wrong);
    await this.#note(method, pathname, body);
    return answer(200, body);
  };

  /** What is wrong with a request by its route: its contract, or the scope that it needs. */
  #judge(method: string, pathname: string, body: unknown): Refusal | null {
    const route = knownRoutes(this.#app).find(
      (each) => each.method === method && matches(each.url, pathname),
    );
    const { principal } = this.#request;
    assert(route !== undefined && principal !== null, 'an import asks for what is there');
    const { policy } = route.options.config ?? {};
    if (policy !== undefined && policy !== 'public' && policy !== 'anyone_known') {
      if (!principal.scopes.allows(policy)) {
        return refuse('forbidden', `That needs the scope ${policy}.`, { scope: policy });
      }
    }
    const { body: schema } = route.options.schema ?? {};
    return schema === undefined ? null : faultsOf(schema as object, body, 'body');
  }

  /** Names the first thing that a body needs and that is not there. */
  async #unknown(body: unknown): Promise<Refusal | null> {
    for (const { field, code } of referencesIn(body)) {
      const { what, folder } = REFERENCES.get(field) as { what: string; folder: string };
      if (await this.#isThere(`${folder}/${encodeURIComponent(code)}`)) continue;
      return refuse('unknown_reference', `There is no ${what} ${code}.`, { field, [field]: code });
    }
    return null;
  }

  #isThere(path: string): Promise<boolean> {
    let known = this.#known.get(path);
    if (known === undefined) {
      // Who may not look is not told; then it counts as there, and the import itself will say.
      known = this.#read(`http://linchpin.invalid${path}`).then(({ status }) => status !== 404);
      this.#known.set(path, known);
    }
    return known;
  }

  /** Remembers what would be there from now on. */
  async #note(method: string, pathname: string, body: unknown): Promise<void> {
    if (pathname === '/v1/skus/bulk') {
      for (const sku of body as readonly { readonly code: string }[])
        await this.#make(`/v1/skus/${encodeURIComponent(sku.code)}`, sku);
    } else if (method === 'PUT') await this.#make(pathname, body);
    else if (pathname === '/v1/stock/receipts') {
      const { lines } = body as { readonly lines: readonly { readonly quantity: number }[] };
      this.#count(
        'units received',
        lines.reduce((sum, { quantity }) => sum + quantity, 0),
      );
    }
  }

  async #make(path: string, body: unknown): Promise<void> {
    const noun = NOUNS.get(path.slice(0, path.lastIndexOf('/'))) ?? 'setting';
    const isNew = !(await this.#isThere(path));
    this.#count(`${noun} ${isNew ? 'created' : 'changed'}`, 1);
    const code = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
    if (isNew && this.#created.length < NAMES_KEPT_MAX) this.#created.push(`${noun} ${code}`);
    this.#known.set(path, Promise.resolve(true));
    this.#put.set(path, { code, ...(body as object) });
  }

  #count(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  /** Orders and cancellations, line by line. */
  async #bulk(text: string): Promise<Response> {
    const answers: string[] = [];
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      const told = { line: answers.length + 1, ...(await this.#bulkLine(JSON.parse(line))) };
      answers.push(JSON.stringify(told));
    }
    return new Response(`${answers.join('\n')}\n`, { status: 200 });
  }

  async #bulkLine(body: unknown): Promise<object> {
    const { principal } = this.#request;
    assert(principal !== null, 'an import comes from somebody');
    if (!principal.scopes.allows('orders:write')) {
      return lineOf(refuse('forbidden', 'That needs the scope orders:write.'));
    }
    const isCancellation = typeof body === 'object' && body !== null && 'cancellation' in body;
    const wanted = isCancellation ? body.cancellation : body;
    const wrong = isCancellation
      ? faultsOf(CancellationLine, wanted, 'cancellation')
      : faultsOf(PlaceOrder, wanted, 'order');
    if (wrong !== null) return lineOf(wrong);
    const { channel, externalId } = wanted as { channel: string; externalId: string };
    const key = orderKey(channel, externalId);
    if (!isCancellation && (this.#orders.has(key) || (await this.#hasOrder(channel, externalId)))) {
      return { status: 200, repeated: true };
    }
    const unknown = await this.#unknown(wanted);
    if (unknown !== null) return lineOf(unknown);
    if (!isCancellation) this.#orders.add(key);
    return { status: isCancellation ? 200 : 201 };
  }

  async #hasOrder(channel: string, externalId: string): Promise<boolean> {
    const query = new URLSearchParams({ channel, externalId });
    const found = await this.#read(`http://linchpin.invalid/v1/orders?${query.toString()}`);
    if (found.status !== 200) return false;
    const { items } = (await found.json()) as { items: readonly { externalId?: string }[] };
    return items.some((item) => item.externalId === externalId);
  }
}

const orderKey = (channel: string | null, externalId: string | null): string =>
  `${channel ?? ''}\n${externalId ?? ''}`;

function matches(url: string, pathname: string): boolean {
  const parts = url.split('/');
  const given = pathname.split('/');
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith(':') || part === given[index])
  );
}

function faultsOf(schema: object, body: unknown, part: string): Refusal | null {
  const validate = bodyValidator(schema);
  return validate(body) ? null : refusalOfErrors(validate.errors ?? [], part);
}

/** What a body names that has to be there, each once. */
function referencesIn(body: unknown): { readonly field: string; readonly code: string }[] {
  const found = new Map<string, { field: string; code: string }>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    else if (typeof value === 'object' && value !== null) {
      for (const [field, content] of Object.entries(value)) {
        if (REFERENCES.has(field) && typeof content === 'string')
          found.set(`${field} ${content}`, { field, code: content });
        else walk(content);
      }
    }
  };
  walk(body);
  return [...found.values()];
}

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

function refusalAnswer(refusal: Refusal): Response {
  const problem = problemOf(refusal);
  return answer(problem.status === 403 ? 409 : problem.status, problem);
}

function lineOf(refusal: Refusal): object {
  const problem = problemOf(refusal);
  return { status: problem.status, problem };
}
