import type { Instant } from '../../src/kernel/clock.ts';
import type { CatalogueFacts, StockFacts } from '../../src/modules/inventory/index.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { Sent, Told } from './sent.ts';
import { STAGE_LOCATIONS, STAGE_SKUS } from './small-world.ts';

/** What lies of a SKU at a location, and what of it is promised. */
interface Shelf {
  onHand: number;
  damaged: number;
  qualityControl: number;
  reserved: number;
  allocated: number;
  withheld: number;
}

type Bucket = keyof Shelf;
interface Units {
  readonly sku: string;
  readonly quantity: number;
}
interface ReturnedUnits extends Units {
  readonly disposition?: string;
  readonly location?: string;
}

/** Units that an order has on a shelf, and those that it waits for there. */
type Holding = readonly [shelf: Readonly<Shelf>, units: number, waited: number];

const SHELF_BUCKETS: readonly Bucket[] = [
  'onHand',
  'damaged',
  'qualityControl',
  'reserved',
  'allocated',
  'withheld',
];

const NOTHING: Readonly<Shelf> = {
  onHand: 0,
  damaged: 0,
  qualityControl: 0,
  reserved: 0,
  allocated: 0,
  withheld: 0,
};

const BUCKETS = {
  on_hand: 'onHand',
  damaged: 'damaged',
  quality_control: 'qualityControl',
} as const;

/** Of every SKU at every location what must lie there: what lay there at first, and what came and went. */
export class BookOfGoods {
  readonly #catalogue: CatalogueFacts;
  readonly #stock: StockFacts;
  readonly #shelves = new Map<string, Shelf>();
  readonly #places = new Map<string, readonly [skuId: number, locationId: number]>();
  readonly #skuOfId = new Map<number, string>();
  readonly #locationOfId = new Map<number, string>();
  /** Units of each return and SKU that lie at each location. */
  readonly #returned = new Map<string, number>();
  /** When what came to a shelf or left it. */
  readonly #moves = new Map<string, { readonly at: Instant; readonly units: number }[]>();
  /** Units of a shelf that pickers did not find and nobody has counted since. */
  readonly #unfound = new Map<string, number>();
  #now: Instant = 0;
  readonly #holdings = new WeakMap<OrderRecord, readonly Holding[]>();

  constructor(catalogue: CatalogueFacts, stock: StockFacts) {
    this.#catalogue = catalogue;
    this.#stock = stock;
    for (const location of STAGE_LOCATIONS) {
      const locationId = this.#catalogue.location(location)?.id as number;
      this.#locationOfId.set(locationId, location);
      for (const sku of STAGE_SKUS) {
        const skuId = this.#catalogue.sku(sku)?.id as number;
        this.#skuOfId.set(skuId, sku);
        this.#shelves.set(`${sku} at ${location}`, { ...this.#actual(skuId, locationId) });
        this.#places.set(`${sku} at ${location}`, [skuId, locationId]);
      }
    }
  }

  /** Books what a command about stock alone was asked to do. */
  carriedOut({ kind, body, now }: Sent): void {
    this.#now = now;
    if (kind === 'receive_stock') {
      const { location, lines } = body as { location: string; lines: Units[] };
      for (const { sku, quantity } of lines) this.#move(sku, location, { onHand: quantity });
    }
    if (kind === 'adjust_stock') {
      const { location, lines } = body as {
        location: string;
        lines: { sku: string; delta: number; bucket?: keyof typeof BUCKETS }[];
      };
      for (const { sku, delta, bucket = 'on_hand' } of lines)
        this.#move(sku, location, { [BUCKETS[bucket]]: delta });
    }
  }

  /** Books what an event tells of goods. Answers what is wrong with it. */
  told(type: string, told: Told, sent: Sent): string | null {
    const location = told.location as string;
    switch (type) {
      case 'stock.transferred':
        for (const { sku, quantity } of told.lines as Units[])
          this.#move(sku, told.from as string, { onHand: -quantity });
        return null;
      case 'transfer.received':
        for (const { sku, quantity } of told.lines as Units[])
          this.#move(sku, told.to as string, { onHand: quantity });
        return null;
      case 'count.recorded':
        return this.#counted(told, sent);
      case 'count.posted':
        return this.#post(told, sent);
      case 'stock.withheld_settled': {
        const isLot = (told.allotment as string).startsWith('lot/');
        const units = told.taken as number;
        this.#move(
          told.sku as string,
          location,
          isLot ? { qualityControl: units } : { onHand: -units },
        );
        return null;
      }
      case 'fulfilment.shipped':
        for (const { sku, quantity } of told.shippedLines as Units[])
          this.#move(sku, location, { onHand: -quantity });
        return null;
      case 'fulfilment.short_picked':
        for (const { sku, quantity } of told.short as Units[]) {
          const key = `${sku} at ${location}`;
          this.#unfound.set(key, (this.#unfound.get(key) ?? 0) + quantity);
          this.#move(sku, location, { qualityControl: quantity });
        }
        return null;
      case 'return.received':
        for (const { sku, quantity } of linesOf(told, told.received)) {
          this.#layDown(`${told.id as string} ${sku} at ${location}`, quantity);
          this.#move(sku, location, { onHand: quantity, qualityControl: quantity });
        }
        return null;
      case 'return.inspected':
      case 'return.closed':
      case 'return.refurbished':
        for (const { sku, quantity, disposition, location: from } of linesOf(
          told,
          told.takenFrom,
        )) {
          this.#layDown(`${told.id as string} ${sku} at ${from}`, -quantity);
          this.#move(sku, from as string, {
            qualityControl: -quantity,
            onHand: disposition === 'restock' ? 0 : -quantity,
          });
        }
        return null;
      default:
        return null;
    }
  }

  /** A count is held against what lay there when it was made. */
  #counted(told: Told, { kind, body, now }: Sent): string | null {
    if (kind !== 'record_count') return null;
    const { counted, countedAt } = body as { counted: number; countedAt?: string };
    const key = `${told.sku as string} at ${told.location as string}`;
    const at = countedAt === undefined ? now : Date.parse(countedAt);
    const expected =
      (this.#shelves.get(key) as Shelf).onHand -
      (this.#moves.get(key) ?? []).reduce((sum, one) => (one.at > at ? sum + one.units : sum), 0);
    return told.expected === expected && told.variance === counted - expected
      ? null
      : `${key}: ${String(told.expected)} was expected, and ${expected} lay there; the variance is ${String(told.variance)}`;
  }

  /** The variance is posted as far as nobody was promised what is missing; what pickers did not find is free or gone. */
  #post(told: Told, sent: Sent): string | null {
    const { sku, location, variance, unposted } = told as {
      sku: string;
      location: string;
      variance: number;
      unposted: number;
    };
    const wrong = this.#counted(told, sent);
    if (wrong !== null) return wrong;
    const key = `${sku} at ${location}`;
    const shelf = this.#shelves.get(key) as Shelf;
    const unfound = Math.min(this.#unfound.get(key) ?? 0, shelf.qualityControl);
    this.#unfound.set(key, (this.#unfound.get(key) ?? 0) - unfound);
    this.#move(sku, location, { onHand: variance + unposted, qualityControl: -unfound });
    const [skuId, locationId] = this.#places.get(key) as readonly [number, number];
    const free = unpromisedOf(this.#actual(skuId, locationId));
    return unposted > 0 && free > 0
      ? `${key}: ${unposted} that are missing are not posted, and ${free} are free`
      : null;
  }

  /** The first shelf that does not lie as it should; null when all do. */
  compare(orders: readonly OrderRecord[]): string | null {
    const notThere = [...this.#returned].find(([, units]) => units < 0);
    if (notThere !== undefined)
      return `more than came of return ${notThere[0]} is taken from there`;
    const promised = this.#promisedTo(orders);
    for (const [key, shelf] of this.#shelves) {
      const [skuId, locationId] = this.#places.get(key) as readonly [number, number];
      const actual = this.#actual(skuId, locationId);
      const due = promised.get(shelf) ?? NOTHING;
      if (isAs(actual, shelf, due) && unpromisedOf(actual) >= 0) continue;
      for (const bucket of SHELF_BUCKETS) {
        const expected = shelf[bucket] + due[bucket];
        if (actual[bucket] !== expected)
          return `${key}: ${bucket} is ${actual[bucket]}, and should be ${expected}`;
        if (actual[bucket] < 0) return `${key}: ${bucket} is below zero`;
      }
      return `${key}: more is promised, damaged or being looked at than there is`;
    }
    return null;
  }

  /** What orders hold: all that is planned at a location and not waited for, soft or hard. */
  #promisedTo(orders: readonly OrderRecord[]): Map<Readonly<Shelf>, Shelf> {
    const promised = new Map<Readonly<Shelf>, Shelf>();
    for (const order of orders) {
      const bucket = order.stockState === 'reserved' ? 'reserved' : 'allocated';
      for (const [shelf, units, waited] of this.#holdingOf(order)) {
        const sums = promised.get(shelf);
        if (sums === undefined)
          promised.set(shelf, { ...NOTHING, [bucket]: units, withheld: waited });
        else {
          sums[bucket] += units;
          sums.withheld += waited;
        }
      }
    }
    return promised;
  }

  /** The shelves on which an order holds units or waits for some; an order is a value, so that is said once of it. */
  #holdingOf(order: OrderRecord): readonly Holding[] {
    const known = this.#holdings.get(order);
    if (known !== undefined) return known;
    const holding: Holding[] = [];
    const shelfOf = (line: number, locationId: number): Readonly<Shelf> => {
      const skuId = order.lines.find(({ lineNumber }) => lineNumber === line)?.skuId as number;
      const key = `${this.#skuOfId.get(skuId)} at ${this.#locationOfId.get(locationId)}`;
      return this.#shelves.get(key) as Shelf;
    };
    for (const { lines, locationId } of order.shipments)
      for (const [line, units] of lines) holding.push([shelfOf(line, locationId), units, 0]);
    for (const { lineNumber, locationId, quantity } of order.waiting)
      holding.push([shelfOf(lineNumber, locationId), -quantity, quantity]);
    this.#holdings.set(order, holding);
    return holding;
  }

  #layDown(place: string, units: number): void {
    this.#returned.set(place, (this.#returned.get(place) ?? 0) + units);
  }

  #move(sku: string, location: string, moves: Partial<Shelf>): void {
    const shelf = this.#shelves.get(`${sku} at ${location}`) as Shelf;
    for (const [bucket, units] of Object.entries(moves) as [Bucket, number][])
      shelf[bucket] += units;
    const units = moves.onHand ?? 0;
    if (units === 0) return;
    const key = `${sku} at ${location}`;
    const before = this.#moves.get(key);
    if (before === undefined) this.#moves.set(key, [{ at: this.#now, units }]);
    else before.push({ at: this.#now, units });
  }

  /** Lots that were blocked or released move their units into quality control or out of it. */
  quarantine(sku: string, location: string, units: number): void {
    this.#move(sku, location, { qualityControl: units });
  }

  #actual(skuId: number, locationId: number): Readonly<Shelf> {
    for (const position of this.#stock.positionsOf(skuId))
      if (position.locationId === locationId) return position;
    return NOTHING;
  }
}

function isAs(actual: Readonly<Shelf>, shelf: Readonly<Shelf>, due: Readonly<Shelf>): boolean {
  return SHELF_BUCKETS.every(
    (bucket) => actual[bucket] === shelf[bucket] + due[bucket] && actual[bucket] >= 0,
  );
}

function unpromisedOf({ onHand, reserved, allocated, damaged, qualityControl }: Readonly<Shelf>) {
  return onHand - reserved - allocated - damaged - qualityControl;
}

/** Quantities that name lines of a return, with the SKUs of those lines. */
function linesOf(told: Told, items: unknown): ReturnedUnits[] {
  const skuOfLine = new Map(
    (told.lines as { lineNumber: number; sku: string }[]).map(({ lineNumber, sku }) => [
      lineNumber,
      sku,
    ]),
  );
  return ((items ?? []) as { lineNumber: number; quantity: number }[]).map((item) => ({
    ...item,
    sku: skuOfLine.get(item.lineNumber) as string,
  }));
}
