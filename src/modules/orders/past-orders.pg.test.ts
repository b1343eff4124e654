import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { machineClock } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { createSearchIndexer } from './index.ts';
import { readPastIds, readPastOrders } from './past-orders.ts';
import { aLine, openCompany, openShop, paid, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA', 'CUP']);
await shop.receive('TEA', 1_000);
await shop.receive('CUP', 1_000);
after(async () => {
  await shop.stop();
  await database.drop();
});

test('[O94] an order of the past is placed once more as it was asked for', async () => {
  const first = await shop.place({
    externalId: 'first',
    note: 'ring twice',
    priority: 8,
    attributes: { gift: 'yes' },
    charges: [{ kind: 'shipping', amountMinor: 700 }],
    lines: [
      aLine('TEA', 2, { discountMinor: 100, taxMinor: 30, attributes: { engraving: 'Mei' } }),
      aLine('CUP', 1),
    ],
    ...paid(1_000),
  });
  assert.equal(first.status, 201, first.text);
  const [past] = await readPastOrders(pool, [Number(first.body.id)]);
  assert.ok(past !== undefined);
  assert.equal(past.receivedAt, shop.clock.now());
  assert.deepEqual(
    past.payments.map(({ body }) => body),
    [{ kind: 'captured', amountMinor: 1_000, reference: 'pay-1' }],
  );
  const again = await shop.submit('place_order', past.body);
  assert.equal(again.status, 201, again.text);
  const { note, priority, attributes, ...money } = again.body as unknown as Record<string, unknown>;
  const before = first.body as unknown as Record<string, unknown>;
  assert.deepEqual(
    { note, priority, attributes },
    {
      note: before['note'],
      priority: before['priority'],
      attributes: before['attributes'],
    },
  );
  assert.equal(money['totalMinor'], before['totalMinor']);
  assert.deepEqual(again.body.lines, first.body.lines);
});

test('[O94] what was cancelled of it was asked for all the same', async () => {
  const { body } = await shop.place({ externalId: 'cancelled', lines: [aLine('TEA', 3)] });
  const cancelled = await shop.on('cancel_order', body.id, { reason: 'changed mind' });
  assert.equal(cancelled.status, 200, cancelled.text);
  const [past] = await readPastOrders(pool, [Number(body.id)]);
  assert.deepEqual(
    past?.body.lines.map(({ quantity }) => quantity),
    [3],
  );
  assert.deepEqual(past?.moments, [{ kind: 'cancelled', at: shop.clock.now() }]);
});

test('[O94] the newest of a time come first, as the search knows them', async () => {
  const from = shop.clock.now() + 1;
  shop.clock.advance(60_000);
  const second = await shop.place({ externalId: 'second' });
  shop.clock.advance(60_000);
  const third = await shop.place({ externalId: 'third' });
  const indexer = createSearchIndexer({
    pool,
    clock: machineClock,
    log: { warn: () => assert.fail() },
  });
  await indexer.catchUp();
  await indexer.stop();
  const to = shop.clock.now() + 1;
  const ids = [third, second].map(({ body }) => Number(body.id));
  assert.deepEqual(await readPastIds(pool, { from, to, limit: 10 }), ids);
  assert.deepEqual(await readPastIds(pool, { from, to, limit: 1 }), ids.slice(0, 1));
});
