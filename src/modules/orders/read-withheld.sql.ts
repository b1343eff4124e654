import { defineStatement } from '../../platform/postgres/index.ts';

export const readWithheld = defineStatement(
  'orders_read_withheld',
  `select location.code as location, sum(waiting.quantity)::bigint as quantity
   from inventory.sku
   join orders.waiting_line as waiting on waiting.sku_id = sku.id
   join inventory.location on location.id = waiting.location_id
   where sku.code = $1::text group by location.code`,
);
