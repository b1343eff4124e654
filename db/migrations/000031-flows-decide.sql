-- Flows take part in what is decided: nothing has happened yet when they are asked.
alter table flows.run alter column event_id drop not null;
-- What nodes have written, oldest first.
alter table flows.run add column log jsonb;

-- What persons have had of a limit in a period: limit/period/person.
create table flows.limit_use (
  id text primary key,
  used bigint not null check (used >= 0),
  changed_at timestamptz not null,
  version integer not null
);

-- What an order has counted towards a limit, until it is given back.
create table flows.limit_part (
  id text primary key,
  order_id bigint not null,
  use_id text not null references flows.limit_use (id),
  amount bigint not null check (amount >= 0),
  version integer not null
);
create index limit_part_order on flows.limit_part (order_id);

-- What happened elsewhere before a flow came to wait for it.
create table flows.signal (
  id uuid primary key,
  key text not null,
  output text not null,
  -- What it leaves behind.
  brought jsonb not null,
  received_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('kept', 'taken', 'unfit')),
  version integer not null
);
create index signal_kept on flows.signal (key) where state = 'kept';
create index signal_expires on flows.signal (expires_at);

-- What people are to do for a flow.
create table flows.task (
  id uuid primary key,
  flow_code text not null,
  flow_version integer not null,
  node text not null,
  run_id uuid not null,
  order_id bigint not null,
  title text not null,
  form jsonb not null,
  outputs jsonb not null,
  role text not null,
  -- Who may not do it.
  not_by jsonb not null,
  state text not null check (state in ('open', 'claimed', 'done', 'withdrawn')),
  claimed_by text,
  opened_at timestamptz not null,
  due_at timestamptz,
  next_deadline_at timestamptz,
  overdue_at timestamptz,
  done_at timestamptz,
  done_by text,
  outcome text,
  answers jsonb,
  version integer not null,
  check ((state = 'claimed') <= (claimed_by is not null)),
  check ((state = 'done') = (done_by is not null and outcome is not null))
);
create index task_listed on flows.task (opened_at desc, id desc);
create index task_order on flows.task (order_id);
create index task_deadline on flows.task (next_deadline_at) where next_deadline_at is not null;
create index task_open on flows.task (run_id) where state in ('open', 'claimed');
