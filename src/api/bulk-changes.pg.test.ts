import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createJobRunner } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { createBulkTasks, createSearchIndexer } from '../modules/orders/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { BulkChange, BulkChangeOrderPage } from '../../contracts/bulk-changes.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestServer,
} from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let call: CheckedCall;
let ada: SessionCall;
let jobs: ReturnType<typeof createJobRunner>;
/** Owners whose exceptions were asked for, and the orders that have one. */
const asked: (readonly string[] | null)[] = [];
let inNeed: readonly number[] = [];

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  call = checkedCall(server, await Contract.of(server));
  ada = await personWith(server, 'operations');
  const { pool } = database;
  const ids = createIdSource(machineClock);
  const ordersInNeed = (owners: readonly string[] | null) => {
    asked.push(owners);
    return Promise.resolve(inNeed);
  };
  jobs = createJobRunner({
    pool,
    hub: server.hub,
    clock: machineClock,
    ids,
    log: { warn: (_facts, message) => assert.fail(message) },
    tasks: createBulkTasks({ pool, clock: machineClock, ordersInNeed }),
  });
});
after(async () => {
  await jobs.stop();
  await server.stop();
  await database.drop();
});

async function place(
  externalIds: readonly string[],
  more: object = { payment: { kind: 'captured', amountMinor: 3_000, reference: 'p' } },
): Promise<string[]> {
  const placed: string[] = [];
  for (const externalId of externalIds) {
    const { status, body, text } = await call('POST', '/v1/orders', testOrder(externalId, more));
    assert.equal(status, 201, text);
    placed.push(String(body['id']));
  }
  const indexer = createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { warn: (_facts, message) => assert.fail(message) },
  });
  await indexer.catchUp();
  await indexer.stop();
  return placed;
}

async function bulk(url: string, body: object = {}): Promise<BulkChange> {
  const answer = await call('POST', `/v1/bulk-changes${url}`, body);
  assert.ok(answer.status < 300, answer.text);
  await jobs.catchUp();
  return read((answer.body as unknown as BulkChange).id);
}

async function read(id: string): Promise<BulkChange> {
  return (await call('GET', `/v1/bulk-changes/${id}`)).body as unknown as BulkChange;
}

async function orders(id: string, query = ''): Promise<BulkChangeOrderPage['items']> {
  const { body } = await call('GET', `/v1/bulk-changes/${id}/orders${query}`);
  return (body as unknown as BulkChangeOrderPage).items;
}

const stateOf = async (id: string) => (await call('GET', `/v1/orders/${id}`)).body['state'];

test('[A106] what filters meet is counted, nothing changes before the start, then each order once', async () => {
  const placed = await place(['BULK-1', 'BULK-2', 'BULK-3']);
  await place(['OTHER-1']);
  const [first = ''] = placed;
  await call('POST', `/v1/orders/${first}/cancel`, { reason: 'no' });
  const counted = await bulk('', { action: 'hold', filters: { externalId: 'BULK-' } });
  assert.equal(counted.state, 'counted');
  assert.deepEqual(
    [counted.counts.matched, counted.counts.waiting, counted.counts.impossible],
    [3, 2, [{ why: 'cancelled', orders: 1 }]],
  );
  assert.equal(await stateOf(placed[1] ?? ''), 'sourced');
  // What comes later is not meant.
  const [later = ''] = await place(['BULK-4']);
  const refused = await call('POST', `/v1/bulk-changes/${counted.id}/start`, { holdKind: 'fraud' });
  assert.equal(refused.body['code'], 'invalid_request');
  const choice = { holdKind: 'fraud', reason: 'all of them' };
  const done = await bulk(`/${counted.id}/start`, choice);
  assert.deepEqual([done.state, done.counts.done, done.canUndo], ['done', 2, true]);
  assert.deepEqual(await Promise.all(placed.map(stateOf)), ['cancelled', 'held', 'held']);
  assert.equal(await stateOf(later), 'sourced');
  assert.deepEqual(
    (await orders(counted.id, '?outcome=impossible&why=cancelled')).map(({ orderId, why }) => [
      orderId,
      why,
    ]),
    [[first, 'cancelled']],
  );
  const undone = await bulk(`/${counted.id}/undo`);
  assert.deepEqual([undone.state, undone.counts.undone], ['undone', 2]);
  assert.deepEqual(await Promise.all(placed.map(stateOf)), ['cancelled', 'sourced', 'sourced']);
  const again = await call('POST', `/v1/bulk-changes/${counted.id}/undo`);
  assert.equal(again.body['code'], 'illegal_transition');
});

test('[A106] orders are changed in the name of who starts it, and taken back to what each of them had', async () => {
  const placed = await place(['NAMED-1', 'NAMED-2']);
  await call('PATCH', `/v1/orders/${placed[0]}`, { priority: 2 });
  const orderIds = [...placed, '999999999999'];
  const begun = await ada('POST', '/v1/bulk-changes', { action: 'priority', orderIds });
  assert.equal(begun.status, 201, begun.text);
  await jobs.catchUp();
  const { id } = begun.body as unknown as BulkChange;
  const { counts } = await read(id);
  assert.deepEqual([counts.byPriority[2], counts.byPriority[5]], [1, 1]);
  assert.deepEqual(counts.impossible, [{ why: 'absent', orders: 1 }]);
  assert.equal((await ada('POST', `/v1/bulk-changes/${id}/start`, { priority: 2 })).status, 200);
  await jobs.catchUp();
  const done = await read(id);
  assert.deepEqual([done.counts.done, done.counts.unchanged], [1, 1]);
  const priorities = async () => {
    const answers = placed.map((each) => call('GET', `/v1/orders/${each}`));
    return (await Promise.all(answers)).map(({ body }) => body['priority']);
  };
  assert.deepEqual(await priorities(), [2, 2]);
  await historyIsComplete(database.pool);
  const { body } = await call('GET', `/v1/audit?subject=order/${placed[1]}&limit=1`);
  const [newest] = body['items'] as unknown as { actor: string }[];
  assert.match(newest?.actor ?? '', /^person\/operations-/);
  await bulk(`/${id}/undo`);
  assert.deepEqual(await priorities(), [2, 5]);
});

test('[A107] what is refused is kept with its reason and tried again; stopped, the rest stays as it was', async () => {
  const [first = '', second = ''] = await place(['REFUSED-1', 'REFUSED-2']);
  const counted = await bulk('', { action: 'release', filters: { externalId: 'REFUSED-' } });
  assert.equal(counted.counts.waiting, 2);
  // Between counting and starting somebody has held one of them.
  const { body } = await call('POST', `/v1/orders/${first}/holds`, { kind: 'fraud', reason: 'x' });
  const done = await bulk(`/${counted.id}/start`);
  assert.deepEqual(done.counts.impossible, [{ why: 'held', orders: 1 }]);
  assert.equal(await stateOf(second), 'released');
  assert.equal(done.canUndo, false);
  assert.equal(
    (await call('POST', `/v1/bulk-changes/${done.id}/undo`)).body['code'],
    'illegal_transition',
  );
  const hold = (body as unknown as { hold: { id: string } }).hold.id;
  const release = await bulk('', { action: 'release_hold', orderIds: [first] });
  const started = await call('POST', `/v1/bulk-changes/${release.id}/start`);
  assert.equal(started.status, 200, started.text);
  const stopped = await call('POST', `/v1/bulk-changes/${release.id}/stop`);
  assert.equal(stopped.body['state'], 'stopped');
  await jobs.catchUp();
  assert.equal((await read(release.id)).counts.waiting, 1);
  assert.equal(await stateOf(first), 'held');
  // What takes it back is the same hold again.
  const resumed = await bulk(`/${release.id}/start`);
  assert.deepEqual([resumed.state, resumed.counts.done], ['done', 1]);
  const undone = await bulk(`/${release.id}/undo`);
  assert.deepEqual([undone.state, undone.counts.undone], ['undone', 1]);
  const { body: held } = await call('GET', `/v1/orders/${first}`);
  const holds = held['holds'] as unknown as {
    id: string;
    kind: string;
    releasedAt: string | null;
  }[];
  assert.deepEqual(
    holds
      .filter(({ releasedAt }) => releasedAt === null)
      .map(({ id, kind }) => [id === hold, kind]),
    [[false, 'fraud']],
  );
});

test('[A107] who begins says which orders, exactly once; exceptions are named by those who may read them', async () => {
  const [first = ''] = await place(['NEED-1']);
  for (const wrong of [{}, { filters: {}, orderIds: [first] }]) {
    const refused = await call('POST', '/v1/bulk-changes', { action: 'cancel', ...wrong });
    assert.equal(refused.body['code'], 'invalid_request');
  }
  inNeed = [Number(first)];
  const { counts } = await bulk('', { action: 'cancel', filters: { needs: 'anybody' } });
  assert.deepEqual([counts.matched, counts.waiting, asked], [1, 1, [null]]);
  const key = await server.makeKey('writer', { scopes: ['orders:write'] });
  const filters = { needs: 'me' };
  const body = { action: 'cancel', filters };
  assert.equal((await call('POST', '/v1/bulk-changes', body, { key })).status, 403);
  const absent = '01890000-0000-7000-8000-000000000000';
  for (const url of ['', '/orders'])
    assert.equal((await call('GET', `/v1/bulk-changes/${absent}${url}`)).status, 404);
  assert.equal((await call('POST', `/v1/bulk-changes/${absent}/start`)).status, 404);
  const { body: page } = await call('GET', '/v1/bulk-changes?limit=1');
  const { body: next } = await call('GET', `/v1/bulk-changes?cursor=${page['nextCursor']}`);
  assert.equal((page['items'] as unknown as BulkChange[])[0]?.action, 'cancel');
  assert.ok((next['items'] as unknown as BulkChange[]).length > 1);
  assert.deepEqual(server.reported, []);
});
