import { defineStatement } from '../../platform/postgres/index.ts';

const SKU_COLUMNS = `id, code, name, names, weight_grams, length_millimetres, width_millimetres,
  height_millimetres, value_minor, customs_code, origin_country_code, requires, attributes, backorder,
  lead_time_days, available_from, components, changed_version`;

export const readSkusByCode = defineStatement(
  'inventory_read_skus_by_code',
  `select ${SKU_COLUMNS} from inventory.sku where code = any($1::text[])`,
);

export const readSkusById = defineStatement(
  'inventory_read_skus_by_id',
  `select ${SKU_COLUMNS} from inventory.sku where id = any($1::int[])`,
);

export const readSkusChangedSince = defineStatement(
  'inventory_read_skus_changed_since',
  `select ${SKU_COLUMNS} from inventory.sku where changed_version > $1::bigint`,
);

/** Puts whole SKUs; $1 is a JSON array, since this is not a hot path and the columns are many. */
export const putSkus = defineStatement(
  'inventory_put_skus',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('sku', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   insert into inventory.sku (code, name, names, weight_grams, length_millimetres, width_millimetres,
     height_millimetres, value_minor, customs_code, origin_country_code, requires, attributes,
     backorder, lead_time_days, available_from, components, changed_version, changed_at)
   select code, name, names, weight_grams, length_millimetres, width_millimetres, height_millimetres,
     value_minor, customs_code, origin_country_code, requires, attributes, backorder, lead_time_days,
     to_timestamp(available_from_ms / 1000.0), components, raised.version, to_timestamp(changed_at_ms / 1000.0)
   from raised, jsonb_to_recordset($1::jsonb) as given (code text, name text, names jsonb,
     weight_grams int, length_millimetres int, width_millimetres int, height_millimetres int,
     value_minor bigint, customs_code text, origin_country_code text, requires text[],
     attributes jsonb, backorder text, lead_time_days int, available_from_ms bigint, components jsonb,
     changed_at_ms bigint)
   order by code
   on conflict (code) do update set name = excluded.name, names = excluded.names,
     weight_grams = excluded.weight_grams, length_millimetres = excluded.length_millimetres,
     width_millimetres = excluded.width_millimetres, height_millimetres = excluded.height_millimetres,
     value_minor = excluded.value_minor, customs_code = excluded.customs_code,
     origin_country_code = excluded.origin_country_code, requires = excluded.requires,
     attributes = excluded.attributes, backorder = excluded.backorder,
     lead_time_days = excluded.lead_time_days, available_from = excluded.available_from, components = excluded.components,
     changed_version = excluded.changed_version, changed_at = excluded.changed_at`,
);

export const readLocations = defineStatement(
  'inventory_read_locations',
  `select id, code, name, names, kind, address, country_code, region_code, latitude, longitude,
     time_zone, working_weekdays, holidays, cutoff_minute_of_day, handling_days,
     handling_minor_per_shipment, handling_minor_per_unit, daily_capacity_shipments,
     stock_worth_permille, capabilities, is_open
   from inventory.location order by id`,
);

export const putLocations = defineStatement(
  'inventory_put_locations',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('location', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   insert into inventory.location (code, name, names, kind, address, country_code, region_code,
     latitude, longitude, time_zone, working_weekdays, holidays, cutoff_minute_of_day, handling_days,
     handling_minor_per_shipment, handling_minor_per_unit, daily_capacity_shipments,
     stock_worth_permille, capabilities, is_open, changed_at)
   select code, name, names, kind, address, country_code, region_code, latitude, longitude, time_zone,
     working_weekdays, holidays, cutoff_minute_of_day, handling_days, handling_minor_per_shipment,
     handling_minor_per_unit, daily_capacity_shipments, stock_worth_permille, capabilities, is_open,
     to_timestamp(changed_at_ms / 1000.0)
   from raised, jsonb_to_recordset($1::jsonb) as given (code text, name text, names jsonb, kind text,
     address jsonb, country_code text, region_code text, latitude float8, longitude float8,
     time_zone text, working_weekdays boolean[], holidays text[], cutoff_minute_of_day int,
     handling_days int, handling_minor_per_shipment bigint, handling_minor_per_unit bigint,
     daily_capacity_shipments int, stock_worth_permille int, capabilities text[], is_open boolean,
     changed_at_ms bigint)
   order by code
   on conflict (code) do update set name = excluded.name, names = excluded.names,
     kind = excluded.kind, address = excluded.address, country_code = excluded.country_code,
     region_code = excluded.region_code, latitude = excluded.latitude, longitude = excluded.longitude,
     time_zone = excluded.time_zone, working_weekdays = excluded.working_weekdays,
     holidays = excluded.holidays, cutoff_minute_of_day = excluded.cutoff_minute_of_day,
     handling_days = excluded.handling_days,
     handling_minor_per_shipment = excluded.handling_minor_per_shipment,
     handling_minor_per_unit = excluded.handling_minor_per_unit,
     daily_capacity_shipments = excluded.daily_capacity_shipments,
     stock_worth_permille = excluded.stock_worth_permille, capabilities = excluded.capabilities,
     is_open = excluded.is_open, changed_at = excluded.changed_at`,
);
