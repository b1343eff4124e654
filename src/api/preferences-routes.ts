import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { readPreference } from '../modules/access/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { Preference, PreferenceName, PutPreference } from '../../contracts/preferences.ts';
import { sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const url = '/v1/me/preferences/:name';
const tags = ['access'];
const config = {
  policy: 'anyone_known',
  answers: { 200: Preference },
  problems: ['forbidden'],
} as const;
const NamePath = Type.Object({ name: PreferenceName });

/** What people choose for themselves, such as saved views: a small document for each name, seen by nobody else. */
export function preferencesRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      url,
      { config, schema: { tags, summary: 'What one has chosen under a name', params: NamePath } },
      async (request, reply) => {
        const login = loginOf(request);
        return login === null
          ? refuseKey(reply)
          : sendJson(reply, await readPreference(door.pool, login, request.params.name));
      },
    );

    app.put(
      url,
      {
        config: { ...config, isCommand: true },
        schema: {
          tags,
          summary: 'Choose something under a name, instead of what was chosen before',
          params: NamePath,
          body: PutPreference,
        },
      },
      (request, reply) => {
        const login = loginOf(request);
        const { name } = request.params;
        return login === null
          ? refuseKey(reply)
          : carryOut(door, request, reply, 'put_preference', { login, name, ...request.body });
      },
    );

    app.delete(
      url,
      {
        config: { ...config, isCommand: true },
        schema: { tags, summary: 'Choose nothing under a name any more', params: NamePath },
      },
      (request, reply) => {
        const login = loginOf(request);
        const { name } = request.params;
        return login === null
          ? refuseKey(reply)
          : carryOut(door, request, reply, 'delete_preference', { login, name });
      },
    );
  };
}

/** Who has logged in; null: a key calls. */
function loginOf({ principal }: FastifyRequest): string | null {
  return principal?.kind === 'person' ? principal.actor.slice('person/'.length) : null;
}

function refuseKey(reply: FastifyReply): FastifyReply {
  const detail = 'Only somebody who has logged in has preferences: an API key chooses nothing.';
  return sendRefusal(reply, refuse('forbidden', detail));
}
