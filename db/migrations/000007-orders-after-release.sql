-- Orders after their release: what of them has left, arrived and come back.

alter table orders.order_header drop constraint order_header_state_check;
alter table orders.order_header add constraint order_header_state_check check (state in (
  'placed', 'held', 'backordered', 'sourced', 'released', 'picking', 'packed', 'shipped', 'delivered',
  'returning', 'returned', 'closed', 'cancelled'
)) not valid;

-- Each counts from zero and never exceeds the one before it: ordered, shipped, delivered, returned.
alter table orders.order_line
  add column shipped_quantity integer not null default 0,
  add column delivered_quantity integer not null default 0,
  add column returned_quantity integer not null default 0,
  add constraint order_line_progress check (
    shipped_quantity <= quantity and delivered_quantity <= shipped_quantity
    and returned_quantity <= shipped_quantity and returned_quantity >= 0 and delivered_quantity >= 0
  ) not valid;

alter table orders.channel
  -- Sourced orders go to their locations by themselves so long after they were placed; null: a person releases them.
  add column release_after_minutes integer check (release_after_minutes >= 0),
  -- So long after the delivery an order is closed: nothing comes back any more without asking.
  add column return_window_days integer not null default 30 check (return_window_days between 0 and 3650);

-- Orders that were released before fulfilment had a room: each shipment becomes one that its location has.
update orders.order_header as header set
  shipments = (
    select coalesce(json_agg(
      (shipment.content::jsonb || jsonb_build_object(
        'release', jsonb_build_object('number', shipment.number, 'stage', 'released')))::json
      order by shipment.number), '[]'::json)
    from json_array_elements(header.shipments) with ordinality as shipment (content, number)
  ),
  details = (header.details::jsonb
    || jsonb_build_object('shipmentsReleased', json_array_length(header.shipments)))::json
where header.state = 'released';

alter table inventory.stock_entry drop constraint stock_entry_kind_check;
alter table inventory.stock_entry add constraint stock_entry_kind_check check (kind in (
  'receipt', 'adjustment', 'transfer_out', 'transfer_in', 'damage', 'quality_control',
  'reserve', 'unreserve', 'expire', 'allocate', 'deallocate', 'ship',
  'short_pick', 'return', 'restock', 'scrap', 'count', 'reconciliation'
)) not valid;
