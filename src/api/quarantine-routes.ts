import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listQuarantine,
  readQuarantined,
  settleQuarantined,
  type Quarantined,
} from '../hub/index.ts';
import { instantToText } from '../kernel/clock.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { type QuarantinedCommand, QuarantinePage } from '../../contracts/events.ts';
import { pageById, pageOf, pageParameters, sendJson } from './answer-query.ts';
import { sendAnswer } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const QUARANTINE_PAGE_MAX = 200;
const tags = ['operations'];
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Commands that could not be carried out for a reason of ours. */
export function quarantineRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/quarantine',
      {
        config: { policy: 'operations:read', answers: { 200: QuarantinePage } },
        schema: {
          tags,
          summary: 'Commands that are kept for a look, oldest first',
          querystring: Type.Object(
            {
              state: Type.Optional(Type.Enum(['waiting', 'retried', 'dropped'])),
              ...pageParameters(QUARANTINE_PAGE_MAX),
              cursor: Type.Optional(Type.String({ format: 'uuid' })),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const found = await listQuarantine(door.pool, query.state ?? null, cursor, limit + 1);
        const items = found.map(
          ({ id, kind, command, error, state, quarantinedAt, retriedAt }): QuarantinedCommand => ({
            id,
            kind,
            actor: command.actor,
            body: command.body,
            error,
            traceparent: command.trace,
            state,
            quarantinedAt: instantToText(quarantinedAt),
            retriedAt: retriedAt === null ? null : instantToText(retriedAt),
          }),
        );
        return sendJson(reply, pageById(items, limit));
      },
    );

    app.post(
      '/v1/quarantine/:id/retry',
      {
        config: {
          policy: 'operations:write',
          answers: { 200: null },
          problems: ['illegal_transition', 'quarantined'],
        },
        schema: {
          tags,
          summary: 'Carry a command out after all; answers what it answers',
          params: IdPath,
        },
      },
      async ({ params: { id } }, reply) => {
        const found = await waiting(door, id);
        if ('code' in found) return sendRefusal(reply, found);
        const { command, isWhole } = found;
        if (!isWhole) return sendRefusal(reply, refuseWithoutSecret(id));
        // Settled only afterwards: should this process die in between, the retry is repeated, and the
        // command's own key or external id sees to it that nothing is doubled.
        const answer = await door.hub.submit(command);
        if (answer.status < 500) {
          await settleQuarantined(door.pool, id, 'retried', door.clock.now());
        }
        return sendAnswer(reply, answer);
      },
    );

    app.post(
      '/v1/quarantine/:id/drop',
      {
        config: {
          policy: 'operations:write',
          answers: { 204: null },
          problems: ['illegal_transition'],
        },
        schema: { tags, summary: 'Give a command up', params: IdPath },
      },
      async ({ params: { id } }, reply) => {
        const found = await waiting(door, id);
        if ('code' in found) return sendRefusal(reply, found);
        await settleQuarantined(door.pool, id, 'dropped', door.clock.now());
        return reply.code(204).send();
      },
    );
  };
}

/** What was made at the door and shown to nobody is gone: a new request makes a new one. */
function refuseWithoutSecret(id: string): Refusal {
  return refuse(
    'illegal_transition',
    `Command ${id} carried a secret, which is not kept. Drop it and send the request again.`,
    { id },
  );
}

async function waiting(
  { pool }: Door,
  id: string,
): Promise<Pick<Quarantined, 'command' | 'isWhole'> | Refusal> {
  const found = await readQuarantined(pool, id);
  if (found === null)
    return refuse('not_found', `There is no command ${id} in quarantine.`, { id });
  if (found.state !== 'waiting') {
    return refuse('illegal_transition', `Command ${id} is ${found.state}.`, {
      id,
      state: found.state,
    });
  }
  return found;
}
