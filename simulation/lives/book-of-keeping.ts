import type { Instant } from '../../src/kernel/clock.ts';
import type { CatalogueFacts, StockFacts } from '../../src/modules/inventory/index.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import { STAGE_SKUS } from './small-world.ts';

/** How much of a SKU a channel's orders hold or have taken away. */
type Taken = Map<string, number>;

/**
 * What is kept for channels: while it is in force nobody else takes it, and what its channel takes is
 * counted. Reads allotments as records, and what moved from orders and positions.
 */
export class BookOfKeeping {
  readonly #catalogue: CatalogueFacts;
  readonly #stock: StockFacts;
  readonly #channelOf: (order: OrderRecord) => string;
  readonly #skuIds: readonly number[];
  /** By allotment what its channel's orders had of the SKU when it began. */
  readonly #hadAtFirst = new Map<string, number>();
  /** Allotments that begin later or end: what is taken before and after does not count. */
  readonly #isTimed = new Set<string>();
  #held = new Map<number, Taken>();
  #free = new Map<number, Map<number, number>>();
  #keptAt: Instant = 0;
  #kept = new Map<number, Map<string | null, number>>();

  constructor(
    catalogue: CatalogueFacts,
    stock: StockFacts,
    channelOf: (order: OrderRecord) => string,
  ) {
    this.#catalogue = catalogue;
    this.#stock = stock;
    this.#channelOf = channelOf;
    this.#skuIds = STAGE_SKUS.map((sku) => catalogue.sku(sku)?.id as number);
    this.#look(new Map(), 0);
  }

  /** What of it does not hold after a command at that time; null when everything does. */
  compare(orders: readonly OrderRecord[], now: Instant): string | null {
    if (this.#skuIds.every((skuId) => this.#stock.allotments.of(skuId).length === 0)) {
      this.#held = new Map();
      return null;
    }
    const held = this.#heldBy(orders);
    const wrong = this.#compareTaken(held) ?? this.#compareKept(held, now);
    this.#look(held, now);
    return wrong;
  }

  /** Units of each SKU that the orders of each channel hold or have sent away. */
  #heldBy(orders: readonly OrderRecord[]): Map<number, Taken> {
    const held = new Map<number, Taken>();
    for (const order of orders) {
      const channel = this.#channelOf(order);
      const skuOf = new Map(order.lines.map(({ lineNumber, skuId }) => [lineNumber, skuId]));
      const add = (skuId: number, units: number): void => {
        const taken = held.get(skuId) ?? new Map<string, number>();
        held.set(skuId, taken.set(channel, (taken.get(channel) ?? 0) + units));
      };
      for (const { lines } of order.shipments)
        for (const [line, units] of lines) add(skuOf.get(line) as number, units);
      for (const { lineNumber, quantity } of order.waiting)
        add(skuOf.get(lineNumber) as number, -quantity);
      for (const { skuId, shippedQuantity } of order.lines) add(skuId, shippedQuantity);
    }
    return held;
  }

  /** The only allotment of a channel counts at least what its orders have more than when it began. */
  #compareTaken(held: ReadonlyMap<number, Taken>): string | null {
    for (const skuId of this.#skuIds) {
      const of = this.#stock.allotments.of(skuId);
      for (const allotment of of) {
        const { code, channel, quantity, taken, state, locationId } = allotment;
        const { startsAt, endsAt, createdAt } = allotment;
        if (quantity < 0 || taken < 0) return `allotment ${code} of ${quantity} has ${taken} taken`;
        if (channel === null) continue;
        const has = held.get(skuId)?.get(channel) ?? 0;
        const hadAtFirst = this.#hadAtFirst.get(code);
        if (hadAtFirst === undefined) {
          this.#hadAtFirst.set(code, has);
          if (taken !== 0) return `allotment ${code} begins with ${taken} taken`;
          continue;
        }
        if (endsAt !== null || startsAt > createdAt) this.#isTimed.add(code);
        const isAlone = of.every((other) => other.code === code || other.channel !== channel);
        const counts = isAlone && locationId === null && state === 'active';
        if (counts && !this.#isTimed.has(code) && taken < has - hadAtFirst)
          return `allotment ${code} counts ${taken} as taken, its channel took ${has - hadAtFirst}`;
      }
    }
    return null;
  }

  /** Nobody takes what was kept for others before the command: it still lies there afterwards. */
  #compareKept(held: ReadonlyMap<number, Taken>, now: Instant): string | null {
    for (const [skuId, byChannel] of this.#kept) {
      const had = this.#held.get(skuId) ?? new Map<string, number>();
      const has = held.get(skuId) ?? new Map<string, number>();
      const takers = [...has]
        .filter(([channel, units]) => units > (had.get(channel) ?? 0))
        .map(([channel]) => channel);
      const given = sumOf(had) - sumOf(has);
      if (takers.length === 0 || this.#keptAt !== now) continue;
      const keptForOthers = [...byChannel]
        .filter(([channel]) => channel === null || !takers.includes(channel))
        .reduce((sum, [, units]) => sum + units, 0);
      const before = sumOf(this.#free.get(skuId) ?? new Map());
      const after = sumOf(this.#freeOf(skuId));
      // What moves for another cause (a person, a count) is not kept from it.
      if (after === before + given && after < Math.min(keptForOthers, before))
        return `${this.#catalogue.skuById(skuId).code}: ${after} of ${before} are left, ${keptForOthers} were kept for others than ${takers.join(', ')}`;
    }
    return null;
  }

  /** Remembers what lies free and how much of it is kept for whom, for the next command at this time. */
  #look(held: Map<number, Taken>, now: Instant): void {
    this.#held = held;
    this.#keptAt = now;
    this.#kept = new Map();
    for (const skuId of this.#skuIds) {
      const free = this.#freeOf(skuId);
      this.#free.set(skuId, free);
      const inForce = this.#stock.allotments
        .of(skuId)
        .filter(
          ({ state, startsAt, endsAt }) =>
            state === 'active' && startsAt <= now && (endsAt === null || now < endsAt),
        )
        .toSorted((a, b) => a.startsAt - b.startsAt || (a.code < b.code ? -1 : 1));
      if (inForce.length === 0) continue;
      const left = new Map(free);
      const kept = new Map<string | null, number>();
      for (const { channel, locationId, quantity, taken } of inForce) {
        const at = locationId === null ? sumOf(left) : (left.get(locationId) ?? 0);
        const units = Math.min(Math.max(0, quantity - taken), at);
        kept.set(channel, (kept.get(channel) ?? 0) + units);
        // Of a SKU that is kept wherever it lies nothing is kept at a place: the sum is all that counts.
        const place = locationId ?? ANYWHERE;
        left.set(place, (left.get(place) ?? 0) - units);
      }
      this.#kept.set(skuId, kept);
    }
  }

  /** What of a SKU lies at each location and may be promised, what waiting orders claim included. */
  #freeOf(skuId: number): Map<number, number> {
    return new Map(
      this.#stock
        .positionsOf(skuId)
        .map(
          ({ locationId, onHand, reserved, allocated, damaged, qualityControl, safetyStock }) => [
            locationId,
            Math.max(0, onHand - reserved - allocated - damaged - qualityControl - safetyStock),
          ],
        ),
    );
  }
}

const ANYWHERE = 0;

function sumOf(units: ReadonlyMap<unknown, number>): number {
  return [...units.values()].reduce((sum, one) => sum + one, 0);
}
