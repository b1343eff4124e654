import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { markOf, type EventFeed, type FeedSink } from '../hub/index.ts';
import { EventEnvelope } from '../../contracts/events.ts';
import type { Door } from './door.ts';
import { EventFilterQuery, eventFilterOf, placeOr } from './events-routes.ts';
import { takesGzip } from './packed-chunks.ts';
import { sendRefusal } from './problems.ts';
import { eventLensFor, SeenSink } from './seen-events.ts';
import { SocketSink } from './socket-sink.ts';
import { errorText } from '../platform/log.ts';

const HEARTBEAT_MS = 15_000;
const BEGINNING = { xid: '0', id: '00000000-0000-0000-0000-000000000000' };

/** What happens, live, as Server-Sent Events. */
export function streamRoute(door: Door, feed: EventFeed): FastifyPluginAsyncTypebox {
  return async (app) => {
    const { pool, log } = door;
    const open = new Map<SocketSink, FeedSink>();
    const heartbeat = setInterval(() => {
      const mark = feed.place === null ? Buffer.from(':\n\n') : markOf(feed.place);
      // Through what the subscriber sees: a mark must not overtake the events before it.
      for (const [socket, sink] of open) if (socket.isLive) sink.send(mark);
    }, HEARTBEAT_MS);
    heartbeat.unref();
    // Before the server waits for its connections to end: these would never end by themselves.
    app.addHook('preClose', async () => {
      clearInterval(heartbeat);
      await feed.stop();
      for (const socket of open.keys()) socket.end();
    });

    app.get(
      '/v1/stream',
      {
        exposeHeadRoute: false,
        config: {
          policy: 'events:read',
          reach: ['location', 'customer'],
          appliesViews: true,
          answers: { 200: EventEnvelope },
          mediaTypes: { answer: 'text/event-stream' },
          headers: { 'Last-Event-ID': 'The id of the last event that was received' },
        },
        schema: {
          tags: ['events'],
          summary: 'What happens, live (Server-Sent Events)',
          description:
            'Each event is a CloudEvents 1.0 envelope. Reconnect with Last-Event-ID, as browsers do by themselves, and nothing is missed or comes twice; after=0 begins with the first event. Without either it begins now.',
          querystring: Type.Object(
            {
              ...EventFilterQuery,
              after: Type.Optional(
                Type.String({
                  maxLength: 64,
                  description:
                    'A sequence to begin behind, for those who cannot send Last-Event-ID; 0: the beginning',
                }),
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      (request, reply) => {
        const lastId = request.headers['last-event-id'];
        const given = typeof lastId === 'string' && lastId !== '' ? lastId : request.query.after;
        const after =
          given === undefined
            ? null
            : given === '0'
              ? BEGINNING
              : placeOr(given, BEGINNING, 'Last-Event-ID');
        if (after !== null && 'kind' in after) {
          sendRefusal(reply, after);
          return;
        }
        reply.hijack();
        const isPacked = takesGzip(request.headers['accept-encoding']);
        const socket = new SocketSink(reply.raw, { trace: request.trace, isPacked });
        const fail = (error: Error): void => {
          log.warn({ trace: request.trace, error: errorText(error) }, 'a stream was broken off');
          socket.end();
        };
        const lens = request.principal === null ? null : eventLensFor(pool, request.principal);
        const sink = lens === null ? socket : new SeenSink(socket, lens, fail);
        open.set(socket, sink);
        socket.onClose(() => {
          open.delete(socket);
          feed.leave(sink);
        });
        feed
          .join(sink, eventFilterOf(request.query), after)
          .then(() => (socket.isLive = true), fail);
      },
    );
  };
}
