import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { PackedOrder } from '../../../contracts/fulfilment-answers.ts';
import type { Static } from 'typebox';
import { aLine, putLocation } from '../orders/testing.ts';
import { readParcel } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const warehouse = await openWarehouse(pool);
const { shop, done } = warehouse;
after(async () => {
  await shop.stop();
  await database.drop();
});

const parcel = async (sscc: string) => {
  const found = await readParcel(pool, sscc, shop.clock.now());
  return found.kind === 'found' ? found.value : found.code;
};

/** Packs a fulfilment order; answers its SSCC. */
async function packed(location: string, id: string): Promise<string> {
  await warehouse.packed(location, id);
  const { parcels } = await warehouse.view(id);
  return parcels?.[0]?.sscc ?? '';
}

test('[F35] a parcel is found by its SSCC, with the shipment that is not voided', async () => {
  const order = await warehouse.released({ lines: [aLine('TEA', 2)] });
  const id = `${order}-1`;
  const { location } = await warehouse.view(id);
  const sscc = await packed(location, id);
  const found = await parcel(sscc);
  assert.ok(typeof found === 'object');
  assert.deepEqual(
    [found.location, found.fulfilmentOrder.id, found.fulfilmentOrder.isPickUp],
    [location, id, false],
  );
  const first = found.shipment?.id;
  assert.ok(first !== undefined);
  await done('void_shipment', { shipment: first, reason: 'wrong carrier' });
  const voided = await parcel(sscc);
  assert.ok(typeof voided === 'object' && voided.shipment === null);
  await done('book_shipment', { fulfilmentOrder: id });
  const again = await parcel(sscc);
  assert.ok(typeof again === 'object' && again.shipment?.state === 'booked');
  assert.notEqual(again.shipment.id, first);
  assert.equal(await parcel('0'.repeat(18)), 'not_found');
  await done('void_shipment', { shipment: again.shipment.id, reason: 'opened again' });
  await done('take_out', { fulfilmentOrder: id, reason: 'opened again' });
  assert.equal(await parcel(sscc), 'not_found');
});

test('[F35] what a customer collects says so, before and after it was handed over', async () => {
  await putLocation(shop, 'STORE', {
    kind: 'store',
    address: { lines: [], countryCode: 'CN' },
  });
  await shop.receive('CUP', 5, 'STORE');
  const order = await warehouse.released({
    kind: 'pick_up',
    pickUpLocation: 'STORE',
    lines: [aLine('CUP', 1)],
  });
  const id = `${order}-1`;
  assert.equal((await warehouse.view(id)).isPickUp, true);
  const sscc = await packed('STORE', id);
  const { rows } = await pool.query<{ code: string }>(
    "select data::json->>'pickUpCode' as code from hub.event where type = 'fulfilment.ready_for_pick_up'",
  );
  await done<Static<typeof PackedOrder>>('hand_over', {
    fulfilmentOrder: id,
    code: rows[0]?.code,
  });
  const found = await parcel(sscc);
  assert.ok(typeof found === 'object');
  assert.deepEqual(
    [found.fulfilmentOrder.isPickUp, found.fulfilmentOrder.state, found.shipment?.state],
    [true, 'delivered', 'delivered'],
  );
});
