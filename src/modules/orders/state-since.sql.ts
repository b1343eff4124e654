import { defineStatement } from '../../platform/postgres/index.ts';

// What is told of an order begins with how it stands. A quotation mark inside a text of JSON is escaped, so that
// nothing which a channel sends looks like this.
const stateOf = (event: string) =>
  `nullif(split_part(split_part(${event}.data, '"state":"', 2), '"', 1), '')`;

/**
 * The text of a query for the moment when the event was recorded by which an order reached its state: of the
 * first after the newest that tells of another state. It reads back from the newest event, and seldom far.
 */
export const stateReachedAt = (orderId: string, state: string): string =>
  `select reached.recorded_at from (select 1) as always
   left join lateral (
     select other.xid, other.id from hub.event as other
     where other.order_id = ${orderId} and other.subject = 'order/' || ${orderId}
       and ${stateOf('other')} <> ${state}
     order by other.xid desc, other.id desc limit 1
   ) as before on true
   cross join lateral (
     select event.recorded_at from hub.event as event
     where event.order_id = ${orderId} and event.subject = 'order/' || ${orderId}
       and ${stateOf('event')} = ${state}
       and (before.id is null or (event.xid, event.id) > (before.xid, before.id))
     order by event.xid, event.id limit 1
   ) as reached`;

/**
 * Looks through $5 orders of a state, oldest placed first, for up to $6 that have been in it since before a
 * moment. Each row says how far was looked, also the single one that comes when nothing is found.
 */
export const walkStuck = defineStatement(
  'orders_walk_stuck',
  `with walked as materialized (
     select order_id, channel_id, location_ids, placed_at, state_since from orders.order_search
     where state = $1::text and placed_at < to_timestamp($2::bigint / 1000.0)
       and (placed_at, order_id) > (to_timestamp($3::bigint / 1000.0), $4::bigint)
     order by placed_at, order_id limit $5::int
   )
   select walk.walked_count, walk.placed_at as end_placed_at, walk.order_id as end_order_id,
     stuck.order_id, channel.code as channel, stuck.state_since, stuck.placed_at,
     array(select location.code from inventory.location
           where location.id = any(stuck.location_ids) order by location.code) as locations
   from (
     select count(*)::int as walked_count, max(placed_at) as placed_at,
       (array_agg(order_id order by placed_at desc, order_id desc))[1] as order_id from walked
   ) as walk
   left join lateral (
     select walked.order_id, walked.channel_id, walked.location_ids, walked.placed_at, reached.state_since
     from walked cross join lateral (
       select coalesce(walked.state_since, (${stateReachedAt('walked.order_id', '$1::text')})) as state_since
     ) as reached
     where reached.state_since < to_timestamp($2::bigint / 1000.0)
     order by walked.placed_at, walked.order_id limit $6::int
   ) as stuck on true
   left join orders.channel on channel.id = stuck.channel_id
   order by stuck.placed_at, stuck.order_id`,
);
