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

-- What flows share: tables, rules, templates. Somebody answers for each.
create table flows.asset (
  name text primary key,
  kind text not null check (kind in ('decision_table', 'expression', 'notification_template')),
  names jsonb not null,
  owner text not null,
  description text,
  content jsonb not null,
  draft_version integer not null,
  -- Who has changed the draft since it was last published, and into which draft last.
  authors jsonb not null,
  versions_made integer not null check (versions_made >= 0),
  -- Why it is not to be used any more, and what is in its place: {"note": …, "useInstead": …}.
  deprecation jsonb,
  is_removed boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  version integer not null
);

-- What nodes pin. No version is ever changed or removed.
create table flows.asset_version (
  asset text not null references flows.asset (name),
  number integer not null,
  hash text not null,
  content jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (asset, number)
);

-- Which flows use what: a draft (version 0) or a version of a flow, and which version of an asset or of a flow to be called.
create table flows.use (
  kind text not null check (kind in ('asset', 'flow')),
  name text not null,
  version integer not null,
  flow_code text not null,
  flow_version integer not null,
  primary key (kind, name, version, flow_code, flow_version)
);
create index use_flow on flows.use (flow_code, flow_version);

insert into flows.use (kind, name, version, flow_code, flow_version)
select distinct 'flow', node -> 'settings' ->> 'flow', (node -> 'settings' ->> 'version')::int, drawn.code, drawn.number
from (
  select code, 0 as number, draft as definition from flows.flow
  union all
  select flow_code, number, definition from flows.flow_version
) as drawn, jsonb_array_elements(drawn.definition -> 'nodes') as node
where node ->> 'component' = 'sub_flow' and node -> 'settings' ->> 'flow' is not null
  and node -> 'settings' ->> 'version' ~ '^[0-9]{1,9}$';
