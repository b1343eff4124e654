import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { ChangeRequestView, ShipmentView } from '../../../contracts/fulfilment-answers.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, paid } from '../orders/testing.ts';
import { readOrderFulfilment } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done, refused } = warehouse;
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const REASON = { reason: 'changed mind' };
interface Changed {
  readonly state: string;
  readonly totals: { readonly totalMinor: number };
  readonly changeRequests?: readonly ChangeRequestView[];
}

async function cancel(id: string, lines?: object): Promise<{ status: number; body: Changed }> {
  const body = { orderId: Number(id), ...REASON, ...(lines === undefined ? {} : { lines }) };
  const { status, text } = await shop.submit('cancel_order', body);
  assert.ok(status < 300, text);
  return { status, body: JSON.parse(text) as Changed };
}

const answer = (request: ChangeRequestView, isAccepted: boolean) =>
  done<ChangeRequestView>('answer_change_request', {
    changeRequest: request.id,
    group: request.group,
    isAccepted,
  });

test('[F17] what nobody has begun with is called off at once', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2), aLine('CUP', 1)] });
  const part = await cancel(id, [{ lineNumber: 1, quantity: 1 }]);
  assert.equal(part.status, 200);
  assert.equal(part.body.totals.totalMinor, 2_000);
  assert.equal((await warehouse.view(`${id}-1`)).lines[0]?.quantity, 1);
  const rest = await cancel(id);
  assert.equal(rest.status, 200);
  assert.equal(rest.body.state, 'cancelled');
  assert.equal((await warehouse.view(`${id}-1`)).state, 'cancelled');
});

test('[F17, F10] a location that has begun is asked; what it accepts goes back, what it refuses stays', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 3)] });
  const { location } = await warehouse.view(`${id}-1`);
  const packed = await warehouse.packed(location, `${id}-1`);
  assert.equal(packed.state, 'packed');
  const asked = await cancel(id, [{ lineNumber: 1, quantity: 1 }]);
  assert.equal(asked.status, 202);
  assert.equal(asked.body.totals.totalMinor, 3_000);
  const [request] = asked.body.changeRequests ?? [];
  assert.ok(request !== undefined);
  assert.equal(request.state, 'pending');
  const { text } = await shop.submit('cancel_order', {
    orderId: Number(id),
    ...REASON,
    lines: [{ lineNumber: 1, quantity: 3 }],
  });
  assert.match(text, /2 of line 1/, 'what is asked for already cannot be asked for twice');
  assert.equal((await answer(request, false)).state, 'refused');
  await refused(
    'answer_change_request',
    { changeRequest: request.id, group: request.group, isAccepted: true },
    'illegal_transition',
  );
  const again = (await cancel(id, [{ lineNumber: 1, quantity: 1 }])).body.changeRequests?.[0];
  assert.ok(again !== undefined);
  assert.equal((await answer(again, true)).state, 'accepted');
  const opened = await warehouse.view(`${id}-1`);
  assert.equal(opened.state, 'picked', 'its cartons are opened again');
  assert.deepEqual([opened.lines[0]?.quantity, opened.lines[0]?.picked], [2, 2]);
  const { shipments } = await readOrderFulfilment(pool, Number(id), shop.clock.now());
  assert.deepEqual(
    shipments.map(({ state }) => state),
    ['voided'],
  );
  const proposed = (opened.cartons ?? []).map(({ box, weightGrams, lines }) => ({
    box,
    weightGrams,
    lines,
  }));
  assert.deepEqual(
    proposed.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)),
    [2],
    'the cartons that are proposed are for what is left',
  );
  await done('pack_order', { fulfilmentOrder: `${id}-1`, cartons: proposed });
});

test('[F17] a location may want to be asked about everything', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await done('put_site', { location, asksBeforeChanges: true });
  const asked = await cancel(id);
  assert.equal(asked.status, 202);
  await done('put_site', { location });
  const [request] = asked.body.changeRequests ?? [];
  assert.ok(request !== undefined);
  await answer(request, true);
  assert.equal((await warehouse.view(`${id}-1`)).state, 'cancelled');
});

test('[F18] a new address is taken by the location, and the label is made anew', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await warehouse.packed(location, `${id}-1`);
  const shipTo = { lines: ['Huaihai Road 9'], countryCode: 'CN', regionCode: 'SH' };
  const { status, text } = await shop.submit('amend_order', { orderId: Number(id), shipTo });
  assert.equal(status, 202, text);
  const [request] = (JSON.parse(text) as Changed).changeRequests ?? [];
  assert.ok(request !== undefined);
  await answer(request, true);
  const { shipments } = await readOrderFulfilment(pool, Number(id), shop.clock.now());
  assert.deepEqual(
    shipments.map(({ state, shipTo: to }) => [state, to.lines[0]]),
    [
      ['voided', 'Nanjing Road 1'],
      ['booked', 'Huaihai Road 9'],
    ],
  );
  await refused(
    'amend_order',
    { orderId: Number(id), shipTo: { lines: [], countryCode: 'DE' } },
    'illegal_transition',
  );
});

test('[F18] before work has begun an address and a note change at once; goods cannot be added', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const orderId = Number(id);
  const shipTo = { lines: ['Huaihai Road 9'], countryCode: 'CN', regionCode: 'SH' };
  const { status } = await shop.submit('amend_order', { orderId, shipTo, note: 'ring twice' });
  assert.equal(status, 200);
  await refused('amend_order', { orderId, addLines: [aLine('CUP', 1)] }, 'illegal_transition');
  await refused(
    'amend_order',
    { orderId, lines: [{ lineNumber: 1, quantity: 3 }] },
    'illegal_transition',
  );
  await done('amend_order', { orderId, lines: [{ lineNumber: 1, quantity: 1 }] });
  assert.equal((await warehouse.view(`${id}-1`)).lines[0]?.quantity, 1);
});

test('[F3] a hold stops what a location has until it is released, and money that went back too', async () => {
  const id = await warehouse.released({
    channel: 'SHOP',
    ...paid(1_000),
    lines: [aLine('TEA', 1)],
  });
  const { location } = await warehouse.view(`${id}-1`);
  const [list] = await warehouse.waved(location, [`${id}-1`]);
  const held = await shop.on('hold_order', id, { kind: 'fraud', reason: 'looks odd' });
  assert.equal((await warehouse.view(`${id}-1`)).gate, 'held');
  const picks = [{ line: 1, sku: 'TEA', quantity: 1 }];
  const stopped = await refused(
    'confirm_picks',
    { pickList: list?.id, picks },
    'fulfilment_blocked',
  );
  assert.match(stopped.detail, /held/);
  await shop.on('release_hold', id, { holdId: held.body.hold.id });
  await done('confirm_picks', { pickList: list?.id, picks });
  const refund = { kind: 'refunded', amountMinor: 1_000, reference: 'pay-1' };
  await shop.on('record_payment', id, refund);
  const cartons = [{ box: null, weightGrams: 100, lines: [{ lineNumber: 1, quantity: 1 }] }];
  const pack = { fulfilmentOrder: `${id}-1`, cartons };
  const unpaid = await refused('pack_order', pack, 'fulfilment_blocked');
  assert.match(unpaid.detail, /payment unsettled/);
});

test('[F11] what is packed is what was picked, and weighs what it should', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const { location } = await warehouse.view(`${id}-1`);
  const boxTypes = [
    {
      code: 'B1',
      innerMillimetres: { length: 200, width: 150, height: 100 },
      tareGrams: 100,
      maxWeightGrams: 5_000,
      costMinor: 90,
    },
  ];
  await done('put_box_types', { location, boxTypes });
  for (const list of await warehouse.waved(location, [`${id}-1`])) await warehouse.pickAll(list);
  const proposed = (await warehouse.view(`${id}-1`)).cartons;
  assert.deepEqual(
    proposed?.map(({ box, weightGrams }) => [box, weightGrams]),
    [['B1', 300]],
  );
  const pack = (quantity: number, weightGrams: number, more: object = {}) => ({
    fulfilmentOrder: `${id}-1`,
    cartons: [{ box: 'B1', weightGrams, lines: [{ lineNumber: 1, quantity }] }],
    ...more,
  });
  await refused('pack_order', pack(1, 200), 'invalid_request');
  await refused('pack_order', pack(2, 420), 'weight_differs');
  await refused('pack_order', pack(2, 6_000, { acceptsWeight: true }), 'weight_differs');
  await done('pack_order', pack(2, 310));
  await done('put_box_types', { location, boxTypes: [] });
});

test('[F13] a voided shipment leaves its manifest, and its cartons are booked anew', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await warehouse.packed(location, `${id}-1`);
  const { shipments } = await readOrderFulfilment(pool, Number(id), shop.clock.now());
  const [first] = shipments;
  assert.ok(first !== undefined);
  const countOf = async () => {
    const { rows } = await pool.query<{ shipments: number }>(
      'select shipments from fulfilment.manifest where id = $1',
      [first.manifest],
    );
    return rows[0]?.shipments;
  };
  const before = await countOf();
  await done('void_shipment', { shipment: first.id, reason: 'smudged' });
  assert.equal(await countOf(), (before ?? 0) - 1);
  await refused('ship_shipment', { shipment: first.id }, 'illegal_transition');
  const second = await done<ShipmentView>('book_shipment', { fulfilmentOrder: `${id}-1` });
  assert.equal(second.id, `${id}-1-S2`);
  assert.equal(second.parcels[0]?.sscc, first.parcels[0]?.sscc, 'the carton keeps its SSCC');
  assert.equal(await countOf(), before);
});

test('[F14, F16] a location with programs of its own reports what it has shipped in one step', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const report = {
    fulfilmentOrder: `${id}-1`,
    carrier: 'Their carrier',
    trackingNumber: 'TC-1',
    costMinor: 700,
  };
  const onHand = async () => {
    const { rows } = await pool.query<{ units: number }>(
      'select sum(on_hand)::int as units from inventory.stock_position',
    );
    return rows[0]?.units ?? 0;
  };
  const before = await onHand();
  await done('report_shipped', report);
  assert.equal(await onHand(), before - 2);
  await refused('report_shipped', report, 'illegal_transition');
  const { shipments, fulfilmentOrders } = await readOrderFulfilment(pool, Number(id), 0);
  assert.equal(fulfilmentOrders[0]?.state, 'shipped');
  assert.equal(shipments[0]?.trackingNumber, 'TC-1');
});

test('[F15] a message counts once, late ones move nothing back, and the carrier has what it moves', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await warehouse.packed(location, `${id}-1`);
  const [shipment] = (await readOrderFulfilment(pool, Number(id), 0)).shipments;
  assert.ok(shipment !== undefined);
  shop.clock.advance(3_600_000);
  const now = shop.clock.now();
  const tell = (kind: string, reference: string, minutesAgo: number) =>
    done<ShipmentView>('report_tracking', {
      trackingNumber: shipment.trackingNumber,
      event: {
        kind,
        reference,
        occurredAt: new Date(now - minutesAgo * 60_000).toISOString(),
      },
    });
  assert.equal((await tell('out_for_delivery', 'a', 20)).state, 'out_for_delivery');
  assert.equal((await tell('in_transit', 'b', 40)).state, 'out_for_delivery');
  await tell('out_for_delivery', 'a', 20);
  assert.equal((await tell('delivered', 'c', 10)).state, 'delivered');
  const last = await tell('delivery_failed', 'd', 5);
  assert.equal(last.state, 'delivered');
  assert.equal(last.tracking.length, 4);
  await refused(
    'report_tracking',
    {
      trackingNumber: 'nobody knows',
      event: { kind: 'delivered', reference: 'x', occurredAt: new Date(now).toISOString() },
    },
    'not_found',
  );
});
