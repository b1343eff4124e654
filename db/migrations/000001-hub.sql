-- The hub: what happened (event), what was answered (reply), what could not be carried out (quarantine).

create schema hub;

-- Append-only. A reader pages by (xid, id) below pg_snapshot_xmin(pg_current_snapshot()): a row that
-- commits late then still comes after everything that was read, which no plain sequence promises.
create table hub.event (
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null,
  type text not null,
  -- What it is about, as kind/name: order/100000001, sku/TEA-01, location/CN-SHA.
  subject text not null,
  order_id bigint,
  -- W3C traceparent of the call that caused it.
  trace text not null,
  actor text not null,
  -- When it happened in the world, and when we wrote it down.
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- JSON text: kept as written, so that an answer is repeated byte for byte from it. Not of type json: we
  -- write it ourselves, and the server need not parse it again (docs/decisions/0002).
  data text not null,
  decision text,
  primary key (xid, id)
);

create index event_order on hub.event (order_id, xid, id) where order_id is not null;
create index event_subject on hub.event (subject, xid, id) where order_id is null;

-- The answer to a command that came with an Idempotency-Key. Orders are also found by channel and
-- external id, so that intake with an external id writes no row here.
create table hub.reply (
  key text primary key,
  request_hash bytea not null,
  status smallint not null,
  body text not null,
  recorded_at timestamptz not null
);

create index reply_recorded_at on hub.reply using brin (recorded_at);

-- Commands whose decision or commit failed for a reason of ours. Nothing is lost: they can be retried.
create table hub.quarantine (
  id uuid primary key,
  kind text not null,
  command jsonb not null,
  error text not null,
  quarantined_at timestamptz not null,
  retried_at timestamptz,
  -- waiting: needs a look; retried: carried out after all; dropped: given up by a person.
  state text not null check (state in ('waiting', 'retried', 'dropped'))
);

create index quarantine_waiting on hub.quarantine (quarantined_at) where state = 'waiting';

-- Reference data that every process caches carries a version here; a batch compares the versions first.
create table hub.fact_version (
  name text primary key,
  version bigint not null
);

-- How far each reader of the events has come.
create table hub.reader (
  name text primary key,
  xid xid8 not null,
  id uuid not null
);

-- Rows here are added and hardly ever changed: looking at them after every few percent of growth, as other tables
-- want, takes processor that intake needs. Documents have no statistics that any plan would use.
alter table hub.event set (
  autovacuum_vacuum_insert_threshold = 500000, autovacuum_vacuum_insert_scale_factor = 0.4,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.3
);
alter table hub.event alter column data set statistics 0, alter column decision set statistics 0;
