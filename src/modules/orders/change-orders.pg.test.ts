import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { orderDeadlines } from './order-deadlines.ts';
import { aLine, openCompany, openShop, paid, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA', 'CUP']);
await putSkus(shop, ['LATER'], { backorder: 'lead_time', leadTimeDays: 7 });
await shop.receive('TEA', 1_000);
await shop.receive('CUP', 5);
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const REASON = { reason: 'changed mind' };
const line = (lineNumber: number, quantity: number) => ({ lineNumber, quantity });

async function freeUnits(sku: string): Promise<number> {
  const { rows } = await pool.query<{ free: number }>(
    `select sum(on_hand - reserved - allocated) as free from inventory.stock_position
     where sku_id = (select id from inventory.sku where code = $1)`,
    [sku],
  );
  return rows[0]?.free ?? 0;
}

async function eventsOf(id: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    'select type from hub.event where order_id = $1 order by xid, id',
    [id],
  );
  return rows.map(({ type }) => type);
}

test('[O18] an amended order counts what it holds as its own', async () => {
  const { body } = await shop.place({ lines: [aLine('CUP', 4)] });
  const more = await shop.on('amend_order', body.id, { lines: [line(1, 5)] });
  assert.equal(more.body.shipments[0]?.lines[0]?.quantity, 5, more.text);
  const tooMany = await shop.on('amend_order', body.id, { lines: [line(1, 6)] });
  assert.equal(tooMany.body.code, 'insufficient_stock');
  assert.match(tooMany.text, /"wanted":6,"available":5/);
  await shop.on('cancel_order', body.id, REASON);
  assert.equal(await freeUnits('CUP'), 5);
});

test('[O18, O35] only lines, address and date are sourced again; each amendment is one version', async () => {
  const { body } = await shop.place({});
  const decisions = async () =>
    (
      await pool.query<{ decided: boolean }>(
        'select decision is not null as decided from hub.event where order_id = $1 order by xid, id',
        [body.id],
      )
    ).rows.map(({ decided }) => decided);
  await shop.on('amend_order', body.id, { note: 'ring twice', priority: 9 });
  const moved = { lines: [], countryCode: 'CN', regionCode: 'SC' };
  const { body: last } = await shop.on('amend_order', body.id, { shipTo: moved });
  assert.equal(last.version, 3);
  assert.equal(last.priority, 9);
  assert.deepEqual(await decisions(), [true, false, true]);
});

test('[O18] a refused amendment changes nothing, one for another version is refused', async () => {
  const { body } = await shop.place({ channel: 'STRICT', customFields: { gift: true } });
  const refused: readonly [string, object][] = [
    ['version_conflict', { note: 'x', expectedVersion: 2 }],
    ['no_location_serves_destination', { shipTo: { lines: [], countryCode: 'BR' } }],
    ['invalid_custom_fields', { customFields: {} }],
    ['unknown_reference', { addLines: [aLine('NO-1', 1)] }],
    ['insufficient_stock', { addLines: [aLine('LATER', 1)] }],
    ['invalid_request', { lines: [line(2, 1)] }],
    ['invalid_request', { lines: [line(1, 0)] }],
    ['invalid_request', { addLines: [aLine('TEA', 1_000_000, { unitPriceMinor: 1e12 })] }],
    ['total_mismatch', { addLines: [aLine('TEA', 1, { discountMinor: 9_999 })] }],
  ];
  for (const [code, amendment] of refused) {
    const reply = await shop.on('amend_order', body.id, amendment);
    assert.equal(reply.body.code, code, reply.text);
  }
  const same = await shop.on('amend_order', body.id, { note: 'x', expectedVersion: 1 });
  assert.equal(same.body.version, 2, same.text);
});

test('[O19, O20] less of a line counts as cancelled, its discount and tax follow, new lines are numbered on', async () => {
  const lines = [aLine('TEA', 4, { discountMinor: 400, taxMinor: 80 })];
  const { body } = await shop.place({ lines });
  const { body: amended } = await shop.on('amend_order', body.id, {
    lines: [line(1, 1)],
    addLines: [aLine('TEA', 2)],
  });
  assert.deepEqual(
    amended.lines.map(({ lineNumber, quantity }) => [lineNumber, quantity]),
    [
      [1, 1],
      [2, 2],
    ],
  );
  const { discountMinor, taxMinor, totalMinor } = amended.totals;
  assert.deepEqual([discountMinor, taxMinor, totalMinor], [100, 20, 2_920]);
  const { rows } = await pool.query(
    'select quantity, cancelled_quantity from orders.order_line where order_id = $1 order by line_number',
    [body.id],
  );
  assert.deepEqual(rows, [
    { quantity: 1, cancelled_quantity: 3 },
    { quantity: 2, cancelled_quantity: 0 },
  ]);
});

test('[O21] an order made dearer than was paid gets the time for payment anew', async () => {
  const { body } = await shop.place({ ...paid(1_000) });
  shop.clock.advance(60 * MINUTE_MS);
  const { body: dearer } = await shop.on('amend_order', body.id, { lines: [line(1, 2)] });
  assert.equal(dearer.state, 'placed');
  assert.equal(dearer.stockState, 'reserved');
  assert.equal(dearer.nextDeadlineAt, new Date(shop.clock.now() + 30 * MINUTE_MS).toISOString());
  assert.equal((await shop.on('meet_deadline', body.id)).body.state, 'placed');
});

test('[O22] a cancelled order gives everything back and costs exactly nothing', async () => {
  const before = await freeUnits('TEA');
  const { body } = await shop.place({
    lines: [aLine('TEA', 3, { discountMinor: 7, taxMinor: 11 }), aLine('LATER', 1)],
    charges: [{ kind: 'shipping', amountMinor: 800 }],
  });
  assert.equal(await freeUnits('TEA'), before - 3);
  const { body: cancelled } = await shop.on('cancel_order', body.id, REASON);
  assert.deepEqual(Object.values(cancelled.totals), [0, 0, 0, 0, 0, 0]);
  const { state, stockState, promisedAt, nextDeadlineAt, shipments } = cancelled;
  assert.deepEqual(
    { state, stockState, promisedAt, nextDeadlineAt, shipments },
    {
      state: 'cancelled',
      stockState: 'none',
      promisedAt: null,
      nextDeadlineAt: null,
      shipments: [],
    },
  );
  assert.equal(await freeUnits('TEA'), before);
});

test('[O23] cancelling piece by piece takes what waits first and ends as cancelled at zero', async () => {
  const cups = await freeUnits('CUP');
  const lines = [aLine('TEA', 3, { discountMinor: 100, taxMinor: 50 }), aLine('LATER', 2)];
  const { body } = await shop.place({ channel: 'LEDGER', lines });
  const cancel = async (...wanted: object[]) =>
    shop.on('cancel_order', body.id, { ...REASON, lines: wanted });
  assert.equal((await cancel(line(1, 4))).body.code, 'invalid_request');
  assert.equal((await cancel(line(3, 1))).body.code, 'invalid_request');
  const { body: ready } = await cancel(line(2, 2));
  assert.equal(ready.state, 'sourced', 'nothing waits any more');
  for (const left of [2, 1]) {
    const { body: less } = await cancel(line(1, 1));
    assert.equal(less.lines[0]?.quantity, left);
  }
  const { body: last } = await cancel(line(1, 1));
  assert.equal(last.state, 'cancelled');
  assert.deepEqual(Object.values(last.totals), [0, 0, 0, 0, 0, 0]);
  assert.equal(await freeUnits('CUP'), cups);
});

test('[O24] what is released or cancelled is left alone, and what is not there is not found', async () => {
  const released = (await shop.place({ channel: 'LEDGER' })).body.id;
  await shop.on('release_order', released);
  const cancelled = (await shop.place({})).body.id;
  await shop.on('cancel_order', cancelled, REASON);
  const commands: readonly [string, object][] = [
    ['amend_order', { note: 'x' }],
    ['cancel_order', REASON],
    ['hold_order', { kind: 'fraud', reason: 'x' }],
    ['source_order', {}],
  ];
  for (const [kind, body] of commands) {
    for (const [id, state] of [
      [released, 'released'],
      [cancelled, 'cancelled'],
    ] as const) {
      // A hold also stops what locations have.
      if (kind === 'hold_order' && state === 'released') continue;
      const reply = await shop.on(kind, id, body);
      assert.equal(reply.body.code, 'illegal_transition', reply.text);
      assert.equal(reply.body.state, state);
    }
    assert.equal((await shop.on(kind, '1', body)).body.code, 'not_found');
  }
});

test('[O25, O9] an order with several holds goes on when the last is released', async () => {
  const { body } = await shop.place({ ...paid(1_000) });
  const hold = async (kind: string) =>
    (await shop.on('hold_order', body.id, { kind, reason: 'looks odd', owner: 'risk' })).body;
  const first = await hold('fraud');
  const second = await hold('address');
  assert.deepEqual([second.state, second.stockState], ['held', 'reserved']);
  const release = async (holdId: string) => shop.on('release_hold', body.id, { holdId });
  assert.equal((await release(first.hold.id)).body.state, 'held');
  const { version } = (await release(first.hold.id)).body;
  assert.equal(version, 4, 'twice is once');
  const { body: free } = await release(second.hold.id);
  assert.deepEqual([free.state, free.stockState, free.version], ['sourced', 'allocated', 5]);
  assert.equal((await release('nothing')).body.code, 'not_found');
  assert.deepEqual(await eventsOf(body.id), [
    'order.placed',
    'order.held',
    'order.held',
    'order.hold_released',
    'order.hold_released',
  ]);
});

test('[O26] a hold that is due is told once, with its owner, and stays', async () => {
  const { body } = await shop.place({ ...paid(1_000) });
  const dueAt = new Date(shop.clock.now() + MINUTE_MS).toISOString();
  await shop.on('hold_order', body.id, { kind: 'fraud', reason: 'x', owner: 'risk', dueAt });
  const ask = async () =>
    (await orderDeadlines.due(pool, shop.clock.now(), 100)).some(
      (due) => (due.body as { orderId: number }).orderId === Number(body.id),
    );
  assert.equal(await ask(), false);
  shop.clock.advance(MINUTE_MS);
  assert.equal(await ask(), true);
  const told = await shop.on('meet_deadline', body.id);
  assert.match(told.text, /"holds":\[\{"id":"[^"]+","kind":"fraud","owner":"risk"/);
  assert.equal(told.body.state, 'held');
  assert.equal(await ask(), false);
  assert.equal((await shop.on('meet_deadline', body.id)).body.version, told.body.version);
});

test('[O30] only a sourced order is released, and again changes nothing', async () => {
  const { body } = await shop.place({});
  const early = await shop.on('release_order', body.id);
  assert.equal(early.body.code, 'illegal_transition');
  await shop.on('record_payment', body.id, {
    kind: 'captured',
    amountMinor: 1_000,
    reference: 'p',
  });
  const { body: released } = await shop.on('release_order', body.id);
  assert.deepEqual(released.milestones, ['released']);
  assert.equal((await shop.on('release_order', body.id)).body.version, released.version);
});

test('[O31] what is not released is cancelled, the rest is expected back', async () => {
  const open = await shop.place({ externalId: 'open', lines: [aLine('TEA', 3), aLine('TEA', 2)] });
  const gone = await shop.place({ externalId: 'gone', ...paid(1_000) });
  await shop.on('release_order', gone.body.id);
  const takeBack = {
    channel: 'SHOP',
    externalId: 'C1',
    orderExternalId: 'open',
    reason: 'returned',
    lines: [
      { sku: 'TEA', quantity: 4 },
      { sku: 'TEA', quantity: 1, orderExternalId: 'gone' },
      { sku: 'CUP', quantity: 2, orderExternalId: 'unheard of' },
    ],
  };
  const { body, text, status } = await shop.submit('take_back', takeBack);
  assert.equal(status, 200, text);
  assert.deepEqual(body.cancelled, [{ sku: 'TEA', quantity: 4, orderId: open.body.id }]);
  assert.deepEqual(body.expected, [
    { sku: 'TEA', quantity: 1, orderId: gone.body.id },
    { sku: 'CUP', quantity: 2, orderId: null },
  ]);
  const left = (await shop.on('meet_deadline', open.body.id)).body.lines;
  assert.deepEqual(
    left.map(({ quantity }) => quantity),
    [0, 1],
  );

  const twins = await Promise.all([1, 2].map(() => shop.submit('take_back', takeBack)));
  assert.deepEqual(
    twins.map((twin) => [twin.text, twin.repeated]),
    [
      [text, true],
      [text, true],
    ],
  );
  const other = await shop.submit('take_back', { ...takeBack, reason: 'other' });
  assert.equal(other.body.code, 'external_id_reused');
  const unknown = await shop.submit('take_back', {
    ...takeBack,
    externalId: 'C2',
    lines: [{ sku: 'NO-1', quantity: 1 }],
  });
  assert.equal(unknown.body.code, 'unknown_reference');
});

test('[O31, O22] taking everything back cancels the order; one placed in the same batch is found', async () => {
  const lines = [aLine('TEA', 2)];
  const [placed, taken] = await Promise.all([
    shop.place({ externalId: 'same batch', lines }),
    shop.submit('take_back', {
      channel: 'SHOP',
      externalId: 'C3',
      orderExternalId: 'same batch',
      reason: 'returned',
      lines: [{ sku: 'TEA', quantity: 2 }],
    }),
  ]);
  assert.equal(placed.body.state, 'placed');
  assert.equal(taken.body.cancelled[0]?.quantity, 2);
  assert.equal((await shop.on('meet_deadline', placed.body.id)).body.state, 'cancelled');
});
