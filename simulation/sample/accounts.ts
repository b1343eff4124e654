import type { PutAccount } from '../../contracts/order-kinds.ts';

/** Business customers who pay after delivery: one with room, one who names its own numbers, one with little credit. */
export const ACCOUNTS: readonly (PutAccount & { readonly code: string })[] = [
  {
    code: 'teahouses',
    name: '茶馆联号 Tea houses',
    currency: 'CNY',
    creditLimitMinor: 20_000_000,
    netDays: 14,
  },
  {
    code: 'hotels',
    name: '酒店集团 Hotels',
    currency: 'CNY',
    creditLimitMinor: 6_000_000,
    netDays: 7,
    needsPurchaseOrderNumber: true,
  },
  {
    code: 'museum-shop',
    name: '博物馆商店 Museum shop',
    currency: 'CNY',
    creditLimitMinor: 500_000,
    netDays: 5,
    owner: 'role/operations',
  },
];
