import type { RoleList } from '../../client/contract.generated.d.ts';

export type RoleView = RoleList['items'][number];
type Scope = RoleView['scopes'][number];

/** What scopes are about, in the order in which people meet them. */
export const AREAS = [
  'orders',
  'stock',
  'catalogue',
  'fulfilment',
  'returns',
  'payments',
  'exceptions',
  'purchases',
  'counts',
  'flows',
  'flow-apis',
  'events',
  'export',
  'operations',
  'partners',
  'settings',
  'access',
] as const;
export type Area = (typeof AREAS)[number];

/** none: nothing; sees: looks only; part: looks and does some of it; acts: does all of it. */
export type Level = 'none' | 'sees' | 'part' | 'acts';

/** How far somebody with these scopes gets in an area. */
export function levelOf(scopes: readonly string[], area: Area): Level {
  const verbs = new Set(
    scopes.flatMap((scope) => {
      const [of, verb = ''] = scope.split(':');
      return of === area ? [verb] : [];
    }),
  );
  if (verbs.size === 0) return 'none';
  if (verbs.has('write') || verbs.has('admin') || verbs.has('call')) return 'acts';
  return verbs.size === 1 && verbs.has('read') ? 'sees' : 'part';
}

/** What may be granted of an area, in the order of its weight. */
export function verbsOf(all: readonly string[], area: Area): readonly string[] {
  return all.flatMap((scope) => {
    const [of, verb = ''] = scope.split(':');
    return of === area && verb !== '*' ? [verb] : [];
  });
}

/** Scopes as they are granted: everything is a star, all of an area its family. */
export function grantsOf(chosen: ReadonlySet<string>, all: readonly Scope[]): string[] {
  if (all.every((scope) => chosen.has(scope))) return ['*'];
  return AREAS.flatMap((area) => {
    const ofArea = all.filter((scope) => scope.startsWith(`${area}:`));
    const taken = ofArea.filter((scope) => chosen.has(scope));
    return ofArea.length > 1 && taken.length === ofArea.length ? [`${area}:*`] : taken;
  });
}

/** The other way round: what a grant covers. */
export function scopesGranted(grants: readonly string[], all: readonly Scope[]): Scope[] {
  return all.filter((scope) => {
    const family = `${scope.slice(0, scope.indexOf(':'))}:*`;
    return grants.includes('*') || grants.includes(family) || grants.includes(scope);
  });
}

/** Roles that limit which rows are seen: they stand alone. */
const ALONE: ReadonlySet<string> = new Set(['worker', 'supplier', 'customer']);

/** The roles after one was chosen or taken away: one that stands alone takes the place of all others. */
export function rolesAfter<Role extends string>(
  before: readonly Role[],
  role: Role,
  isChosen: boolean,
): Role[] {
  if (!isChosen) return before.filter((each) => each !== role);
  if (ALONE.has(role)) return [role];
  return [...before.filter((each) => !ALONE.has(each) && each !== role), role];
}
