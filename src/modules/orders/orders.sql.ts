import { defineCopy } from '../../platform/postgres/copy.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const readChannels = defineStatement(
  'orders_read_channels',
  `select id, code, name, names, currency, time_zone, payment_deadline_minutes, backorder, split,
     promise_target_days, excluded_location_codes, custom_fields_schema, release_after_minutes,
     return_window_days, payments, order_kinds
   from orders.channel order by id`,
);

export const putChannels = defineStatement(
  'orders_put_channels',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('channel', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   insert into orders.channel (code, name, names, currency, time_zone, payment_deadline_minutes,
     backorder, split, promise_target_days, excluded_location_codes, custom_fields_schema, release_after_minutes,
     return_window_days, payments, order_kinds, changed_at)
   select code, name, names, currency, time_zone, payment_deadline_minutes, backorder, split,
     promise_target_days, excluded_location_codes, custom_fields_schema, release_after_minutes,
     return_window_days, payments, order_kinds, to_timestamp(changed_at_ms / 1000.0)
   from raised, jsonb_to_recordset($1::jsonb) as given (code text, name text, names jsonb,
     currency text, time_zone text, payment_deadline_minutes int, backorder text, split text,
     promise_target_days int, excluded_location_codes text[], custom_fields_schema jsonb,
     release_after_minutes int, return_window_days int, payments jsonb, order_kinds jsonb, changed_at_ms bigint)
   order by code
   on conflict (code) do update set name = excluded.name, names = excluded.names,
     currency = excluded.currency, time_zone = excluded.time_zone,
     payment_deadline_minutes = excluded.payment_deadline_minutes, backorder = excluded.backorder,
     split = excluded.split, promise_target_days = excluded.promise_target_days,
     excluded_location_codes = excluded.excluded_location_codes,
     custom_fields_schema = excluded.custom_fields_schema,
     release_after_minutes = excluded.release_after_minutes,
     return_window_days = excluded.return_window_days, payments = excluded.payments,
     order_kinds = excluded.order_kinds,
     changed_at = excluded.changed_at`,
);

export const nextOrderIdBlocks = defineStatement(
  'orders_next_order_id_blocks',
  `select nextval('orders.order_id_block') as first from generate_series(1, $1::int)`,
);

/** Orders placed before under these external ids, with the answer that was given. */
export const readTwins = defineStatement(
  'orders_read_twins',
  `select header.channel_id, header.external_id, header.id, header.request_hash,
     (select event.data from hub.event as event
      where event.order_id = header.id and event.type = 'order.placed'
      order by event.xid, event.id limit 1) as reply
   from unnest($1::int[], $2::text[]) as given (channel_id, external_id)
   join orders.order_header as header
     on header.channel_id = given.channel_id and header.external_id = given.external_id`,
);

export const copyHeaders = defineCopy('orders.order_header', [
  'id',
  'channel_id',
  'external_id',
  'request_hash',
  'version',
  'state',
  'payment_state',
  'stock_state',
  'currency',
  'goods_minor',
  'discount_minor',
  'tax_minor',
  'charges_minor',
  'total_minor',
  'paid_minor',
  'priority',
  'placed_at',
  'recorded_at',
  'wanted_by',
  'promised_at',
  'next_deadline_at',
  'customer',
  'ship_to',
  'details',
  'shipments',
  'holds',
]);

export const copyLines = defineCopy('orders.order_line', [
  'order_id',
  'line_number',
  'sku_id',
  'quantity',
  'cancelled_quantity',
  'unit_price_minor',
  'discount_minor',
  'tax_minor',
  'attributes',
]);

/** Lines of orders that existed before: changed or added. */
export const putLines = defineStatement(
  'orders_put_lines',
  `insert into orders.order_line (order_id, line_number, sku_id, quantity, cancelled_quantity,
     unit_price_minor, discount_minor, tax_minor, attributes, shipped_quantity, delivered_quantity,
     returned_quantity)
   select order_id, line_number, sku_id, quantity, cancelled_quantity, unit_price_minor,
     discount_minor, tax_minor, attributes, shipped_quantity, delivered_quantity, returned_quantity
   from unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::int[], $6::bigint[], $7::bigint[],
     $8::bigint[], string_to_array($9::text, E'\\x01', '')::json[], $10::int[], $11::int[], $12::int[])
     as given (order_id, line_number, sku_id, quantity, cancelled_quantity, unit_price_minor,
       discount_minor, tax_minor, attributes, shipped_quantity, delivered_quantity, returned_quantity)
   on conflict (order_id, line_number) do update set quantity = excluded.quantity,
     cancelled_quantity = excluded.cancelled_quantity, discount_minor = excluded.discount_minor,
     tax_minor = excluded.tax_minor, attributes = excluded.attributes,
     shipped_quantity = excluded.shipped_quantity, delivered_quantity = excluded.delivered_quantity,
     returned_quantity = excluded.returned_quantity`,
);

const HEADER_COLUMNS = `id, channel_id, external_id, request_hash, version, state, payment_state,
  stock_state, currency, goods_minor, discount_minor, tax_minor, charges_minor, total_minor,
  paid_minor, priority, placed_at, recorded_at, wanted_by, promised_at, next_deadline_at, customer,
  ship_to, details, shipments, holds`;

export const readHeaders = defineStatement(
  'orders_read_headers',
  `select ${HEADER_COLUMNS} from orders.order_header where id = any($1::bigint[])`,
);

export const lockHeaders = defineStatement(
  'orders_lock_headers',
  `select ${HEADER_COLUMNS} from orders.order_header where id = any($1::bigint[]) order by id for update`,
);

export const readLines = defineStatement(
  'orders_read_lines',
  `select order_id, line_number, sku_id, quantity, cancelled_quantity, unit_price_minor,
     discount_minor, tax_minor, attributes, shipped_quantity, delivered_quantity, returned_quantity
   from orders.order_line where order_id = any($1::bigint[]) order by order_id, line_number`,
);

export const readPayments = defineStatement(
  'orders_read_payments',
  `select order_id, reference, kind, amount_minor, occurred_at, tender, authorisation, capture, expires_at
   from orders.payment where order_id = any($1::bigint[]) order by order_id, recorded_at, reference`,
);

export const readWaitingOfOrders = defineStatement(
  'orders_read_waiting_of_orders',
  `select order_id, line_number, sku_id, location_id, quantity, waits_for, incoming_id, expected_at
   from orders.waiting_line where order_id = any($1::bigint[])
   order by order_id, line_number, expected_at, location_id, incoming_id nulls first`,
);

/** What waiting orders claim of these SKUs, by location and announced supply. */
export const readClaims = defineStatement(
  'orders_read_claims',
  `select sku_id, location_id, incoming_id, sum(quantity)::bigint as quantity
   from orders.waiting_line where sku_id = any($1::int[]) group by sku_id, location_id, incoming_id`,
);

/**
 * Moves whole headers from the version that was read; $1 is a JSON array, one object an order. The
 * documents in it are texts: they stay as they were written, whatever characters they hold.
 */
export const updateHeaders = defineStatement(
  'orders_update_headers',
  `update orders.order_header as header set
     version = given.version, state = given.state, payment_state = given.payment_state,
     stock_state = given.stock_state, goods_minor = given.goods_minor,
     discount_minor = given.discount_minor, tax_minor = given.tax_minor,
     charges_minor = given.charges_minor, total_minor = given.total_minor,
     paid_minor = given.paid_minor, priority = given.priority,
     wanted_by = to_timestamp(given.wanted_by_ms / 1000.0),
     promised_at = to_timestamp(given.promised_at_ms / 1000.0),
     next_deadline_at = to_timestamp(given.next_deadline_at_ms / 1000.0),
     customer = given.customer::json, ship_to = given.ship_to::json, details = given.details::json,
     shipments = given.shipments::json, holds = given.holds::json
   from jsonb_to_recordset($1::jsonb) as given (id bigint, version_read int, version int, state text, payment_state text,
     stock_state text, goods_minor bigint, discount_minor bigint, tax_minor bigint,
     charges_minor bigint, total_minor bigint, paid_minor bigint, priority int, wanted_by_ms bigint,
     promised_at_ms bigint, next_deadline_at_ms bigint, customer text, ship_to text, details text,
     shipments text, holds text)
   where header.id = given.id and header.version = given.version_read`,
);

export const deleteWaiting = defineStatement(
  'orders_delete_waiting',
  `delete from orders.waiting_line where order_id = any($1::bigint[])`,
);

export const insertWaiting = defineStatement(
  'orders_insert_waiting',
  `insert into orders.waiting_line (order_id, line_number, sku_id, location_id, quantity, waits_for,
     incoming_id, expected_at, priority, placed_at)
   select order_id, line_number, sku_id, location_id, quantity, waits_for, incoming_id,
     to_timestamp(expected_at_ms / 1000.0), priority, to_timestamp(placed_at_ms / 1000.0)
   from unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::uuid[],
     $8::bigint[], $9::int[], $10::bigint[])
     as given (order_id, line_number, sku_id, location_id, quantity, waits_for, incoming_id,
       expected_at_ms, priority, placed_at_ms)`,
);

export const insertPayments = defineStatement(
  'orders_insert_payments',
  `insert into orders.payment (order_id, reference, kind, amount_minor, occurred_at, recorded_at)
   select order_id, reference, kind, amount_minor, to_timestamp(occurred_at_ms / 1000.0),
     to_timestamp(recorded_at_ms / 1000.0)
   from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
     as given (order_id, reference, kind, amount_minor, occurred_at_ms, recorded_at_ms)`,
);

/** Facts that say more than kind and amount; $1 is a JSON array, since an ordinary order has none of them. */
export const insertTenderedPayments = defineStatement(
  'orders_insert_tendered_payments',
  `insert into orders.payment (order_id, reference, kind, amount_minor, occurred_at, recorded_at,
     tender, authorisation, capture, expires_at)
   select order_id, reference, kind, amount_minor, to_timestamp(occurred_at_ms / 1000.0),
     to_timestamp(recorded_at_ms / 1000.0), tender, authorisation, capture,
     to_timestamp(expires_at_ms / 1000.0)
   from jsonb_to_recordset($1::jsonb) as given (order_id bigint, reference text, kind text,
     amount_minor bigint, occurred_at_ms bigint, recorded_at_ms bigint, tender text,
     authorisation text, capture text, expires_at_ms bigint)`,
);

/** Orders whose deadline has come, earliest first. */
export const readDueOrders = defineStatement(
  'orders_read_due',
  `select id, state, details->'pickUp'->'ready' is not null as is_ready_in_store
   from orders.order_header
   where next_deadline_at <= to_timestamp($1::bigint / 1000.0)
   order by next_deadline_at limit $2::int`,
);

/** SKUs that orders wait for; a loose walk over the index, one step a SKU. */
export const readWaitingSkus = defineStatement(
  'orders_read_waiting_skus',
  `with recursive waited as (
     (select sku_id from orders.waiting_line order by sku_id limit 1)
     union all
     select (select line.sku_id from orders.waiting_line as line
             where line.sku_id > waited.sku_id order by line.sku_id limit 1)
     from waited where waited.sku_id is not null
   )
   select sku_id from waited where sku_id is not null`,
);

/** Orders that wait for a SKU and may have it at $2, the oldest claim of the highest priority first, less those of $4. */
export const readWaitingOrders = defineStatement(
  'orders_read_waiting_orders',
  `select order_id from orders.waiting_line where sku_id = $1::int
     and (waits_for <> 'release_date' or expected_at <= to_timestamp($2::bigint / 1000.0))
     and order_id <> all($4::bigint[])
   group by order_id order by max(priority) desc, min(placed_at), order_id limit $3::int`,
);

export const readTakeBacks = defineStatement(
  'orders_read_take_backs',
  `select kept.channel_id, kept.external_id, kept.request_hash, kept.reply
   from unnest($1::int[], $2::text[]) as given (channel_id, external_id)
   join orders.take_back as kept
     on kept.channel_id = given.channel_id and kept.external_id = given.external_id`,
);

export const insertTakeBacks = defineStatement(
  'orders_insert_take_backs',
  `insert into orders.take_back (id, channel_id, external_id, request_hash, reply, has_expected,
     announced_at, recorded_at)
   select id, channel_id, external_id, request_hash, reply, has_expected,
     to_timestamp(announced_at_ms / 1000.0), to_timestamp(recorded_at_ms / 1000.0)
   from unnest($1::uuid[], $2::int[], $3::text[], $4::bytea[],
     string_to_array($5::text, E'\\x01')::json[], $6::boolean[], $7::bigint[], $8::bigint[])
     as given (id, channel_id, external_id, request_hash, reply, has_expected, announced_at_ms,
       recorded_at_ms)`,
);
