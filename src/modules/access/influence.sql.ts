import { defineStatement } from '../../platform/postgres/index.ts';

/** What was done to logins, keys and the identity provider since a moment, oldest first. */
export const readInfluences = defineStatement(
  'access_read_influences',
  `select subject, type, actor, occurred_at, data from hub.event
   where order_id is null and subject = any($1::text[]) and type = any($2::text[])
     and occurred_at >= to_timestamp($3::bigint / 1000.0)
   order by hub.event.xid, hub.event.id`,
);

/** Who has made keys of these names, also such that are revoked by now. */
export const readKeyMakers = defineStatement(
  'access_read_key_makers',
  `select name, created_by, created_at from access.api_key where name = any($1::text[]) order by id`,
);
