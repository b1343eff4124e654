import { defineStatement } from '../../platform/postgres/index.ts';

// As the index of promises says it, letter by letter: only then the planner knows that the index has them all.
const UNDELIVERED = `state in ('placed', 'held', 'backordered', 'sourced', 'released', 'picking', 'packed', 'shipped')`;

/** How many orders stand where, and the place in the history up to which they are counted. */
export const readTallies = defineStatement(
  'orders_read_tallies',
  `select reader.xid::text as xid, reader.id,
     (select coalesce(json_agg(json_build_array(kind, name, orders)), '[]')
      from orders.tally where orders <> 0)::text as tallies
   from (select 1) as always left join hub.reader as reader on reader.name = 'order_search'`,
);

/** Moves between states since a moment. */
export const readMoves = defineStatement(
  'orders_read_moves',
  `select from_state, to_state, sum(orders)::int as orders from orders.tally_of_moves
   where at >= to_timestamp($1::bigint / 1000.0) group by from_state, to_state order by 1, 2`,
);

/**
 * Placed and shipped orders between two moments, in slots of $4 seconds counted from $3. Slots before $3 have
 * numbers below zero.
 */
export const readSlots = defineStatement(
  'orders_read_slots',
  `select kind, floor(extract(epoch from at - to_timestamp($3::bigint / 1000.0)) / $4::int)::int as slot,
     sum(orders)::int as orders
   from orders.tally_of_time
   where at >= to_timestamp($1::bigint / 1000.0) and at < to_timestamp($2::bigint / 1000.0)
   group by kind, slot order by kind, slot`,
);

/** When the first order of each kind was counted. */
export const readBeginnings = defineStatement(
  'orders_read_beginnings',
  `select kind, min(at) as at from (values ('placed'), ('shipped')) as kinds (kind)
   cross join lateral (
     select at from orders.tally_of_time as tally where tally.kind = kinds.kind order by at limit 1
   ) as first group by kind`,
);

/** How many undelivered orders were promised for between two moments, by state; $3 at most are looked at. */
export const countPromised = defineStatement(
  'orders_count_promised',
  `select state, count(*)::int as orders from (
     select state from orders.order_search
     where ${UNDELIVERED} and promised_at >= to_timestamp($1::bigint / 1000.0)
       and promised_at < to_timestamp($2::bigint / 1000.0)
     order by promised_at, state limit $3::int
   ) as promised group by state order by state`,
);

/** The undelivered orders whose promise is longest over. */
export const listLate = defineStatement(
  'orders_list_late',
  `select late.order_id, channel.code as channel, late.external_id, late.state, late.country_code, late.promised_at
   from (
     select order_id, channel_id, external_id, state, country_code, promised_at from orders.order_search
     where ${UNDELIVERED} and promised_at < to_timestamp($1::bigint / 1000.0)
     order by promised_at, state limit $2::int
   ) as late join orders.channel on channel.id = late.channel_id
   order by late.promised_at, late.order_id`,
);

/** SKUs that orders wait for, most units first, out of $1 waiting lines at most. */
export const listAwaited = defineStatement(
  'orders_list_awaited',
  `with awaited as materialized (
     select sku_id, count(*)::int as line_count, sum(quantity)::int as quantity,
       count(distinct order_id)::int as orders, min(expected_at) as expected_at
     from (select sku_id, quantity, order_id, expected_at from orders.waiting_line limit $1::int) as line
     group by sku_id
   )
   select (select count(*)::int from awaited) as sku_count,
     (select sum(line_count) from awaited)::int as line_count, sku.code as sku, sku.name, sku.names::text as names,
     top.quantity, top.orders, top.expected_at
   from (select * from awaited order by quantity desc, sku_id limit $2::int) as top
   join inventory.sku on sku.id = top.sku_id order by top.quantity desc, sku.code`,
);
