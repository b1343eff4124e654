import { defineStatement } from '../../platform/postgres/index.ts';

/** The identifiers of codes that a caller names; null where there is none. */
export const findIds = defineStatement(
  'inventory_find_ids',
  `select (select id from inventory.sku where code = $1::text) as sku_id,
     (select id from inventory.location where code = $2::text) as location_id`,
);

const POSITION_COLUMNS = `position.sku_id, position.location_id, sku.code as sku, sku.name, sku.names,
  location.code as location, position.on_hand, position.reserved, position.allocated,
  position.damaged, position.quality_control, position.safety_stock
  from inventory.stock_position as position
  join inventory.sku on sku.id = position.sku_id
  join inventory.location on location.id = position.location_id`;

// One statement a filter: a condition that may be switched off would keep the plan from its index.
export const listPositions = defineStatement(
  'inventory_list_positions',
  `select ${POSITION_COLUMNS}
   where (position.sku_id, position.location_id) > ($1::int, $2::int)
   order by position.sku_id, position.location_id limit $3::int`,
);

export const listPositionsOfSku = defineStatement(
  'inventory_list_positions_of_sku',
  `select ${POSITION_COLUMNS}
   where position.sku_id = $1::int and position.location_id > $2::int
   order by position.location_id limit $3::int`,
);

export const listPositionsAtLocation = defineStatement(
  'inventory_list_positions_at_location',
  `select ${POSITION_COLUMNS}
   where position.location_id = $1::int and position.sku_id > $2::int
   order by position.sku_id limit $3::int`,
);

// Quantities stand in no index: that would make every sale write to it. So what they say is asked of a
// bounded stretch of the positions, or of the positions of some SKUs.
const FREE = `position.on_hand - position.reserved - position.allocated - position.damaged
  - position.quality_control`;
const isInState = (place: string): string =>
  `case ${place}::text when 'nothing_left' then ${FREE} <= 0
     when 'below_safety' then ${FREE} < position.safety_stock else true end`;

export const listPositionsOfSkus = defineStatement(
  'inventory_list_positions_of_skus',
  `select ${POSITION_COLUMNS}
   where position.sku_id = any($1::int[])
     and (position.sku_id, position.location_id) > ($2::int, $3::int)
     and ($4::int is null or position.location_id = $4::int) and ${isInState('$5')}
   order by position.sku_id, position.location_id limit $6::int`,
);

/** The last position of the stretch that begins after a place; none: it reaches to the end. */
export const findStretchEnd = defineStatement(
  'inventory_find_stretch_end',
  `select sku_id, location_id from inventory.stock_position
   where (sku_id, location_id) > ($1::int, $2::int)
   order by sku_id, location_id offset $3::int limit 1`,
);

export const findStretchEndAtLocation = defineStatement(
  'inventory_find_stretch_end_at_location',
  `select sku_id, location_id from inventory.stock_position
   where location_id = $1::int and sku_id > $2::int
   order by sku_id offset $3::int limit 1`,
);

export const listStretch = defineStatement(
  'inventory_list_stretch',
  `select ${POSITION_COLUMNS}
   where (position.sku_id, position.location_id) > ($1::int, $2::int)
     and (position.sku_id, position.location_id) <= ($3::int, $4::int) and ${isInState('$5')}
   order by position.sku_id, position.location_id limit $6::int`,
);

export const listStretchAtLocation = defineStatement(
  'inventory_list_stretch_at_location',
  `select ${POSITION_COLUMNS}
   where position.location_id = $1::int and position.sku_id > $2::int
     and position.sku_id <= $3::int and ${isInState('$4')}
   order by position.sku_id limit $5::int`,
);

export const readPosition = defineStatement(
  'inventory_read_position',
  `select ${POSITION_COLUMNS} where position.sku_id = $1::int and position.location_id = $2::int`,
);

/** The newest first. */
export const listEntries = defineStatement(
  'inventory_list_entries',
  `select id, kind, on_hand_delta, reserved_delta, allocated_delta, damaged_delta,
     quality_control_delta, order_id, event_id, recorded_at
   from inventory.stock_entry
   where sku_id = $1::int and location_id = $2::int and ($3::bigint is null or id < $3::bigint)
   order by id desc limit $4::int`,
);

const LEDGER_COLUMNS = `entry.id, entry.sku_id, entry.location_id, sku.code as sku,
  location.code as location, entry.kind, entry.on_hand_delta, entry.reserved_delta,
  entry.allocated_delta, entry.damaged_delta, entry.quality_control_delta, entry.order_id,
  entry.event_id, entry.recorded_at
  from inventory.stock_entry as entry
  join inventory.sku on sku.id = entry.sku_id
  join inventory.location on location.id = entry.location_id
  where (entry.sku_id, entry.location_id, entry.id) > ($1::int, $2::int, $3::bigint)`;
const LEDGER_ORDER = 'order by entry.sku_id, entry.location_id, entry.id limit $4::int';

/** The ledger position by position, each from its first entry on. */
export const listLedger = defineStatement(
  'inventory_list_ledger',
  `select ${LEDGER_COLUMNS} ${LEDGER_ORDER}`,
);

export const listLedgerOfSku = defineStatement(
  'inventory_list_ledger_of_sku',
  `select ${LEDGER_COLUMNS} and entry.sku_id = $5::int ${LEDGER_ORDER}`,
);

export const listLedgerAtLocation = defineStatement(
  'inventory_list_ledger_at_location',
  `select ${LEDGER_COLUMNS} and entry.location_id = $5::int ${LEDGER_ORDER}`,
);

export const listLedgerOfSkuAtLocation = defineStatement(
  'inventory_list_ledger_of_sku_at_location',
  `select ${LEDGER_COLUMNS} and entry.sku_id = $5::int and entry.location_id = $6::int
   ${LEDGER_ORDER}`,
);

const INCOMING_COLUMNS = `incoming.id, sku.code as sku, sku.name, sku.names, location.code as location,
  incoming.reference, incoming.expected_at, incoming.quantity, incoming.received, incoming.promised,
  incoming.closed_at
  from inventory.incoming
  join inventory.sku on sku.id = incoming.sku_id
  join inventory.location on location.id = incoming.location_id`;
const INCOMING_PLACE = `(incoming.expected_at, incoming.id) > (to_timestamp($1::bigint / 1000.0), $2::uuid)
  and incoming.closed_at is null`;
const INCOMING_ORDER = 'order by incoming.expected_at, incoming.id limit $3::int';

export const listIncoming = defineStatement(
  'inventory_list_incoming',
  `select ${INCOMING_COLUMNS} where ${INCOMING_PLACE} ${INCOMING_ORDER}`,
);

export const listIncomingOfSku = defineStatement(
  'inventory_list_incoming_of_sku',
  `select ${INCOMING_COLUMNS} where ${INCOMING_PLACE} and incoming.sku_id = $4::int ${INCOMING_ORDER}`,
);

export const listIncomingAtLocation = defineStatement(
  'inventory_list_incoming_at_location',
  `select ${INCOMING_COLUMNS} where ${INCOMING_PLACE} and incoming.location_id = $4::int ${INCOMING_ORDER}`,
);

export const listIncomingOfSkuAtLocation = defineStatement(
  'inventory_list_incoming_of_sku_at_location',
  `select ${INCOMING_COLUMNS}
   where ${INCOMING_PLACE} and incoming.sku_id = $4::int and incoming.location_id = $5::int
   ${INCOMING_ORDER}`,
);

/** Closed ones too. */
export const listIncomingByReference = defineStatement(
  'inventory_list_incoming_by_reference',
  `select ${INCOMING_COLUMNS}
   where incoming.reference = $4::text
     and (incoming.expected_at, incoming.id) > (to_timestamp($1::bigint / 1000.0), $2::uuid)
   ${INCOMING_ORDER}`,
);

/** Positions and open supply of a SKU under one snapshot, so that a receipt in between counts once. */
export const readAvailability = defineStatement(
  'inventory_read_availability',
  `select location.code as location, null::text as reference, null::timestamptz as expected_at,
     position.on_hand - position.reserved - position.allocated - position.damaged
       - position.quality_control - position.safety_stock as quantity
   from inventory.stock_position as position
   join inventory.location on location.id = position.location_id
   where position.sku_id = $1::int and ($2::int is null or position.location_id = $2::int)
   union all
   (select location.code, incoming.reference, incoming.expected_at,
      incoming.quantity - incoming.received - incoming.promised
    from inventory.incoming
    join inventory.location on location.id = incoming.location_id
    where incoming.sku_id = $1::int and incoming.closed_at is null
      and ($2::int is null or incoming.location_id = $2::int)
      and ($3::bigint is null or incoming.expected_at <= to_timestamp($3::bigint / 1000.0))
      and incoming.quantity > incoming.received + incoming.promised
    order by incoming.expected_at, incoming.id limit $4::int)`,
);
