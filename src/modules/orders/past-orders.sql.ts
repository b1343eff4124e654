import { defineStatement } from '../../platform/postgres/index.ts';

/** The newest orders that were placed within a time, by the index of the search. */
export const readPastIds = defineStatement(
  'orders_read_past_ids',
  `select order_id as id from orders.order_search
   where placed_at >= to_timestamp($1::bigint / 1000.0) and placed_at < to_timestamp($2::bigint / 1000.0)
   order by placed_at desc, order_id desc limit $3::int`,
);

/** Orders as they were asked for, as far as the record still says it. */
export const readPastOrders = defineStatement(
  'orders_read_past_orders',
  `select header.id, channel.code as channel, header.currency, header.priority, header.placed_at,
     header.recorded_at, header.total_minor, header.paid_minor, header.wanted_by, header.customer, header.ship_to, header.details,
     (select location.code from inventory.location as location
      where location.id = (header.details -> 'pickUp' ->> 'locationId')::int) as pick_up_location,
     (select json_agg(json_build_object('lineNumber', line.line_number, 'sku', sku.code,
         'quantity', line.quantity + line.cancelled_quantity, 'unitPriceMinor', line.unit_price_minor,
         'discountMinor', line.discount_minor, 'taxMinor', line.tax_minor,
         'attributes', line.attributes) order by line.line_number)
      from orders.order_line as line join inventory.sku as sku on sku.id = line.sku_id
      where line.order_id = header.id) as lines,
     (select json_agg(json_build_object('kind', payment.kind, 'amountMinor', payment.amount_minor,
         'reference', payment.reference, 'tender', payment.tender,
         'occurredAtMs', (extract(epoch from payment.occurred_at) * 1000)::bigint) order by payment.recorded_at, payment.reference)
      from orders.payment as payment
      where payment.order_id = header.id and payment.kind in ('authorised', 'captured', 'failed')) as payments
   from orders.order_header as header join orders.channel as channel on channel.id = header.channel_id
   where header.id = any($1::bigint[]) order by header.placed_at, header.id`,
);

/** What happened to orders, oldest first. */
export const readPastMoments = defineStatement(
  'orders_read_past_moments',
  `select order_id, type, recorded_at from hub.event
   where order_id = any($1::bigint[]) and type = any($2::text[]) order by order_id, xid, id`,
);
