import { defineStatement } from '../../platform/postgres/index.ts';

export const startImport = defineStatement(
  'partners_start_import',
  `insert into partners.import (id, file_id, map, actor, state, rows_read, rows_rejected, verdicts, started_at, saved_at)
   values ($1::uuid, $2::text, $3::text, $4::text, 'running', 0, 0, '{}',
     to_timestamp($5::bigint / 1000.0), to_timestamp($5::bigint / 1000.0))`,
);

export const saveImport = defineStatement(
  'partners_save_import',
  `update partners.import set state = $2::text, rows_read = $3::bigint, rows_rejected = $4::bigint,
     verdicts = $5::jsonb, message = $6::text, saved_at = to_timestamp($7::bigint / 1000.0),
     ended_at = case when $2::text = 'running' then null else to_timestamp($7::bigint / 1000.0) end
   where id = $1::uuid`,
);

const COLUMNS = `id, map, actor, state, rows_read, rows_rejected, verdicts, message, started_at, saved_at,
  ended_at
  from partners.import`;

export const readImport = defineStatement(
  'partners_read_import',
  `select ${COLUMNS} where id = $1::uuid`,
);

/** Newest first: the identifiers grow with time. */
export const listImports = defineStatement(
  'partners_list_imports',
  `select ${COLUMNS} where $1::uuid is null or id < $1::uuid order by id desc limit $2::int`,
);

export const addRejectedRows = defineStatement(
  'partners_add_rejected_rows',
  `insert into partners.rejected_row (import_id, line, reason, row)
   select $1::uuid, line, reason, row::json
   from unnest($2::bigint[], $3::text[], $4::text[]) as given (line, reason, row)
   on conflict (import_id, line) do nothing`,
);

export const listRejectedRows = defineStatement(
  'partners_list_rejected_rows',
  `select line, reason, row from partners.rejected_row
   where import_id = $1::uuid and line > $2::bigint order by line limit $3::int`,
);
