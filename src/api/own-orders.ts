import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { assert } from '../kernel/assert.ts';
import { allows, type Principal } from '../modules/access/index.ts';
import {
  listOrders,
  readCustomerEmails,
  SEARCH_MATCHES_MAX,
  type NarrowedOrders,
} from '../modules/orders/index.ts';
import { readOrdersInNeed } from '../modules/tracking/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { OrderFilters } from '../../contracts/order-reads.ts';
import type { Door } from './door.ts';
import { ownersOf } from './exceptions-routes.ts';
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
 * The filters of a list of orders with those orders named that need somebody. Exceptions are read by
 * whoever may: by others than that nothing is learnt of them through orders either.
 */
export async function narrowOrders(
  pool: Pool,
  principal: Principal,
  { needs, ...filters }: OrderFilters,
): Promise<NarrowedOrders | Refusal> {
  if (needs === undefined) return filters;
  const refused = refuseNeeds(principal);
  if (refused !== null) return refused;
  const owners = needs === 'me' ? ownersOf(principal) : null;
  return { ...filters, orderIds: await readOrdersInNeed(pool, owners, SEARCH_MATCHES_MAX) };
}

/** Refuses the filter for those who may not read exceptions. */
export function refuseNeeds(principal: Principal): Refusal | null {
  if (allows(principal.scopes, 'exceptions:read') && principal.reach === null) return null;
  const detail = `${principal.actor} lacks the scope exceptions:read, which the filter needs.`;
  return refuse('forbidden', detail, { scope: 'exceptions:read' });
}

/**
 * A page of orders within the caller's reach. A customer's are found by the word that the address of
 * e-mail is in the index, then held against the orders themselves: the index also knows beginnings.
 */
export async function listOrdersWithin(
  { pool, clock }: Pick<Door, 'pool' | 'clock'>,
  request: FastifyRequest,
  given: OrderFilters,
  page: { readonly cursor: string | null; readonly limit: number },
): ReturnType<typeof listOrders> {
  const own = customerWithin(request);
  assert(request.principal !== null, 'orders are listed for somebody');
  const filters = await narrowOrders(pool, request.principal, given);
  if ('code' in filters) return filters;
  const now = clock.now();
  if (own === null) return listOrders(pool, filters, page.cursor, page.limit, now);
  const search = `${own} ${filters.search ?? ''}`.trim();
  const found = await listOrders(pool, { ...filters, search }, page.cursor, page.limit, now);
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
