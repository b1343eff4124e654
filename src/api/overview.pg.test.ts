import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machineClock } from '../kernel/clock.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  for (const id of ['SEEN-1', 'SEEN-2']) {
    const placed = await server.call('POST', '/v1/orders', testOrder(id));
    assert.equal(placed.status, 201, placed.text);
  }
  const indexer = createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { warn: (facts) => assert.fail(JSON.stringify(facts)) },
  });
  await indexer.catchUp();
  await indexer.stop();
});
after(async () => {
  await server.stop();
  await database.drop();
});

test('[A90] the overview tells where all orders are, and what was placed today', async () => {
  const { status, body, text } = await server.call('GET', '/v1/overview?hours=1');
  assert.equal(status, 200, text);
  const overview = body as unknown as {
    inFlight: { orders: number }[];
    throughput: { placed: { today: number[] }; lastHour: { placed: number[] } };
  };
  assert.equal(
    overview.inFlight.reduce((sum, { orders }) => sum + orders, 0),
    2,
  );
  assert.equal(overview.throughput.lastHour.placed.length, 12);
});

test('[A90] views that hide how we work see none of its figures', async () => {
  const key = await server.makeKey('worker-view', { scopes: ['orders:read'], view: 'worker' });
  const { status, body } = await server.call('GET', '/v1/overview', undefined, { key });
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body).toSorted(), ['at', 'sequence']);
});

test('[A90] the day begins within the last two days', async () => {
  const at = (ms: number) => encodeURIComponent(new Date(machineClock.now() + ms).toISOString());
  const ask = async (ms: number) =>
    (await server.call('GET', `/v1/overview?dayStart=${at(ms)}`)).status;
  assert.equal(await ask(-3_600_000), 200);
  assert.equal(await ask(3_600_000), 400);
  assert.equal(await ask(-3 * 86_400_000), 400);
});
