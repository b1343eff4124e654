import type { Role } from '../../../contracts/access.ts';
import { VIEW_ROLES, type ViewRole } from '../../../contracts/views.ts';

/** Roles whose people see only the rows that lie within their reach. */
export const REACH_ROLES = ['worker', 'supplier', 'customer'] as const satisfies readonly Role[];

/** Which rows a person sees. */
export type Reach =
  | { readonly by: 'location'; readonly locations: readonly string[] }
  | { readonly by: 'customer'; readonly email: string | null };

/** What a person's rows in the table say of it. */
interface ReachFields {
  readonly roles: readonly string[];
  readonly location_codes: readonly string[];
  readonly customer_email: string | null;
}

/**
 * The reach of a person; null: everything. Roles with a reach do not go together with any other, so
 * the first one that there is decides; a person without any known role reaches nothing.
 */
export function reachOfPerson({
  roles,
  location_codes,
  customer_email,
}: ReachFields): Reach | null {
  if (roles.includes('customer')) return { by: 'customer', email: customer_email };
  const isAtLocations = roles.includes('worker') || roles.includes('supplier');
  return isAtLocations || roles.length === 0 ? { by: 'location', locations: location_codes } : null;
}

/** The roles through which a person sees fields; null: all fields. */
export function viewOfRoles(roles: readonly string[]): readonly ViewRole[] | null {
  const limited = VIEW_ROLES.filter((role) => roles.includes(role));
  return roles.some((role) => role === 'admin' || role === 'operations') ? null : limited;
}
