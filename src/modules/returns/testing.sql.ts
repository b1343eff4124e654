/** The credits of an order, for tests. */
export const READ_CREDITS = `select details::jsonb -> 'credits' as credits from orders.order_header where id = $1`;
