import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What says who calls, taken over as it came. */
const CREDENTIALS = ['authorization', 'cookie', 'origin', 'host', 'sec-fetch-site'] as const;

/** The methods by which a file's documents are sent. */
function methodOf(method = 'GET'): 'GET' | 'POST' | 'PUT' {
  return method === 'POST' || method === 'PUT' ? method : 'GET';
}

/**
 * A `fetch` that asks this very server in the name of who sent a request, without a socket. What a file
 * brings in takes the same way as what is sent one by one: policies, contracts, idempotency and audit
 * are those of each route, and nobody can do by a file what they may not do otherwise.
 */
export function callInProcess(app: FastifyInstance, request: FastifyRequest): typeof fetch {
  const credentials = Object.fromEntries(
    CREDENTIALS.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return async (url, init) => {
    const { pathname, search } = new URL(url instanceof Request ? url.url : url);
    const body = init?.body ?? null;
    const payload = body === null ? null : Buffer.from(await new Response(body).arrayBuffer());
    const answer = await app.inject({
      method: methodOf(init?.method),
      url: pathname + search,
      headers: {
        // Of who calls only what came with the request counts: the key of a client that has none would
        // stand before the cookie of somebody who has logged in.
        ...Object.fromEntries(
          [...new Headers(init?.headers)].filter(
            ([name]) => !(CREDENTIALS as readonly string[]).includes(name),
          ),
        ),
        ...credentials,
        traceparent: request.trace,
      },
      ...(payload === null ? {} : { payload }),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) headers.set(name, String(value));
    }
    const hasBody = ![204, 304].includes(answer.statusCode);
    return new Response(hasBody ? new Uint8Array(answer.rawPayload) : null, {
      status: answer.statusCode,
      headers,
    });
  };
}
