import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { OrderState } from '../../../contracts/orders.ts';
import { checkOrders, readAllOrders } from './check-orders.testing.ts';
import { ORDER_TRANSITIONS } from './order-states.ts';
import { aLine, openCompany, openShop, paid, putChannel, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA', 'CUP', 'RARE']);
await shop.receive('TEA', 1_000);
await shop.receive('CUP', 30);
await shop.receive('CUP', 30, 'CTU');
after(async () => {
  await checkOrders(pool);
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

async function countOf(table: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*) from ${table}`);
  return rows[0]?.count ?? -1;
}

/** What a refused order must not have left behind. */
async function traces(): Promise<number[]> {
  const tables = ['orders.order_header', 'hub.event', 'inventory.stock_entry'];
  return Promise.all(tables.map(countOf));
}

test('[O1] the same body again gets the first answer byte for byte, also in another process', async () => {
  const order = { externalId: 'again', lines: [aLine('TEA', 2)] };
  const first = await shop.place(order);
  assert.equal(first.status, 201, first.text);
  const before = await traces();
  const second = await shop.place(order);
  assert.deepEqual({ ...second, repeated: false }, first);
  assert.equal(second.repeated, true);
  const restarted = openShop(pool, shop.clock);
  const third = await restarted.place(order);
  await restarted.stop();
  assert.equal(third.text, first.text);
  assert.deepEqual(await traces(), before);
});

test('[O1] the first answer is given again after the order has changed', async () => {
  const first = await shop.place({ externalId: 'changed' });
  await shop.on('cancel_order', first.body.id, { reason: 'changed mind' });
  assert.equal((await shop.place({ externalId: 'changed' })).text, first.text);
});

test('[O1] of twins in one batch one is placed, and all hear the same', async () => {
  const before = await countOf('orders.order_header');
  const twins = Array.from({ length: 30 }, () => shop.place({ externalId: 'twins' }));
  const replies = await Promise.all(twins);
  assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [201]);
  assert.equal(replies.filter(({ repeated }) => !repeated).length, 1);
  assert.equal(await countOf('orders.order_header'), before + 1);
});

test('[O1] another body under the same external id is refused with the number of the order', async () => {
  const { body } = await shop.place({ externalId: 'mine', note: 'first' });
  const reply = await shop.place({ externalId: 'mine', note: 'second' });
  assert.equal(reply.status, 409);
  assert.equal(reply.body.code, 'external_id_reused');
  assert.match(reply.text, new RegExp(`"orderId":"${body.id}"`));
  const elsewhere = await shop.place({ externalId: 'mine', channel: 'LEDGER' });
  assert.equal(elsewhere.status, 201, 'external ids belong to a channel');
});

test('[O1, O7] what was refused leaves nothing and may be placed when it can be', async () => {
  const order = { externalId: 'patience', lines: [aLine('RARE', 1), aLine('TEA', 1)] };
  const before = await traces();
  const refused = await shop.place(order);
  assert.equal(refused.body.code, 'insufficient_stock');
  assert.deepEqual(await traces(), before);
  await shop.receive('RARE', 1);
  assert.equal((await shop.place(order)).status, 201);
});

/** Places an order that is refused, and finds no trace of it. */
async function refuses(
  code: string,
  order: Parameters<typeof shop.place>[0],
  sentence: RegExp,
): Promise<void> {
  const before = await traces();
  const reply = await shop.place(order);
  assert.equal(reply.body.code, code, reply.text);
  assert.match(reply.text, sentence);
  assert.deepEqual(await traces(), before);
}

test('[O2, O7] an unknown channel is refused', () =>
  refuses('unknown_reference', { channel: 'NOWHERE' }, /no channel NOWHERE/));

test('[O2, O7] all unknown SKUs are named', () => {
  const lines = [aLine('NO-1', 1), aLine('TEA', 1), aLine('NO-2', 1), aLine('NO-1', 1)];
  return refuses('unknown_reference', { lines }, /"skus":\["NO-1","NO-2"\]/);
});

test('[O3, O7] another currency than that of the channel is refused', () =>
  refuses('invalid_settings', { currency: 'EUR' }, /sells in CNY, not in EUR/));

test('[O4, O7] a total that does not add up is refused', () =>
  refuses('total_mismatch', { totalMinor: 999 }, /make 10\.00 CNY; expected 9\.99 CNY/));

test('[O4, O7] a total below zero is refused', () =>
  refuses(
    'total_mismatch',
    { charges: [{ kind: 'discount', amountMinor: -1_001 }] },
    /-0\.01 CNY/,
  ));

test('[O4, O7] an amount that is not exact is refused', () => {
  const lines = [aLine('TEA', 1_000_000, { unitPriceMinor: 1_000_000_000_000 })];
  return refuses('invalid_request', { lines }, /too large/);
});

test('[O5, O7] custom fields are refused without a schema, and where they do not fit it', async () => {
  await refuses('invalid_custom_fields', { customFields: { gift: true } }, /no schema/);
  await refuses('invalid_custom_fields', { channel: 'STRICT' }, /required property 'gift'/);
  const customFields = { gift: 1, size: 2 };
  await refuses(
    'invalid_custom_fields',
    { channel: 'STRICT', customFields },
    /additional properties.*gift must be boolean/s,
  );
});

test('[O8, O7] a destination that nobody ships to is refused', () =>
  refuses(
    'no_location_serves_destination',
    { shipTo: { lines: [], countryCode: 'BR' } },
    /No location ships to BR/,
  ));

test('[O11, O7] what neither stock nor supply covers is refused', () =>
  refuses('insufficient_stock', { lines: [aLine('CUP', 61)] }, /61 wanted, 60 available/));

test('[O14, O7] what no location has together is refused when it may not be split', () =>
  refuses(
    'cannot_serve_unsplit',
    { split: 'never', lines: [aLine('CUP', 31)] },
    /"wanted":31,"available":30/,
  ));

test('[O5] a channel takes custom fields by its schema and no schema that cannot judge', async () => {
  const placed = await shop.place({ channel: 'STRICT', customFields: { gift: true } });
  assert.equal(placed.status, 201, placed.text);
  const fresh = { code: 'NEW', name: 'New', currency: 'CNY', timeZone: 'Asia/Shanghai' };
  for (const customFieldsSchema of [{ type: 'nothing' }, { $async: true, type: 'object' }]) {
    const reply = await shop.submit('put_channel', { ...fresh, customFieldsSchema });
    assert.equal(reply.body.code, 'invalid_settings', reply.text);
  }
});

test('[O4] totals are those of lines and charges', async () => {
  const { body, text } = await shop.place({
    lines: [aLine('TEA', 3, { discountMinor: 250, taxMinor: 90 }), aLine('CUP', 1)],
    charges: [
      { kind: 'shipping', amountMinor: 800 },
      { kind: 'discount', amountMinor: -100 },
    ],
    totalMinor: 4_540,
  });
  assert.deepEqual(
    body.totals,
    {
      goodsMinor: 4_000,
      discountMinor: 250,
      taxMinor: 90,
      chargesMinor: 700,
      totalMinor: 4_540,
      paidMinor: 0,
    },
    text,
  );
});

test('[O6, O9] how it is paid decides state and stock', async () => {
  const free = { lines: [aLine('TEA', 1, { unitPriceMinor: 0 })] };
  const authorised = { kind: 'authorised' as const, amountMinor: 1_000, reference: 'x' };
  for (const [order, state, paymentState, stockState] of [
    [{}, 'placed', 'unpaid', 'reserved'],
    [paid(1_000), 'sourced', 'paid', 'allocated'],
    [paid(999), 'placed', 'partly_paid', 'reserved'],
    [paid(1_001), 'sourced', 'paid', 'allocated'],
    [{ payment: authorised }, 'sourced', 'authorised', 'allocated'],
    [{ channel: 'LEDGER' }, 'sourced', 'not_required', 'allocated'],
    [free, 'sourced', 'not_required', 'allocated'],
  ] as const) {
    const { body } = await shop.place(order);
    assert.deepEqual(
      [body.state, body.paymentState, body.stockState],
      [state, paymentState, stockState],
    );
  }
});

test('[O8] every unit stands in one shipment, lines of one SKU share its stock', async () => {
  const { body } = await shop.place({
    lines: [aLine('CUP', 20), aLine('TEA', 1), aLine('CUP', 25)],
  });
  const planned = body.shipments.flatMap(({ location, lines }) =>
    lines.map(({ lineNumber, quantity }) => ({ location, lineNumber, quantity })),
  );
  const of = (lineNumber: number) =>
    planned.reduce((sum, one) => (one.lineNumber === lineNumber ? sum + one.quantity : sum), 0);
  assert.deepEqual([of(1), of(2), of(3)], [20, 1, 25]);
  assert.deepEqual([...new Set(planned.map(({ location }) => location))].toSorted(), [
    'CTU',
    'SHA',
  ]);
  assert.equal(
    body.promisedAt,
    body.shipments
      .map(({ deliverBy }) => deliverBy)
      .toSorted()
      .at(-1),
  );
  const { rows } = await pool.query<{ decision: string; data: string }>(
    `select decision, data from hub.event where order_id = $1`,
    [body.id],
  );
  assert.ok(rows[0]?.decision, 'the event keeps the decision');
  assert.deepEqual(JSON.parse(rows[0].data), body, 'and says what was answered');
  await shop.on('cancel_order', body.id, { reason: 'done' });
});

test('[O8] a location that the channel excludes sends nothing', async () => {
  await putChannel(shop, 'EAST', { excludedLocations: ['CTU'] });
  const { body } = await shop.place({ channel: 'EAST', lines: [aLine('CUP', 31)] });
  assert.equal(body.code, 'insufficient_stock');
});

test('[O10] the ledger says for which order and event stock moved', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 2), aLine('TEA', 3)] });
  await shop.on('record_payment', body.id, {
    kind: 'captured',
    amountMinor: 5_000,
    reference: 'p',
  });
  await shop.on('cancel_order', body.id, { reason: 'changed mind' });
  const { rows } = await pool.query(
    `select entry.kind, entry.reserved_delta, entry.allocated_delta, event.type
     from inventory.stock_entry as entry join hub.event as event on event.id = entry.event_id
     where entry.order_id = $1 and event.order_id = $1 order by entry.id`,
    [body.id],
  );
  assert.deepEqual(rows, [
    { kind: 'reserve', reserved_delta: 5, allocated_delta: 0, type: 'order.placed' },
    { kind: 'allocate', reserved_delta: -5, allocated_delta: 5, type: 'order.payment_recorded' },
    { kind: 'deallocate', reserved_delta: 0, allocated_delta: -5, type: 'order.cancelled' },
  ]);
});

test('[O37] texts and attributes come back as sent, whatever they hold, also after changes', async () => {
  const odd = '\\u0000, 龙井 🍵, \x01 \\N \t "quoted" \\"\n';
  const broken = 'NUL \0, half \ud800';
  const attributes = { z: odd, a: [{ [`key ${odd}`]: null }] };
  const { body, text } = await shop.place({
    attributes,
    lines: [aLine('TEA', 2, { attributes: { engraving: broken } })],
    customer: { name: '李雷 \\N "Li"\t\x01' },
  });
  assert.ok(body.id, text);
  const later = await shop.on('cancel_order', body.id, {
    reason: 'too "many" \\N\t龙井',
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  assert.equal(later.status, 200, later.text);
  const order = (await readAllOrders(pool)).find(({ id }) => String(id) === body.id);
  assert.equal(JSON.stringify(order?.details.attributes), JSON.stringify(attributes));
  assert.deepEqual(order?.lines[0]?.attributes, { engraving: 'NUL \uFFFD, half \uFFFD' });
  assert.equal(order?.customer.name, '李雷 \\N "Li"\t\x01');
});

test('[O32] table of transitions, contract and the CHECK of the database name the same states', async () => {
  const { rows } = await pool.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint
     where conrelid = 'orders.order_header'::regclass and contype = 'c'`,
  );
  const check = rows.map(({ text }) => text).find((text) => text.startsWith('CHECK ((state = '));
  const inDatabase = [...(check ?? '').matchAll(/'(\w+)'/g)].map(([, state]) => state ?? '');
  const inTable = Object.keys(ORDER_TRANSITIONS).toSorted();
  assert.deepEqual(inDatabase.toSorted(), inTable);
  assert.deepEqual([...OrderState.enum].toSorted(), inTable);
});
