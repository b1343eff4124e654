import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { requestHashOf } from '../hub/index.ts';
import { createSnapshotComparisons } from '../modules/inventory/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { fillCompany, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let call: CheckedCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  call = checkedCall(server, await Contract.of(server));
});
after(async () => {
  await server.stop();
  await database.drop();
});

test('[A9] allotments, lots, counts, snapshots and safety stock rules answer as they are documented', async () => {
  const kept = await call('PUT', '/v1/stock/allotments/WEB-KEEP', {
    channel: 'web',
    sku: 'TEA-1',
    quantity: 10,
    until: '2099-01-01T00:00:00Z',
  });
  assert.equal(kept.status, 200, kept.text);
  const unknown = await call('PUT', '/v1/stock/allotments/OTHER', {
    channel: 'NOBODY',
    sku: 'TEA-1',
    quantity: 10,
  });
  assert.equal(unknown.status, 404, unknown.text);
  const list = await call('GET', '/v1/stock/allotments?sku=TEA-1&limit=1');
  assert.equal((list.body['items'] as unknown as { remaining: number }[])[0]?.remaining, 10);
  const ended = await call('POST', '/v1/stock/allotments/WEB-KEEP/end', { reason: 'over' });
  assert.equal(ended.status, 200, ended.text);

  const tracked = await call('PUT', '/v1/stock/TEA-2/tracking', {
    tracking: 'lot',
    openingLot: 'OLD',
  });
  assert.equal(tracked.status, 200, tracked.text);
  const suggested = await call(
    'GET',
    '/v1/stock/TEA-2/lots/suggested?location=CN-SHA&quantity=3&shelfLifeDaysMin=5',
  );
  assert.deepEqual(suggested.body['chosen'], [{ lot: 'OLD', quantity: 3 }]);
  const recalled = await call('POST', '/v1/stock/TEA-2/lots/OLD/quarantine', { reason: 'glass' });
  assert.equal(recalled.status, 200, recalled.text);
  const released = await call('POST', '/v1/stock/TEA-2/lots/OLD/release', { reason: 'none' });
  assert.equal(released.status, 200, released.text);
  assert.equal((await call('GET', '/v1/stock/TEA-2/lots')).status, 200);
  assert.equal((await call('GET', '/v1/stock/TEA-2/lots?cursor=WyJ4Il0')).status, 400);
  assert.equal((await call('GET', '/v1/stock/TEA-2/serials/SN-1')).status, 404);

  const plan = await call('PUT', '/v1/counts/plans/DAILY', {
    location: 'CN-SHA',
    rule: {
      everyDays: 1,
      tasksMax: 10,
      countEveryDays: { A: 30, B: 90, C: 365 },
      isAfterShortPicks: true,
      isBlind: true,
      tolerance: { units: 0, permille: 5 },
    },
  });
  assert.equal(plan.status, 200, plan.text);
  assert.equal((await call('GET', '/v1/counts/plans')).status, 200);
  const ordered = await call('POST', '/v1/counts', {
    sku: 'TEA-1',
    location: 'CN-SHA',
    reason: 'looks wrong',
  });
  assert.equal(ordered.status, 201, ordered.text);
  const id = String(ordered.body['id']);
  const counted = await call('POST', `/v1/counts/${id}/count`, { counted: 5 });
  assert.equal(String(counted.body['state']), 'recount', counted.text);
  const cancelled = await call('POST', `/v1/counts/${id}/decide`, {
    decision: 'cancel',
    reason: 'typed wrong',
  });
  assert.equal(cancelled.status, 200, cancelled.text);
  assert.equal((await call('GET', `/v1/counts/${id}`)).status, 200);
  assert.equal((await call('GET', '/v1/counts?location=CN-SHA&state=cancelled')).status, 200);

  const rule = await call('PUT', '/v1/stock/safety-stock-rules/ALL', {
    priority: 1,
    matches: { locationKinds: ['warehouse'] },
    method: { kind: 'fixed', units: 4 },
  });
  assert.equal(rule.status, 200, rule.text);
  assert.equal((await call('GET', '/v1/stock/safety-stock-rules')).status, 200);
  const run = await call('POST', '/v1/stock/safety-stock-rules/ALL/run', {});
  assert.equal(run.status, 200, run.text);
  const preview = await call('GET', '/v1/stock/safety-stock-rules/preview?limit=1');
  assert.equal((preview.body['items'] as unknown as { after: number }[])[0]?.after, 4);
});

test('[A9] a snapshot comes as a file, is explained, and a second person approves it', async () => {
  const takenAt = new Date().toISOString();
  const url = `/v1/stock/snapshots/file?location=CN-SHA&takenAt=${encodeURIComponent(takenAt)}`;
  const headers = { 'content-type': 'text/csv' };
  const broken = await call('POST', url, 'sku,on_hand\nTEA-1,many', { headers });
  assert.equal(broken.status, 400, broken.text);
  assert.match(String(broken.body['detail']), /Line 2/);
  const sent = await call('POST', url, 'sku,on_hand\nTEA-1,999990\n', { headers });
  assert.equal(sent.status, 201, sent.text);
  const id = String(sent.body['id']);
  const [due] = await createSnapshotComparisons().due(database.pool, Date.now(), 1);
  assert.ok(due !== undefined);
  await submit(due.kind, due.body);
  const drifts = await call('GET', `/v1/stock/snapshots/${id}/drifts`);
  const [drift] = drifts.body['items'] as unknown as { id: string; drift: number }[];
  assert.equal(drift?.drift, -10);
  const proposed = await call('POST', `/v1/stock/drifts/${drift?.id}/propose`, {
    correction: 'here',
  });
  assert.equal(proposed.status, 200, proposed.text);
  const decision = { isApproved: true, reason: 'counted there' };
  const own = await call('POST', `/v1/stock/snapshots/${id}/decide`, decision);
  assert.equal(String(own.body['code']), 'second_person_needed', own.text);
  const other = await server.makeKey('auditor', { scopes: ['stock:write'] });
  const posted = await call('POST', `/v1/stock/snapshots/${id}/decide`, decision, { key: other });
  assert.equal(String(posted.body['state']), 'posted', posted.text);
  assert.equal((await call('GET', '/v1/stock/snapshots?location=CN-SHA')).status, 200);
  assert.equal((await call('GET', `/v1/stock/snapshots/${id}`)).status, 200);
});

/** What the clock would send. */
async function submit(kind: string, body: unknown): Promise<void> {
  const { status, body: text } = await server.hub.submit({
    id: randomUUID(),
    kind,
    body,
    key: null,
    requestHash: requestHashOf(kind, body),
    actor: 'system/clock',
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    receivedAt: Date.now(),
  });
  assert.equal(status, 200, text);
}
