-- Orders from intake until a location takes over.

create schema orders;

create table orders.channel (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  names jsonb not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  -- Unpaid orders give their stock back after this long; null: no payment is asked before release.
  payment_deadline_minutes integer check (payment_deadline_minutes > 0),
  -- What happens to what no stock covers, unless the order says otherwise.
  backorder text not null check (backorder in ('allow', 'refuse')),
  split text not null check (split in ('allow', 'never')),
  -- A promise later than this many days after placing counts as late; null: no target.
  promise_target_days integer check (promise_target_days > 0),
  excluded_location_codes text[] not null,
  -- JSON Schema of an order's customFields; null takes none.
  custom_fields_schema jsonb,
  changed_at timestamptz not null
);

-- Identifiers are handed out to processes in blocks, so that deciding an order needs no round trip for one.
create sequence orders.order_id_block as bigint increment by 1000 start with 100000000;

create table orders.order_header (
  id bigint primary key,
  channel_id integer not null references orders.channel (id),
  external_id text not null,
  -- SHA-256 of the request, first 16 bytes: the same external id with another body is refused.
  request_hash bytea not null,
  version integer not null,
  state text not null check (state in (
    'placed', 'held', 'backordered', 'sourced', 'released', 'cancelled'
  )),
  payment_state text not null check (payment_state in (
    'unpaid', 'authorised', 'partly_paid', 'paid', 'failed', 'refunded', 'not_required'
  )),
  -- reserved: soft, given back at the deadline; allocated: hard; none: all given back or waiting.
  stock_state text not null check (stock_state in ('none', 'reserved', 'allocated')),
  currency text not null,
  goods_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  charges_minor bigint not null,
  total_minor bigint not null,
  paid_minor bigint not null,
  priority smallint not null check (priority between 0 and 9),
  placed_at timestamptz not null,
  recorded_at timestamptz not null,
  wanted_by timestamptz,
  promised_at timestamptz,
  next_deadline_at timestamptz,
  -- json, not jsonb: no statement looks inside, and intake saves the conversion.
  customer json not null,
  ship_to json not null,
  -- Charges, personalisation and gift attributes, custom fields, note: what no statement filters by.
  details json not null,
  -- The planned shipments: where each part comes from, by which service, when.
  shipments json not null,
  -- Open and past holds.
  holds json not null,
  constraint order_totals_balance check (
    total_minor = goods_minor - discount_minor + tax_minor + charges_minor
  ),
  constraint order_external_id unique (channel_id, external_id)
) with (fillfactor = 90);

create index order_deadline on orders.order_header (next_deadline_at) where next_deadline_at is not null;

create table orders.order_line (
  order_id bigint not null,
  line_number smallint not null,
  sku_id integer not null,
  -- What is wanted now; what was cancelled is not in it.
  quantity integer not null check (quantity >= 0),
  cancelled_quantity integer not null default 0 check (cancelled_quantity >= 0),
  unit_price_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  attributes json,
  primary key (order_id, line_number)
);

-- Quantities that wait for stock, oldest claim first. Stock that comes is kept for them.
create table orders.waiting_line (
  order_id bigint not null,
  line_number smallint not null,
  sku_id integer not null,
  location_id integer not null,
  quantity integer not null check (quantity > 0),
  waits_for text not null check (waits_for in ('incoming', 'lead_time', 'release_date')),
  incoming_id uuid,
  expected_at timestamptz not null,
  priority smallint not null,
  placed_at timestamptz not null
);

create index waiting_line_sku on orders.waiting_line (sku_id, priority desc, placed_at, order_id);
create index waiting_line_order on orders.waiting_line (order_id);

create table orders.payment (
  order_id bigint not null,
  -- The provider's reference: the same fact sent twice counts once.
  reference text not null,
  kind text not null check (kind in ('authorised', 'captured', 'failed', 'refunded')),
  amount_minor bigint not null check (amount_minor >= 0),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (order_id, reference, kind)
);

-- Goods that a channel takes back: what was not released yet is cancelled, the rest is expected as a
-- return; the returns room takes it from here.
create table orders.take_back (
  id uuid primary key,
  channel_id integer not null references orders.channel (id),
  external_id text not null,
  request_hash bytea not null,
  -- The answer that was given; it lists what was cancelled and what is expected.
  reply json not null,
  has_expected boolean not null,
  announced_at timestamptz not null,
  recorded_at timestamptz not null,
  constraint take_back_external_id unique (channel_id, external_id)
);

create index take_back_expected on orders.take_back (recorded_at) where has_expected;

-- What lists, filters and searches read. Kept up by a reader of the events, off the intake path.
create table orders.order_search (
  order_id bigint primary key,
  channel_id integer not null,
  -- Compared byte by byte, so that a beginning is a range of the index in every database.
  external_id text collate "C" not null,
  state text not null,
  payment_state text not null,
  country_code text not null,
  priority smallint not null,
  total_minor bigint not null,
  currency text not null,
  placed_at timestamptz not null,
  promised_at timestamptz,
  customer_name text not null,
  location_ids integer[] not null,
  -- Words as search-words.ts makes them, and each filter as a word of its own (state=held), so that one
  -- index answers every combination of filters and words that few orders meet.
  words tsvector not null
);

-- Newest first, alone and by state; what many orders meet is found by walking these.
create index order_search_placed_at on orders.order_search (placed_at, order_id);
create index order_search_state on orders.order_search (state, placed_at, order_id);
create index order_search_external_id on orders.order_search (external_id);
-- A search reads what has not been merged into the index yet from end to end, so that it is kept short.
create index order_search_words on orders.order_search using gin (words) with (gin_pending_list_limit = 4096);

-- As hub.event: added to, seldom changed.
alter table orders.order_header set (
  autovacuum_vacuum_insert_threshold = 500000, autovacuum_vacuum_insert_scale_factor = 0.4,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.3
);
alter table orders.order_header alter column customer set statistics 0, alter column ship_to set statistics 0,
  alter column details set statistics 0, alter column shipments set statistics 0, alter column holds set statistics 0;
alter table orders.order_line set (
  autovacuum_vacuum_insert_threshold = 500000, autovacuum_vacuum_insert_scale_factor = 0.4,
  autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.3
);
alter table orders.order_line alter column attributes set statistics 0;
