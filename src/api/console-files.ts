import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the console's files are, and whether they are there yet. */
export interface ConsoleFiles {
  readonly folder: string;
  /** False while they are being built, with the reason when that has failed. */
  readonly state: () => { readonly isReady: boolean; readonly failure: string | null };
}

const HTML_TYPE = 'text/html; charset=utf-8';
/** Names of assets carry a hash of their content, so they never change. */
const FOR_GOOD = { maxAge: '365d', immutable: true } as const;
/** What the page may do: nothing from elsewhere runs in it. Styles are set by scripts, maps work in blobs. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "font-src 'self' data:",
  "connect-src 'self' https:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** Customers' pages of their orders: a page of its own, small, which knows nothing of the console. */
const TRACKING = /^\/t\/[^/?]+(?:\?|$)/;

/** The console: its files under /assets, its one page under every address that is nothing else. */
export async function addConsole(
  app: FastifyInstance,
  { folder, state }: ConsoleFiles,
): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  const config = { policy: 'public' as const };
  app.get<{ Params: { '*': string } }>('/assets/*', { config }, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, folder, FOR_GOOD),
  );
  app.get('/favicon.svg', { config }, (_request, reply) => reply.sendFile('favicon.svg', folder));
  app.get('/', { config }, (_request, reply) => sendPage(reply, folder, state()));
}

/** Answers the console's page to a browser that asks for an address which only the console knows. */
export function answersPage(
  request: FastifyRequest,
  reply: FastifyReply,
  files: ConsoleFiles | null,
): boolean {
  if (files === null || request.method !== 'GET' || /^\/(v1|assets)\//.test(request.url))
    return false;
  if (request.headers.accept?.includes('text/html') !== true) return false;
  if (TRACKING.test(request.url)) {
    // Whoever has the address sees the order: it is told to nobody, and found by no search.
    void reply.headers({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    void sendPage(reply.code(200), files.folder, files.state(), 'track.html');
  } else void sendPage(reply.code(200), files.folder, files.state());
  return true;
}

function sendPage(
  reply: FastifyReply,
  folder: string,
  { isReady, failure }: ReturnType<ConsoleFiles['state']>,
  page: 'index.html' | 'track.html' = 'index.html',
): FastifyReply {
  void reply.headers({
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    ...(reply.hasHeader('referrer-policy') ? {} : { 'referrer-policy': 'same-origin' }),
    'cache-control': 'no-cache',
  });
  if (isReady) return reply.sendFile(page, folder, { cacheControl: false });
  return reply.code(503).header('retry-after', '2').type(HTML_TYPE).send(waitingPage(failure));
}

/** What is shown for the seconds of the first build, or when it has failed. */
function waitingPage(failure: string | null): string {
  const refresh = failure === null ? '<meta http-equiv="refresh" content="1">' : '';
  const text =
    failure === null
      ? 'The console is being built. This takes some seconds, once. 正在构建控制台，请稍候。'
      : `The console could not be built; the API serves. ${escaped(failure)}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>Linchpin</title><body style="font:16px/1.5 system-ui;display:grid;place-items:center;min-height:90vh;color:#545b58"><p style="max-width:60ch;white-space:pre-wrap">${text}</p></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
