import { defineStatement } from '../../platform/postgres/index.ts';

const COLUMNS = `code, version, channel, sku_id, location_id, quantity, taken, starts_at, ends_at,
  state, created_at`;

/** SKUs of which something is kept: most have none, and then a batch reads nothing more about it. */
export const readAllottedSkus = defineStatement(
  'inventory_read_allotted_skus',
  `select distinct sku_id from inventory.allotment where state = 'active'`,
);

const OF_SKUS = `select ${COLUMNS} from inventory.allotment
  where sku_id = any($1::int[]) and state = 'active' order by code`;

export const readAllotments = defineStatement('inventory_read_allotments', OF_SKUS);
export const lockAllotments = defineStatement('inventory_lock_allotments', `${OF_SKUS} for update`);

/** What is or was kept for nobody. Their positions are locked when this is read after a lost race. */
export const readWithheld = defineStatement(
  'inventory_read_withheld',
  `select ${COLUMNS} from inventory.allotment
   where sku_id = any($1::int[]) and channel is null order by code`,
);

const BY_CODE = `select ${COLUMNS} from inventory.allotment where code = any($1::text[]) order by code`;

export const readAllotmentsByCode = defineStatement('inventory_read_allotments_by_code', BY_CODE);
export const lockAllotmentsByCode = defineStatement(
  'inventory_lock_allotments_by_code',
  `${BY_CODE} for update`,
);

/** The codes of those whose time is over. */
export const readDueAllotments = defineStatement(
  'inventory_read_due_allotments',
  `select code, sku_id from inventory.allotment
   where state = 'active' and ends_at <= to_timestamp($1::bigint / 1000.0)
   order by ends_at, code limit $2::int`,
);

/** Fewer rows than given: another process was faster with the code. */
export const insertAllotments = defineStatement(
  'inventory_insert_allotments',
  `insert into inventory.allotment (${COLUMNS})
   select ${COLUMNS} from jsonb_populate_recordset(null::inventory.allotment, $1::jsonb)
   order by code
   on conflict (code) do nothing`,
);

/**
 * Whoever takes units of a SKU moves all that is kept of it on by one version, so that of two processes
 * that decided by the same figures one decides again.
 */
export const moveAllotments = defineStatement(
  'inventory_move_allotments',
  `update inventory.allotment as allotment set version = allotment.version + 1,
     quantity = given.quantity, taken = given.taken, state = given.state,
     ends_at = to_timestamp(given.ends_at_ms / 1000.0)
   from unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::text[], $6::bigint[])
     as given (code, version, quantity, taken, state, ends_at_ms)
   where allotment.code = given.code and allotment.version = given.version`,
);

/** Tells every process that SKUs have begun or ceased to have something kept. */
export const raiseAllotmentVersion = defineStatement(
  'inventory_raise_allotment_version',
  `insert into hub.fact_version as known (name, version) values ('allotment', 1)
   on conflict (name) do update set version = known.version + 1`,
);

/** What is kept of a SKU now, with the codes of the places. */
export const readKept = defineStatement(
  'inventory_read_kept',
  `select allotment.code, allotment.channel, location.code as location, allotment.quantity,
     allotment.taken, allotment.starts_at, allotment.ends_at
   from inventory.allotment
   left join inventory.location on location.id = allotment.location_id
   where allotment.sku_id = $1::int and allotment.state = 'active'
   order by allotment.starts_at, allotment.code`,
);

const VIEW = `select allotment.code, allotment.version, allotment.channel, sku.code as sku,
     location.code as location, allotment.quantity, allotment.taken, allotment.starts_at,
     allotment.ends_at, allotment.state
   from inventory.allotment
   join inventory.sku on sku.id = allotment.sku_id
   left join inventory.location on location.id = allotment.location_id
   where allotment.code > $1::text`;

export const listAllotments = defineStatement(
  'inventory_list_allotments',
  `${VIEW} order by allotment.code limit $2::int`,
);

export const listAllotmentsOfSku = defineStatement(
  'inventory_list_allotments_of_sku',
  `${VIEW} and allotment.sku_id = $3::int order by allotment.code limit $2::int`,
);
