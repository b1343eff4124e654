import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress, refuseUrl } from './guard-address.ts';

/** What to send where. */
export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly mayBePrivate: boolean;
  readonly signal: AbortSignal;
}

/** What came back: a status and how the answer begins, or why there was none. */
export interface CallAnswer {
  readonly httpStatus: number | null;
  readonly answer: string;
  readonly durationMs: number;
}

const ANSWER_BYTES_MAX = 512;

class Unreachable extends Error {}

/**
 * Posts to somebody else's server. Redirects are not followed: they lead where nobody has looked. The
 * address that was judged is the one that is connected to, so a name cannot lead elsewhere in between.
 * Never throws for what the other side does.
 */
export async function callEndpoint(call: Call): Promise<CallAnswer> {
  const started = performance.now();
  const done = (httpStatus: number | null, answer: string): CallAnswer => ({
    httpStatus,
    answer,
    durationMs: Math.round(performance.now() - started),
  });
  const timeout = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await post(call, AbortSignal.any([timeout, call.signal]));
    const status = response.statusCode ?? 0;
    // Who has answered with a status but keeps its answer back has answered.
    const answer = await beginningOf(response).catch(() => '');
    return done(status, answer);
  } catch (error) {
    if (timeout.aborted) return done(null, `no answer within ${call.timeoutMs} ms`);
    if (error instanceof Unreachable) return done(null, error.message);
    const { code, name } = error as { code?: unknown; name?: string };
    return done(null, typeof code === 'string' ? code : (name ?? 'failed'));
  }
}

async function post(call: Call, signal: AbortSignal): Promise<IncomingMessage> {
  const refused = refuseUrl(call.url, call.mayBePrivate);
  if (refused !== null) throw new Unreachable(`refused: ${refused}`);
  const url = new URL(call.url);
  const address = await addressOf(url.hostname, call.mayBePrivate, signal);
  const pinned: LookupFunction = (_host, options, callback) => {
    if (options.all === true) callback(null, [address]);
    else callback(null, address.address, address.family);
  };
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        signal,
        headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(call.body);
  });
}

async function addressOf(
  hostname: string,
  mayBePrivate: boolean,
  signal: AbortSignal,
): Promise<{ readonly address: string; readonly family: number }> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const literal = isIP(host);
  if (literal !== 0) return { address: host, family: literal };
  // The look-up itself cannot be aborted; who waits for it can.
  const found = await Promise.race([
    lookup(host, { all: true }),
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Unreachable('given up')), { once: true });
    }),
  ]);
  const [first] = found;
  if (first === undefined) throw new Unreachable('its name leads nowhere');
  if (!mayBePrivate && found.some(({ address }) => isPrivateAddress(address))) {
    throw new Unreachable('refused: its name leads to a private address');
  }
  return first;
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= ANSWER_BYTES_MAX) break;
  }
  response.destroy();
  const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX).toString('utf8');
  return text.toWellFormed().replaceAll('\0', '');
}
