import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSpan, failSpan, SpanKind, traceparentOf } from '../platform/tracing.ts';

const SERVER_ERROR = 500;
const SAMPLED = '01';

/**
 * A span for as long as a request takes. What the request causes stands below it: its own traceparent takes
 * the place of the caller's. Routes are told as patterns: what stands in a path may name somebody.
 */
export function traceRequest(request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url ?? 'unknown';
  const span = beginSpan(`${request.method} ${route}`, {
    kind: SpanKind.SERVER,
    parent: request.trace,
    isParentItself: !request.isTraceGiven,
    attributes: { 'http.request.method': request.method, 'http.route': route },
  });
  const own = traceparentOf(span);
  // A caller that does not want to be followed keeps its own.
  if (own.endsWith(SAMPLED)) request.trace = own;
  reply.raw.once('close', () => {
    const { statusCode } = reply.raw;
    span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= SERVER_ERROR) failSpan(span, `status ${statusCode}`);
    span.end();
  });
}
