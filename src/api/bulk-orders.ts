import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Readable } from 'node:stream';
import Type from 'typebox';
import { CancellationLine, PlaceOrder } from '../../contracts/orders.ts';
import { refuse } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { takeInLines } from './take-in-lines.ts';

const NDJSON_TYPE = 'application/x-ndjson';

/** One line of what is taken in. */
const BulkLine = Type.Union([
  PlaceOrder,
  Type.Object({ cancellation: CancellationLine }, { additionalProperties: false }),
]);

/** One line of the answer to bulk intake. */
const BulkResult = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    status: Type.Integer({ description: 'As the same order alone would be answered' }),
    id: Type.Optional(Type.String({ description: 'The number of the order' })),
    repeated: Type.Optional(Type.Boolean({ description: 'It was taken in before' })),
    problem: Type.Optional(Type.Ref('Problem')),
  },
  { additionalProperties: false, $id: 'BulkResult' },
);

/** Orders by the thousand, one a line. */
export function bulkOrders(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    // The body is never gathered: lines are read as they come and as the hub takes them.
    app.addContentTypeParser(
      [NDJSON_TYPE, 'application/ndjson', 'application/jsonl'],
      (_request, payload, done) => done(null, payload),
    );
    app.removeContentTypeParser(['application/json', 'text/plain']);
    app.post(
      '/v1/orders/bulk',
      {
        config: {
          policy: 'orders:write',
          appliesViews: true,
          answers: { 200: BulkResult },
          problems: ['unsupported_media_type'],
          mediaTypes: { request: NDJSON_TYPE, answer: NDJSON_TYPE },
          streamed: BulkLine,
        },
        schema: {
          tags: ['orders'],
          summary: 'Place many orders, one a line (NDJSON)',
          description:
            'Each line is a PlaceOrder, or {"cancellation": CancellationLine}. Answers come in the order of the lines, as they are carried out, one a line; read them while you send. A bad line gets its own problem and the rest go on. Sending a line again gives its answer again.',
        },
      },
      (request, reply) => {
        if (request.body === undefined) {
          const refusal = refuse('invalid_request', 'The body is missing: send one order a line.');
          sendRefusal(reply, refusal);
          return;
        }
        reply.hijack();
        reply.raw.writeHead(200, {
          'content-type': `${NDJSON_TYPE}; charset=utf-8`,
          traceparent: request.trace,
          'cache-control': 'no-store',
        });
        void takeInLines(door, request, request.body as Readable, reply.raw);
      },
    );
  };
}
