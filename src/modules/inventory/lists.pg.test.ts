import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Pool } from 'pg';
import { planOf } from '../../platform/postgres/plan-testing.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { Statement } from '../../platform/postgres/index.ts';
import * as catalogue from './catalogue.sql.ts';
import {
  findPositions,
  listEntries,
  listIncoming,
  listLocations,
  listPositions,
  listSkus,
  readAtp,
  type Answer,
  type Page,
  type PageRequest,
} from './index.ts';
import * as readCatalogue from './read-catalogue.sql.ts';
import * as readStock from './read-stock.sql.ts';
import * as reservations from './reservations.sql.ts';
import * as stock from './stock.sql.ts';
import { found } from './testing.ts';

const SKUS = 20_000;
const LOCATIONS = 10;
const PAGE_MS_MAX = 50;
const NIL = '00000000-0000-0000-0000-000000000000';
let database: TestDatabase;
let pool: Pool;

before(async () => {
  database = await testDatabase();
  pool = database.pool;
  await fill(pool);
});
after(() => database.drop());

/** 20,000 SKUs, 200,000 positions with an entry each, 80,000 announcements and 40,000 reservations. */
async function fill(pool: Pool): Promise<void> {
  const client = await pool.connect();
  // Foreign keys are not checked row by row: that would take most of the time.
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into inventory.location (code, name, names, kind, address, country_code, time_zone,
       working_weekdays, holidays, cutoff_minute_of_day, handling_days, handling_minor_per_shipment,
       handling_minor_per_unit, stock_worth_permille, capabilities, is_open, changed_at)
     select 'LOC-' || n, 'Warehouse ' || n, '{}', 'warehouse', '{"lines": [], "countryCode": "CN"}',
       'CN', 'Asia/Shanghai', '{f,t,t,t,t,t,f}', '{}', 840, 0, 0, 0, 0, '{}', true, 'epoch'
     from generate_series(1, ${LOCATIONS}) as n`,
  );
  await client.query(
    `insert into inventory.sku (code, name, names, weight_grams, value_minor, requires, attributes,
       backorder, changed_version, changed_at)
     select 'SKU-' || lpad(n::text, 6, '0'),
       (array['Tea', 'Cup', 'Pot', 'Sku', 'Lamp'])[1 + n % 5] || ' number ' || n, '{}', 100, 500,
       '{}', '{}', 'incoming', 1, 'epoch'
     from generate_series(1, ${SKUS}) as n`,
  );
  await client.query(
    `insert into inventory.stock_position (sku_id, location_id, on_hand)
     select sku.id, location.id, 10 from inventory.sku, inventory.location`,
  );
  await client.query(
    `insert into inventory.stock_entry (sku_id, location_id, kind, on_hand_delta, event_id, recorded_at)
     select sku_id, location_id, 'receipt', 10, '${NIL}'::uuid, 'epoch'::timestamptz from inventory.stock_position
     union all
     select sku_id, location_id, 'receipt', 1, '${NIL}'::uuid, 'epoch'::timestamptz
     from inventory.stock_position, generate_series(1, 2000) where sku_id = 1 and location_id = 1`,
  );
  await client.query(
    `insert into inventory.incoming (id, sku_id, location_id, reference, expected_at, quantity, closed_at)
     select gen_random_uuid(), sku.id, location.id, 'PO-' || sku.id || '-' || n,
       timestamptz '2026-11-02' + (sku.id % 90) * interval '1 day', 10,
       case when sku.id % 2 = 0 then timestamptz '2026-11-01' end
     from inventory.sku, inventory.location, generate_series(1, 2) as n where location.id <= 2`,
  );
  await client.query(
    `insert into inventory.reservation (id, sku_id, location_id, quantity, reference, expires_at, state)
     select gen_random_uuid(), sku_id, location_id, 1, 'cart',
       timestamptz '2026-11-02' + sku_id * interval '1 second',
       case when sku_id % 50 = 0 then 'held' else 'expired' end
     from inventory.stock_position where location_id <= 2`,
  );
  await client.query('vacuum analyze');
  client.release(true);
}

// Each with the index that it must read, or how the names of those begin among which the server may
// choose by its statistics.
const HOT: readonly (readonly [Statement, values: readonly unknown[], index: string])[] = [
  [stock.readPositions, ['{1,2}'], 'stock_position_pkey'],
  [stock.lockPositions, ['{1,2}'], 'stock_position_pkey'],
  [stock.movePositions, ['{1}', '{1}', '{1}', '{0}', '{0}', '{0}', '{0}'], 'stock_position_'],
  [stock.readIncoming, ['{1,2}'], 'incoming_open'],
  [stock.readIncomingByReference, ['{PO-1-1}'], 'incoming_reference_sku_id_location_id_key'],
  [stock.moveIncoming, [`{${NIL}}`, '{1}', '{0}', '{1}', '{0}'], 'incoming_pkey'],
  [catalogue.readSkusByCode, ['{SKU-000001}'], 'sku_code_key'],
  [catalogue.readSkusById, ['{1}'], 'sku_pkey'],
  [catalogue.readSkusChangedSince, ['1'], 'sku_changed'],
  [reservations.readReservations, [`{${NIL}}`], 'reservation_pkey'],
  [reservations.readDueReservations, ['1', '100'], 'reservation_deadline'],
  [reservations.anyReservationDue, ['1'], 'reservation_deadline'],
  [readStock.listPositions, ['0', '0', '50'], 'stock_position_pkey'],
  [readStock.listPositionsOfSku, ['1', '0', '50'], 'stock_position_'],
  [readStock.listPositionsAtLocation, ['1', '0', '50'], 'stock_position_'],
  [readStock.readPosition, ['1', '1'], 'stock_position_'],
  [readStock.listEntries, ['1', '1', '9', '50'], 'stock_entry_'],
  [readStock.listIncoming, ['1', NIL, '50'], 'incoming_open_expected_at'],
  [readStock.listIncomingOfSku, ['1', NIL, '50', '1'], 'incoming_open'],
  [readStock.listIncomingAtLocation, ['1', NIL, '50', '1'], 'incoming_open_location'],
  [readStock.listIncomingOfSkuAtLocation, ['1', NIL, '50', '1', '1'], 'incoming_open'],
  [
    readStock.listIncomingByReference,
    ['1', NIL, '50', 'PO-1-1'],
    'incoming_reference_sku_id_location_id_key',
  ],
  [readStock.readAvailability, ['1', '1', '1', '9'], 'incoming_open'],
  [readCatalogue.listSkusByCode, ['s', '', '0', '50'], 'sku_code_search'],
  [readCatalogue.listSkusByName, ['t', '', '0', '50'], 'sku_name_search'],
];

test('[I14] every hot statement reads its index and scans no large table', async () => {
  const problems: string[] = [];
  for (const [statement, values, index] of HOT) {
    const plan = await planOf(pool, statement, values);
    const scanned = plan.scannedTables.filter((table) => table !== 'location');
    const isIndexed = plan.indexes.some((name) => name.startsWith(index));
    if (scanned.length > 0 || !isIndexed) {
      problems.push(`${statement.name} scans ${scanned.join()}, indexes ${plan.indexes.join()}`);
    }
  }
  assert.deepEqual(problems, []);
});

async function everyPage<Item>(
  list: (page: PageRequest) => Promise<Answer<Page<Item>>>,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = found(await list({ limit, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

test('[I14] a list is complete and repeats nothing, whatever the size of its pages', async () => {
  const all = { sku: null, location: null };
  const positions = await everyPage(
    (page) => listPositions(pool, { ...all, location: 'LOC-2' }, page),
    500,
  );
  assert.equal(new Set(positions.map(({ sku }) => sku)).size, SKUS);
  assert.equal(positions.length, SKUS);
  const place = { sku: 'SKU-000001', location: 'LOC-1' };
  const entries = await everyPage((page) => listEntries(pool, place, page), 333);
  assert.equal(entries.length, 2_001);
  assert.deepEqual(
    entries.map(({ id }) => id),
    entries.map(({ id }) => id).toSorted((a, b) => b - a),
  );
  const incoming = await everyPage(
    (page) => listIncoming(pool, { ...all, reference: null }, page),
    499,
  );
  assert.equal(new Set(incoming.map(({ id }) => id)).size, 2 * SKUS);
  assert.equal(incoming.length, 2 * SKUS);
  const locations = await everyPage((page) => listLocations(pool, '', page), 3);
  assert.equal(locations.length, LOCATIONS);
});

test('[I16] a search finds by code, then by name, each SKU once', async () => {
  const first = await everyPage((page) => listSkus(pool, 'sku-00001', page), 4);
  assert.deepEqual(
    first.map(({ code }) => code),
    ['SKU-000010', 'SKU-000011', 'SKU-000012', 'SKU-000013', 'SKU-000014'].concat([
      'SKU-000015',
      'SKU-000016',
      'SKU-000017',
      'SKU-000018',
      'SKU-000019',
    ]),
  );
  const named = await everyPage((page) => listSkus(pool, 'LAMP NUMBER 19', page), 100);
  assert.equal(named.length, 223);
  assert.ok(named.every(({ name }) => name.startsWith('Lamp number 19')));
  const both = await everyPage((page) => listSkus(pool, 'sk', page), 500);
  assert.equal(both.length, SKUS);
  assert.equal(new Set(both.map(({ code }) => code)).size, SKUS);
  assert.equal((await everyPage((page) => listSkus(pool, '', page), 500)).length, SKUS);
  assert.deepEqual(await everyPage((page) => listSkus(pool, '100%', page), 5), []);
  assert.deepEqual(
    (await everyPage((page) => listLocations(pool, 'warehouse 3', page), 5)).map(
      ({ code }) => code,
    ),
    ['LOC-3'],
  );
});

test('[I37] positions are found by search and by state, none missed however far apart', async () => {
  const all = { sku: null, location: null, search: null, state: null };
  const client = await pool.connect();
  // The last SKUs of all: whoever looks for them crosses several stretches that have none.
  await client.query(
    `update inventory.stock_position set on_hand = 3, safety_stock = 5
     where sku_id > ${SKUS - 4} and location_id = 2`,
  );
  await client.query(
    `update inventory.stock_position set reserved = 4, allocated = 6
     where sku_id = ${SKUS} and location_id = 3`,
  );
  client.release();
  const below = await everyPage(
    (page) => findPositions(pool, { ...all, state: 'below_safety' }, page),
    3,
  );
  assert.deepEqual(
    below.map(({ sku, location }) => `${sku} ${location}`),
    [...Array(4).keys()].map((n) => `SKU-0${SKUS - 3 + n} LOC-2`),
  );
  const nothing = { ...all, state: 'nothing_left' as const };
  const first = found(await findPositions(pool, nothing, { limit: 50, cursor: null }));
  assert.deepEqual(first.items, [], 'the first stretch has none');
  assert.notEqual(first.nextCursor, null, 'and yet it goes on');
  const left = await everyPage((page) => findPositions(pool, nothing, page), 50);
  assert.deepEqual(
    left.map(({ sku, location, available }) => [sku, location, available]),
    [[`SKU-0${SKUS}`, 'LOC-3', 0]],
  );
  const there = await everyPage(
    (page) => findPositions(pool, { ...nothing, location: 'LOC-3' }, page),
    50,
  );
  assert.deepEqual(there, left);
  const searched = await everyPage(
    (page) => findPositions(pool, { ...all, search: 'sku-01999', location: 'LOC-2' }, page),
    4,
  );
  assert.equal(searched.length, 10);
  assert.ok(searched.every(({ location }) => location === 'LOC-2'));
  const both = { ...all, search: 'sku-01999', state: 'below_safety' as const };
  const belowFound = await everyPage((page) => findPositions(pool, both, page), 4);
  assert.deepEqual(
    belowFound.map(({ sku }) => sku),
    ['SKU-019997', 'SKU-019998', 'SKU-019999'],
  );
  assert.deepEqual(
    await everyPage((page) => findPositions(pool, { ...both, sku: 'SKU-000001' }, page), 4),
    [],
  );
  await assertFast('positions in a state', () =>
    findPositions(pool, nothing, { limit: 100, cursor: null }),
  );
});

test('[I14] a page takes under 50 ms, also deep in a list', async () => {
  const all = { sku: null, location: null };
  const deep = async <Item>(
    list: (page: PageRequest) => Promise<Answer<Page<Item>>>,
  ): Promise<string | null> => {
    let cursor: string | null = null;
    for (let page = 0; page < 30; page += 1) {
      cursor = found(await list({ limit: 100, cursor })).nextCursor;
    }
    return cursor;
  };
  const lists: Record<string, (page: PageRequest) => Promise<Answer<Page<unknown>>>> = {
    positions: (page) => listPositions(pool, all, page),
    'positions at a location': (page) => listPositions(pool, { ...all, location: 'LOC-3' }, page),
    incoming: (page) => listIncoming(pool, { ...all, reference: null }, page),
    'incoming at a location': (page) =>
      listIncoming(pool, { sku: null, location: 'LOC-1', reference: null }, page),
    SKUs: (page) => listSkus(pool, '', page),
    'SKUs by name': (page) => listSkus(pool, 'lamp', page),
  };
  for (const [name, list] of Object.entries(lists)) {
    const cursor = await deep(list);
    assert.notEqual(cursor, null, name);
    await assertFast(name, () => list({ limit: 100, cursor }));
  }
  const place = { sku: 'SKU-000001', location: 'LOC-1' };
  await assertFast('entries', () => listEntries(pool, place, { limit: 100, cursor: null }));
  const question = { sku: 'SKU-000001', location: null, at: 0, until: null };
  await assertFast('ATP', () => readAtp(pool, question));
});

/** The fastest of some runs, because others share the machine; a scan is slow every time. */
async function assertFast(name: string, run: () => Promise<Answer<unknown>>): Promise<void> {
  let fastestMs = Infinity;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const started = performance.now();
    found(await run());
    fastestMs = Math.min(fastestMs, performance.now() - started);
  }
  assert.ok(fastestMs < PAGE_MS_MAX, `${name} takes ${fastestMs.toFixed(1)} ms`);
}
