import type { CancellationLine, PlaceOrder } from '../../../contracts/orders.ts';

/** What is left of a purchase to be taken back. */
interface Purchase {
  readonly orderExternalId: string;
  left: number;
}

/**
 * What every customer bought, in the order of the file, so that a cancellation that names no order
 * finds the one it takes back. Memory grows with the lines of orders whose customer is known.
 */
export class Purchases {
  readonly #byCustomerAndSku = new Map<string, Purchase[]>();
  matchedLines = 0;
  unmatchedLines = 0;

  /** Remembers an order, when it says whose it is. */
  add({ channel, externalId, customer, lines }: PlaceOrder): void {
    if (customer.externalId === undefined) return;
    for (const { sku, quantity } of lines) {
      const key = keyOf(channel, customer.externalId, sku);
      const purchases = this.#byCustomerAndSku.get(key);
      const last = purchases?.at(-1);
      if (last?.orderExternalId === externalId) last.left += quantity;
      else if (purchases === undefined) {
        this.#byCustomerAndSku.set(key, [{ orderExternalId: externalId, left: quantity }]);
      } else purchases.push({ orderExternalId: externalId, left: quantity });
    }
  }

  /**
   * The cancellation with the orders that its lines take back. The newest order that covers a line
   * alone is taken, since people send back what they bought last; else the newest ones together. What
   * no order covers stays a line without one and becomes a return to come. A line that names its
   * order, or whose cancellation does, is left as it is.
   */
  match(cancellation: CancellationLine, customer: string | null): CancellationLine {
    if (cancellation.orderExternalId !== undefined) return cancellation;
    const lines = cancellation.lines.flatMap((line) => {
      if (line.orderExternalId !== undefined) return [line];
      const parts =
        customer === null
          ? []
          : this.#take(keyOf(cancellation.channel, customer, line.sku), line.quantity);
      const left = line.quantity - parts.reduce((sum, { quantity }) => sum + quantity, 0);
      this.matchedLines += parts.length;
      if (left === 0) return parts.map((part) => ({ ...line, ...part }));
      this.unmatchedLines += 1;
      return [...parts.map((part) => ({ ...line, ...part })), { ...line, quantity: left }];
    });
    return { ...cancellation, lines };
  }

  #take(key: string, quantity: number): { quantity: number; orderExternalId: string }[] {
    const newestFirst = this.#byCustomerAndSku.get(key)?.toReversed() ?? [];
    const covering = newestFirst.find(({ left }) => left >= quantity);
    const parts: { quantity: number; orderExternalId: string }[] = [];
    let open = quantity;
    for (const purchase of covering === undefined ? newestFirst : [covering]) {
      const taken = Math.min(open, purchase.left);
      if (taken === 0) continue;
      purchase.left -= taken;
      open -= taken;
      parts.push({ quantity: taken, orderExternalId: purchase.orderExternalId });
    }
    return parts;
  }
}

function keyOf(channel: string, customer: string, sku: string): string {
  return `${channel}\n${customer}\n${sku}`;
}
