import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { listJobs, type JobRecord } from '../hub/index.ts';
import { instantToText } from '../kernel/clock.ts';
import { JOB_STATES, JobPage, SettledJob, type JobView } from '../../contracts/jobs.ts';
import { Code } from '../../contracts/shared.ts';
import { pageById, pageOf, pageParameters, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';

const JOB_PAGE_MAX = 200;
const tags = ['operations'];
/** The number of a job. */
export const JobId = Type.String({ pattern: '^[0-9]{1,15}$' });
/** By what a list of jobs is narrowed. */
export const JobFilters = Type.Object({
  state: Type.Optional(Type.Enum([...JOB_STATES])),
  task: Type.Optional(Code),
});
const IdPath = Type.Object({ id: JobId });

/** Work on the outside: what waits, what is under way, what has failed for good. */
export function jobsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/jobs',
      {
        config: { policy: 'operations:read', answers: { 200: JobPage } },
        schema: {
          tags,
          summary: 'Work on the outside, oldest first; state=dead: what is not tried again',
          querystring: Type.Object(
            {
              ...JobFilters.properties,
              ...pageParameters(JOB_PAGE_MAX),
              cursor: Type.Optional(JobId),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const filter = { state: query.state ?? null, task: query.task ?? null };
        const found = await listJobs(door.pool, filter, cursor ?? '0', limit + 1);
        return sendJson(reply, pageById(found.map(viewJob), limit));
      },
    );

    for (const { name, kind, summary } of [
      {
        name: 'retry',
        kind: 'retry_job',
        summary: 'Try a job again at once, from its first attempt',
      },
      { name: 'drop', kind: 'drop_job', summary: 'Give a job up' },
    ]) {
      app.post(
        `/v1/jobs/:id/${name}`,
        {
          config: {
            policy: 'operations:write',
            answers: { 200: SettledJob },
            problems: ['not_found', 'illegal_transition'],
            isCommand: true,
          },
          schema: { tags, summary, params: IdPath },
        },
        ({ params }, reply) => carryOut(door, reply.request, reply, kind, { id: params.id }),
      );
    }
  };
}

/** A job as it is answered. */
export function viewJob({ orderId, runAt, state, trace, ...job }: JobRecord): JobView {
  return {
    ...job,
    traceparent: trace === '' ? null : trace,
    state,
    orderId: orderId === null ? null : String(orderId),
    runAt: state === 'waiting' ? instantToText(runAt) : null,
  };
}
