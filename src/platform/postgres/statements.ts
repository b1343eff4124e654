import type pg from 'pg';
import { assert } from '../../kernel/assert.ts';

/** One SQL statement of ours. Under its name the server keeps its plan, so the name is unique in the program. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Anything that runs a query: the pool, a client of it, or a single client. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** The rows of a statement and how many it touched. */
export interface StatementResult<Row> {
  readonly rows: Row[];
  readonly rowCount: number;
}

const NAME_BYTES_MAX = 63;
const statements = new Map<string, Statement>();

/**
 * Declares a statement, once, at the top of a `*.sql.ts` file. The name says module and deed, for
 * example `orders_insert_lines`. Values are texts, numbers, booleans, Buffers, null, or arrays of
 * these; instants are passed as milliseconds (`to_timestamp($1::bigint / 1000.0)`) and JSON as text.
 */
export function defineStatement(name: string, text: string): Statement {
  assert(
    Buffer.byteLength(name) <= NAME_BYTES_MAX,
    `statement name ${name} is longer than ${NAME_BYTES_MAX} bytes`,
  );
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
 * Runs a declared statement. On a client of our pool several may be sent without waiting for each
 * other (`await Promise.all([query(...), query(...)])`): they travel together and run in order.
 * Outside a transaction each stands alone; inside one, those after the first failure fail with
 * SQLSTATE 25P02, so the first rejection tells the cause.
 */
export async function query<Row>(
  client: Queryable,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<StatementResult<Row>> {
  for (const value of values) {
    assert(isSendable(value), `a value of ${statement.name} is an object: pass JSON as text`);
  }
  const { name, text } = statement;
  const result = await client.query({ name, text, values: values as unknown[] });
  return { rows: result.rows as Row[], rowCount: result.rowCount ?? 0 };
}

/** As `query`, for callers that want the rows only. */
export async function runStatement<Row>(
  client: Queryable,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await query<Row>(client, statement, values)).rows;
}

/** The driver would turn an object into JSON, and when that fails it loses the plan of the statement's name. */
function isSendable(value: unknown): boolean {
  return (
    typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)
  );
}
