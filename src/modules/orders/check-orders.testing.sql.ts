// What the check of all orders reads. Plain texts: only tests run them, so they are no statements of the program.

export const ORDER_IDS = 'select id from orders.order_header';

export const QUARANTINED = 'select kind, error from hub.quarantine';

export const HELD_POSITIONS = `select sku_id, location_id, reserved, allocated from inventory.stock_position
     where reserved > 0 or allocated > 0`;

export const SUPPLIES = `select id, reference, promised, quantity,
       case when closed_at is null then greatest(quantity - received, 0) else 0 end as coming
     from inventory.incoming`;

export const PROMISED_DAYS = `select location_id, day, promised_shipments as shipments from inventory.location_day
     where promised_shipments <> 0`;

export const CAPPED_LOCATIONS =
  'select id from inventory.location where daily_capacity_shipments is not null';

export const ORDER_EVENTS = `select order_id, (data::json->>'version')::int as version, data::json->>'state' as state
     from hub.event where subject = 'order/' || order_id and data::json->>'version' is not null order by order_id, xid, id`;
