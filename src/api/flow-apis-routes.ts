import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { admitCall, listEndpoints, readCall } from '../flows/index.ts';
import { assert } from '../kernel/assert.ts';
import { allows } from '../modules/access/index.ts';
import type { Refusal } from '../../contracts/errors.ts';
import { FlowApiCall, FlowApiInput } from '../../contracts/flow-apis.ts';
import { FlowCode } from '../../contracts/flows.ts';
import { sendFound, sendJson } from './answer-query.ts';
import { allowNoBody, sendAnswer, submitWish } from './carry-out.ts';
import type { Door } from './door.ts';
import { endpointsDocument } from './flow-apis-document.ts';
import { sendRefusal } from './problems.ts';

const tags = ['flow endpoints'];
const reach = 'refused' as const;
const policy = 'flow-apis:call' as const;
const narrowedBy = 'code';
const EndpointPath = Type.Object({ code: FlowCode });
const CallPath = Type.Object({ code: FlowCode, id: Type.String({ format: 'uuid' }) });

/** Flows behind endpoints: called with a key of their own, each with its own fields and its own rate. */
export function flowApisRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock } = door;
  return async (app) => {
    app.get(
      '/v1/flow-apis/openapi.json',
      {
        config: { policy: 'anyone_known', answers: { 200: null } },
        schema: { tags, summary: 'The endpoints that the caller may call, as OpenAPI 3.1' },
      },
      async ({ principal }, reply) => {
        assert(principal !== null, 'the route is for those who are known');
        const endpoints = await listEndpoints(pool);
        const open = endpoints.filter(({ code }) => allows(principal.scopes, policy, code));
        return sendJson(reply, endpointsDocument(open));
      },
    );

    app.post(
      '/v1/flow-apis/:code',
      {
        config: {
          policy,
          narrowedBy,
          reach,
          isCommand: true,
          problems: ['call_refused_by_flow', 'flow_failed'],
          answers: { 200: FlowApiCall, 202: FlowApiCall },
        },
        schema: {
          tags,
          summary: 'Call the endpoint of a flow; 202: it takes time, ask at Location',
          params: EndpointPath,
          body: FlowApiInput,
        },
        preValidation: [allowNoBody],
      },
      async (request, reply) => {
        const { principal, params, body: input } = request;
        assert(principal !== null, 'calls come from somebody');
        const flow = params.code;
        // Not as part of the command: what is refused for its rate is to be asked again under the same key.
        const wait = await admitCall(pool, { flow, actor: principal.actor }, clock.now());
        if (wait !== null) return sendWait(reply, wait);
        const answer = submitWish(door, request, { kind: 'call_flow', body: { flow, input } });
        if ('kind' in answer) return sendRefusal(reply, answer);
        const replied = await answer;
        if (replied.status === 202) {
          const { id } = JSON.parse(replied.body) as FlowApiCall;
          void reply.header('location', `/v1/flow-apis/${flow}/calls/${id}`);
        }
        return sendAnswer(reply, replied);
      },
    );

    app.get(
      '/v1/flow-apis/:code/calls/:id',
      {
        config: { policy, narrowedBy, reach, answers: { 200: FlowApiCall } },
        schema: {
          tags,
          summary: 'What became of a call that the caller has made; kept for 30 days',
          params: CallPath,
        },
      },
      async ({ principal, params }, reply) => {
        assert(principal !== null, 'calls come from somebody');
        const call = { flow: params.code, id: params.id, actor: principal.actor };
        return sendFound(reply, await readCall(pool, call));
      },
    );
  };
}

function sendWait(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const seconds = refusal.facts?.['retryAfterSeconds'];
  if (seconds !== undefined) void reply.header('retry-after', seconds);
  return sendRefusal(reply, refusal);
}
