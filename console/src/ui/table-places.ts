/** The row at the upper edge, and how far of it is scrolled away. */
export interface Anchor {
  readonly key: string;
  readonly index: number;
  readonly withinPx: number;
}

/** Where the row of an anchor stands among other rows; null: it is not among them. Looked for from where it stood. */
export function anchorOf<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  { key, index }: Anchor,
): number | null {
  const is = (place: number): boolean => {
    const row = rows[place];
    return row !== undefined && rowKey(row) === key;
  };
  for (let distance = 0; distance <= Math.max(index, rows.length); distance += 1) {
    if (is(index + distance)) return index + distance;
    if (is(index - distance)) return index - distance;
  }
  return null;
}

/** The keys from one row to another, both with them, whichever stands above; nothing when one is not there. */
export function keysBetween<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  one: string,
  other: string,
): readonly string[] {
  const first = rows.findIndex((row) => rowKey(row) === one);
  const second = rows.findIndex((row) => rowKey(row) === other);
  if (first === -1 || second === -1) return [];
  return rows.slice(Math.min(first, second), Math.max(first, second) + 1).map(rowKey);
}
