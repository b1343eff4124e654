-- What locations do with released orders: waves, picking, packing, shipments, manifests, requests.

create schema fulfilment;

-- One a released shipment of an order; its id is the order's number and the shipment's: 100001-2.
create table fulfilment.fulfilment_order (
  id text primary key,
  version integer not null,
  order_id bigint not null,
  number smallint not null,
  location_id integer not null references inventory.location (id),
  -- The location's code, by which settings, slots and lists name it.
  location text not null,
  state text not null check (state in (
    'open', 'waved', 'picking', 'picked', 'packed', 'shipped', 'delivered', 'cancelled'
  )),
  priority smallint not null,
  -- The carrier's service that sourcing planned with; the label may take another one that keeps the promise.
  service text not null,
  ship_by timestamptz not null,
  deliver_by timestamptz not null,
  wave_id text,
  -- [{"lineNumber": 1, "skuId": 7, "sku": "TEA-01", "quantity": 3, "picked": 0, "packed": 0, "shipped": 0}]
  lines jsonb not null,
  -- The cartons that were proposed once everything was picked; null before.
  cartons jsonb,
  -- The closed cartons with their SSCCs; null before packing.
  parcels jsonb,
  -- What a customer must say who collects it at a store; null for what a carrier takes.
  pick_up_code text,
  -- How many shipments were booked for it; the next one gets one more.
  shipments_booked smallint not null,
  released_at timestamptz not null,
  -- When the state was reached.
  state_since timestamptz not null
);

create index fulfilment_order_order on fulfilment.fulfilment_order (order_id);
create index fulfilment_order_wave on fulfilment.fulfilment_order (wave_id) where wave_id is not null;
create index fulfilment_order_open on fulfilment.fulfilment_order (location, ship_by, priority desc, id)
  where state = 'open';

-- How a location works, and its counters. A location without a row works by the defaults.
create table fulfilment.site (
  location text primary key,
  version integer not null,
  settings jsonb not null,
  box_types jsonb not null,
  waves_planned integer not null,
  manifests_opened integer not null,
  -- {"SF Express": "SHA-M3"}: the manifest that takes the carrier's shipments at the moment.
  open_manifests jsonb not null,
  -- When the clock plans waves again; null: by hand only.
  next_wave_at timestamptz
);

create index site_next_wave on fulfilment.site (next_wave_at) where next_wave_at is not null;

-- What holds for the whole company: the GS1 company prefix, contracts with carriers.
create table fulfilment.company (
  id text primary key,
  version integer not null,
  settings jsonb not null,
  contracts jsonb not null
);

-- Where goods lie within a location. The id is location and code, a line feed between them.
create table fulfilment.slot (
  id text primary key,
  version integer not null,
  location text not null,
  code text not null,
  aisle text,
  x_millimetres integer,
  y_millimetres integer,
  sequence integer not null
);

create index slot_location on fulfilment.slot (location, sequence, code);

-- Where a SKU is picked at a location; its id is location and SKU, a line feed between them.
create table fulfilment.sku_place (
  id text primary key,
  version integer not null,
  location text not null,
  sku text not null,
  -- Null: taken out of its slot and in no other yet.
  slot_id text,
  slot jsonb
);

create index sku_place_slot on fulfilment.sku_place (slot_id) where slot_id is not null;

create table fulfilment.wave (
  id text primary key,
  version integer not null,
  location text not null,
  state text not null check (state in ('planned', 'released', 'done', 'cancelled')),
  -- When the carrier collects what is in it.
  collection_at timestamptz not null,
  orders integer not null,
  units integer not null,
  lines integer not null,
  weight_grams bigint not null,
  -- Pick lists that are not done yet.
  pick_lists_open integer not null,
  planned_at timestamptz not null,
  state_since timestamptz not null
);


create table fulfilment.pick_list (
  id text primary key,
  version integer not null,
  wave_id text not null,
  location text not null,
  state text not null check (state in ('open', 'picking', 'done', 'cancelled')),
  -- Who walks it.
  picker text,
  -- Stops in walking order, each with the fulfilment orders that its units are for.
  lines jsonb not null,
  -- From the packing desk through all slots and back; null where slots have no coordinates.
  length_millimetres bigint,
  slot_order_length_millimetres bigint,
  released_at timestamptz not null,
  state_since timestamptz not null
);

create index pick_list_wave on fulfilment.pick_list (wave_id);

create table fulfilment.shipment (
  id text primary key,
  version integer not null,
  fulfilment_order_id text not null,
  order_id bigint not null,
  location_id integer not null,
  location text not null,
  state text not null check (state in (
    'booked', 'voided', 'shipped', 'in_transit', 'out_for_delivery', 'delivery_failed', 'delivered',
    'returned_to_sender'
  )),
  carrier text not null,
  service text not null,
  tracking_number text not null,
  -- The twin's and other carriers' own words for the booking; null where there are none.
  carrier_reference text,
  cost_minor bigint not null,
  currency text not null,
  -- Where from and where to, as the label says it.
  ship_from jsonb not null,
  ship_to jsonb not null,
  parcels jsonb not null,
  manifest_id text,
  deliver_by timestamptz not null,
  -- What the carrier told, by its reference; the newest last.
  tracking jsonb not null,
  proof_of_delivery jsonb,
  booked_at timestamptz not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  state_since timestamptz not null
);

create index shipment_fulfilment_order on fulfilment.shipment (fulfilment_order_id);
create index shipment_order on fulfilment.shipment (order_id);
create index shipment_tracking_number on fulfilment.shipment (tracking_number);
create index shipment_manifest on fulfilment.shipment (manifest_id, id) where manifest_id is not null;
create index shipment_booked on fulfilment.shipment (manifest_id) where state = 'booked';

create table fulfilment.manifest (
  id text primary key,
  version integer not null,
  location text not null,
  carrier text not null,
  -- The local date of the location: YYYY-MM-DD.
  day text not null,
  state text not null check (state in ('open', 'closed')),
  shipments integer not null,
  parcels integer not null,
  weight_grams bigint not null,
  cost_minor bigint not null,
  currency text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- What the carrier answered at the close.
  carrier_reference text
);


-- What somebody wants changed of an order that its location has already.
create table fulfilment.change_request (
  id text primary key,
  version integer not null,
  -- Requests that belong together: a new address is taken by all locations or by none.
  group_id text not null,
  order_id bigint not null,
  fulfilment_order_id text not null,
  location text not null,
  kind text not null check (kind in ('cancel', 'address')),
  state text not null check (state in ('pending', 'accepted', 'refused', 'withdrawn')),
  -- [{"lineNumber": 1, "quantity": 2}]; what a cancellation is about.
  lines jsonb not null,
  ship_to jsonb,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  answer text,
  answered_by text,
  answered_at timestamptz
);

create index change_request_order on fulfilment.change_request (order_id);
create index change_request_group on fulfilment.change_request (group_id);

-- Lists page by time and id under these filters.
create index fulfilment_order_listed on fulfilment.fulfilment_order (ship_by, id);
create index fulfilment_order_listed_location on fulfilment.fulfilment_order (location, ship_by, id);
create index fulfilment_order_listed_state on fulfilment.fulfilment_order (state, ship_by, id);
create index fulfilment_order_listed_location_state on fulfilment.fulfilment_order (location, state, ship_by, id);
create index wave_listed on fulfilment.wave (planned_at desc, id desc);
create index wave_listed_location on fulfilment.wave (location, planned_at desc, id desc);
create index wave_listed_state on fulfilment.wave (state, planned_at desc, id desc);
create index wave_listed_location_state on fulfilment.wave (location, state, planned_at desc, id desc);
create index pick_list_listed on fulfilment.pick_list (released_at desc, id desc);
create index pick_list_listed_location on fulfilment.pick_list (location, released_at desc, id desc);
create index pick_list_listed_state on fulfilment.pick_list (state, released_at desc, id desc);
create index pick_list_listed_location_state on fulfilment.pick_list (location, state, released_at desc, id desc);
create index shipment_listed on fulfilment.shipment (booked_at desc, id desc);
create index shipment_listed_location on fulfilment.shipment (location, booked_at desc, id desc);
create index shipment_listed_state on fulfilment.shipment (state, booked_at desc, id desc);
create index shipment_listed_location_state on fulfilment.shipment (location, state, booked_at desc, id desc);
create index manifest_listed on fulfilment.manifest (opened_at desc, id desc);
create index manifest_listed_location on fulfilment.manifest (location, opened_at desc, id desc);
create index manifest_listed_state on fulfilment.manifest (state, opened_at desc, id desc);
create index manifest_listed_location_state on fulfilment.manifest (location, state, opened_at desc, id desc);
create index change_request_listed on fulfilment.change_request (asked_at desc, id desc);
create index change_request_listed_location on fulfilment.change_request (location, asked_at desc, id desc);
create index change_request_listed_state on fulfilment.change_request (state, asked_at desc, id desc);
create index change_request_listed_location_state on fulfilment.change_request (location, state, asked_at desc, id desc);

-- Serial numbers of SSCCs, handed out to processes in blocks.
create sequence fulfilment.sscc_block as bigint increment by 100 start with 1;

-- Orders that were released before this room was there.
insert into fulfilment.fulfilment_order
select header.id || '-' || (shipment ->> 'number'), 1, header.id, (shipment ->> 'number')::smallint,
  location.id, location.code, 'open', header.priority, planned ->> 'service',
  to_timestamp((planned ->> 'shipAt')::bigint / 1000.0),
  to_timestamp((planned ->> 'deliverBy')::bigint / 1000.0), null,
  (
    select jsonb_agg(jsonb_build_object('lineNumber', (pair ->> 0)::integer, 'skuId', line.sku_id,
      'sku', sku.code, 'quantity', (pair ->> 1)::integer, 'picked', 0, 'packed', 0, 'shipped', 0))
    from jsonb_array_elements(planned -> 'lines') as pair
    join orders.order_line as line
      on line.order_id = header.id and line.line_number = (pair ->> 0)::integer
    join inventory.sku as sku on sku.id = line.sku_id
  ),
  null, null, null, 0, header.recorded_at, header.recorded_at
from orders.order_header as header
cross join lateral jsonb_array_elements(header.shipments::jsonb) as planned
cross join lateral (select planned -> 'release' as shipment) as release
join inventory.location as location on location.id = (planned ->> 'locationId')::integer
where header.state = 'released';
