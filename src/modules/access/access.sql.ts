import { defineStatement } from '../../platform/postgres/index.ts';

const KEY_COLUMNS =
  'id, name, secret_hash, scopes, rate_limit_per_second, created_at, created_by, expires_at, revoked_at';

/** Processes read their keys anew when this version has changed. */
export const readAccessVersion = defineStatement(
  'access_read_version',
  `select version from hub.fact_version where name = 'access'`,
);

export const raiseAccessVersion = defineStatement(
  'access_raise_version',
  `insert into hub.fact_version as known (name, version) values ('access', 1)
   on conflict (name) do update set version = known.version + 1`,
);

export const readActiveKeys = defineStatement(
  'access_read_active_keys',
  `select ${KEY_COLUMNS} from access.api_key where revoked_at is null`,
);

export const readKeyBySecret = defineStatement(
  'access_read_key_by_secret',
  `select ${KEY_COLUMNS} from access.api_key where secret_hash = $1::bytea and revoked_at is null`,
);

export const readKeysToChange = defineStatement(
  'access_read_keys_to_change',
  `select ${KEY_COLUMNS} from access.api_key
   where id = any($1::uuid[]) or (revoked_at is null and name = any($2::text[]))
   order by id`,
);

export const listKeys = defineStatement(
  'access_list_keys',
  `select ${KEY_COLUMNS} from access.api_key
   where $1::uuid is null or id > $1::uuid order by id limit $2::int`,
);

export const insertKey = defineStatement(
  'access_insert_key',
  `insert into access.api_key (id, name, secret_hash, scopes, rate_limit_per_second, created_at, created_by, expires_at)
   values ($1::uuid, $2::text, $3::bytea, $4::text[], $5::int, to_timestamp($6::bigint / 1000.0), $7::text,
     to_timestamp($8::bigint / 1000.0))`,
);

export const revokeKeys = defineStatement(
  'access_revoke_keys',
  `update access.api_key set revoked_at = to_timestamp($2::bigint / 1000.0)
   where id = any($1::uuid[]) and revoked_at is null`,
);

export const readPersons = defineStatement(
  'access_read_persons',
  `select id, login, name, roles, disabled_at from access.person where login = any($1::text[])`,
);

export const readPasswordHash = defineStatement(
  'access_read_password_hash',
  `select password_hash from access.person where login = $1::text and disabled_at is null`,
);

export const anyPerson = defineStatement(
  'access_any_person',
  `select exists (select from access.person) as is_there`,
);

export const putPerson = defineStatement(
  'access_put_person',
  `insert into access.person (id, login, name, password_hash, roles, created_at)
   values ($1::uuid, $2::text, $3::text, $4::text, $5::text[], to_timestamp($6::bigint / 1000.0))
   on conflict (login) do update set name = excluded.name, password_hash = excluded.password_hash,
     roles = excluded.roles, disabled_at = null`,
);

export const insertSession = defineStatement(
  'access_insert_session',
  `insert into access.session (token_hash, person_id, created_at, expires_at)
   select $1::bytea, id, to_timestamp($3::bigint / 1000.0), to_timestamp($4::bigint / 1000.0)
   from access.person where login = $2::text`,
);

export const deleteSession = defineStatement(
  'access_delete_session',
  `delete from access.session where token_hash = $1::bytea`,
);

export const deleteSessionsOf = defineStatement(
  'access_delete_sessions_of',
  `delete from access.session
   where person_id = (select id from access.person where login = $1::text)`,
);

export const deleteExpiredSessions = defineStatement(
  'access_delete_expired_sessions',
  `delete from access.session where expires_at < to_timestamp($1::bigint / 1000.0)`,
);

export const readSession = defineStatement(
  'access_read_session',
  `select person.login, person.roles, session.expires_at
   from access.session join access.person on person.id = session.person_id
   where session.token_hash = $1::bytea and person.disabled_at is null`,
);
