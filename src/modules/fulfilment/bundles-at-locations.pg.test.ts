import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { readPayments } from '../orders/index.ts';
import { aLine, putChannel, putSkus } from '../orders/testing.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done } = warehouse;
await putSkus(shop, ['POT', 'BOWL'], { backorder: 'never' });
await putSkus(shop, ['SET'], {
  components: [
    { sku: 'POT', quantity: 1 },
    { sku: 'BOWL', quantity: 3 },
  ],
  backorder: 'never',
});
// So that pots and bowls of an order leave two locations.
await shop.receive('POT', 20, 'SHA');
await shop.receive('BOWL', 60, 'CTU');
await shop.submit('put_payment_provider', {
  code: 'BANK',
  name: 'Bank',
  kind: 'http',
  url: 'https://bank.example',
  currency: 'CNY',
  secretVariable: 'LINCHPIN_SECRET_BANK',
});
await putChannel(shop, 'CARDS', {
  paymentDeadlineMinutes: 30,
  payments: { capture: 'on_shipment', refund: 'automatic', provider: 'BANK' },
});
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const authorised = (amountMinor: number, reference: string) => ({
  channel: 'CARDS',
  externalId: reference,
  payment: { kind: 'authorised' as const, amountMinor, reference },
});

async function unitsAt(id: string): Promise<Record<string, number>> {
  const views = await Promise.all([1, 2].map((number) => warehouse.view(`${id}-${number}`)));
  return Object.fromEntries(
    views.flatMap(({ lines }) => lines.map(({ sku, quantity }) => [sku, quantity])),
  );
}

test('[F17] the line of a bundle is called off as its components, wherever they are', async () => {
  const id = await warehouse.released({ lines: [aLine('SET', 3)] });
  assert.deepEqual(await unitsAt(id), { POT: 3, BOWL: 9 });
  const cancel = (lineNumber: number, quantity: number) =>
    shop.on('cancel_order', id, { reason: 'less', lines: [{ lineNumber, quantity }] });
  assert.equal((await cancel(3, 1)).body.code, 'invalid_request', 'a bowl alone');
  assert.equal((await cancel(1, 4)).body.code, 'invalid_request', 'more than there are');
  const { body } = await cancel(1, 1);
  assert.deepEqual(
    [body.totals.totalMinor, body.lines.map(({ quantity }) => quantity)],
    [2_000, [2, 2, 6]],
  );
  assert.deepEqual(await unitsAt(id), { POT: 2, BOWL: 6 });
  const amended = await shop.on('amend_order', id, { lines: [{ lineNumber: 1, quantity: 1 }] });
  assert.equal(amended.body.totals.totalMinor, 1_000, amended.text);
  assert.deepEqual(await unitsAt(id), { POT: 1, BOWL: 3 });
  assert.equal((await cancel(1, 1)).body.state, 'cancelled');
});

async function captures(id: string): Promise<readonly number[]> {
  const money = await readPayments(pool, Number(id));
  assert.ok(money.kind === 'found');
  return money.value.operations
    .filter(({ kind }) => kind === 'capture')
    .map(({ amountMinor }) => amountMinor);
}

/** The provider has done what it was asked for last. */
async function captured(id: string, reference: string): Promise<void> {
  const money = await readPayments(pool, Number(id));
  assert.ok(money.kind === 'found');
  for (const { id: operation, kind, amountMinor } of money.value.operations) {
    if (kind !== 'capture') continue;
    await shop.on('record_payment', id, {
      kind: 'captured',
      amountMinor,
      reference: operation,
      authorisation: reference,
      operation,
    });
  }
}

async function report(id: string, number: number): Promise<void> {
  await done('report_shipped', {
    fulfilmentOrder: `${id}-${number}`,
    carrier: 'SF Express',
    trackingNumber: `T${id}${number}`,
  });
}

test('[F34] each parcel that leaves is captured, and together exactly what the order costs', async () => {
  await putSkus(shop, ['LEFT', 'RIGHT'], { backorder: 'never' });
  await shop.receive('LEFT', 10, 'SHA');
  await shop.receive('RIGHT', 10, 'CTU');
  const id = await warehouse.released({
    lines: [
      aLine('LEFT', 1, { unitPriceMinor: 1_001, discountMinor: 34, taxMinor: 33 }),
      aLine('RIGHT', 2, { unitPriceMinor: 777 }),
    ],
    charges: [{ kind: 'shipping', amountMinor: 501 }],
    ...authorised(3_055, 'two parcels'),
  });
  assert.deepEqual(await captures(id), [], 'nothing has left');
  const first = await warehouse.view(`${id}-1`);
  await report(id, 1);
  const goodsMinor = first.lines[0]?.sku === 'LEFT' ? 1_000 : 1_554;
  assert.deepEqual(await captures(id), [goodsMinor + 501], 'with the charges');
  await captured(id, 'two parcels');
  await report(id, 2);
  assert.deepEqual(await captures(id), [2_554 - goodsMinor]);
  await captured(id, 'two parcels');
  const { body } = await shop.on('meet_deadline', id);
  assert.deepEqual([body.totals.paidMinor, body.paymentState], [3_055, 'paid']);
});

test('[F34] a bundle is captured with the parcel that makes it whole', async () => {
  const id = await warehouse.released({
    lines: [aLine('SET', 1)],
    ...authorised(1_000, 'a set'),
  });
  await report(id, 1);
  assert.deepEqual(await captures(id), [], 'a part of it is no set');
  await report(id, 2);
  assert.deepEqual(await captures(id), [1_000]);
});
