import { defineStatement } from '../../platform/postgres/index.ts';

/** Keys by their names, those that were revoked as well. */
export const readKeysByName = defineStatement(
  'access_read_keys_by_name',
  `select id, name, revoked_at is null as is_active from access.api_key where name = any($1::text[])`,
);
