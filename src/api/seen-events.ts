import type { Pool } from 'pg';
import type { FeedSink } from '../hub/index.ts';
import { readCustomerEmails } from '../modules/orders/index.ts';
import type { Principal, Reach } from '../modules/access/index.ts';
import type { Scope } from '../../contracts/access.ts';
import type { EventEnvelope } from '../../contracts/events.ts';
import { viewFor, type View } from './views.ts';

/** Which scope lets people with limited roles see the events of a thing. Events of other things they do not see. */
const SCOPES_OF_NOUNS: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['order', 'orders:read'],
  ['goods', 'returns:read'],
  ['return', 'returns:read'],
  ['refund', 'returns:read'],
  ['claim', 'returns:read'],
  ['payment', 'payments:read'],
  ['gift_card', 'payments:read'],
  ['account', 'payments:read'],
  ['stock', 'stock:read'],
  ['reservation', 'stock:read'],
  ['supply', 'stock:read'],
  ['transfer', 'stock:read'],
  ['safety_stock', 'stock:read'],
  ['safety_stock_rule', 'stock:read'],
  ['allotment', 'stock:read'],
  ['lot', 'stock:read'],
  ['snapshot', 'stock:read'],
  ['count', 'counts:read'],
  ['fulfilment', 'fulfilment:read'],
  ['fulfilment_order', 'fulfilment:read'],
  ['wave', 'fulfilment:read'],
  ['shipment', 'fulfilment:read'],
  ['manifest', 'fulfilment:read'],
  ['purchase_order', 'purchases:read'],
  ['exception', 'exceptions:read'],
  ['sku', 'catalogue:read'],
  ['location', 'catalogue:read'],
  ['bulk_change', 'orders:read'],
  ['sample', 'events:read'],
]);
/** What happens to parcels on their way is also told with the order itself, which is what customers look at. */
const SCOPES_OF_TYPES: ReadonlyMap<string, Scope> = new Map(
  [
    'ready_for_pick_up',
    'shipped',
    'in_transit',
    'out_for_delivery',
    'delivery_failed',
    'delivered',
    'returned_to_sender',
  ].map((name) => [`fulfilment.${name}`, 'orders:read']),
);
/** Things whose routes refuse everybody with a reach: their events are kept from them as well. */
const NOUNS_WITHOUT_REACH: ReadonlySet<string> = new Set([
  'claim',
  'exception',
  'snapshot',
  'allotment',
  'safety_stock_rule',
  'bulk_change',
]);
/** Bounds what a long stream remembers of whose orders are whose. */
const OWNERS_MAX = 10_000;

/** Somebody's part of the history: what they may not see is left out, and the rest has the fields they see. */
export interface EventLens {
  /** The event as it is seen, or null, for each. */
  see(events: readonly EventEnvelope[]): Promise<(Partial<EventEnvelope> | null)[]>;
}

/** How a caller sees events; null for those who see all of them, which then costs nothing. */
export function eventLensFor(pool: Pool, principal: Principal): EventLens | null {
  const view = viewFor(principal);
  if (view === null) return null;
  const { reach, kind, scopes } = principal;
  const owners = new Map<number, string | null>();
  const isOfKind = ({ type }: EventEnvelope): boolean => {
    // What keys see of the history their scope events:read says alone.
    if (kind === 'key') return true;
    const noun = type.slice(0, type.indexOf('.'));
    if (reach !== null && NOUNS_WITHOUT_REACH.has(noun)) return false;
    return [SCOPES_OF_NOUNS.get(noun), SCOPES_OF_TYPES.get(type)].some(
      (scope) => scope !== undefined && scopes.allows(scope),
    );
  };
  return {
    async see(events) {
      const candidates = events.map((event) => (isOfKind(event) ? event : null));
      if (reach?.by === 'customer') await learnOwners(pool, owners, candidates);
      return candidates.map((event) =>
        event !== null && isReached(event, reach, owners) ? seen(event, view) : null,
      );
    },
  };
}

function isReached(
  event: EventEnvelope,
  reach: Reach | null,
  owners: ReadonlyMap<number, string | null>,
): boolean {
  if (reach === null) return true;
  if (reach.by === 'customer') {
    const orderId = orderIdOf(event);
    return orderId !== null && reach.email !== null && owners.get(orderId) === reach.email;
  }
  const { at, between } = placesOf(event);
  const isWithin = (location: string) => reach.locations.includes(location);
  return (
    at.length + between.length > 0 &&
    at.every(isWithin) &&
    (between.length === 0 || between.some(isWithin))
  );
}

async function learnOwners(
  pool: Pool,
  owners: Map<number, string | null>,
  events: readonly (EventEnvelope | null)[],
): Promise<void> {
  const ids = events.flatMap((event) => (event === null ? [] : (orderIdOf(event) ?? [])));
  const unknown = [...new Set(ids)].filter((id) => !owners.has(id));
  if (unknown.length === 0) return;
  if (owners.size > OWNERS_MAX) owners.clear();
  const emails = await readCustomerEmails(pool, unknown);
  for (const id of unknown) owners.set(id, emails.get(id) ?? null);
}

/** The order that an event is about: by its subject, or as its data names it. */
function orderIdOf({ subject, data }: EventEnvelope): number | null {
  const named =
    /^order\/(\d{1,15})$/.exec(subject)?.[1] ?? (data as { orderId?: unknown } | null)?.orderId;
  const id = Number(named);
  return named !== undefined && named !== null && Number.isSafeInteger(id) ? id : null;
}

/** The locations that an event names: where it happened, and the ends of a way. */
function placesOf({ subject, data }: EventEnvelope): { at: string[]; between: string[] } {
  const at: string[] = subject.startsWith('location/') ? [subject.slice('location/'.length)] : [];
  const between: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, content] of Object.entries(value)) {
      if (name === 'location' && typeof content === 'string') at.push(content);
      else if ((name === 'from' || name === 'to') && typeof content === 'string')
        between.push(content);
      else look(content);
    }
  };
  look(data);
  return { at, between };
}

/** CloudEvents asks for its attributes, so these stay; what happened is seen through the view. */
function seen(event: EventEnvelope, view: View): Partial<EventEnvelope> {
  const { actor, data, ...envelope } = event;
  return { ...envelope, ...(view.shows('actor') ? { actor } : {}), data: view.json(data) };
}

/** A subscriber who sees a part of what happens: takes the shared chunks apart and passes on that part. */
export class SeenSink implements FeedSink {
  readonly #inner: FeedSink;
  readonly #lens: EventLens;
  readonly #fail: (error: Error) => void;
  #sent: Promise<void> = Promise.resolve();

  constructor(inner: FeedSink, lens: EventLens, fail: (error: Error) => void) {
    this.#inner = inner;
    this.#lens = lens;
    this.#fail = fail;
  }

  get isClosed(): boolean {
    return this.#inner.isClosed;
  }

  /** Chunks go out in the order in which they came, each once it is known whose its events are. */
  send(chunk: Buffer): void {
    this.#sent = this.#sent.then(() => this.#pass(chunk)).catch(this.#fail);
  }

  async drained(): Promise<void> {
    await this.#sent;
    await this.#inner.drained();
  }

  async #pass(chunk: Buffer): Promise<void> {
    if (this.isClosed) return;
    const frames = chunk
      .toString()
      .split('\n\n')
      .filter((frame) => frame !== '');
    const events = frames.flatMap((frame) => dataOf(frame) ?? []);
    const seenEvents = (await this.#lens.see(events)).values();
    const text = frames
      .map((frame) => {
        if (dataOf(frame) === null) return `${frame}\n\n`;
        const [id, type] = frame.split('\n', 2);
        const event = seenEvents.next().value ?? null;
        // Of what is not seen the place stays, so that whoever reconnects does not wait for it again.
        return event === null ? `${id}\n\n` : `${id}\n${type}\ndata: ${JSON.stringify(event)}\n\n`;
      })
      .join('');
    this.#inner.send(Buffer.from(text));
  }
}

function dataOf(frame: string): EventEnvelope | null {
  const at = frame.indexOf('\ndata: ');
  return at < 0 ? null : (JSON.parse(frame.slice(at + '\ndata: '.length)) as EventEnvelope);
}
