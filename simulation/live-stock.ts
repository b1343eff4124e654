import { instantToText, type Instant } from '../src/kernel/clock.ts';
import type { CountTaskView } from '../contracts/inventory-counts.ts';
import type {
  IncomingView,
  StockEntryView,
  StockPosition,
  StockPositionPage,
} from '../contracts/inventory-answers.ts';
import type { SerialView } from '../contracts/inventory-lots.ts';
import type { ReceiveStock } from '../contracts/inventory.ts';
import type { SnapshotView, TakeSnapshot } from '../contracts/inventory-snapshots.ts';
import type { Floor, ShelfStock } from './floor.ts';
import { openingReference, LOCATIONS } from './sample/index.ts';

/** The part of a floor that is about shelves. */
type StockFloor = Pick<
  Floor,
  'stockAt' | 'proposedSnapshots' | 'countTasks' | 'onHand' | 'serialsAt'
>;

/** Asks for the items of a list. */
type ItemsOf = <Item>(path: string) => Promise<readonly Item[]>;

const COUNTABLE = ['open', 'recount', 'approval'];
/** Of a location so many SKUs are looked at, one ledger each: a look is to cost little. */
const SHELVES_MAX = 12;
const ENTRIES_MAX = 200;
const SERIALS_ASKED_MAX = 12;

/** What a server tells of its shelves, and what somebody in the stockroom remembers of them. */
export class LiveStock implements StockFloor {
  readonly #ask: (path: string) => Promise<unknown>;
  readonly #itemsOf: ItemsOf;
  readonly #realTimeOf: (at: Instant) => Instant;
  /** When a SKU at a location was compared last: what came until then explains nothing any more. */
  readonly #compared = new Map<string, string>();
  /** Where the next look at a location begins. */
  readonly #cursors = new Map<string, string>();
  /** Numbers of units that came, by `SKU at LOCATION`. */
  readonly #serials = new Map<string, string[]>();

  constructor(
    ask: (path: string) => Promise<unknown>,
    itemsOf: ItemsOf,
    realTimeOf: (at: Instant) => Instant,
  ) {
    this.#ask = ask;
    this.#itemsOf = itemsOf;
    this.#realTimeOf = realTimeOf;
  }

  /** Remembers the numbers on what came. */
  noteReceipt({ location, lines }: Pick<ReceiveStock, 'location' | 'lines'>): void {
    for (const { sku, serials = [] } of lines) {
      if (serials.length === 0) continue;
      const key = `${sku} at ${location}`;
      this.#serials.set(key, [...(this.#serials.get(key) ?? []), ...serials]);
    }
  }

  /** Remembers what was compared with another system. */
  noteSnapshot({ location, takenAt, lines }: TakeSnapshot): void {
    for (const { sku } of lines) this.#compared.set(`${sku} at ${location}`, takenAt);
  }

  async stockAt(location: string, at: Instant): Promise<readonly ShelfStock[]> {
    const cursor = this.#cursors.get(location);
    const page = (await this.#ask(
      `/v1/stock?location=${location}&limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )) as StockPositionPage | null;
    const { items: positions = [], nextCursor = null } = page ?? {};
    if (nextCursor === null) this.#cursors.delete(location);
    else this.#cursors.set(location, nextCursor);
    const incoming = await this.#itemsOf<IncomingView>(
      `/v1/stock/incoming?location=${location}&limit=200`,
    );
    const coming = Map.groupBy(incoming, ({ sku }) => sku);
    const since = instantToText(Math.floor(this.#realTimeOf(at)));
    const shelves = positions
      .filter(({ onHand }) => onHand > 0)
      .toSorted((a, b) => Number(coming.has(b.sku)) - Number(coming.has(a.sku)))
      .slice(0, SHELVES_MAX);
    const found: ShelfStock[] = [];
    for (const position of shelves) {
      const { sku } = position;
      const entries = await this.#itemsOf<StockEntryView>(
        `/v1/stock/entries?sku=${encodeURIComponent(sku)}&location=${location}&limit=${ENTRIES_MAX}`,
      );
      const lots = await this.#itemsOf<object>(`/v1/stock/${encodeURIComponent(sku)}/lots?limit=1`);
      const isStill = entries.every(({ recordedAt }) => recordedAt <= since);
      // What lots of a SKU differ by is told otherwise, and a story that is longer than a page is not looked at.
      if (!isStill || entries.length === ENTRIES_MAX || lots.length > 0) continue;
      const comparedAt = this.#compared.get(`${sku} at ${location}`) ?? '';
      found.push(shelfOf(position, entries, coming.get(sku) ?? [], comparedAt));
    }
    return found;
  }

  async proposedSnapshots(): Promise<readonly string[]> {
    const snapshots = await this.#itemsOf<SnapshotView>('/v1/stock/snapshots?limit=50');
    return snapshots.filter(({ state }) => state === 'proposed').map(({ id }) => id);
  }

  async countTasks(location: string) {
    const tasks = await Promise.all(
      COUNTABLE.map((state) =>
        this.#itemsOf<CountTaskView>(`/v1/counts?location=${location}&state=${state}&limit=10`),
      ),
    );
    return tasks
      .flat()
      .map(({ id, sku, state, counts }) => ({ id, sku, state, version: counts.length }));
  }

  async onHand(sku: string, location: string): Promise<number> {
    const [position] = await this.#itemsOf<StockPosition>(
      `/v1/stock?sku=${encodeURIComponent(sku)}&location=${location}`,
    );
    return position?.onHand ?? 0;
  }

  /** Whoever unpacks a box reads the numbers on it: those that are known to have come and are still there. */
  async serialsAt(sku: string, location: string, most: number): Promise<readonly string[]> {
    const known = this.#serials.get(`${sku} at ${location}`) ?? [];
    const found: string[] = [];
    for (const serial of [...known, ...openingSerials(location)].slice(0, SERIALS_ASKED_MAX)) {
      if (found.length === most) break;
      const path = `/v1/stock/${encodeURIComponent(sku)}/serials/${encodeURIComponent(serial)}`;
      const unit = (await this.#ask(path)) as SerialView | null;
      if (unit?.state === 'on_hand' && unit.location === location) found.push(serial);
      else if (unit !== null) remove(known, serial);
    }
    return found;
  }
}

function remove(known: string[], serial: string): void {
  const index = known.indexOf(serial);
  if (index >= 0) known.splice(index, 1);
}

/** Numbers that units may have that were there when the company opened. */
function openingSerials(code: string): string[] {
  const location = LOCATIONS.find(({ put }) => put.code === code);
  if (location === undefined) return [];
  const reference = openingReference(location);
  return Array.from({ length: SERIALS_ASKED_MAX }, (_, index) => `${reference}/${index + 1}`);
}

/** A shelf with the movements on it whose quantity is like no other's. */
function shelfOf(
  { sku, onHand, allocated, damaged, qualityControl }: StockPosition,
  entries: readonly StockEntryView[],
  incoming: readonly IncomingView[],
  comparedAt: string,
): ShelfStock {
  const received = entries.find(({ kind, onHandDelta }) => kind === 'receipt' && onHandDelta > 0);
  const [coming] = incoming;
  const left = coming === undefined ? 0 : coming.quantity - coming.received;
  const isAlone = (units: number, but: StockEntryView | undefined) =>
    entries.every((entry) => entry === but || Math.abs(entry.onHandDelta) !== units);
  const announced = incoming.length === 1 && left >= 5 && isAlone(left, undefined) ? left : null;
  const receipt = received?.onHandDelta ?? 0;
  const isTold =
    receipt > allocated + damaged + qualityControl &&
    receipt !== left &&
    (received?.recordedAt ?? '') > comparedAt &&
    isAlone(receipt, received);
  return { sku, onHand, receipt: isTold ? receipt : null, announced };
}
