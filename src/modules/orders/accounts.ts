import type { MinorUnits } from '../../kernel/money.ts';
import {
  recordOf,
  type CommandHandler,
  type FactSource,
  type RecordFacts,
} from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AccountPage, AccountView, PutAccount } from '../../../contracts/order-kinds.ts';
import type { Account } from './account.ts';
import type { OrderRecord, OrderDraft } from './order-record.ts';
import * as sql from './payments.sql.ts';
import { dueOf } from './settle-order.ts';

/** put_account: creates or replaces an account; what its orders owe stays. */
export function putAccountHandler(
  accounts: FactSource<RecordFacts<Account>>,
): CommandHandler<PutAccount & { readonly code: string }> {
  return {
    kind: 'put_account',
    need: ({ body }, unit) => unit.facts(accounts).need(body.code),
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(accounts);
      const before = facts.find(body.code);
      if (before !== undefined && before.currency !== body.currency && before.exposureMinor !== 0) {
        return refuse(
          'invalid_settings',
          `Account ${body.code} owes ${before.exposureMinor} in ${before.currency}.`,
          { field: 'currency', exposureMinor: before.exposureMinor },
        );
      }
      const account: Account = {
        code: body.code,
        version: before?.version ?? 1,
        name: body.name,
        currency: body.currency,
        creditLimitMinor: body.creditLimitMinor,
        netDays: body.netDays,
        needsPurchaseOrderNumber: body.needsPurchaseOrderNumber ?? false,
        owner: body.owner ?? null,
        isOpen: body.isOpen ?? true,
        exposureMinor: before?.exposureMinor ?? 0,
      };
      if (before === undefined) facts.add(account);
      else facts.change(account);
      const data = JSON.stringify(viewAccount(account));
      unit.emit({
        type: 'account.put',
        subject: `account/${body.code}`,
        occurredAt: receivedAt,
        data,
      });
      return { kind: 'accepted', status: 200, body: data };
    },
  };
}

function viewAccount({ version: _version, ...account }: Account): AccountView {
  return account;
}

/** Accounts by code, those after `cursor`. */
export async function listAccounts(
  client: Queryable,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<AccountPage> {
  const rows = await runStatement<Readonly<Record<string, unknown>>>(client, sql.listAccounts, [
    cursor ?? '',
    limit + 1,
  ]);
  const items = rows.slice(0, limit).map((row) => viewAccount(recordOf(sql.accounts, row)));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.code ?? null) : null };
}

/** What an order adds to what its account owes; nothing for an order of no account. */
export function exposureOf(
  order: Pick<OrderDraft, 'totalMinor' | 'details'> & Partial<Pick<OrderRecord, 'paidMinor'>>,
): MinorUnits {
  if (order.details.business === undefined) return 0;
  return Math.max(0, dueOf(order) - (order.paidMinor ?? 0));
}

/** Moves what an account owes from what an order owed before to what it owes now. */
export function moveExposure(
  { accounts }: { readonly accounts: RecordFacts<Account> },
  before: OrderRecord | null,
  after: OrderRecord,
): void {
  const { business } = after.details;
  if (business === undefined) return;
  const deltaMinor = exposureOf(after) - (before === null ? 0 : exposureOf(before));
  addExposure(accounts, business.account, deltaMinor);
}

/** Adds to what an account owes; less than nothing is taken off. */
export function addExposure(
  accounts: RecordFacts<Account>,
  code: string,
  deltaMinor: MinorUnits,
): void {
  if (deltaMinor === 0) return;
  const account = accounts.find(code);
  if (account === undefined) throw new Error(`account ${code} of an order is gone`);
  accounts.change({ ...account, exposureMinor: account.exposureMinor + deltaMinor });
}
