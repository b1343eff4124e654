import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { createManualClock } from '../../hub/testing.ts';
import { listPositions } from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const hubs = [inventoryHub(pool, clock), inventoryHub(pool, clock)] as const;
const [hub] = hubs;
await putTestSkus(hub, ['TEA']);
await putTestLocations(hub, ['SHA']);
after(async () => {
  for (const each of hubs) await each.stop();
  await database.drop();
});

async function onHand(): Promise<number> {
  const page = await listPositions(
    pool,
    { sku: 'TEA', location: 'SHA' },
    { limit: 1, cursor: null },
  );
  return found(page).items[0]?.onHand ?? 0;
}

test('[I19] a change under an identity is carried out once, also by two hubs at once', async () => {
  const receipt = {
    location: 'SHA',
    reference: 'DN',
    changeId: 'WMS-1',
    lines: [
      {
        sku: 'TEA',
        quantity: 5,
      },
    ],
  };
  const replies = await Promise.all(hubs.map((each) => each.submit('receive_stock', receipt)));
  assert.deepEqual(
    replies.map(({ status }) => status),
    [200, 200],
  );
  assert.equal(replies[0]?.text, replies[1]?.text);
  clock.advance(400 * 86_400_000);
  const late = await hub.submit('receive_stock', receipt);
  assert.equal(late.repeated, true);
  assert.equal(await onHand(), 5);
  const reused = await hub.submit('receive_stock', { ...receipt, reference: 'other' });
  assert.equal(reused.body.code, 'idempotency_key_reused');
});

test('[I19] what was refused under an identity may be sent again', async () => {
  const adjustment = {
    location: 'SHA',
    reason: 'broken',
    changeId: 'WMS-1',
    lines: [
      {
        sku: 'TEA',
        delta: -8,
      },
    ],
  };
  const refused = await hub.submit('adjust_stock', adjustment);
  assert.equal(refused.body.code, 'insufficient_quantity');
  await hub.submit('receive_stock', {
    location: 'SHA',
    reference: 'DN',
    lines: [
      {
        sku: 'TEA',
        quantity: 5,
      },
    ],
  });
  assert.equal((await hub.submit('adjust_stock', adjustment)).status, 200);
  assert.equal((await hub.submit('adjust_stock', adjustment)).repeated, true);
  assert.equal(await onHand(), 2);
});
