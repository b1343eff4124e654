import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { gatedPool } from '../../hub/gate.testing.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { Random } from '../../kernel/random.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { listAccounts } from './accounts.ts';
import { checkOrders } from './check-orders.testing.ts';
import { aLine, openCompany, openShop, paid, putSkus, type Shop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const one = openShop(pool);
const two = openShop(pool, one.clock);
const shops = [one, two] as const;
await openCompany(one);
await putSkus(one, ['TEA', 'HOT', 'WARM', 'SOON']);
await one.receive('TEA', 1_000);
afterEach(async () => {
  await checkOrders(pool);
  assert.deepEqual([one.hub.reported, two.hub.reported], [[], []]);
});
after(async () => {
  for (const shop of shops) await shop.stop();
  await database.drop();
});

const REASON = { reason: 'changed mind' };

/**
 * Lets `slow` decide on facts of which it has read those before a statement, while `fast` does all of
 * its work: the race that is lost, on purpose.
 */
async function lose<Value>(
  statement: string,
  slow: (shop: Shop) => Promise<Value>,
  fast: () => Promise<unknown>,
): Promise<Value> {
  const gate = gatedPool(pool, statement);
  const shop = openShop(gate.pool, one.clock);
  const answer = slow(shop);
  await gate.reached;
  await fast();
  gate.open();
  const value = await answer;
  await shop.stop();
  assert.deepEqual(shop.hub.reported, []);
  return value;
}

test('[O36] hot SKUs sold by two hubs at once: exactly the stock is sold', async () => {
  await one.receive('HOT', 60);
  await one.receive('HOT', 40, 'CTU');
  await one.receive('WARM', 150);
  const random = new Random(20_261_102);
  const buyers = Array.from({ length: 400 }, (_, buyer) => ({
    shop: shops[buyer % 2] as Shop,
    externalId: `buyer ${buyer}`,
    lines: [
      aLine('HOT', random.integer(1, 2)),
      ...(random.integer(0, 1) === 0 ? [] : [aLine('WARM', 1)]),
    ],
  }));
  let sold = 0;
  // In waves, so that batches of both hubs meet again and again.
  for (let first = 0; first < buyers.length; first += 80) {
    const replies = await Promise.all(
      buyers.slice(first, first + 80).map(async ({ shop, externalId, lines }) => ({
        lines,
        reply: await shop.place({ externalId, lines, ...paid(10_000) }),
      })),
    );
    for (const { lines, reply } of replies) {
      if (reply.status === 201) sold += lines[0]?.quantity ?? 0;
      else assert.equal(reply.body.code, 'insufficient_stock', reply.text);
    }
  }
  assert.equal(sold, 100);
});

test('[O13, O36] preorders in two hubs at once: what lies there is promised once', async () => {
  const availableFrom = new Date(one.clock.now() + 9 * DAY_MS).toISOString();
  await putSkus(one, ['PRE'], { availableFrom, backorder: 'never' });
  await one.receive('PRE', 5);
  const preorder = (shop: Shop, externalId: string) =>
    shop.place({ externalId, lines: [aLine('PRE', 5)], ...paid(10_000) });
  const late = await lose(
    'orders_read_claims',
    (shop) => preorder(shop, 'slow preorder'),
    async () => assert.equal((await preorder(two, 'fast preorder')).status, 201),
  );
  assert.equal(late.body.code, 'insufficient_stock');
});

test('[O1, O36] twins in two hubs at once are placed once and hear the same', async () => {
  for (let round = 0; round < 10; round += 1) {
    const externalId = `twin ${round}`;
    const replies = await Promise.all(
      [...shops, ...shops].map((shop) => shop.place({ externalId })),
    );
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
  }
  const order = { externalId: 'slow twin' };
  let first = '';
  const late = await lose(
    'orders_read_claims',
    (shop) => shop.place(order),
    async () => void (first = (await two.place(order)).text),
  );
  assert.equal(late.text, first);
  assert.equal(late.repeated, true);
});

test('[O27, O36] a payment told to two hubs at once counts once', async () => {
  const { body } = await one.place({});
  const fact = { kind: 'captured', amountMinor: 1_000, reference: 'p' };
  const late = await lose(
    'orders_read_claims',
    (shop) => shop.on('record_payment', body.id, fact),
    () => two.on('record_payment', body.id, fact),
  );
  assert.equal(late.status, 200, late.text);
  assert.deepEqual([late.body.totals.paidMinor, late.body.version], [1_000, 2]);
});

// Between reading the order and reading the stock: facts that do not fit together.
for (const statement of ['orders_read_lines', 'inventory_read_positions', 'orders_read_claims']) {
  test(`[O36] two hubs cancel at once, one of them torn before ${statement}`, async () => {
    const { body } = await one.place({ lines: [aLine('TEA', 5)] });
    const late = await lose(
      statement,
      (shop) => shop.on('cancel_order', body.id, REASON),
      () => two.on('cancel_order', body.id, REASON),
    );
    assert.equal(late.body.code, 'illegal_transition', late.text);
  });

  test(`[O36] one hub pays, the other amends, torn before ${statement}`, async () => {
    const { body } = await one.place({ lines: [aLine('TEA', 5)] });
    const late = await lose(
      statement,
      (shop) => shop.on('amend_order', body.id, { lines: [{ lineNumber: 1, quantity: 2 }] }),
      () =>
        two.on('record_payment', body.id, { kind: 'captured', amountMinor: 2_000, reference: 'p' }),
    );
    assert.equal(late.status, 200, late.text);
    assert.deepEqual(
      [late.body.version, late.body.state, late.body.stockState],
      [3, 'sourced', 'allocated'],
    );
  });
}

test('[O12, O36] of announced supply two hubs promise what comes, once', async () => {
  await one.announce('SOON', 5, 'PO-1', 3);
  const order = { channel: 'LEDGER', lines: [aLine('SOON', 3)] };
  const late = await lose(
    'orders_read_claims',
    (shop) => shop.place({ ...order, externalId: 'late' }),
    () => two.place({ ...order, externalId: 'early' }),
  );
  assert.equal(late.body.code, 'insufficient_stock', late.text);
});

test('[O31, O36] goods taken back in two hubs at once are taken back once', async () => {
  await one.place({ externalId: 'sent', lines: [aLine('TEA', 3)] });
  const takeBack = {
    channel: 'SHOP',
    externalId: 'C1',
    orderExternalId: 'sent',
    reason: 'returned',
    lines: [{ sku: 'TEA', quantity: 2 }],
  };
  let first = '';
  const late = await lose(
    'orders_read_claims',
    (shop) => shop.submit('take_back', takeBack),
    async () => void (first = (await two.submit('take_back', takeBack)).text),
  );
  assert.equal(late.text, first);
});

test('[O36, O38] two hubs in a storm on a few orders keep everything true', async () => {
  const random = new Random(7);
  const orders: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    orders.push(
      (await one.place({ externalId: `storm ${count}`, lines: [aLine('TEA', 6)] })).body.id,
    );
  }
  for (let wave = 0; wave < 8; wave += 1) {
    const replies = await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const shop = shops[index % 2] as Shop;
        const id = orders[random.integer(0, orders.length - 1)] as string;
        const lines = [{ lineNumber: 1, quantity: random.integer(1, 3) }];
        const reference = `w${wave}-${random.integer(0, 5)}`;
        switch (random.integer(0, 4)) {
          case 0:
            return shop.on('cancel_order', id, { ...REASON, lines });
          case 1:
            return shop.on('amend_order', id, { lines });
          case 2:
            return shop.on('hold_order', id, { kind: 'fraud', reason: 'x' });
          case 3:
            return shop.on('record_payment', id, { kind: 'captured', amountMinor: 900, reference });
          default:
            return shop.place({ lines: [aLine('TEA', 1)], externalId: `storm ${wave} ${index}` });
        }
      }),
    );
    for (const { status, text } of replies) assert.ok(status < 500, text);
  }
});

test('[O36, O51] two hubs that sell to one account: what goes without a hold stays within its limit', async () => {
  const account = {
    code: 'RACED',
    name: 'Raced',
    currency: 'CNY',
    creditLimitMinor: 10_500,
    netDays: 14,
    owner: 'credit desk',
  };
  assert.equal((await one.submit('put_account', account)).status, 200);
  const order = (shop: Shop, externalId: string) =>
    shop.place({
      externalId,
      kind: 'business',
      account: 'RACED',
      lines: [aLine('TEA', 1)],
    });
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, index) => order(shops[index % 2] as Shop, `raced ${index}`)),
  );
  const held = replies.filter(({ body }) => body.state === 'held');
  assert.equal(replies.length - held.length, 10, 'ten of 1000 are within 10500');
  assert.ok(replies.every(({ status }) => status === 201));
  // Lost on purpose: the slow hub has read the account before the fast one spends the last of it.
  await Promise.all(
    held.map(({ body }, index) => (shops[index % 2] as Shop).on('cancel_order', body.id, REASON)),
  );
  const { body: room } = replies.find(({ body }) => body.state === 'sourced') ?? { body: null };
  assert.ok(room !== null);
  await one.on('cancel_order', room.id, REASON);
  const { body: late } = await lose(
    'orders_read_claims',
    (shop) => order(shop, 'slow business'),
    async () => assert.equal((await order(two, 'fast business')).body.state, 'sourced'),
  );
  assert.equal(late.state, 'held');
  const { items } = await listAccounts(pool, { limit: 10, cursor: null });
  assert.equal(items.find(({ code }) => code === 'RACED')?.exposureMinor, 11_000);
});
