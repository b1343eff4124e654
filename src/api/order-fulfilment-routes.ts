import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readOrderFulfilment } from '../modules/fulfilment/index.ts';
import { readOrder } from '../modules/orders/index.ts';
import { OrderFulfilment, OrderShipments } from '../../contracts/fulfilment-answers.ts';
import { sendJson } from './answer-query.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { refuseForeignOrder } from './own-orders.ts';
import { sendRefusal } from './problems.ts';

const tags = ['fulfilment'];

/** What locations and carriers do about one order: its parcels for its customer, all of it for staff. */
export function orderFulfilmentRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/orders/:id/shipments',
      {
        config: {
          policy: 'orders:read',
          reach: ['customer'],
          answers: { 200: OrderShipments },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'The parcels of one order and where they are, without voided ones',
          params: OrderPath,
        },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(door.pool, request, orderId);
        if (foreign !== null) return sendRefusal(reply, foreign);
        const order = await readOrder(door.pool, orderId);
        if (order.kind === 'refused') return sendRefusal(reply, order);
        const { shipments } = await readOrderFulfilment(door.pool, orderId, door.clock.now());
        const items = shipments.filter(({ state }) => state !== 'voided');
        return sendJson(reply, { items, nextCursor: null });
      },
    );

    app.get(
      '/v1/orders/:id/fulfilment',
      {
        config: {
          policy: 'fulfilment:read',
          reach: 'refused',
          answers: { 200: OrderFulfilment },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'What locations do about one order',
          params: OrderPath,
        },
      },
      async ({ params }, reply) => {
        const orderId = Number(params.id);
        const order = await readOrder(door.pool, orderId);
        if (order.kind === 'refused') return sendRefusal(reply, order);
        return sendJson(reply, await readOrderFulfilment(door.pool, orderId, door.clock.now()));
      },
    );
  };
}
