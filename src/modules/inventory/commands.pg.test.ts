import assert from 'node:assert/strict';
import { after, beforeEach, afterEach, test } from 'node:test';
import type { StockPosition, TransferView } from '../../../contracts/inventory-answers.ts';
import type { TestHub, TestReply, AnyBody } from '../../hub/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import {
  compareLedgerWithPositions,
  listEntries,
  listIncoming,
  listPositions,
  readAtp,
  readLocation,
  readReservation,
  readSku,
  readTransfer,
  reservationDeadlines,
} from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const HOUR_MS = 3_600_000;
const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
after(() => database.drop());

let hub: TestHub;
let round = 0;
// SKUs of its own for each test, so that none sees what another has left.
let TEA = '';
let CUP = '';

beforeEach(async () => {
  round += 1;
  [TEA, CUP] = [`TEA-${round}`, `CUP-${round}`];
  hub = inventoryHub(pool);
  await putTestSkus(hub, [TEA, CUP]);
  await putTestLocations(hub, ['SHA', 'FRA']);
});
afterEach(async () => {
  await hub.stop();
  assert.deepEqual(hub.reported, []);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

function inHours(hours: number): string {
  return new Date(hub.clock.now() + hours * HOUR_MS).toISOString();
}

async function done<Body = AnyBody>(kind: string, body: unknown, key?: string): Promise<Body> {
  const reply = await hub.submit<Body>(kind, body, key === undefined ? {} : { key });
  assert.ok(reply.status < 300, reply.text);
  return reply.body;
}

async function refused(kind: string, body: unknown, code: string): Promise<AnyBody> {
  const reply = await hub.submit(kind, body);
  assert.equal(reply.body.code, code, reply.text);
  return reply.body;
}

function receive(quantity: number, sku = TEA, reference = 'DN'): Promise<AnyBody> {
  return done('receive_stock', { location: 'SHA', reference, lines: [{ sku, quantity }] });
}

async function position(location = 'SHA', sku = TEA): Promise<StockPosition | undefined> {
  return found(await listPositions(pool, { sku, location }, PAGE)).items[0];
}

interface StoredEvent {
  type: string;
  subject: string;
  actor: string;
  occurred_at: number;
  data: AnyBody;
}

async function events(type: string, subject: string): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent & { data: string }>(
    `select type, subject, actor, occurred_at, data from hub.event
     where type = $1 and subject = $2 order by xid, id`,
    [type, subject],
  );
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as AnyBody }));
}

async function lastEvent(type: string, subject: string): Promise<StoredEvent> {
  const event = (await events(type, subject)).at(-1);
  assert.ok(event !== undefined, `there is an event ${type} of ${subject}`);
  return event;
}

async function countEvents(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*) as count from hub.event');
  return rows[0]?.count ?? 0;
}

test('[I3] every movement stands in the ledger and cites its event', async () => {
  const { eventId } = await receive(10);
  await done('reserve_stock', {
    sku: TEA,
    location: 'SHA',
    quantity: 4,
    reference: 'cart',
    expiresAt: inHours(1),
  });
  const { items } = found(await listEntries(pool, { sku: TEA, location: 'SHA' }, PAGE));
  assert.deepEqual(
    items.map(({ kind, onHandDelta, reservedDelta }) => [kind, onHandDelta, reservedDelta]),
    [
      ['reserve', 0, 4],
      ['receipt', 10, 0],
    ],
  );
  assert.equal(items[1]?.eventId, eventId);
});

test('[I5] a command that names unknown codes is refused with all of them and moves nothing', async () => {
  const before = await countEvents();
  const body = await refused(
    'receive_stock',
    {
      location: 'MOON',
      reference: 'DN',
      lines: [
        { sku: TEA, quantity: 1 },
        { sku: 'NO-1', quantity: 1 },
        { sku: 'NO-2', quantity: 1 },
      ],
    },
    'unknown_reference',
  );
  assert.deepEqual(body.locations, ['MOON']);
  assert.deepEqual(body.skus, ['NO-1', 'NO-2']);
  assert.equal(await position(), undefined);
  assert.equal(await countEvents(), before);
});

test('[I6] a command that was carried out emits one event with codes, actor and time', async () => {
  await hub.submit(
    'receive_stock',
    { location: 'FRA', reference: `DN-${round}`, lines: [{ sku: CUP, quantity: 3 }] },
    { actor: 'key/warehouse' },
  );
  const event = await lastEvent('stock.received', 'location/FRA');
  assert.equal(event.actor, 'key/warehouse');
  assert.equal(event.occurred_at, hub.clock.now());
  assert.equal(event.data.reference, `DN-${round}`);
  assert.deepEqual(event.data.lines, [{ sku: CUP, quantity: 3, expected: null }]);
});

test('[I7] a receipt counts against what was announced, and its event says what was expected', async () => {
  const reference = `PO-${round}`;
  await done('announce_supply', {
    location: 'SHA',
    reference,
    lines: [{ sku: TEA, quantity: 10, expectedAt: inHours(48) }],
  });
  await done('receive_stock', { location: 'SHA', reference, lines: [{ sku: TEA, quantity: 4 }] });
  await done('receive_stock', {
    location: 'SHA',
    reference: 'DN-9',
    incomingReference: reference,
    lines: [
      { sku: TEA, quantity: 5 },
      { sku: TEA, quantity: 3 },
      { sku: CUP, quantity: 1 },
    ],
  });
  const event = await lastEvent('stock.received', 'location/SHA');
  assert.deepEqual(event.data.lines, [
    { sku: TEA, quantity: 8, expected: 6 },
    { sku: CUP, quantity: 1, expected: null },
  ]);
  assert.equal((await position())?.onHand, 12);
  const filter = { sku: null, location: null, reference };
  const [announced] = found(await listIncoming(pool, filter, PAGE)).items;
  assert.equal(announced?.received, 12);
  assert.notEqual(announced?.closedAt, null);
});

test('[I7] an announcement that a receipt names must exist at that location', async () => {
  const reference = `PO-${round}`;
  await done('announce_supply', {
    location: 'FRA',
    reference,
    lines: [{ sku: TEA, quantity: 10, expectedAt: inHours(48) }],
  });
  await refused(
    'receive_stock',
    {
      location: 'SHA',
      reference: 'DN',
      incomingReference: reference,
      lines: [{ sku: TEA, quantity: 1 }],
    },
    'unknown_reference',
  );
});

test('[I7] a delivery note brings goods twice, an idempotency key only once', async () => {
  await receive(5);
  await receive(5);
  const body = { location: 'SHA', reference: 'DN', lines: [{ sku: TEA, quantity: 5 }] };
  const first = await hub.submit('receive_stock', body, { key: `k-${round}` });
  const again = await hub.submit('receive_stock', body, { key: `k-${round}` });
  assert.equal(again.text, first.text);
  assert.equal(again.repeated, true);
  assert.equal((await position())?.onHand, 15);
});

test('[I8] damaged units are written off by two lines that count together', async () => {
  await receive(10);
  const adjust = (lines: object[]): Promise<AnyBody> =>
    done('adjust_stock', { location: 'SHA', reason: 'broken on the way', lines });
  await adjust([{ sku: TEA, bucket: 'damaged', delta: 3 }]);
  await adjust([{ sku: TEA, bucket: 'quality_control', delta: 7 }]);
  await adjust([
    { sku: TEA, delta: -2 },
    { sku: TEA, bucket: 'damaged', delta: -3 },
    { sku: TEA, delta: -1 },
  ]);
  const after = await position();
  assert.deepEqual([after?.onHand, after?.damaged, after?.qualityControl], [7, 0, 7]);
  const event = await lastEvent('stock.adjusted', 'location/SHA');
  assert.equal(event.data.reason, 'broken on the way');
  assert.deepEqual(event.data.lines, [
    { sku: TEA, onHandDelta: -3, damagedDelta: -3, qualityControlDelta: 0 },
  ]);
});

test('[I8] what is promised or not there cannot be taken away, and then no line is carried out', async () => {
  await receive(10);
  await receive(10, CUP);
  await done('reserve_stock', {
    sku: TEA,
    location: 'SHA',
    quantity: 8,
    reference: 'cart',
    expiresAt: inHours(1),
  });
  const adjust = (lines: object[], code: string): Promise<AnyBody> =>
    refused('adjust_stock', { location: 'SHA', reason: 'count', lines }, code);
  const promised = await adjust(
    [
      { sku: CUP, delta: -1 },
      { sku: TEA, bucket: 'damaged', delta: 3 },
    ],
    'positions_promised',
  );
  assert.deepEqual(promised.positions, [
    {
      sku: TEA,
      location: 'SHA',
      onHand: 10,
      promised: 8,
      damaged: 0,
      qualityControl: 0,
      unpromised: 2,
    },
  ]);
  await adjust([{ sku: TEA, delta: -11 }], 'insufficient_quantity');
  await adjust([{ sku: CUP, bucket: 'damaged', delta: -1 }], 'insufficient_quantity');
  assert.equal((await position('SHA', CUP))?.onHand, 10);
});

test('[I9] a reference announces a SKU at a location once', async () => {
  const announce = (location: string, sku: string): object => ({
    location,
    reference: `PO-${round}`,
    lines: [{ sku, quantity: 5, expectedAt: inHours(24) }],
  });
  await done('announce_supply', announce('SHA', TEA));
  const body = await refused('announce_supply', announce('SHA', TEA), 'already_exists');
  assert.deepEqual(body.skus, [TEA]);
  await done('announce_supply', announce('FRA', TEA));
  await done('announce_supply', announce('SHA', CUP));
  const twice = [1, 2].map((days) => ({ sku: TEA, quantity: 1, expectedAt: inHours(24 * days) }));
  await refused(
    'announce_supply',
    { location: 'SHA', reference: 'OTHER', lines: twice },
    'invalid_request',
  );
});

test('[I9] closed supply is no longer expected, and cannot be closed again', async () => {
  const reference = `PO-${round}`;
  await done('announce_supply', {
    location: 'SHA',
    reference,
    lines: [
      { sku: TEA, quantity: 10, expectedAt: inHours(24) },
      { sku: CUP, quantity: 5, expectedAt: inHours(24) },
    ],
  });
  await done('receive_stock', {
    location: 'SHA',
    reference,
    lines: [{ sku: TEA, quantity: 4 }],
    isComplete: true,
  });
  const close = { location: 'SHA', reference, skus: [CUP], reason: 'the supplier has none' };
  await done('close_supply', close);
  const [line] = (await lastEvent('supply.closed', `supply/${reference}`)).data.lines as AnyBody[];
  assert.equal(line?.missing, 5);
  await refused('close_supply', close, 'unknown_reference');
  for (const sku of [TEA, CUP]) {
    const open = await listIncoming(pool, { sku, location: null, reference: null }, PAGE);
    assert.deepEqual(found(open).items, []);
  }
});

test('[I11] a transfer leaves at once and arrives in parts, with its differences named', async () => {
  await receive(10);
  const reference = `T-${round}`;
  const sent = { from: 'SHA', to: 'FRA', reference, expectedAt: inHours(72) };
  await done('transfer_stock', { ...sent, lines: [{ sku: TEA, quantity: 6 }] });
  assert.equal((await position())?.onHand, 4);
  const atp = found(
    await readAtp(pool, { sku: TEA, location: 'FRA', at: hub.clock.now(), until: null }),
  );
  assert.deepEqual(
    atp.steps.map(({ at, available }) => [at, available]),
    [[sent.expectedAt, 6]],
  );

  const first = await done<TransferView>('receive_transfer', {
    reference,
    lines: [{ sku: TEA, quantity: 2 }],
  });
  assert.deepEqual([first.state, first.differences], ['on_the_way', []]);
  const second = await done<TransferView>('receive_transfer', {
    reference,
    lines: [
      { sku: TEA, quantity: 1 },
      { sku: CUP, quantity: 1 },
    ],
    isComplete: true,
  });
  assert.equal(second.state, 'received');
  assert.deepEqual(found(await readTransfer(pool, reference)), second);
  const event = await lastEvent('transfer.received', `transfer/${reference}`);
  assert.deepEqual(event.data.differences, [
    { sku: TEA, sent: 6, received: 3 },
    { sku: CUP, sent: 0, received: 1 },
  ]);
  assert.equal((await position('FRA'))?.onHand, 3);
  const open = await listIncoming(pool, { sku: TEA, location: null, reference: null }, PAGE);
  assert.deepEqual(found(open).items, []);
});

test('[I11] a transfer is received as a transfer, and once', async () => {
  await receive(10);
  const reference = `T-${round}`;
  const body = {
    from: 'SHA',
    to: 'FRA',
    reference,
    expectedAt: inHours(72),
    lines: [{ sku: TEA, quantity: 6 }],
  };
  await done('transfer_stock', body);
  await refused('transfer_stock', body, 'already_exists');
  const lines = [{ sku: TEA, quantity: 6 }];
  await refused('receive_stock', { location: 'FRA', reference, lines }, 'illegal_transition');
  const close = { location: 'FRA', reference, skus: [TEA], reason: 'lost' };
  await refused('close_supply', close, 'illegal_transition');
  await refused('receive_transfer', { reference, lines: [] }, 'invalid_request');
  await done('receive_transfer', { reference, lines });
  await refused('receive_transfer', { reference, lines }, 'illegal_transition');
  await refused('receive_transfer', { reference: 'NONE', lines }, 'unknown_reference');
});

test('[I11] a transfer takes no promised stock and goes somewhere else', async () => {
  await receive(10);
  await done('reserve_stock', {
    sku: TEA,
    location: 'SHA',
    quantity: 8,
    reference: 'cart',
    expiresAt: inHours(1),
  });
  const sent = { from: 'SHA', reference: `T-${round}`, expectedAt: inHours(72) };
  const lines = [{ sku: TEA, quantity: 3 }];
  await refused('transfer_stock', { ...sent, to: 'FRA', lines }, 'positions_promised');
  await refused('transfer_stock', { ...sent, to: 'SHA', lines }, 'invalid_request');
});

test('[I12] safety stock is withheld from promises, but a person may take it away', async () => {
  await receive(10);
  const set = (quantity: number): Promise<AnyBody> =>
    done('set_safety_stock', { location: 'SHA', lines: [{ sku: TEA, quantity }] });
  await set(99);
  await set(7);
  assert.equal((await position())?.available, 3);
  const wish = {
    sku: TEA,
    location: 'SHA',
    quantity: 4,
    reference: 'cart',
    expiresAt: inHours(1),
  };
  assert.equal((await refused('reserve_stock', wish, 'insufficient_stock')).available, 3);
  const lines = [{ sku: TEA, delta: -8 }];
  await done('adjust_stock', { location: 'SHA', reason: 'count', lines });
  assert.equal((await position())?.safetyStock, 7);
  assert.equal((await position())?.available, 0);
});

test('[I13] a reservation ends once: released by its holder', async () => {
  await receive(10);
  const wish = { sku: TEA, location: 'SHA', quantity: 6, reference: 'cart' };
  await refused('reserve_stock', { ...wish, expiresAt: inHours(0) }, 'invalid_request');
  const { id } = await done('reserve_stock', { ...wish, expiresAt: inHours(1) });
  assert.equal((await position())?.reserved, 6);
  assert.equal(found(await readReservation(pool, String(id))).state, 'held');
  await done('release_reservation', { id });
  assert.equal((await position())?.reserved, 0);
  const body = await refused('release_reservation', { id }, 'illegal_transition');
  assert.equal(body.state, 'released');
  const unknown = '01a199c5-3280-7222-827f-427cc979bde2';
  await refused('release_reservation', { id: unknown }, 'not_found');
  assert.equal((await readReservation(pool, unknown)).kind, 'refused');
  assert.equal((await readTransfer(pool, 'NONE')).kind, 'refused');
});

test('[I13] a reservation expires when the clock finds its time over', async () => {
  // What other tests have reserved is out of the way.
  hub.clock.advance(24 * HOUR_MS);
  await done('expire_reservations', {});
  await receive(10);
  const wish = { sku: TEA, location: 'SHA', quantity: 3, reference: 'cart' };
  const { id, expiresAt } = await done('reserve_stock', { ...wish, expiresAt: inHours(1) });
  await done('reserve_stock', { ...wish, expiresAt: inHours(3) });
  assert.deepEqual(await reservationDeadlines.due(pool, hub.clock.now(), 10), []);
  hub.clock.advance(2 * HOUR_MS);
  assert.equal((await reservationDeadlines.due(pool, hub.clock.now(), 10)).length, 1);
  assert.deepEqual(await done('expire_reservations', {}), { expired: 1, isMoreDue: false });
  assert.equal((await position())?.reserved, 3);
  const event = await lastEvent('reservation.expired', `reservation/${String(id)}`);
  assert.equal(new Date(event.occurred_at).toISOString(), expiresAt);
  await refused('release_reservation', { id }, 'illegal_transition');
  assert.deepEqual(await done('expire_reservations', {}), { expired: 0, isMoreDue: false });
});

test('[I2] commands of one batch see what those before them took', async () => {
  await receive(10);
  const replies: TestReply<AnyBody>[] = await Promise.all(
    Array.from({ length: 5 }, () =>
      hub.submit('reserve_stock', {
        sku: TEA,
        location: 'SHA',
        quantity: 3,
        reference: 'cart',
        expiresAt: inHours(1),
      }),
    ),
  );
  assert.deepEqual(
    replies.map(({ status }) => status),
    [201, 201, 201, 409, 409],
  );
  assert.equal(replies[4]?.body.available, 1);
});

test('[I17] every hub decides by a put SKU and location from its next batch on', async () => {
  const other = inventoryHub(pool);
  const [sku, location] = [`NEW-${round}`, `LOC-${round}`];
  const body = { location, reference: 'DN', lines: [{ sku, quantity: 1 }] };
  assert.equal((await other.submit('receive_stock', body)).status, 422);
  await putTestSkus(hub, [sku]);
  await putTestLocations(hub, [location]);
  assert.equal((await other.submit('receive_stock', body)).status, 200);
  await other.stop();
  assert.equal(found(await readSku(pool, sku)).name, sku);
  assert.equal(found(await readLocation(pool, location)).timeZone, 'Asia/Shanghai');
  assert.equal((await readSku(pool, 'NONE')).kind, 'refused');
  assert.equal((await readLocation(pool, 'NONE')).kind, 'refused');
  const place = { kind: 'store', address: { lines: [], countryCode: 'CN' }, name: 'x', code: 'X' };
  const moon = { ...place, timeZone: 'Moon/Tycho' };
  assert.equal((await refused('put_location', moon, 'invalid_settings')).field, 'timeZone');
  const idle = { ...place, timeZone: 'Asia/Tokyo', workingWeekdays: Array(7).fill(false) };
  assert.equal((await refused('put_location', idle, 'invalid_settings')).field, 'workingWeekdays');
});

test('[I39] a bundle has no stock of its own', async () => {
  const sku = { name: 'Set', weightGrams: 100, valueMinor: 100 };
  await done('put_skus', {
    skus: [{ ...sku, code: 'TEA-SET', components: [{ sku: TEA, quantity: 2 }] }],
  });
  const lines = [{ sku: 'TEA-SET', quantity: 1 }];
  const here = { location: 'SHA', reference: 'SETS', lines };
  await refused('receive_stock', here, 'invalid_settings');
  const expectedAt = '2026-12-01T00:00:00.000Z';
  await refused('announce_supply', { ...here, expectedAt }, 'invalid_settings');
  const adjustment = { location: 'SHA', reason: 'found', lines: [{ sku: 'TEA-SET', delta: 1 }] };
  await refused('adjust_stock', adjustment, 'invalid_settings');
  assert.equal(await position('SHA', 'TEA-SET'), undefined);
});
