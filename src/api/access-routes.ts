import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { assert } from '../kernel/assert.ts';
import { instantToText } from '../kernel/clock.ts';
import {
  hashSecret,
  listKeys,
  makeKey,
  REACH_ROLES,
  scopesOf,
  type PolicyJudge,
  type Principal,
} from '../modules/access/index.ts';
import {
  CreatedKey,
  CreateKey,
  KeyPage,
  KeyView,
  Me,
  RoleList,
  ROLES,
  RotateKey,
  type Role,
} from '../../contracts/access.ts';
import {
  CLASSES_SEEN,
  FIELD_CLASS_NAMES,
  VIEW_ROLES,
  type ViewRole,
} from '../../contracts/views.ts';
import { pageOf, pageParameters, sendJson } from './answer-query.ts';
import { allowNoBody, sendAnswer, submitWish, type Wish } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const KEYS_PAGE_MAX = 200;
const tags = ['access'];
const policy = 'access:admin' as const;
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const KeysQuery = Type.Object(
  { ...pageParameters(KEYS_PAGE_MAX), cursor: Type.Optional(Type.String({ format: 'uuid' })) },
  { additionalProperties: false },
);

/** Keys, and who one is. */
export function accessRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/v1/keys',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 201: CreatedKey },
          problems: ['already_exists'],
        },
        schema: { tags, summary: 'Make an API key; the answer shows it, once', body: CreateKey },
      },
      (request, reply) => carryOutWithKey(door, request, reply, 'create_key', request.body),
    );

    app.get(
      '/v1/keys',
      {
        config: { policy, answers: { 200: KeyPage } },
        schema: { tags, summary: 'API keys, without their secrets', querystring: KeysQuery },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        return sendJson(reply, await listKeys(door.pool, cursor, limit));
      },
    );

    app.post(
      '/v1/keys/:id/rotate',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 200: CreatedKey },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Give an API key a new secret; the one before opens for a time of grace',
          params: IdPath,
          body: RotateKey,
        },
        preValidation: allowNoBody,
      },
      (request, reply) =>
        carryOutWithKey(door, request, reply, 'rotate_key', {
          ...request.body,
          id: request.params.id,
        }),
    );

    app.delete(
      '/v1/keys/:id',
      {
        config: { policy, isCommand: true, answers: { 200: KeyView } },
        schema: { tags, summary: 'Revoke an API key', params: IdPath },
      },
      (request, reply) =>
        changeAccess(door, request, reply, {
          kind: 'revoke_key',
          body: { id: request.params.id },
        }),
    );

    app.get(
      '/v1/roles',
      {
        config: { policy, answers: { 200: RoleList } },
        schema: { tags, summary: 'What each role may do, and which fields it sees' },
      },
      (_request, reply) =>
        sendJson(reply, { items: ROLES.map((role) => roleOf(door.principals.judge, role)) }),
    );

    app.get(
      '/v1/me',
      {
        config: { policy: 'anyone_known', answers: { 200: Me } },
        schema: { tags, summary: 'Who the caller is and what it may do' },
      },
      ({ principal }, reply) => {
        assert(principal !== null, 'known callers only');
        return sendJson(reply, meOf(principal));
      },
    );
  };
}

/** A role as it is answered: by the policies that judge it, and the classes of fields that its views show. */
function roleOf(judge: PolicyJudge, role: Role): RoleList['items'][number] {
  const isViewed = (VIEW_ROLES as readonly string[]).includes(role);
  return {
    role,
    scopes: scopesOf(judge.permissionsOf({ kind: 'person', roles: [role] })),
    fieldClasses: [
      ...(isViewed
        ? CLASSES_SEEN[role as ViewRole]
        : FIELD_CLASS_NAMES.filter((name) => name !== 'secret')),
    ],
    isLimitedBy: REACH_ROLES.some((limited) => limited === role)
      ? role === 'customer'
        ? 'customerEmail'
        : 'locations'
      : null,
  };
}

/** Who somebody is, as the caller itself is told. */
export function meOf(principal: Principal): Me {
  const { actor, kind, roles, mustChangePassword, expiresAt } = principal;
  return {
    actor,
    kind,
    scopes: kind === 'key' ? [...principal.grants] : scopesOf(principal.scopes),
    roles: [...roles],
    mustChangePassword,
    expiresAt: expiresAt === null ? null : instantToText(expiresAt),
  };
}

/** A command that gives a key a secret. The secret is made here, where chance is, and only its hash goes on. */
async function carryOutWithKey(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: string,
  body: object,
): Promise<FastifyReply> {
  const key = makeKey();
  const secretHash = hashSecret(key).toString('hex');
  return changeAccess(
    door,
    request,
    reply,
    { kind, body: { ...body, secretHash }, recognisedBy: body },
    { key },
  );
}

/**
 * Submits a change of people, keys or sessions, which this process then knows before it answers. A
 * secret that was made with it is added to the first answer; a repeated one is the kept one, and no
 * secret is kept.
 */
export async function changeAccess(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  wish: Wish,
  secret: Readonly<Record<string, string>> = {},
): Promise<FastifyReply> {
  const submitted = submitWish(door, request, wish);
  if ('kind' in submitted) return sendRefusal(reply, submitted);
  const answer = await submitted;
  await door.principals.refresh();
  if (answer.status >= 300 || answer.repeated) return sendAnswer(reply, answer);
  const body = JSON.stringify({ ...(JSON.parse(answer.body) as object), ...secret });
  return sendAnswer(reply, { ...answer, body });
}
