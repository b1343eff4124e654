import { defineStatement } from '../../platform/postgres/index.ts';

const SKU_COLUMNS = `id, lower(code) as place_code, lower(name) as place_name, code, name, names,
  weight_grams, length_millimetres, width_millimetres, height_millimetres, value_minor, customs_code,
  origin_country_code, requires, attributes, backorder, lead_time_days, available_from,
  components, changed_version, tracking`;

// The last code point of all ends the range of texts that begin with a prefix. Both bounds stand on
// the expression of the index, under the C collation, whose order is that of the bytes.
const beginsWith = (expression: string): string =>
  `${expression} >= lower($1::text) collate "C"
   and ${expression} <= (lower($1::text) || U&'\\+10FFFF') collate "C"`;

const skusByCode = (isTrue: string): string =>
  `select ${SKU_COLUMNS} from inventory.sku
   where ${beginsWith('(lower(code) collate "C")')}
     and (lower(code) collate "C", id) > ($2::text collate "C", $3::int) and ${isTrue}
   order by lower(code) collate "C", id limit $4::int`;

const skusByName = (isTrue: string): string =>
  `select ${SKU_COLUMNS} from inventory.sku
   where ${beginsWith('(lower(name) collate "C")')}
     and (lower(name) collate "C", id) > ($2::text collate "C", $3::int)
     and not (${beginsWith('(lower(code) collate "C")')}) and ${isTrue}
   order by lower(name) collate "C", id limit $4::int`;

const skuOfCode = (isTrue: string): string =>
  `select ${SKU_COLUMNS} from inventory.sku where code = $1::text and ${isTrue}`;

/** Of a SKU that one of the locations in the parameter has or had. */
const heldAt = (parameter: string): string =>
  `exists (select from inventory.stock_position as position
     join inventory.location on location.id = position.location_id
     where position.sku_id = sku.id and location.code = any (${parameter}::text[]))`;

export const listSkusByCode = defineStatement('inventory_list_skus_by_code', skusByCode('true'));

/** By name, without those that the code has found. */
export const listSkusByName = defineStatement('inventory_list_skus_by_name', skusByName('true'));

export const readSku = defineStatement('inventory_read_sku', skuOfCode('true'));

/** The same, of what some locations have or had. */
export const listSkusByCodeAt = defineStatement(
  'inventory_list_skus_by_code_at',
  skusByCode(heldAt('$5')),
);

export const listSkusByNameAt = defineStatement(
  'inventory_list_skus_by_name_at',
  skusByName(heldAt('$5')),
);

export const readSkuAt = defineStatement('inventory_read_sku_at', skuOfCode(heldAt('$2')));

const LOCATION_COLUMNS = `id, code, name, names, kind, address, country_code, region_code, latitude,
  longitude, time_zone, working_weekdays, holidays, cutoff_minute_of_day, handling_days,
  handling_minor_per_shipment, handling_minor_per_unit, daily_capacity_shipments,
  stock_worth_permille, capabilities, is_open`;

/** Locations are few: no index is needed to search them. */
export const listLocations = defineStatement(
  'inventory_list_locations',
  `select ${LOCATION_COLUMNS} from inventory.location
   where (starts_with(lower(code), lower($1::text)) or starts_with(lower(name), lower($1::text)))
     and code > $2::text and ($4::text[] is null or code = any ($4::text[]))
   order by code limit $3::int`,
);

export const readLocation = defineStatement(
  'inventory_read_location',
  `select ${LOCATION_COLUMNS} from inventory.location where code = $1::text`,
);
