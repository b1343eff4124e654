import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { types } from 'pg';
import { bytesArray, integerArray, textArray } from './array-literals.ts';
import { createPool } from './pool.ts';
import { DatabaseUnavailable } from './start-refusal.ts';
import { defineStatement, query, runStatement } from './statements.ts';
import { testDatabase } from './testing.ts';
import { inTransaction, isConnectionError } from './transactions.ts';

const database = await testDatabase({ poolSize: 4 });
const { pool } = database;
after(() => database.drop());
await pool.query('create schema probe; create table probe.item (id bigint primary key)');

const insertItem = defineStatement('probe_insert_item', 'insert into probe.item (id) values ($1)');
const countItems = defineStatement('probe_count_items', 'select count(*) as items from probe.item');

async function itemCount(): Promise<number> {
  const [row] = await runStatement<{ items: number }>(pool, countItems);
  return row?.items ?? Number.NaN;
}

function codes(results: readonly PromiseSettledResult<unknown>[]): string[] {
  return results.map((result) =>
    result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code,
  );
}

test('[P11] values arrive as the kernel has them', async () => {
  const { rows } =
    await pool.query(`select 3000000000::int8 as big, '{"a" : 1}'::json as bytes, '{"a" : 1}'::jsonb as parsed,
    timestamptz '2026-11-22 13:51:14.627001Z' as at, array[1, null]::int8[] as bigs, date '2026-01-31' as day,
    12.50::numeric as exact, array['{"b":  2}']::json[] as texts, array[timestamptz '2026-01-01Z'] as instants`);
  assert.deepEqual(rows, [
    {
      big: 3_000_000_000,
      bytes: '{"a" : 1}',
      parsed: { a: 1 },
      at: Date.UTC(2026, 10, 22, 13, 51, 14, 627),
      bigs: [1, null],
      day: '2026-01-31',
      exact: '12.50',
      texts: ['{"b":  2}'],
      instants: [Date.UTC(2026, 0, 1)],
    },
  ]);
  await assert.rejects(pool.query('select 9007199254740993::int8'), /safe integers/);
  assert.deepEqual((await pool.query('select 1 as one')).rows, [{ one: 1 }]);
});

test('[P11] the value types of the process stay as they were', () => {
  assert.equal((types.getTypeParser as (oid: number) => (text: string) => unknown)(20)('7'), '7');
});

test('[P15] arrays arrive as they were written', async () => {
  const texts = ['plain', '', 'NULL', 'a"b', 'a\\b', '{x,y}', '枢\n\t', null];
  const { rows } = await pool.query(
    'select $1::text[] = $2::text[] as same_texts, $3::bigint[] as integers, $4::bytea[] = $5::bytea[] as same_bytes',
    [
      textArray(texts),
      texts,
      integerArray([-1, null, 3_000_000_000]),
      bytesArray([Buffer.from([0, 255])]),
      [Buffer.from([0, 255])],
    ],
  );
  assert.deepEqual(rows, [
    { same_texts: true, integers: [-1, null, 3_000_000_000], same_bytes: true },
  ]);
});

test('[P13] statements sent together run in order, and alone outside a transaction', async () => {
  const client = await pool.connect();
  try {
    const results = await Promise.allSettled(
      [1, 1, 2].map((id) => query(client, insertItem, [id])),
    );
    assert.deepEqual(codes(results), ['done', '23505', 'done']);
    const counts = await Promise.all(
      [countItems, countItems].map((statement) => runStatement(client, statement)),
    );
    assert.deepEqual(counts, [[{ items: 2 }], [{ items: 2 }]]);
  } finally {
    client.release();
  }
});

test('[P13] after a failure in a transaction everything sent behind it fails, and the client stays usable', async () => {
  const before = await itemCount();
  const fresh = defineStatement('probe_fresh', 'select 7 as seven');
  const client = await pool.connect();
  try {
    const results = await Promise.allSettled([
      client.query('begin'),
      query(client, insertItem, [10]),
      query(client, insertItem, [10]),
      // Parsed for the first time in a failed transaction: the client must not believe the server knows it.
      query(client, fresh),
      client.query('commit'),
    ]);
    assert.deepEqual(codes(results), ['done', 'done', '23505', '25P02', 'done']);
    assert.deepEqual(await runStatement(client, fresh), [{ seven: 7 }]);
  } finally {
    client.release();
  }
  assert.equal(await itemCount(), before);
});

test('[P13] large statements and large answers in both directions at once do not block each other', async () => {
  const echo = defineStatement('probe_echo', 'select $1::text as text');
  const client = await pool.connect();
  try {
    const texts = Array.from({ length: 40 }, (_, index) => String(index).repeat(500_000));
    const answers = await Promise.all(
      texts.map((text) => runStatement<{ text: string }>(client, echo, [text])),
    );
    assert.ok(answers.every(([row], index) => row?.text === texts[index]));
  } finally {
    client.release();
  }
});

test('[P14] a transaction commits whole or not at all', async () => {
  const before = await itemCount();
  const answer = await inTransaction(pool, async (client) => {
    await Promise.all([query(client, insertItem, [20]), query(client, insertItem, [21])]);
    return 'kept';
  });
  assert.equal(answer, 'kept');
  assert.equal(await itemCount(), before + 2);
  const oops = new Error('oops');
  await assert.rejects(
    inTransaction(pool, async (client) => {
      await query(client, insertItem, [22]);
      throw oops;
    }),
    (error) => error === oops,
  );
  assert.equal(await itemCount(), before + 2);
  assert.equal(pool.idleCount, pool.totalCount);
});

test('[P14] a failure that the work swallowed is not a silent rollback', async () => {
  await assert.rejects(
    inTransaction(pool, async (client) => {
      await query(client, insertItem, [20]).catch(() => undefined);
    }),
    /was swallowed/,
  );
});

test('[P14] a constraint that fails at COMMIT is passed on', async () => {
  await pool.query(
    'create table probe.child (id bigint references probe.item deferrable initially deferred)',
  );
  await assert.rejects(
    inTransaction(pool, (client) => client.query('insert into probe.child values (-1)')),
    { code: '23503' },
  );
});

test('[P14] a connection that breaks before COMMIT: nothing is committed, the client is gone', async () => {
  const before = await itemCount();
  await assert.rejects(
    inTransaction(pool, async (client) => {
      await query(client, insertItem, [30]);
      await client.query('select pg_terminate_backend(pg_backend_pid())');
    }),
    (error) => error instanceof DatabaseUnavailable && error.outcome === 'not_committed',
  );
  assert.equal(await itemCount(), before);
});

test('[P14] a connection that breaks at COMMIT: the outcome is unknown', async () => {
  await pool.query(`create function probe.die() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
    create constraint trigger die after insert on probe.child deferrable initially deferred
      for each row execute function probe.die()`);
  await assert.rejects(
    inTransaction(pool, (client) => client.query('insert into probe.child values (20)')),
    (error) => error instanceof DatabaseUnavailable && error.outcome === 'unknown',
  );
});

test('[P8] a pool whose server stays away says so', async () => {
  const lost = createPool({ host: '/nonexistent', database: 'x' }, { poolSize: 1, waitMsMax: 100 });
  await assert.rejects(
    lost.query('select 1'),
    (error) => error instanceof DatabaseUnavailable && isConnectionError(error),
  );
  await assert.rejects(lost.connect(), DatabaseUnavailable);
  await lost.end();
});

test('[P8] a wrong statement is not taken for a lost connection', async () => {
  const error: unknown = await pool.query('select from nowhere').catch((caught: unknown) => caught);
  assert.equal(isConnectionError(error), false);
});
