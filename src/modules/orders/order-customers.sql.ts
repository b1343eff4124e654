import { defineStatement } from '../../platform/postgres/index.ts';

export const readCustomerEmails = defineStatement(
  'orders_read_customer_emails',
  `select id, lower(customer ->> 'email') as email from orders.order_header where id = any($1::bigint[])`,
);
