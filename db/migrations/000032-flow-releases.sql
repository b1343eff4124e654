-- How a drawing becomes a version that orders enter: submitted, approved, released to a share, widened.

alter table flows.flow
  -- Counts the drafts, so that a release which moves on takes nobody's drawing away.
  add column draft_version integer,
  -- Who has changed the draft since it was last approved, and into which draft last: {"person/ada": 7}.
  add column authors jsonb not null default '{}',
  -- The release that waits for an approval or for its start, that takes a share, that is live, and that was live before it.
  add column submitted_release uuid,
  add column canary_release uuid,
  add column live_release uuid,
  add column former_release uuid;
update flows.flow set draft_version = version,
  authors = jsonb_build_object(changed_by, version);
alter table flows.flow alter column draft_version set not null, alter column authors drop default;

create table flows.release (
  id uuid primary key,
  flow_code text not null references flows.flow (code),
  state text not null check (state in ('refused', 'waiting', 'approved', 'rejected', 'withdrawn',
    'releasing', 'live', 'rolled_back', 'replaced', 'stopped')),
  tier text not null check (tier in ('everyone', 'approved', 'technical')),
  -- SHA-256 of what the flow does: fixed when it is submitted.
  hash text not null,
  definition jsonb not null,
  layout jsonb not null,
  draft_version integer not null,
  findings jsonb not null,
  authors jsonb not null,
  note text,
  submitted_at timestamptz not null,
  submitted_by text not null,
  decided_at timestamptz,
  decided_by text,
  decision_note text,
  flow_version integer,
  base_version integer,
  plan jsonb,
  step_index integer,
  step_since timestamptz,
  share_millionths integer check (share_millionths between 0 and 1000000),
  started_at timestamptz,
  started_by text,
  ended_at timestamptz,
  ended_by text,
  -- How it was judged when it last moved on, and why.
  judgement jsonb,
  reasons jsonb not null,
  version integer not null
);
create index release_submitted on flows.release (submitted_at desc, id desc);
create index release_flow on flows.release (flow_code, submitted_at desc, id desc);
create index release_under_way on flows.release (id) where state = 'releasing';

-- The orders that a release is judged by, in the group and at the share of their entry.
create table flows.release_order (
  release_id uuid not null references flows.release (id),
  order_id bigint not null,
  order_group text not null check (order_group in ('canary', 'control', 'rest')),
  share_millionths integer not null,
  entered_at timestamptz not null,
  failures boolean not null default false,
  holds boolean not null default false,
  lateness boolean not null default false,
  node_errors boolean not null default false,
  primary key (order_id, release_id)
);
create index release_order_release on flows.release_order (release_id);

-- What has been counted since the counts below were last made; many processes add rows, none waits for another.
create table flows.release_tally (
  release_id uuid not null,
  order_group text not null,
  share_millionths integer not null,
  orders integer not null,
  failures integer not null,
  holds integer not null,
  lateness integer not null,
  node_errors integer not null
);

create table flows.release_count (
  release_id uuid not null references flows.release (id),
  order_group text not null,
  share_millionths integer not null,
  orders bigint not null,
  failures bigint not null,
  holds bigint not null,
  lateness bigint not null,
  node_errors bigint not null,
  primary key (release_id, share_millionths, order_group)
);

-- Who changed what and when: each entry is hashed over the one before it.
create table flows.audit (
  number bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  flow_code text not null,
  flow_version integer,
  release_id uuid,
  content_hash text,
  detail jsonb not null,
  hash text not null
);
create index audit_flow on flows.audit (flow_code, number desc);

-- The last entry, by which the next one is made and by which it is known that none is missing at the end.
create table flows.audit_head (
  name text primary key check (name = 'flows'),
  number bigint not null,
  hash text not null
);

-- Which orders a version has touched, newest first; a flow is asked for version by version.
create index run_version on flows.run (flow_code, flow_version, entered_at desc, id desc);
drop index flows.run_flow;
-- Which orders are in a flow now.
create index run_waiting on flows.run (flow_code, flow_version, entered_at, id) where state = 'waiting';
