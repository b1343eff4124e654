import { defineStatement } from '../platform/postgres/index.ts';

export const readOrderTraces = defineStatement(
  'hub_read_order_traces',
  `select wanted.id as order_id, first.trace
   from unnest($1::bigint[]) as wanted (id)
   cross join lateral (
     select trace from hub.event where order_id = wanted.id
     order by hub.event.xid, hub.event.id limit 1
   ) as first`,
);
