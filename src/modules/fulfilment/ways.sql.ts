import { defineStatement } from '../../platform/postgres/index.ts';

/** Of the $1 shipped fulfilment orders with the latest dates: how many go from where to where, the $2 most used ways. */
export const readWays = defineStatement(
  'fulfilment_read_ways',
  `select shipped.location, search.country_code, count(*)::int as orders from (
     select location, order_id from fulfilment.fulfilment_order where state = 'shipped'
     order by ship_by desc, id desc limit $1::int
   ) as shipped
   join orders.order_search as search on search.order_id = shipped.order_id
   group by shipped.location, search.country_code
   order by orders desc, shipped.location, search.country_code limit $2::int`,
);
