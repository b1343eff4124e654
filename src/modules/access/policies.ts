import type { Scope } from '../../../contracts/access.ts';

/** What each role of a person allows. */
const SCOPES_BY_ROLE: ReadonlyMap<string, readonly string[]> = new Map([['administrator', ['*']]]);

/** The scopes of a person's roles; a role that nobody defined allows nothing. */
export function scopesOfRoles(roles: readonly string[]): string[] {
  return [...new Set(roles.flatMap((role) => SCOPES_BY_ROLE.get(role) ?? []))];
}

/** True when what was granted covers the scope: itself, `orders:*` for orders, or `*`. */
export function allows(granted: readonly string[], scope: Scope): boolean {
  return (
    granted.includes('*') ||
    granted.includes(scope) ||
    granted.includes(`${scope.slice(0, scope.indexOf(':'))}:*`)
  );
}
