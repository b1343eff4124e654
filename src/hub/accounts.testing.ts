import type { Pool } from 'pg';
import { integerArray, textArray } from '../platform/postgres/array-literals.ts';
import * as sql from './accounts.testing.sql.ts';
import {
  createManualClock,
  testHub,
  type AnyBody,
  type SubmitOptions,
  type TestHub,
  type TestHubOptions,
  type TestReply,
} from './testing.ts';
import type { CommandHandler, FactSource, Write } from './unit-of-work.ts';

/** A command on an account; `fault` makes it go wrong in a way that a test wants to see, `fills` ends its batch. */
export interface Post {
  readonly account: string;
  readonly amount: number;
  readonly fills?: boolean;
  readonly fault?:
    | 'throws'
    | 'breaks_constraint'
    | 'throws_on_unlocked_facts'
    | 'throws_beside_others';
}

interface Account {
  balance: number;
  version: number;
  moved: number;
}

class AccountFacts {
  readonly names = new Set<string>();
  readonly accounts = new Map<string, Account>();
  readonly postings: { commandId: string; name: string; amount: number | null }[] = [];
  ahead: AccountFacts | null = null;
  isLocked = false;
}

/** What the test module has seen: the batches it loaded, as account names in the order of commands. */
export interface AccountsSeen {
  readonly loads: { readonly mode: string; readonly commands: number; readonly follows: boolean }[];
}

/** Accounts that are posted to and never go below zero: the smallest module that can lose a race. */
export function accountsModule(seen: AccountsSeen) {
  const source: FactSource<AccountFacts> = {
    name: 'accounts',
    open: () => new AccountFacts(),
    follow(facts, ahead) {
      facts.ahead = ahead;
    },
    async load(facts, unit, run, mode) {
      seen.loads.push({ mode, commands: unit.commands.length, follows: facts.ahead !== null });
      facts.isLocked = mode === 'locked';
      for (const name of facts.names) {
        const ahead = facts.ahead?.accounts.get(name);
        if (ahead === undefined) continue;
        facts.accounts.set(name, {
          ...ahead,
          version: ahead.version + Math.sign(ahead.moved),
          moved: 0,
        });
      }
      const missing = [...facts.names].filter((name) => !facts.accounts.has(name));
      const statement = facts.isLocked ? sql.lockAccounts : sql.readAccounts;
      const rows = await run<{ name: string; balance: number; version: number }>(statement, [
        textArray(missing),
      ]);
      for (const { name, balance, version } of rows) {
        facts.accounts.set(name, { balance, version, moved: 0 });
      }
    },
    write({ accounts, postings }): Write[] {
      const moved = [...accounts]
        .filter(([, { moved }]) => moved > 0)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      if (postings.length === 0) return [];
      const sums = moved.map(([name]) =>
        postings.reduce((sum, one) => (one.name === name ? sum + (one.amount ?? 0) : sum), 0),
      );
      return [
        {
          statement: sql.moveAccounts,
          values: [
            textArray(moved.map(([name]) => name)),
            integerArray(sums),
            integerArray(moved.map(([, { version }]) => version)),
          ],
          rowsExpected: moved.length,
        },
        {
          statement: sql.insertPostings,
          values: [
            textArray(postings.map(({ commandId }) => commandId)),
            textArray(postings.map(({ name }) => name)),
            integerArray(postings.map(({ amount }) => amount)),
          ],
        },
      ];
    },
  };
  const handlers = [postHandler(source, 'post', false), postHandler(source, 'post_on', true)];
  return {
    sources: [source as FactSource<unknown>],
    handlers: handlers as CommandHandler<never>[],
  };
}

/** post waits for the batch ahead, post_on may follow it. */
function postHandler(
  source: FactSource<AccountFacts>,
  kind: string,
  mayFollow: boolean,
): CommandHandler<Post> {
  return {
    kind,
    mayFollow,
    need: ({ body }, unit) => void unit.facts(source).names.add(body.account),
    decide({ id, body, receivedAt }, unit) {
      const facts = unit.facts(source);
      const account = facts.accounts.get(body.account);
      if (account === undefined || account.balance + body.amount < 0) {
        const detail = `${body.account} has ${account?.balance ?? 'nothing'}.`;
        return { kind: 'refused', code: 'insufficient_quantity', detail };
      }
      if (body.fault === 'throws') throw new Error(`a bug\0 at ${body.account}`);
      if (body.fault === 'throws_on_unlocked_facts' && !facts.isLocked) throw new Error('torn');
      if (body.fault === 'throws_beside_others' && unit.commands.length > 1)
        throw new Error('what stands before it made something that was not loaded');
      if (body.fills === true) unit.fill();
      account.balance += body.amount;
      account.moved += 1;
      const amount = body.fault === 'breaks_constraint' ? null : body.amount;
      facts.postings.push({ commandId: id, name: body.account, amount });
      const data = JSON.stringify({ account: body.account, balance: account.balance });
      unit.emit({
        type: 'account.posted',
        subject: `account/${body.account}`,
        occurredAt: receivedAt,
        data,
      });
      return { kind: 'accepted', status: 200, body: data };
    },
  };
}

/** A hub of the test module alone. */
export interface AccountsHub extends TestHub {
  readonly seen: AccountsSeen;
  post(post: Post, options?: SubmitOptions): Promise<TestReply<AnyBody>>;
  postOn(post: Post, options?: SubmitOptions): Promise<TestReply<AnyBody>>;
}

/** Starts a hub of the test module on a database that has its tables. */
export function accountsHub(
  pool: Pool,
  { clock = createManualClock(), ...options }: Omit<TestHubOptions, 'modules'> = {},
): AccountsHub {
  const seen: AccountsSeen = { loads: [] };
  const hub = testHub(pool, { ...options, clock, modules: [accountsModule(seen)] });
  return {
    ...hub,
    seen,
    post: (post, given) => hub.submit('post', post, given),
    postOn: (post, given) => hub.submit('post_on', post, given),
  };
}

/** Opens accounts. */
export async function openAccounts(
  pool: Pool,
  names: readonly string[],
  balance = 0,
): Promise<void> {
  await pool.query(sql.OPEN_ACCOUNTS, [names, balance]);
}

/** What an account holds: the balance, the sum of its postings and how many commands posted more than once. */
export async function readAccount(pool: Pool, name: string) {
  const { rows } = await pool.query<{
    balance: number;
    postings: number;
    sum: number;
    doubled: number;
  }>(sql.READ_ACCOUNT, [name]);
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no account ${name}`);
  return row;
}
