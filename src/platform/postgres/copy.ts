import pg from 'pg';
import { assert } from '../../kernel/assert.ts';
import { keptJson } from '../../kernel/kept-text.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { Queryable } from './statements.ts';

/** A table that rows are copied into, with its columns in the order of the rows. */
export interface CopyTarget {
  readonly name: string;
  readonly text: string;
  readonly table: string;
  readonly columns: readonly string[];
}

const targets = new Map<string, CopyTarget>();

/**
 * Declares a COPY, once, in a `*.sql.ts` file. For the hot inserts: COPY parses each value once and
 * writes many rows with one WAL record. 200 rows with a document of 500 bytes took 2.3 ms, and 4.4 ms
 * as INSERT from unnested arrays (docs/decisions/0005-copy.md).
 */
export function defineCopy(table: string, columns: readonly string[]): CopyTarget {
  assert(!targets.has(table), `two copies into ${table}`);
  const target = {
    name: `copy ${table}`,
    text: `copy ${table} (${columns.join(', ')}) from stdin`,
    table,
    columns,
  };
  targets.set(table, target);
  return target;
}

/** Every COPY declared by the modules loaded so far; one test checks their columns. */
export function allCopies(): readonly CopyTarget[] {
  return [...targets.values()];
}

/** The parts of pg's connection that a COPY needs; its type declarations leave them out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * A COPY whose data follows at once, without waiting for the server to ask: the protocol allows it,
 * a server that refuses the COPY ignores the data, and the statement can share a pipeline.
 */
class CopyIn extends pg.Query {
  readonly #text: string;
  readonly #rows: Buffer;

  constructor(
    text: string,
    rows: string,
    callback: (error: Error | undefined, result: pg.QueryResult) => void,
  ) {
    super(text, callback as never);
    this.#text = text;
    this.#rows = Buffer.from(rows);
  }

  override submit = (connection: unknown): void => {
    const copying = connection as CopyConnection;
    copying.query(this.#text);
    copying.sendCopyFromChunk(this.#rows);
    copying.endCopyFrom();
  };

  /** pg calls this when the server is ready for the data, which it has by then. */
  handleCopyInResponse(): void {}
}

/** Copies rows (lines of `copyRow`) into a table. Answers how many. */
export function copyIn(
  client: Queryable,
  target: CopyTarget,
  rows: string,
): Promise<{ rowCount: number }> {
  return new Promise((resolve, reject) => {
    const query = new CopyIn(target.text, rows, (error, result) => {
      if (error) reject(error);
      else resolve({ rowCount: result.rowCount ?? 0 });
    });
    client.query(query);
  });
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** Any text as a value of a copied row; null is SQL's null. */
export function copyText(text: string | null): string {
  if (text === null) return '\\N';
  // Most texts need no escaping, and looking is much cheaper than replacing.
  return text.search(SPECIAL) >= 0
    ? text.replaceAll(SPECIAL, (special) => ESCAPES[special] as string)
    : text;
}

/**
 * JSON text as a value: it holds no raw control characters, only backslashes can stand in the way. `json` takes
 * escapes of NUL and of half a character, and every statement that looks into it afterwards fails.
 */
export function copyJson(json: string | null): string {
  if (json === null) return '\\N';
  return json.includes('\\') ? keptJson(json).replaceAll('\\', '\\\\') : json;
}

/** A byte string as a value. */
export function copyBytes(bytes: Buffer): string {
  return `\\\\x${bytes.toString('hex')}`;
}

let latestInstant: Instant = Number.NaN;
let latestText = '';

/** An instant as a value. A batch repeats few instants many times, so the last one is kept. */
export function copyInstant(instant: Instant | null): string {
  if (instant === null) return '\\N';
  if (instant !== latestInstant) {
    latestInstant = instant;
    latestText = instantToText(instant);
  }
  return latestText;
}

/** A whole number as a value. */
export function copyInteger(value: number | null): string {
  return value === null ? '\\N' : String(value);
}

/** One row of values, each made by the functions above. */
export function copyRow(values: readonly string[]): string {
  return `${values.join('\t')}\n`;
}
