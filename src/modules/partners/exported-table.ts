/** What the cells of a column are. */
export type ColumnType = 'text' | 'number' | 'money' | 'instant' | 'boolean' | 'list' | 'json';

/** The head of a column as it is written. */
export interface ColumnHead {
  /** By which it is chosen; the key in NDJSON. */
  readonly name: string;
  /** In the language of the reader. */
  readonly header: string;
  readonly type: ColumnType;
}

/** A cell of a money column: whole minor units and how many of their digits stand behind the point. */
export interface MoneyCell {
  readonly minor: number;
  readonly digits: number;
}

/**
 * A cell by its column's type: text, number and boolean as they are, an instant as RFC 3339 text, a
 * list of texts, anything for json; null and undefined are empty.
 */
export type Cell = unknown;

/** A list on its way out: heads, and rows in pages, each page read only when the one before is written. */
export interface ExportedTable {
  readonly columns: readonly ColumnHead[];
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** A money cell in decimal digits, exactly. */
export function moneyText({ minor, digits }: MoneyCell): string {
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A cell as people read it in a table; empty for nothing. */
export function cellText(type: ColumnType, cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (type === 'money') return moneyText(cell as MoneyCell);
  if (type === 'list') return (cell as readonly string[]).join('; ');
  return typeof cell === 'string' && type !== 'json' ? cell : JSON.stringify(cell);
}
