import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { compareLedgerWithPositions } from '../inventory/index.ts';
import { aLine, paid, putSkus } from '../orders/testing.ts';
import { openReturnsShop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
await putSkus(shop, ['POT'], { valueMinor: 700 });
await putSkus(shop, ['BOWL'], { valueMinor: 100 });
await putSkus(shop, ['SET'], {
  components: [
    { sku: 'POT', quantity: 1 },
    { sku: 'BOWL', quantity: 3 },
  ],
});
await shop.receive('POT', 50);
await shop.receive('BOWL', 50);
afterEach(async () => {
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

/** Two sets of 9.99 each, less 0.97: lines 1 (SET), 2 (POT), 3 (BOWL). */
async function twoSets(externalId: string): Promise<string> {
  const { body } = await shop.place({
    externalId,
    lines: [aLine('SET', 2, { unitPriceMinor: 999, discountMinor: 97 })],
    ...paid(1_901, externalId),
  });
  await shop.on('deliver_at_once', body.id);
  return body.id;
}

async function bringBack(
  orderId: string,
  asked: readonly { readonly lineNumber: number; readonly quantity: number }[],
) {
  const lines = asked.map((line) => ({ ...line, reason: 'damaged' }));
  const { body, text } = await shop.request(orderId, lines);
  assert.ok(body.lines !== undefined, text);
  const goods = body.lines.map(({ lineNumber, quantity }) => ({ lineNumber, quantity }));
  await shop.onReturn('receive_return', body.id, { lines: goods });
  const inspected = await shop.onReturn('inspect_return', body.id, {
    lines: goods.map((line) => ({ ...line, disposition: 'restock' })),
  });
  assert.equal(inspected.status, 200, inspected.text);
  return inspected.body.lines.map(({ sku, quantity, creditedMinor }) => [
    sku,
    quantity,
    creditedMinor,
  ]);
}

async function stateOf(id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ state: string }>(
    'select state from orders.order_header where id = $1',
    [id],
  );
  return rows[0]?.state;
}

test('[R16] the line of a bundle that comes back means its components', async () => {
  const id = await twoSets('as sets');
  // POT is worth 700 of 1000 of a set, three bowls 300: of 1901 that is 1331 and 570 for two.
  assert.deepEqual(await bringBack(id, [{ lineNumber: 1, quantity: 1 }]), [
    ['POT', 1, 666],
    ['BOWL', 3, 285],
  ]);
  assert.deepEqual(await bringBack(id, [{ lineNumber: 1, quantity: 1 }]), [
    ['POT', 1, 665],
    ['BOWL', 3, 285],
  ]);
  assert.equal(await stateOf(id), 'returned');
  const { body } = await shop.request(id, [{ lineNumber: 1, quantity: 1, reason: 'other' }]);
  assert.equal(body.code, 'not_returnable');
});

test('[R16] components that come back one by one add up to exactly the price of the bundle', async () => {
  const id = await twoSets('one by one');
  // What they are worth later changes nothing.
  await putSkus(shop, ['BOWL'], { valueMinor: 900 });
  let creditedMinor = 0;
  for (const lineNumber of [3, 2, 3, 3, 3, 2, 3, 3]) {
    for (const [, , minor] of await bringBack(id, [{ lineNumber, quantity: 1 }])) {
      creditedMinor += Number(minor);
    }
  }
  assert.equal(creditedMinor, 1_901);
  assert.equal(await stateOf(id), 'returned');
});

test('[R16] a channel that takes back a bundle by its SKU takes back its components', async () => {
  const id = await twoSets('by SKU');
  const { body } = await shop.hub.submit<{ lines: { sku: string; quantity: number }[] }>(
    'expect_return',
    { orderId: Number(id), reference: 'RMA', items: [{ sku: 'SET', quantity: 5 }], note: 'all' },
  );
  assert.deepEqual(
    body.lines.map(({ sku, quantity }) => [sku, quantity]),
    [
      ['POT', 2],
      ['BOWL', 6],
    ],
  );
  const swap = { lineNumber: 1, quantity: 1, reason: 'other', resolution: 'exchange' };
  const { body: refused } = await shop.request(id, [{ ...swap, exchangeSku: 'TEA' }]);
  assert.equal(refused.code, 'invalid_request');
});
