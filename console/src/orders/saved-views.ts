import { areSameFilters, filtersOf, type Filters } from './order-filters.ts';

/** All columns there are, in the order in which they stand unless somebody chooses another. */
export const COLUMN_KEYS = [
  'id',
  'state',
  'customer',
  'total',
  'paymentState',
  'country',
  'channel',
  'locations',
  'placedAt',
  'promisedAt',
  'priority',
  'kind',
  'externalId',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

/** A column as somebody wants it. */
export interface ColumnChoice {
  readonly key: ColumnKey;
  readonly isShown: boolean;
  /** Null: as wide as the table makes it. */
  readonly widthPx: number | null;
}

/** A list that somebody comes back to. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filters: Filters;
  /** Null: the columns of all lists. */
  readonly columns: readonly ColumnChoice[] | null;
}

/** What somebody has chosen for the list of orders, as the server keeps it. */
export interface OrdersPreference {
  readonly views: readonly SavedView[];
  readonly columns: readonly ColumnChoice[] | null;
}

/** The lists that everybody has. */
export const BUILT_IN_VIEWS = [
  { id: 'all', filters: {} },
  { id: 'needs-me', filters: { needs: 'me' } },
  { id: 'held', filters: { state: 'held' } },
  { id: 'late', filters: { isLate: 'true' } },
  { id: 'today', filters: { placed: 'today' } },
] as const satisfies readonly { readonly id: string; readonly filters: Filters }[];

const HIDDEN_AT_FIRST: ReadonlySet<ColumnKey> = new Set(['priority', 'kind', 'externalId']);
const VIEWS_MAX = 50;
const NAME_LENGTH_MAX = 60;

/** Reads what the server keeps; what a console of another day wrote there and nobody knows any more is left out. */
export function readOrdersPreference(document: unknown): OrdersPreference {
  const { views, columns } = (document ?? {}) as { views?: unknown; columns?: unknown };
  return {
    views: (Array.isArray(views) ? views : []).flatMap((view: unknown) => {
      const { id, name, filters, columns: own } = (view ?? {}) as Record<string, unknown>;
      if (typeof id !== 'string' || typeof name !== 'string') return [];
      const known = filtersOf((filters ?? {}) as Record<string, unknown>);
      return [{ id, name, filters: known, columns: Array.isArray(own) ? readColumns(own) : null }];
    }),
    columns: Array.isArray(columns) ? readColumns(columns) : null,
  };
}

/** Every column once, in the chosen order; columns that came later stand at the end, hidden. */
export function readColumns(chosen: readonly unknown[] | null): readonly ColumnChoice[] {
  if (chosen === null) {
    return COLUMN_KEYS.map((key) => ({ key, isShown: !HIDDEN_AT_FIRST.has(key), widthPx: null }));
  }
  const read = new Map<ColumnKey, ColumnChoice>();
  for (const choice of chosen) {
    const { key, isShown, widthPx } = (choice ?? {}) as Partial<ColumnChoice>;
    if (key === undefined || !COLUMN_KEYS.includes(key) || read.has(key)) continue;
    read.set(key, {
      key,
      isShown: isShown !== false,
      widthPx: typeof widthPx === 'number' && widthPx > 0 ? widthPx : null,
    });
  }
  // By its number an order is known and opened: that column always stands first.
  const first: ColumnChoice = { widthPx: null, ...read.get('id'), key: 'id', isShown: true };
  const rest = [...read.values()].filter(({ key }) => key !== 'id');
  const added = COLUMN_KEYS.filter((key) => key !== 'id' && !read.has(key));
  return [first, ...rest, ...added.map((key) => ({ key, isShown: false, widthPx: null }))];
}

/** The columns with one of them a place further to the left (-1) or right (1). */
export function movedColumn(
  columns: readonly ColumnChoice[],
  key: ColumnKey,
  by: -1 | 1,
): readonly ColumnChoice[] {
  const from = columns.findIndex((column) => column.key === key);
  const to = from + by;
  if (from < 1 || to < 1 || to >= columns.length) return columns;
  const moved = [...columns];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/** The columns with something else chosen for one. */
export function changedColumn(
  columns: readonly ColumnChoice[],
  key: ColumnKey,
  change: Partial<Omit<ColumnChoice, 'key'>>,
): readonly ColumnChoice[] {
  return columns.map((column) => (column.key === key ? { ...column, ...change } : column));
}

/** The view that an address is: the one that it names, else one with these filters, own ones first; null: none. */
export function viewOf(
  named: string | undefined,
  filters: Filters,
  views: readonly SavedView[],
): string | null {
  const all = [...views, ...BUILT_IN_VIEWS];
  if (named !== undefined && all.some(({ id }) => id === named)) return named;
  return all.find((view) => areSameFilters(view.filters, filters))?.id ?? null;
}

/** The views with one more at the end, or null when there is no room or no name. */
export function withView(preference: OrdersPreference, view: SavedView): OrdersPreference | null {
  const name = view.name.trim().slice(0, NAME_LENGTH_MAX);
  if (name === '' || preference.views.length >= VIEWS_MAX) return null;
  return { ...preference, views: [...preference.views, { ...view, name }] };
}
