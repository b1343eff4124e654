import type { FlowTask, Me } from '../client/contract.generated.d.ts';

/**
 * How somebody stands to a task: it is theirs, free for them, barred to them (four eyes), of another role, in
 * another's hands, or over.
 */
export type TaskStanding = 'mine' | 'free' | 'barred' | 'other_role' | 'of_another' | 'over';

/** What the server would say if somebody wanted to do a task. */
export function standingOf(
  { state, claimedBy, notBy, role }: Pick<FlowTask, 'state' | 'claimedBy' | 'notBy' | 'role'>,
  { actor, roles }: Pick<Me, 'actor' | 'roles'>,
): TaskStanding {
  if (state === 'done' || state === 'withdrawn') return 'over';
  if (notBy.includes(actor)) return 'barred';
  if (claimedBy === actor) return 'mine';
  if (claimedBy !== null) return 'of_another';
  return roles.includes(role) || roles.includes('admin') ? 'free' : 'other_role';
}
