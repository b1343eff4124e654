-- Who may do what.

create schema access;

create table access.person (
  id uuid primary key,
  login text not null unique,
  name text not null,
  -- argon2id, PHC string.
  password_hash text not null,
  roles text[] not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table access.session (
  -- SHA-256 of the cookie's token: the table alone opens no session.
  token_hash bytea primary key,
  person_id uuid not null references access.person (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index session_person on access.session (person_id);

create table access.api_key (
  id uuid primary key,
  name text not null,
  -- SHA-256 of the key; the key itself is shown once and kept nowhere.
  secret_hash bytea not null unique,
  scopes text[] not null,
  rate_limit_per_second integer not null check (rate_limit_per_second > 0),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
