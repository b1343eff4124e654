import type { Statement } from '../platform/postgres/index.ts';

/** The tables of the hub's test module. Not declared as statements of the program: only tests have them. */
export const ACCOUNT_TABLES = `
  create table public.test_account (
    name text primary key,
    balance int not null check (balance <= 1000),
    version int not null default 0
  );
  create table public.test_posting (command_id uuid not null, name text not null, amount int not null);
`;

export const readAccounts: Statement = {
  name: 'test_read_accounts',
  text: `select name, balance, version from public.test_account where name = any($1::text[])`,
};

export const lockAccounts: Statement = {
  name: 'test_lock_accounts',
  text: `select name, balance, version from public.test_account where name = any($1::text[])
    order by name for update`,
};

export const moveAccounts: Statement = {
  name: 'test_move_accounts',
  text: `update public.test_account as account
    set balance = account.balance + given.amount, version = account.version + 1
    from unnest($1::text[], $2::int[], $3::int[]) as given (name, amount, version)
    where account.name = given.name and account.version = given.version`,
};

export const insertPostings: Statement = {
  name: 'test_insert_postings',
  text: `insert into public.test_posting (command_id, name, amount)
    select * from unnest($1::uuid[], $2::text[], $3::int[])`,
};

export const OPEN_ACCOUNTS =
  'insert into public.test_account (name, balance) select unnest($1::text[]), $2';

export const READ_ACCOUNT = `select balance,
       (select count(*)::int from public.test_posting where name = $1) as postings,
       (select coalesce(sum(amount), 0)::int from public.test_posting where name = $1) as sum,
       (select count(*)::int from (select from public.test_posting where name = $1
         group by command_id having count(*) > 1) as twice) as doubled
     from public.test_account where name = $1`;
