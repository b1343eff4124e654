import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const safetyStockRules = defineRecordTable({
  table: 'inventory.safety_stock_rule',
  key: 'code',
  keyType: 'text',
  columns: ['code', 'version', 'priority', 'matches', 'method', 'is_active', 'next_run_at'],
  instants: ['next_run_at'],
});

/** Rules that one decision takes into account. */
const RULES_MAX = 500;

export const readActiveRules = defineStatement(
  'inventory_read_active_safety_stock_rules',
  `select code, priority, matches, method, next_run_at from inventory.safety_stock_rule
   where is_active order by priority desc, code limit ${RULES_MAX}`,
);

export const listRules = defineStatement(
  'inventory_list_safety_stock_rules',
  `select code, priority, matches, method, is_active from inventory.safety_stock_rule
   where code > $1::text order by code limit $2::int`,
);

/** Newest entries of a position from which demand is read. */
const DEMAND_ENTRIES_MAX = 20_000;

/** Positions in order of their keys, each with what was shipped on the days before. */
export const readDemand = defineStatement(
  'inventory_read_demand',
  `select place.sku_id, place.location_id, sku.code as sku, location.code as location,
     location.kind as location_kind, sku.attributes, place.safety_stock,
     coalesce(told.shipped, '[]'::jsonb) as shipped
   from (
     select sku_id, location_id, safety_stock from inventory.stock_position
     where (sku_id, location_id) > ($1::int, $2::int)
     order by sku_id, location_id limit $3::int
   ) as place
   join inventory.sku on sku.id = place.sku_id
   join inventory.location on location.id = place.location_id
   left join lateral (
     select jsonb_agg(jsonb_build_array(days_ago, units) order by days_ago) as shipped
     from (
       select floor(extract(epoch from to_timestamp($4::bigint / 1000.0) - recorded_at) / 86400)::int
           as days_ago,
         -sum(on_hand_delta)::int as units
       from (
         select kind, on_hand_delta, recorded_at from inventory.stock_entry
         where sku_id = place.sku_id and location_id = place.location_id
         order by id desc limit ${DEMAND_ENTRIES_MAX}
       ) as entry
       where kind = 'ship' and recorded_at <= to_timestamp($4::bigint / 1000.0)
         and recorded_at > to_timestamp(($4::bigint - 365::bigint * 86400000) / 1000.0)
       group by 1
     ) as day
   ) as told on true
   order by place.sku_id, place.location_id`,
);
