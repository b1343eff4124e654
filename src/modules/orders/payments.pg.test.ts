import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { readPayments } from './read-payments.ts';
import { aLine, openCompany, openShop, paid, putChannel, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 100);
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const pay = (id: string, kind: string, amountMinor: number, reference = 'p', more = {}) =>
  shop.on('record_payment', id, { kind, amountMinor, reference, ...more });
const minutesAgo = (minutes: number) => ({
  occurredAt: new Date(shop.clock.now() - minutes * MINUTE_MS).toISOString(),
});

test('[O27, O35] the same fact counts once, also twice in a batch, and with another amount is refused', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 2)] });
  const twins = await Promise.all([1, 2, 3].map(() => pay(body.id, 'captured', 1_500)));
  for (const twin of twins) {
    assert.equal(twin.body.totals.paidMinor, 1_500, twin.text);
    assert.equal(twin.body.version, 2);
  }
  assert.equal((await pay(body.id, 'captured', 1_501)).body.code, 'already_exists');
  const { body: both } = await pay(body.id, 'authorised', 500);
  assert.deepEqual(
    [both.version, both.paymentState],
    [3, 'partly_paid'],
    'another kind is another fact, and of one reference the capture settles the authorisation',
  );
});

test('[O27] money that comes for a cancelled order is known', async () => {
  const { body } = await shop.place({});
  await shop.on('cancel_order', body.id, { reason: 'changed mind' });
  const { body: late } = await pay(body.id, 'captured', 1_000);
  assert.deepEqual(
    [late.state, late.paymentState, late.totals.paidMinor],
    ['cancelled', 'paid', 1_000],
  );
  const { body: back } = await pay(body.id, 'refunded', 1_000);
  assert.deepEqual(
    [back.state, back.paymentState, back.stockState],
    ['cancelled', 'refunded', 'none'],
  );
});

test('[O28] facts make the same payment in whichever order they are told', async () => {
  const facts = [
    ['failed', 1_000, 'z', minutesAgo(3)],
    ['authorised', 400, 'b', minutesAgo(2)],
    ['failed', 600, 'a', minutesAgo(1)],
  ] as const;
  const states = [];
  for (const told of [facts, facts.toReversed(), [facts[1], facts[2], facts[0]] as const]) {
    const { body } = await shop.place({});
    for (const [kind, amount, reference, when] of told) {
      await pay(body.id, kind, amount, reference, when);
    }
    states.push((await shop.on('meet_deadline', body.id)).body.paymentState);
  }
  assert.deepEqual(states, ['failed', 'failed', 'failed']);
});

test('[O28, O9] what was paid for the whole is enough for a part, and stays hard', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 2)], ...paid(2_000) });
  const lines = [{ lineNumber: 1, quantity: 1 }];
  const { body: less } = await shop.on('cancel_order', body.id, { reason: 'less', lines });
  assert.deepEqual(
    [less.state, less.paymentState, less.stockState, less.totals.totalMinor],
    ['sourced', 'paid', 'allocated', 1_000],
  );
});

test('[O29] an unpaid order is cancelled at the deadline and its stock expires', async () => {
  const { body: unpaid } = await shop.place({ lines: [aLine('TEA', 2)] });
  const { body: inTime } = await shop.place({});
  assert.equal((await pay(inTime.id, 'captured', 1_000)).body.nextDeadlineAt, null);
  shop.clock.advance(30 * MINUTE_MS - 1);
  assert.equal((await shop.on('meet_deadline', unpaid.id)).body.state, 'placed', 'early');
  shop.clock.advance(1);
  await shop.tick();
  const { body: over } = await shop.on('meet_deadline', unpaid.id);
  assert.deepEqual([over.state, over.version], ['cancelled', 2], 'twice is once');
  assert.equal((await shop.on('meet_deadline', inTime.id)).body.state, 'sourced');
  const { rows } = await pool.query(
    'select kind, reserved_delta from inventory.stock_entry where order_id = $1 order by id',
    [unpaid.id],
  );
  assert.deepEqual(rows, [
    { kind: 'reserve', reserved_delta: 2 },
    { kind: 'expire', reserved_delta: -2 },
  ]);
});

test('[O29] money that goes back starts the time anew', async () => {
  const { body } = await shop.place({ ...paid(1_000) });
  shop.clock.advance(60 * MINUTE_MS);
  const { body: less } = await pay(body.id, 'refunded', 10, 'r');
  assert.deepEqual([less.state, less.paymentState], ['placed', 'partly_paid']);
  await shop.tick();
  assert.equal((await shop.on('meet_deadline', body.id)).body.state, 'placed');
  shop.clock.advance(30 * MINUTE_MS);
  await shop.tick();
  assert.equal((await shop.on('meet_deadline', body.id)).body.state, 'cancelled');
});

test('[O29] a deadline that the channel has moved is met at the new time', async () => {
  await putChannel(shop, 'MOVING', { paymentDeadlineMinutes: 10 });
  const { body } = await shop.place({ channel: 'MOVING' });
  await putChannel(shop, 'MOVING', { paymentDeadlineMinutes: 20 });
  shop.clock.advance(10 * MINUTE_MS);
  const { body: waits } = await shop.on('meet_deadline', body.id);
  assert.deepEqual([waits.state, waits.version], ['placed', 2]);
  shop.clock.advance(10 * MINUTE_MS);
  await shop.tick();
  assert.equal((await shop.on('meet_deadline', body.id)).body.state, 'cancelled');
});

test('[O9] after the release stock stays allocated, whatever becomes of the money', async () => {
  const { body } = await shop.place({ ...paid(1_000) });
  await shop.on('release_order', body.id);
  const { body: back } = await pay(body.id, 'refunded', 1_000, 'r');
  assert.deepEqual(
    [back.state, back.paymentState, back.stockState, back.nextDeadlineAt],
    ['released', 'refunded', 'allocated', null],
  );
});

test('[O48] an authorisation expires at its time: the order is unpaid, and nothing leaves on it', async () => {
  const authorised = (externalId: string) =>
    shop.place({
      externalId,
      payment: {
        kind: 'authorised',
        amountMinor: 1_000,
        reference: externalId,
        expiresAt: new Date(shop.clock.now() + 60 * MINUTE_MS).toISOString(),
      },
    });
  const { body: waits } = await authorised('expires by the clock');
  const { body: asked } = await authorised('expires as it is released');
  assert.equal(waits.state, 'sourced');
  shop.clock.advance(60 * MINUTE_MS);
  const { body: stays } = await shop.on('release_order', asked.id);
  assert.deepEqual([stays.state, stays.paymentState], ['placed', 'expired'], 'not released');
  await shop.tick();
  const { body: over } = await shop.on('meet_deadline', waits.id);
  assert.deepEqual([over.state, over.paymentState], ['placed', 'expired']);
  assert.equal((await pay(waits.id, 'captured', 1_000, 'later')).body.state, 'sourced');
  shop.clock.advance(30 * MINUTE_MS);
  await shop.tick();
  assert.equal((await shop.on('meet_deadline', asked.id)).body.state, 'cancelled');
});

test('[O48] authorisations that expire together are told with an event each', async () => {
  const expiresAt = new Date(shop.clock.now() + 60 * MINUTE_MS).toISOString();
  const { body } = await shop.place({
    externalId: 'expire together',
    payments: ['one', 'two'].map((name) => ({
      kind: 'authorised' as const,
      amountMinor: 500,
      reference: `${name} of two`,
      expiresAt,
    })),
  });
  assert.equal(body.state, 'sourced');
  shop.clock.advance(60 * MINUTE_MS);
  await shop.tick();
  const { body: over } = await shop.on('meet_deadline', body.id);
  assert.deepEqual([over.state, over.paymentState, over.version], ['placed', 'expired', 3]);
  const { rows } = await pool.query<{ reference: string }>(
    `select data::json -> 'payment' ->> 'reference' as reference from hub.event
     where order_id = $1 and type = 'order.payment_recorded' order by xid, id`,
    [body.id],
  );
  assert.deepEqual(
    rows.map(({ reference }) => reference),
    ['one of two', 'two of two'],
  );
});

test('[O47] the result of an operation and the notice of it count once, whichever comes first', async () => {
  await shop.submit('put_payment_provider', {
    code: 'BANK',
    name: 'Bank',
    kind: 'http',
    url: 'https://bank.example',
    currency: 'CNY',
    secretVariable: 'LINCHPIN_SECRET_BANK',
  });
  const payments = { capture: 'on_placement', refund: 'automatic', provider: 'BANK' };
  await putChannel(shop, 'BANKED', { paymentDeadlineMinutes: 30, payments });
  for (const isNoticeFirst of [true, false]) {
    const reference = `auth ${isNoticeFirst}`;
    const { body } = await shop.place({
      channel: 'BANKED',
      payment: { kind: 'authorised', amountMinor: 1_000, reference },
    });
    const fact = ['captured', 1_000, `capture ${isNoticeFirst}`] as const;
    const notice = () => pay(body.id, ...fact, { authorisation: reference });
    const result = () =>
      pay(body.id, ...fact, { authorisation: reference, operation: `${body.id}-p1` });
    const told = isNoticeFirst ? [notice, result] : [result, notice];
    for (const tell of [...told, ...told]) {
      const { body: stands, text } = await tell();
      assert.deepEqual([stands.totals.paidMinor, stands.paymentState], [1_000, 'paid'], text);
    }
    const money = await readPayments(pool, Number(body.id));
    assert.ok(money.kind === 'found');
    assert.deepEqual([money.value.operations, money.value.facts.length], [[], 2]);
  }
});

test('[O48] what expired is authorised anew by the provider, and the order goes on', async () => {
  const payments = { capture: 'on_shipment', refund: 'automatic', provider: 'BANK' };
  await putChannel(shop, 'RENEWED', { paymentDeadlineMinutes: 30, payments });
  const { body } = await shop.place({
    channel: 'RENEWED',
    payment: {
      kind: 'authorised',
      amountMinor: 1_000,
      reference: 'first',
      expiresAt: new Date(shop.clock.now() + 60 * MINUTE_MS).toISOString(),
    },
  });
  shop.clock.advance(60 * MINUTE_MS);
  await shop.tick();
  const asked = async () => {
    const money = await readPayments(pool, Number(body.id));
    assert.ok(money.kind === 'found');
    return money.value.operations;
  };
  const [operation, ...others] = await asked();
  assert.ok(operation !== undefined && others.length === 0);
  assert.deepEqual([operation.kind, operation.amountMinor], ['authorise', 1_000]);
  const { body: waits } = await shop.on('meet_deadline', body.id);
  assert.deepEqual([waits.state, waits.paymentState], ['placed', 'expired']);
  const expiresAt = new Date(shop.clock.now() + 60 * MINUTE_MS).toISOString();
  for (let twice = 0; twice < 2; twice += 1) {
    const { body: again } = await pay(body.id, 'authorised', 1_000, 'second', {
      operation: operation.id,
      expiresAt,
    });
    assert.deepEqual([again.state, again.paymentState], ['sourced', 'authorised']);
  }
  assert.deepEqual(await asked(), []);
});
