import { instantToText, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import type { Basket } from './baskets.ts';
import {
  firstLotOf,
  isKeptAt,
  LOCATIONS,
  openingReference,
  receiptLine,
  trackedSkus,
  WEIGHTS,
  type SampleChannel,
  type SampleLocation,
  type SampleSku,
} from './sample/index.ts';
import type { Deed } from './world-actions.ts';

/** What lies on shelves of what was sold: the parts of a bundle, else the thing itself. */
function piecesOf(sold: Basket['units'][number]): Basket['units'] {
  return sold.sku.parts.length === 0
    ? [sold]
    : sold.sku.parts.map(({ sku, quantity }) => ({ sku, quantity: quantity * sold.quantity }));
}

/** A deed of the stockroom at its time. */
export interface Planned {
  readonly at: Instant;
  readonly deed: Deed;
}

interface SupplyPace {
  readonly seed: number;
  readonly leadTimeMs: number;
  readonly promotionLastsMs: number;
}

const WAREHOUSES = LOCATIONS.filter(({ put }) => put.kind === 'warehouse');
const HOME = WAREHOUSES.filter(({ put }) => put.address.countryCode === 'CN');
const DELIVERY_LINES_MAX = 20;

/**
 * Suppliers and the stockroom: what was sold is ordered again near where it was sold, comes after a
 * lead time, sometimes short, sometimes in two parts, sometimes never; things are counted, break, move
 * between warehouses and are kept for carts.
 */
export class Supply {
  readonly #skus: readonly SampleSku[];
  readonly #random: Random;
  readonly #pace: SupplyPace;
  /** Units sold and not ordered again yet, by warehouse. */
  readonly #sold = new Map<SampleLocation, Map<SampleSku, number>>();
  readonly #tracked: ReadonlyMap<string, 'lot' | 'serial'>;
  #count = 0;

  /** `catalogue` is all that the company has, `skus` what is bought of it. */
  constructor(
    catalogue: readonly SampleSku[],
    skus: readonly SampleSku[],
    random: Random,
    pace: SupplyPace,
  ) {
    this.#skus = skus.filter(({ parts }) => parts.length === 0);
    this.#tracked = trackedSkus(catalogue);
    this.#random = random;
    this.#pace = pace;
  }

  /** Until the stockroom looks again. */
  pauseMs(): number {
    return Math.max(1_000, this.#random.exponential(this.#pace.leadTimeMs / 30));
  }

  /** Remembers what was sold, so that it is ordered again. */
  sell({ units }: Basket, channel: SampleChannel): void {
    for (const { sku, quantity } of units.flatMap(piecesOf)) {
      const near = this.#warehousesOf(channel).filter((location) => isKeptAt(sku, location));
      // Carved to order: nobody keeps it, and no stock is ordered of it.
      if (near.length === 0) continue;
      const location = this.#random.pick(near);
      const sold = this.#sold.get(location) ?? new Map<SampleSku, number>();
      this.#sold.set(location, sold);
      sold.set(sku, (sold.get(sku) ?? 0) + quantity);
    }
  }

  #warehousesOf(channel: SampleChannel): readonly SampleLocation[] {
    const countryCode = { EUR: 'DE', USD: 'US' }[channel.put.currency];
    return countryCode === undefined
      ? HOME
      : WAREHOUSES.filter(({ put }) => put.address.countryCode === countryCode);
  }

  /** What the stockroom does now and what follows from it later. */
  plan(at: Instant): Planned[] {
    this.#count += 1;
    const planned = this.#order(at);
    if (this.#random.chance(0.25)) planned.push(this.#countStock(at));
    if (this.#random.chance(0.15)) planned.push(...this.#transfer(at));
    if (this.#random.chance(0.2)) planned.push(this.#keepForCart(at));
    if (this.#random.chance(0.01)) planned.push(this.#changeWeights(at));
    if (this.#random.chance(0.05)) planned.push(...this.#recall(at));
    return planned;
  }

  #reference(kind: string): string {
    return `${kind}-${this.#pace.seed}-${String(this.#count).padStart(5, '0')}`;
  }

  #order(at: Instant): Planned[] {
    const [location, sold] = [...this.#sold].toSorted(([, a], [, b]) => b.size - a.size)[0] ?? [];
    if (location === undefined || sold === undefined || sold.size === 0) return [];
    const taken = [...sold].toSorted(([, a], [, b]) => b - a).slice(0, DELIVERY_LINES_MAX);
    for (const [sku] of taken) sold.delete(sku);
    const random = this.#random;
    const expectedAt = at + this.#pace.leadTimeMs * (0.4 + random.next() * 1.2);
    const reference = this.#reference('PO');
    const code = location.put.code;
    const lines = taken.map(([sku, quantity]) => ({
      sku: sku.put.code,
      quantity: quantity + random.integer(0, 4),
    }));
    const announced = lines.map((line) => ({
      ...line,
      expectedAt: instantToText(Math.floor(expectedAt)),
    }));
    const planned: Planned[] = [
      {
        at,
        deed: { kind: 'announce_supply', body: { location: code, reference, lines: announced } },
      },
    ];
    // Late more often than early.
    const comesAt = expectedAt + this.#pace.leadTimeMs * (random.exponential(0.15) - 0.05);
    if (random.chance(0.04)) {
      const body = {
        location: code,
        reference,
        skus: lines.map(({ sku }) => sku),
        reason: 'the supplier cannot deliver',
      };
      return [...planned, { at: comesAt, deed: { kind: 'close_supply', body } }];
    }
    const isShort = random.chance(0.25);
    const come = lines
      .map(({ sku, quantity }) => ({
        sku,
        quantity: isShort ? Math.round(quantity * random.next()) : quantity,
      }))
      .filter(({ quantity }) => quantity > 0);
    const receive = (
      receivedAt: Instant,
      part: number,
      received: typeof come,
      isComplete: boolean,
    ): void => {
      if (received.length === 0) return;
      const body = {
        location: code,
        reference: `${reference}/${part}`,
        incomingReference: reference,
        lines: received.map((line) =>
          receiptLine(this.#tracked, line, `${reference}/${part}`, receivedAt),
        ),
        isComplete,
      };
      planned.push({ at: receivedAt, deed: { kind: 'receive_stock', body } });
    };
    const comesInTwoParts = random.chance(0.3);
    receive(comesAt, 1, come, isShort && !comesInTwoParts);
    if (comesInTwoParts) {
      const rest = lines.flatMap((line) => {
        const quantity = line.quantity - (come.find(({ sku }) => sku === line.sku)?.quantity ?? 0);
        return quantity > 0 ? [{ sku: line.sku, quantity }] : [];
      });
      receive(comesAt + this.#pace.leadTimeMs * 0.3, 2, rest, true);
    }
    return planned;
  }

  #pickKept(): { readonly location: SampleLocation; readonly skus: readonly SampleSku[] } {
    const location = this.#random.pick(LOCATIONS);
    const kept = this.#skus.filter((sku) => isKeptAt(sku, location));
    return { location, skus: this.#random.shuffle(kept).slice(0, this.#random.integer(1, 5)) };
  }

  #countStock(at: Instant): Planned {
    const { location, skus } = this.#pickKept();
    const random = this.#random;
    const lines = skus.map((sku) => ({
      sku: sku.put.code,
      bucket: random.pick(['on_hand', 'on_hand', 'damaged', 'quality_control'] as const),
      delta: random.pick([-2, -1, 1, 2]),
    }));
    const fallback = [{ sku: (this.#skus[0] as SampleSku).put.code, delta: 1 }];
    const body = {
      location: location.put.code,
      reason: 'cycle count',
      lines: lines.length === 0 ? fallback : lines,
    };
    return { at, deed: { kind: 'adjust_stock', body } };
  }

  #transfer(at: Instant): Planned[] {
    const random = this.#random;
    const [from, to] = random.shuffle(HOME) as [SampleLocation, SampleLocation];
    // What is told apart stays where it came: nobody scans it on the way.
    const kept = this.#skus.filter(
      (sku) => isKeptAt(sku, from) && isKeptAt(sku, to) && !this.#tracked.has(sku.put.code),
    );
    const lines = random
      .shuffle(kept)
      .slice(0, 3)
      .map((sku) => ({ sku: sku.put.code, quantity: random.integer(1, 6) }));
    if (lines.length === 0) return [];
    const reference = this.#reference('TR');
    const comesAt = at + this.#pace.leadTimeMs * (0.1 + random.next() * 0.4);
    const received = lines.map((line) => ({
      ...line,
      quantity: random.chance(0.9) ? line.quantity : Math.max(1, line.quantity - 1),
    }));
    const sent = {
      from: from.put.code,
      to: to.put.code,
      reference,
      expectedAt: instantToText(Math.floor(comesAt)),
      lines,
    };
    return [
      { at, deed: { kind: 'transfer_stock', body: sent } },
      {
        at: comesAt,
        deed: { kind: 'receive_transfer', body: { reference, lines: received, isComplete: true } },
      },
    ];
  }

  /** A lot is not to be used until somebody has looked at it. */
  #recall(at: Instant): Planned[] {
    const random = this.#random;
    const location = random.pick(HOME);
    const byLots = this.#skus.filter(
      (sku) => this.#tracked.get(sku.put.code) === 'lot' && isKeptAt(sku, location),
    );
    if (byLots.length === 0) return [];
    const sku = random.pick(byLots).put.code;
    const lot = firstLotOf(openingReference(location));
    const releasedAt = at + this.#pace.leadTimeMs * (0.1 + random.next() * 0.4);
    return [
      { at, deed: { kind: 'quarantine_lot', body: { sku, lot, reason: 'smells of the sea' } } },
      {
        at: releasedAt,
        deed: { kind: 'release_lot', body: { sku, lot, reason: 'it was the fishmonger' } },
      },
    ];
  }

  /** Units are kept for a channel while it promotes them, where most of them lie. */
  keepForPromotion(
    at: Instant,
    channel: SampleChannel,
    promoted: readonly SampleSku[],
  ): Deed | null {
    const [location] = this.#warehousesOf(channel);
    const sku = promoted.find((one) => location !== undefined && isKeptAt(one, location));
    if (location === undefined || sku === undefined) return null;
    this.#count += 1;
    const body = {
      code: this.#reference('PROMOTION'),
      channel: channel.put.code,
      sku: sku.put.code,
      location: location.put.code,
      quantity: this.#random.integer(2, 12),
      until: instantToText(Math.floor(at + this.#pace.promotionLastsMs * 2)),
    };
    return { kind: 'put_allotment', body };
  }

  #keepForCart(at: Instant): Planned {
    const random = this.#random;
    const sku = random.pick(this.#skus);
    const location = random.pick(HOME);
    const expiresAt = instantToText(
      Math.floor(at + random.exponential(this.#pace.leadTimeMs / 20)) + 1_000,
    );
    const body = {
      sku: sku.put.code,
      location: location.put.code,
      quantity: random.integer(1, 3),
      reference: this.#reference('CART'),
      expiresAt,
    };
    return { at, deed: { kind: 'reserve_stock', body } };
  }

  #changeWeights(at: Instant): Planned {
    const body = {
      ...WEIGHTS,
      splitPenaltyMinor: this.#random.integer(300, 1_200),
      latenessMinorPerDay: this.#random.integer(200, 900),
    };
    return { at, deed: { kind: 'put_weights', body } };
  }
}
