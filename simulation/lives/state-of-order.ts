import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { OrderState } from '../../contracts/orders.ts';
import { isSettled } from './book-of-money.ts';

/** The state that an order's parts make, in the words of rules [O33] and [O41] of the orders room. */
export function stateOf(order: OrderRecord, channel: string, isCancelled: boolean): OrderState {
  if (isCancelled) return 'cancelled';
  const { shipments, holds, details } = order;
  const bundles = new Set(details.bundles?.map(({ lineNumber }) => lineNumber));
  const lines = order.lines.filter(({ lineNumber }) => !bundles.has(lineNumber));
  const units = (
    field: 'quantity' | 'shippedQuantity' | 'deliveredQuantity' | 'returnedQuantity',
  ) => lines.reduce((sum, line) => sum + line[field], 0);
  const stages = shipments.map(({ release }) => release?.stage ?? null);
  const hasBegun = units('shippedQuantity') > 0 || stages.some((stage) => stage !== null);
  if (!hasBegun) {
    if (holds.some(({ releasedAt }) => releasedAt === null)) return 'held';
    if (!isSettled(order, channel)) return 'placed';
    return shipments.some(({ waitsFor }) => waitsFor !== null) ? 'backordered' : 'sourced';
  }
  if (shipments.length > 0) {
    if (stages.every((stage) => stage === 'packed')) return 'packed';
    const isWorkedOn = stages.some((stage) => stage === 'picking' || stage === 'packed');
    return isWorkedOn || units('shippedQuantity') > 0 ? 'picking' : 'released';
  }
  if ((details.returningQuantity ?? 0) > 0) return 'returning';
  if (details.closedAt !== undefined) return 'closed';
  if (units('returnedQuantity') === units('shippedQuantity')) return 'returned';
  return units('deliveredQuantity') === units('shippedQuantity') ? 'delivered' : 'shipped';
}
