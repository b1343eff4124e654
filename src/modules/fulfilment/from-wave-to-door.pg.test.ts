import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from '../orders/check-orders.testing.ts';
import { aLine } from '../orders/testing.ts';
import type { ShipmentView } from '../../../contracts/fulfilment-answers.ts';
import { FULFILMENT_TRANSITIONS, SHIPMENT_TRANSITIONS } from './fulfilment-states.ts';
import { manifestDeadlines, readOrderFulfilment, waveDeadlines } from './index.ts';
import { gs1CheckDigit } from './sscc.ts';
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

async function stateOf(orderId: string): Promise<string> {
  const { rows } = await pool.query<{ state: string }>(
    'select state from orders.order_header where id = $1',
    [orderId],
  );
  return rows[0]?.state ?? '';
}

async function typesOf(orderId: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    'select type from hub.event where order_id = $1 order by xid, id',
    [orderId],
  );
  return rows.map(({ type }) => type);
}

test('[F1, F9] an order goes through wave, pick list, packing desk and carrier to the door', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 3), aLine('CUP', 2)] });
  const { fulfilmentOrders } = await readOrderFulfilment(pool, Number(id), shop.clock.now());
  assert.equal(fulfilmentOrders.length, 1);
  const [first] = fulfilmentOrders;
  assert.ok(first !== undefined);
  assert.equal(first.gate, null);
  const { location } = first;
  const work = `${id}-1`;
  const [list] = await warehouse.waved(location, [work]);
  assert.ok(list !== undefined);
  assert.equal((await warehouse.view(work)).state, 'waved');
  await done('start_pick_list', { pickList: list.id, picker: 'Mei' });
  assert.equal(await stateOf(id), 'picking');
  await warehouse.pickAll(list);
  assert.equal((await warehouse.view(work)).state, 'picked');
  const cartons = [
    {
      box: null,
      weightGrams: 500,
      lines: [
        { lineNumber: 1, quantity: 3 },
        { lineNumber: 2, quantity: 2 },
      ],
    },
  ];
  const packed = await done<{ shipment: ShipmentView }>('pack_order', {
    fulfilmentOrder: work,
    cartons,
  });
  assert.equal(await stateOf(id), 'packed');
  const { shipment } = packed;
  assert.equal(shipment.service, 'SF');
  const sscc = shipment.parcels[0]?.sscc as string;
  assert.equal(gs1CheckDigit(sscc.slice(0, 17)), Number(sscc[17]));
  await done('close_manifest', { manifest: shipment.manifest });
  await refused('void_shipment', { shipment: shipment.id, reason: 'x' }, 'manifest_closed');
  assert.equal(await shop.tick(manifestDeadlines), 1);
  assert.equal(await stateOf(id), 'shipped');
  assert.equal(await shop.tick(manifestDeadlines), 0);
  const { trackingNumber } = shipment;
  const tell = (kind: string, more: object = {}) => {
    const occurredAt = new Date(shop.clock.now()).toISOString();
    const event = { kind, occurredAt, reference: `${kind}-1`, ...more };
    return done<ShipmentView>('report_tracking', { trackingNumber, event });
  };
  await tell('in_transit');
  await tell('out_for_delivery');
  const delivered = await tell('delivered', { proof: { signedBy: 'Li Lei' } });
  assert.equal(delivered.state, 'delivered');
  assert.deepEqual(delivered.proofOfDelivery, { signedBy: 'Li Lei' });
  assert.equal(await stateOf(id), 'delivered');
  assert.equal((await warehouse.view(work)).state, 'delivered');
  assert.deepEqual(await typesOf(id), [
    'order.placed',
    'order.released',
    'fulfilment.waved',
    'fulfilment.picking_started',
    'fulfilment.picked',
    'fulfilment.packed',
    'fulfilment.shipment_booked',
    'fulfilment.shipped',
    'fulfilment.in_transit',
    'fulfilment.out_for_delivery',
    'fulfilment.delivered',
  ]);
});

test('[F9] the tables of states are what the database takes', async () => {
  for (const [table, transitions] of [
    ['fulfilment_order', FULFILMENT_TRANSITIONS],
    ['shipment', SHIPMENT_TRANSITIONS],
  ] as const) {
    const { rows } = await pool.query<{ definition: string }>(
      'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
      [`${table}_state_check`],
    );
    const taken = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map(
      ([, state]) => state,
    );
    assert.deepEqual(new Set(taken), new Set(Object.keys(transitions)));
  }
});

test('[F4] the clock plans for a location that says how often, and what is left waits for the next time', async () => {
  const id = await warehouse.released({ lines: [aLine('TEA', 1)] });
  const { location } = await warehouse.view(`${id}-1`);
  await done('put_site', { location, wave: { everyMinutes: 15, releasesAtOnce: true } });
  assert.equal(await shop.tick(waveDeadlines), 1);
  const waved = await warehouse.view(`${id}-1`);
  assert.equal(waved.state, 'waved');
  const { rows } = await pool.query<{ state: string }>(
    'select state from fulfilment.pick_list where wave_id = $1',
    [waved.wave],
  );
  assert.deepEqual(rows, [{ state: 'open' }]);
  const other = await warehouse.released({ lines: [aLine('TEA', 1)] });
  assert.equal(await shop.tick(waveDeadlines), 0, 'a quarter of an hour has not passed');
  shop.clock.advance(15 * 60_000);
  assert.equal(await shop.tick(waveDeadlines), 1);
  assert.equal((await warehouse.view(`${other}-1`)).state, 'waved');
  await done('take_out', { fulfilmentOrder: `${other}-1`, reason: 'the shelf is blocked' });
  assert.equal((await warehouse.view(`${other}-1`)).state, 'open');
  await done('put_site', { location });
});
