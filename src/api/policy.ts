import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
} from 'fastify';
import Type, { type TSchema } from 'typebox';
import { assert } from '../kernel/assert.ts';
import { isTracing } from '../platform/tracing.ts';
import { allows, PolicyJudge, REACH_ROLES, type Principal } from '../modules/access/index.ts';
import { SCOPES, type Scope } from '../../contracts/access.ts';
import { refuse, type ErrorCode, type Refusal } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { isFromOurPages, sessionToken } from './session-cookie.ts';
import { sendRefusal } from './problems.ts';
import { isWithinReach, type RouteReach } from './reach.ts';
import { traceRequest } from './trace-requests.ts';
import { traceOf } from './trace.ts';
import { viewFor } from './views.ts';

/** Who may call a route: holders of a scope, everyone who has proved who they are, or everyone. */
export type Policy = Scope | 'anyone_known' | 'public';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route names one, or the server does not start. */
    policy?: Policy;
    /** The parameter of its path by which grants narrow the policy: a grant of flow-apis:call/quote opens :code quote. */
    narrowedBy?: string;
    /**
     * How it keeps to the reach of its caller. Routes that workers, suppliers or customers may call name
     * it, or the server does not start; whoever has a reach that is not named here is refused.
     */
    reach?: RouteReach;
    /** True for an answer that is no JSON, or JSON line by line, and that is written through `viewFor`. */
    appliesViews?: boolean;
    /** What the route answers when it goes well, by status; null for an answer without a JSON body. */
    answers?: Readonly<Record<number, TSchema | null>>;
    /** The refusals that are this route's own; those that every route has are added. */
    problems?: readonly ErrorCode[];
    /** True when it takes an Idempotency-Key. */
    isCommand?: boolean;
    /**
     * The settings that it shows or puts: channel/:code. What shows them answers with their version as ETag;
     * what puts them heeds it as If-Match.
     */
    setting?: string;
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
    /** True when the caller sent it. */
    isTraceGiven: boolean;
    /** True once the answer was seen through the caller's view. */
    isViewed: boolean;
  }
}

const NOTHING = Type.Object({}, { additionalProperties: false });
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** Scopes that somebody with a reach may hold: what routes under them show is to be narrowed. */
function scopesWithReach(): ReadonlySet<Scope> {
  const judge = new PolicyJudge();
  const held = REACH_ROLES.map((role) => judge.permissionsOf({ kind: 'person', roles: [role] }));
  return new Set(SCOPES.filter((scope) => held.some((each) => allows(each, scope))));
}

/**
 * Puts every route behind its policy by construction: a route that names none cannot be added, nor one
 * that people with a reach may call and that does not say how it keeps to it, and one that names no query
 * takes none. What is answered is seen through the caller's view.
 */
export function enforcePolicies(app: FastifyInstance, door: Door): void {
  const reaching = scopesWithReach();
  app.decorateRequest('principal', null);
  app.decorateRequest('trace', '');
  app.decorateRequest('isTraceGiven', false);
  app.decorateRequest('isViewed', false);
  app.addHook('onRoute', (route) => {
    const { policy, reach } = route.config ?? {};
    const name = `${String(route.method)} ${route.url}`;
    assert(policy !== undefined, `${name} names no policy`);
    const isReached = policy !== 'public' && policy !== 'anyone_known' && reaching.has(policy);
    assert(
      !isReached || reach !== undefined,
      `${name} names no reach: say in its config how it keeps to what workers, suppliers and customers may see`,
    );
    const given = [route.onRequest ?? []].flat();
    route.onRequest = [policy === 'public' ? admitEveryone(door) : admit(door, policy), ...given];
    if (route.schema?.tags !== undefined && route.schema.querystring === undefined) {
      route.schema = { ...route.schema, querystring: NOTHING };
    }
  });
  app.addHook('onSend', showByView);
}

/** Takes what the caller does not see out of an answer; most callers see everything. */
function showByView(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  const { principal } = request;
  if (principal === null || principal.view === null || typeof payload !== 'string') {
    done(null, payload);
    return;
  }
  // What somebody is told about oneself hides nothing, nor does a refusal to do something.
  const isOwn = request.routeOptions.config.policy === 'anyone_known';
  const view = viewFor(principal);
  const isHidden = view !== null && payload !== '' && !isOwn && !request.isViewed;
  done(null, isHidden ? view.text(payload) : payload);
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
      enter(door, found, policy, request, reply, done);
      return;
    }
    void enterLater(door, found, policy, request, reply, done);
  };
}

async function enterLater(
  door: Door,
  found: Promise<Principal | null>,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): Promise<void> {
  try {
    enter(door, await found, policy, request, reply, done);
  } catch (error) {
    done(error as Error);
  }
}

function takeTrace(door: Door, request: FastifyRequest, reply: FastifyReply): void {
  request.trace = traceOf(request.headers.traceparent, door.ids);
  request.isTraceGiven = request.trace === request.headers.traceparent;
  if (isTracing()) traceRequest(request, reply);
  void reply.header('traceparent', request.trace);
}

function enter(
  door: Door,
  principal: Principal | null,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const refusal = judge(door, principal, policy, request);
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
  door: Door,
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
  const { config } = request.routeOptions;
  if (policy !== 'anyone_known' && !allows(principal.scopes, policy, partOf(request))) {
    return refuse('forbidden', `${principal.actor} lacks the scope ${policy}.`, { scope: policy });
  }
  if (
    principal.reach !== null &&
    policy !== 'anyone_known' &&
    !isWithinReach(config.reach, principal.reach)
  ) {
    return refuse('forbidden', `${principal.actor} sees only a part of what this answers.`);
  }
  if (
    principal.view !== null &&
    config.mediaTypes?.answer !== undefined &&
    config.appliesViews !== true
  ) {
    return refuse(
      'forbidden',
      `${principal.actor} sees only some of the fields that this answers.`,
    );
  }
  return principal.kind === 'person' ? judgePerson(door, principal, policy, request) : null;
}

function partOf({ params, routeOptions: { config } }: FastifyRequest): string | undefined {
  const { narrowedBy } = config;
  return narrowedBy === undefined
    ? undefined
    : (params as Readonly<Record<string, string>>)[narrowedBy];
}

function judgePerson(
  door: Door,
  principal: Principal,
  policy: Scope | 'anyone_known',
  request: FastifyRequest,
): Refusal | null {
  if (!SAFE_METHODS.has(request.method) && !isFromOurPages(request, door.publicUrl)) {
    return refuse('forbidden', 'A change under a login must come from a page of this server.');
  }
  if (principal.mustChangePassword && policy !== 'anyone_known') {
    return refuse(
      'password_change_required',
      `${principal.actor} has a one-time password, which opens nothing else.`,
    );
  }
  return null;
}

function findPrincipal(
  { principals, publicUrl }: Door,
  request: FastifyRequest,
): Principal | null | Promise<Principal | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    return /^bearer /i.test(authorization) ? principals.ofKey(authorization.slice(7).trim()) : null;
  }
  const token = cookie === undefined ? undefined : sessionToken(cookie, publicUrl);
  return token === undefined ? null : principals.ofSession(token);
}
