-- Flows behind endpoints: who calls one need not name an order.
alter table flows.run alter column order_id drop not null;

-- What was called, by whom, and what it was answered.
create table flows.api_call (
  -- That of its run.
  id uuid primary key,
  flow_code text not null,
  flow_version integer not null,
  order_id bigint,
  actor text not null,
  state text not null check (state in ('waiting', 'answered', 'refused', 'failed')),
  answer jsonb,
  reason text,
  called_at timestamptz not null,
  ended_at timestamptz,
  version integer not null,
  check ((state = 'waiting') = (ended_at is null)),
  check ((state = 'answered') = (answer is not null))
);
create index api_call_ended on flows.api_call (ended_at) where ended_at is not null;

-- Until when callers have used up what endpoints give them. Lost with a crash, it begins anew.
create unlogged table flows.api_rate (
  flow_code text not null,
  actor text not null,
  next_free_ms double precision not null,
  primary key (flow_code, actor)
);
