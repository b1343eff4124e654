import type { Instant } from '../../src/kernel/clock.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import { ERRORS } from '../../contracts/errors.ts';
import { asPlacedOrder, BookOfExchanges } from './book-of-exchanges.ts';
import { BookOfAccounts } from './book-of-accounts.ts';
import { BookOfGoods } from './book-of-goods.ts';
import { BookOfKeeping } from './book-of-keeping.ts';
import { BookOfLots } from './book-of-lots.ts';
import { BookOfOrder } from './book-of-order.ts';
import type { Sent, Told } from './sent.ts';
import type { ReadFacts } from './stage.ts';
import { checkCounts, checkHolders } from './check-counts.ts';
import { checkGiftCards, checkParts, checkReturns } from './book-of-returns.ts';

/**
 * Books of a life, kept by what was asked and by what events told, in the words of the modules' SPECs.
 * After every command they are compared with how records and positions stand: whoever tells one thing
 * and does another is found.
 */
export class Books {
  readonly #facts: ReadFacts;
  readonly #goods: BookOfGoods;
  readonly #orders = new Map<number, BookOfOrder>();
  readonly #exchanges = new BookOfExchanges();
  /** Orders as they were when they were compared last, and the parts and returns that were there. */
  readonly #compared = new Map<number, OrderRecord>();
  readonly #seen = new Map<string, object>();
  readonly #accounts = new BookOfAccounts();
  readonly #keeping: BookOfKeeping;
  readonly #lots: BookOfLots;

  constructor(facts: ReadFacts) {
    this.#facts = facts;
    this.#goods = new BookOfGoods(facts('catalogue'), facts('stock'));
    this.#keeping = new BookOfKeeping(
      facts('catalogue'),
      facts('stock'),
      ({ id }) => this.#orders.get(id)?.channel ?? '',
    );
    this.#lots = new BookOfLots(facts, this.#goods);
    this.#accounts.compare(facts('orders_account').all(), []);
  }

  /** What is wrong after a command, in one sentence; null when everything holds. */
  check(sent: Sent): string | null {
    const { outcome, events, jobs } = sent;
    if (outcome.kind === 'refused') {
      const { code, detail } = outcome;
      if (!(code in ERRORS) || code === 'internal') return `refused with ${code}: ${detail}`;
      if (events.length > 0 || jobs > 0) {
        return `refused (${code}), and left ${events.length} events and ${jobs} jobs`;
      }
    } else {
      const wrong = this.#write(sent);
      if (wrong !== null) return wrong;
    }
    return this.#compare(sent.now);
  }

  #write(sent: Sent): string | null {
    this.#goods.carriedOut(sent);
    this.#lots.carriedOut(sent);
    for (const event of sent.events) {
      const told = JSON.parse(event.data) as Told;
      const misplaced =
        this.#goods.told(event.type, told, sent) ?? this.#lots.told(event.type, told, sent);
      if (misplaced !== null) return misplaced;
      const unnamed =
        event.type === 'stock.promise_broken'
          ? checkHolders(told, this.#facts('catalogue'), this.#facts('orders').orders())
          : null;
      if (unnamed !== null) return unnamed;
      if (event.orderId === undefined) continue;
      let book = this.#orders.get(event.orderId);
      if (event.type === 'order.placed') {
        if (book !== undefined) return `order ${event.orderId} is placed twice`;
        const placed = sent.kind === 'place_exchange' ? asPlacedOrder(sent.body) : sent.body;
        this.#orders.set(event.orderId, (book = new BookOfOrder(event.orderId, placed)));
      }
      this.#compared.delete(event.orderId);
      if (book === undefined)
        return `${event.type} tells of order ${event.orderId}, which is unknown`;
      const wrong =
        book.told(event.type, told, sent) ??
        this.#exchanges.told(event.type, told, sent) ??
        this.#accounts.told(event.type, told, sent, [...this.#facts('orders').orders()]);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  /** Orders of which a part or a return is another one than before are compared anew. */
  #noteChanges(records: readonly { readonly id: string; readonly orderId: number }[]): void {
    for (const record of records) {
      if (this.#seen.get(record.id) === record) continue;
      this.#seen.set(record.id, record);
      this.#compared.delete(record.orderId);
    }
  }

  /** What does not add up once nothing more happens; null when everything does. */
  end(): string | null {
    return this.#lots.compareAtTheEnd();
  }

  #compare(now: Instant): string | null {
    const orders = [...this.#facts('orders').orders()];
    const parts = this.#facts('fulfilment_fulfilment_order').all();
    const returns = this.#facts('returns_return').all();
    this.#noteChanges(parts);
    this.#noteChanges(returns);
    for (const order of orders) {
      const book = this.#orders.get(order.id);
      if (book === undefined) return `order ${order.id} is there and was never told of`;
      // Records are values: what is still the same one was compared before.
      if (this.#compared.get(order.id) === order) continue;
      this.#compared.set(order.id, order);
      const wrong =
        book.compare(order) ??
        checkParts(
          order,
          parts.filter(({ orderId }) => orderId === order.id),
        ) ??
        checkReturns(
          order,
          returns.filter(({ orderId }) => orderId === order.id),
        );
      if (wrong !== null) return `order ${order.id}: ${wrong}`;
    }
    return (
      this.#exchanges.compare(orders, returns) ??
      this.#goods.compare(orders) ??
      this.#lots.compare() ??
      checkCounts(this.#facts('inventory_count_task').all(), this.#facts('stock')) ??
      this.#keeping.compare(orders, now) ??
      this.#accounts.compare(this.#facts('orders_account').all(), orders) ??
      checkGiftCards(this.#facts('orders_gift_card').all(), orders)
    );
  }
}
