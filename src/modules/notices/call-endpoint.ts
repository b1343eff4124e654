import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress, refuseUrl } from './guard-address.ts';

/** What to send where. */
export interface Call {
  readonly url: string;
  /** POST unless given. */
  readonly method?: string;
  /** Of the answer so much is read; 512 unless given. */
  readonly answerBytesMax?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: without one. */
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly mayBePrivate: boolean;
  readonly signal: AbortSignal;
}

/** What came back: a status and how the answer begins, or why there was none. */
export interface CallAnswer {
  readonly httpStatus: number | null;
  readonly answer: string;
  readonly durationMs: number;
  /** False when the other side cannot have heard of it: there never was a connection to it. */
  readonly mayHaveArrived: boolean;
}

const ANSWER_BYTES_MAX = 512;

class Unreachable extends Error {}

/**
 * Sends to somebody else's server. Redirects are not followed: they lead where nobody has looked. The
 * address that was judged is the one that is connected to, so a name cannot lead elsewhere in between.
 * Never throws for what the other side does.
 */
export async function callEndpoint(call: Call): Promise<CallAnswer> {
  const started = performance.now();
  const way: Way = { isConnected: false };
  const done = (httpStatus: number | null, answer: string): CallAnswer => ({
    httpStatus,
    answer,
    durationMs: Math.round(performance.now() - started),
    mayHaveArrived: way.isConnected,
  });
  const timeout = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await send(call, way, AbortSignal.any([timeout, call.signal]));
    const status = response.statusCode ?? 0;
    // Who has answered with a status but keeps its answer back has answered.
    const answer = await beginningOf(response, call.answerBytesMax ?? ANSWER_BYTES_MAX).catch(
      () => '',
    );
    return done(status, answer);
  } catch (error) {
    if (timeout.aborted) return done(null, `no answer within ${call.timeoutMs} ms`);
    if (error instanceof Unreachable) return done(null, error.message);
    const { code, name } = error as { code?: unknown; name?: string };
    return done(null, typeof code === 'string' ? code : (name ?? 'failed'));
  }
}

/** How far a call has come. */
interface Way {
  isConnected: boolean;
}

async function send(call: Call, way: Way, signal: AbortSignal): Promise<IncomingMessage> {
  const refused = refuseUrl(call.url, call.mayBePrivate);
  if (refused !== null) throw new Unreachable(`refused: ${refused}`);
  const url = new URL(call.url);
  const address = await addressOf(url.hostname, call.mayBePrivate, signal);
  const pinned: LookupFunction = (_host, options, callback) => {
    if (options.all === true) callback(null, [address]);
    else callback(null, address.address, address.family);
  };
  const isSecure = url.protocol === 'https:';
  const begin = isSecure ? requestHttps : requestHttp;
  const { body, method = 'POST' } = call;
  const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = begin(
      url,
      {
        method,
        agent: false,
        lookup: pinned,
        signal,
        headers: { ...call.headers, ...length },
      },
      resolve,
    );
    request.on('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => (way.isConnected = true));
    });
    request.on('error', reject);
    request.end(body ?? undefined);
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

async function beginningOf(response: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= bytesMax) break;
  }
  response.destroy();
  const text = Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8');
  return text.toWellFormed().replaceAll('\0', '');
}
