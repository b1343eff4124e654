import { assert } from '../../kernel/assert.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';

/** Most items that a page carries. */
export const PAGE_LIMIT_MAX = 500;

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly limit: number;
  /** `nextCursor` of the page before; null asks for the first. */
  readonly cursor: string | null;
}

/** A page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** What a query answers: what was found, or why there is no answer. */
export type Answer<Value> = { readonly kind: 'found'; readonly value: Value } | Refusal;

type CursorPart = string | number;
type PartName = 'text' | 'integer' | 'uuid';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Writes the place after a row of a list, as text that callers hand back unread. */
export function cursorOf(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor whose parts must be of this form: anything else is refused, never sent to the database. */
export function readCursor(
  cursor: string | null,
  form: readonly PartName[],
): CursorPart[] | null | Refusal {
  if (cursor === null) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(parts) &&
      parts.length === form.length &&
      form.every((name, index) => isPart(name, parts[index]))
    ) {
      return parts as CursorPart[];
    }
  } catch {
    // Not JSON: refused below like everything else that we have not written.
  }
  return refuse('invalid_request', 'The cursor is not one that a page of this list has given.', {
    field: 'cursor',
  });
}

function isPart(name: PartName, part: unknown): boolean {
  if (name === 'integer') return Number.isSafeInteger(part);
  if (typeof part !== 'string' || part.includes('\u0000')) return false;
  return name === 'text' || UUID.test(part);
}

/** Cuts a page out of rows of which one more than the page takes was asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  placeOf: (row: Row) => readonly CursorPart[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(placeOf(last)) : null,
  };
}

/** Rows to ask for: one more than the page takes tells whether another page follows. */
export function rowsToAsk({ limit }: PageRequest): number {
  assert(limit >= 1 && limit <= PAGE_LIMIT_MAX, `a page carries 1 to ${PAGE_LIMIT_MAX} items`);
  return limit + 1;
}
