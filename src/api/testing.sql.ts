/** Whether every event that was committed lies below the oldest open transaction. */
export const HISTORY_IS_COMPLETE = `
  select coalesce(max(xid) < hub.horizon(), true) as is_complete
  from (select xid from hub.event order by xid desc, id desc limit 1) as newest`;

/** Tables of our own and of what we use, without those of PostgreSQL. */
export const TABLES_WITH_ROWS = `
  select table_schema as schema, table_name as name from information_schema.tables
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  order by 1, 2`;

/** The columns of a table in which something matches the pattern $1. */
export const keptColumns = (schema: string, name: string): string => `
  select distinct field.key as name
  from "${schema}"."${name}" as kept, jsonb_each_text(to_jsonb(kept)) as field
  where field.value ~ $1`;

/** Lets a table take no new row and no change, with an error whose detail quotes the row; and takes that back. */
export const breakTable = (table: string): string =>
  `alter table ${table} add constraint broken_for_a_test check (false) not valid`;
export const mendTable = (table: string): string =>
  `alter table ${table} drop constraint broken_for_a_test`;
