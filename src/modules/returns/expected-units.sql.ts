import { defineStatement } from '../../platform/postgres/index.ts';

/** Returns on their way that are looked at; the newest say most. */
const RETURNS_MAX = 2_000;

export const readExpectedUnits = defineStatement(
  'returns_read_expected_units',
  `select sku_id, order_id, sum(units)::int as units
   from (
     select (line ->> 'skuId')::int as sku_id, coming.order_id,
       (line ->> 'quantity')::int - (line ->> 'receivedQuantity')::int as units
     from (
       select order_id, lines from returns.return
       where location_id = $1::int and state in ('requested', 'approved', 'on_the_way', 'receiving')
       order by requested_at desc, id limit ${RETURNS_MAX}
     ) as coming, jsonb_array_elements(coming.lines) as line
   ) as expected
   where units > 0 and sku_id = any($2::int[])
   group by sku_id, order_id order by sku_id, order_id`,
);
