import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { createJobRunner, jobControl } from '../src/hub/index.ts';
import { createManualClock } from '../src/hub/testing.ts';
import { createIdSource } from '../src/kernel/ids.ts';
import { Random } from '../src/kernel/random.ts';
import { createPaymentTasks, readPayments, type OnOrder } from '../src/modules/orders/index.ts';
import { checkOrders } from '../src/modules/orders/check-orders.testing.ts';
import {
  aLine,
  openCompany,
  openShop,
  putChannel,
  putSkus,
  shipReleased,
  shopModules,
} from '../src/modules/orders/testing.ts';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { PaymentProvider, type ProviderTemper } from './payment-provider.ts';

const database = await testDatabase({ poolSize: 16 });
const { pool } = database;
const clock = createManualClock();
const shop = openShop(pool, clock, [jobControl, ...shopModules()]);
const calm: ProviderTemper = { seed: 1, declined: 0, silentAfterSuccess: 0, unavailable: 0 };
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 10_000);
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

/** A provider of a temper with a channel whose captures and refunds it carries out. */
async function open(t: TestContext, code: string, temper: ProviderTemper, terms: object = {}) {
  const provider = new PaymentProvider(temper);
  const url = await provider.start();
  const { status, text } = await shop.submit('put_payment_provider', {
    code,
    name: code,
    kind: 'http',
    url,
    currency: 'CNY',
    secretVariable: `LINCHPIN_SECRET_${code}`,
  });
  assert.equal(status, 200, text);
  const payments = { capture: 'on_shipment', refund: 'automatic', provider: code, ...terms };
  await putChannel(shop, code, { paymentDeadlineMinutes: 30, payments });
  const runner = createJobRunner({
    pool,
    hub: shop.hub.hub,
    clock,
    ids: createIdSource(clock),
    log: { warn: () => undefined },
    tasks: createPaymentTasks({ pool, clock, secretOf: () => provider.secret }),
  });
  runner.start();
  t.after(async () => {
    await runner.stop();
    await provider.stop();
  });
  return provider;
}

async function moneyOf(orderId: string) {
  const answer = await readPayments(pool, Number(orderId));
  assert.ok(answer.kind === 'found');
  return answer.value;
}

/** Waits until nothing is asked of a provider any more; the clock moves on for what is tried again. */
async function settled(orderIds: readonly string[]): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    const all = await Promise.all(orderIds.map(moneyOf));
    if (all.every(({ operations }) => operations.every(({ state }) => state === 'failed'))) return;
    clock.advance(60_000);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail('money is settled in time');
}

async function placed(channel: string, provider: PaymentProvider, quantity: number, more = {}) {
  const amountMinor = quantity * 1_000;
  const reference = provider.checkOut('', amountMinor);
  const { body, text } = await shop.place({
    channel,
    externalId: reference,
    lines: [aLine('TEA', quantity)],
    payment: { kind: 'authorised', amountMinor, reference },
    ...more,
  });
  assert.equal(body.state, 'sourced', text);
  return body.id;
}

test('[T20] captures follow shipments, shipping with the first parcel, and sum up exactly', async (t) => {
  const provider = await open(t, 'BANK', calm);
  const reference = provider.checkOut('', 3_699);
  const { body } = await shop.place({
    channel: 'BANK',
    lines: [aLine('TEA', 3, { discountMinor: 100, taxMinor: 299 })],
    charges: [{ kind: 'shipping', amountMinor: 500 }],
    payment: { kind: 'authorised', amountMinor: 3_699, reference },
  });
  await shop.on('release_order', body.id);
  await shipReleased(shop, body.id, 1);
  await settled([body.id]);
  assert.equal(provider.movedMinor, 1_000 - 33 + 100 + 500);
  await shipReleased(shop, body.id, 2);
  await settled([body.id]);
  assert.equal(provider.movedMinor, 3_699);
  const money = await moneyOf(body.id);
  assert.deepEqual([money.paidMinor, money.authorisedMinor], [3_699, 0]);
});

test('[T21] a cancelled order gives back what was captured and voids the rest', async (t) => {
  const provider = await open(t, 'AGAIN', calm, { capture: 'on_placement' });
  const id = await placed('AGAIN', provider, 2);
  await settled([id]);
  assert.equal(provider.movedMinor, 2_000);
  await shop.on('cancel_order', id, {
    reason: 'less',
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  await settled([id]);
  assert.equal(provider.movedMinor, 1_000);
  await shop.on('cancel_order', id, { reason: 'changed mind' });
  await settled([id]);
  assert.deepEqual([provider.movedMinor, provider.openMinor], [0, 0]);
  assert.equal((await moneyOf(id)).paidMinor, 0);
});

test('[T22] whatever the provider does, its books and ours agree, and its notices count once', async (t) => {
  const seed = Number(process.env.LINCHPIN_TEST_SEED ?? 20_261_102);
  const provider = await open(t, 'ODD', {
    seed,
    declined: 0.2,
    silentAfterSuccess: 0.3,
    unavailable: 0.2,
  });
  const random = new Random(seed);
  const ids: string[] = [];
  for (let count = 0; count < 14; count += 1) {
    ids.push(await placed('ODD', provider, random.integer(1, 4)));
  }
  for (const id of ids) {
    if (random.integer(0, 3) === 0) await shop.on('cancel_order', id, { reason: 'changed mind' });
    else {
      await shop.on('release_order', id);
      await shipReleased(shop, id, 1);
    }
  }
  await settled(ids);
  const asked = (await Promise.all(ids.map(moneyOf))).flatMap(({ operations }) => operations);
  assert.ok(asked.length > 0, 'something was declined');
  for (const [index, { id }] of asked.entries()) {
    const outcome = index % 2 === 0 ? 'again' : 'drop';
    await shop.on('retry_payment', id.split('-')[0] as string, { operation: id, outcome });
  }
  await settled(ids);
  // Late and twice, as providers tell.
  for (const notice of [...provider.notices, ...provider.notices]) {
    const { orderId, ...fact } = notice;
    const { status, text } = await shop.submit('record_payment', {
      orderId: Number(orderId),
      ...fact,
    } satisfies OnOrder & Omit<typeof notice, 'orderId'> & { orderId: number });
    assert.equal(status, 200, text);
  }
  const money = await Promise.all(ids.map(moneyOf));
  const paidMinor = money.reduce((sum, one) => sum + one.paidMinor, 0);
  assert.equal(paidMinor, provider.movedMinor);
  assert.equal(
    money.reduce((sum, one) => sum + one.authorisedMinor, 0),
    provider.openMinor,
  );
  const failed = money.flatMap(({ operations }) => operations);
  t.diagnostic(`seed ${seed}, ${provider.calls} calls, ${failed.length} of them still declined`);
  await checkOrders(pool);
});
