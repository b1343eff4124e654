import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Reply } from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import { HOUR_MS, instantToText } from '../kernel/clock.ts';
import {
  hashSecret,
  isPassword,
  listKeys,
  makeKey,
  makeToken,
  readPasswordHash,
} from '../modules/access/index.ts';
import { CreatedKey, CreateKey, KeyPage, KeyView, LogIn, Me } from '../../contracts/access.ts';
import { refuse } from '../../contracts/errors.ts';
import { pageOf, pageParameters, sendJson } from './answer-query.ts';
import { carryOut, commandOf, sendAnswer, submitWish } from './carry-out.ts';
import type { Door } from './door.ts';
import { LoginThrottle } from './login-throttle.ts';
import { isFromOurPages, sessionToken } from './policy.ts';
import { sendRefusal } from './problems.ts';

const SESSION_HOURS = 12;
const KEYS_PAGE_MAX = 200;
const tags = ['access'];
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const KeysQuery = Type.Object(
  { ...pageParameters(KEYS_PAGE_MAX), cursor: Type.Optional(Type.String({ format: 'uuid' })) },
  { additionalProperties: false },
);

/** Keys, and logging in and out. */
export function accessRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const throttle = new LoginThrottle();

    app.post(
      '/v1/keys',
      {
        config: {
          policy: 'access:admin',
          isCommand: true,
          answers: { 201: CreatedKey },
          problems: ['already_exists'],
        },
        schema: { tags, summary: 'Make an API key; the answer shows it, once', body: CreateKey },
      },
      async (request, reply) => {
        const key = makeKey();
        const answer = submitWish(door, request, {
          kind: 'create_key',
          body: { ...request.body, secretHash: hashSecret(key).toString('hex') },
          recognisedBy: request.body,
        });
        if ('kind' in answer) return sendRefusal(reply, answer);
        return sendAnswer(reply, withKey(await answer, key));
      },
    );

    app.get(
      '/v1/keys',
      {
        config: { policy: 'access:admin', answers: { 200: KeyPage } },
        schema: { tags, summary: 'API keys, without their secrets', querystring: KeysQuery },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        return sendJson(reply, await listKeys(door.pool, cursor, limit));
      },
    );

    app.delete(
      '/v1/keys/:id',
      {
        config: { policy: 'access:admin', isCommand: true, answers: { 200: KeyView } },
        schema: { tags, summary: 'Revoke an API key', params: IdPath },
      },
      (request, reply) => carryOut(door, request, reply, 'revoke_key', { id: request.params.id }),
    );

    app.get(
      '/v1/me',
      {
        config: { policy: 'anyone_known', answers: { 200: Me } },
        schema: { tags, summary: 'Who the caller is and what it may do' },
      },
      (request, reply) => {
        const { principal } = request;
        assert(principal !== null, 'known callers only');
        const { actor, kind, scopes, expiresAt } = principal;
        return sendJson(reply, {
          actor,
          kind,
          scopes: [...scopes],
          expiresAt: expiresAt === null ? null : instantToText(expiresAt),
        } satisfies Me);
      },
    );

    app.post(
      '/v1/login',
      {
        config: {
          policy: 'public',
          answers: { 200: Me },
          problems: ['wrong_credentials', 'rate_limited', 'forbidden'],
        },
        schema: { tags, summary: 'Log in; the answer sets a session cookie', body: LogIn },
      },
      async (request, reply) => {
        const { login, password } = request.body;
        if (request.headers.origin !== undefined && !isFromOurPages(request)) {
          return sendRefusal(
            reply,
            refuse('forbidden', 'A login must come from a page of this server.'),
          );
        }
        const waitMs = throttle.admit(login, request.ip);
        if (waitMs > 0) {
          void reply.header('retry-after', Math.ceil(waitMs / 1_000));
          return sendRefusal(
            reply,
            refuse('rate_limited', 'Too many attempts to log in: wait a little.'),
          );
        }
        const isRight = await isPassword(password, await readPasswordHash(door.pool, login));
        // Who only claims to be somebody is not written down as that somebody.
        const actor = isRight ? `person/${login}` : 'system/login';
        request.principal = { kind: 'person', actor, scopes: [], expiresAt: null, bucket: null };
        if (!isRight) {
          const body = { login, address: request.ip };
          await door.hub.submit(commandOf(door, request, { kind: 'refuse_login', body }));
          return sendRefusal(reply, refuse('wrong_credentials', 'Login or password is wrong.'));
        }
        const token = makeToken();
        const expiresAt = door.clock.now() + SESSION_HOURS * HOUR_MS;
        const answer = await door.hub.submit(
          commandOf(door, request, {
            kind: 'log_in',
            body: { login, tokenHash: hashSecret(token).toString('hex'), expiresAt },
          }),
        );
        if (answer.status !== 200) return sendAnswer(reply, answer);
        throttle.succeeded(login, request.ip);
        const principal = await door.principals.ofSession(token);
        assert(principal !== null, 'a session that was opened is there');
        setCookie(reply, token, SESSION_HOURS * 3_600, request.protocol === 'https');
        return sendJson(reply, {
          actor: principal.actor,
          kind: 'person',
          scopes: [...principal.scopes],
          expiresAt: instantToText(expiresAt),
        } satisfies Me);
      },
    );

    app.post(
      '/v1/logout',
      {
        config: { policy: 'anyone_known', answers: { 204: null } },
        schema: { tags, summary: 'Log out' },
      },
      async (request, reply) => {
        const token = sessionToken(request.headers.cookie ?? '');
        if (token === undefined || request.principal?.kind !== 'person') {
          return sendRefusal(
            reply,
            refuse('invalid_request', 'Only a login can log out: an API key is revoked instead.'),
          );
        }
        const answer = await door.hub.submit(
          commandOf(door, request, {
            kind: 'log_out',
            body: {
              login: request.principal.actor.slice('person/'.length),
              tokenHash: hashSecret(token).toString('hex'),
            },
          }),
        );
        if (answer.status !== 200) return sendAnswer(reply, answer);
        door.principals.forgetSession(token);
        setCookie(reply, '', 0, request.protocol === 'https');
        return reply.code(204).send();
      },
    );
  };
}

/** Adds the new key to the first answer. A repeated answer is the kept one, and no key is kept. */
function withKey(answer: Reply, key: string): Reply {
  if (answer.status !== 201 || answer.repeated) return answer;
  return { ...answer, body: JSON.stringify({ ...(JSON.parse(answer.body) as object), key }) };
}

function setCookie(
  reply: FastifyReply,
  token: string,
  maxAgeSeconds: number,
  isSecure: boolean,
): void {
  const parts = [
    `linchpin_session=${token}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${maxAgeSeconds}`,
  ];
  // Over plain HTTP, as on one's own machine, browsers would not keep a secure cookie.
  if (isSecure) parts.push('Secure');
  void reply.header('set-cookie', parts.join('; '));
}
