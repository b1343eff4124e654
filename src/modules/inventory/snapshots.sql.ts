import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const stockSnapshots = defineRecordTable({
  table: 'inventory.stock_snapshot',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'location_id',
    'source',
    'taken_at',
    'is_complete',
    'uploaded_by',
    'state',
    'lines',
    'compared_sku_id',
    'drifts',
    'decided_by',
    'reason',
    'received_at',
    'state_since',
  ],
  instants: ['taken_at', 'received_at', 'state_since'],
});

export const stockDrifts = defineRecordTable({
  table: 'inventory.stock_drift',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'snapshot_id',
    'sku_id',
    'location_id',
    'ours',
    'theirs',
    'causes',
    'cause_chosen',
    'correction',
    'proposed_by',
    'posted',
  ],
  lookups: { snapshot_id: 'text' },
});

export const stockAgreements = defineRecordTable({
  table: 'inventory.stock_agreement',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'sku_id', 'location_id', 'agreed_at', 'on_hand', 'snapshot_id'],
  instants: ['agreed_at'],
});

/** The snapshot that has waited longest, with the codes of what it names. */
export const readWaitingSnapshot = defineStatement(
  'inventory_read_waiting_snapshot',
  `select snapshot.id, snapshot.location_id, location.code as location, snapshot.taken_at,
     snapshot.is_complete, snapshot.lines, snapshot.compared_sku_id
   from inventory.stock_snapshot as snapshot
   join inventory.location on location.id = snapshot.location_id
   where snapshot.state = 'received'
   order by snapshot.received_at, snapshot.id limit 1`,
);

/** SKUs that lie there, from one on: of a complete snapshot what it does not name counts as none. */
export const readSkusOnHand = defineStatement(
  'inventory_read_skus_on_hand',
  `select sku_id from inventory.stock_position
   where location_id = $1::int and sku_id > $2::int and on_hand > 0
   order by sku_id limit $3::int`,
);

/** Newest entries of a position that a comparison looks at. */
export const COMPARED_ENTRIES_MAX = 20_000;

/** What the ledger had on hand at a moment, and what moved within a day around it. */
export const readPositionsAt = defineStatement(
  'inventory_read_positions_at',
  `select sku.id as sku_id, sku.code as sku,
     coalesce(position.on_hand, 0) - coalesce(told.after, 0) as on_hand,
     coalesce(position.damaged, 0) as damaged,
     coalesce(told.around, '[]'::jsonb) as around,
     agreement.agreed_at
   from unnest($1::int[]) as given (sku_id)
   join inventory.sku on sku.id = given.sku_id
   left join inventory.stock_position as position
     on position.sku_id = given.sku_id and position.location_id = $2::int
   left join inventory.stock_agreement as agreement
     on agreement.id = given.sku_id || '/' || $2::int
   left join lateral (
     select
       sum(on_hand_delta) filter (where recorded_at > to_timestamp($3::bigint / 1000.0))::int as after,
       jsonb_agg(jsonb_build_object('at', (extract(epoch from recorded_at) * 1000)::bigint,
         'onHand', on_hand_delta) order by id)
         filter (where on_hand_delta <> 0
           and recorded_at between to_timestamp(($3::bigint - 86400000) / 1000.0)
             and to_timestamp(($3::bigint + 86400000) / 1000.0)) as around
     from (
       select id, on_hand_delta, recorded_at from inventory.stock_entry
       where sku_id = given.sku_id and location_id = $2::int
       order by id desc limit ${COMPARED_ENTRIES_MAX}
     ) as entry
   ) as told on true
   order by sku.id`,
);

/** Entries that explain a difference; older ones than these say little. */
const EXPLAINING_ENTRIES_MAX = 400;

export const readExplainingEntries = defineStatement(
  'inventory_read_explaining_entries',
  `select given.sku_id, entry.id, entry.kind, entry.on_hand_delta, entry.recorded_at, entry.order_id
   from unnest($1::int[], $2::bigint[]) as given (sku_id, since_ms)
   cross join lateral (
     select id, kind, on_hand_delta, recorded_at, order_id
     from (
       select id, kind, on_hand_delta, recorded_at, order_id from inventory.stock_entry
       where sku_id = given.sku_id and location_id = $3::int
       order by id desc limit ${COMPARED_ENTRIES_MAX}
     ) as newest
     where on_hand_delta <> 0 and recorded_at > to_timestamp(given.since_ms / 1000.0)
     order by id desc limit ${EXPLAINING_ENTRIES_MAX}
   ) as entry
   order by given.sku_id, entry.id`,
);

export const readComingSupplies = defineStatement(
  'inventory_read_coming_supplies',
  `select incoming.sku_id, incoming.reference, incoming.quantity - incoming.received as quantity,
     incoming.expected_at,
     exists (select from inventory.transfer where transfer.reference = incoming.reference) as is_transfer
   from inventory.incoming
   where incoming.sku_id = any($1::int[]) and incoming.location_id = $2::int
     and incoming.closed_at is null and incoming.quantity > incoming.received
   order by incoming.sku_id, incoming.expected_at, incoming.id`,
);

const HOLDINGS_MAX = 100;

export const readHoldings = defineStatement(
  'inventory_read_holdings',
  `select given.sku_id, held.order_id, held.allocated
   from unnest($1::int[]) as given (sku_id)
   cross join lateral (
     select order_id, sum(allocated_delta)::int as allocated
     from (
       select order_id, allocated_delta from inventory.stock_entry
       where sku_id = given.sku_id and location_id = $2::int
       order by id desc limit ${COMPARED_ENTRIES_MAX}
     ) as entry
     where order_id is not null
     group by order_id having sum(allocated_delta) > 0
     order by order_id desc limit ${HOLDINGS_MAX}
   ) as held
   order by given.sku_id, held.order_id`,
);

const SNAPSHOT_COLUMNS = `snapshot.id, location.code as location, snapshot.source, snapshot.taken_at,
  snapshot.is_complete, snapshot.uploaded_by, snapshot.state, jsonb_array_length(snapshot.lines) as lines,
  snapshot.drifts, snapshot.decided_by, snapshot.reason, snapshot.received_at, snapshot.state_since
  from inventory.stock_snapshot as snapshot
  join inventory.location on location.id = snapshot.location_id`;

export const readSnapshot = defineStatement(
  'inventory_read_snapshot',
  `select ${SNAPSHOT_COLUMNS} where snapshot.id = $1::text`,
);

export const listSnapshots = defineStatement(
  'inventory_list_snapshots',
  `select ${SNAPSHOT_COLUMNS} where snapshot.id > $1::text order by snapshot.id limit $2::int`,
);

export const listSnapshotsAtLocation = defineStatement(
  'inventory_list_snapshots_at_location',
  `select ${SNAPSHOT_COLUMNS}
   where snapshot.id > $1::text and snapshot.location_id = $3::int
   order by snapshot.id limit $2::int`,
);

export const listDrifts = defineStatement(
  'inventory_list_drifts',
  `select drift.id, sku.code as sku, location.code as location, drift.ours, drift.theirs, drift.causes,
     drift.cause_chosen, drift.correction, drift.proposed_by, drift.posted
   from inventory.stock_drift as drift
   join inventory.sku on sku.id = drift.sku_id
   join inventory.location on location.id = drift.location_id
   where drift.snapshot_id = $1::text and drift.id > $2::text
   order by drift.id limit $3::int`,
);
