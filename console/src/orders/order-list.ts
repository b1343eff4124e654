import type { OrderSummary, PlacedOrder } from '../client/contract.generated.d.ts';
import type { LiveEvent } from '../client/live-stream.ts';

/** A page of the list as the server answers it. */
export interface OrderPage {
  readonly items: readonly OrderSummary[];
  readonly nextCursor: string | null;
}

/** True when the first order comes later in a list that has the newest first. */
export function isBehind(order: OrderSummary, other: OrderSummary): boolean {
  const difference = Date.parse(order.placedAt) - Date.parse(other.placedAt);
  return difference < 0 || (difference === 0 && Number(order.id) < Number(other.id));
}

/**
 * The rows with a part of them read again. The page holds everything between the order `after` (null:
 * from the newest) and its own last order, or to the end when nothing follows; what stood there before
 * and is not in the page has left the list. What lies outside is left alone.
 */
export function withPage(
  rows: readonly OrderSummary[],
  after: OrderSummary | null,
  { items, nextCursor }: OrderPage,
): readonly OrderSummary[] {
  const last = items.at(-1);
  const start = after === null ? 0 : firstIndex(rows, (row) => isBehind(row, after));
  let end = rows.length;
  if (nextCursor !== null) {
    end = last === undefined ? start : firstIndex(rows, (row) => isBehind(row, last));
  }
  const before = rows.slice(start, end);
  const kept = new Map(before.map((row) => [row.id, row]));
  const fresh = items.map((item) => {
    const known = kept.get(item.id);
    // A row that is the same stays the same object, so that nothing is drawn for it again.
    return known !== undefined && isSame(known, item) ? known : item;
  });
  if (fresh.length === before.length && fresh.every((row, index) => row === before[index])) {
    return rows;
  }
  return [...rows.slice(0, start), ...fresh, ...rows.slice(Math.max(start, end))];
}

/** The first index whose row meets a condition that all behind it meet too. */
function firstIndex(rows: readonly OrderSummary[], meets: (row: OrderSummary) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(rows[middle] as OrderSummary)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isSame(one: OrderSummary, other: OrderSummary): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The number of the order that an event is about; null: it is about none. */
export function orderOf(event: LiveEvent): string | null {
  const [kind, name] = event.subject.split('/', 2);
  if (kind === 'order' && name !== undefined) return name;
  const orderId = event.data['orderId'];
  return typeof orderId === 'string' ? orderId : null;
}

/**
 * The rows with what events say of them, at once and without asking. Events of an order carry how it
 * stands; others only tell that it is to be read again.
 */
export function withEvents(
  rows: readonly OrderSummary[],
  events: readonly LiveEvent[],
): readonly OrderSummary[] {
  const told = new Map<string, Partial<OrderSummary>>();
  for (const event of events) {
    if (!event.subject.startsWith('order/') || typeof event.data['state'] !== 'string') continue;
    const { state, paymentState, priority, promisedAt, totals } = event.data as {
      state: OrderSummary['state'];
      paymentState?: OrderSummary['paymentState'];
      priority?: number;
      promisedAt?: string | null;
      totals?: { readonly totalMinor?: number };
    };
    told.set(event.subject.slice('order/'.length), {
      state,
      ...(paymentState === undefined ? {} : { paymentState }),
      ...(priority === undefined ? {} : { priority }),
      ...(promisedAt === undefined ? {} : { promisedAt }),
      ...(totals?.totalMinor === undefined ? {} : { totalMinor: totals.totalMinor }),
    });
  }
  if (told.size === 0) return rows;
  let isChanged = false;
  const changed = rows.map((row) => {
    const news = told.get(row.id);
    if (news === undefined) return row;
    const after = { ...row, ...news };
    if (isSame(row, after)) return row;
    isChanged = true;
    return after;
  });
  return isChanged ? changed : rows;
}

/** How many rows stand before the one that was the first. */
export function countNew(rows: readonly OrderSummary[], seen: OrderSummary | null): number {
  return seen === null ? 0 : firstIndex(rows, (row) => row.id === seen.id || isBehind(row, seen));
}

/** The row of an order that was placed a moment ago, as its event tells of it: who it is for comes with the next page. */
export function newcomerOf({ type, subject, data }: LiveEvent): OrderSummary | null {
  if (type !== 'order.placed') return null;
  const placed = data as unknown as PlacedOrder;
  const { channel, externalId, state, paymentState, priority, currency, totals } = placed;
  if (typeof placed.placedAt !== 'string' || typeof state !== 'string') return null;
  return {
    id: subject.slice('order/'.length),
    channel,
    externalId,
    kind: placed.kind ?? 'standard',
    state,
    paymentState,
    countryCode: '',
    priority,
    currency,
    totalMinor: totals?.totalMinor,
    placedAt: placed.placedAt,
    promisedAt: placed.promisedAt,
    customerName: '',
    locations: [...new Set((placed.shipments ?? []).map(({ location }) => location))],
  };
}

/** A page from the newest order on, with newcomers that the list does not know yet. */
export function withNewcomers(page: OrderPage, newcomers: readonly OrderSummary[]): OrderPage {
  const known = new Set(page.items.map(({ id }) => id));
  const missing = newcomers.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return page;
  const items = [...page.items, ...missing].toSorted((one, other) =>
    isBehind(one, other) ? 1 : -1,
  );
  const last = page.items.at(-1);
  // What lies behind the page is another page's.
  const end =
    page.nextCursor === null || last === undefined ? items.length : items.indexOf(last) + 1;
  return { ...page, items: items.slice(0, end) };
}
