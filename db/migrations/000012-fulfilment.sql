-- What locations do with released orders.

create schema fulfilment;

-- One a released shipment of an order; its id is the order's number and the shipment's: 100001-2.
create table fulfilment.fulfilment_order (
  id text primary key,
  version integer not null,
  order_id bigint not null,
  number smallint not null,
  location_id integer not null references inventory.location (id),
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
  released_at timestamptz not null,
  -- When the state was reached.
  state_since timestamptz not null
);

create index fulfilment_order_order on fulfilment.fulfilment_order (order_id);
create index fulfilment_order_work on fulfilment.fulfilment_order (location_id, state, priority desc, ship_by, id)
  where state not in ('shipped', 'delivered', 'cancelled');

-- Orders that were released before this room was there.
insert into fulfilment.fulfilment_order
select header.id || '-' || (shipment ->> 'number'), 1, header.id, (shipment ->> 'number')::smallint,
  (planned ->> 'locationId')::integer, 'open', header.priority, planned ->> 'service',
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
  header.recorded_at, header.recorded_at
from orders.order_header as header,
  jsonb_array_elements(header.shipments::jsonb) as planned,
  lateral (select planned -> 'release' as shipment) as release
where header.state = 'released';
