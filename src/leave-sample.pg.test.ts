import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BROKEN_HANDLER, fillLife } from './api/fill-life.testing.ts';
import { personWith, type SessionCall } from './api/people.testing.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestServer,
} from './api/testing.ts';
import { TABLES_KEPT } from './leave-sample.ts';
import { testDatabase, type TestDatabase } from './platform/postgres/testing.ts';

let database: TestDatabase;
let server: TestServer;
/** Another process on the same database. */
let other: TestServer;
let admin: SessionCall;
let twinKey: string;

before(async () => {
  database = await testDatabase({ poolSize: 20 });
  // What another program keeps in the same database.
  await database.pool.query('create schema shop');
  await database.pool.query('create table shop.article as select 1 as id');
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  await fillLife(server, database.pool);
  twinKey = await server.makeKey('twin', {});
  await server.makeKey('twin-second', {});
  await server.makeKey('mine', { scopes: ['orders:read'] });
  await server.call('POST', '/v1/people', {
    login: 'floor-cn-sha',
    name: 'Floor',
    roles: ['worker'],
    locations: ['CN-SHA'],
  });
  admin = await personWith(server, 'admin');
  await admin('PUT', '/v1/me/preferences/start', { document: { isOver: true } });
  other = await testServer(database.pool);
  // What the other process has used, it keeps.
  assert.equal((await other.call('POST', '/v1/orders', testOrder('KNOWN'))).status, 201);
});
after(async () => {
  await other.stop();
  await server.stop();
  await database.drop();
});

/** How many rows each table has; of every schema that is not the database's own. */
async function rowCounts(): Promise<Map<string, number>> {
  const { rows } = await database.pool.query<{ name: string; count: string }>(
    `select format('%s.%s', schemaname, tablename) as name,
       (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I.%I', schemaname, tablename),
         false, true, '')))[1]::text as count
     from pg_tables where schemaname !~ '^(pg_|information_schema$)' order by 1`,
  );
  return new Map(rows.map(({ name, count }) => [name, Number(count)]));
}

const leave = (by = admin) => by('POST', '/v1/sample/leave');

test('[A99] only an administrator leaves the sample company, and everybody knows whether it is here', async () => {
  const agent = await personWith(server, 'agent');
  assert.equal((await leave(agent)).status, 403);
  assert.deepEqual((await agent('GET', '/v1/sample')).body, { isSample: true });
  assert.equal((await server.call('GET', '/v1/sample', undefined, { key: null })).status, 401);
});

test('[A99] a process that dies in the middle leaves everything as it was', async () => {
  const beforeIt = await rowCounts();
  const holder = await database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table inventory.sku in row share mode');
    const leaving = leave();
    const waiting = async (): Promise<number | undefined> =>
      (
        await holder.query<{ pid: number }>(
          `select pid from pg_locks where not granted and relation = 'inventory.sku'::regclass`,
        )
      ).rows[0]?.pid;
    let pid: number | undefined;
    for (const deadline = performance.now() + 20_000; pid === undefined;) {
      assert.ok(performance.now() < deadline, 'it waits for the table');
      pid = await waiting();
    }
    // By then the keys of the twin are deleted within that transaction; its death undoes all of it.
    await holder.query('select pg_terminate_backend($1)', [pid]);
    const { rows } = await holder.query(
      `select name from access.api_key where name = 'twin' and revoked_at is null`,
    );
    assert.equal(rows.length, 1);
    const counts = await rowCounts();
    for (const name of ['inventory.sku', 'orders.order_header', 'access.api_key'])
      assert.equal(counts.get(name), beforeIt.get(name), name);
    await holder.query('rollback');
    // The process here lives, and so the hub carries it out after all.
    assert.equal((await leaving).status, 200);
  } finally {
    holder.release();
  }
});

test('[A99] every table is kept by name or empty, and the act stands in the history', async () => {
  await historyIsComplete(database.pool);
  const counts = await rowCounts();
  const ofThisAct = new Set(['hub.event', 'hub.reply']);
  assert.equal(counts.get('shop.article'), 1, 'another program’s');
  counts.delete('shop.article');
  const left = [...counts].filter(
    ([name, count]) => count > 0 && !TABLES_KEPT.includes(name) && !ofThisAct.has(name),
  );
  assert.deepEqual(left, []);
  assert.ok(
    TABLES_KEPT.every((name) => counts.has(name)),
    'what is kept by name is there',
  );
  const { rows } = await database.pool.query<{ type: string; actor: string }>(
    `select type, actor from hub.event where type not like 'order.%'`,
  );
  assert.equal(rows.length, 1, JSON.stringify(rows));
  assert.equal(rows[0]?.type, 'sample.left');
  assert.match(rows[0]?.actor ?? '', /^person\/admin-/);
});

test('[A99] people and what is theirs stay: keys, sessions, preferences, webhooks; the sample’s own go', async () => {
  const me = await admin('GET', '/v1/me');
  assert.equal(me.status, 200, 'the session is open still');
  const kept = await admin('GET', '/v1/me/preferences/start');
  assert.deepEqual(kept.body['document'], { isOver: true });
  const names = async (table: string) =>
    (
      await database.pool.query<{ name: string }>(`select name from ${table} order by name`)
    ).rows.map(({ name }) => name);
  const keys = await names('access.api_key');
  assert.ok(keys.includes('mine') && !keys.some((name) => name.startsWith('twin')), keys.join());
  assert.ok(!(await names('access.person')).includes('Floor'));
  const counts = await rowCounts();
  assert.ok((counts.get('notices.webhook') ?? 0) > 0);
  const refused = await server.call('GET', '/v1/orders', undefined, { key: twinKey });
  assert.equal(refused.status, 401);
});

test('[A99] a second time is refused plainly, also in another process', async () => {
  for (const process of [server, other]) {
    const again = await process.call('POST', '/v1/sample/leave');
    assert.equal(again.status, 409, again.text);
    assert.equal(again.body['code'], 'no_sample');
  }
  assert.deepEqual((await other.call('GET', '/v1/sample')).body, { isSample: false });
});

test('[A100] what was cached of the sample is forgotten, and intake works as on an empty database', async () => {
  for (const process of [server, other]) {
    const refused = await process.call('POST', '/v1/orders', testOrder('GONE'));
    assert.ok(refused.status >= 400 && refused.status < 500, refused.text);
  }
  await fillCompany(other);
  for (const [process, name] of [
    [server, 'NEW-1'],
    [other, 'NEW-2'],
  ] as const) {
    const placed = await process.call('POST', '/v1/orders', testOrder(name));
    assert.equal(placed.status, 201, placed.text);
    const read = await process.call('GET', `/v1/orders/${String(placed.body['id'])}`);
    assert.equal(read.status, 200);
    assert.equal(read.body['state'], 'sourced');
  }
  const counts = await rowCounts();
  assert.equal(counts.get('inventory.sku'), 2);
  assert.equal(counts.get('orders.order_header'), 2);
});

test('[A100, H50] orders that are under way while it is left are whole before it, or refused after it', async () => {
  await server.makeKey('twin', {});
  const placing = Array.from({ length: 60 }, (_, count) =>
    (count % 2 === 0 ? server : other).call('POST', '/v1/orders', testOrder(`FLIGHT-${count}`)),
  );
  const [left, ...placed] = await Promise.all([
    server.call('POST', '/v1/sample/leave'),
    ...placing,
    ...Array.from({ length: 60 }, (_, count) =>
      (count % 2 === 0 ? server : other).call('POST', '/v1/orders', testOrder(`LATER-${count}`)),
    ),
  ]);
  assert.equal(left.status, 200, left.text);
  const statuses = new Set(placed.map(({ status }) => status));
  for (const status of statuses) assert.ok([201, 404, 409, 422].includes(status), String(status));
  const counts = await rowCounts();
  for (const [name, count] of counts)
    if (/^(orders|inventory|fulfilment|sourcing)\./.test(name) && name !== 'sourcing.rules')
      assert.equal(count, 0, name);
  assert.equal(counts.get('hub.quarantine'), 0);
});

test('[H51] what the program wants by itself because of what is gone is void', async () => {
  const answer = await server.hub.submit({
    id: '01a203c5-275f-7324-89cd-0c11b939cef0',
    kind: 'raise_exception',
    body: {
      kind: 'job_failed',
      causeKey: 'gone',
      subject: 'order/1',
      orderId: 1,
      channel: null,
      location: null,
      severity: 2,
      suggestion: { en: 'x', 'zh-CN': 'x' },
      facts: {},
    },
    key: null,
    requestHash: Buffer.alloc(16),
    actor: 'system/reader',
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    causedAt: 1,
    receivedAt: Date.now(),
  });
  assert.equal(answer.status, 503, answer.body);
  assert.equal((await rowCounts()).get('tracking.exception'), 0);
});
