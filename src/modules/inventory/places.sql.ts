import { defineStatement } from '../../platform/postgres/index.ts';

/** Newest entries of a position that are looked at: an index range, so that a busy position stays bounded. */
export const ENTRIES_READ_MAX = 20_000;

/**
 * What stands behind positions, under one snapshot: the last entry, what has moved on hand since a
 * moment, what short picks left in quality control, and which orders hold units. Orders take before they
 * give back, so that a holding inside the window is whole.
 */
export const readPlaces = defineStatement(
  'inventory_read_places',
  `select given.sku_id, given.location_id, coalesce(position.on_hand, 0) as on_hand, told.*,
     coalesce(held.holders, '[]'::jsonb) as holders
   from unnest($1::int[], $2::int[], $3::bigint[]) as given (sku_id, location_id, since_ms)
   left join inventory.stock_position as position
     on position.sku_id = given.sku_id and position.location_id = given.location_id
   left join lateral (
     select max(entry.id) as ledger_id, count(*)::int as entries,
       coalesce(sum(entry.on_hand_delta)
         filter (where entry.recorded_at > to_timestamp(given.since_ms / 1000.0)), 0)::int as moved_since,
       coalesce(sum(entry.quality_control_delta)
         filter (where entry.kind in ('short_pick', 'count')), 0)::int as short_picked,
       min(entry.recorded_at) as oldest_at
     from (
       select id, kind, on_hand_delta, quality_control_delta, recorded_at
       from inventory.stock_entry
       where sku_id = given.sku_id and location_id = given.location_id
       order by id desc limit ${ENTRIES_READ_MAX}
     ) as entry
   ) as told on true
   left join lateral (
     select jsonb_agg(jsonb_build_object('orderId', order_id, 'reserved', reserved,
       'allocated', allocated) order by last_id desc) as holders
     from (
       select order_id, sum(reserved_delta)::int as reserved, sum(allocated_delta)::int as allocated,
         max(id) as last_id
       from (
         select id, order_id, reserved_delta, allocated_delta from inventory.stock_entry
         where sku_id = given.sku_id and location_id = given.location_id
         order by id desc limit ${ENTRIES_READ_MAX}
       ) as entry
       where order_id is not null
       group by order_id having sum(reserved_delta + allocated_delta) > 0
     ) as holder
   ) as held on true`,
);
