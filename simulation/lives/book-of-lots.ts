import type { CatalogueFacts, StockFacts } from '../../src/modules/inventory/index.ts';
import type { LotFacts } from '../../src/modules/inventory/lots.ts';
import type { FulfilmentOrder } from '../../src/modules/fulfilment/fulfilment-order.ts';
import type { BookOfGoods } from './book-of-goods.ts';
import type { Sent, Told } from './sent.ts';
import type { ReadFacts } from './stage.ts';

interface NamedUnits {
  readonly sku?: string;
  readonly quantity: number;
  readonly lots?: readonly { readonly lot: string; readonly quantity: number }[];
  readonly serials?: readonly string[];
}

const MILK = 'MILK';
const DAY_MS = 86_400_000;

/**
 * Lots and numbers as people named them: what came in a lot and left in it, which number is where. What
 * moved without a word is shared out at the end of a life.
 */
export class BookOfLots {
  readonly #catalogue: CatalogueFacts;
  readonly #stock: StockFacts;
  readonly #lots: LotFacts;
  readonly #goods: BookOfGoods;
  readonly #parts: () => readonly FulfilmentOrder[];
  /** Units of each lot that were named, by `location/lot`. */
  readonly #named = new Map<string, number>();
  readonly #quarantined = new Map<string, number>();
  /** Where each number is; null: it has left. */
  readonly #serials = new Map<string, string | null>();
  #isMoved = false;

  constructor(facts: ReadFacts, goods: BookOfGoods) {
    this.#catalogue = facts('catalogue');
    this.#stock = facts('stock');
    this.#lots = facts('lots');
    this.#goods = goods;
    this.#parts = () => facts('fulfilment_fulfilment_order').all();
    for (const { locationId, code, onHand, quarantined } of this.#lots.lots.all()) {
      this.#named.set(this.#keyOf(locationId, code), onHand);
      this.#quarantined.set(this.#keyOf(locationId, code), quarantined);
    }
    for (const { serial, locationId } of this.#lots.serials.all())
      this.#serials.set(serial, locationId === null ? null : this.#codeOf(locationId));
  }

  #codeOf(locationId: number): string {
    return this.#catalogue.locationById(locationId).code;
  }

  #keyOf(locationId: number, lot: string): string {
    return `${this.#codeOf(locationId)}/${lot}`;
  }

  /** Books lots and numbers that a command named. */
  carriedOut({ kind, body, events }: Sent): void {
    if (kind !== 'receive_stock' && kind !== 'receive_transfer' && kind !== 'receive_return')
      return;
    const told = events.map(({ type, data }) => [type, JSON.parse(data) as Told] as const);
    const [, { location, to } = {}] =
      told.find(([type]) => RECEIPTS.has(type)) ?? ([] as unknown as [string, Told?]);
    const place = (location ?? to) as string | undefined;
    if (place === undefined) return;
    for (const { lots = [], serials = [] } of (body as { lines: NamedUnits[] }).lines) {
      for (const { lot, quantity } of lots) this.#put(place, lot, quantity);
      for (const serial of serials) this.#serials.set(serial, place);
      this.#isMoved ||= lots.length + serials.length > 0;
    }
  }

  /** Books what an event tells of lots. Answers what is wrong with it. */
  told(type: string, told: Told, { now, events }: Sent): string | null {
    switch (type) {
      case 'fulfilment.shipped':
        return this.#ship(told);
      case 'lot.quarantined':
      case 'lot.released':
      case 'lot.expired':
      case 'stock.withheld_settled':
        this.#isMoved = true;
        return this.#block(type, told);
      case 'fulfilment.lots_suggested': {
        const same = events.filter((event) => event.type === type);
        return same.length > 1 ? null : this.#checkOldestFirst(told, now);
      }
      default:
        return null;
    }
  }

  #put(location: string, lot: string, units: number): void {
    const key = `${location}/${lot}`;
    this.#named.set(key, (this.#named.get(key) ?? 0) + units);
  }

  /** What was scanned as it was picked has left by name, when all of it could. */
  #ship(told: Told): string | null {
    const part = this.#parts().find(({ id }) => id === told.fulfilmentOrder);
    const picked = (part?.lines ?? []).flatMap(({ sku, lots = [] }) =>
      lots.map((one) => ({ ...one, sku })),
    );
    if (part === undefined || picked.length === 0) return null;
    this.#isMoved = true;
    const left = this.#lots.lots.all();
    const isGone = picked.every(({ serials }) =>
      serials.every((serial) => this.#serialOf(serial)?.state === 'shipped'),
    );
    const byLot = new Map<string, number>();
    for (const { lot, quantity } of picked)
      if (lot !== null) byLot.set(lot, (byLot.get(lot) ?? 0) + quantity);
    const isTaken = [...byLot].every(([code, units]) => {
      const now = left.find(
        (one) => one.code === code && one.locationId === part.locationId,
      )?.onHand;
      return now === (this.#named.get(`${part.location}/${code}`) ?? 0) - units;
    });
    // What stands on a closed manifest has left whatever was said of its lots: then none of it is taken by name.
    if (!isGone || !isTaken) return this.#mayDiffer(part, byLot, picked) ? null : notTaken(part);
    for (const [code, units] of byLot) this.#put(part.location, code, -units);
    for (const { serials } of picked) for (const serial of serials) this.#serials.set(serial, null);
    return null;
  }

  /** True when something of what was picked was not there to leave any more, or was blocked. */
  #mayDiffer(
    { location, locationId }: FulfilmentOrder,
    byLot: ReadonlyMap<string, number>,
    picked: FulfilmentOrder['lines'][number]['lots'] & {},
  ): boolean {
    const lots = this.#lots.lots.all();
    return (
      [...byLot].some(([code, units]) => {
        const lot = lots.find((one) => one.code === code && one.locationId === locationId);
        return lot?.state !== 'open' || lot.onHand - lot.quarantined < units;
      }) ||
      picked.some(({ serials }) => serials.some((serial) => this.#serials.get(serial) !== location))
    );
  }

  #serialOf(serial: string) {
    return this.#lots.serials.all().find((one) => one.serial === serial);
  }

  /** What went to quality control because a lot is blocked, or came back from it. */
  #block(type: string, told: Told): string | null {
    for (const lot of this.#lots.lots.all()) {
      const { locationId, code, quarantined, onHand, state } = lot;
      const key = this.#keyOf(locationId, code);
      const before = this.#quarantined.get(key) ?? 0;
      this.#quarantined.set(key, quarantined);
      if (quarantined < 0 || quarantined > onHand || (quarantined > 0 && state === 'open'))
        return `lot ${key} is ${state} with ${quarantined} of ${onHand} in quality control`;
      // Settling books its units by its own event.
      if (quarantined !== before && type !== 'stock.withheld_settled')
        this.#goods.quarantine(MILK, this.#codeOf(locationId), quarantined - before);
      if (type === 'stock.withheld_settled' && quarantined - before > (told.taken as number))
        return `lot ${key} has ${quarantined - before} more in quality control than were taken`;
    }
    return null;
  }

  /** Nobody is sent to a lot while one that is over sooner would do. */
  #checkOldestFirst(told: Told, now: number): string | null {
    const {
      sku,
      location,
      lots: chosen,
    } = told as unknown as {
      sku: string;
      location: string;
      lots: { lot: string; quantity: number }[];
    };
    if (sku !== MILK) return null;
    const here = this.#lots.lots.all().filter((lot) => this.#codeOf(lot.locationId) === location);
    const overAt = (lot: (typeof here)[number]) => lot.expiresAt ?? Number.MAX_SAFE_INTEGER;
    const free = here.filter(
      (lot) => lot.state === 'open' && overAt(lot) >= now + DAY_MS && lot.onHand > lot.quarantined,
    );
    for (const { lot: code, quantity } of chosen) {
      const lot = free.find((one) => one.code === code);
      if (lot === undefined || lot.onHand - lot.quarantined < quantity)
        return `${quantity} of lot ${code} are to be taken at ${location}, and may not be`;
      const sooner = free.find(
        (one) => overAt(one) < overAt(lot) && chosen.every((other) => other.lot !== one.code),
      );
      if (sooner !== undefined)
        return `lot ${code} is to be taken at ${location} while ${sooner.code} is over sooner`;
    }
    return null;
  }

  /** The first lot or number that is not as it was named; null when all are. */
  compare(): string | null {
    if (!this.#isMoved) return null;
    this.#isMoved = false;
    for (const { locationId, code, onHand } of this.#lots.lots.all()) {
      const named = this.#named.get(this.#keyOf(locationId, code)) ?? 0;
      if (onHand !== named)
        return `lot ${this.#keyOf(locationId, code)} has ${onHand}, and should have ${named}`;
    }
    for (const { serial, state, locationId } of this.#lots.serials.all()) {
      const place = locationId === null ? null : this.#codeOf(locationId);
      const known = this.#serials.get(serial);
      if (place !== known || (state === 'on_hand') !== (place !== null))
        return `watch ${serial} is ${state} at ${place}, and should be at ${known}`;
    }
    return null;
  }

  /** What was named and what was not add up, once the ledger has shared out the rest. */
  compareAtTheEnd(): string | null {
    this.#lots.writes(this.#stock);
    const skuId = this.#catalogue.sku(MILK)?.id as number;
    for (const { locationId, onHand, qualityControl } of this.#stock.positionsOf(skuId)) {
      const here = this.#lots.lots
        .all()
        .filter((lot) => lot.skuId === skuId && lot.locationId === locationId);
      const inLots = here.reduce((sum, lot) => sum + lot.onHand, 0);
      const blocked = here.reduce((sum, lot) => sum + lot.quarantined, 0);
      if (inLots !== onHand)
        return `the lots at ${this.#codeOf(locationId)} have ${inLots}, on hand are ${onHand}`;
      if (blocked > qualityControl)
        return `${blocked} of blocked lots at ${this.#codeOf(locationId)}, ${qualityControl} in quality control`;
    }
    return null;
  }
}

const RECEIPTS = new Set(['stock.received', 'transfer.received', 'return.received']);

function notTaken({ id }: FulfilmentOrder): string {
  return `${id} has left, and not by the lots and numbers that were picked`;
}
