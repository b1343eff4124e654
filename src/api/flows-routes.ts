import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Pool } from 'pg';
import Type, { type Static } from 'typebox';
import {
  checkDrawing,
  createFactReader,
  describeComponents,
  describeFacts,
  listFlows,
  listRuns,
  readFlow,
  readTemplates,
  readVersion,
  tryExpression,
} from '../flows/index.ts';
import { allows, type Principal } from '../modules/access/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import {
  CheckFlow,
  FlowCheck,
  FlowFactsQuery,
  FlowFactsView,
  FlowTemplates,
  FlowVersionView,
  TriedExpression,
  TryExpression,
} from '../../contracts/flow-drawing.ts';
import {
  FlowChanged,
  FlowCode,
  FlowComponents,
  FlowList,
  FlowRunPage,
  FlowView,
  PublishFlow,
  PutFlow,
  VersionNumber,
} from '../../contracts/flows.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { carryOutOnFlow } from './flow-releases-routes.ts';
import { readMomentCursor, writeMomentCursor } from './moment-cursor.ts';
import { sendRefusal } from './problems.ts';

const RUN_PAGE_MAX = 200;
const tags = ['flows'];
const reach = 'refused' as const;
const isCommand = true;
const CodePath = Type.Object({ code: FlowCode });
const VersionPath = Type.Object({
  code: FlowCode,
  number: VersionNumber,
});

/** By what a list of runs is narrowed. */
export const RunFilters = Type.Object({
  orderId: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
  flow: Type.Optional(FlowCode),
  flowVersion: Type.Optional(
    Type.Integer({
      ...VersionNumber,
      description: 'Of the flow that is named: which orders it has touched',
    }),
  ),
});

/** How orders run: what operations people draw and publish, and the runs of orders through it. */
export function flowsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  const readFacts = createFactReader(pool, door.ids);
  return async (app) => {
    app.get(
      '/v1/flows',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowList } },
        schema: { tags, summary: 'All flows, with how many orders are in each' },
      },
      async (_request, reply) => sendJson(reply, { items: await listFlows(pool) }),
    );

    app.get(
      '/v1/flows/:code',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowView } },
        schema: {
          tags,
          summary: 'A flow: its draft, what is wrong with it, what was published',
          params: CodePath,
        },
      },
      async ({ params }, reply) => sendFound(reply, await readFlow(pool, params.code)),
    );

    app.put(
      '/v1/flows/:code',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: ['version_conflict'],
          answers: { 200: FlowChanged },
        },
        schema: {
          tags,
          summary: 'Keep what was drawn; nothing runs it before it is published',
          params: CodePath,
          body: PutFlow,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'put_flow', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.post(
      '/v1/flows/:code/publish',
      {
        config: {
          policy: 'flows:approve',
          reach,
          isCommand,
          problems: [
            'version_conflict',
            'flow_not_sound',
            'flow_against_policy',
            'second_person_needed',
            'login_in_same_hands',
            'illegal_transition',
          ],
          answers: { 200: FlowChanged },
        },
        schema: {
          tags,
          summary:
            'Let all orders enter the draft at once, as a new version that the policy allows',
          params: CodePath,
          body: PublishFlow,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'publish_flow', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.post(
      '/v1/flows/:code/stop',
      {
        config: { policy: 'flows:write', reach, isCommand, answers: { 200: FlowChanged } },
        schema: {
          tags,
          summary: 'Let nothing enter any more; orders in flight go on',
          params: CodePath,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'stop_flow', { code: request.params.code }),
    );

    app.get(
      '/v1/flows/:code/versions/:number',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowVersionView } },
        schema: { tags, summary: 'A version as it was published', params: VersionPath },
      },
      async ({ params }, reply) =>
        sendFound(reply, await readVersion(pool, params.code, params.number)),
    );

    app.post(
      '/v1/flow-checks',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowCheck } },
        schema: {
          tags,
          summary: 'What is wrong with a drawing that nobody has kept; changes nothing',
          body: CheckFlow,
        },
      },
      async ({ body }, reply) => sendJson(reply, await checkDrawing(pool, body.definition)),
    );

    app.post(
      '/v1/flow-expressions',
      {
        config: {
          policy: 'flows:read',
          reach,
          problems: ['not_found'],
          answers: { 200: TriedExpression },
        },
        schema: {
          tags,
          summary: 'An expression while it is written, tried on an order; changes nothing',
          body: TryExpression,
        },
      },
      async ({ body, principal }, reply) => {
        // What an order is like is not learnt by asking expressions about it.
        const refusal = body.orderId === undefined ? null : refuseUnlessReadsOrders(principal);
        if (refusal !== null) return sendRefusal(reply, refusal);
        return sendFound(reply, await tryExpression(body, pool, readFacts, door.clock.now()));
      },
    );

    app.get(
      '/v1/flow-facts',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowFactsView } },
        schema: {
          tags,
          summary: 'What expressions of flows may read and call',
          querystring: FlowFactsQuery,
        },
      },
      async ({ query: { point } }, reply) =>
        sendJson(
          reply,
          describeFacts(point === undefined ? { kind: 'call' } : { kind: 'point', point }),
        ),
    );

    app.get(
      '/v1/flow-templates',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowTemplates } },
        schema: { tags, summary: 'Flows that ship with Linchpin, to begin with' },
      },
      async (_request, reply) => sendJson(reply, { items: await readTemplates() }),
    );

    app.get(
      '/v1/flow-components',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowComponents } },
        schema: { tags, summary: 'What flows are made of' },
      },
      async (_request, reply) => sendJson(reply, { items: describeComponents() }),
    );

    app.get(
      '/v1/flow-runs',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowRunPage } },
        schema: {
          tags,
          summary: 'Ways of orders through flows, newest first',
          querystring: Type.Object(
            { ...RunFilters.properties, ...pageParameters(RUN_PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendFound(reply, await findRuns(pool, query, pageOf(query))),
    );
  };
}

/** A refusal of whoever may read how orders run, but not orders; trying a drawing would tell them what stands in those. */
export function refuseUnlessReadsOrders(principal: Principal | null): Refusal | null {
  if (principal !== null && allows(principal.scopes, 'orders:read')) return null;
  return refuse('forbidden', 'Trying on real orders takes the right to read orders.', {
    scope: 'orders:read',
  });
}

/** Runs as a list or an export asks for them, newest first. */
export async function findRuns(
  pool: Pool,
  { orderId, flow, flowVersion }: Static<typeof RunFilters>,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const place = readMomentCursor(cursor);
  if (place !== null && 'kind' in place) return place;
  const { items, last } = await listRuns(pool, {
    orderId: orderId === undefined ? null : Number(orderId),
    flow: flow ?? null,
    flowVersion: flowVersion ?? null,
    before: place === null ? null : { enteredAt: place.at, id: place.id },
    limit,
  });
  const nextCursor = writeMomentCursor(last === null ? null : { at: last.enteredAt, id: last.id });
  return { kind: 'found', value: { items, nextCursor } } as const;
}
