import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { DecisionKinds, type StoredEvent } from '../../hub/index.ts';
import { compareLedgerWithPositions, readSerial } from '../inventory/index.ts';
import { RETURN_RULES_DEFAULT, type ReturnRules } from '../../../contracts/returns.ts';
import {
  RETURNS_DECISIONS,
  keepPhoto,
  listReturns,
  readPhoto,
  readReturn,
  returnDeadlines,
  returnsConsumer,
  unknownPhotos,
} from './index.ts';
import { aLine, paid, putSkus } from '../orders/testing.ts';
import { openReturnsShop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
after(async () => {
  await shop.stop();
  await database.drop();
});

const line = (lineNumber: number, quantity: number, more: object = {}) => ({
  lineNumber,
  quantity,
  reason: 'changed_mind',
  ...more,
});
const putRules = (rules: Partial<ReturnRules> = {}) =>
  shop.submit('put_return_rules', { ...RETURN_RULES_DEFAULT, ...rules });

async function order(id: string) {
  const { rows } = await pool.query(
    `select state, payment_state, total_minor, details::jsonb -> 'credits' as credits from orders.order_header where id = $1`,
    [id],
  );
  return rows[0] as {
    state: string;
    payment_state: string;
    total_minor: number;
    credits: { amountMinor: number; kind: string }[] | null;
  };
}

const creditedOf = async (id: string) =>
  ((await order(id)).credits ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

async function position(sku: string) {
  const { rows } = await pool.query(
    `select on_hand, quality_control from inventory.stock_position join inventory.sku on sku.id = sku_id
     join inventory.location on location.id = location_id where sku.code = $1 and location.code = 'SHA'`,
    [sku],
  );
  return rows[0] as { on_hand: number; quality_control: number };
}

test('[R1] no more is returned than has left and stands in no other open return', async () => {
  const id = await shop.deliverOrder();
  const first = await shop.request(id, [line(1, 2)], { reference: 'A' });
  assert.equal(first.status, 201, first.text);
  assert.equal(first.body.id, `${id}-R1`);
  assert.equal(
    (await shop.request(id, [line(1, 2)], { reference: 'A' })).text.includes(`${id}-R1`),
    true,
  );
  const tooMuch = await shop.request(id, [line(1, 2)]);
  assert.deepEqual([tooMuch.status, tooMuch.body.code], [409, 'not_returnable']);
  assert.equal((await shop.request(id, [line(1, 1), line(2, 2)])).status, 201);
  assert.equal((await shop.request(id, [line(9, 1)])).body.code, 'not_returnable');
  const placed = await shop.place({});
  assert.equal((await shop.request(placed.body.id, [line(1, 1)])).body.code, 'not_returnable');
  assert.equal((await shop.request('999', [line(1, 1)])).status, 404);
});

test('[R2] late or dear returns ask a person, and the rest is approved with a stored decision', async () => {
  await putRules({ approveUpToMinor: 1_500 });
  const id = await shop.deliverOrder();
  const dear = await shop.request(id, [line(1, 2)]);
  assert.deepEqual([dear.body.state, dear.body.asks], ['requested', ['too_dear']]);
  assert.equal(
    (await order(id)).state,
    'delivered',
    'nothing is expected before somebody says yes',
  );
  assert.equal(
    (await shop.onReturn('judge_return', dear.body.id, { verdict: 'approve' })).body.state,
    'approved',
  );
  assert.equal((await order(id)).state, 'returning');
  const cheap = await shop.request(id, [line(1, 1)]);
  assert.equal(cheap.body.state, 'approved');
  const { rows } = await pool.query<{ decision: string }>(
    `select decision from hub.event where type = 'return.approved' and subject = $1`,
    [`return/${cheap.body.id}`],
  );
  const kinds = new DecisionKinds(RETURNS_DECISIONS);
  const stored = kinds.read(rows[0]?.decision ?? '');
  assert.ok(stored !== null);
  assert.equal(kinds.takeAgain(stored)?.agrees, true);
  await putRules();
  shop.clock.advance(40 * DAY_MS);
  const late = await shop.request(id, [line(2, 1)]);
  assert.deepEqual([late.body.state, late.body.asks], ['requested', ['outside_window']]);
  const rejected = await shop.onReturn('judge_return', late.body.id, {
    verdict: 'reject',
    note: 'too late',
  });
  assert.deepEqual([rejected.body.state, rejected.body.verdict], ['rejected', 'too late']);
  const ours = await shop.request(id, [line(2, 1, { reason: 'damaged' })]);
  assert.equal(ours.body.state, 'approved', 'what is our fault may be said late');
});

test('[R3] what is called off or does not come is not expected any more', async () => {
  const id = await shop.deliverOrder();
  const one = await shop.request(id, [line(1, 3)]);
  await shop.onReturn('receive_return', one.body.id, { lines: [{ lineNumber: 1, quantity: 1 }] });
  const cancelled = await shop.onReturn('cancel_return', one.body.id, { reason: 'kept the rest' });
  assert.equal(cancelled.body.state, 'received');
  assert.equal(cancelled.body.lines[0]?.quantity, 1);
  assert.equal((await order(id)).state, 'delivered');
  await shop.tick(returnDeadlines);
  const other = await shop.request(id, [line(2, 2)]);
  assert.equal((await order(id)).state, 'returning');
  assert.equal(await shop.tick(returnDeadlines), 0);
  shop.clock.advance(31 * DAY_MS);
  assert.ok((await shop.tick(returnDeadlines)) >= 1);
  const expired = await readReturn(pool, other.body.id);
  assert.ok(expired.kind === 'found');
  assert.equal(expired.value.state, 'expired');
  assert.equal((await order(id)).state, 'delivered');
  assert.equal(await shop.tick(returnDeadlines), 0, 'told once');
});

test('[R4, R5] goods lie in quality control until somebody says what becomes of them', async () => {
  const before = await position('TEA');
  const id = await shop.deliverOrder();
  const asked = await shop.request(id, [line(1, 3)], { location: 'SHA' });
  const receive = (quantity: number) =>
    shop.onReturn('receive_return', asked.body.id, { lines: [{ lineNumber: 1, quantity }] });
  assert.equal((await receive(2)).body.state, 'receiving');
  assert.deepEqual(await position('TEA'), {
    on_hand: before.on_hand - 1,
    quality_control: before.quality_control + 2,
  });
  assert.equal((await receive(2)).status, 400, 'only one is still to come');
  assert.equal((await receive(1)).body.state, 'received');
  assert.equal((await order(id)).state, 'delivered', 'two cups are still theirs');
  const inspect = (quantity: number, disposition: string) =>
    shop.onReturn('inspect_return', asked.body.id, {
      lines: [{ lineNumber: 1, quantity, disposition }],
    });
  assert.equal((await inspect(1, 'restock')).body.state, 'inspecting');
  assert.equal((await inspect(1, 'refurbish')).body.state, 'inspecting');
  assert.deepEqual(await position('TEA'), {
    on_hand: before.on_hand,
    quality_control: before.quality_control + 2,
  });
  const closed = await inspect(1, 'send_back');
  assert.equal(closed.body.state, 'closed');
  assert.equal(closed.body.lines[0]?.rejectedQuantity, 1);
  assert.equal(await creditedOf(id), 2_000, 'what was sent back is not paid back');
  const mended = { lineNumber: 1, quantity: 1, outcome: 'restock' };
  assert.equal((await shop.onReturn('finish_refurbishment', asked.body.id, mended)).status, 200);
  assert.equal((await shop.onReturn('finish_refurbishment', asked.body.id, mended)).status, 400);
  assert.deepEqual(await position('TEA'), {
    on_hand: before.on_hand - 1,
    quality_control: before.quality_control,
  });
});

test('[R4, R5] parts that came to different locations leave quality control where they lie', async () => {
  const id = await shop.deliverOrder();
  const asked = await shop.request(id, [line(1, 3)]);
  const receive = (quantity: number, location: string) =>
    shop.onReturn('receive_return', asked.body.id, {
      lines: [{ lineNumber: 1, quantity }],
      location,
    });
  const lying = async (code: string) => {
    const { rows } = await pool.query<{ quality_control: number }>(
      `select quality_control from inventory.stock_position as position
       join inventory.sku on sku.id = sku_id join inventory.location on location.id = location_id
       where sku.code = 'TEA' and location.code = $1`,
      [code],
    );
    return rows[0]?.quality_control ?? 0;
  };
  const before = [await lying('SHA'), await lying('CTU')];
  await receive(2, 'SHA');
  await receive(1, 'CTU');
  const inspect = (quantity: number, disposition: string) =>
    shop.onReturn('inspect_return', asked.body.id, {
      lines: [{ lineNumber: 1, quantity, disposition }],
    });
  assert.equal((await inspect(2, 'restock')).status, 200);
  assert.deepEqual(
    [await lying('SHA'), await lying('CTU')],
    [(before[0] ?? 0) + 1, before[1] ?? 0],
  );
  assert.equal((await inspect(1, 'scrap')).body.state, 'closed');
  assert.deepEqual([await lying('SHA'), await lying('CTU')], before);
});

test('[R6] everything that comes back piece by piece adds up to exactly what it cost', async () => {
  const id = await shop.deliverOrder();
  const restock = (lineNumber: number) => ({
    lines: [{ lineNumber, quantity: 1, disposition: 'scrap' }],
  });
  for (const lineNumber of [1, 2, 1, 2, 1]) {
    const asked = await shop.request(id, [line(lineNumber, 1, { reason: 'damaged' })]);
    const lines = [{ lineNumber, quantity: 1 }];
    await shop.onReturn('receive_return', asked.body.id, { lines });
    assert.equal(
      (await shop.onReturn('inspect_return', asked.body.id, restock(lineNumber))).status,
      200,
    );
  }
  const { state, total_minor: total, credits } = await order(id);
  assert.equal(state, 'returned');
  assert.equal(await creditedOf(id), total, 'with the charges, because it was our fault');
  assert.equal(credits?.filter(({ kind }) => kind === 'charge').length, 1);
});

test('[R6] a fee and a deduction lower what is paid back, unless the fault is ours', async () => {
  await putRules({ restockingFeePermille: 100 });
  const id = await shop.deliverOrder();
  const asked = await shop.request(id, [line(1, 2), line(2, 1, { reason: 'damaged' })]);
  await shop.onReturn('receive_return', asked.body.id, {
    lines: [
      { lineNumber: 1, quantity: 2 },
      { lineNumber: 2, quantity: 1 },
    ],
  });
  await shop.onReturn('inspect_return', asked.body.id, {
    lines: [
      { lineNumber: 1, quantity: 2, disposition: 'restock', deductionMinor: 300 },
      { lineNumber: 2, quantity: 1, disposition: 'scrap' },
    ],
  });
  assert.equal(await creditedOf(id), 2_000 - 200 - 300 + Math.round((2_000 - 101) / 2));
  await putRules();
});

test('[R6] what returns have credited is what the order has left, whatever the goods cost', async () => {
  const id = await shop.deliverOrder();
  await shop.on('appease_order', id, { amountMinor: 5_000, reference: 'A', reason: 'late' });
  const asked = await shop.request(id, [line(1, 2)]);
  await shop.onReturn('receive_return', asked.body.id, { lines: [{ lineNumber: 1, quantity: 2 }] });
  const inspected = await shop.onReturn('inspect_return', asked.body.id, {
    lines: [{ lineNumber: 1, quantity: 2, disposition: 'restock' }],
  });
  assert.equal(await creditedOf(id), 5_399);
  assert.equal(inspected.body.lines[0]?.creditedMinor, 399);
});

test('[R7] what is paid at reception is not paid again and not sent back', async () => {
  await putRules({ refundOn: 'reception' });
  const id = await shop.deliverOrder();
  const asked = await shop.request(id, [line(1, 2)]);
  await shop.onReturn('receive_return', asked.body.id, { lines: [{ lineNumber: 1, quantity: 2 }] });
  assert.equal(await creditedOf(id), 2_000);
  const inspect = (disposition: string) =>
    shop.onReturn('inspect_return', asked.body.id, {
      lines: [{ lineNumber: 1, quantity: 2, disposition }],
    });
  assert.equal((await inspect('send_back')).status, 400);
  await putRules();
  assert.equal((await inspect('restock')).body.state, 'closed');
  assert.equal(await creditedOf(id), 2_000, 'whatever the rules say by then');
});

test('[R8] an appeasement counts once and never exceeds the order', async () => {
  const id = await shop.deliverOrder();
  const appease = (amountMinor: number, reference: string) =>
    shop.on('appease_order', id, { amountMinor, reference, reason: 'late' });
  assert.equal((await appease(399, 'A')).status, 200);
  assert.equal((await appease(399, 'A')).status, 200);
  assert.equal((await appease(400, 'A')).body.code, 'already_exists');
  assert.equal((await appease(5_001, 'B')).body.code, 'too_much_credit');
  assert.equal(await creditedOf(id), 399);
});

test('[R9] what a state does not allow is refused', async () => {
  const id = await shop.deliverOrder();
  const { body } = await shop.request(id, [line(1, 1)]);
  const inspect = { lines: [{ lineNumber: 1, quantity: 1, disposition: 'scrap' }] };
  assert.equal(
    (await shop.onReturn('inspect_return', body.id, inspect)).body.code,
    'illegal_transition',
  );
  assert.equal(
    (await shop.onReturn('judge_return', body.id, { verdict: 'approve' })).body.code,
    'illegal_transition',
  );
  assert.equal(
    (await shop.onReturn('send_return', body.id, { trackingNumber: 'T1' })).body.state,
    'on_the_way',
  );
  await shop.onReturn('cancel_return', body.id, { reason: 'no' });
  assert.equal(
    (await shop.onReturn('send_return', body.id, { trackingNumber: 'T1' })).body.code,
    'illegal_transition',
  );
  assert.equal((await shop.onReturn('expire_return', body.id)).body.code, 'illegal_transition');
  assert.equal((await shop.onReturn('cancel_return', '1-R1', { reason: 'no' })).status, 404);
});

test('[R10] a claim exists once a shipment and kind and never brings more than it asks', async () => {
  const id = await shop.deliverOrder();
  const body = { orderId: id, shipment: `${id}-1`, carrier: 'SF', kind: 'lost', amountMinor: 900 };
  const claim = await shop.submit('open_claim', body);
  assert.equal(claim.status, 201, claim.text);
  assert.equal((await shop.submit('open_claim', body)).status, 200);
  const move = (to: string, more: object = {}) =>
    shop.submit('move_claim', { claimId: `${id}-1-lost`, to, ...more });
  assert.equal((await move('paid')).body.code, 'illegal_transition');
  assert.equal((await move('submitted', { carrierReference: 'X-1' })).status, 200);
  assert.equal((await move('accepted', { amountMinor: 901 })).status, 400);
  assert.equal((await move('accepted', { amountMinor: 800 })).status, 200);
  const { text } = await move('paid');
  assert.equal((JSON.parse(text) as { paidMinor: number }).paidMinor, 800);
});

test('[R11] a photo is what its bytes say, kept once', async () => {
  const upload = { at: shop.clock.now(), actor: 'person/test' };
  const png = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(20, 7)]);
  const kept = await keepPhoto(pool, png, upload);
  assert.ok(kept.kind === 'found');
  assert.equal(kept.value.mediaType, 'image/png');
  assert.deepEqual(await keepPhoto(pool, png, upload), kept);
  const read = await readPhoto(pool, kept.value.id);
  assert.ok(read.kind === 'found' && read.value.content.equals(png));
  assert.equal((await keepPhoto(pool, Buffer.from('<script>'), upload)).kind, 'refused');
  assert.deepEqual(await unknownPhotos(pool, [kept.value.id, 'f'.repeat(64)]), ['f'.repeat(64)]);
});

test('[R13] what a carrier brings back and what a channel takes back becomes a return by itself, once', async () => {
  const id = await shop.deliverOrder();
  const event: StoredEvent = {
    xid: '1',
    id: '01a203c5-275f-7324-89cd-0c11b939cef0',
    type: 'fulfilment.returned_to_sender',
    subject: 'shipment/S1',
    order_id: Number(id),
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    actor: 'key/carrier',
    occurred_at: shop.clock.now(),
    recorded_at: shop.clock.now(),
    data: JSON.stringify({ shipment: 'S1', lines: [{ lineNumber: 1, quantity: 2 }] }),
  };
  const consume = async (one: StoredEvent) => {
    const { commands = [] } = await returnsConsumer.consume([one]);
    return Promise.all(commands.map(({ kind, body }) => shop.submit(kind, body as object)));
  };
  const [made] = await consume(event);
  const [again] = await consume(event);
  assert.deepEqual([made?.status, again?.status], [201, 200]);
  const { rows } = await pool.query<{ external_id: string }>(
    'select external_id from orders.order_header where id = $1',
    [id],
  );
  const taken = await shop.submit('take_back', {
    channel: 'SHOP',
    externalId: 'TB-1',
    orderExternalId: rows[0]?.external_id,
    reason: 'sent back to the shop',
    lines: [
      { sku: 'TEA', quantity: 3 },
      { sku: 'CUP', quantity: 1 },
    ],
  });
  assert.equal(taken.status, 200, taken.text);
  const told: StoredEvent = { ...event, type: 'return.expected', order_id: null, data: taken.text };
  const [expected] = await consume(told);
  assert.equal(expected?.status, 201, expected?.text);
  const { lines } = JSON.parse(expected?.text ?? '') as {
    lines: { lineNumber: number; quantity: number }[];
  };
  assert.deepEqual(
    lines.map(({ lineNumber, quantity }) => [lineNumber, quantity]),
    [
      [1, 1],
      [2, 1],
    ],
    'two of the three were on their way already',
  );
  assert.equal((await consume(told))[0]?.status, 200);
});

test('[R14] an exchange is an order of the same worth, linked, placed once; what cannot be sent is credited', async () => {
  const id = await shop.deliverOrder();
  const exchange = async (exchangeSku: string) => {
    const asked = await shop.request(id, [
      line(2, 1, { resolution: 'exchange', exchangeSku, reason: 'does_not_fit' }),
    ]);
    assert.equal(asked.status, 201, asked.text);
    await shop.onReturn('receive_return', asked.body.id, {
      lines: [{ lineNumber: 2, quantity: 1 }],
    });
    await shop.onReturn('inspect_return', asked.body.id, {
      lines: [{ lineNumber: 2, quantity: 1, disposition: 'restock' }],
    });
    const { rows } = await pool.query<StoredEvent>(
      `select * from hub.event where type = 'return.exchange_due' and subject = $1`,
      [`return/${asked.body.id}`],
    );
    const { commands = [] } = await returnsConsumer.consume(rows);
    const answers = [];
    for (const { kind, body } of [...commands, ...commands])
      answers.push(await shop.submit(kind, body as object));
    return { returnId: asked.body.id, answers };
  };
  const { returnId, answers } = await exchange('TEA');
  const [first, again] = answers;
  assert.equal(first?.status, 201, first?.text);
  assert.equal(again?.text, first?.text);
  assert.equal(await creditedOf(id), 0, 'the goods are paid by those that came back');
  const { rows } = await pool.query(
    `select payment_state, total_minor, details::jsonb -> 'exchangeFor' as link from orders.order_header where id = $1`,
    [first?.body.id],
  );
  assert.deepEqual(rows, [
    { payment_state: 'paid', total_minor: 950, link: { orderId: Number(id), returnId } },
  ]);
  const read = await readReturn(pool, returnId);
  assert.ok(read.kind === 'found');
  assert.deepEqual(read.value.exchangeOrderIds, [first?.body.id]);
  await putSkus(shop, ['RARE'], { backorder: 'never' });
  const failed = await exchange('RARE');
  assert.equal(failed.answers[0]?.status, 200);
  assert.equal(await creditedOf(id), 949, 'the other half of the line');
});

test('[R14] what comes back with goods of an exchange that cannot be sent is credited beside it, each once', async () => {
  const id = await shop.deliverOrder();
  await putSkus(shop, ['NEVER'], { backorder: 'never' });
  const swap = { resolution: 'exchange', exchangeSku: 'NEVER' };
  const asked = await shop.request(id, [line(1, 1), line(2, 1, swap)]);
  assert.equal(asked.status, 201, asked.text);
  const lines = [1, 2].map((lineNumber) => ({ lineNumber, quantity: 1 }));
  await shop.onReturn('receive_return', asked.body.id, { lines });
  await shop.onReturn('inspect_return', asked.body.id, {
    lines: lines.map((units) => ({ ...units, disposition: 'restock' })),
  });
  const refunded = await creditedOf(id);
  assert.ok(refunded > 0, 'the first line is paid back at once');
  const { rows } = await pool.query<StoredEvent>(
    `select * from hub.event where type = 'return.exchange_due' and subject = $1`,
    [`return/${asked.body.id}`],
  );
  const { commands = [] } = await returnsConsumer.consume(rows);
  const [due] = commands as readonly { kind: string; body: { creditMinor: number } }[];
  assert.ok(due !== undefined && due.body.creditMinor > 0);
  assert.equal((await shop.submit(due.kind, due.body)).status, 200);
  assert.equal(await creditedOf(id), refunded + due.body.creditMinor);
  const comes = { location: 'SHA', reference: 'DN-NEVER', lines: [{ sku: 'NEVER', quantity: 5 }] };
  assert.equal((await shop.submit('receive_stock', comes)).status, 200);
  assert.equal((await shop.submit(due.kind, due.body)).status, 200, 'not sent as well');
  assert.equal(await creditedOf(id), refunded + due.body.creditMinor);
});

test('[R15] lots and serial numbers that come back are scanned with their SKU, and are at their location again', async () => {
  await putSkus(shop, ['PHONE']);
  await shop.submit('set_tracking', { sku: 'PHONE', tracking: 'serial' });
  const lots = [{ lot: 'L1', quantity: 2 }];
  const lines = [{ sku: 'PHONE', quantity: 2, lots, serials: ['S1', 'S2'] }];
  const received = await shop.submit('receive_stock', {
    location: 'SHA',
    reference: 'DN-P',
    lines,
  });
  assert.equal(received.status, 200, received.text);
  const placed = await shop.place({ lines: [aLine('PHONE', 1)], ...paid(1_000) });
  await shop.on('deliver_at_once', placed.body.id);
  const asked = await shop.request(placed.body.id, [line(1, 1)], { location: 'SHA' });
  const come = (more: object, location: object = { location: 'SHA' }) =>
    shop.onReturn('receive_return', asked.body.id, {
      ...location,
      lines: [{ lineNumber: 1, quantity: 1, ...more }],
    });
  const named = { lots: [{ lot: 'L1', quantity: 1 }], serials: ['S9'] };
  assert.equal((await come(named)).body.code, 'invalid_request', 'no SKU was scanned');
  assert.equal((await come({ sku: 'TEA', ...named })).body.code, 'invalid_request');
  assert.equal((await come({ sku: 'PHONE', ...named }, {})).body.code, 'invalid_request');
  const there = await come({ sku: 'PHONE', ...named, serials: ['S2'] });
  assert.equal(there.body.code, 'lots_mismatch', 'it lies at a location');
  const came = await come({ sku: 'PHONE', ...named });
  assert.equal(came.status, 200, came.text);
  const serial = await readSerial(pool, 'PHONE', 'S9');
  assert.ok(serial.kind === 'found');
  assert.deepEqual([serial.value.state, serial.value.location], ['on_hand', 'SHA']);
});

test('[R12] after all of that the ledger says what the positions say, lists are whole, and decisions agree', async () => {
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listReturns(pool, { orderId: null, state: null }, { limit: 3, cursor });
    assert.ok(page.kind === 'found');
    ids.push(...page.value.items.map(({ id }) => id));
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  const { rows: all } = await pool.query('select id from returns.return');
  assert.deepEqual(ids.toSorted(), all.map(({ id }) => id as string).toSorted());
  const kinds = new DecisionKinds(RETURNS_DECISIONS);
  const { rows } = await pool.query<{ decision: string }>(
    `select decision from hub.event where decision like '{"kind":"returns.%'`,
  );
  assert.ok(rows.length > 10);
  for (const { decision } of rows) {
    const stored = kinds.read(decision);
    assert.ok(stored !== null && kinds.takeAgain(stored)?.agrees === true, decision);
  }
  assert.deepEqual(shop.hub.reported, []);
});
