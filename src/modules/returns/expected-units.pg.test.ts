import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { createSnapshotComparisons, listDrifts, listPositions } from '../inventory/index.ts';
import { readExpectedUnits } from './index.ts';
import { openReturnsShop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
after(async () => {
  await shop.stop();
  await database.drop();
});

test('[R30] goods on their way back explain why another system has more, until they are received', async () => {
  const orderId = await shop.deliverOrder();
  const lines = [{ lineNumber: 1, quantity: 2, reason: 'changed_mind' }];
  const requested = await shop.request(orderId, lines);
  assert.ok(requested.status < 300, requested.text);
  shop.clock.advance(3_600_000);
  const takenAt = new Date(shop.clock.now()).toISOString();
  const { rows } = await pool.query<{ code: string }>(
    'select code from returns.return join inventory.location on location.id = location_id',
  );
  const location = rows[0]?.code ?? '';
  const position = await listPositions(pool, { sku: 'TEA', location }, { limit: 1, cursor: null });
  assert.ok(position.kind === 'found');
  // Two units lie there again and nobody has said so.
  const onHand = (position.value.items[0]?.onHand ?? 0) + 2;
  const snapshot = { location, takenAt, lines: [{ sku: 'TEA', onHand }] };
  const taken = await shop.hub.submit<{ id: string }>('take_snapshot', snapshot);
  assert.equal(taken.status, 201, taken.text);
  await shop.tick(createSnapshotComparisons(readExpectedUnits));
  const answer = await listDrifts(pool, taken.body.id, { limit: 9, cursor: null });
  assert.ok(answer.kind === 'found');
  const [drift] = answer.value.items;
  assert.deepEqual([drift?.drift, drift?.causes[0]?.cause], [2, 'unposted_return']);
  assert.deepEqual(drift?.causes[0]?.parts[0]?.evidence.orderIds, [Number(orderId)]);
});
