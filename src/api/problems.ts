import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionError } from '../platform/postgres/index.ts';
import { problemOf, refuse, type ErrorCode, type Refusal } from '../../contracts/errors.ts';
import { answersPage, type ConsoleFiles } from './console-files.ts';
import type { Door } from './door.ts';
import { allowedMethods } from './known-routes.ts';
import { traceOf } from './trace.ts';
import { errorText } from '../platform/log.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
export const RETRY_AFTER_SECONDS = 1;

/** Answers a request with the problem document of a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal);
  if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply
    .code(problem.status)
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}

/** Fastify's own errors, each as what it means to a caller. Everything else is a bug of ours. */
const CODES_OF_FASTIFY: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_VALIDATION: 'invalid_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_ERR_BAD_URL: 'invalid_request',
  FST_ERR_ASYNC_CONSTRAINT: 'invalid_request',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** What an error means to the caller; null for what is a bug of ours. */
export function refusalOfError(error: FastifyError): Refusal | null {
  if (error.validation !== undefined) return error as unknown as Refusal & FastifyError;
  const code = CODES_OF_FASTIFY[error.code];
  if (code !== undefined) return refuse(code, sentence(error.message));
  if (isConnectionError(error)) {
    return refuse('database_unavailable', 'The database does not answer at the moment.');
  }
  // JSON.parse throws these, and Fastify marks them as the caller's.
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return refuse('invalid_json', sentence(error.message));
  }
  return null;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Lets every failure leave as problem+json from the one catalogue, whatever caused it. */
export function answerProblems(
  app: FastifyInstance,
  door: Door,
  console: ConsoleFiles | null,
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // Fastify looks into the body before it finds that no route takes it, which matters more.
    if (request.is404) return refuseUnknown(app, door, request, reply);
    const refusal = refusalOfError(error);
    if (refusal !== null) return sendRefusal(reply, refusal);
    const { method, trace } = request;
    const route = request.routeOptions.url ?? 'unknown';
    door.log.error({ method, route, trace, error: errorText(error) }, 'a request failed');
    return sendRefusal(reply, refuse('internal', 'The request could not be answered.'));
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
    answersPage(request, reply, console) ? reply : refuseUnknown(app, door, request, reply),
  );
}

/** Says which methods a path takes, or that there is nothing. */
function refuseUnknown(
  app: FastifyInstance,
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  void reply.header('traceparent', traceOf(request.headers.traceparent, door.ids));
  const path = request.url.split('?', 1)[0] as string;
  const allowed = allowedMethods(app, path);
  // A route that takes the method has said itself that what it was asked for is not there.
  if (allowed.length === 0 || allowed.includes(request.method)) {
    return sendRefusal(reply, refuse('not_found', `There is nothing at ${path}.`));
  }
  void reply.header('allow', allowed.join(', '));
  return sendRefusal(
    reply,
    refuse('method_not_allowed', `${path} takes ${allowed.join(', ')}, not ${request.method}.`, {
      allowed,
    }),
  );
}
