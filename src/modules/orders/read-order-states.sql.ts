import { defineStatement } from '../../platform/postgres/index.ts';

export const readOrderStates = defineStatement(
  'orders_read_states',
  `select id, state from orders.order_header where id = any($1::bigint[])`,
);
