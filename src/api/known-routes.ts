import type { FastifyInstance, RouteOptions } from 'fastify';

/** A route as the rest of the API knows it. */
export interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly options: RouteOptions;
}

const routesByApp = new WeakMap<object, KnownRoute[]>();
const patterns = new Map<string, RegExp>();

/** Writes down every route that is added from now on, also those that plugins add. */
export function keepRoutes(app: FastifyInstance): void {
  const routes: KnownRoute[] = [];
  routesByApp.set(app.server, routes);
  app.addHook('onRoute', (options) => {
    for (const method of [options.method].flat())
      routes.push({ method, url: options.url, options });
  });
}

/** Every route of the API. */
export function knownRoutes(app: FastifyInstance): readonly KnownRoute[] {
  return routesByApp.get(app.server) ?? [];
}

/** The methods that a path takes; none when nothing is there. */
export function allowedMethods(app: FastifyInstance, path: string): string[] {
  const methods = knownRoutes(app)
    .filter(({ url }) => patternOf(url).test(path))
    .map(({ method }) => method);
  return [...new Set(methods)].toSorted();
}

function patternOf(url: string): RegExp {
  let pattern = patterns.get(url);
  if (pattern === undefined) {
    const source = url
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll('.', String.raw`\.`),
      )
      .join('/');
    pattern = new RegExp(`^${source}$`);
    patterns.set(url, pattern);
  }
  return pattern;
}
