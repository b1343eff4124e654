import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  hashPassword,
  listPersons,
  makePassword,
  readPerson,
  readProvider,
} from '../modules/access/index.ts';
import {
  ChangePerson,
  CreatePerson,
  IdentityProviderView,
  InvitedPerson,
  Login,
  PersonPage,
  PersonView,
  PutIdentityProvider,
  ROLES,
} from '../../contracts/access.ts';
import { refuse } from '../../contracts/errors.ts';
import { changeAccess } from './access-routes.ts';
import { pageOf, pageParameters, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const PEOPLE_PAGE_MAX = 200;
const tags = ['access'];
const policy = 'access:admin' as const;
const LoginPath = Type.Object({ login: Login });

/** People, and where they log in. */
export function peopleRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/v1/people',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 201: InvitedPerson },
          problems: ['already_exists'],
        },
        schema: {
          tags,
          summary: 'Invite somebody; the answer shows a one-time password, once',
          body: CreatePerson,
        },
      },
      async (request, reply) => {
        const oneTimePassword = makePassword();
        const passwordHash = await hashPassword(oneTimePassword);
        return changeAccess(
          door,
          request,
          reply,
          {
            kind: 'create_person',
            body: { ...request.body, passwordHash },
            recognisedBy: request.body,
          },
          { oneTimePassword },
        );
      },
    );

    app.get(
      '/v1/people',
      {
        config: { policy, answers: { 200: PersonPage } },
        schema: {
          tags,
          summary: 'People by login',
          querystring: Type.Object(
            {
              role: Type.Optional(Type.Enum([...ROLES])),
              ...pageParameters(PEOPLE_PAGE_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        return sendJson(reply, await listPersons(door.pool, query.role ?? null, cursor, limit));
      },
    );

    app.get(
      '/v1/people/:login',
      {
        config: { policy, answers: { 200: PersonView } },
        schema: { tags, summary: 'One person', params: LoginPath },
      },
      async ({ params: { login } }, reply) => {
        const person = await readPerson(door.pool, login);
        return person === null
          ? sendRefusal(reply, refuse('not_found', `There is no person ${login}.`, { login }))
          : sendJson(reply, person);
      },
    );

    app.patch(
      '/v1/people/:login',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 200: PersonView },
          problems: ['last_admin'],
        },
        schema: {
          tags,
          summary: 'Change what somebody is and sees, or disable them',
          params: LoginPath,
          body: ChangePerson,
        },
      },
      (request, reply) =>
        changeAccess(door, request, reply, {
          kind: 'change_person',
          body: { ...request.body, login: request.params.login },
        }),
    );

    app.post(
      '/v1/people/:login/one-time-password',
      {
        config: { policy, isCommand: true, answers: { 200: InvitedPerson } },
        schema: {
          tags,
          summary: 'Give somebody a one-time password; the answer shows it, once',
          params: LoginPath,
        },
      },
      async (request, reply) => {
        const { login } = request.params;
        const oneTimePassword = makePassword();
        const passwordHash = await hashPassword(oneTimePassword);
        return changeAccess(
          door,
          request,
          reply,
          {
            kind: 'change_password',
            body: { login, passwordHash, isOneTime: true, keptTokenHash: null },
            recognisedBy: { login },
          },
          { oneTimePassword },
        );
      },
    );

    app.put(
      '/v1/identity-provider',
      {
        config: {
          setting: 'identity_provider/only',
          policy,
          isCommand: true,
          answers: { 200: IdentityProviderView },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Set where people log in who have no password here (OpenID Connect)',
          body: PutIdentityProvider,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'put_identity_provider', request.body),
    );

    app.get(
      '/v1/identity-provider',
      {
        config: {
          setting: 'identity_provider/only',
          policy,
          answers: { 200: IdentityProviderView },
          problems: ['not_found'],
        },
        schema: { tags, summary: 'Where people log in who have no password here' },
      },
      async (_request, reply) => {
        const provider = await readProvider(door.pool);
        return provider === null
          ? sendRefusal(reply, refuse('not_found', 'No identity provider is set.'))
          : sendJson(reply, provider);
      },
    );
  };
}
