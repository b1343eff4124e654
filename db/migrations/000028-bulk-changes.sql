-- What is done to many orders at once: how far it is, and what became of each of the orders.

create table orders.bulk_change (
  id uuid primary key,
  version integer not null,
  action text not null check (action in ('hold', 'release_hold', 'release', 'priority', 'cancel')),
  -- {"filters": ..., "owners": ...} or {"orderIds": [...]}
  selection jsonb not null,
  -- What was chosen for all of them as it started.
  choice jsonb,
  state text not null check (state in
    ('counting', 'counted', 'too_many', 'running', 'stopped', 'done', 'undoing', 'undone')),
  actor text not null,
  -- How often it was started: what was refused is tried again under other keys.
  run integer not null,
  counts jsonb not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);

create table orders.bulk_change_order (
  bulk_change_id uuid not null references orders.bulk_change (id) on delete cascade,
  order_id bigint not null,
  outcome text not null check (outcome in
    ('waiting', 'impossible', 'unchanged', 'done', 'asked', 'failed', 'undone', 'not_undone')),
  -- Code of what stands in the way, or of the refusal; the refusal's own sentence beside it.
  why text,
  detail text,
  -- What takes back what was done.
  undo jsonb,
  primary key (bulk_change_id, order_id)
);
create index bulk_change_order_outcome on orders.bulk_change_order (bulk_change_id, outcome, order_id);
