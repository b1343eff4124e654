import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { CommandHandler } from '../../hub/index.ts';
import { createManualClock } from '../../hub/testing.ts';
import { DAY_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { listAccounts } from './accounts.ts';
import { checkOrders } from './check-orders.testing.ts';
import { needExchange, placeExchange, worldOf, type OnOrder } from './index.ts';
import {
  aLine,
  openCompany,
  openShop,
  paid,
  putChannel,
  putLocation,
  putSkus,
  shipReleased,
  shopModules,
} from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const modules = shopModules();
const shop = openShop(pool, createManualClock(), modules);
await openCompany(shop);
await putLocation(shop, 'STORE', { kind: 'store', address: { lines: [], countryCode: 'CN' } });
await putLocation(shop, 'MAKER', {
  kind: 'supplier',
  address: { lines: [], countryCode: 'CN', regionCode: 'SH' },
});
await putChannel(shop, 'DEPOSITS', {
  paymentDeadlineMinutes: 30,
  orderKinds: { finalPaymentDays: 3, unpaidDeposit: 'kept' },
});
await putSkus(shop, ['TEA', 'POT', 'LAMP']);
await shop.receive('TEA', 1_000);
await shop.receive('POT', 2, 'STORE');
await shop.receive('LAMP', 10, 'MAKER');
await shop.receive('LAMP', 10, 'SHA');
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

async function owes(code: string): Promise<number> {
  const { items } = await listAccounts(pool, { limit: 10, cursor: null });
  return items.find((account) => account.code === code)?.exposureMinor ?? -1;
}

test('[O50] a preorder is approved by its deposit, and leaves once the rest is paid', async () => {
  const availableFrom = new Date(shop.clock.now() + DAY_MS).toISOString();
  await putSkus(shop, ['SOON'], { availableFrom });
  await shop.receive('SOON', 20);
  const preorder = (externalId: string) =>
    shop.place({
      channel: 'DEPOSITS',
      externalId,
      kind: 'preorder',
      depositMinor: 300,
      lines: [aLine('SOON', 1)],
      ...paid(300, externalId),
    });
  const { body: one } = await preorder('rest is paid');
  const { body: other } = await preorder('rest is not paid');
  assert.deepEqual([one.state, one.paymentState], ['backordered', 'partly_paid']);
  shop.clock.advance(DAY_MS);
  await shop.tick();
  const { body: ready } = await shop.on('meet_deadline', one.id);
  assert.deepEqual([ready.state, ready.stockState], ['placed', 'reserved']);
  const due = new Date(shop.clock.now() + 3 * DAY_MS).toISOString();
  assert.equal(ready.nextDeadlineAt, due);
  assert.equal((await shop.on('release_order', one.id)).body.code, 'illegal_transition');
  const rest = { kind: 'captured', amountMinor: 700, reference: 'rest' };
  assert.equal((await shop.on('record_payment', one.id, rest)).body.state, 'sourced');
  shop.clock.advance(3 * DAY_MS);
  await shop.tick();
  const { body: over } = await shop.on('meet_deadline', other.id);
  assert.deepEqual(
    [over.state, over.totals.paidMinor, over.paymentState],
    ['cancelled', 300, 'paid'],
  );
});

test('[O50] a preorder without its deposit is over at the deadline, and one of more than its total is refused', async () => {
  const order = { channel: 'DEPOSITS', kind: 'preorder' as const, lines: [aLine('SOON', 1)] };
  const { body } = await shop.place({ ...order, depositMinor: 300 });
  assert.equal(body.state, 'placed');
  assert.equal((await shop.place({ ...order, depositMinor: 1_001 })).body.code, 'invalid_request');
  assert.equal(
    (await shop.place({ ...order, channel: 'LEDGER', depositMinor: 1 })).body.code,
    'invalid_settings',
  );
  await shop.on('cancel_order', body.id, { reason: 'tidy' });
});

test('[O51] a business order goes without payment, within the limit of its account', async () => {
  const account = {
    code: 'ACME',
    name: 'Acme',
    currency: 'CNY',
    creditLimitMinor: 5_000,
    netDays: 14,
    needsPurchaseOrderNumber: true,
    owner: 'credit desk',
  };
  assert.equal((await shop.submit('put_account', account)).status, 200);
  const order = { kind: 'business' as const, account: 'ACME', lines: [aLine('TEA', 4)] };
  assert.equal((await shop.place(order)).body.code, 'invalid_settings', 'no number');
  const { body } = await shop.place({ ...order, purchaseOrderNumber: 'PO-1' });
  assert.deepEqual(
    [body.state, body.paymentState, await owes('ACME')],
    ['sourced', 'unpaid', 4_000],
  );
  const { body: held } = await shop.place({ ...order, purchaseOrderNumber: 'PO-2' });
  assert.equal(held.state, 'held', 'over the limit');
  assert.equal(await owes('ACME'), 8_000);
  await shop.on('cancel_order', held.id, { reason: 'no credit' });
  assert.equal(await owes('ACME'), 4_000);
  await shop.on('release_order', body.id);
  await shipReleased(shop, body.id, 4);
  shop.clock.advance(14 * DAY_MS);
  await shop.tick();
  const { rows } = await pool.query(
    "select count(*)::int as told from hub.event where type = 'order.invoice_overdue' and order_id = $1",
    [body.id],
  );
  assert.deepEqual(rows, [{ told: 1 }]);
  await shop.on('record_payment', body.id, {
    kind: 'captured',
    amountMinor: 4_000,
    reference: 'bank transfer',
    tender: 'transfer',
  });
  assert.equal(await owes('ACME'), 0);
});

test('[O52] a pick-up comes from stock at hand in its store, without a carrier', async () => {
  const order = { kind: 'pick_up' as const, pickUpLocation: 'STORE', lines: [aLine('POT', 2)] };
  const { body } = await shop.place({ ...order, ...paid(2_000) });
  assert.deepEqual(
    [body.state, body.shipments.map(({ location, service }) => [location, service])],
    ['sourced', [['STORE', 'PICK-UP']]],
  );
  const { body: none } = await shop.place(order);
  assert.equal(none.code, 'insufficient_stock');
  const lines = [{ lineNumber: 1, quantity: 1 }];
  const { body: less } = await shop.on('amend_order', body.id, { lines });
  assert.deepEqual([less.shipments[0]?.service, less.lines[0]?.quantity], ['PICK-UP', 1]);
  const { body: warehouse } = await shop.place({ ...order, pickUpLocation: 'SHA' });
  assert.equal(warehouse.code, 'invalid_settings');
});

test('[O53] a drop shipment is served by suppliers only', async () => {
  const order = { channel: 'LEDGER', lines: [aLine('LAMP', 2)] };
  const { body } = await shop.place({ ...order, kind: 'drop_ship' });
  assert.deepEqual(
    body.shipments.map(({ location }) => location),
    ['MAKER'],
  );
  const { body: none } = await shop.place({
    ...order,
    kind: 'drop_ship',
    backorder: 'refuse',
    lines: [aLine('TEA', 1)],
  });
  assert.equal(none.code, 'insufficient_stock');
});

test('[O54] an exchange is placed once, paid by credit, and asks the rest of the customer', async () => {
  const returns = openShop(
    pool,
    shop.clock,
    shopModules((sources) => {
      const handler: CommandHandler<OnOrder> = {
        kind: 'exchange',
        need({ body }, unit) {
          unit.facts(sources.orders).needOrder(body.orderId);
          needExchange(sources, unit, { channel: 'SHOP', externalId: 'X-R1', skus: ['POT'] });
        },
        decide(command, unit) {
          const world = worldOf(sources, unit);
          const original = world.orders.order(command.body.orderId);
          assert.ok(original !== undefined);
          return placeExchange(command, world, original, {
            externalId: 'X-R1',
            returnId: 'R1',
            lines: [aLine('TEA', 1, { unitPriceMinor: 1_500 })],
            creditMinor: 1_000,
          });
        },
      };
      return { leadingSources: [], handlers: [handler] };
    }),
  );
  const { body } = await shop.place({ ...paid(1_000) });
  const { body: sent } = await returns.on('exchange', body.id);
  assert.deepEqual(
    [sent.state, sent.paymentState, sent.totals.paidMinor],
    ['placed', 'partly_paid', 1_000],
  );
  const again = await returns.on('exchange', body.id);
  assert.deepEqual([again.body.id, again.repeated], [sent.id, true]);
  shop.clock.advance(MINUTE_MS);
  await returns.stop();
});
