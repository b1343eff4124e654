import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readSettingVersion } from '../hub/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { Door } from './door.ts';

/** The name of the settings that a request is about: its route's, with the path's parameters filled in. */
function settingNameOf({ routeOptions, params }: FastifyRequest): string | null {
  const { setting } = routeOptions.config;
  if (setting === undefined) return null;
  const given = params as Readonly<Record<string, string>>;
  return setting.replaceAll(/:(\w+)/g, (_match, name: string) => given[name] ?? '');
}

/**
 * The version of the settings that the caller saw, by If-Match; null: the caller does not say, or the route
 * puts no settings. A refusal when it is no version.
 */
export function expectedVersionOf(request: FastifyRequest): number | null | Refusal {
  const ifMatch = request.headers['if-match'];
  if (request.routeOptions.config.setting === undefined) return null;
  if (ifMatch === undefined || ifMatch === '*') return null;
  const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1];
  return version === undefined
    ? refuse('invalid_request', 'If-Match is a version in quotes, for example "3".', {
        field: 'If-Match',
      })
    : Number(version);
}

/**
 * Tells with settings which version they are of. The version is read ahead of them: when somebody puts them
 * in between, a change on that version is refused, and never the other way round.
 */
export function tellSettingVersions(app: FastifyInstance, { pool }: Pick<Door, 'pool'>): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET') return;
    const name = settingNameOf(request);
    if (name !== null) reply.header('etag', `"${await readSettingVersion(pool, name)}"`);
  });
}
