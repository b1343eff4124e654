import { defineStatement } from '../../platform/postgres/index.ts';

/** How many rows a table has, as the server last estimated; not positive before it first has. */
export const estimateRows = defineStatement(
  'partners_estimate_rows',
  `select reltuples::bigint as rows from pg_class where oid = to_regclass($1::text)`,
);
