-- What is stuck, failed or contradicts itself, and who looks at it.

create schema tracking;

create table tracking.exception (
  id uuid primary key,
  version integer not null,
  kind text not null,
  state text not null check (state in ('open', 'resolved')),
  -- What those have in common that are merged into one; null once it is resolved.
  open_key text unique,
  severity smallint not null check (severity between 1 and 3),
  -- [{"subject": "order/100001", "orderId": 100001, "since": "2026-..."}]: what suffers from it still.
  subjects jsonb not null,
  -- How many suffered from it in all.
  subject_count integer not null,
  channel text,
  location text,
  -- What is known of the cause.
  facts jsonb not null,
  suggestion text not null,
  -- role/operations: whoever of them takes it first; person/ada.
  owner text not null,
  -- Who is asked after whom: [{"owner": "role/admin", "afterMinutes": 240}]
  chain jsonb not null,
  level smallint not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  next_deadline_at timestamptz,
  snoozed_until timestamptz,
  resolved_at timestamptz,
  resolved_by text,
  resolution text,
  notes jsonb not null
);

create index exception_open on tracking.exception (severity, due_at, id) where state = 'open';
create index exception_owner on tracking.exception (owner, due_at, id) where state = 'open';
create index exception_newest on tracking.exception (opened_at desc, id);
create index exception_deadline on tracking.exception (next_deadline_at) where next_deadline_at is not null;
create index exception_subjects on tracking.exception using gin (subjects jsonb_path_ops);

-- Limits, owners and working hours (contracts: ExceptionRules). One row.
create table tracking.rules (
  id text primary key check (id = 'rules'),
  version integer not null,
  content jsonb not null,
  changed_at timestamptz not null
);
