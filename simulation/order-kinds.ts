import type { PlaceOrder } from '../contracts/orders.ts';
import type { Random } from '../src/kernel/random.ts';
import type { Basket } from './baskets.ts';
import { ACCOUNTS, LOCATIONS, type SampleChannel, type SampleLocation } from './sample/index.ts';

/** How a customer buys, where it is not the ordinary way. */
export type WayOfBuying =
  | { readonly kind: 'standard' | 'preorder' }
  | { readonly kind: 'business'; readonly account: string }
  | { readonly kind: 'pick_up' | 'drop_ship'; readonly from: SampleLocation };

const STORES = LOCATIONS.filter(({ put }) => put.kind === 'store');
const SUPPLIERS = LOCATIONS.filter(({ put }) => put.kind === 'supplier');
const DEPOSIT_SHARE = 0.2;

/** How often each kind is bought at a channel; what is left is ordinary. */
const SHARES: Readonly<Record<string, Partial<Record<WayOfBuying['kind'], number>>>> = {
  'shop-cn': { preorder: 0.08, pick_up: 0.16, drop_ship: 0.1, business: 0.03 },
  'tianji-cn': { preorder: 0.06 },
  'shop-eu': { preorder: 0.04 },
  wholesale: { business: 0.6, drop_ship: 0.1 },
};

/** Draws in which way a customer of a channel buys. */
export function drawWayOfBuying(random: Random, { put }: SampleChannel): WayOfBuying {
  let left = random.next();
  for (const [kind, share] of Object.entries(SHARES[put.code] ?? {})) {
    left -= share;
    if (left >= 0) continue;
    if (kind === 'business') return { kind, account: random.pick(ACCOUNTS).code };
    if (kind === 'pick_up') return { kind, from: random.pick(STORES) };
    if (kind === 'drop_ship') return { kind, from: random.pick(SUPPLIERS) };
    return { kind: 'preorder' };
  }
  return { kind: 'standard' };
}

/** What an order says of itself when it is bought in this way. */
export function kindFieldsOf(way: WayOfBuying, { order, totalMinor }: Basket): Partial<PlaceOrder> {
  switch (way.kind) {
    case 'standard':
      return {};
    case 'preorder':
      return {
        kind: 'preorder',
        depositMinor: Math.max(1, Math.round(totalMinor * DEPOSIT_SHARE)),
      };
    case 'business': {
      const purchaseOrderNumber = `PO-${order.externalId}`;
      return { kind: 'business', account: way.account, purchaseOrderNumber };
    }
    case 'pick_up':
      return { kind: 'pick_up', pickUpLocation: way.from.put.code };
    default:
      return { kind: 'drop_ship' };
  }
}
