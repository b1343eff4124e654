import type { Account } from '../../src/modules/orders/account.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import { owedOf } from './book-of-money.ts';
import type { Sent, Told } from './sent.ts';

/** What business customers owe: the sum of what their orders cost and is not paid. */
export class BookOfAccounts {
  /** As they were before the command at hand. */
  #before = new Map<string, Account>();

  /** Looks whether an order beyond the limit is held, and no other. Answers what is wrong. */
  told(type: string, told: Told, { body }: Sent, orders: readonly OrderRecord[]): string | null {
    const { account, kind } = body as { account?: string; kind?: string };
    if (type !== 'order.placed' || kind !== 'business') return null;
    const before = this.#before.get(account ?? '');
    const order = orders.find(({ id }) => id === Number(told.id));
    if (before === undefined || order === undefined) return `nobody knows account ${account}`;
    if (!before.isOpen) return `order ${order.id} is placed on the closed account ${account}`;
    const { totalMinor } = told.totals as { totalMinor: number };
    const isBeyond = before.exposureMinor + totalMinor > before.creditLimitMinor;
    const isHeld = order.holds.some((hold) => hold.kind === 'credit');
    return isBeyond === isHeld
      ? null
      : `${account} owes ${before.exposureMinor} of ${before.creditLimitMinor}, an order of ${totalMinor} is held: ${isHeld}`;
  }

  /** The first account that does not owe what its orders do; null when all do. */
  compare(accounts: readonly Account[], orders: readonly OrderRecord[]): string | null {
    const owed = new Map<string, number>();
    for (const order of orders) {
      const { business } = order.details;
      if (business === undefined) continue;
      owed.set(business.account, (owed.get(business.account) ?? 0) + owedOf(order));
      const left = order.lines.some(({ shippedQuantity }) => shippedQuantity > 0);
      if (left && order.shipments.length === 0 && business.invoiceDueAt === undefined)
        return `order ${order.id} has left, and its invoice is never due`;
    }
    for (const account of accounts) {
      this.#before.set(account.code, account);
      const due = owed.get(account.code) ?? 0;
      if (account.exposureMinor !== due)
        return `${account.code} owes ${account.exposureMinor}, its orders ${due}`;
    }
    return null;
  }
}
