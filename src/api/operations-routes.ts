import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { metrics } from '../platform/telemetry.ts';
import { refuse } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { JSON_TYPE, sendRefusal } from './problems.ts';

const Health = Type.Object(
  { status: Type.Enum(['ok', 'ready']) },
  { additionalProperties: false, $id: 'Health' },
);
const READY_MS_MAX = 2_000;

/** What those who run Linchpin ask: does it live, does it serve, how does it go. */
export function operationsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/healthz',
      {
        config: { policy: 'public', answers: { 200: Health } },
        schema: { tags: ['operations'], summary: 'The process lives' },
      },
      (_request, reply) => reply.header('content-type', JSON_TYPE).send('{"status":"ok"}'),
    );

    app.get(
      '/readyz',
      {
        config: { policy: 'public', answers: { 200: Health }, problems: ['database_unavailable'] },
        schema: { tags: ['operations'], summary: 'The process serves: its database answers' },
      },
      async (_request, reply) => {
        if (!(await answersInTime(door))) {
          return sendRefusal(
            reply,
            refuse('database_unavailable', 'The database does not answer.'),
          );
        }
        return reply.header('content-type', JSON_TYPE).send('{"status":"ready"}');
      },
    );

    app.get(
      '/metrics',
      {
        config: {
          policy: 'operations:read',
          answers: { 200: null },
          mediaTypes: { answer: 'text/plain' },
        },
        schema: { tags: ['operations'], summary: 'Figures of this process for Prometheus' },
      },
      async (_request, reply) =>
        reply.header('content-type', metrics.contentType).send(await metrics.metrics()),
    );
  };
}

/** The pool waits for a database that restarts; whoever asks for readiness wants to know it now. */
async function answersInTime({ pool }: Door): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), READY_MS_MAX);
  const answered = pool.query('select 1').then(
    () => true,
    () => false,
  );
  const isReady = await Promise.race([answered, late]);
  clearTimeout(timer);
  return isReady;
}
