import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Pool } from 'pg';
import Type, { type Static } from 'typebox';
import { listTasks, readTask, readTaskCandidates } from '../flows/index.ts';
import { assert } from '../kernel/assert.ts';
import type { Principal } from '../modules/access/index.ts';
import {
  CompleteTask,
  DelegateTask,
  FlowSignal,
  FlowTask,
  FlowTaskPage,
  SignalAnswer,
  TaskCandidates,
  TaskRole,
  TaskState,
} from '../../contracts/flow-tasks.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { readMomentCursor, writeMomentCursor } from './moment-cursor.ts';

const TASK_PAGE_MAX = 200;
const CANDIDATES_MAX = 50;
const tags = ['flows'];
const reach = 'refused' as const;
const isCommand = true;
const TaskPath = Type.Object({ id: Type.String({ format: 'uuid' }) });

const TaskListState = Type.Enum([...TaskState.enum, 'pending'], {
  description: 'pending: open or claimed',
});

/** By what a list of tasks is narrowed. */
const TaskFilters = Type.Object({
  state: Type.Optional(TaskListState),
  whose: Type.Optional(
    Type.Literal('me', { description: 'What the caller has claimed, or may claim' }),
  ),
  role: Type.Optional(TaskRole),
  claimedBy: Type.Optional(
    Type.String({ minLength: 1, maxLength: 128, description: 'person/LOGIN' }),
  ),
  orderId: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
});

/** The steps of people with a task, each a command of its own. */
const STEPS = [
  {
    path: 'claim',
    kind: 'claim_flow_task',
    summary: 'Take a task; nobody else may do it until it is given back',
    body: null,
  },
  {
    path: 'return',
    kind: 'return_flow_task',
    summary: 'Give a task back that one has claimed',
    body: null,
  },
  {
    path: 'delegate',
    kind: 'delegate_flow_task',
    summary: 'Give a task to somebody else who may do it',
    body: DelegateTask,
  },
  {
    path: 'complete',
    kind: 'complete_flow_task',
    summary: 'Fill in the form and choose the way out; the order goes on by it',
    body: CompleteTask,
  },
] as const;

/** What people are to do for flows, and what other systems tell them. */
export function flowTasksRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.get(
      '/v1/flow-tasks',
      {
        config: { policy: 'exceptions:read', reach, answers: { 200: FlowTaskPage } },
        schema: {
          tags,
          summary: 'What people are to do for flows, newest first',
          querystring: Type.Object(
            { ...TaskFilters.properties, ...pageParameters(TASK_PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query, principal }, reply) => {
        assert(principal !== null, 'tasks are listed for somebody');
        return sendFound(reply, await findTasks(pool, query, principal, pageOf(query)));
      },
    );

    app.get(
      '/v1/flow-tasks/:id',
      {
        config: { policy: 'exceptions:read', reach, answers: { 200: FlowTask } },
        schema: { tags, summary: 'A task with its form', params: TaskPath },
      },
      async ({ params }, reply) => sendFound(reply, await readTask(pool, params.id)),
    );

    app.get(
      '/v1/flow-tasks/:id/candidates',
      {
        config: { policy: 'exceptions:write', reach, answers: { 200: TaskCandidates } },
        schema: {
          tags,
          summary: 'Who could be given a task, by name; at most 50',
          params: TaskPath,
          querystring: Type.Object(
            {
              search: Type.Optional(
                Type.String({
                  minLength: 1,
                  maxLength: 64,
                  description: 'Part of a login or name',
                }),
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ params, query: { search = null } }, reply) =>
        sendFound(
          reply,
          await readTaskCandidates(pool, params.id, { search, limit: CANDIDATES_MAX }),
        ),
    );

    for (const { path, kind, summary, body } of STEPS) {
      app.post(
        `/v1/flow-tasks/:id/${path}`,
        {
          config: {
            policy: 'exceptions:write',
            reach,
            isCommand,
            problems: ['illegal_transition'],
            answers: { 200: FlowTask },
          },
          schema: { tags, summary, params: TaskPath, ...(body === null ? {} : { body }) },
        },
        async (request, reply) =>
          carryOut(door, request, reply, kind, {
            ...(request.body as object | undefined),
            taskId: request.params.id,
          }),
      );
    }

    app.post(
      '/v1/flow-signals',
      {
        config: { policy: 'orders:write', reach, isCommand, answers: { 200: SignalAnswer } },
        schema: {
          tags,
          summary: 'Say that something has happened that a flow waits for, or will',
          body: FlowSignal,
        },
      },
      async (request, reply) => carryOut(door, request, reply, 'signal_flow', request.body),
    );
  };
}

async function findTasks(
  pool: Pool,
  { state, role, claimedBy, orderId, whose }: Static<typeof TaskFilters>,
  { actor, roles }: Principal,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const place = readMomentCursor(cursor);
  if (place !== null && 'kind' in place) return place;
  const { items, last } = await listTasks(pool, {
    states: state === undefined ? null : state === 'pending' ? ['open', 'claimed'] : [state],
    role: role ?? null,
    claimedBy: claimedBy ?? null,
    orderId: orderId === undefined ? null : Number(orderId),
    doer: whose === undefined ? null : { actor, roles: roles.includes('admin') ? null : roles },
    before: place === null ? null : { openedAt: place.at, id: place.id },
    limit,
  });
  const nextCursor = writeMomentCursor(last === null ? null : { at: last.openedAt, id: last.id });
  return { kind: 'found', value: { items, nextCursor } } as const;
}
