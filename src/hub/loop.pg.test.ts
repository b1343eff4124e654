import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../platform/postgres/testing.ts';
import { ACCOUNT_TABLES } from './accounts.testing.sql.ts';
import { accountsHub, openAccounts, readAccount } from './accounts.testing.ts';
import { gatedPool } from './gate.testing.ts';

const database = await testDatabase();
const { pool } = database;
await pool.query(ACCOUNT_TABLES);
const hub = accountsHub(pool);
after(async () => {
  await hub.stop();
  await database.drop();
});

let accounts = 0;

/** An account of a test's own. */
async function anAccount(balance = 0): Promise<string> {
  const name = `account ${(accounts += 1)}`;
  await openAccounts(pool, [name], balance);
  return name;
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

async function quarantined(commandId: string) {
  const { rows } = await pool.query<{
    kind: string;
    error: string;
    state: string;
    command: { body: unknown };
  }>('select kind, error, state, command from hub.quarantine where id = $1', [commandId]);
  return rows[0];
}

test('[H1] commands of one turn share a batch and see what those before them changed', async () => {
  const account = await anAccount();
  const before = hub.seen.loads.length;
  const replies = await Promise.all(times(20).map(() => hub.post({ account, amount: 1 })));
  assert.deepEqual(
    replies.map(({ body }) => body.balance),
    times(20).map((index) => index + 1),
  );
  assert.deepEqual(hub.seen.loads.slice(before), [
    { mode: 'optimistic', commands: 20, follows: false },
  ]);
});

test('[H1] while a batch commits the next gathers', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'commit');
  const slow = accountsHub(gate.pool);
  const first = slow.post({ account, amount: 1 });
  await gate.reached;
  const rest = times(50).map(() => slow.post({ account, amount: 1 }));
  assert.equal(slow.hub.waiting, 50);
  gate.open();
  assert.equal((await first).body.balance, 1);
  assert.equal((await Promise.all(rest)).at(-1)?.body.balance, 51);
  assert.deepEqual(
    slow.seen.loads.map(({ commands }) => commands),
    [1, 50],
  );
  await slow.stop();
});

test('[H3] a full lane answers at once that it is, and the others go on', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'test_read_accounts');
  const small = accountsHub(gate.pool, { queueLengthMax: 3 });
  const first = small.post({ account, amount: 1 });
  await gate.reached;
  const bulk = times(4).map(() => small.post({ account, amount: 1 }, { lane: 'bulk' }));
  assert.equal((await bulk[3])?.body.code, 'overloaded');
  const urgent = small.post({ account, amount: 1 });
  gate.open();
  const statuses = (await Promise.all([first, ...bulk.slice(0, 3), urgent])).map(
    ({ status }) => status,
  );
  assert.deepEqual(statuses, [200, 200, 200, 200, 200]);
  await small.stop();
});

test('[H4] a batch follows the one ahead while it commits and is answered after it', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'commit');
  const quick = accountsHub(gate.pool);
  const heard: number[] = [];
  const post = () =>
    quick.postOn({ account, amount: 1 }).then(({ body }) => heard.push(Number(body.balance)));
  const first = times(30).map(post);
  await gate.reached;
  const second = times(30).map(post);
  while (quick.seen.loads.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(heard, []);
  gate.open();
  await Promise.all([...first, ...second]);
  assert.deepEqual(
    heard,
    times(60).map((index) => index + 1),
  );
  assert.deepEqual(
    quick.seen.loads.map(({ follows }) => follows),
    [false, true],
  );
  await quick.stop();
});

test('[H4] many that come at once go in two halves, the second behind the first', async () => {
  const account = await anAccount();
  const quick = accountsHub(pool);
  const replies = await Promise.all(times(41).map(() => quick.postOn({ account, amount: 1 })));
  assert.deepEqual(
    replies.map(({ body }) => body.balance),
    times(41).map((index) => index + 1),
  );
  assert.deepEqual(
    quick.seen.loads.map(({ commands, follows }) => ({ commands, follows })),
    [
      { commands: 21, follows: false },
      { commands: 20, follows: true },
    ],
  );
  await quick.stop();
});

test('[H53] behind a command that fills its batch the others go on in the next one, in their order', async () => {
  for (const kind of ['post', 'postOn'] as const) {
    const account = await anAccount();
    const filling = accountsHub(pool);
    const order: number[] = [];
    const replies = await Promise.all(
      times(8).map(async (index) => {
        const fault = index === 4 ? ({ fault: 'throws' } as const) : {};
        const fills = index === 2 || index === 5;
        const { body } = await filling[kind]({ account, amount: 1, fills, ...fault });
        order.push(index);
        return body.balance;
      }),
    );
    assert.deepEqual(replies, [1, 2, 3, 4, undefined, 5, 6, 7]);
    assert.deepEqual(order.slice(0, 3), [0, 1, 2]);
    const { balance, postings, doubled } = await readAccount(pool, account);
    assert.deepEqual({ balance, postings, doubled }, { balance: 7, postings: 7, doubled: 0 });
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from hub.event where subject = $1 group by xid order by xid`,
      [`account/${account}`],
    );
    // The first three by themselves; what throws is left out, and the one that fills ends a batch again.
    assert.deepEqual([rows[0]?.count, rows.at(-1)?.count], [3, 2]);
    await filling.stop();
  }
});

test('[H53] a batch that follows and is filled waits for the one ahead, and loses its races like any other', async () => {
  const account = await anAccount(10);
  const gate = gatedPool(pool, 'test_read_accounts', 'after');
  const quick = accountsHub(gate.pool);
  const first = times(30).map(() => quick.postOn({ account, amount: 1 }));
  await gate.reached;
  const second = times(30).map((index) =>
    quick.postOn({ account, amount: 1, fills: index % 10 === 9 }),
  );
  await hub.post({ account, amount: -5 });
  gate.open();
  const balances = (await Promise.all([...first, ...second])).map(({ body }) =>
    Number(body.balance),
  );
  assert.deepEqual(
    balances,
    times(60).map((index) => index + 6),
  );
  const { balance, postings, doubled } = await readAccount(pool, account);
  assert.deepEqual({ balance, postings, doubled }, { balance: 65, postings: 61, doubled: 0 });
  await quick.stop();
});

test('[H4, H8] when the batch ahead is decided again, so is the one that followed it', async () => {
  const account = await anAccount(10);
  const gate = gatedPool(pool, 'test_read_accounts', 'after');
  const quick = accountsHub(gate.pool);
  const first = times(30).map(() => quick.postOn({ account, amount: 1 }));
  await gate.reached;
  const second = times(30).map(() => quick.postOn({ account, amount: 1 }));
  // The first batch has read and not written yet: it loses the race when it does.
  await hub.post({ account, amount: -5 });
  gate.open();
  const balances = (await Promise.all([...first, ...second])).map(({ body }) =>
    Number(body.balance),
  );
  assert.equal(Math.max(...balances), 65);
  const { balance, postings, doubled } = await readAccount(pool, account);
  assert.deepEqual({ balance, postings, doubled }, { balance: 65, postings: 61, doubled: 0 });
  // Whether the second is read before the first is read again depends on who gets a connection first.
  assert.deepEqual(
    quick.seen.loads.map(({ follows }) => (follows ? 'follows' : 'alone')).toSorted(),
    ['alone', 'alone', 'alone', 'follows'],
    'each was decided twice',
  );
  await quick.stop();
});

test('[H5] the same key gets the same bytes: later, in the batch, after a restart; refusals too', async () => {
  const account = await anAccount();
  for (const [key, amount, status] of [
    ['paid', 5, 200],
    ['refused', -100, 409],
  ] as const) {
    const post = () => hub.post({ account, amount }, { key });
    const twins = await Promise.all([post(), post(), post()]);
    assert.deepEqual(
      twins.map((twin) => twin.status),
      [status, status, status],
    );
    await hub.post({ account, amount: 1 });
    const restarted = accountsHub(pool);
    const again = [await post(), await restarted.post({ account, amount }, { key })];
    await restarted.stop();
    assert.deepEqual(
      [...twins, ...again].map(({ repeated }) => repeated),
      [false, true, true, true, true],
    );
    assert.equal(new Set([...twins, ...again].map(({ text }) => text)).size, 1);
    const other = await hub.post({ account, amount: amount + 1 }, { key });
    assert.equal(other.body.code, 'idempotency_key_reused');
  }
  assert.equal((await readAccount(pool, account)).balance, 7);
});

test('[H5, H8] one key in two processes at once is carried out once', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'test_read_accounts');
  const slow = accountsHub(gate.pool);
  const late = slow.post({ account, amount: 1 }, { key: 'both' });
  await gate.reached;
  const early = await hub.post({ account, amount: 1 }, { key: 'both' });
  gate.open();
  assert.deepEqual([(await late).text, (await late).repeated], [early.text, true]);
  assert.equal((await readAccount(pool, account)).balance, 1);
  await slow.stop();
});

/** Sends one command that goes wrong among many that do not, and looks at what becomes of each. */
async function poison(
  kind: 'post' | 'post_on',
  fault: 'throws' | 'breaks_constraint',
  error: RegExp,
): Promise<void> {
  const account = await anAccount();
  const bodyOfPoison = { account, amount: 1, fault, note: 'NUL \0, half \ud800' };
  const replies = await Promise.all(
    times(60).map((index) =>
      hub.submit(kind, index === 37 ? bodyOfPoison : { account, amount: 1 }, {
        key: `${account} ${index}`,
      }),
    ),
  );
  const bad = replies[37];
  assert.equal(bad?.body.code, 'quarantined');
  assert.equal(replies.filter(({ status }) => status === 200).length, 59);
  const { balance, postings } = await readAccount(pool, account);
  assert.deepEqual([balance, postings], [59, 59]);
  const kept = await quarantined(String(bad?.body.commandId));
  assert.match(kept?.error ?? '', error);
  assert.deepEqual([kept?.kind, kept?.state], [kind, 'waiting']);
  assert.deepEqual(kept?.command.body, { ...bodyOfPoison, note: 'NUL \ufffd, half \ufffd' });
  // Its answer is not kept: sent again it is tried again.
  const again = await hub.submit(kind, { account, amount: 1 }, { key: `${account} 37` });
  assert.equal(again.status, 200);
}

for (const kind of ['post', 'post_on'] as const) {
  test(`[H6] ${kind}: one that throws is quarantined, all others are carried out`, () =>
    poison(kind, 'throws', /a bug at account/));

  test(`[H7] ${kind}: one that the database refuses is quarantined, all others are carried out`, () =>
    poison(kind, 'breaks_constraint', /null value in column "amount"/));
}

test('[H6] what throws only beside the others of its batch is carried out alone, in its place', async () => {
  const account = await anAccount();
  const fault = 'throws_beside_others' as const;
  const replies = await Promise.all(
    times(9).map((index) => hub.post({ account, amount: 1, ...(index === 4 ? { fault } : {}) })),
  );
  assert.deepEqual(
    replies.map(({ status, text }) => [status, (JSON.parse(text) as { balance: number }).balance]),
    times(9).map((index) => [200, index + 1]),
  );
});

test('[H8] what throws only on facts read without locks is decided again, not quarantined', async () => {
  const account = await anAccount();
  const reported = hub.reported.length;
  const fault = 'throws_on_unlocked_facts' as const;
  const reply = await hub.post({ account, amount: 1, fault });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(hub.seen.loads.at(-1)?.mode, 'locked');
  assert.equal(hub.reported.length, reported);
});

test('[H8, H12] a lost race is decided again under locks, on what the winner left', async () => {
  const account = await anAccount(10);
  const gate = gatedPool(pool, 'test_read_accounts', 'after');
  const slow = accountsHub(gate.pool);
  const late = [slow.post({ account, amount: -7 }), slow.post({ account, amount: -2 })];
  await gate.reached;
  assert.equal((await hub.post({ account, amount: -7 })).status, 200);
  gate.open();
  const replies = await Promise.all(late);
  assert.deepEqual(
    replies.map(({ status }) => status),
    [409, 200],
  );
  assert.match(replies[0]?.text ?? '', /has 3/);
  assert.equal((await readAccount(pool, account)).balance, 1);
  assert.deepEqual(
    slow.seen.loads.map(({ mode }) => mode),
    ['optimistic', 'locked'],
  );
  await slow.stop();
});

test('[H8] two processes in a storm double nothing and lose nothing', async () => {
  const names = await Promise.all(times(3).map(() => anAccount(100)));
  const other = accountsHub(pool);
  const replies = await Promise.all(
    times(600).map(async (index) => {
      if (index % 40 === 0) await new Promise((resolve) => setTimeout(resolve, index / 4));
      const account = names[index % 3] as string;
      return (index % 2 === 0 ? hub : other).submit(index % 4 < 2 ? 'post' : 'post_on', {
        account,
        amount: -1,
      });
    }),
  );
  assert.equal(replies.filter(({ status }) => status === 200).length, 300);
  for (const name of names) {
    const { balance, postings, doubled } = await readAccount(pool, name);
    assert.deepEqual({ balance, postings, doubled }, { balance: 0, postings: 100, doubled: 0 });
  }
  await other.stop();
});

test('[H8] a deadlock that the database breaks is decided again', async () => {
  const [a, b] = [await anAccount(), await anAccount()];
  const client = await pool.connect();
  await client.query('begin');
  await client.query('update public.test_account set balance = 50 where name = $1', [b]);
  const both = Promise.all([
    hub.post({ account: a, amount: 1 }),
    hub.post({ account: b, amount: 1 }),
  ]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  // The hub holds a and waits for b, this one holds b and waits for a: one of them is told to give up.
  const mine = await client
    .query('update public.test_account set balance = 50 where name = $1', [a])
    .then(
      () => client.query('commit'),
      () => client.query('rollback'),
    );
  client.release();
  assert.deepEqual(
    (await both).map(({ status }) => status),
    [200, 200],
  );
  const { balance } = await readAccount(pool, a);
  assert.equal(balance, mine.command === 'COMMIT' ? 51 : 1);
});

test('[H11] a stop carries out what waits; afterwards nothing is taken', async () => {
  const account = await anAccount();
  const stopping = accountsHub(pool, { batchLengthMax: 7 });
  const replies = times(100).map((index) =>
    stopping.submit(index % 2 === 0 ? 'post' : 'post_on', { account, amount: 1 }),
  );
  const stopped = stopping.stop();
  assert.equal((await stopping.post({ account, amount: 1 })).body.code, 'stopping');
  await stopped;
  assert.equal((await Promise.all(replies)).filter(({ status }) => status === 200).length, 100);
  assert.equal((await readAccount(pool, account)).balance, 100);
  assert.equal((await hub.submit('dance', {})).body.code, 'not_found');
});

test('[H12, H13] events carry actor, trace and the time at which the command was received', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'test_read_accounts');
  const slow = accountsHub(gate.pool);
  const receivedAt = slow.clock.now();
  const posted = slow.post({ account, amount: 1 }, { actor: 'key/shop' });
  const refused = slow.post({ account, amount: -5 });
  await gate.reached;
  slow.clock.advance(3_600_000);
  gate.open();
  await Promise.all([posted, refused]);
  const { rows } = await pool.query(
    'select type, actor, trace, occurred_at, recorded_at, data from hub.event where subject = $1',
    [`account/${account}`],
  );
  assert.deepEqual(rows, [
    {
      type: 'account.posted',
      actor: 'key/shop',
      trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      occurred_at: receivedAt,
      recorded_at: receivedAt,
      data: (await posted).text,
    },
  ]);
  await slow.stop();
});

test('[H13] a reader below the oldest running transaction misses nothing, however late it commits', async () => {
  const account = await anAccount();
  const gate = gatedPool(pool, 'commit');
  const slow = accountsHub(gate.pool);
  const seen: string[] = [];
  let place = ['0', '00000000-0000-0000-0000-000000000000'];
  const read = async () => {
    const { rows } = await pool.query<{ xid: string; id: string; data: string }>(
      `select xid::text, id, data from hub.event
       where (xid, id) > ($1::xid8, $2::uuid) and xid < hub.horizon()
         and subject = $3 order by xid, id`,
      [...place, `account/${account}`],
    );
    for (const { xid, id, data } of rows) {
      seen.push(data);
      place = [xid, id];
    }
  };
  const other = await anAccount();
  const late = slow.post({ account, amount: 1 });
  await gate.reached;
  // Began later, commits earlier: read only when what began before it has ended.
  await hub.post({ account: other, amount: 1 });
  await read();
  assert.deepEqual(seen, []);
  gate.open();
  await late;
  await hub.post({ account, amount: 1 });
  // History ends where the oldest transaction of the whole server begins, and other tests share the server.
  for (const deadline = performance.now() + 20_000; seen.length < 2;) {
    assert.ok(performance.now() < deadline, `both are history in time; ${seen.length} came`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await read();
  }
  await read();
  assert.deepEqual(
    seen.map((data) => (JSON.parse(data) as { balance: number }).balance),
    [1, 2],
  );
  await slow.stop();
});

test('[H14] listeners hear the events of a batch once, after its commit; one that throws harms nobody', async () => {
  const account = await anAccount();
  const single = accountsHub(pool);
  const heard: string[][] = [];
  single.hub.onCommitted(() => {
    throw new Error('a broken screen');
  });
  const stop = single.hub.onCommitted((events) => heard.push(events.map(({ data }) => data)));
  const replies = await Promise.all([
    single.post({ account, amount: 1 }),
    single.post({ account, amount: -9 }),
    single.post({ account, amount: 1 }),
  ]);
  assert.deepEqual(heard, [[replies[0].text, replies[2].text]]);
  stop();
  await single.post({ account, amount: 1 });
  assert.equal(heard.length, 1);
  assert.equal((await readAccount(pool, account)).postings, 3);
  assert.match(single.reported[0] ?? '', /a listener of the hub failed/);
  await single.stop();
});
