import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Pool } from 'pg';
import Type, { type Static } from 'typebox';
import { assert } from '../kernel/assert.ts';
import type { Principal } from '../modules/access/index.ts';
import type { PageRequest } from '../modules/inventory/index.ts';
import {
  listExceptions,
  listOpenExceptions,
  readException,
  readExceptionRules,
  summariseExceptions,
} from '../modules/tracking/index.ts';
import {
  AssignException,
  Exception,
  ExceptionPage,
  ExceptionRules,
  ExceptionSummary,
  NoteException,
  RaiseException,
  ResolveException,
  SnoozeException,
} from '../../contracts/exceptions.ts';
import { filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';

const EXCEPTION_PAGE_MAX = 200;
const tags = ['exceptions'];
const reach = 'refused' as const;
const isCommand = true;
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ownerParameter = Type.Optional(
  filledText(80, 'role/operations or person/LOGIN; me: what is yours or your roles’'),
);

/** By what a list of exceptions is narrowed. */
export const ExceptionFilters = Type.Object({
  state: Type.Optional(Type.Enum(['open', 'resolved', 'all'])),
  kind: Type.Optional(filledText(64)),
  owner: ownerParameter,
  subject: Type.Optional(filledText(128, 'order/100001; of open ones only')),
});

/** What somebody does with an exception, each a command of its own. */
const STEPS = [
  {
    path: 'resolve',
    kind: 'resolve_exception',
    summary: 'It is over; say how',
    body: ResolveException,
    problems: ['settled_by_fact'],
  },
  {
    path: 'assign',
    kind: 'assign_exception',
    summary: 'Take it, or give it to somebody',
    body: AssignException,
    problems: ['unknown_reference'],
  },
  {
    path: 'snooze',
    kind: 'snooze_exception',
    summary: 'Let it rest until a time',
    body: SnoozeException,
    problems: [],
  },
  {
    path: 'notes',
    kind: 'note_exception',
    summary: 'Note what was found out',
    body: NoteException,
    problems: [],
  },
] as const;

/** What is stuck, failed or contradicts itself, and who looks at it. */
export function exceptionsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock } = door;
  return async (app) => {
    app.get(
      '/v1/exceptions',
      {
        config: { policy: 'exceptions:read', reach, answers: { 200: ExceptionPage } },
        schema: {
          tags,
          summary: 'Open exceptions, most urgent first; state=resolved or all: newest first',
          querystring: Type.Object(
            { ...ExceptionFilters.properties, ...pageParameters(EXCEPTION_PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query, principal }, reply) => {
        assert(principal !== null, 'exceptions are listed for somebody');
        return sendFound(reply, await findExceptions(pool, query, principal, pageOf(query)));
      },
    );

    app.get(
      '/v1/exceptions/summary',
      {
        config: { policy: 'exceptions:read', reach, answers: { 200: ExceptionSummary } },
        schema: { tags, summary: 'How many exceptions are open and overdue, by kind' },
      },
      async (_request, reply) => sendJson(reply, await summariseExceptions(pool, clock.now())),
    );

    app.get(
      '/v1/exceptions/:id',
      {
        config: { policy: 'exceptions:read', reach, answers: { 200: Exception } },
        schema: { tags, summary: 'One exception', params: IdPath },
      },
      async ({ params }, reply) => sendFound(reply, await readException(pool, params.id)),
    );

    app.post(
      '/v1/exceptions',
      {
        config: {
          policy: 'exceptions:write',
          reach,
          isCommand,
          answers: { 200: Exception, 201: Exception },
        },
        schema: {
          tags,
          summary: 'Report something that needs a look',
          description: '200: the same subject is reported already.',
          body: RaiseException,
        },
      },
      async (request, reply) => {
        const { subject, note, severity = 2 } = request.body;
        const orderId = /^order\/([1-9]\d{0,14})$/.exec(subject)?.[1];
        return carryOut(door, request, reply, 'raise_exception', {
          kind: 'reported',
          causeKey: `reported/${subject}`,
          subject,
          orderId: orderId === undefined ? null : Number(orderId),
          channel: null,
          location: null,
          severity,
          suggestion: 'look_closely',
          facts: { note },
        });
      },
    );

    for (const { path, kind, summary, body, problems } of STEPS) {
      app.post(
        `/v1/exceptions/:id/${path}`,
        {
          config: {
            policy: 'exceptions:write',
            reach,
            isCommand,
            answers: { 200: Exception },
            problems: ['illegal_transition', ...problems],
          },
          schema: { tags, summary, params: IdPath, body },
        },
        async (request, reply) =>
          carryOut(door, request, reply, kind, {
            exceptionId: request.params.id,
            ...(request.body as object),
          }),
      );
    }

    app.get(
      '/v1/settings/exceptions',
      {
        config: {
          setting: 'exception_rules/rules',
          policy: 'settings:read',
          answers: { 200: ExceptionRules },
        },
        schema: { tags, summary: 'Limits, owners and working hours' },
      },
      async (_request, reply) => sendJson(reply, await readExceptionRules(pool)),
    );

    app.put(
      '/v1/settings/exceptions',
      {
        config: {
          setting: 'exception_rules/rules',
          policy: 'settings:write',
          isCommand,
          answers: { 200: ExceptionRules },
          problems: ['invalid_settings'],
        },
        schema: { tags, summary: 'Change limits, owners and working hours', body: ExceptionRules },
      },
      async (request, reply) => carryOut(door, request, reply, 'put_exception_rules', request.body),
    );
  };
}

/** The exceptions that filters leave: open ones most urgent first, others newest first. */
export function findExceptions(
  pool: Pool,
  { state = 'open', owner, ...filters }: Static<typeof ExceptionFilters>,
  principal: Principal,
  page: PageRequest,
): ReturnType<typeof listExceptions> {
  const { kind = null, subject = null } = filters;
  const owners = owner === undefined ? null : owner === 'me' ? ownersOf(principal) : [owner];
  return state === 'open'
    ? listOpenExceptions(pool, { kind, owners, subject }, page)
    : listExceptions(pool, { kind, owners, state: state === 'all' ? null : state }, page);
}

/** As whom the caller is asked: in person, and in each role. */
export function ownersOf({ actor, roles }: Principal): string[] {
  return [actor, ...roles.map((role) => `role/${role}`)];
}
