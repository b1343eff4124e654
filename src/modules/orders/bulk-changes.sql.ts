import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const bulkChanges = defineRecordTable({
  table: 'orders.bulk_change',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'version',
    'action',
    'selection',
    'choice',
    'state',
    'actor',
    'run',
    'counts',
    'created_at',
    'started_at',
    'ended_at',
  ],
  instants: ['created_at', 'started_at', 'ended_at'],
});

/** Newest first: the identifiers grow with time. */
export const listBulkChanges = defineStatement(
  'orders_list_bulk_changes',
  `select id, version, action, selection, choice, state, actor, run, counts, created_at, started_at, ended_at
   from orders.bulk_change where $1::uuid is null or id < $1::uuid order by id desc limit $2::int`,
);

/** Those that nobody looks at any more go with their orders. */
export const deleteOldBulkChanges = defineStatement(
  'orders_delete_old_bulk_changes',
  `delete from orders.bulk_change where created_at < to_timestamp($1::bigint / 1000.0)`,
);

/** As much of orders as tells what can be done to them. */
export const readBulkCandidates = defineStatement(
  'orders_read_bulk_candidates',
  `select id, state, priority, holds::jsonb as holds from orders.order_header where id = any($1::bigint[]) order by id`,
);

export const forgetBulkOrders = defineStatement(
  'orders_forget_bulk_orders',
  `delete from orders.bulk_change_order where bulk_change_id = $1::uuid`,
);

export const addBulkOrders = defineStatement(
  'orders_add_bulk_orders',
  `insert into orders.bulk_change_order (bulk_change_id, order_id, outcome, why)
   select $1::uuid, order_id, outcome, why
   from unnest($2::bigint[], $3::text[], $4::text[]) as given (order_id, outcome, why)
   on conflict (bulk_change_id, order_id) do nothing`,
);

/** The next orders with an outcome that an action is to be carried out on, or taken back. */
export const nextBulkOrders = defineStatement(
  'orders_next_bulk_orders',
  `select order_id, undo from orders.bulk_change_order
   where bulk_change_id = $1::uuid and outcome = $2::text and ($3::boolean or undo is not null)
   order by order_id limit $4::int`,
);

export const settleBulkOrders = defineStatement(
  'orders_settle_bulk_orders',
  `update orders.bulk_change_order as settled
   set outcome = given.outcome, why = given.why, detail = given.detail,
     undo = coalesce(given.undo, settled.undo)
   from jsonb_to_recordset($2::jsonb) as given (order_id bigint, outcome text, why text, detail text, undo jsonb)
   where settled.bulk_change_id = $1::uuid and settled.order_id = given.order_id`,
);

/** What was refused is tried once more. */
export const retryBulkOrders = defineStatement(
  'orders_retry_bulk_orders',
  `update orders.bulk_change_order set outcome = 'waiting', why = null, detail = null
   where bulk_change_id = $1::uuid and outcome = 'failed'`,
);

export const countBulkOrders = defineStatement(
  'orders_count_bulk_orders',
  `select outcome, case when outcome = 'impossible' then why end as why, count(*)::int as orders
   from orders.bulk_change_order where bulk_change_id = $1::uuid group by 1, 2 order by 1, 2`,
);

export const listBulkOrders = defineStatement(
  'orders_list_bulk_orders',
  `select order_id, outcome, why, detail from orders.bulk_change_order
   where bulk_change_id = $1::uuid and ($2::text is null or outcome = $2::text) and ($3::text is null or why = $3::text)
     and order_id > $4::bigint
   order by order_id limit $5::int`,
);
