import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Reply } from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import { HOUR_MS, type Instant } from '../kernel/clock.ts';
import {
  hashPassword,
  hashSecret,
  isPassword,
  listSessions,
  makeToken,
  readPasswordHash,
  type Principal,
} from '../modules/access/index.ts';
import { ChangePassword, LogIn, Me, SessionList } from '../../contracts/access.ts';
import { refuse } from '../../contracts/errors.ts';
import { changeAccess, meOf } from './access-routes.ts';
import { sendJson } from './answer-query.ts';
import { commandOf, sendAnswer } from './carry-out.ts';
import type { Door } from './door.ts';
import { LoginThrottle } from './login-throttle.ts';
import { sendRefusal } from './problems.ts';
import { endSessionUrl } from './provider-login.ts';
import { isFromOurPages, sessionToken, setSessionCookie } from './session-cookie.ts';

const SESSION_HOURS = 12;
const USER_AGENT_LENGTH_MAX = 300;
const tags = ['access'];
const own = 'anyone_known' as const;
const SessionPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const LoggedOut = Type.Object(
  {
    endSessionUrl: Type.String({
      description: 'Where the browser goes to end the session at the identity provider as well',
    }),
  },
  { additionalProperties: false, $id: 'LoggedOut' },
);

/** Logging in and out, and what people do about their own logins. */
export function loginRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const throttle = new LoginThrottle();

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
        if (request.headers.origin !== undefined && !isFromOurPages(request, door.publicUrl)) {
          return sendRefusal(
            reply,
            refuse('forbidden', 'A login must come from a page of this server.'),
          );
        }
        if (!admitted(throttle, login, request, reply)) return reply;
        const isRight = await isPassword(password, await readPasswordHash(door.pool, login));
        // Who only claims to be somebody is not written down as that somebody.
        request.principal = standIn(isRight ? `person/${login}` : 'system/login');
        if (!isRight) {
          const body = { login, address: request.ip };
          await door.hub.submit(commandOf(door, request, { kind: 'refuse_login', body }));
          return sendRefusal(reply, refuse('wrong_credentials', 'Login or password is wrong.'));
        }
        const opened = await openSession(door, request, reply, { kind: 'log_in', body: { login } });
        if ('refused' in opened) return sendAnswer(reply, opened.refused);
        throttle.succeeded(login, request.ip);
        return sendJson(reply, meOf(opened.principal));
      },
    );

    app.post(
      '/v1/logout',
      {
        config: { policy: own, answers: { 200: LoggedOut, 204: null } },
        schema: {
          tags,
          summary: 'Log out',
          description:
            'Answers 200 with an address to go on to when the login came through an identity provider.',
        },
      },
      async (request, reply) => {
        const session = sessionOf(door, request);
        if (session === null) return refuseKey(reply);
        const { login, token, principal } = session;
        const answer = await door.hub.submit(
          commandOf(door, request, {
            kind: 'log_out',
            body: { login, tokenHash: hashSecret(token).toString('hex') },
          }),
        );
        if (answer.status !== 200) return sendAnswer(reply, answer);
        door.principals.forgetSession(token);
        setSessionCookie(request, reply, door.publicUrl, null);
        const url = principal.isFromProvider ? await endSessionUrl(door, request) : null;
        return url === null ? reply.code(204).send() : sendJson(reply, { endSessionUrl: url });
      },
    );

    app.post(
      '/v1/me/password',
      {
        config: {
          policy: own,
          answers: { 200: Me },
          problems: ['wrong_credentials', 'rate_limited'],
        },
        schema: {
          tags,
          summary: 'Choose a new password of one’s own; other sessions end',
          body: ChangePassword,
        },
      },
      async (request, reply) => {
        const session = sessionOf(door, request);
        if (session === null) return refuseKey(reply);
        const { login, token } = session;
        const { password, newPassword } = request.body;
        if (!admitted(throttle, login, request, reply)) return reply;
        if (!(await isPassword(password, await readPasswordHash(door.pool, login)))) {
          return sendRefusal(
            reply,
            refuse('wrong_credentials', 'The password until now is wrong.'),
          );
        }
        throttle.succeeded(login, request.ip);
        if (password === newPassword) {
          return sendRefusal(
            reply,
            refuse('invalid_request', 'The new password is the one until now.', {
              field: 'body/newPassword',
            }),
          );
        }
        const answer = await door.hub.submit(
          commandOf(door, request, {
            kind: 'change_password',
            body: {
              login,
              passwordHash: await hashPassword(newPassword),
              isOneTime: false,
              keptTokenHash: hashSecret(token).toString('hex'),
            },
          }),
        );
        if (answer.status !== 200) return sendAnswer(reply, answer);
        await door.principals.refresh();
        const principal = await door.principals.ofSession(token);
        return principal === null
          ? sendRefusal(reply, refuse('unauthenticated', 'The session has ended meanwhile.'))
          : sendJson(reply, meOf(principal));
      },
    );

    app.get(
      '/v1/me/sessions',
      {
        config: { policy: own, answers: { 200: SessionList } },
        schema: { tags, summary: 'Where one is logged in' },
      },
      async (request, reply) => {
        const session = sessionOf(door, request);
        if (session === null) return refuseKey(reply);
        const { login, token } = session;
        return sendJson(
          reply,
          await listSessions(door.pool, login, hashSecret(token), door.clock.now()),
        );
      },
    );

    app.delete(
      '/v1/me/sessions/:id',
      {
        config: { policy: own, isCommand: true, answers: { 200: Type.Object({}) } },
        schema: { tags, summary: 'End one of one’s own sessions', params: SessionPath },
      },
      async (request, reply) => {
        const session = sessionOf(door, request);
        if (session === null) return refuseKey(reply);
        return changeAccess(door, request, reply, {
          kind: 'end_sessions',
          body: {
            login: session.login,
            sessionId: request.params.id,
            keptTokenHash: null,
          },
        });
      },
    );

    app.post(
      '/v1/me/sessions/end-others',
      {
        config: { policy: own, isCommand: true, answers: { 200: Type.Object({}) } },
        schema: { tags, summary: 'End all sessions of one’s own but this one' },
      },
      async (request, reply) => {
        const session = sessionOf(door, request);
        if (session === null) return refuseKey(reply);
        return changeAccess(door, request, reply, {
          kind: 'end_sessions',
          body: {
            login: session.login,
            sessionId: null,
            keptTokenHash: hashSecret(session.token).toString('hex'),
          },
        });
      },
    );
  };
}

/** Says false and answers 429 when somebody tries too often. */
function admitted(
  throttle: LoginThrottle,
  login: string,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  const waitMs = throttle.admit(login, request.ip);
  if (waitMs <= 0) return true;
  void reply.header('retry-after', Math.ceil(waitMs / 1_000));
  sendRefusal(reply, refuse('rate_limited', 'Too many attempts to log in: wait a little.'));
  return false;
}

interface OwnSession {
  readonly login: string;
  readonly token: string;
  readonly principal: Principal;
}

function sessionOf({ publicUrl }: Door, request: FastifyRequest): OwnSession | null {
  const { principal } = request;
  const token = sessionToken(request.headers.cookie ?? '', publicUrl);
  if (token === undefined || principal?.kind !== 'person') return null;
  return { login: principal.actor.slice('person/'.length), token, principal };
}

function refuseKey(reply: FastifyReply): FastifyReply {
  return sendRefusal(
    reply,
    refuse('forbidden', 'Only a login has sessions: an API key is revoked instead.'),
  );
}

/** Who acts before anybody is logged in. It may do nothing: it only names whom the audit writes down. */
export function standIn(actor: string): Principal {
  return {
    kind: 'person',
    actor,
    grants: [],
    roles: [],
    scopes: { allows: () => false },
    reach: { by: 'location', locations: [] },
    view: null,
    expiresAt: null,
    bucket: null,
    mustChangePassword: false,
    isFromProvider: false,
    usage: null,
  };
}

/** Opens a session by a command whose proof was found right, and gives the browser its cookie. */
export async function openSession(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, body }: { readonly kind: string; readonly body: object },
): Promise<{ readonly principal: Principal } | { readonly refused: Reply }> {
  const token = makeToken();
  const expiresAt: Instant = door.clock.now() + SESSION_HOURS * HOUR_MS;
  const answer = await door.hub.submit(
    commandOf(door, request, {
      kind,
      body: {
        ...body,
        tokenHash: hashSecret(token).toString('hex'),
        expiresAt,
        userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
      },
    }),
  );
  if (answer.status !== 200) return { refused: answer };
  const principal = await door.principals.ofSession(token);
  assert(principal !== null, 'a session that was opened is there');
  setSessionCookie(request, reply, door.publicUrl, {
    token,
    maxAgeSeconds: SESSION_HOURS * 3_600,
  });
  return { principal };
}
