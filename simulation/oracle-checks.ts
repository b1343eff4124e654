import type { Pool } from 'pg';
import type { Instant } from '../src/kernel/clock.ts';

/** Something that must hold after every run, whatever happened in it. */
export interface Check {
  readonly name: string;
  /** What is claimed, as a sentence. */
  readonly claim: string;
  /** Where it does not hold, one sentence each; nothing when it does. `at` is the time of the world. */
  find(pool: Pool, at: Instant): Promise<string[]>;
}

/** Lines of orders for which goods lie on shelves: a bundle's own line stands for those of its components. */
export const LINES_OF_GOODS = `
  select line.* from orders.order_line as line join orders.order_header as header on header.id = line.order_id
  where not exists (
    select from json_array_elements(header.details -> 'bundles') as bundle where (bundle.value ->> 'lineNumber')::int = line.line_number
  )`;

/** A check that is one query: each row is a violation, its column `found` says which. */
export function queryCheck(name: string, claim: string, sql: string): Check {
  return {
    name,
    claim,
    async find(pool, at) {
      const values = sql.includes('$1') ? [at] : [];
      const { rows } = await pool.query<{ found: string }>(sql, values);
      return rows.map(({ found }) => found);
    },
  };
}
