/* oxlint-disable typescript/no-unnecessary-type-parameters -- the caller knows what the rows of its table are */
import { assert } from '../kernel/assert.ts';
import { instantToText } from '../kernel/clock.ts';
import type { Statement } from '../platform/postgres/index.ts';
import type { RecordTable } from './records.sql.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from './unit-of-work.ts';

/** A thing with a version that counts its changes. Decisions make a new one; nobody changes one in place. */
export interface Versioned {
  readonly version: number;
}

type Row = Readonly<Record<string, unknown>>;
type Key = string | number;

/** How rows of a table become records and back: `picked_at` stands in a record as `pickedAt`. */
class Shape {
  readonly columns: readonly { readonly name: string; readonly field: string }[];
  readonly #instants: ReadonlySet<string>;

  constructor({ columns, instants }: Pick<RecordTable, 'columns' | 'instants'>) {
    this.columns = columns.map((name) => ({ name, field: fieldOf(name) }));
    this.#instants = new Set(instants);
  }

  recordOf(row: Row): Row {
    return Object.fromEntries(this.columns.map(({ name, field }) => [field, row[name]]));
  }

  rowOf(record: Row): Row {
    return Object.fromEntries(
      this.columns.map(({ name, field }) => {
        const value = record[field];
        assert(value !== undefined, `${field} of a record is set`);
        return [name, this.#instants.has(name) ? textOf(value as number | null) : value];
      }),
    );
  }
}

function textOf(instant: number | null): string | null {
  return instant === null ? null : instantToText(instant);
}

/** Fields by their columns: there are some hundred, and each batch asks for them. */
const FIELDS = new Map<string, string>();

/** The field of a record that a column fills: `picked_at` fills `pickedAt`. */
export function fieldOf(column: string): string {
  let field = FIELDS.get(column);
  if (field === undefined) {
    field = column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    FIELDS.set(column, field);
  }
  return field;
}

/** The records of one table that a batch sees and changes. */
export class RecordFacts<Item extends Versioned> {
  readonly #table: RecordTable;
  readonly #shape: Shape;
  readonly #keyField: string;
  readonly #keys = new Set<Key>();
  readonly #wanted = new Map<string, Set<Key>>();
  readonly #current = new Map<Key, Item>();
  readonly #loadedVersions = new Map<Key, number>();

  constructor(table: RecordTable, shape: Shape) {
    this.#table = table;
    this.#shape = shape;
    this.#keyField = fieldOf(table.key);
  }

  /** Names a record that the decision will read. */
  need(key: Key): void {
    this.#keys.add(key);
  }

  /** Names all records with this value in a column that the table is looked up by. */
  needBy(column: string, value: Key): void {
    assert(this.#table.lookups.has(column), `${this.#table.name} is not looked up by ${column}`);
    const values = this.#wanted.get(column) ?? new Set<Key>();
    this.#wanted.set(column, values.add(value));
  }

  /** Undefined: there is none with this key. */
  find(key: Key): Item | undefined {
    const known = this.#current.get(key);
    assert(
      known !== undefined || this.#keys.has(key),
      `${this.#table.name} ${key} was not asked for`,
    );
    return known;
  }

  /** Records with this value, ascending by key, those that this batch has made included. */
  findBy(column: string, value: Key): Item[] {
    assert(
      this.#wanted.get(column)?.has(value) === true,
      `${this.#table.name} by ${column} ${value} was not asked for`,
    );
    const field = fieldOf(column);
    return this.#sorted((item) => (item as unknown as Row)[field] === value);
  }

  /** All that the batch has, ascending by key. */
  all(): Item[] {
    return this.#sorted(() => true);
  }

  #sorted(accept: (item: Item) => boolean): Item[] {
    if (this.#current.size === 0) return [];
    return [...this.#current]
      .filter(([, item]) => accept(item))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, item]) => item);
  }

  /** Takes a new record in; its version is 1. */
  add(item: Item): void {
    const key = this.#keyOf(item);
    assert(item.version === 1, 'a new record has version 1');
    assert(!this.#current.has(key), `${this.#table.name} ${key} is new`);
    this.#current.set(key, item);
  }

  /** Replaces a record by what was decided; the version counts up by itself. */
  change(item: Item): Item {
    const key = this.#keyOf(item);
    const before = this.#current.get(key);
    assert(before !== undefined, `${this.#table.name} ${key} is in the batch`);
    assert(item.version === before.version, 'a change starts from the record as it stands');
    const after = { ...item, version: before.version + 1 };
    this.#current.set(key, after);
    return after;
  }

  /** Takes over a record as it stands in the database. */
  keepRead(item: Item): void {
    const key = this.#keyOf(item);
    this.#current.set(key, item);
    this.#loadedVersions.set(key, item.version);
  }

  /** Forgets the records that were made; those that were loaded stay as they are. */
  forgetMade(): void {
    for (const key of this.#current.keys()) {
      if (!this.#loadedVersions.has(key)) this.#current.delete(key);
    }
  }

  async load(run: RunStatement, mode: LoadMode): Promise<void> {
    const isLocked = mode === 'locked';
    const { read, lock, lookups } = this.#table;
    const reads: [Statement, Set<Key>][] = [];
    if (this.#keys.size > 0) reads.push([isLocked ? lock : read, this.#keys]);
    for (const [column, values] of this.#wanted) {
      const lookup = lookups.get(column);
      assert(lookup !== undefined, 'a wanted lookup exists');
      reads.push([isLocked ? lookup.lock : lookup.read, values]);
    }
    const answers = await Promise.all(
      reads.map(([statement, values]) => run<Row>(statement, [[...values]])),
    );
    for (const row of answers.flat()) this.keepRead(this.#shape.recordOf(row) as unknown as Item);
  }

  /** Whatever was added or changed, as two statements at most. */
  writes(): Write[] {
    const added: Row[] = [];
    const changed: Row[] = [];
    for (const [key, item] of this.#current) {
      const loadedVersion = this.#loadedVersions.get(key);
      if (loadedVersion === undefined) added.push(this.#rowOf(item));
      else if (loadedVersion !== item.version)
        changed.push({ ...this.#rowOf(item), version_read: loadedVersion });
    }
    const writes: Write[] = [];
    if (changed.length > 0) writes.push(this.#writeOf(this.#table.update, changed));
    if (added.length > 0) writes.push(this.#writeOf(this.#table.insert, added));
    return writes;
  }

  #writeOf(statement: Statement, rows: readonly Row[]): Write {
    return { statement, values: [JSON.stringify(rows)], rowsExpected: rows.length };
  }

  #rowOf(item: Item): Row {
    return this.#shape.rowOf(item as unknown as Row);
  }

  #keyOf(item: Item): Key {
    return (item as unknown as Row)[this.#keyField] as Key;
  }
}

/**
 * Where the records of a table come from. `nameLowerFacts` is called once they are loaded, so that they
 * can name the facts of lower rooms (the order of a fulfilment order), which load afterwards.
 */
export function createRecordSource<Item extends Versioned>(
  table: RecordTable,
  nameLowerFacts?: (facts: RecordFacts<Item>, unit: UnitOfWork) => void,
): FactSource<RecordFacts<Item>> {
  const shape = new Shape(table);
  return {
    name: table.name,
    open: () => new RecordFacts<Item>(table, shape),
    async load(facts, unit, run, mode) {
      await facts.load(run, mode);
      nameLowerFacts?.(facts, unit);
    },
    ...(nameLowerFacts === undefined ? {} : { nameLower: nameLowerFacts }),
    write: (facts) => facts.writes(),
  };
}

/** A row that was read outside the loop, as a record: for the reading side of a module. */
export function recordOf<Item extends Versioned>(table: RecordTable, row: Row): Item {
  return new Shape(table).recordOf(row) as unknown as Item;
}
