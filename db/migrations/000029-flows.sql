-- How orders run, as operations people draw it.
create schema flows;

-- What somebody is drawing, and which version new orders enter.
create table flows.flow (
  code text primary key,
  draft jsonb not null,
  layout jsonb not null,
  versions_made integer not null check (versions_made >= 0),
  -- Null: nothing enters.
  live_version integer check (live_version between 1 and versions_made),
  changed_at timestamptz not null,
  changed_by text not null,
  version integer not null
);

-- What was published. A run keeps the version that it entered, so none is ever changed or removed.
create table flows.flow_version (
  flow_code text not null references flows.flow (code),
  number integer not null,
  hash text not null,
  definition jsonb not null,
  layout jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (flow_code, number)
);

-- An order's way through a version of a flow.
create table flows.run (
  id uuid primary key,
  flow_code text not null,
  flow_version integer not null,
  order_id bigint not null,
  -- What made it enter.
  event_id uuid not null,
  state text not null check (state in ('waiting', 'ended', 'failed')),
  entered_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  -- The nodes in the order in which they were visited.
  trail text not null,
  failures jsonb,
  -- Where it stands while it waits.
  progress jsonb,
  version integer not null,
  check ((state = 'waiting') = (progress is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
create index run_order on flows.run (order_id, entered_at desc, id desc);
create index run_flow on flows.run (flow_code, entered_at desc, id desc);
create index run_entered on flows.run (entered_at desc, id desc);

-- A row for everything that a run waits for.
create table flows.token (
  run_id uuid not null references flows.run (id),
  number integer not null,
  node text not null,
  next_deadline_at timestamptz,
  signal_key text,
  primary key (run_id, number)
);
create index token_deadline on flows.token (next_deadline_at) where next_deadline_at is not null;
create index token_signal on flows.token (signal_key) where signal_key is not null;
