import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  explainOrder,
  readNotes,
  readOrder,
  readTimeline,
  whatIf,
} from '../modules/orders/index.ts';
import {
  ChangedSettings,
  ORDER_PAGE_LIMIT_MAX,
  OrderExplanation,
  OrderFilters,
  OrderNotes,
  OrderSummaryPage,
  OrderTimeline,
  WhatIf,
} from '../../contracts/order-reads.ts';
import { Order } from '../../contracts/orders.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { listOrdersWithin, refuseForeignOrder } from './own-orders.ts';
import { sendRefusal } from './problems.ts';

const tags = ['orders'];
const policy = 'orders:read' as const;
const reach = ['customer'] as const;
const OrdersQuery = Type.Object(
  { ...OrderFilters.properties, ...pageParameters(ORDER_PAGE_LIMIT_MAX) },
  { additionalProperties: false },
);

/** What can be asked about orders. */
export function orderReads(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.get(
      '/v1/orders',
      {
        config: { policy, reach, answers: { 200: OrderSummaryPage }, problems: ['not_found'] },
        schema: {
          tags,
          summary: 'Orders, newest first, under any filters and words',
          description: 'A new order is found within about a second of its placing.',
          querystring: OrdersQuery,
        },
      },
      async (request, reply) => {
        const { limit: _limit, cursor: _cursor, ...filters } = request.query;
        const page = pageOf(request.query);
        return sendFound(reply, await listOrdersWithin(door, request, filters, page));
      },
    );

    app.get(
      '/v1/orders/:id',
      {
        config: { policy, reach, answers: { 200: Order } },
        schema: {
          tags,
          summary: 'One order as it stands; ETag carries its version',
          params: OrderPath,
        },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(pool, request, orderId);
        if (foreign !== null) return sendRefusal(reply, foreign);
        const answer = await readOrder(pool, orderId);
        if (answer.kind === 'found') void reply.header('etag', `"${answer.value.version}"`);
        return sendFound(reply, answer);
      },
    );

    app.get(
      '/v1/orders/:id/timeline',
      {
        config: { policy, reach, answers: { 200: OrderTimeline } },
        schema: { tags, summary: 'What has happened to an order, and when', params: OrderPath },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(pool, request, orderId);
        return foreign === null
          ? sendFound(reply, await readTimeline(pool, orderId))
          : sendRefusal(reply, foreign);
      },
    );

    app.get(
      '/v1/orders/:id/notes',
      {
        config: { policy, reach: 'refused', answers: { 200: OrderNotes } },
        schema: { tags, summary: 'What people noted about an order', params: OrderPath },
      },
      async ({ params }, reply) =>
        sendJson(reply, { items: await readNotes(pool, Number(params.id)) }),
    );

    app.get(
      '/v1/orders/:id/decisions',
      {
        config: { policy, reach: 'refused', answers: { 200: OrderExplanation } },
        schema: {
          tags,
          summary:
            'Why an order is sent as it is: candidates, costs, reasons, versions of the rules',
          params: OrderPath,
        },
      },
      async ({ params }, reply) => sendFound(reply, await explainOrder(pool, Number(params.id))),
    );

    app.post(
      '/v1/orders/:id/what-if',
      {
        config: {
          policy,
          reach: 'refused',
          answers: { 200: WhatIf },
          problems: ['unknown_reference'],
        },
        schema: {
          tags,
          summary: 'What would have become of an order under other settings; changes nothing',
          params: OrderPath,
          body: ChangedSettings,
        },
      },
      async ({ params, body }, reply) =>
        sendFound(reply, await whatIf(pool, Number(params.id), body)),
    );
  };
}
