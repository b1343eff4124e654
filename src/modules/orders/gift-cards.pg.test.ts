import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { giftCardHash } from './gift-cards.ts';
import { listGiftCards, readPayments } from './read-payments.ts';
import { aLine, openCompany, openShop, putSkus, type Shop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const one = openShop(pool);
const two = openShop(pool, one.clock);
await openCompany(one);
await putSkus(one, ['TEA']);
await one.receive('TEA', 1_000);
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual([one.hub.reported, two.hub.reported], [[], []]);
  await one.stop();
  await two.stop();
  await database.drop();
});

async function issue(code: string, amountMinor: number, more: object = {}): Promise<string> {
  const { body, status, text } = await one.submit('issue_gift_card', {
    currency: 'CNY',
    amountMinor,
    secretHash: giftCardHash(code),
    ending: code.slice(-4),
    ...more,
  });
  assert.equal(status, 201, text);
  return body.id;
}

async function balanceOf(id: string): Promise<number> {
  const { items } = await listGiftCards(pool, { limit: 100, cursor: null });
  return items.find((card) => card.id === id)?.balanceMinor ?? -1;
}

const buy = (shop: Shop, externalId: string, code: string, more: object = {}) =>
  shop.place({ externalId, lines: [aLine('TEA', 1)], giftCards: [{ code }], ...more });

test('[O49] a gift card pays what it has, the rest comes by another tender', async () => {
  const id = await issue('AAAA-BBBB', 600);
  const payment = { kind: 'authorised' as const, amountMinor: 400, reference: 'a' };
  const { body } = await buy(one, 'split', 'aaaabbbb', { payment });
  assert.deepEqual([body.paymentState, body.totals.paidMinor], ['partly_captured', 600]);
  assert.equal(await balanceOf(id), 0);
  const again = await buy(one, 'nothing left', 'AAAA BBBB', {
    giftCards: [{ code: 'AAAABBBB', amountMinor: 1 }],
  });
  assert.equal(again.body.code, 'gift_card_spent', again.text);
  assert.equal((await buy(one, 'unknown', 'CCCC')).body.code, 'unknown_reference');
});

test('[O46, O49] what was paid by a gift card goes back to it, once', async () => {
  const id = await issue('BACK-0001', 1_500);
  const { body } = await buy(one, 'back', 'BACK-0001');
  assert.deepEqual([body.state, await balanceOf(id)], ['sourced', 500]);
  const { body: over } = await one.on('cancel_order', body.id, { reason: 'changed mind' });
  assert.deepEqual([over.paymentState, over.totals.paidMinor], ['refunded', 0]);
  assert.equal(await balanceOf(id), 1_500);
  await one.on('record_payment', body.id, {
    kind: 'failed',
    amountMinor: 1,
    reference: 'noise',
  });
  assert.equal(await balanceOf(id), 1_500);
  const money = await readPayments(pool, Number(body.id));
  assert.ok(money.kind === 'found' && money.value.paidMinor === 0);
});

test('[O46] what goes back to gift cards is told as every other fact about money is, one event each', async () => {
  const codes = ['TOLD-0001', 'TOLD-0002'];
  for (const code of codes) await issue(code, 500);
  const { body } = await one.place({
    externalId: 'told',
    lines: [aLine('TEA', 1)],
    giftCards: codes.map((code) => ({ code })),
  });
  const { body: over } = await one.on('cancel_order', body.id, { reason: 'changed mind' });
  const { rows } = await pool.query<{ type: string; version: number; payment: string | null }>(
    `select type, (data::json ->> 'version')::int as version, data::json -> 'payment' as payment
     from hub.event where order_id = $1 order by xid, id`,
    [body.id],
  );
  assert.deepEqual(
    rows.map(({ type, version }) => `${version} ${type}`),
    ['1 order.placed', '2 order.cancelled', '3 order.payment_recorded', '4 order.payment_recorded'],
  );
  assert.deepEqual([over.version, over.paymentState], [4, 'refunded']);
  const kept = await readPayments(pool, Number(body.id));
  assert.ok(kept.kind === 'found');
  const byReference = (a: { reference: string }, b: { reference: string }) =>
    a.reference < b.reference ? -1 : 1;
  assert.deepEqual(
    rows
      .flatMap(({ payment }) =>
        payment === null ? [] : [JSON.parse(payment) as { reference: string }],
      )
      .toSorted(byReference),
    kept.value.facts
      .filter(({ kind }) => kind === 'refunded')
      .map(({ kind, amountMinor, reference, tender }) => ({ kind, amountMinor, reference, tender }))
      .toSorted(byReference),
  );
});

test('[O49] a card of another currency or time is refused, and takes nothing', async () => {
  const expiresAt = new Date(one.clock.now() + 1_000).toISOString();
  const id = await issue('SOON-OVER', 1_000, { expiresAt });
  one.clock.advance(1_000);
  assert.equal((await buy(one, 'late', 'SOON-OVER')).body.code, 'gift_card_spent');
  await issue('EURO-0001', 1_000, { currency: 'EUR' });
  assert.equal((await buy(one, 'euro', 'EURO-0001')).body.code, 'invalid_settings');
  assert.equal(await balanceOf(id), 1_000);
});

test('[O36, O49] the last coin is spent once, however many hubs sell', async () => {
  const id = await issue('RACE-0001', 5_000);
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      buy(index % 2 === 0 ? one : two, `race ${index}`, 'RACE-0001', {
        giftCards: [{ code: 'RACE-0001', amountMinor: 1_000 }],
      }),
    ),
  );
  const sold = replies.filter(({ status }) => status === 201);
  assert.equal(sold.length, 5);
  for (const { status, body, text } of replies)
    assert.ok(status === 201 || body.code === 'gift_card_spent', text);
  assert.equal(await balanceOf(id), 0);
});
