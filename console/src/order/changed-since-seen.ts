import type { Order } from '../client/contract.generated.d.ts';

/** What people look at when an order has changed under their hands. */
export const WATCHED_FIELDS = [
  'state',
  'paymentState',
  'priority',
  'promisedAt',
  'lines',
  'shipTo',
  'shipments',
  'holds',
  'totals',
  'note',
] as const satisfies readonly (keyof Order)[];

/** Which of the watched fields differ between two readings of an order. */
export function changedSinceSeen(
  before: Order,
  after: Order,
): readonly (typeof WATCHED_FIELDS)[number][] {
  return WATCHED_FIELDS.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}
