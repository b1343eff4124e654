import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { listOrders, readCustomerEmails } from '../modules/orders/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { OrderFilters } from '../../contracts/order-reads.ts';
import { customerWithin } from './reach.ts';

/** Null when the caller may see an order; customers see their own only, and hear of others as of none. */
export async function refuseForeignOrder(
  pool: Pool,
  request: FastifyRequest,
  orderId: number,
): Promise<Refusal | null> {
  const own = customerWithin(request);
  if (own === null) return null;
  const emails = await readCustomerEmails(pool, [orderId]);
  return emails.get(orderId) === own
    ? null
    : refuse('not_found', `There is no order ${orderId}.`, { orderId: String(orderId) });
}

/**
 * A page of orders within the caller's reach. A customer's are found by the word that the address of
 * e-mail is in the index, then held against the orders themselves: the index also knows beginnings.
 */
export async function listOrdersWithin(
  pool: Pool,
  request: FastifyRequest,
  filters: OrderFilters,
  page: { readonly cursor: string | null; readonly limit: number },
): ReturnType<typeof listOrders> {
  const own = customerWithin(request);
  if (own === null) return listOrders(pool, filters, page.cursor, page.limit);
  const search = `${own} ${filters.search ?? ''}`.trim();
  const found = await listOrders(pool, { ...filters, search }, page.cursor, page.limit);
  if (found.kind === 'refused') return found;
  const { items } = found.value;
  const emails = await readCustomerEmails(
    pool,
    items.map(({ id }) => Number(id)),
  );
  return {
    ...found,
    value: { ...found.value, items: items.filter(({ id }) => emails.get(Number(id)) === own) },
  };
}
