import type pg from 'pg';
import { assert } from '../../kernel/assert.ts';

/** One SQL statement of ours. Its name makes the server keep its plan, so it must be unique in the program. */
// oxlint-disable-next-line no-explicit-any -- the row of a statement that declares none may have any column
export interface Statement<Row extends pg.QueryResultRow = any> {
  readonly name: string;
  readonly text: string;
  /** Never set: carries the type of the rows. */
  readonly row?: Row;
}

/** Anything that runs a query: the pool, a client of it, or a single client. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

const NAME_BYTES_MAX = 63;
const statements = new Map<string, Statement>();

/**
 * Declares a statement, once, at the top of a `*.sql.ts` file. The name says module and deed, for
 * example `orders_insert_lines`. A value may be null, a text, a number, a boolean, a Buffer or an
 * array of these; instants are passed as milliseconds (`to_timestamp($1::bigint / 1000.0)`), and JSON
 * as text.
 */
// oxlint-disable-next-line no-explicit-any -- as above
export function defineStatement<Row extends pg.QueryResultRow = any>(name: string, text: string): Statement<Row> {
  assert(Buffer.byteLength(name) <= NAME_BYTES_MAX, `statement name ${name} is longer than ${NAME_BYTES_MAX} bytes`);
  assert(!statements.has(name), `two statements are named ${name}`);
  const statement = { name, text };
  statements.set(name, statement);
  return statement;
}

/** Every statement declared by the modules loaded so far; one test prepares them all. */
export function allStatements(): readonly Statement[] {
  return [...statements.values()];
}

/**
 * Runs a declared statement. On a pool's client several may be sent without waiting for each other
 * (`await Promise.all([query(...), query(...)])`): they travel in one packet and run in order. Outside
 * a transaction each stands alone; inside one, the first failure makes all later ones fail with
 * SQLSTATE 25P02, so report the first rejection.
 */
export async function query<Row extends pg.QueryResultRow>(
  client: Queryable,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult<Row>> {
  for (const value of values) assert(isSendable(value), `a value of ${statement.name} is an object: pass JSON as text`);
  return client.query<Row>({ name: statement.name, text: statement.text, values: values as unknown[] });
}

/** An object would be turned into JSON by the driver, and when that fails under way the plan of the name is lost. */
function isSendable(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value);
}

/** As `query`, for callers that want the rows only. */
export async function runStatement<Row extends pg.QueryResultRow>(
  client: Queryable,
  statement: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await query(client, statement, values)).rows;
}
