import type { Scope } from '../../../contracts/access.ts';

/** What a scope means in the policies: an action on a kind of thing. */
export interface PolicyTarget {
  readonly action: 'read' | 'write' | 'request' | 'receive' | 'approve' | 'administer' | 'call';
  readonly resource: string;
}

const readAndWrite = <const Family extends string>(family: Family, resource: string) =>
  ({
    [`${family}:read`]: { action: 'read', resource },
    [`${family}:write`]: { action: 'write', resource },
  }) as Record<`${Family}:read` | `${Family}:write`, PolicyTarget>;

/** The one table between the scopes that routes name and the policies. */
export const TARGETS: Readonly<Record<Scope, PolicyTarget>> = {
  ...readAndWrite('orders', 'Orders'),
  ...readAndWrite('stock', 'Stock'),
  ...readAndWrite('catalogue', 'Catalogue'),
  ...readAndWrite('settings', 'Settings'),
  'events:read': { action: 'read', resource: 'Events' },
  ...readAndWrite('operations', 'Operations'),
  ...readAndWrite('fulfilment', 'Fulfilment'),
  ...readAndWrite('purchases', 'Purchases'),
  ...readAndWrite('counts', 'Counts'),
  ...readAndWrite('returns', 'Returns'),
  'returns:request': { action: 'request', resource: 'Returns' },
  'returns:receive': { action: 'receive', resource: 'Returns' },
  ...readAndWrite('payments', 'Payments'),
  ...readAndWrite('exceptions', 'Exceptions'),
  ...readAndWrite('partners', 'Partners'),
  ...readAndWrite('flows', 'Flows'),
  'flows:approve': { action: 'approve', resource: 'Flows' },
  'flows:administer': { action: 'administer', resource: 'Flows' },
  'flow-apis:call': { action: 'call', resource: 'Flows' },
  'export:read': { action: 'read', resource: 'Exports' },
  'access:admin': { action: 'administer', resource: 'Access' },
};

/** The grants that would each cover a scope: itself, its family, everything. */
export function grantsCovering(scope: Scope): string[] {
  return [scope, `${scope.slice(0, scope.indexOf(':'))}:*`, '*'];
}
