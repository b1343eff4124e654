import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './contract.generated.d.ts';
import { ServerProblem, UnreachableServer } from './problem.ts';
import { randomId } from './random-id.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Every command carries a key of its own, so that sending it again, by the reader or by the network,
 * does nothing twice. Whoever retries on purpose gives the same key once more.
 */
const idempotency: Middleware = {
  onRequest({ request }) {
    if (!SAFE_METHODS.has(request.method) && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', randomId());
    }
    return request;
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === 'AbortError'
      ? error
      : new UnreachableServer();
  },
};

/** The API of the hub, typed by its own OpenAPI document. Calls go to where the page came from. */
export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
});
client.use(idempotency);

/**
 * What a call answers, or what is wrong with it as an exception that queries and mutations hand on.
 *
 * @throws ServerProblem when the server refused
 * @throws UnreachableServer when there was no answer
 */
export async function answerOf<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ServerProblem(error, response);
  return data as Data;
}
