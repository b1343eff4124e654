import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock } from '../kernel/clock.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { openCompany, openShop, putSkus } from '../modules/orders/testing.ts';
import { createManualClock } from '../hub/testing.ts';
import { emptyDatabase } from './backup.testing.ts';
import { judgeClocks, judgeMigrations, judgeSettings } from './doctor-database.ts';
import { judgeState } from './doctor-state.ts';
import type { Finding } from './doctor-finding.ts';
import { examine } from './doctor.ts';

let database: TestDatabase;

before(async () => {
  database = await testDatabase();
  const shop = openShop(database.pool, createManualClock(machineClock.now()));
  await openCompany(shop);
  await putSkus(shop, ['TEA']);
  await shop.receive('TEA', 10);
  await shop.place({});
  await shop.stop();
});
after(() => database.drop());

const wrong = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level }) => level !== 'ok')
    .map(({ name, level, sentence }) => `${name} ${level}: ${sentence}`);

/** What the doctor says while something is broken, and that nothing is wrong once it is mended. */
async function whileBroken(
  judge: () => Promise<Finding[]>,
  breakIt: string,
  mendIt: string,
  pattern: RegExp,
): Promise<void> {
  assert.deepEqual(wrong(await judge()), []);
  await database.pool.query(breakIt);
  try {
    const found = await judge();
    assert.match(wrong(found).join('\n'), pattern);
    for (const { level, mend } of found) assert.equal(mend === null, level === 'ok');
  } finally {
    await database.pool.query(mendIt);
  }
  assert.deepEqual(wrong(await judge()), []);
}

test('[P27] settings that would lose acknowledged orders, and too few connections', async () => {
  const pool = createPool(
    { ...database.connectionConfig, options: '-c synchronous_commit=off' },
    { poolSize: 1 },
  );
  const findings = await judgeSettings({ pool });
  await pool.end();
  const found = wrong(findings).join('\n');
  assert.match(
    found,
    /^synchronous_commit broken: synchronous_commit is off: what was acknowledged/m,
  );
  // The server that tests share is quick and would lose data in a crash.
  assert.match(found, /^fsync broken: fsync is off/m);
});

test('[P27] migrations that are changed, missing or newer, and a database of somebody else', async () => {
  const judge = async (): Promise<Finding[]> => [await judgeMigrations(database)];
  await whileBroken(
    judge,
    `update linchpin.migration set checksum = 'x' || checksum where number = 3`,
    `update linchpin.migration set checksum = substr(checksum, 2) where number = 3`,
    /schema broken: Migration 000003-inventory\.sql was changed after it was applied/,
  );
  await whileBroken(
    judge,
    `insert into linchpin.migration values (999999, 'from-the-future', 'x', '2026-01-01Z')`,
    'delete from linchpin.migration where number = 999999',
    /schema broken: The database has migration 999999-from-the-future\.sql, which this Linchpin does not know/,
  );
  await whileBroken(
    judge,
    `create table kept as select * from linchpin.migration where number > 6;
     delete from linchpin.migration where number > 6`,
    'insert into linchpin.migration select * from kept; drop table kept',
    /schema warning: \d+ migrations wait/,
  );
  const empty = await emptyDatabase(database);
  const finding = await judgeMigrations(empty);
  await empty.drop();
  assert.equal(finding.sentence, 'There is no Linchpin in this database.');
});

test('[P27] clocks that differ, and events from the future', async () => {
  assert.deepEqual(wrong(await judgeClocks(database)), []);
  const slow = { now: () => machineClock.now() - 10_000 };
  assert.match(
    wrong(await judgeClocks(database, slow)).join('\n'),
    /^clock warning: .* differ by 10 s\.\nclock warning: The newest event was written down in the future/,
  );
  const slower = { now: () => machineClock.now() - 3_600_000 };
  assert.match(
    wrong(await judgeClocks(database, slower))[0] ?? '',
    /^clock broken: .* differ by 3600 s/,
  );
});

test('[P27] stock that is not its ledger, commands and jobs that nobody looked at', async () => {
  const judge = (): Promise<Finding[]> => judgeState(database.pool);
  await whileBroken(
    judge,
    'update inventory.stock_position set on_hand = on_hand + 1',
    'update inventory.stock_position set on_hand = on_hand - 1',
    /^ledger broken: 1 stock positions differ from their ledger: TEA at SHA\.$/,
  );
  await whileBroken(
    judge,
    `insert into hub.quarantine values
       ('01a199c5-3280-7222-827f-427cc979bde2', 'place_order', '{"requestHash":"00"}', 'Error: Li Lei', '2026-01-01Z', null, 'waiting')`,
    'delete from hub.quarantine',
    /^quarantine warning: 1 commands are in quarantine \(place_order\)\.$/,
  );
  await whileBroken(
    judge,
    `select graphile_worker.add_job('ring', '{}'::json, max_attempts => 1);
     update graphile_worker._private_jobs set attempts = 1`,
    'delete from graphile_worker._private_jobs',
    /^jobs warning: Jobs are dead: 1 of ring\.$/,
  );
});

test('[P27] readers that are behind, deadlines that have passed, keys that have ended', async () => {
  const judge = (): Promise<Finding[]> => judgeState(database.pool);
  await whileBroken(
    judge,
    `insert into hub.reader values ('slow', '1', '00000000-0000-0000-0000-000000000000');
     create temporary table moved as select xid, id from hub.event order by xid, id limit 1;
     update hub.event set recorded_at = recorded_at - interval '5 minutes'
     where (xid, id) = (select min(xid::text)::xid8, min(id::text)::uuid from (select xid, id from hub.event order by xid, id limit 1) as first)`,
    `delete from hub.reader`,
    /^readers warning: The reader slow is 3\d\d s behind the newest event\.$/,
  );
  await whileBroken(
    judge,
    `update orders.order_header set next_deadline_at = next_deadline_at - interval '2 days'`,
    `update orders.order_header set next_deadline_at = next_deadline_at + interval '2 days'`,
    /^deadlines warning: 1 orders have passed their deadline/,
  );
  const key = (name: string, days: number): string =>
    `insert into access.api_key (id, name, secret_hash, scopes, rate_limit_per_second, created_at, created_by, expires_at)
     values (gen_random_uuid(), '${name}', '\\x${Buffer.from(name).toString('hex')}', '{*}', 1, '2026-01-01Z', 'test',
       to_timestamp(${machineClock.now() / 1_000 + days * 86_400}))`;
  await whileBroken(
    judge,
    `${key('ended', -1)}; ${key('ending', 3)}; ${key('lasting', 300)}`,
    `delete from access.api_key where created_by = 'test'`,
    /^keys warning: Keys have expired: ended\.\nkeys warning: Keys expire within 14 days: ending\.$/,
  );
});

test('[P27] the whole examination goes as far as there is something to stand on', async () => {
  const names: string[] = [];
  const choice = { dataFolder: '/nowhere', databaseUrl: database.url };
  for await (const { name } of examine(choice, { host: '127.0.0.1', port: 0 })) names.push(name);
  assert.deepEqual(names, [
    'node',
    'memory',
    'port',
    'database',
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'schema',
    'clock',
    'ledger',
    'quarantine',
    'jobs',
    'readers',
    'deadlines',
    'keys',
  ]);
  const nowhere: string[] = [];
  const absent = { dataFolder: '/nowhere', databaseUrl: undefined };
  for await (const { sentence } of examine(absent, { host: '127.0.0.1', port: 0 })) {
    nowhere.push(sentence);
  }
  assert.equal(nowhere.at(-1), 'There is no database in /nowhere.');
});
