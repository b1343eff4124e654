import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { DecisionKinds } from '../../hub/index.ts';
import { compareLedgerWithPositions } from '../inventory/index.ts';
import { RETURN_RULES_DEFAULT, type ReturnRules } from '../../../contracts/returns.ts';
import {
  RETURNS_DECISIONS,
  keepPhoto,
  listReturns,
  readPhoto,
  readReturn,
  returnDeadlines,
  unknownPhotos,
} from './index.ts';
import { line, openReturnsShop, readCredited } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
after(async () => {
  await shop.stop();
  await database.drop();
});

const putRules = (rules: Partial<ReturnRules> = {}) =>
  shop.submit('put_return_rules', { ...RETURN_RULES_DEFAULT, ...rules });

const creditedOf = (id: string) => readCredited(pool, id);

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

test('[R33] a line that is rejected is not expected and can be asked for again', async () => {
  await putRules({ approveUpToMinor: 0 });
  const id = await shop.deliverOrder();
  const { body } = await shop.request(id, [line(1, 2), line(2, 1)]);
  const judge = (more: object) => shop.onReturn('judge_return', body.id, more);
  const worn = { lineNumber: 2, reason: 'worn' };
  for (const wrong of [
    { verdict: 'approve', rejectedLines: [{ lineNumber: 9, reason: 'x' }] },
    { verdict: 'approve', rejectedLines: [worn, { lineNumber: 1, reason: 'x' }] },
    { verdict: 'reject', rejectedLines: [worn] },
  ])
    assert.equal((await judge(wrong)).body.code, 'invalid_request', JSON.stringify(wrong));
  const judged = await judge({ verdict: 'approve', rejectedLines: [worn] });
  assert.equal(judged.body.state, 'approved', judged.text);
  assert.deepEqual(
    judged.body.lines.map((each) => [each.askedQuantity, each.quantity, each.verdict]),
    [
      [2, 2, null],
      [1, 0, 'worn'],
    ],
  );
  const come = (lineNumber: number, quantity: number) =>
    shop.onReturn('receive_return', body.id, { lines: [{ lineNumber, quantity }] });
  assert.equal((await come(2, 1)).body.code, 'invalid_request');
  assert.equal((await come(1, 2)).body.state, 'received', 'nothing else is waited for');
  assert.equal((await shop.request(id, [line(2, 2)])).status, 201);
  await putRules();
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

test('[R5] what the inspector notes stands beside what the customer said', async () => {
  const id = await shop.deliverOrder();
  const said = { note: 'It never fitted.' };
  const asked = await shop.request(id, [line(1, 1, said)], { location: 'SHA' });
  await shop.onReturn('receive_return', asked.body.id, { lines: [{ lineNumber: 1, quantity: 1 }] });
  const inspected = await shop.onReturn('inspect_return', asked.body.id, {
    lines: [{ lineNumber: 1, quantity: 1, disposition: 'scrap', note: 'worn' }],
  });
  const [one] = inspected.body.lines;
  assert.deepEqual([one?.note, one?.inspectionNote], ['It never fitted.', 'worn']);
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

test('[R5] what was taken out of quality control by other hands is not inspected until the stock is right', async () => {
  const id = await shop.deliverOrder();
  const asked = await shop.request(id, [line(1, 2)], { location: 'SHA' });
  const goods = [{ lineNumber: 1, quantity: 2 }];
  await shop.onReturn('receive_return', asked.body.id, { lines: goods });
  const { quality_control: lying } = await position('TEA');
  const correct = (delta: number) =>
    shop.submit('adjust_stock', {
      location: 'SHA',
      reason: 'counted',
      lines: [{ sku: 'TEA', delta, bucket: 'quality_control' }],
    });
  assert.equal((await correct(1 - lying)).status, 200);
  const inspect = (disposition: string) =>
    shop.onReturn('inspect_return', asked.body.id, {
      lines: goods.map((each) => ({ ...each, disposition })),
    });
  for (const disposition of ['restock', 'scrap', 'send_back']) {
    const refused = await inspect(disposition);
    assert.equal(refused.body.code, 'goods_missing', disposition);
  }
  assert.equal(await creditedOf(id), 0);
  assert.equal((await correct(lying - 1)).status, 200);
  assert.equal((await inspect('restock')).status, 200);
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

test('[R12] after all of that the ledger says what the positions say, lists are whole, and decisions agree', async () => {
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listReturns(
      pool,
      { orderId: null, state: null },
      { limit: 3, cursor },
      shop.clock.now(),
    );
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
