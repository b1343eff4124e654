-- What is sold, where it lies, and how much of it is promised.

create schema inventory;

create table inventory.sku (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  -- Names by language, for example {"zh-CN": "龙井茶", "en": "Longjing tea"}.
  names jsonb not null,
  weight_grams integer not null check (weight_grams >= 0),
  length_millimetres integer check (length_millimetres > 0),
  width_millimetres integer check (width_millimetres > 0),
  height_millimetres integer check (height_millimetres > 0),
  -- What one unit is worth, in the currency of the sourcing rules.
  value_minor bigint not null check (value_minor >= 0),
  customs_code text,
  origin_country_code text,
  -- What a location must be able to handle, for example {cold,battery}.
  requires text[] not null,
  attributes jsonb not null,
  backorder text not null check (backorder in ('never', 'incoming', 'lead_time')),
  lead_time_days integer check (lead_time_days >= 0),
  -- Preorder: not shipped before.
  available_from timestamptz,
  -- hub.fact_version 'sku' at the last change; a process refreshes what it keeps by this.
  changed_version bigint not null,
  changed_at timestamptz not null
);

create index sku_changed on inventory.sku (changed_version);
-- Searching by the beginning of a code or name: under the C collation a prefix is a range.
create index sku_code_search on inventory.sku ((lower(code) collate "C"), id);
create index sku_name_search on inventory.sku ((lower(name) collate "C"), id);

create table inventory.location (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  names jsonb not null,
  kind text not null check (kind in ('warehouse', 'store', 'supplier', 'in_transit')),
  address jsonb not null,
  country_code text not null,
  region_code text,
  latitude double precision,
  longitude double precision,
  time_zone text not null,
  working_weekdays boolean[] not null,
  holidays text[] not null,
  cutoff_minute_of_day integer not null check (cutoff_minute_of_day between 0 and 1440),
  handling_days integer not null check (handling_days between 0 and 60),
  handling_minor_per_shipment bigint not null check (handling_minor_per_shipment >= 0),
  handling_minor_per_unit bigint not null check (handling_minor_per_unit >= 0),
  daily_capacity_shipments integer check (daily_capacity_shipments > 0),
  stock_worth_permille integer not null check (stock_worth_permille >= 0),
  capabilities text[] not null,
  is_open boolean not null,
  changed_at timestamptz not null
);

-- Totals a location and SKU. on_hand counts everything physically there, whatever its condition.
create table inventory.stock_position (
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  allocated integer not null default 0 check (allocated >= 0),
  damaged integer not null default 0 check (damaged >= 0),
  quality_control integer not null default 0 check (quality_control >= 0),
  safety_stock integer not null default 0 check (safety_stock >= 0),
  primary key (sku_id, location_id),
  -- The one invariant everything else rests on: nothing is promised that is not there.
  constraint stock_never_promised_twice check (reserved + allocated + damaged + quality_control <= on_hand)
) with (fillfactor = 50);

create index stock_position_location on inventory.stock_position (location_id, sku_id);

-- Append-only: why a position is what it is. Positions are the sums of these.
create table inventory.stock_entry (
  id bigint generated always as identity,
  sku_id integer not null,
  location_id integer not null,
  kind text not null check (kind in (
    'receipt', 'adjustment', 'transfer_out', 'transfer_in', 'damage', 'quality_control',
    'reserve', 'unreserve', 'expire', 'allocate', 'deallocate', 'ship'
  )),
  on_hand_delta integer not null default 0,
  reserved_delta integer not null default 0,
  allocated_delta integer not null default 0,
  damaged_delta integer not null default 0,
  quality_control_delta integer not null default 0,
  order_id bigint,
  -- The event that caused it; its reason, actor and trace stand there.
  event_id uuid not null,
  recorded_at timestamptz not null,
  -- By position, in the order of writing: one index serves as key and for reading a position's story.
  primary key (sku_id, location_id, id)
);

-- Announced supply by date: purchase orders, advance ship notices, transfers on their way.
create table inventory.incoming (
  id uuid primary key,
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  reference text not null,
  expected_at timestamptz not null,
  quantity integer not null check (quantity > 0),
  received integer not null default 0,
  -- Pledged to backorders, out of what has not come yet.
  promised integer not null default 0,
  closed_at timestamptz,
  unique (reference, sku_id, location_id),
  constraint incoming_never_promised_twice check (
    received >= 0 and promised >= 0 and promised <= greatest(quantity - received, 0)
  )
);

create index incoming_open on inventory.incoming (sku_id, expected_at, id) where closed_at is null;
create index incoming_open_location on inventory.incoming (location_id, expected_at, id) where closed_at is null;
create index incoming_open_expected_at on inventory.incoming (expected_at, id) where closed_at is null;

-- Soft reservations outside an order (a cart, a quote): given back at expires_at by the clock.
create table inventory.reservation (
  id uuid primary key,
  sku_id integer not null references inventory.sku (id),
  location_id integer not null references inventory.location (id),
  quantity integer not null check (quantity > 0),
  reference text not null,
  expires_at timestamptz not null,
  -- held, then one of the others for good.
  state text not null check (state in ('held', 'released', 'expired'))
);

create index reservation_deadline on inventory.reservation (expires_at) where state = 'held';

create table inventory.transfer (
  id uuid primary key,
  reference text not null unique,
  from_location_id integer not null references inventory.location (id),
  to_location_id integer not null references inventory.location (id),
  expected_at timestamptz not null,
  -- [{"sku": "TEA-01", "quantity": 3, "received": 0}]
  lines jsonb not null,
  state text not null check (state in ('on_the_way', 'received')),
  created_at timestamptz not null
);

-- Shipments promised to leave a location on a local day (days since 1970-01-01), against its daily capacity.
create table inventory.location_day (
  location_id integer not null references inventory.location (id),
  day integer not null,
  promised_shipments integer not null,
  primary key (location_id, day)
) with (fillfactor = 50);

-- As hub.event: added to, hardly ever changed.
alter table inventory.stock_entry set (
  autovacuum_vacuum_insert_threshold = 500000, autovacuum_vacuum_insert_scale_factor = 0.4,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.3
);
