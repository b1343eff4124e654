-- Stock that is kept for channels, told apart by lot and serial number, counted, and agreed with other systems.

-- The caller's own identity of a change of stock: sent again, it does nothing and answers as before.
create table inventory.stock_change (
  -- Kind of the change and its identity: adjust_stock/IMPORT-7.
  id text primary key,
  version integer not null,
  -- Of the body, to tell a repetition from another change under the same identity.
  body_hash text not null,
  answer text not null,
  recorded_at timestamptz not null
);

-- Units that are kept for a channel. Without a channel they are kept for nobody: what a count has not
-- found, or a lot that is blocked, while orders still hold the units that are there.
create table inventory.allotment (
  code text primary key,
  version integer not null,
  channel text,
  sku_id integer not null references inventory.sku (id),
  -- Null: wherever they lie.
  location_id integer references inventory.location (id),
  quantity integer not null check (quantity >= 0),
  -- What the channel has taken since, less what it gave back; more than the quantity came from what is free.
  taken integer not null default 0 check (taken >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz,
  state text not null check (state in ('active', 'ended')),
  created_at timestamptz not null
);

create index allotment_active on inventory.allotment (sku_id, starts_at, code) where state = 'active';
create index allotment_deadline on inventory.allotment (ends_at) where state = 'active';
create index allotment_sku on inventory.allotment (sku_id, code);

alter table inventory.sku
  add column tracking text not null default 'none' check (tracking in ('none', 'lot', 'serial'));
create index sku_tracked on inventory.sku (id) where tracking <> 'none';

-- A lot at a location. Of a tracked SKU the lots of a position add up to what is on hand.
create table inventory.lot (
  -- SKU, location and lot: 7/2/L-2026-11.
  id text primary key,
  version integer not null,
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  code text not null,
  expires_at timestamptz,
  received_at timestamptz not null,
  on_hand integer not null check (on_hand >= 0),
  -- Of them in quality control because the lot is blocked.
  quarantined integer not null check (quarantined between 0 and on_hand),
  -- open, or why no unit of it may be promised.
  state text not null check (state in ('open', 'quarantined', 'expired')),
  reason text
);

create index lot_sku on inventory.lot (sku_id, location_id, code);
create index lot_code on inventory.lot (code, id);
create index lot_expiry on inventory.lot (expires_at) where state = 'open' and on_hand > 0;

-- Append-only: how the units of each lot came and went, and with which order.
create table inventory.lot_entry (
  id bigint generated always as identity,
  sku_id integer not null,
  location_id integer not null,
  code text not null,
  on_hand_delta integer not null,
  order_id bigint,
  event_id uuid not null,
  recorded_at timestamptz not null,
  primary key (sku_id, code, id)
);

create table inventory.serial (
  -- SKU and serial number: 7/SN-0001.
  id text primary key,
  version integer not null,
  sku_id integer not null references inventory.sku (id),
  serial text not null,
  lot text,
  location_id integer references inventory.location (id),
  state text not null check (state in ('on_hand', 'shipped', 'gone')),
  order_id bigint,
  -- [{"what": "received", "at": ..., "locationId": 2, "orderId": null, "eventId": "..."}]
  history jsonb not null
);

create index serial_place on inventory.serial (sku_id, location_id, serial);

create table inventory.count_plan (
  code text primary key,
  version integer not null,
  location_id integer not null references inventory.location (id),
  -- What to count, how often, and which variance is posted without asking.
  rule jsonb not null,
  is_active boolean not null,
  next_run_at timestamptz
);

create index count_plan_deadline on inventory.count_plan (next_run_at) where is_active;

create table inventory.count_task (
  id text primary key,
  version integer not null,
  plan_code text,
  location_id integer not null references inventory.location (id),
  sku_id integer not null references inventory.sku (id),
  slot text,
  is_blind boolean not null,
  tolerance jsonb not null,
  why text not null,
  state text not null check (state in ('open', 'recount', 'approval', 'posted', 'short', 'cancelled')),
  -- [{"by": "person/ada", "at": ..., "counted": 7, "expected": 9, "ledgerId": 123}]
  counts jsonb not null,
  -- Of the last count; null before the first.
  variance integer,
  -- Of the variance, what could not be posted yet because it is promised.
  unposted integer not null check (unposted >= 0),
  reason text,
  created_at timestamptz not null,
  state_since timestamptz not null
);

create index count_task_place on inventory.count_task (location_id, state, id);
create index count_task_sku on inventory.count_task (sku_id, location_id, id);
create index count_task_short on inventory.count_task (id) where state = 'short';

create table inventory.safety_stock_rule (
  code text primary key,
  version integer not null,
  priority integer not null,
  matches jsonb not null,
  method jsonb not null,
  is_active boolean not null,
  next_run_at timestamptz
);

create index safety_stock_rule_deadline on inventory.safety_stock_rule (next_run_at) where is_active;

-- What another system says is on hand at a location at a moment.
create table inventory.stock_snapshot (
  -- Location and hash of the content: the same snapshot is taken in once.
  id text primary key,
  version integer not null,
  location_id integer not null references inventory.location (id),
  source text not null,
  taken_at timestamptz not null,
  is_complete boolean not null,
  uploaded_by text not null,
  state text not null check (state in (
    'received', 'compared', 'proposed', 'approved', 'rejected', 'posted', 'agreed'
  )),
  -- [{"skuId": 7, "onHand": 12}]
  lines jsonb not null,
  -- Lines are compared in the order of their SKUs: so far up to this one.
  compared_sku_id integer not null,
  drifts integer not null,
  decided_by text,
  reason text,
  received_at timestamptz not null,
  state_since timestamptz not null
);

create index stock_snapshot_waiting on inventory.stock_snapshot (received_at, id) where state = 'received';
create index stock_snapshot_location on inventory.stock_snapshot (location_id, id);

-- Where a snapshot and the ledger differ, why that may be, and what is proposed.
create table inventory.stock_drift (
  id text primary key,
  version integer not null,
  snapshot_id text not null references inventory.stock_snapshot (id),
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  ours integer not null,
  theirs integer not null,
  causes jsonb not null,
  -- Place in the list of causes that the proposal takes.
  cause_chosen integer not null,
  correction text not null check (correction in ('here', 'there', 'none')),
  proposed_by text not null,
  posted integer not null
);

create index stock_drift_snapshot on inventory.stock_drift (snapshot_id, id);

-- When ledger and other system last agreed about a position.
create table inventory.stock_agreement (
  id text primary key,
  version integer not null,
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  agreed_at timestamptz not null,
  on_hand integer not null,
  snapshot_id text not null
);
