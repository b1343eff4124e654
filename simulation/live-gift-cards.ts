import type { PlaceOrder } from '../contracts/orders.ts';
import { giftCardHash } from '../src/modules/orders/index.ts';
import type { Resolved } from './order-book.ts';
import type { NewGiftCard } from './world-actions.ts';

/** Cards that are remembered, the latest ones: a twin that runs for weeks does not grow. */
const CARDS_MAX = 2_000;

/**
 * The world names gift cards by codes of its own; the server makes the real ones and tells them once. Whoever
 * spends a card says the real code.
 */
export class LiveGiftCards {
  readonly #codes = new Map<string, string>();

  /** Learns the code of a card from the answer to whoever had it issued. */
  learn({ secretHash }: NewGiftCard, answer: string): void {
    const { giftCardCode } = JSON.parse(answer) as { readonly giftCardCode?: string };
    if (giftCardCode === undefined) return;
    this.#codes.set(secretHash, giftCardCode);
    const [oldest] = this.#codes.keys();
    if (this.#codes.size > CARDS_MAX && oldest !== undefined) this.#codes.delete(oldest);
  }

  /** An order as its customer sends it: cards that nobody knows any more were left at home. */
  withRealCodes(resolved: Resolved | null): Resolved | null {
    if (resolved?.kind !== 'place_order') return resolved;
    const { giftCards, ...order } = resolved.body as PlaceOrder;
    if (giftCards === undefined) return resolved;
    const known = giftCards.flatMap(({ code, ...card }) => {
      const real = this.#codes.get(giftCardHash(code));
      return real === undefined ? [] : [{ ...card, code: real }];
    });
    return { ...resolved, body: known.length === 0 ? order : { ...order, giftCards: known } };
  }
}
