import type { CellsRead, MappedRow } from './read-cells.ts';

/** The rows that make one document. */
export interface RowGroup {
  /** What the rows have in common; the line number when the map does not group. */
  readonly key: string;
  readonly rows: MappedRow[];
  /** Every line of the document, also those whose row is bad. */
  readonly lines: number[];
  readonly badRows: { readonly line: number; readonly reason: string }[];
  /** Set when there are too many rows for one document; the rows are not kept then. */
  tooManyRows: boolean;
}

export interface GroupingOptions {
  readonly by: string;
  readonly withinRows: number;
  readonly rowsMax: number;
}

/**
 * Gathers rows into documents while the file is read. Rows of a document need not stand together,
 * since systems that write several documents at once interleave them: a document is complete when
 * `withinRows` rows have passed without one of it. What is complete comes in the order of last rows.
 */
export class RowGroups {
  readonly #options: GroupingOptions | null;
  /** In the order in which they were last added to. */
  readonly #open = new Map<string, { group: RowGroup; lastRow: number }>();
  #rowNumber = 0;

  constructor(options: GroupingOptions | null) {
    this.#options = options;
  }

  /** The documents that are complete with this row. */
  push(read: CellsRead): RowGroup[] {
    this.#rowNumber += 1;
    const { row } = read;
    if (this.#options === null) return [addTo(newGroup(String(row.line)), read, Infinity)];
    const { by, withinRows, rowsMax } = this.#options;
    const value = row[by];
    if (value === undefined) {
      const reason = read.reason ?? `${by}, by which rows are grouped, is empty`;
      return [addTo(newGroup(String(row.line)), { row, reason }, rowsMax)];
    }
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const entry = this.#open.get(key) ?? { group: newGroup(key), lastRow: 0 };
    // Taken out and put in again, it stands last in the map: the first is always the oldest.
    this.#open.delete(key);
    this.#open.set(key, entry);
    entry.lastRow = this.#rowNumber;
    addTo(entry.group, read, rowsMax);
    const complete: RowGroup[] = [];
    for (const [oldKey, old] of this.#open) {
      if (this.#rowNumber - old.lastRow <= withinRows) break;
      this.#open.delete(oldKey);
      complete.push(old.group);
    }
    return complete;
  }

  /** The documents that are complete because the file ends. */
  end(): RowGroup[] {
    const complete = [...this.#open.values()].map(({ group }) => group);
    this.#open.clear();
    return complete;
  }
}

function newGroup(key: string): RowGroup {
  return { key, rows: [], lines: [], badRows: [], tooManyRows: false };
}

function addTo(group: RowGroup, { row, reason }: CellsRead, rowsMax: number): RowGroup {
  group.lines.push(row.line);
  if (reason !== null) group.badRows.push({ line: row.line, reason });
  group.tooManyRows ||= group.rows.length >= rowsMax;
  if (group.tooManyRows) group.rows.length = 0;
  else group.rows.push(row);
  return group;
}
