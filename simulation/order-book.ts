import { isErrand, type Deed, type OrderDeed, type OrderTarget } from './world-actions.ts';

/** What the world's customers know of an order from the answers they got. */
export interface KnownOrder {
  readonly id: string;
  totalMinor: number;
  paidMinor: number;
  /** The hold that was placed last; null: none. */
  holdId: string | null;
}

/** What an answer about an order says, as far as the book reads it. */
interface OrderAnswer {
  readonly id?: string;
  readonly totals?: { readonly totalMinor: number; readonly paidMinor: number };
  /** The commands' own answer names the hold, the order as a whole lists all of them. */
  readonly hold?: { readonly id: string };
  readonly holds?: readonly { readonly id: string; readonly releasedAt: string | null }[];
}

/** A deed with everything filled in that only answers can tell. */
export type Resolved =
  | { readonly kind: Deed['kind']; readonly orderId: null; readonly body: object }
  | {
      readonly kind: OrderDeed['kind'];
      readonly orderId: string;
      readonly holdId: string | null;
      readonly body: object;
    };

/** The orders that were acknowledged, by the names under which the world placed them. */
export class OrderBook {
  readonly #orders = new Map<string, KnownOrder>();
  readonly #ordersMax: number;

  /** Remembers so many orders, the latest ones; all unless told. */
  constructor(ordersMax = Infinity) {
    this.#ordersMax = ordersMax;
  }

  /** How many orders were acknowledged. */
  get size(): number {
    return this.#orders.size;
  }

  find({ channel, externalId }: OrderTarget): KnownOrder | undefined {
    return this.#orders.get(`${channel}\n${externalId}`);
  }

  /** Learns from the answer to a deed that was accepted. */
  learn(deed: Deed, answer: unknown): void {
    const target = deed.kind === 'place_order' ? deed.body : 'target' in deed ? deed.target : null;
    if (target === null) return;
    const { id, totals, hold, holds } = answer as OrderAnswer;
    if (id === undefined || totals === undefined) return;
    let known = this.find(target);
    if (known === undefined) {
      known = { id, totalMinor: 0, paidMinor: 0, holdId: null };
      this.#orders.set(`${target.channel}\n${target.externalId}`, known);
      const [first] = this.#orders.keys();
      if (this.#orders.size > this.#ordersMax && first !== undefined) this.#orders.delete(first);
    }
    known.totalMinor = totals.totalMinor;
    known.paidMinor = totals.paidMinor;
    if (deed.kind === 'hold_order') {
      known.holdId = (hold ?? holds?.findLast(({ releasedAt }) => releasedAt === null))?.id ?? null;
    }
  }

  /** The deed with order, hold and amount filled in; null when there is nothing left to do it on. */
  resolve(deed: Deed): Resolved | null {
    if (isErrand(deed)) return null;
    if (!('target' in deed)) return { kind: deed.kind, orderId: null, body: deed.body };
    const known = this.find(deed.target);
    if (known === undefined) return null;
    const resolved = { kind: deed.kind, orderId: known.id, holdId: known.holdId };
    if (deed.kind === 'release_hold' && known.holdId === null) return null;
    if (deed.kind !== 'record_payment') return { ...resolved, body: deed.body };
    const amountMinor = deed.body.amountMinor ?? Math.max(0, known.totalMinor - known.paidMinor);
    return { ...resolved, body: { ...deed.body, amountMinor } };
  }
}
