import type { BulkChange } from '../client/contract.generated.d.ts';

/** What can be done to many orders at once, in the order in which it is offered. */
export const BULK_ACTIONS = [
  'hold',
  'release_hold',
  'release',
  'priority',
  'cancel',
] as const satisfies readonly BulkChange['action'][];
export type BulkAction = BulkChange['action'];

/** How many of the orders are through, and of how many: forwards, or while it is taken back. */
export function progressOf({ state, counts }: Pick<BulkChange, 'state' | 'counts'>): {
  readonly done: number;
  readonly total: number;
} {
  if (state === 'undoing' || state === 'undone') {
    const done = counts.undone + counts.notUndone;
    return { done, total: done + counts.done };
  }
  return { done: counts.matched - counts.waiting, total: counts.matched };
}

/** How many orders an action will change, and how many are so already, once the priority is chosen. */
export function foreseenOf(
  { action, counts }: Pick<BulkChange, 'action' | 'counts'>,
  priority: number,
): { readonly toChange: number; readonly unchanged: number } {
  const isSo = action === 'priority' ? (counts.byPriority[priority] ?? 0) : 0;
  return { toChange: counts.waiting - isSo, unchanged: counts.unchanged + isSo };
}
