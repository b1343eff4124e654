import type { FastifyReply, FastifyRequest } from 'fastify';

const PLAIN_NAME = 'linchpin_session';
/** Browsers take a cookie of this name only over TLS, for this very host: no neighbour can plant one. */
const HOST_NAME = `__Host-${PLAIN_NAME}`;
const SESSION_TOKEN = /^[\w-]{43}$/;

/** The address under which browsers see this server, as LINCHPIN_PUBLIC_URL or --public-url gives it. */
export type PublicUrl = URL | null;

/** True when browsers speak TLS with us, or with the proxy before us. */
export function isSecure(request: FastifyRequest, publicUrl: PublicUrl): boolean {
  return publicUrl === null ? request.protocol === 'https' : publicUrl.protocol === 'https:';
}

/** The cookie of a name in a cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const start = `${name}=`;
  const found = header?.split(';').find((part) => part.trimStart().startsWith(start));
  return found?.trim().slice(start.length);
}

/** The session's token of a cookie header. */
export function sessionToken(cookie: string, publicUrl: PublicUrl): string | undefined {
  const token = cookieOf(cookie, publicUrl?.protocol === 'https:' ? HOST_NAME : PLAIN_NAME);
  return token !== undefined && SESSION_TOKEN.test(token) ? token : undefined;
}

/** Gives the browser a session's token; without a lifetime takes it away. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: PublicUrl,
  session: { readonly token: string; readonly maxAgeSeconds: number } | null,
): void {
  setCookie(request, reply, publicUrl, {
    name: publicUrl?.protocol === 'https:' ? HOST_NAME : PLAIN_NAME,
    value: session?.token ?? '',
    maxAgeSeconds: session?.maxAgeSeconds ?? 0,
    sameSite: 'Strict',
  });
}

/** Sets a cookie that no script reads and that goes to this host only. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: PublicUrl,
  cookie: {
    readonly name: string;
    readonly value: string;
    readonly maxAgeSeconds: number;
    readonly sameSite: 'Strict' | 'Lax';
  },
): void {
  const parts = [
    `${cookie.name}=${cookie.value}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${cookie.sameSite}`,
    `Max-Age=${cookie.maxAgeSeconds}`,
  ];
  // Over plain HTTP, as on one's own machine, browsers would not keep a secure cookie.
  if (isSecure(request, publicUrl)) parts.push('Secure');
  const before = reply.getHeader('set-cookie');
  void reply.header(
    'set-cookie',
    before === undefined
      ? parts.join('; ')
      : [before as string | string[], parts.join('; ')].flat(),
  );
}

/** Where browsers see this server: as it was set, else as the request says. */
export function publicOrigin(request: FastifyRequest, publicUrl: PublicUrl): string {
  return publicUrl?.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

/**
 * Browsers send the cookie with whatever page asks, but say which page that is. SameSite=Strict keeps
 * other sites out already; this also keeps out what runs beside us under another port or subdomain.
 */
export function isFromOurPages({ headers }: FastifyRequest, publicUrl: PublicUrl): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin === undefined || !URL.canParse(headers.origin)) return false;
  const origin = new URL(headers.origin);
  // Behind a proxy the host that we are called by is not the one that the browser shows.
  return publicUrl === null ? origin.host === headers.host : origin.origin === publicUrl.origin;
}
