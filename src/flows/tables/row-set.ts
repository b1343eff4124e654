/** A set of rows, a bit for each: row 0 is the lowest bit of the first word. */
export type RowSet = Uint32Array;

/** A set for so many rows that holds none, or all of them. */
export function rowSet(rowCount: number, isFull = false): RowSet {
  const set = new Uint32Array(Math.ceil(rowCount / 32));
  if (isFull) for (let row = 0; row < rowCount; row += 1) addRow(set, row);
  return set;
}

/** Puts a row into a set. */
export function addRow(set: RowSet, row: number): void {
  const word = row >>> 5;
  set[word] = ((set[word] as number) | (1 << (row & 31))) >>> 0;
}

/** The rows that are in both sets. */
export function commonRows(one: RowSet, other: RowSet): RowSet {
  const common = new Uint32Array(one.length);
  for (let word = 0; word < one.length; word += 1) {
    common[word] = (one[word] as number) & (other[word] as number);
  }
  return common;
}

/** Whether a set holds no row. */
export function isEmpty(set: RowSet): boolean {
  return set.every((word) => word === 0);
}

/** Whether two sets hold the same rows. */
export function isSameSet(one: RowSet, other: RowSet): boolean {
  return one.every((word, index) => word === other[index]);
}

/** The rows of a set in their order, at most so many. */
export function listRows(set: RowSet, countMax = Infinity): number[] {
  const rows: number[] = [];
  for (const [index, word] of set.entries()) {
    let rest = word;
    while (rest !== 0 && rows.length < countMax) {
      rows.push(index * 32 + (31 - Math.clz32(rest & -rest)));
      rest &= rest - 1;
    }
    if (rows.length >= countMax) break;
  }
  return rows;
}
