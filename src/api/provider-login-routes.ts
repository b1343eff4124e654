import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { readProvider } from '../modules/access/index.ts';
import { sendJson } from './answer-query.ts';
import { sendAnswer } from './carry-out.ts';
import type { Door } from './door.ts';
import { openSession, standIn } from './login-routes.ts';
import { sendRefusal } from './problems.ts';
import { beginProviderLogin, CALLBACK_PATH, finishProviderLogin } from './provider-login.ts';
import { cookieOf, setCookie } from './session-cookie.ts';

const ATTEMPT_COOKIE = 'linchpin_login';
const tags = ['access'];
const policy = 'public' as const;
const problems = [
  'not_found',
  'provider_unavailable',
  'provider_login_refused',
  'wrong_credentials',
  'overloaded',
  'stopping',
] as const;
const LoginOptions = Type.Object(
  {
    provider: Type.Union([
      Type.Object({ name: Type.String(), url: Type.String() }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false, $id: 'LoginOptions' },
);

/** Logging in through the identity provider: authorisation code with PKCE (OpenID Connect). */
export function providerLoginRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/login/options',
      {
        config: { policy, answers: { 200: LoginOptions } },
        schema: { tags, summary: 'Ways to log in beside a password' },
      },
      async (_request, reply) => {
        const provider = await readProvider(door.pool);
        return sendJson(reply, {
          provider:
            provider?.isEnabled === true
              ? { name: provider.name, url: '/v1/login/provider' }
              : null,
        });
      },
    );

    app.get(
      '/v1/login/provider',
      {
        config: { policy, answers: { 302: null }, problems },
        schema: {
          tags,
          summary: 'Go to the identity provider to log in',
          querystring: Type.Object(
            {
              returnTo: Type.Optional(
                Type.String({
                  // A path of this server: neither another host nor what browsers take for one.
                  pattern: String.raw`^/(?![/\\])[\x21-\x7e]*$`,
                  maxLength: 500,
                  description: 'The page to come back to',
                }),
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const begun = await beginProviderLogin(door, request, request.query.returnTo ?? '/');
        if ('code' in begun) return sendRefusal(reply, begun);
        setCookie(request, reply, door.publicUrl, {
          name: ATTEMPT_COOKIE,
          value: begun.attempt,
          maxAgeSeconds: begun.seconds,
          // The provider sends the browser back from another site: Strict would keep the cookie from us then.
          sameSite: 'Lax',
        });
        return reply.redirect(begun.url);
      },
    );

    app.get(
      CALLBACK_PATH,
      {
        config: { policy, answers: { 302: null }, problems },
        schema: {
          tags,
          summary: 'Where the identity provider sends the browser back to',
          description: 'Takes whatever parameters the provider adds.',
          querystring: Type.Object({
            code: Type.Optional(Type.String({ maxLength: 4_096 })),
            state: Type.Optional(Type.String({ maxLength: 512 })),
            error: Type.Optional(Type.String({ maxLength: 512 })),
          }),
        },
      },
      async (request, reply) => {
        const finished = await finishProviderLogin(
          door,
          request,
          cookieOf(request.headers.cookie, ATTEMPT_COOKIE),
        );
        setCookie(request, reply, door.publicUrl, {
          name: ATTEMPT_COOKIE,
          value: '',
          maxAgeSeconds: 0,
          sameSite: 'Lax',
        });
        if ('code' in finished) return sendRefusal(reply, finished);
        request.principal = standIn('system/login');
        const opened = await openSession(door, request, reply, {
          kind: 'log_in_by_provider',
          body: { identity: finished.identity },
        });
        if ('refused' in opened) return sendAnswer(reply, opened.refused);
        return reply.redirect(finished.returnTo);
      },
    );
  };
}
