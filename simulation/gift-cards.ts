import { MINUTE_MS, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import type { PlaceOrder } from '../contracts/orders.ts';
import { giftCardHash } from '../src/modules/orders/index.ts';
import { PROVIDED_CHANNELS, type SampleChannel } from './sample/index.ts';
import type { Deed } from './world-actions.ts';

interface HeldCard {
  readonly code: string;
  readonly currency: string;
  /** Its holder has it in hand from then on. */
  readonly from: Instant;
}

const ISSUED_CHANCE = 0.25;
const SPENT_CHANCE = 0.35;

/** Gift cards that somebody in the world holds: given at the company's own shops, and spent there. */
export class GiftCards {
  readonly #held: HeldCard[] = [];
  readonly #seed: number;

  constructor({ seed }: { readonly seed: number }) {
    this.#seed = seed;
  }

  /** Now and then a customer is given a card. */
  issue(random: Random, { put }: SampleChannel, at: Instant): Deed | null {
    if (!PROVIDED_CHANNELS.has(put.code) || !random.chance(ISSUED_CHANCE)) return null;
    const code = `TWIN-${this.#seed}-${String(this.#held.length + 1).padStart(5, '0')}`;
    this.#held.push({ code, currency: put.currency, from: at + 10 * MINUTE_MS });
    const body = {
      currency: put.currency,
      amountMinor: random.pick([2_000, 5_000, 20_000]),
      secretHash: giftCardHash(code),
      ending: code.slice(-4),
    };
    return { kind: 'issue_gift_card', body };
  }

  /** What an order says of the card it is paid with: all that it has, or a part; nothing for most. */
  spend(random: Random, { put }: SampleChannel, at: Instant): Pick<PlaceOrder, 'giftCards'> {
    const own = PROVIDED_CHANNELS.has(put.code)
      ? this.#held.filter(({ currency, from }) => currency === put.currency && from <= at)
      : [];
    if (own.length === 0 || !random.chance(SPENT_CHANCE)) return {};
    const { code } = random.pick(own);
    return { giftCards: [random.chance(0.7) ? { code } : { code, amountMinor: 900 }] };
  }
}
