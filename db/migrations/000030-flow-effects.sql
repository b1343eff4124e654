-- Systems outside that flows ask for something.
create table flows.connector (
  code text primary key,
  names jsonb not null,
  url text not null,
  -- The name of the environment variable that holds its secret; null: it wants none.
  secret_variable text,
  secret_header text not null,
  repeat text not null check (repeat in ('idempotent', 'queryable', 'neither')),
  -- Where a queryable one says what became of a key; {key} stands for it.
  query_path text,
  rate_per_minute integer check (rate_per_minute > 0),
  timeout_ms integer not null check (timeout_ms > 0),
  failures_max integer not null check (failures_max > 0),
  pause_seconds integer not null check (pause_seconds > 0),
  is_removed boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  version integer not null,
  check ((repeat = 'queryable') = (query_path is not null))
);

-- How a connector does. Beside its settings: it changes with every call, and all processes share it.
create table flows.connector_health (
  connector text primary key,
  -- In a row.
  failures integer not null default 0,
  -- Nothing is sent before then; null: it is closed.
  open_until timestamptz,
  -- One call finds out whether it is well again; others wait until then.
  probe_until timestamptz,
  -- The next call that its rate leaves room for.
  next_free_at timestamptz not null
);

-- What runs have asked for outside, and what became of it.
create table flows.effect (
  id uuid primary key,
  -- order:flow/version:node:iteration:run, and :undo. Sent along as Idempotency-Key.
  key text not null unique,
  run_id uuid not null,
  order_id bigint not null,
  flow_code text not null,
  flow_version integer not null,
  node text not null,
  iteration integer not null,
  is_undo boolean not null,
  connector text not null,
  request jsonb not null,
  -- sent: it may have been done. unsure: nobody knows, and somebody has to find out.
  state text not null check (state in ('requested', 'sent', 'done', 'failed', 'unsure', 'compensated')),
  attempts integer not null,
  -- When the rate of its connector leaves room for its next attempt; null: it has not asked.
  slot_at timestamptz,
  -- What the node left behind.
  values_left jsonb,
  reason text,
  requested_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  version integer not null
);
create index effect_run on flows.effect (run_id);
create index effect_order on flows.effect (order_id, requested_at desc, id desc);
create index effect_requested on flows.effect (requested_at desc, id desc);
create index effect_open on flows.effect (connector, state) where state in ('requested', 'sent', 'unsure');

-- What runs that wait have beside their tokens now.
update flows.run set progress = progress
  || '{"values": {}, "done": [], "asked": []}'
  || jsonb_build_object('tokens',
    (select coalesce(jsonb_agg(token || '{"effect": null}'), '[]') from jsonb_array_elements(progress -> 'tokens') as token))
where state = 'waiting' and not progress ? 'values';
