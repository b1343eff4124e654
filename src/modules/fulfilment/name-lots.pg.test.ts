import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine, putLocation, putSkus } from '../orders/testing.ts';
import { readOrderFulfilment } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done, refused } = warehouse;
await putSkus(shop, ['MILK'], { attributes: { shelfLifeDaysMin: 10 } });
await putSkus(shop, ['UNIT']);
await done('set_tracking', { sku: 'MILK', tracking: 'lot' });
await done('set_tracking', { sku: 'UNIT', tracking: 'serial' });
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(shop.clock.now() + days * DAY_MS).toISOString();
await done('receive_stock', {
  location: 'SHA',
  reference: 'DN-1',
  lines: [
    {
      sku: 'MILK',
      quantity: 12,
      lots: [
        { lot: 'LATE', quantity: 5, expiresAt: inDays(60) },
        { lot: 'SOON', quantity: 2, expiresAt: inDays(5) },
        { lot: 'MID', quantity: 3, expiresAt: inDays(30) },
        { lot: 'BAD', quantity: 2, expiresAt: inDays(20) },
      ],
    },
    { sku: 'UNIT', quantity: 2, serials: ['SN-1', 'SN-2'] },
  ],
});
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

async function onHandByLot(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ code: string; on_hand: number }>(
    `select lot.code, lot.on_hand from inventory.lot as lot
     join inventory.sku on sku.id = lot.sku_id where sku.code = 'MILK' order by lot.code`,
  );
  return Object.fromEntries(rows.map(({ code, on_hand }) => [code, on_hand]));
}

test('[F26] pick lists name the lots that expire first and keep long enough, and a wave names none twice', async () => {
  await done('quarantine_lot', { sku: 'MILK', lot: 'BAD', reason: 'glass' });
  const first = await warehouse.released({ lines: [aLine('MILK', 2)] });
  const second = await warehouse.released({ lines: [aLine('MILK', 3), aLine('TEA', 1)] });
  await done('put_site', { location: 'SHA', wave: { ordersPerPickListMax: 1 } });
  const lists = await warehouse.waved('SHA', [`${first}-1`, `${second}-1`]);
  const named = lists.map(({ lines }) => lines.map(({ sku, lots }) => [sku, lots]));
  assert.deepEqual(named, [
    [['MILK', [{ lot: 'MID', quantity: 2 }]]],
    [
      [
        'MILK',
        [
          { lot: 'MID', quantity: 1 },
          { lot: 'LATE', quantity: 2 },
        ],
      ],
      ['TEA', undefined],
    ],
  ]);
  const { rows } = await pool.query<{ kind: string; because: string }>(
    `select decision::json->>'kind' as kind, decision::json#>>'{choice,passedOver,0,because}' as because
     from hub.event where type = 'fulfilment.lots_suggested' order by xid, id`,
  );
  assert.deepEqual(rows[0], { kind: 'inventory.fefo', because: 'keeps_too_short' });
  assert.equal(rows.length, 2);

  const [list] = lists;
  const pick = (lot: string) => ({
    pickList: list?.id,
    picks: [{ line: 1, sku: 'MILK', quantity: 2, lot }],
  });
  for (const lot of ['BAD', 'NOWHERE']) await refused('confirm_picks', pick(lot), 'lots_mismatch');
  assert.equal((await warehouse.view(`${first}-1`)).lines[0]?.picked, 0, 'nothing was carried out');
  await done('confirm_picks', pick('LATE'));
  const [line] = (await warehouse.view(`${first}-1`)).lines;
  assert.deepEqual(line?.lots, [{ lot: 'LATE', serials: [], quantity: 2 }]);
  const cartons = [{ box: null, weightGrams: 200, lines: [{ lineNumber: 1, quantity: 2 }] }];
  await done('pack_order', { fulfilmentOrder: `${first}-1`, acceptsWeight: true, cartons });
  const { shipments } = await readOrderFulfilment(pool, Number(first), shop.clock.now());
  await done('ship_shipment', { shipment: shipments[0]?.id });
  assert.deepEqual(await onHandByLot(), { BAD: 2, LATE: 3, MID: 3, SOON: 2 });
});

test('[F26] a number that is not there is refused when it is scanned, and what is called off keeps no lot', async () => {
  const id = await warehouse.released({ lines: [aLine('UNIT', 2)] });
  const [list] = await warehouse.waved('SHA', [`${id}-1`]);
  const pick = (serials: readonly string[]) => ({
    pickList: list?.id,
    picks: [{ line: 1, sku: 'UNIT', quantity: 2, serials }],
  });
  await refused('confirm_picks', pick(['SN-1', 'SN-9']), 'lots_mismatch');
  await refused('confirm_picks', pick(['SN-1']), 'lots_mismatch');
  await done('confirm_picks', pick(['SN-1', 'SN-2']));
  const { text } = await shop.submit('cancel_order', {
    orderId: Number(id),
    reason: 'one is enough',
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  const [request] = (JSON.parse(text) as { changeRequests: { id: string; group: string }[] })
    .changeRequests;
  await done('answer_change_request', {
    changeRequest: request?.id,
    group: request?.group,
    isAccepted: true,
  });
  const [line] = (await warehouse.view(`${id}-1`)).lines;
  assert.deepEqual(line?.lots, [{ lot: null, serials: ['SN-1'], quantity: 1 }]);
  const cartons = [{ box: null, weightGrams: 100, lines: [{ lineNumber: 1, quantity: 1 }] }];
  await done('pack_order', { fulfilmentOrder: `${id}-1`, acceptsWeight: true, cartons });
  const { shipments } = await readOrderFulfilment(pool, Number(id), shop.clock.now());
  await done('ship_shipment', { shipment: shipments[0]?.id });
  const { rows } = await pool.query<{ state: string }>(
    'select state from inventory.serial order by serial',
  );
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['shipped', 'on_hand'],
  );
});

test('[F26] what is collected at a store, or leaves without a label of ours, leaves by the numbers that were picked', async () => {
  await putLocation(shop, 'STORE', { kind: 'store', address: { lines: [], countryCode: 'CN' } });
  await done('receive_stock', {
    location: 'STORE',
    reference: 'DN-2',
    lines: [{ sku: 'UNIT', quantity: 3, serials: ['SN-3', 'SN-4', 'SN-5'] }],
  });
  const pickedUp = async (serial: string): Promise<string> => {
    const order = { kind: 'pick_up' as const, pickUpLocation: 'STORE', lines: [aLine('UNIT', 1)] };
    const id = `${await warehouse.released(order)}-1`;
    const [list] = await warehouse.waved('STORE', [id]);
    const picks = [{ line: 1, sku: 'UNIT', quantity: 1, serials: [serial] }];
    await done('confirm_picks', { pickList: list?.id, picks });
    return id;
  };
  const collected = await pickedUp('SN-4');
  const cartons = [{ box: null, weightGrams: 100, lines: [{ lineNumber: 1, quantity: 1 }] }];
  await done('pack_order', { fulfilmentOrder: collected, acceptsWeight: true, cartons });
  const { rows } = await pool.query<{ code: string }>(
    'select pick_up_code as code from fulfilment.fulfilment_order where id = $1',
    [collected],
  );
  await done('hand_over', { fulfilmentOrder: collected, code: rows[0]?.code });
  const reported = await pickedUp('SN-5');
  await done('report_shipped', {
    fulfilmentOrder: reported,
    carrier: 'SF Express',
    trackingNumber: 'T1',
  });
  const { rows: left } = await pool.query<{ serial: string }>(
    "select serial from inventory.serial where state = 'shipped' and serial in ('SN-3', 'SN-4', 'SN-5') order by 1",
  );
  assert.deepEqual(
    left.map(({ serial }) => serial),
    ['SN-4', 'SN-5'],
  );
});
