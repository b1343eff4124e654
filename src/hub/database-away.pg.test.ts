import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../platform/postgres/testing.ts';
import { ACCOUNT_TABLES } from './accounts.testing.sql.ts';
import { accountsHub, openAccounts, readAccount } from './accounts.testing.ts';
import { interceptedPool, type Interception } from './gate.testing.ts';

const database = await testDatabase();
const { pool } = database;
await pool.query(ACCOUNT_TABLES);
after(() => database.drop());

let accounts = 0;

async function anAccount(): Promise<string> {
  const name = `account ${(accounts += 1)}`;
  await openAccounts(pool, [name]);
  return name;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends every other session of this database, whatever it is doing. */
async function killSessions(): Promise<void> {
  await pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
}

function connectionLost(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** Does something to the first commit only. */
function onFirstCommit(deed: (run: () => Promise<unknown>) => Promise<unknown>): Interception {
  let isFirst = true;
  return (query, run) => {
    if (query !== 'commit' || !isFirst) return null;
    isFirst = false;
    return deed(run);
  };
}

test('[H9] connections killed in the middle of batches: nothing acknowledged is lost or doubled', async () => {
  const account = await anAccount();
  const hubs = [accountsHub(pool), accountsHub(pool)] as const;
  const callers = Array.from({ length: 60 }, async (_, caller) => {
    let acknowledged = 0;
    for (let call = 0; call < 12; call += 1) {
      const hub = hubs[caller % 2] as (typeof hubs)[0];
      const kind = caller % 4 < 2 ? 'post' : 'post_on';
      const key = call % 2 === 0 ? { key: `${caller}/${call}` } : {};
      const reply = await hub.submit(kind, { account, amount: 1 }, key);
      assert.equal(reply.status, 200, reply.text);
      acknowledged += 1;
    }
    return acknowledged;
  });
  let isOver = false;
  const killing = (async () => {
    while (!isOver) {
      await killSessions();
      await pause(25);
    }
  })();
  const acknowledged = (await Promise.all(callers)).reduce((sum, count) => sum + count, 0);
  isOver = true;
  await killing;
  const { balance, postings, doubled } = await readAccount(pool, account);
  assert.deepEqual(
    { balance, postings, doubled },
    { balance: acknowledged, postings: acknowledged, doubled: 0 },
  );
  for (const hub of hubs) {
    assert.deepEqual(hub.reported, []);
    await hub.stop();
  }
});

for (const kind of ['post', 'post_on'] as const) {
  test(`[H10] ${kind}: a commit whose answer was lost is found and answered, not repeated`, async () => {
    const account = await anAccount();
    const lossy = interceptedPool(
      pool,
      onFirstCommit(async (run) => {
        await run();
        throw connectionLost();
      }),
    );
    const hub = accountsHub(lossy);
    const reply = await hub.submit(kind, { account, amount: 1 });
    assert.equal(reply.body.balance, 1);
    assert.equal((await readAccount(pool, account)).postings, 1);
    assert.equal(hub.seen.loads.length, 1, 'decided once');
    await hub.stop();
  });

  test(`[H10] ${kind}: a commit that never arrived is not mistaken for one that got its identifier`, async () => {
    const account = await anAccount();
    // A server that crashed gives identifiers out again that had not reached its disk.
    const { rows } = await pool.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    const loseCommit = onFirstCommit(async () => {
      await killSessions();
      throw connectionLost();
    });
    const lossy = interceptedPool(pool, (query, run) =>
      query === 'hub_current_transaction'
        ? run().then((result) => ({ ...(result as object), rows }))
        : loseCommit(query, run),
    );
    const hub = accountsHub(lossy);
    const reply = await hub.submit(kind, { account, amount: 1 });
    assert.equal(reply.body.balance, 1);
    assert.equal((await readAccount(pool, account)).postings, 1, 'what was acknowledged is there');
    await hub.stop();
  });

  test(`[H10] ${kind}: a commit that never arrived is decided again`, async () => {
    const account = await anAccount();
    const lossy = interceptedPool(
      pool,
      onFirstCommit(async (run) => {
        await killSessions();
        await run().catch(() => undefined);
        throw connectionLost();
      }),
    );
    const hub = accountsHub(lossy);
    const reply = await hub.submit(kind, { account, amount: 1 });
    assert.equal(reply.body.balance, 1);
    assert.equal((await readAccount(pool, account)).postings, 1);
    assert.ok(hub.seen.loads.length > 1);
    await hub.stop();
  });

  test(`[H10] ${kind}: when nobody can tell, callers hear so and it is not decided again`, async () => {
    const account = await anAccount();
    // The transaction stays open: neither committed nor aborted for as long as the hub is patient.
    const lossy = interceptedPool(
      pool,
      onFirstCommit(() => Promise.reject(connectionLost())),
    );
    const hub = accountsHub(lossy, { patienceMs: 200 });
    const reply = await hub.submit(kind, { account, amount: 1 });
    assert.equal(reply.body.code, 'database_unavailable');
    assert.match(reply.text, /unknown whether/);
    assert.equal(hub.seen.loads.length, 1);
    assert.equal((await hub.submit(kind, { account, amount: 1 })).status, 200, 'the hub goes on');
    await hub.stop();
  });
}

test('[H9] after its patience callers hear that the database is away, and nothing was changed', async () => {
  const account = await anAccount();
  const broken = interceptedPool(pool, (query) =>
    query === 'test_read_accounts' ? Promise.reject(connectionLost()) : null,
  );
  const hub = accountsHub(broken, { patienceMs: 200 });
  const replies = await Promise.all([1, 2, 3].map(() => hub.post({ account, amount: 1 })));
  assert.deepEqual(
    replies.map(({ body }) => body.code),
    Array(3).fill('database_unavailable'),
  );
  assert.equal((await readAccount(pool, account)).postings, 0);
  assert.deepEqual(hub.reported, [], 'that is no poison');
  await hub.stop();
});
