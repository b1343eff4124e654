import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { EventFeed } from '../hub/index.ts';
import { readOrder } from '../modules/orders/index.ts';
import { readTrackedOrder } from '../modules/tracking/index.ts';
import { errorText } from '../platform/log.ts';
import { refuse } from '../../contracts/errors.ts';
import { TrackedOrder, TrackingLink } from '../../contracts/tracking.ts';
import { AddressThrottle } from './address-throttle.ts';
import { sendJson } from './answer-query.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { refuseForeignOrder } from './own-orders.ts';
import { takesGzip } from './packed-chunks.ts';
import { sendRefusal } from './problems.ts';
import { SocketSink } from './socket-sink.ts';
import { TrackedSink } from './tracked-sink.ts';
import { viewOf } from './views.ts';

const HEARTBEAT_MS = 15_000;
/** Customers of one company or carrier share an address, so that what is right is let through in plenty. */
const OPENED = { burst: 60, perSecond: 5 };
/** As at the login: who tries out links is soon made to wait. */
const MISSED = { burst: 10, perSecond: 0.1 };
const STREAMS_PER_ADDRESS_MAX = 30;
/** Links are forwarded and stand in mails: nothing on the way keeps or passes on what they open. */
const PRIVATE_HEADERS = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'no-referrer',
};
const TokenPath = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });
const tags = ['tracking'];
const problems = ['not_found', 'rate_limited'] as const;

/** What the customer of an order sees who has its link: that order, through the view of customers. */
export function trackRoutes(door: Door, feed: EventFeed): FastifyPluginAsyncTypebox {
  const { pool, clock, log } = door;
  const view = viewOf(['customer']);
  const opened = new AddressThrottle(OPENED);
  const missed = new AddressThrottle(MISSED);
  const open = new Map<SocketSink, string>();

  /** The order whose link it is; null when that was refused: a wrong link and one of an order that is gone alike. */
  const admit = (
    request: FastifyRequest<{ Params: { token: string } }>,
    reply: FastifyReply,
  ): number | null => {
    void reply.headers(PRIVATE_HEADERS);
    const orderId = door.trackingLinks?.orderOf(request.params.token) ?? null;
    const waitMs = (orderId === null ? missed : opened).admit(request.ip);
    if (waitMs > 0) refuseToWait(reply, waitMs);
    else if (orderId === null) refuseLink(reply);
    else return orderId;
    return null;
  };
  const see = async (orderId: number): Promise<unknown> => {
    const found = await readTrackedOrder(pool, orderId, clock.now());
    return found.kind === 'refused' ? null : view.json(found.value);
  };

  return async (app) => {
    const heartbeat = setInterval(() => {
      for (const socket of open.keys()) socket.send(Buffer.from(':\n\n'));
    }, HEARTBEAT_MS);
    heartbeat.unref();
    app.addHook('preClose', async () => {
      clearInterval(heartbeat);
      for (const socket of open.keys()) socket.end();
    });

    app.get(
      '/v1/track/:token',
      {
        config: { policy: 'public', answers: { 200: TrackedOrder }, problems },
        schema: {
          tags,
          summary: 'One order as its customer sees it; the link alone opens it',
          params: TokenPath,
        },
      },
      async (request, reply) => {
        const orderId = admit(request, reply);
        if (orderId === null) return reply;
        const seen = await see(orderId);
        return seen === null ? refuseLink(reply) : sendJson(reply, seen);
      },
    );

    app.get(
      '/v1/track/:token/stream',
      {
        exposeHeadRoute: false,
        config: {
          policy: 'public',
          answers: { 200: TrackedOrder },
          problems,
          mediaTypes: { answer: 'text/event-stream' },
        },
        schema: {
          tags,
          summary: 'The same, live (Server-Sent Events): anew whenever it has changed',
          description: 'Begins with the order as it stands. Each event `order` carries all of it.',
          params: TokenPath,
        },
      },
      async (request, reply) => {
        const orderId = admit(request, reply);
        if (orderId === null) return reply;
        const { ip } = request;
        if (
          [...open.values()].filter((address) => address === ip).length >= STREAMS_PER_ADDRESS_MAX
        )
          return refuseToWait(reply, HEARTBEAT_MS);
        if ((await see(orderId)) === null) return refuseLink(reply);
        reply.hijack();
        const isPacked = takesGzip(request.headers['accept-encoding']);
        const socket = new SocketSink(reply.raw, { trace: request.trace, isPacked });
        const fail = (error: Error): void => {
          log.warn({ trace: request.trace, error: errorText(error) }, 'a stream was broken off');
          socket.end();
        };
        const sink = new TrackedSink(
          socket,
          async () => {
            const seen = await see(orderId);
            if (seen === null) socket.end();
            return seen;
          },
          fail,
        );
        open.set(socket, ip);
        socket.onClose(() => {
          open.delete(socket);
          feed.leave(sink);
        });
        feed.join(sink, { types: [], orderId }, null).catch(fail);
        return reply;
      },
    );

    app.get(
      '/v1/orders/:id/tracked',
      {
        config: {
          policy: 'orders:read',
          reach: ['customer'],
          answers: { 200: TrackedOrder },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'One order as its customer sees it, for customers who have logged in',
          params: OrderPath,
        },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(pool, request, orderId);
        if (foreign !== null) return sendRefusal(reply, foreign);
        const found = await readTrackedOrder(pool, orderId, clock.now());
        return found.kind === 'refused'
          ? sendRefusal(reply, found)
          : sendJson(reply, view.json(found.value));
      },
    );

    app.get(
      '/v1/orders/:id/tracking-link',
      {
        config: {
          policy: 'orders:read',
          reach: ['customer'],
          answers: { 200: TrackingLink },
          problems: ['not_found', 'no_tracking_links'],
        },
        schema: {
          tags,
          summary: 'The link to the customer’s page of an order',
          description: 'Always the same one, until the secret of this installation changes.',
          params: OrderPath,
        },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(pool, request, orderId);
        if (foreign !== null) return sendRefusal(reply, foreign);
        const order = await readOrder(pool, orderId);
        if (order.kind === 'refused') return sendRefusal(reply, order);
        if (door.trackingLinks === null) {
          const detail = 'This installation has no secret to sign links with.';
          return sendRefusal(reply, refuse('no_tracking_links', detail));
        }
        const origin = door.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
        void reply.header('cache-control', 'no-store');
        return sendJson(reply, { link: `${origin}/t/${door.trackingLinks.tokenOf(orderId)}` });
      },
    );
  };
}

/** Of a link that opens nothing it is not said why. */
function refuseLink(reply: FastifyReply): FastifyReply {
  return sendRefusal(reply, refuse('not_found', 'This link opens no order.'));
}

function refuseToWait(reply: FastifyReply, waitMs: number): FastifyReply {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  void reply.header('retry-after', retryAfterSeconds);
  const detail = 'Too many links were asked for from here: wait a little.';
  return sendRefusal(reply, refuse('rate_limited', detail, { retryAfterSeconds }));
}
