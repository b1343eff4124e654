import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import manifest from '../../package.json' with { type: 'json' };
import { errorsHtml } from './errors-page.ts';
import { openApiOf } from './openapi.ts';
import { JSON_TYPE } from './problems.ts';

const HTML_TYPE = 'text/html; charset=utf-8';

/** The OpenAPI document, a page to read it in, and the page that explains the errors. */
export function addReference(app: FastifyInstance): void {
  let document: string | undefined;
  const openApi = (): string => (document ??= JSON.stringify(openApiOf(app, manifest.version)));
  const config = { policy: 'public' as const };

  app.get('/openapi.json', { config }, (_request, reply) =>
    reply.header('content-type', JSON_TYPE).send(openApi()),
  );
  app.get('/docs/errors', { config }, (_request, reply) =>
    reply.header('content-type', HTML_TYPE).send(errorsHtml()),
  );

  let reader: Promise<Reader> | undefined;
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, { config, exposeHeadRoute: false }, (request, reply) => {
      reply.hijack();
      (reader ??= openReader(openApi())).then(
        (open) => open(request.raw, reply.raw),
        (error: Error) => reply.raw.destroy(error),
      );
    });
  }
}

type Reader = (request: IncomingMessage, response: ServerResponse) => void;

/** Swagger UI in a server of its own, made when somebody first looks: serving orders needs none of it. */
async function openReader(openApi: string): Promise<Reader> {
  const [{ default: fastify }, { default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const app = fastify({ logger: false });
  await app.register(swagger, {
    mode: 'static',
    specification: { document: JSON.parse(openApi) as never },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Nothing is asked of other servers: the page works without a network.
    uiConfig: { validatorUrl: null, docExpansion: 'none', persistAuthorization: true },
    // The library's own bar shows its makers' mark and asks for the address of another document.
    theme: {
      css: [{ filename: 'linchpin.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
  await app.ready();
  return (request, response) => app.routing(request, response);
}
