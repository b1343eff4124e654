import { defineRecordTable } from '../../hub/index.ts';
import { defineCopy } from '../../platform/postgres/copy.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const lots = defineRecordTable({
  table: 'inventory.lot',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'sku_id',
    'location_id',
    'code',
    'expires_at',
    'received_at',
    'on_hand',
    'quarantined',
    'state',
    'reason',
  ],
  instants: ['expires_at', 'received_at'],
});

export const serials = defineRecordTable({
  table: 'inventory.serial',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'sku_id',
    'serial',
    'lot',
    'location_id',
    'state',
    'order_id',
    'history',
  ],
});

const LOT_COLUMNS = `id, version, sku_id, location_id, code, expires_at, received_at, on_hand,
  quarantined, state, reason`;

export const readTracked = defineStatement(
  'inventory_read_tracked',
  `select id as sku_id, tracking from inventory.sku where tracking <> 'none'`,
);

export const setTracking = defineStatement(
  'inventory_set_tracking',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('tracking', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   update inventory.sku set tracking = given.tracking
   from raised, unnest($1::int[], $2::text[]) as given (sku_id, tracking)
   where sku.id = given.sku_id`,
);

/** Lots of which something is there, and the one that takes what nobody has named. */
export const readLotsOnHand = defineStatement(
  'inventory_read_lots_on_hand',
  `select ${LOT_COLUMNS} from inventory.lot
   where sku_id = any($1::int[]) and (on_hand > 0 or code = 'UNKNOWN') order by id`,
);

export const readLotsOfSkus = defineStatement(
  'inventory_read_lots_of_skus',
  `select ${LOT_COLUMNS} from inventory.lot where sku_id = any($1::int[]) order by id`,
);

/** Orders that got units of a lot; a recall names at most so many. */
export const readLotOrders = defineStatement(
  'inventory_read_lot_orders',
  `select order_id, sum(-on_hand_delta)::int as units from inventory.lot_entry
   where sku_id = $1::int and code = $2::text and order_id is not null
   group by order_id having sum(-on_hand_delta) > 0
   order by order_id limit 10000`,
);

export const copyLotEntries = defineCopy('inventory.lot_entry', [
  'sku_id',
  'location_id',
  'code',
  'on_hand_delta',
  'order_id',
  'event_id',
  'recorded_at',
]);

export const readExpiredLots = defineStatement(
  'inventory_read_expired_lots',
  `select id from inventory.lot
   where state = 'open' and on_hand > 0 and expires_at <= to_timestamp($1::bigint / 1000.0)
   order by expires_at, id limit $2::int`,
);

const VIEW = `select lot.location_id, sku.code as sku, location.code as location, lot.code, lot.expires_at,
     lot.received_at, lot.on_hand, lot.quarantined, lot.state, lot.reason
   from inventory.lot
   join inventory.sku on sku.id = lot.sku_id
   join inventory.location on location.id = lot.location_id
   where lot.sku_id = $1::int and (lot.location_id, lot.code) > ($2::int, $3::text)`;

export const listLots = defineStatement(
  'inventory_list_lots',
  `${VIEW} and ($5::text[] is null or location.code = any($5::text[]))
   order by lot.location_id, lot.code limit $4::int`,
);

export const readLotsAt = defineStatement(
  'inventory_read_lots_at',
  `select ${LOT_COLUMNS} from inventory.lot
   where sku_id = $1::int and location_id = $2::int and on_hand > 0 order by id`,
);

export const readLocationCode = defineStatement(
  'inventory_read_location_code',
  `select code from inventory.location where id = $1::int`,
);

export const readSerial = defineStatement(
  'inventory_read_serial',
  `select serial.serial, sku.code as sku, serial.lot, location.code as location, serial.state,
     serial.order_id, serial.history
   from inventory.serial
   join inventory.sku on sku.id = serial.sku_id
   left join inventory.location on location.id = serial.location_id
   where serial.sku_id = $1::int and serial.serial = $2::text`,
);
