import { defineStatement } from '../../platform/postgres/index.ts';

// Columns to sort by are named with their table: by itself xid would be the text that is put out.
/** The decisions before a place in the history, the newest first, down to a transaction. */
export const readDecisionsBefore = defineStatement(
  'orders_read_decisions_before',
  `select xid::text as xid, id, order_id, decision from hub.event
   where (xid, id) < ($1::xid8, $2::uuid) and xid >= $3::xid8
     and decision is not null
     and recorded_at >= to_timestamp($4::bigint / 1000.0) and recorded_at < to_timestamp($5::bigint / 1000.0)
   order by event.xid desc, event.id desc limit $6::int`,
);

export const readHistoryEnds = defineStatement(
  'orders_read_history_ends',
  `select (select xid from hub.event order by xid, id limit 1)::text as first,
     (select xid from hub.event order by xid desc, id desc limit 1)::text as last`,
);

/** The first event from a transaction on, with the time at which it was written down. */
export const readEventFrom = defineStatement(
  'orders_read_event_from',
  `select xid::text as xid, recorded_at from hub.event where xid >= $1::xid8 order by event.xid, event.id limit 1`,
);
