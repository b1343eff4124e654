import type { Order } from '../client/contract.generated.d.ts';

/** What can be done to many orders at once. */
export const BULK_ACTIONS = ['hold', 'releaseHold', 'release', 'priority', 'cancel'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** As much of an order as tells what can be done to it. */
export type OrderToChange = Pick<Order, 'id' | 'state' | 'priority' | 'holds'>;

/** What will happen to an order, or why nothing can. */
export type Verdict =
  | { readonly kind: 'done' }
  /** Locations have it: they are asked first. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'impossible'; readonly reason: Impossible };
export type Impossible = 'cancelled' | 'left' | 'noHold' | 'notSourced' | 'held' | 'notAmendable';

type State = Order['state'];
const BEFORE_RELEASE: ReadonlySet<State> = new Set(['placed', 'held', 'backordered', 'sourced']);
const AT_LOCATIONS: ReadonlySet<State> = new Set(['released', 'picking', 'packed']);

const DONE: Verdict = { kind: 'done' };
const UNCHANGED: Verdict = { kind: 'unchanged' };
const impossible = (reason: Impossible): Verdict => ({ kind: 'impossible', reason });

/** Holds of an order that are not released yet. */
export function openHolds({ holds }: Pick<Order, 'holds'>): Order['holds'] {
  return holds.filter(({ releasedAt }) => releasedAt === null);
}

/**
 * Says beforehand what a command will do to an order. The server decides: an order may have gone on
 * until it is asked, and its answer is what counts.
 */
export function judge(
  action: BulkAction,
  order: OrderToChange,
  { priority }: { readonly priority: number },
): Verdict {
  const { state } = order;
  const isHeld = openHolds(order).length > 0;
  const hasLeft = !BEFORE_RELEASE.has(state) && !AT_LOCATIONS.has(state);
  if (state === 'cancelled') return action === 'cancel' ? UNCHANGED : impossible('cancelled');
  if (action === 'releaseHold') return isHeld ? DONE : impossible('noHold');
  if (action === 'priority') {
    if (order.priority === priority) return UNCHANGED;
    return BEFORE_RELEASE.has(state) ? DONE : impossible(hasLeft ? 'left' : 'notAmendable');
  }
  if (hasLeft) return impossible('left');
  if (action === 'hold') return DONE;
  if (action === 'cancel') return AT_LOCATIONS.has(state) ? { kind: 'asked' } : DONE;
  if (isHeld) return impossible('held');
  if (state === 'sourced') return DONE;
  return AT_LOCATIONS.has(state) ? UNCHANGED : impossible('notSourced');
}

/** What will happen to how many, with the orders that nothing can happen to by reason. */
export interface Preview {
  readonly toChange: readonly string[];
  readonly asked: number;
  readonly unchanged: number;
  readonly impossible: ReadonlyMap<Impossible, readonly string[]>;
}

/** Judges many orders. */
export function previewOf(
  action: BulkAction,
  orders: readonly OrderToChange[],
  choice: { readonly priority: number },
): Preview {
  const toChange: string[] = [];
  const reasons = new Map<Impossible, string[]>();
  let asked = 0;
  let unchanged = 0;
  for (const order of orders) {
    const verdict = judge(action, order, choice);
    if (verdict.kind === 'impossible') {
      reasons.set(verdict.reason, [...(reasons.get(verdict.reason) ?? []), order.id]);
    } else if (verdict.kind === 'unchanged') unchanged += 1;
    else {
      toChange.push(order.id);
      if (verdict.kind === 'asked') asked += 1;
    }
  }
  return { toChange, asked, unchanged, impossible: reasons };
}

/** True when what an action does can be taken back by another. */
export function canUndo(action: BulkAction): boolean {
  return action === 'hold' || action === 'releaseHold' || action === 'priority';
}

/**
 * Runs something for each of many, a few at a time, and tells of each as it is done. Stops taking on
 * more when it is told to; what has begun ends.
 */
export async function runEach<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<void>,
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length && !signal.aborted) {
      const item = items[next] as Item;
      next += 1;
      // As many as there are workers run at once.
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}
