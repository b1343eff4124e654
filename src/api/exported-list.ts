import type { Static, TProperties, TObject } from 'typebox';
import { minorDigits } from '../kernel/money.ts';
import type { Principal } from '../modules/access/index.ts';
import type { Cell, ColumnType } from '../modules/partners/index.ts';
import type { Scope } from '../../contracts/access.ts';
import type { Refusal } from '../../contracts/errors.ts';
import type { ExportLanguage } from '../../contracts/exports.ts';
import type { Door } from './door.ts';

/** A column of an exported list. */
export interface ExportedColumn<Item> {
  /** By which it is chosen with `columns=`, and the key in NDJSON. */
  readonly name: string;
  readonly headers: Readonly<Record<ExportLanguage, string>>;
  readonly type: ColumnType;
  /** The field of the item that it shows: who may not see that field does not get the column. */
  readonly field: string;
  readonly read: (item: Item) => Cell;
}

/** A page of a list, as its own query answers it. */
type PageAnswer<Item> =
  | {
      readonly kind: 'found';
      readonly value: { readonly items: readonly Item[]; readonly nextCursor: string | null };
    }
  | Refusal;

/** A list that can be exported. */
export interface ExportedList {
  /** The path: GET /v1/exports/NAME.csv. */
  readonly name: string;
  /** What it holds, for the reference: «orders, newest first». */
  readonly summary: string;
  /** The path of the route whose items these are; left out where no route lists them. */
  readonly of?: string;
  /** What the caller needs besides `export:read`: the scope of the list itself. */
  readonly scope: Scope;
  readonly filters: TProperties;
  readonly columns: readonly ExportedColumn<never>[];
  /** The table from whose estimated length the number of rows is told beforehand; null: nobody knows. */
  readonly table: string | null;
  readonly readPage: (
    door: Door,
    filters: Readonly<Record<string, never>>,
    cursor: string | null,
    principal: Principal,
  ) => Promise<PageAnswer<never>>;
}

type Headers = readonly [en: string, zh: string];

/** What makes the columns of a list of such items. */
export interface ColumnsOf<Item> {
  /** A column that shows the item's property of its name, or what `read` takes from the item; `field` where it shows another field. */
  readonly column: (
    name: string,
    type: ColumnType,
    headers: Headers,
    read?: (item: Item) => Cell,
    field?: string,
  ) => ExportedColumn<Item>;
  /** An amount in a currency, in decimal digits; shows the field `nameMinor`. */
  readonly money: (
    name: string,
    headers: Headers,
    read: (item: Item) => { readonly minor: number | null; readonly currency: string },
  ) => ExportedColumn<Item>;
}

const makers: ColumnsOf<unknown> = {
  column: (
    name,
    type,
    [en, zh],
    read = (item) => (item as Readonly<Record<string, Cell>>)[name],
    field = name,
  ) => ({ name, type, headers: { en, zh }, field, read }),
  money: (name, headers, read) =>
    makers.column(
      name,
      'money',
      headers,
      (item) => {
        const { minor, currency } = read(item);
        return minor === null ? null : { minor, digits: minorDigits(currency) };
      },
      `${name}Minor`,
    ),
};

/** Declares a list: `filters` types what `readPage` gets, which types what the columns read. */
export function exportedList<Filters extends TProperties, Item>(list: {
  readonly name: string;
  readonly summary: string;
  readonly of?: string;
  readonly scope: Scope;
  readonly filters: Filters;
  readonly table: string | null;
  readonly readPage: (
    door: Door,
    filters: Static<TObject<Filters>>,
    cursor: string | null,
    principal: Principal,
  ) => Promise<PageAnswer<Item>>;
  readonly columns: (makers: ColumnsOf<Item>) => readonly ExportedColumn<Item>[];
}): ExportedList {
  const columns = list.columns(makers as ColumnsOf<Item>);
  return { ...list, columns } as unknown as ExportedList;
}
