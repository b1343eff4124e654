import type { Order } from '../client/contract.generated.d.ts';

/** What somebody can do about an order. */
export type ActionName =
  | 'release'
  | 'amend'
  | 'address'
  | 'source'
  | 'hold'
  | 'cancel'
  | 'return'
  | 'refund'
  | 'appease';

/** Why something cannot be done with an order as it stands. */
export type ActionRefusal =
  | 'not_sourced'
  | 'held'
  | 'all_at_locations'
  | 'over'
  | 'has_left'
  | 'nothing_delivered'
  | 'nothing_overpaid'
  | 'nothing_paid'
  | 'not_allowed';

export interface OfferedAction {
  readonly name: ActionName;
  /** Null: it can be done. */
  readonly refusal: ActionRefusal | null;
}

type May = (
  scope: 'orders:write' | 'returns:write' | 'returns:request' | 'payments:write',
) => boolean;
type Subject = Pick<Order, 'state' | 'lines' | 'holds' | 'shipments' | 'totals'>;

const SCOPES: Readonly<Record<ActionName, Parameters<May>[0]>> = {
  release: 'orders:write',
  amend: 'orders:write',
  address: 'orders:write',
  source: 'orders:write',
  hold: 'orders:write',
  cancel: 'orders:write',
  return: 'returns:request',
  refund: 'payments:write',
  appease: 'returns:write',
};

const BEFORE_LOCATIONS = new Set(['placed', 'held', 'backordered', 'sourced']);
const AT_LOCATIONS = new Set(['released', 'picking', 'packed']);

/**
 * Everything that can be done about an order, with the reason where it cannot be now. The server has the
 * last word; this only says in advance what it would refuse.
 */
export function offeredActions(order: Subject, may: May): readonly OfferedAction[] {
  return (Object.keys(SCOPES) as ActionName[]).map((name) => ({
    name,
    refusal: may(SCOPES[name]) ? refusalOf(name, order) : 'not_allowed',
  }));
}

function refusalOf(name: ActionName, order: Subject): ActionRefusal | null {
  const { state, lines, totals } = order;
  const isOpen = BEFORE_LOCATIONS.has(state) || AT_LOCATIONS.has(state);
  const past = state === 'cancelled' || state === 'closed' ? 'over' : 'has_left';
  switch (name) {
    case 'release':
      return releaseRefusal(order);
    case 'amend':
    case 'address':
    case 'hold':
    case 'cancel':
      return isOpen ? null : past;
    case 'source':
      if (!isOpen) return past;
      return order.shipments.some(({ fulfilmentOrder }) => fulfilmentOrder === undefined)
        ? null
        : 'all_at_locations';
    case 'return':
      return lines.some(returnable) ? null : 'nothing_delivered';
    case 'refund':
      return overpaidMinor(order) > 0 ? null : 'nothing_overpaid';
    case 'appease':
      return totals.paidMinor > 0 ? null : 'nothing_paid';
  }
}

function releaseRefusal({ state, holds, shipments }: Subject): ActionRefusal | null {
  if (state === 'sourced') return null;
  if (state === 'held' || holds.some(({ releasedAt }) => releasedAt === null)) return 'held';
  if (BEFORE_LOCATIONS.has(state)) return 'not_sourced';
  if (!AT_LOCATIONS.has(state)) {
    return state === 'cancelled' || state === 'closed' ? 'over' : 'has_left';
  }
  const isReady = shipments.some(
    ({ fulfilmentOrder, waitsFor }) => fulfilmentOrder === undefined && waitsFor === undefined,
  );
  return isReady ? null : 'all_at_locations';
}

/** Units of a line that its customer has and could send back. */
export function returnableUnits(line: Order['lines'][number]): number {
  return line.deliveredQuantity - line.returnedQuantity;
}

function returnable(line: Order['lines'][number]): boolean {
  return returnableUnits(line) > 0;
}

/** What is paid beyond what is due, in minor units; 0 when nothing is. */
export function overpaidMinor({ totals }: Pick<Order, 'totals'>): number {
  const { paidMinor, totalMinor, creditedMinor = 0 } = totals;
  return Math.max(0, paidMinor - (totalMinor - creditedMinor));
}
