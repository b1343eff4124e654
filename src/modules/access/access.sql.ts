import { defineStatement } from '../../platform/postgres/index.ts';

const KEY_COLUMNS = `id, name, secret_hash, scopes, view, rate_limit_per_second, created_at, created_by,
  expires_at, revoked_at, previous_secret_hash, previous_expires_at, last_used_at`;
const PERSON_COLUMNS = `id, login, name, email, language, roles, location_codes, customer_email,
  must_change_password, issuer, subject, created_at, disabled_at`;

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
  `select ${KEY_COLUMNS} from access.api_key
   where (secret_hash = $1::bytea or previous_secret_hash = $1::bytea) and revoked_at is null`,
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
  `insert into access.api_key (id, name, secret_hash, scopes, rate_limit_per_second, created_at, created_by,
     expires_at, view)
   values ($1::uuid, $2::text, $3::bytea, $4::text[], $5::int, to_timestamp($6::bigint / 1000.0), $7::text,
     to_timestamp($8::bigint / 1000.0), $9::text)`,
);

/** Who has made a key, and who made the key that made it, and so on; also of keys that are revoked by now. */
export const readMakersOfKey = defineStatement(
  'access_read_makers_of_key',
  `with recursive made as (
     select created_by from access.api_key where 'key/' || name = $1::text
     union
     select known.created_by from made join access.api_key as known on 'key/' || known.name = made.created_by
   )
   select created_by from made order by created_by`,
);

export const revokeKeys = defineStatement(
  'access_revoke_keys',
  `update access.api_key set revoked_at = to_timestamp($2::bigint / 1000.0)
   where id = any($1::uuid[]) and revoked_at is null`,
);

/** Only over the secret that was read: of two rotations at once the second is decided again. */
export const rotateKey = defineStatement(
  'access_rotate_key',
  `update access.api_key set previous_secret_hash = secret_hash, secret_hash = $2::bytea,
     previous_expires_at = to_timestamp($3::bigint / 1000.0)
   where id = $1::uuid and revoked_at is null and secret_hash = $4::bytea`,
);

/** When keys were last used, as one process saw it. Another may have seen a later moment. */
export const noteKeysUsed = defineStatement(
  'access_note_keys_used',
  `update access.api_key set last_used_at = to_timestamp($2::bigint / 1000.0)
   where id = any($1::uuid[]) and (last_used_at is null or last_used_at < to_timestamp($2::bigint / 1000.0))`,
);

export const readPersonsToChange = defineStatement(
  'access_read_persons_to_change',
  `select ${PERSON_COLUMNS} from access.person
   where login = any($1::text[])
     or (issuer, subject) in (select * from unnest($2::text[], $3::text[]))
     or ($4::boolean and disabled_at is null and 'admin' = any(roles))`,
);

export const readPerson = defineStatement(
  'access_read_person',
  `select ${PERSON_COLUMNS} from access.person where login = $1::text`,
);

export const listPersons = defineStatement(
  'access_list_persons',
  `select ${PERSON_COLUMNS} from access.person
   where ($1::text is null or login > $1::text) and ($2::text is null or $2::text = any(roles))
   order by login limit $3::int`,
);

export const readPasswordHash = defineStatement(
  'access_read_password_hash',
  `select password_hash from access.person where login = $1::text and disabled_at is null`,
);

export const anyPerson = defineStatement(
  'access_any_person',
  `select exists (select from access.person) as is_there`,
);

export const insertPerson = defineStatement(
  'access_insert_person',
  `insert into access.person (id, login, name, password_hash, roles, created_at, email, language, location_codes,
     customer_email, must_change_password, issuer, subject)
   values ($1::uuid, $2::text, $3::text, $4::text, $5::text[], to_timestamp($6::bigint / 1000.0), $7::text,
     $8::text, $9::text[], $10::text, $11::boolean, $12::text, $13::text)`,
);

/** All but the password. Touches nothing when this would leave nobody who may administer. */
export const updatePerson = defineStatement(
  'access_update_person',
  `update access.person as changed set name = $2::text, roles = $3::text[], email = $4::text,
     language = $5::text, location_codes = $6::text[], customer_email = $7::text, issuer = $8::text,
     subject = $9::text, disabled_at = to_timestamp($10::bigint / 1000.0)
   where id = $1::uuid and (not $11::boolean or exists (
     select from access.person as other
     where other.id <> changed.id and other.disabled_at is null and 'admin' = any(other.roles)))`,
);

export const setPassword = defineStatement(
  'access_set_password',
  `update access.person set password_hash = $2::text, must_change_password = $3::boolean where id = $1::uuid`,
);

export const insertSession = defineStatement(
  'access_insert_session',
  `insert into access.session (token_hash, person_id, created_at, expires_at, id, user_agent, opened_by)
   select $1::bytea, id, to_timestamp($3::bigint / 1000.0), to_timestamp($4::bigint / 1000.0), $5::uuid,
     $6::text, $7::text
   from access.person where login = $2::text`,
);

export const deleteSession = defineStatement(
  'access_delete_session',
  `delete from access.session where token_hash = $1::bytea`,
);

/** Ends a person's sessions: all but one, or one alone. */
export const deleteSessionsOf = defineStatement(
  'access_delete_sessions_of',
  `delete from access.session
   where person_id = (select id from access.person where login = $1::text)
     and ($2::bytea is null or token_hash <> $2::bytea)
     and ($3::uuid is null or id = $3::uuid)`,
);

export const listSessions = defineStatement(
  'access_list_sessions',
  `select session.id, session.created_at, session.expires_at, session.user_agent, session.opened_by,
     session.token_hash = $2::bytea as is_current
   from access.session join access.person on person.id = session.person_id
   where person.login = $1::text and session.expires_at > to_timestamp($3::bigint / 1000.0)
   order by session.created_at desc, session.id limit $4::int`,
);

export const deleteExpiredSessions = defineStatement(
  'access_delete_expired_sessions',
  `delete from access.session where expires_at < to_timestamp($1::bigint / 1000.0)`,
);

export const readSession = defineStatement(
  'access_read_session',
  `select person.login, person.roles, person.location_codes, person.customer_email,
     person.must_change_password, session.expires_at, session.opened_by
   from access.session join access.person on person.id = session.person_id
   where session.token_hash = $1::bytea and person.disabled_at is null`,
);

export const readPreferenceNames = defineStatement(
  'access_read_preference_names',
  `select person.login, preference.name
   from access.person join access.preference on preference.person_id = person.id
   where person.login = any($1::text[])`,
);

export const readPreference = defineStatement(
  'access_read_preference',
  `select preference.document, preference.changed_at
   from access.person join access.preference on preference.person_id = person.id
   where person.login = $1::text and preference.name = $2::text`,
);

export const putPreference = defineStatement(
  'access_put_preference',
  `insert into access.preference (person_id, name, document, changed_at)
   select id, $2::text, $3::json, to_timestamp($4::bigint / 1000.0) from access.person where login = $1::text
   on conflict (person_id, name) do update set document = excluded.document, changed_at = excluded.changed_at`,
);

export const deletePreference = defineStatement(
  'access_delete_preference',
  `delete from access.preference
   where person_id = (select id from access.person where login = $1::text) and name = $2::text`,
);

export const readProvider = defineStatement(
  'access_read_provider',
  `select name, issuer, client_id, client_secret_variable, scopes, roles_claim, roles_by_claim, allowed_domains,
     is_enabled, changed_at
   from access.identity_provider`,
);

export const putProvider = defineStatement(
  'access_put_provider',
  `insert into access.identity_provider (name, issuer, client_id, client_secret_variable, scopes, roles_claim,
     roles_by_claim, allowed_domains, is_enabled, changed_at)
   values ($1::text, $2::text, $3::text, $4::text, $5::text[], $6::text, $7::jsonb, $8::text[], $9::boolean,
     to_timestamp($10::bigint / 1000.0))
   on conflict (only_row) do update set name = excluded.name, issuer = excluded.issuer,
     client_id = excluded.client_id, client_secret_variable = excluded.client_secret_variable,
     scopes = excluded.scopes, roles_claim = excluded.roles_claim, roles_by_claim = excluded.roles_by_claim,
     allowed_domains = excluded.allowed_domains, is_enabled = excluded.is_enabled,
     changed_at = excluded.changed_at`,
);
