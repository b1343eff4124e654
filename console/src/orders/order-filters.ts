import type { OrderSummary, paths } from '../client/contract.generated.d.ts';

/** What the server narrows a list of orders to. */
type OrderFilters = Omit<
  NonNullable<paths['/v1/orders']['get']['parameters']['query']>,
  'limit' | 'cursor'
>;

/** What the list can be narrowed by, in the order in which people are offered it. */
export const FILTER_NAMES = [
  'needs',
  'state',
  'isLate',
  'placed',
  'paymentState',
  'channel',
  'location',
  'countryCode',
  'kind',
  'priority',
  'externalId',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** Days that move with the calendar, so that a view of today is one of tomorrow's orders tomorrow. */
export const PLACED_PERIODS = ['today', 'yesterday', 'week', 'month'] as const;
export type PlacedPeriod = (typeof PLACED_PERIODS)[number];

/** Filters as the address holds them: each a text. `search` is the full-text field. */
export type Filters = Readonly<Partial<Record<FilterName | 'search', string>>>;

const DAY_MS = 86_400_000;
const DAYS = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/;

/** The filters that an address names; what means nothing is left out. */
export function filtersOf(search: Readonly<Record<string, unknown>>): Filters {
  const filters: Record<string, string> = {};
  for (const name of [...FILTER_NAMES, 'search'] as const) {
    const value = search[name];
    const text =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value).trim()
        : '';
    if (text !== '' && isMeaningful(name, text)) filters[name] = text;
  }
  return filters;
}

function isMeaningful(name: FilterName | 'search', text: string): boolean {
  if (name === 'placed') {
    return PLACED_PERIODS.includes(text as PlacedPeriod) || (text !== '..' && DAYS.test(text));
  }
  if (name === 'priority') return /^\d$/.test(text);
  if (name === 'isLate') return text === 'true' || text === 'false';
  if (name === 'needs') return text === 'me' || text === 'anybody';
  return true;
}

/** The filters as the address writes them: numbers and words of yes and no without quotation marks. */
export function searchOf(filters: Filters): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, text]): [string, string | number | boolean] => {
      const isPlainNumber = /^(0|[1-9]\d{0,14})$/.test(text);
      if (isPlainNumber) return [name, Number(text)];
      return [name, text === 'true' || text === 'false' ? text === 'true' : text];
    }),
  );
}

/** What the server is asked, by what day it is for the reader. */
export function queryOf(filters: Filters, now: Date): OrderFilters {
  const { placed, priority, isLate, ...same } = filters;
  return {
    ...same,
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(isLate === undefined ? {} : { isLate: isLate === 'true' }),
    ...(placed === undefined ? {} : placedRange(placed, now)),
  } as OrderFilters;
}

function placedRange(
  placed: string,
  now: Date,
): { readonly placedFrom?: string; readonly placedTo?: string } {
  const midnight = (daysAgo: number): string =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).toISOString();
  if (placed === 'today') return { placedFrom: midnight(0) };
  if (placed === 'yesterday') return { placedFrom: midnight(1), placedTo: midnight(0) };
  if (placed === 'week') return { placedFrom: midnight(6) };
  if (placed === 'month') return { placedFrom: midnight(29) };
  const [from, to] = daysOf(placed);
  return {
    ...(from === null ? {} : { placedFrom: new Date(`${from}T00:00`).toISOString() }),
    // The last day is meant with all its hours.
    ...(to === null ? {} : { placedTo: startOfNextDay(new Date(`${to}T00:00`)).toISOString() }),
  };
}

function startOfNextDay(day: Date): Date {
  const noon = new Date(day.getTime() + 1.5 * DAY_MS);
  return new Date(noon.getFullYear(), noon.getMonth(), noon.getDate());
}

/** The days of a range `2026-11-01..2026-11-22`, both of them meant; null: open on that side. */
export function daysOf(placed: string): readonly [from: string | null, to: string | null] {
  const [, from, to] = DAYS.exec(placed) ?? [];
  return [from ?? null, to ?? null];
}

/** True when both narrow alike. */
export function areSameFilters(one: Filters, other: Filters): boolean {
  const names = [...FILTER_NAMES, 'search'] as const;
  return names.every((name) => one[name] === other[name]);
}

/** How many filters there are, the search among them. */
export function countFilters(filters: Filters): number {
  return Object.keys(filters).length;
}

/** The filters without one of them. */
export function withoutFilter(filters: Filters, dropped: FilterName | 'search'): Filters {
  const { [dropped]: _dropped, ...rest } = filters;
  return rest;
}

/** Whether an order that was placed a moment ago belongs into a list, as far as its event tells; unknown: no. */
export function isNewcomer(
  filters: Filters,
  order: Pick<
    OrderSummary,
    'state' | 'paymentState' | 'channel' | 'kind' | 'priority' | 'externalId'
  >,
): boolean {
  return (Object.entries(filters) as [keyof Filters, string][]).every(([name, wanted]) => {
    switch (name) {
      case 'state':
      case 'paymentState':
      case 'channel':
      case 'kind':
        return order[name] === wanted;
      case 'priority':
        return order.priority === Number(wanted);
      case 'externalId':
        return order.externalId.startsWith(wanted);
      case 'placed':
        return wanted === 'today' || wanted === 'week' || wanted === 'month';
      default:
        return false;
    }
  });
}
