import { defineStatement } from '../../platform/postgres/index.ts';

/** What was packed of orders, oldest first, with what is known of its lines. */
export const readPastPackings = defineStatement(
  'fulfilment_read_past_packings',
  `select event.order_id, event.recorded_at, told.data ->> 'location' as location,
     (told.data -> 'parcels')::jsonb as parcels, packed.lines
   from hub.event as event
   cross join lateral (select event.data::json as data) as told
   join fulfilment.fulfilment_order as packed on packed.id = told.data ->> 'fulfilmentOrder'
   where event.order_id = any($1::bigint[]) and event.type = 'fulfilment.packed'
   order by event.order_id, event.xid, event.id`,
);
