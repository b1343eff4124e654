import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
} from 'fastify';
import Type, { type TSchema } from 'typebox';
import { assert } from '../kernel/assert.ts';
import { allows, type Principal } from '../modules/access/index.ts';
import type { Scope } from '../../contracts/access.ts';
import { refuse, type ErrorCode, type Refusal } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { traceOf } from './trace.ts';

/** Who may call a route: holders of a scope, everyone who has proved who they are, or everyone. */
export type Policy = Scope | 'anyone_known' | 'public';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route names one, or the server does not start. */
    policy?: Policy;
    /** What the route answers when it goes well, by status; null for an answer without a JSON body. */
    answers?: Readonly<Record<number, TSchema | null>>;
    /** The refusals that are this route's own; those that every route has are added. */
    problems?: readonly ErrorCode[];
    /** True when it takes an Idempotency-Key. */
    isCommand?: boolean;
    /** Headers of the request that mean something to this route, by name. */
    headers?: Readonly<Record<string, string>>;
    /** The media types of request and answer, where they are not JSON. */
    mediaTypes?: { readonly request?: string; readonly answer?: string };
    /** The body, where it is a stream that the route checks itself. */
    streamed?: TSchema;
  }
  interface FastifySchema {
    tags?: readonly string[];
    summary?: string;
    description?: string;
  }
  interface FastifyRequest {
    /** Null on public routes. */
    principal: Principal | null;
    /** W3C traceparent. */
    trace: string;
  }
}

const SESSION_TOKEN = /(?:^|;\s*)linchpin_session=([\w-]{43})(?:;|$)/;
const NOTHING = Type.Object({}, { additionalProperties: false });
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Puts every route behind its policy by construction: a route that names none cannot be added, and
 * one that names no query takes none.
 */
export function enforcePolicies(app: FastifyInstance, door: Door): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('trace', '');
  app.addHook('onRoute', (route) => {
    const policy = route.config?.policy;
    assert(policy !== undefined, `${String(route.method)} ${route.url} names no policy`);
    const given = [route.onRequest ?? []].flat();
    route.onRequest = [policy === 'public' ? admitEveryone(door) : admit(door, policy), ...given];
    if (route.schema?.tags !== undefined && route.schema.querystring === undefined) {
      route.schema = { ...route.schema, querystring: NOTHING };
    }
  });
}

type Hook = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void;

function admitEveryone(door: Door): Hook {
  return (request, reply, done) => {
    takeTrace(door, request, reply);
    done();
  };
}

function admit(door: Door, policy: Scope | 'anyone_known'): Hook {
  return (request, reply, done) => {
    takeTrace(door, request, reply);
    const found = findPrincipal(door, request);
    // A known key is answered in the same turn: the usual case costs no promise.
    if (!(found instanceof Promise)) {
      enter(found, policy, request, reply, done);
      return;
    }
    void enterLater(found, policy, request, reply, done);
  };
}

async function enterLater(
  found: Promise<Principal | null>,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): Promise<void> {
  try {
    enter(await found, policy, request, reply, done);
  } catch (error) {
    done(error as Error);
  }
}

function takeTrace(door: Door, request: FastifyRequest, reply: FastifyReply): void {
  request.trace = traceOf(request.headers.traceparent, door.ids);
  void reply.header('traceparent', request.trace);
}

function enter(
  principal: Principal | null,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const refusal = judge(principal, policy, request);
  if (refusal === null) {
    request.principal = principal;
    done();
    return;
  }
  if (refusal.code === 'unauthenticated') void reply.header('www-authenticate', 'Bearer');
  if (refusal.code === 'rate_limited') {
    void reply.header('retry-after', refusal.facts?.['retryAfterSeconds']);
  }
  sendRefusal(reply, refusal);
}

function judge(
  principal: Principal | null,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
): Refusal | null {
  if (principal === null) {
    return refuse(
      'unauthenticated',
      request.headers.authorization === undefined
        ? 'The request names nobody.'
        : 'The API key is unknown, revoked or expired.',
    );
  }
  const waitMs = principal.bucket?.take() ?? 0;
  if (waitMs > 0) {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
    return refuse('rate_limited', `${principal.actor} has used up its requests of this second.`, {
      retryAfterSeconds,
    });
  }
  if (policy !== 'anyone_known' && !allows(principal.scopes, policy)) {
    return refuse('forbidden', `${principal.actor} lacks the scope ${policy}.`, { scope: policy });
  }
  if (
    principal.kind === 'person' &&
    !SAFE_METHODS.has(request.method) &&
    !isFromOurPages(request)
  ) {
    return refuse('forbidden', 'A change under a login must come from a page of this server.');
  }
  return null;
}

function findPrincipal(
  { principals }: Door,
  request: FastifyRequest,
): Principal | null | Promise<Principal | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    return /^bearer /i.test(authorization) ? principals.ofKey(authorization.slice(7).trim()) : null;
  }
  const token = cookie === undefined ? undefined : sessionToken(cookie);
  return token === undefined ? null : principals.ofSession(token);
}

/** The session's token of a cookie header. */
export function sessionToken(cookie: string): string | undefined {
  return SESSION_TOKEN.exec(cookie)?.[1];
}

/**
 * Browsers send the cookie with whatever page asks, but say which page that is. SameSite=Strict keeps
 * other sites out already; this also keeps out what runs beside us under another port or subdomain.
 */
export function isFromOurPages({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin === undefined) return false;
  try {
    return new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}
