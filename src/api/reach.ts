import type { FastifyRequest } from 'fastify';
import type { Reach } from '../modules/access/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';

/**
 * How a route keeps to the reach of workers, suppliers and customers.
 * - `shared`: what it shows belongs to nobody in particular, such as the catalogue;
 * - `refused`: none of them may call it;
 * - a list: those may whose reach is by one of these, and the route narrows what it shows to it.
 */
export type RouteReach = 'shared' | 'refused' | readonly Reach['by'][];

/** True when a route knows how to keep to a reach. Without a word it does not. */
export function isWithinReach(declared: RouteReach | undefined, reach: Reach): boolean {
  if (declared === undefined || declared === 'refused') return false;
  return declared === 'shared' || declared.includes(reach.by);
}

/** The reach of who calls; null: everything. */
export function reachOf({ principal }: FastifyRequest): Reach | null {
  return principal?.reach ?? null;
}

/** The locations that the caller sees; null: all. Routes hand this to the statements that read lists. */
export function locationsWithin(request: FastifyRequest): readonly string[] | null {
  const reach = reachOf(request);
  if (reach === null) return null;
  return reach.by === 'location' ? reach.locations : [];
}

/** The address of e-mail whose orders the caller sees; null: all. One that nobody has when there is none. */
export function customerWithin(request: FastifyRequest): string | null {
  const reach = reachOf(request);
  if (reach === null) return null;
  return reach.by === 'customer' && reach.email !== null ? reach.email : NOBODY;
}

const NOBODY = '@';

/** False when somebody with a reach asks for what lies at a location outside it: answer not_found then. */
export function reachesLocation(request: FastifyRequest, location: string): boolean {
  const locations = locationsWithin(request);
  return locations === null || locations.includes(location);
}

/**
 * The location that a list is narrowed to, for lists that take one location or none: the one that was
 * asked for, or the only one within reach. Where there are several, one must be named.
 */
export function narrowToLocation(
  request: FastifyRequest,
  asked: string | undefined,
): { readonly location: string | null } | Refusal {
  const locations = locationsWithin(request);
  if (locations === null) return { location: asked ?? null };
  if (asked !== undefined) {
    return locations.includes(asked)
      ? { location: asked }
      : refuse('not_found', `There is no location ${asked}.`, { location: asked });
  }
  const [only] = locations;
  if (locations.length === 1 && only !== undefined) return { location: only };
  return refuse(
    'invalid_request',
    locations.length === 0
      ? 'No location is within your reach: ask an administrator for one.'
      : `Name one of your locations: ${locations.join(', ')}.`,
    { field: 'query/location', locations },
  );
}
