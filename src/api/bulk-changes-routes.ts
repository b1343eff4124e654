import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { assert } from '../kernel/assert.ts';
import {
  listBulkChanges,
  listBulkOrders,
  noSuchBulk,
  readBulkChange,
  type BulkSelection,
} from '../modules/orders/index.ts';
import type { Principal } from '../modules/access/index.ts';
import {
  BeginBulkChange,
  BulkChange,
  BulkChangeOrderPage,
  BulkChangePage,
  BulkOutcome,
  StartBulkChange,
} from '../../contracts/bulk-changes.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { pageById, pageOf, pageParameters, sendJson } from './answer-query.ts';
import { allowNoBody, carryOut } from './carry-out.ts';
import { NoBody } from './contract-parts.ts';
import type { Door } from './door.ts';
import { ownersOf } from './exceptions-routes.ts';
import { refuseNeeds } from './own-orders.ts';
import { sendRefusal } from './problems.ts';

const PAGE_MAX = 200;
const tags = ['orders'];
const read = { policy: 'orders:read', reach: 'refused' } as const;
const write = { policy: 'orders:write', isCommand: true } as const;
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ListQuery = Type.Object(
  { ...pageParameters(PAGE_MAX), cursor: Type.Optional(Type.String({ format: 'uuid' })) },
  { additionalProperties: false },
);
const OrdersQuery = Type.Object(
  {
    outcome: Type.Optional(BulkOutcome),
    why: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Only those with this code' }),
    ),
    ...pageParameters(PAGE_MAX),
    cursor: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
  },
  { additionalProperties: false },
);

/** What is done to many orders at once: looked at first, started, stopped, taken back, and seen as it goes. */
export function bulkChangesRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.post(
      '/v1/bulk-changes',
      {
        config: { ...write, answers: { 201: BulkChange } },
        schema: {
          tags,
          summary: 'Begin to change many orders: all that filters meet, or named ones',
          description:
            'Looks at every order that is meant and counts what would happen; nothing changes before start. Orders that come later are not meant. More than 100,000 are not changed at once.',
          body: BeginBulkChange,
        },
      },
      async (request, reply) => {
        const { principal, body } = request;
        assert(principal !== null, 'orders are changed for somebody');
        const selection = selectionOf(body, principal);
        return 'code' in selection
          ? sendRefusal(reply, selection)
          : carryOut(door, request, reply, 'begin_bulk_change', {
              action: body.action,
              selection,
            });
      },
    );

    app.get(
      '/v1/bulk-changes',
      {
        config: { ...read, answers: { 200: BulkChangePage } },
        schema: { tags, summary: 'Bulk changes, newest first', querystring: ListQuery },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        return sendJson(reply, pageById(await listBulkChanges(pool, cursor, limit), limit));
      },
    );

    app.get(
      '/v1/bulk-changes/:id',
      {
        config: { ...read, answers: { 200: BulkChange } },
        schema: { tags, summary: 'One bulk change, and how far it is', params: IdPath },
      },
      async ({ params: { id } }, reply) => {
        const found = await readBulkChange(pool, id);
        return found === null ? sendRefusal(reply, noSuchBulk(id)) : sendJson(reply, found);
      },
    );

    app.get(
      '/v1/bulk-changes/:id/orders',
      {
        config: { ...read, answers: { 200: BulkChangeOrderPage } },
        schema: {
          tags,
          summary: 'What became of each order of a bulk change',
          params: IdPath,
          querystring: OrdersQuery,
        },
      },
      async ({ params: { id }, query }, reply) => {
        if ((await readBulkChange(pool, id)) === null) return sendRefusal(reply, noSuchBulk(id));
        const { limit, cursor } = pageOf(query);
        const page = { afterOrderId: Number(cursor ?? 0), limit };
        return sendJson(
          reply,
          await listBulkOrders(
            pool,
            id,
            { outcome: query.outcome ?? null, why: query.why ?? null },
            page,
          ),
        );
      },
    );

    app.post(
      '/v1/bulk-changes/:id/start',
      {
        config: { ...write, answers: { 200: BulkChange }, problems: ['illegal_transition'] },
        schema: {
          tags,
          summary:
            'Change the orders; again: go on where it was stopped, or retry what was refused',
          description:
            'What is chosen holds for all of them and stays as it was first chosen. Each order is changed by a command of its own, in the name of the caller.',
          params: IdPath,
          body: StartBulkChange,
        },
        preValidation: allowNoBody,
      },
      (request, reply) =>
        carryOut(door, request, reply, 'start_bulk_change', {
          id: request.params.id,
          choice: request.body,
        }),
    );

    for (const [verb, summary] of [
      ['stop', 'Change no more orders; what was done stays'],
      ['undo', 'Take back what was done, where another command can'],
    ] as const) {
      app.post(
        `/v1/bulk-changes/:id/${verb}`,
        {
          config: { ...write, answers: { 200: BulkChange }, problems: ['illegal_transition'] },
          schema: { tags, summary, params: IdPath, body: NoBody },
          preValidation: allowNoBody,
        },
        (request, reply) =>
          carryOut(door, request, reply, `${verb}_bulk_change`, { id: request.params.id }),
      );
    }
  };
}

/** Which orders are meant, with a filter that depends on who asks worked out. */
function selectionOf(
  { filters, orderIds }: BeginBulkChange,
  principal: Principal,
): BulkSelection | Refusal {
  if (orderIds !== undefined && filters === undefined) return { orderIds: orderIds.map(Number) };
  if (filters === undefined || orderIds !== undefined) {
    return refuse('invalid_request', 'Send either filters or orderIds.', { field: 'filters' });
  }
  const { needs, ...rest } = filters;
  if (needs === undefined) return { filters: rest };
  return (
    refuseNeeds(principal) ?? {
      filters: rest,
      owners: needs === 'me' ? ownersOf(principal) : null,
    }
  );
}
