-- People with roles and a reach, logins through an identity provider, sessions that can be listed, keys that are
-- rotated and seen through a role.

alter table access.person
  -- Null: logs in through the identity provider only.
  alter column password_hash drop not null,
  add column email text,
  add column language text,
  -- What workers and suppliers see: these locations, and nothing without any.
  add column location_codes text[] not null default '{}',
  -- What customers see: orders of this address of e-mail, in lower case.
  add column customer_email text,
  -- True after a one-time password: nothing else is possible until there is a new one.
  add column must_change_password boolean not null default false,
  -- Who this is at the identity provider; set with the first login through it.
  add column issuer text,
  add column subject text,
  add constraint person_identity_whole check ((issuer is null) = (subject is null));

-- One word for one role.
update access.person set roles = array_replace(roles, 'administrator', 'admin');
alter table access.person add constraint person_roles
  check (roles <@ array['admin', 'operations', 'agent', 'worker', 'supplier', 'customer']);

create unique index person_identity on access.person (issuer, subject) where issuer is not null;

-- A name for a session that opens nothing, so that it can be listed and ended by it.
alter table access.session
  add column id uuid not null default gen_random_uuid(),
  add column user_agent text,
  -- password, or provider: through an identity provider, where logging out ends the session there too.
  add column opened_by text not null default 'password' check (opened_by in ('password', 'provider'));
alter table access.session alter column id drop default, alter column opened_by drop default;
create unique index session_id on access.session (id);

alter table access.api_key
  -- The role through whose eyes the key sees fields; null: all fields.
  add column view text check (view in ('agent', 'worker', 'supplier', 'customer')),
  -- The secret before the last rotation, which opens until then.
  add column previous_secret_hash bytea unique,
  add column previous_expires_at timestamptz,
  add column last_used_at timestamptz,
  add constraint api_key_previous_whole
    check ((previous_secret_hash is null) = (previous_expires_at is null));

-- Where people log in who have no password here. One row at most.
create table access.identity_provider (
  only_row boolean primary key default true check (only_row),
  name text not null,
  issuer text not null,
  client_id text not null,
  -- The name of the environment variable that holds the secret: the secret itself stands in no table.
  client_secret_variable text not null,
  scopes text[] not null,
  -- The claim whose values give roles, and which.
  roles_claim text not null,
  roles_by_claim jsonb not null,
  -- Addresses of e-mail that may log in, by their domain; empty: all that the provider lets in.
  allowed_domains text[] not null,
  is_enabled boolean not null,
  changed_at timestamptz not null
);
