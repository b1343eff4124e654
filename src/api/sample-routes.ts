import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isSampleThere } from '../modules/access/index.ts';
import { SampleState } from '../../contracts/sample.ts';
import { sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';

const tags = ['operations'];

/** The sample company: whether it is here, and how to leave it. */
export function sampleRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/sample',
      {
        // Everybody who looks at anything may know that it is a sample.
        config: { policy: 'events:read', reach: 'shared', answers: { 200: SampleState } },
        schema: { tags, summary: 'Whether what is here is the sample company' },
      },
      async (_request, reply) => sendJson(reply, { isSample: await isSampleThere(door.pool) }),
    );

    app.post(
      '/v1/sample/leave',
      {
        config: {
          policy: 'access:admin',
          isCommand: true,
          answers: { 200: SampleState },
          problems: ['no_sample'],
        },
        schema: {
          tags,
          summary:
            'Leave the sample company: everything of it goes, people and what is theirs stay',
          description:
            'Orders, stock, catalogue, channels, settings, history, jobs: all in one transaction, for good. People, keys of people, sessions, preferences, the identity provider, webhooks and texts of mails stay. The twin stops, and no start brings the sample back.',
        },
      },
      async (request, reply) => {
        const answer = await carryOut(door, request, reply, 'leave_sample', {});
        // The keys of the twin open nothing from here on.
        await door.principals.refresh();
        return answer;
      },
    );
  };
}
