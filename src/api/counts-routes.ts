import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listCountPlans,
  listCountTasks,
  PAGE_LIMIT_MAX,
  readCountTask,
} from '../modules/inventory/index.ts';
import { refuse } from '../../contracts/errors.ts';
import {
  COUNT_STATES,
  CountPlanPage,
  CountPlanView,
  CountTaskPage,
  CountTaskView,
  DecideCount,
  OrderCount,
  PutCountPlan,
  RecordCount,
} from '../../contracts/inventory-counts.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { CodePath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { narrowToLocation, reachesLocation } from './reach.ts';

const tags = ['counts'];
const Closed = { additionalProperties: false } as const;
const Page = pageParameters(PAGE_LIMIT_MAX);
const PutCountPlanBody = Type.Omit(PutCountPlan, ['code'], { ...Closed, $id: 'PutCountPlanBody' });
const CountPath = Type.Object({ id: filledText(64) });

/** Counting what is there: plans, tasks, counts and their approval. */
export function countsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const write = { policy: 'counts:write', isCommand: true } as const;
    app.put(
      '/v1/counts/plans/:code',
      {
        config: {
          setting: 'count_plan/:code',
          ...write,
          reach: 'refused',
          answers: { 200: CountPlanView },
          problems: ['unknown_reference'],
        },
        schema: {
          tags,
          summary: 'Say what is counted at a location, and how often',
          params: CodePath,
          body: PutCountPlanBody,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_count_plan', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.get(
      '/v1/counts/plans',
      {
        config: { policy: 'counts:read', reach: 'refused', answers: { 200: CountPlanPage } },
        schema: { tags, summary: 'Count plans', querystring: Type.Object(Page, Closed) },
      },
      async ({ query }, reply) => sendFound(reply, await listCountPlans(door.pool, pageOf(query))),
    );

    app.post(
      '/v1/counts',
      {
        config: {
          ...write,
          reach: ['location'],
          answers: { 201: CountTaskView },
          problems: ['unknown_reference'],
        },
        schema: { tags, summary: 'Have a position counted', body: OrderCount },
      },
      async (request, reply) => {
        const narrowed = narrowToLocation(request, request.body.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        return carryOut(door, request, reply, 'order_count', request.body);
      },
    );

    app.get(
      '/v1/counts',
      {
        config: {
          policy: 'counts:read',
          reach: ['location'],
          answers: { 200: CountTaskPage },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Counts; in a state only with a location',
          querystring: Type.Object(
            {
              location: Type.Optional(Code),
              state: Type.Optional(Type.Enum([...COUNT_STATES])),
              ...Page,
            },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { query } = request;
        const narrowed = narrowToLocation(request, query.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const filter = { ...narrowed, state: query.state ?? null };
        return sendFound(reply, await listCountTasks(door.pool, filter, pageOf(query)));
      },
    );

    app.get(
      '/v1/counts/:id',
      {
        config: { policy: 'counts:read', reach: ['location'], answers: { 200: CountTaskView } },
        schema: { tags, summary: 'One count', params: CountPath },
      },
      async (request, reply) => {
        const { id } = request.params;
        const task = await readCountTask(door.pool, id);
        if (task.kind === 'found' && !reachesLocation(request, task.value.location)) {
          return sendRefusal(reply, refuse('not_found', `There is no count ${id}.`, { id }));
        }
        return sendFound(reply, task);
      },
    );

    app.post(
      '/v1/counts/:id/count',
      {
        config: {
          ...write,
          reach: ['location'],
          answers: { 200: CountTaskView },
          problems: ['illegal_transition', 'second_person_needed'],
        },
        schema: { tags, summary: 'Say how many are there', params: CountPath, body: RecordCount },
      },
      async (request, reply) => {
        const { id } = request.params;
        const task = await readCountTask(door.pool, id);
        if (task.kind === 'refused') return sendRefusal(reply, task);
        if (!reachesLocation(request, task.value.location)) {
          return sendRefusal(reply, refuse('not_found', `There is no count ${id}.`, { id }));
        }
        return carryOut(door, request, reply, 'record_count', { id, ...request.body });
      },
    );

    app.post(
      '/v1/counts/:id/decide',
      {
        config: {
          ...write,
          reach: 'refused',
          answers: { 200: CountTaskView },
          problems: ['illegal_transition', 'second_person_needed'],
        },
        schema: {
          tags,
          summary: 'Approve a variance, have it counted once more, or call the count off',
          params: CountPath,
          body: DecideCount,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'decide_count', {
          id: request.params.id,
          ...request.body,
        }),
    );
  };
}
