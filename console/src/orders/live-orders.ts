import type { LiveEvent } from '../client/live-stream.ts';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import {
  countNew,
  isBehind,
  newcomerOf,
  orderOf,
  withEvents,
  withNewcomers,
  withPage,
  type OrderPage,
} from './order-list.ts';

/** Reads a page of the list behind a cursor; without one from the newest order. */
export type ReadOrders = (cursor: string | undefined, signal: AbortSignal) => Promise<OrderPage>;

/** A question: how its answer is read, and which of the orders that are just placed belong into it for certain. */
export interface AskedOrders {
  readonly read: ReadOrders;
  readonly isNewcomer: (order: OrderSummary) => boolean;
}

/** What the screen shows. A new object whenever something of it changes. */
export interface LiveOrdersState {
  readonly rows: readonly OrderSummary[];
  /** Grows with each question: the table begins at its top again. */
  readonly question: number;
  readonly isLoading: boolean;
  /** The rows answer the question before; the answer to the new one is on its way. */
  readonly isAsking: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly problem: unknown;
  /** Orders above the newest one that the reader has had before the eyes. */
  readonly newCount: number;
}

const FIRST: LiveOrdersState = {
  rows: [],
  question: 0,
  isLoading: true,
  isAsking: false,
  isLoadingMore: false,
  hasMore: false,
  problem: null,
  newCount: 0,
};

/** A part is read again at most so often, however many events touch it. */
const REFRESH_MS = 600;
/** The list knows of a change within about a second of its event: so long a part is read again. */
const SETTLING_MS = 1_800;
/** Pages that are read to close the gap to what is known; after more the list begins anew. */
const GAP_PAGES_MAX = 4;
/** What is said to be new at least when the gap is larger. */
const GAP_ROWS = 400;
/** Between two places where reading can begin there are about so many rows at least. */
const START_ROWS_MIN = 50;
const TOUCHED_MAX = 2_000;
/** A server that is very busy lists a new order only after a while; so long its event alone keeps it in the list. */
const NEWCOMER_MS = 30_000;

/** A place of the list from which it can be read. */
interface Start {
  readonly after: OrderSummary | null;
  readonly cursor: string | undefined;
}

interface Touched {
  readonly place: OrderSummary;
  readonly untilMs: number;
}

/**
 * The list of orders, live. What has been scrolled to is kept; events change rows at once, and the parts
 * that are before the reader's eyes are read again, not the whole: a list may be long.
 */
export class LiveOrders {
  #state = FIRST;
  #asked: AskedOrders = {
    read: () => Promise.resolve({ items: [], nextCursor: null }),
    isNewcomer: () => false,
  };
  /** Orders of which only their event is known: the list learns of them a little later. */
  readonly #newcomers = new Map<string, Touched>();
  #starts: Start[] = [];
  #tail: string | null = null;
  #abort = new AbortController();
  #seen: readonly [first: number, last: number] = [0, 0];
  #newestSeen: OrderSummary | null = null;
  #isAtTop = true;
  #isHeadTouchedUntilMs = 0;
  /** More orders are above what is known than are read while somebody reads further down. */
  #isGapOpen = false;
  /** Where reading begins again when it is seen: what lay there may have changed while nobody listened. */
  #stale = new Set<Start>();
  readonly #touched = new Map<string, Touched>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): LiveOrdersState => this.#state;

  /** Asks another question. Until it is answered the rows of the one before stay. */
  ask(asked: AskedOrders): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#asked = asked;
    this.#newcomers.clear();
    this.#touched.clear();
    this.#stale.clear();
    this.#isGapOpen = false;
    this.#isHeadTouchedUntilMs = 0;
    this.#change({ isAsking: true, isLoadingMore: false });
    void this.#begin();
  }

  /** Goes on where it was stopped: what is before the eyes is read again at once, the rest when it is seen. */
  resume(): void {
    if (this.#state.rows.length === 0 || this.#state.isAsking) {
      this.ask(this.#asked);
      return;
    }
    this.#abort = new AbortController();
    this.#stale = new Set(this.#starts);
    this.#isHeadTouchedUntilMs = performance.now() + SETTLING_MS;
    this.#change({ isLoadingMore: false });
    this.#timer = setTimeout(() => void this.#refresh(), 0);
  }

  stop(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly loadMore = (): void => {
    const { isLoadingMore, isAsking, rows } = this.#state;
    const cursor = this.#tail;
    if (cursor === null || isLoadingMore || isAsking) return;
    const { signal } = this.#abort;
    this.#change({ isLoadingMore: true });
    this.#asked.read(cursor, signal).then(
      (page) => {
        if (signal.aborted) return;
        const after = rows.at(-1) ?? null;
        if (after !== null && after !== this.#starts.at(-1)?.after) {
          this.#starts.push({ after, cursor });
        }
        this.#tail = page.nextCursor;
        // Rows may have been read again meanwhile: the page goes behind what is last now.
        const last = this.#state.rows.at(-1) ?? null;
        this.#change({
          rows: withPage(this.#state.rows, last, page),
          isLoadingMore: false,
          hasMore: page.nextCursor !== null,
          problem: null,
        });
      },
      (problem: unknown) => {
        if (!signal.aborted) this.#change({ isLoadingMore: false, hasMore: false, problem });
      },
    );
  };

  readonly retry = (): void => {
    if (this.#state.rows.length === 0) this.ask(this.#asked);
    else {
      this.#change({ problem: null, hasMore: this.#tail !== null });
      this.loadMore();
    }
  };

  /** Tells what is before the reader's eyes. */
  readonly see = (first: number, last: number, isAtTop: boolean): void => {
    this.#seen = [first, last];
    this.#isAtTop = isAtTop;
    if (isAtTop && this.#isGapOpen) {
      this.ask(this.#asked);
      return;
    }
    this.#change({});
    if (this.#touched.size > 0 || this.#stale.size > 0) this.#plan();
  };

  /** Takes in what has happened. */
  readonly take = (events: readonly LiveEvent[]): void => {
    const { rows } = this.#state;
    const known = new Map(rows.map((row) => [row.id, row]));
    const untilMs = performance.now() + SETTLING_MS;
    for (const event of events) {
      const id = orderOf(event);
      if (id === null) continue;
      const place = known.get(id) ?? placeOf(id, event);
      this.#touched.delete(id);
      if (place === null || this.#isAhead(place)) this.#isHeadTouchedUntilMs = untilMs;
      else this.#touched.set(id, { place, untilMs });
    }
    for (const id of this.#touched.keys()) {
      if (this.#touched.size <= TOUCHED_MAX) break;
      this.#touched.delete(id);
    }
    const told = withEvents(this.#withNewcomers(rows, events), events);
    this.#change({ rows: told });
    this.#plan();
  };

  /** What is placed now stands at the top at once, where it is certain that it belongs there. */
  #withNewcomers(
    rows: readonly OrderSummary[],
    events: readonly LiveEvent[],
  ): readonly OrderSummary[] {
    if (this.#isGapOpen || this.#state.isAsking) return rows;
    const [newest] = rows;
    const placed = events.flatMap((event) => {
      const order = newcomerOf(event);
      const isNew =
        order !== null &&
        this.#asked.isNewcomer(order) &&
        (newest === undefined || isBehind(newest, order));
      return isNew ? [order] : [];
    });
    if (placed.length === 0) return rows;
    const forgottenMs = performance.now() + NEWCOMER_MS;
    for (const place of placed) this.#newcomers.set(place.id, { place, untilMs: forgottenMs });
    return [...withNewcomers({ items: [], nextCursor: null }, placed).items, ...rows];
  }

  async #begin(): Promise<void> {
    const { signal } = this.#abort;
    try {
      const page = await this.#asked.read(undefined, signal);
      if (signal.aborted) return;
      this.#starts = [{ after: null, cursor: undefined }];
      this.#tail = page.nextCursor;
      this.#isAtTop = true;
      this.#change({
        rows: page.items,
        question: this.#state.question + 1,
        isLoading: false,
        isAsking: false,
        hasMore: page.nextCursor !== null,
        problem: null,
      });
    } catch (problem) {
      if (signal.aborted) return;
      this.#tail = null;
      this.#change({ rows: [], isLoading: false, isAsking: false, hasMore: false, problem });
    }
  }

  #isAhead(place: OrderSummary): boolean {
    const [newest] = this.#state.rows;
    return newest === undefined || isBehind(newest, place);
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => void this.#refresh(), REFRESH_MS);
  }

  /** Reads again what events have touched and the reader sees. */
  async #refresh(): Promise<void> {
    const { signal } = this.#abort;
    const startedMs = performance.now();
    try {
      if (!document.hidden && !this.#state.isAsking) {
        if (this.#isHeadTouchedUntilMs > 0 && !this.#isGapOpen) await this.#readHead(signal);
        for (const start of this.#startsTouched()) {
          if (signal.aborted) break;
          // One after the other: a screen that is behind must not make the server busier.
          await this.#readFrom(start, signal);
          this.#stale.delete(start);
        }
        if (!signal.aborted) this.#settle(startedMs);
      }
    } catch {
      // The light shows that nothing comes through; what was touched stays so and is read later.
    }
    this.#timer = undefined;
    const isHeadTouched = this.#isHeadTouchedUntilMs > 0 && !this.#isGapOpen;
    if (!signal.aborted && (isHeadTouched || this.#startsTouched().length > 0)) {
      this.#plan();
    }
  }

  #settle(readMs: number): void {
    if (this.#isHeadTouchedUntilMs <= readMs) this.#isHeadTouchedUntilMs = 0;
    for (const [id, { place, untilMs }] of this.#touched) {
      if (untilMs <= readMs && this.#isSeen(place)) this.#touched.delete(id);
    }
  }

  async #readHead(signal: AbortSignal): Promise<void> {
    const [newest] = this.#state.rows;
    const parts: [start: Start, page: OrderPage][] = [];
    let start: Start = { after: null, cursor: undefined };
    for (;;) {
      // Each page begins where the one before ends.
      const page = await this.#asked.read(start.cursor, signal);
      if (signal.aborted) return;
      parts.push([start, page]);
      const last = page.items.at(-1);
      const isJoined =
        newest === undefined ||
        last === undefined ||
        page.nextCursor === null ||
        !isBehind(newest, last);
      if (isJoined) break;
      if (parts.length > GAP_PAGES_MAX) {
        this.#leaveGap();
        return;
      }
      start = { after: last, cursor: page.nextCursor ?? undefined };
    }
    for (const [from, page] of parts) this.#takeIn(from, page);
  }

  /** At the top the list begins anew; further down it is left alone until somebody comes up. */
  #leaveGap(): void {
    if (this.#isAtTop) this.ask(this.#asked);
    else {
      this.#isGapOpen = true;
      this.#change({});
    }
  }

  async #readFrom(start: Start, signal: AbortSignal): Promise<void> {
    const page = await this.#asked.read(start.cursor, signal);
    if (!signal.aborted) this.#takeIn(start, page);
  }

  #takeIn(start: Start, found: OrderPage): void {
    const page = start.after === null ? this.#withMissing(found) : found;
    const rows = withPage(this.#state.rows, start.after, page);
    const last = page.items.at(-1);
    if (page.nextCursor === null) this.#tail = null;
    else if (last !== undefined && rows.at(-1)?.id === last.id) this.#tail = page.nextCursor;
    this.#change({ rows, hasMore: this.#tail !== null });
    if (last !== undefined && page.nextCursor !== null) this.#addStart(last, page.nextCursor);
  }

  /** The newest page with those newcomers that the list does not know yet. */
  #withMissing(page: OrderPage): OrderPage {
    const now = performance.now();
    for (const { id } of page.items) this.#newcomers.delete(id);
    for (const [id, { untilMs }] of this.#newcomers) {
      if (untilMs < now) this.#newcomers.delete(id);
    }
    const { rows } = this.#state;
    const known = new Map(rows.map((row) => [row.id, row]));
    // As they stand now: more has happened to some since.
    const missing = [...this.#newcomers]
      .map(([id, { place }]) => known.get(id) ?? place)
      .filter((order) => this.#asked.isNewcomer(order));
    return withNewcomers(page, missing);
  }

  /** What is read again at the top pushes the rest down: places to begin from are added between. */
  #addStart(after: OrderSummary, cursor: string): void {
    const index = this.#starts.findIndex(
      (start) => start.after !== null && !isBehind(after, start.after),
    );
    const next = index === -1 ? null : this.#starts[index]?.after;
    if (next === null || next === undefined) return;
    const { rows } = this.#state;
    if (countNew(rows, next) - countNew(rows, after) < START_ROWS_MIN) return;
    this.#starts.splice(index, 0, { after, cursor });
  }

  #startsTouched(): readonly Start[] {
    const starts = new Set<Start>();
    for (const { place } of this.#touched.values()) {
      const start = this.#startOf(place);
      if (start !== undefined && this.#isSeen(place)) starts.add(start);
    }
    if (this.#stale.size > 0) {
      const { rows } = this.#state;
      for (const index of this.#seen) {
        const row = rows[index];
        const start = row === undefined ? undefined : this.#startOf(row);
        if (start !== undefined && this.#stale.has(start)) starts.add(start);
      }
    }
    return [...starts];
  }

  #startOf(place: OrderSummary): Start | undefined {
    return this.#starts.findLast(({ after }) => after === null || isBehind(place, after));
  }

  #isSeen(place: OrderSummary): boolean {
    const [first, last] = this.#seen;
    const index = countNew(this.#state.rows, place);
    return index >= first - 5 && index <= last + 5;
  }

  #change(change: Partial<LiveOrdersState>): void {
    const after = { ...this.#state, ...change };
    if (this.#isAtTop) this.#newestSeen = after.rows[0] ?? null;
    const newCount = this.#isAtTop
      ? 0
      : countNew(after.rows, this.#newestSeen) + (this.#isGapOpen ? GAP_ROWS : 0);
    const before = this.#state;
    const isSame =
      newCount === before.newCount &&
      (Object.keys(change) as (keyof LiveOrdersState)[]).every(
        (name) => before[name] === after[name],
      );
    if (isSame) return;
    this.#state = { ...after, newCount };
    for (const listener of this.#listeners) listener();
  }
}

/** Where an order stands in the list that is not among the rows, as far as its event tells. */
function placeOf(id: string, { data }: LiveEvent): OrderSummary | null {
  const { placedAt } = data;
  return typeof placedAt === 'string' ? ({ id, placedAt } as OrderSummary) : null;
}
