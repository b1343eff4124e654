import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { ChangeRequestView } from '../../../contracts/fulfilment-answers.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine } from '../orders/testing.ts';
import { readChangeRequest, readOrderFulfilment, readPickList, readWave } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool, createManualClock());
const { shop, done, refused } = warehouse;
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const REASON = { reason: 'changed mind' };

async function asked(id: string, kind: string, wish: object): Promise<ChangeRequestView> {
  const { status, text } = await shop.submit(kind, { orderId: Number(id), ...REASON, ...wish });
  assert.equal(status, 202, text);
  const { changeRequests } = JSON.parse(text) as { changeRequests: ChangeRequestView[] };
  assert.ok(changeRequests[0] !== undefined);
  return changeRequests[0];
}

async function requestNow({ id }: ChangeRequestView): Promise<ChangeRequestView> {
  const answer = await readChangeRequest(pool, id);
  assert.ok(answer.kind === 'found');
  return answer.value;
}

async function listNow(id: string) {
  const answer = await readPickList(pool, id);
  assert.ok(answer.kind === 'found');
  return answer.value;
}

async function withdrawnEvents(id: string): Promise<unknown[]> {
  const { rows } = await pool.query<{ note: string }>(
    `select data::json->>'note' as note from hub.event
     where order_id = $1 and type = 'fulfilment.change_withdrawn'`,
    [id],
  );
  return rows.map(({ note }) => note);
}

test('[F24] what is asked of goods that leave is withdrawn with them', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 3)] });
  const { location } = await warehouse.view(`${id}-1`);
  await warehouse.packed(location, `${id}-1`);
  const cancel = await asked(id, 'cancel_order', { lines: [{ lineNumber: 1, quantity: 1 }] });
  const shipTo = { lines: ['Huaihai Road 9'], countryCode: 'CN', regionCode: 'SH' };
  const address = await asked(id, 'amend_order', { shipTo });
  const [label] = (await readOrderFulfilment(pool, Number(id), shop.clock.now())).shipments;
  await done('ship_shipment', { shipment: label?.id });
  for (const request of [cancel, address]) {
    const { state, answer } = await requestNow(request);
    assert.deepEqual([state, answer], ['withdrawn', 'goods_left']);
  }
  assert.deepEqual(await withdrawnEvents(id), ['goods_left', 'goods_left']);
  await refused(
    'answer_change_request',
    { changeRequest: cancel.id, group: cancel.group, isAccepted: true },
    'illegal_transition',
  );
});

test('[F24] so it is when nothing is left of them', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const { location } = await warehouse.view(`${id}-1`);
  const [list] = await warehouse.waved(location, [`${id}-1`]);
  await done('start_pick_list', { pickList: list?.id });
  const request = await asked(id, 'cancel_order', { lines: [{ lineNumber: 1, quantity: 1 }] });
  await done('confirm_picks', {
    pickList: list?.id,
    picks: [{ line: 1, quantity: 0, isShort: true }],
  });
  assert.equal((await warehouse.view(`${id}-1`)).state, 'cancelled');
  const { state, answer } = await requestNow(request);
  assert.deepEqual([state, answer], ['withdrawn', 'nothing_left']);
});

test('[F25] a pick list whose rest is taken out or called off ends at that moment, and its wave with it', async () => {
  const one = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const other = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${one}-1`);
  assert.equal((await warehouse.view(`${other}-1`)).location, location);
  const [list] = await warehouse.waved(location, [`${one}-1`, `${other}-1`]);
  assert.ok(list !== undefined);
  assert.equal(list.lines.length, 1);
  await done('take_out', { fulfilmentOrder: `${one}-1`, ...REASON });
  const shortened = await listNow(list.id);
  assert.deepEqual(
    [shortened.state, shortened.lines[0]?.wanted.map(({ dropped }) => dropped)],
    ['open', [2, 0]],
  );
  const request = await asked(other, 'cancel_order', {});
  await done('answer_change_request', {
    changeRequest: request.id,
    group: request.group,
    isAccepted: true,
  });
  assert.equal((await listNow(list.id)).state, 'cancelled', 'nothing of it was picked');
  const wave = await readWave(pool, list.wave);
  assert.ok(wave.kind === 'found');
  assert.equal(wave.value.state, 'done');
  await refused('start_pick_list', { pickList: list.id }, 'illegal_transition');
});

test('[F25] what was picked before makes it done', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 3)] });
  const { location } = await warehouse.view(`${id}-1`);
  const [list] = await warehouse.waved(location, [`${id}-1`]);
  assert.ok(list !== undefined);
  await done('confirm_picks', {
    pickList: list.id,
    picks: [{ line: 1, sku: 'TEA', quantity: 2 }],
  });
  const request = await asked(id, 'cancel_order', { lines: [{ lineNumber: 1, quantity: 1 }] });
  await done('answer_change_request', {
    changeRequest: request.id,
    group: request.group,
    isAccepted: true,
  });
  assert.equal((await warehouse.view(`${id}-1`)).state, 'picked');
  assert.equal((await listNow(list.id)).state, 'done');
});

test('[F3] a hold on what locations have is overdue by the clock, once', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await warehouse.waved(location, [`${id}-1`]);
  const dueAt = new Date(shop.clock.now() + 3_600_000).toISOString();
  const held = await shop.on('hold_order', id, { kind: 'fraud', reason: 'looks odd', dueAt });
  assert.equal(held.status, 200, held.text);
  const told = async () => {
    await shop.tick();
    const { rows } = await pool.query<{ events: number }>(
      `select count(*)::int as events from hub.event
       where order_id = $1 and type = 'order.hold_overdue'`,
      [id],
    );
    return rows[0]?.events;
  };
  assert.equal(await told(), 0);
  shop.clock.advance(3_600_000);
  assert.equal(await told(), 1);
  assert.equal(await told(), 1);
});
