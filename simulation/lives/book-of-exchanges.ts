import { leftToGiveBack, type OrderRecord } from '../../src/modules/orders/index.ts';
import type { ReturnRecord } from '../../src/modules/returns/return-record.ts';
import type { ExchangeDue } from '../../src/modules/returns/place-exchange.ts';
import type { Sent, Told } from './sent.ts';

/** An exchange that was told to be due, and how it ended: with an order, or with money. */
interface ExchangeBook {
  readonly due: ExchangeDue;
  placedAs: number | null;
  /** What was credited instead; null: nothing was. */
  refundedMinor: number | null;
  isRefundCompared: boolean;
}

/** The body of `place_exchange` as an order that is placed: paid by the worth of what came back. */
export function asPlacedOrder(body: object): object {
  const { channel, lines, creditMinor, returnId } = body as ExchangeDue;
  const payment = {
    kind: 'captured',
    reference: `exchange/${returnId}`,
    amountMinor: creditMinor,
  };
  return { channel, lines, payments: creditMinor > 0 ? [payment] : [] };
}

/** Of every exchange that is due, that goods are sent or money is owed: one of the two, once. */
export class BookOfExchanges {
  readonly #exchanges = new Map<string, ExchangeBook>();

  /** Books an event. Answers what is wrong with it. */
  told(type: string, told: Told, { kind, body, events }: Sent): string | null {
    if (type === 'return.exchange_due') {
      const due = told as unknown as ExchangeDue;
      if (this.#exchanges.has(due.externalId)) return `exchange ${due.externalId} is due twice`;
      this.#exchanges.set(due.externalId, {
        due,
        placedAs: null,
        refundedMinor: null,
        isRefundCompared: false,
      });
      return null;
    }
    const isPlaced = type === 'order.placed';
    if (kind !== 'place_exchange' || !(isPlaced || type === 'order.exchange_refunded')) return null;
    const { externalId } = body as ExchangeDue;
    const book = this.#exchanges.get(externalId);
    if (book === undefined) return `exchange ${externalId} was never due`;
    if (book.placedAs !== null || book.refundedMinor !== null)
      return `exchange ${externalId} is carried out twice`;
    if (!isPlaced) {
      book.refundedMinor = told.creditedMinor as number;
      return null;
    }
    book.placedAs = Number(told.id);
    const { totalMinor } = told.totals as { totalMinor: number };
    if (totalMinor !== book.due.creditMinor)
      return `exchange ${externalId} of ${book.due.creditMinor} is placed for ${totalMinor}`;
    return events.some((event) => event.type === 'return.exchanged')
      ? null
      : `exchange ${externalId} is placed, and its return does not tell`;
  }

  /** What of the exchanges is not as it was told; null when everything is. */
  compare(orders: readonly OrderRecord[], returns: readonly ReturnRecord[]): string | null {
    const linked = returns.flatMap(({ id, exchangeOrderIds }) =>
      exchangeOrderIds.map((orderId) => `${id} ${orderId}`),
    );
    let placed = 0;
    for (const [externalId, book] of this.#exchanges) {
      const { due, placedAs, refundedMinor } = book;
      if (placedAs !== null) {
        placed += 1;
        const link = orders.find(({ id }) => id === placedAs)?.details.exchangeFor;
        if (link?.orderId !== due.orderId || link.returnId !== due.returnId)
          return `order ${placedAs} does not name what it is exchanged for`;
        if (!linked.includes(`${due.returnId} ${placedAs}`))
          return `return ${due.returnId} does not name order ${placedAs}`;
      }
      const original = orders.find(({ id }) => id === due.orderId);
      const credited = (original?.details.credits ?? [])
        .filter(({ reference }) => reference === `exchange/${externalId}`)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      if (credited !== (refundedMinor ?? 0))
        return `exchange ${externalId} has ${credited} credited, and told of ${refundedMinor}`;
      if (refundedMinor === null || original === undefined || book.isRefundCompared) continue;
      book.isRefundCompared = true;
      // Less than the goods were worth is credited only when that takes all that the order has left.
      if (refundedMinor !== due.creditMinor && leftToGiveBack(original) > 0)
        return `exchange ${externalId} has ${credited} credited, and should have ${due.creditMinor}`;
    }
    return linked.length === placed
      ? null
      : `${linked.length} exchange orders are named, and ${placed} were placed`;
  }
}
