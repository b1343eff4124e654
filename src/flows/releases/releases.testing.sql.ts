/** The channel that the orders of tests come by. */
export const READ_CHANNEL = `select id from orders.channel where code = 'SHOP'`;

/** What was counted of the groups of a release. */
export const READ_COUNTED = `
  select order_group as group, sum(orders)::int as orders, sum(failures)::int as failures, sum(holds)::int as holds
  from (select * from flows.release_tally union all select * from flows.release_count) as counted
  where release_id = $1 group by order_group order by order_group`;
