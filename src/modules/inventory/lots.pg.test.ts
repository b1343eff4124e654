import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import type { CommandHandler } from '../../hub/index.ts';
import { testHub, type AnyBody, type TestHub } from '../../hub/testing.ts';
import type { Inventory } from './create-inventory.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import {
  compareLedgerWithPositions,
  createInventory,
  listLots,
  listPositions,
  lotDeadlines,
  needTracked,
  putBackLots,
  readLotSuggestion,
  readSerial,
  suggestLots,
  takeLots,
  type TrackedMove,
  withheldDeadlines,
} from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
after(() => database.drop());

let hub: TestHub;
let round = 0;
let MILK = '';

beforeEach(async () => {
  round += 1;
  MILK = `MILK-${round}`;
  hub = inventoryHub(pool);
  await putTestSkus(hub, [MILK]);
  await putTestLocations(hub, ['SHA', 'CTU']);
});
afterEach(async () => {
  await hub.stop();
  assert.deepEqual(hub.reported, []);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
  const { rows } = await pool.query(
    `select position.sku_id, position.on_hand, coalesce(sum(lot.on_hand), 0) as in_lots
     from inventory.stock_position as position
     join inventory.sku on sku.id = position.sku_id and sku.tracking <> 'none'
     left join inventory.lot on lot.sku_id = position.sku_id and lot.location_id = position.location_id
     group by position.sku_id, position.location_id, position.on_hand
     having position.on_hand <> coalesce(sum(lot.on_hand), 0)`,
  );
  assert.deepEqual(rows, []);
});

async function done(kind: string, body: unknown): Promise<AnyBody> {
  const reply = await hub.submit(kind, body);
  assert.ok(reply.status < 300, reply.text + hub.reported.join());
  return reply.body;
}

function inDays(days: number): string {
  return new Date(hub.clock.now() + days * DAY_MS).toISOString();
}

function receive(lots: object[] | undefined, quantity: number, location = 'SHA'): Promise<AnyBody> {
  const lines = [{ sku: MILK, quantity, ...(lots === undefined ? {} : { lots }) }];
  return done('receive_stock', { location, reference: 'DN', lines });
}

async function lots() {
  return found(await listLots(pool, MILK, null, PAGE)).items.map(
    ({ location, lot, onHand, quarantined, state }) => [location, lot, onHand, quarantined, state],
  );
}

async function available(location = 'SHA'): Promise<number | undefined> {
  return found(await listPositions(pool, { sku: MILK, location }, PAGE)).items[0]?.available;
}

async function tick(source: typeof lotDeadlines): Promise<void> {
  for (const { kind, body } of await source.due(pool, hub.clock.now(), 10)) await done(kind, body);
}

test('[I24] a SKU that is kept by lots names them when it comes, and they add up to what is on hand', async () => {
  await done('set_tracking', { sku: MILK, tracking: 'lot' });
  const untold = { location: 'SHA', reference: 'DN', lines: [{ sku: MILK, quantity: 5 }] };
  assert.equal((await hub.submit('receive_stock', untold)).body.code, 'lots_mismatch');
  const wrong = {
    ...untold,
    lines: [{ sku: MILK, quantity: 5, lots: [{ lot: 'L1', quantity: 4 }] }],
  };
  assert.equal((await hub.submit('receive_stock', wrong)).body.code, 'lots_mismatch');
  await receive(
    [
      { lot: 'L1', quantity: 4, expiresAt: inDays(30) },
      { lot: 'L2', quantity: 6 },
    ],
    10,
  );
  await receive([{ lot: 'L1', quantity: 1 }], 1);
  assert.deepEqual(await lots(), [
    ['SHA', 'L1', 5, 0, 'open'],
    ['SHA', 'L2', 6, 0, 'open'],
  ]);
});

test('[I24] what nobody names leaves by expiry and comes into the unknown lot', async () => {
  await receive(undefined, 3);
  const refused = await hub.submit('set_tracking', { sku: MILK, tracking: 'lot' });
  assert.equal(refused.body.code, 'illegal_transition');
  await done('set_tracking', { sku: MILK, tracking: 'lot', openingLot: 'OLD' });
  await receive([{ lot: 'SOON', quantity: 4, expiresAt: inDays(5) }], 4);
  const adjust = (delta: number) =>
    done('adjust_stock', { location: 'SHA', reason: 'found', lines: [{ sku: MILK, delta }] });
  await adjust(-5);
  await adjust(2);
  assert.deepEqual(await lots(), [
    ['SHA', 'OLD', 2, 0, 'open'],
    ['SHA', 'SOON', 0, 0, 'open'],
    ['SHA', 'UNKNOWN', 2, 0, 'open'],
  ]);
});

test('[I25] lots are suggested first expired first out, without those that are blocked or keep too short', async () => {
  await done('set_tracking', { sku: MILK, tracking: 'lot' });
  await receive(
    [
      { lot: 'LATE', quantity: 5, expiresAt: inDays(60) },
      { lot: 'SOON', quantity: 5, expiresAt: inDays(5) },
      { lot: 'MID', quantity: 5, expiresAt: inDays(30) },
      { lot: 'BAD', quantity: 5, expiresAt: inDays(20) },
    ],
    20,
  );
  await done('quarantine_lot', { sku: MILK, lot: 'BAD', reason: 'glass' });
  const wish = { sku: MILK, location: 'SHA', quantity: 7, at: hub.clock.now() };
  const suggestion = found(await readLotSuggestion(pool, { ...wish, shelfLifeDaysMin: 10 }));
  assert.deepEqual(suggestion.chosen, [
    { lot: 'MID', quantity: 5 },
    { lot: 'LATE', quantity: 2 },
  ]);
  assert.deepEqual(suggestion.passedOver, [
    { lot: 'SOON', because: 'keeps_too_short' },
    { lot: 'BAD', because: 'quarantined' },
  ]);
});

test('[I26] a recalled lot goes to quality control everywhere; what is promised follows when it is given back', async () => {
  await done('set_tracking', { sku: MILK, tracking: 'lot' });
  await receive([{ lot: 'L1', quantity: 10 }], 10);
  await receive(
    [
      { lot: 'L1', quantity: 4 },
      { lot: 'L2', quantity: 3 },
    ],
    7,
    'CTU',
  );
  const expiresAt = new Date(hub.clock.now() + HOUR_MS).toISOString();
  const wish = { sku: MILK, location: 'SHA', quantity: 8, reference: 'cart', expiresAt };
  const { id } = await done('reserve_stock', wish);
  const change = await done('quarantine_lot', { sku: MILK, lot: 'L1', reason: 'recall 7' });
  assert.deepEqual(change.locations, [
    { location: 'SHA', onHand: 10, quarantined: 2 },
    { location: 'CTU', onHand: 4, quarantined: 4 },
  ]);
  assert.equal(await available('CTU'), 3);
  await done('release_reservation', { id });
  assert.equal((await hub.submit('reserve_stock', { ...wish, quantity: 1 })).status, 409);
  await tick(withheldDeadlines);
  assert.deepEqual(await lots(), [
    ['SHA', 'L1', 10, 10, 'quarantined'],
    ['CTU', 'L1', 4, 4, 'quarantined'],
    ['CTU', 'L2', 3, 0, 'open'],
  ]);
  await done('release_lot', { sku: MILK, lot: 'L1', reason: 'tested' });
  assert.equal(await available(), 10);
  const again = await hub.submit('release_lot', { sku: MILK, lot: 'L1', reason: 'x' });
  assert.equal(again.body.code, 'illegal_transition');
  await done('quarantine_lot', { sku: MILK, lot: 'L1', reason: 'after all' });
  assert.equal(await available(), 0);
});

test('[I27] a lot whose time is over leaves what is available, by the clock, once', async () => {
  await done('set_tracking', { sku: MILK, tracking: 'lot' });
  await receive(
    [
      { lot: 'L1', quantity: 4, expiresAt: inDays(2) },
      { lot: 'L2', quantity: 3 },
    ],
    7,
  );
  await tick(lotDeadlines);
  assert.equal(await available(), 7);
  hub.clock.advance(2 * DAY_MS);
  await tick(lotDeadlines);
  assert.equal(await available(), 3);
  assert.deepEqual(await lotDeadlines.due(pool, hub.clock.now(), 10), []);
});

test('[I24] a unit with a number of its own is at one place at a time and its way can be read', async () => {
  await done('set_tracking', { sku: MILK, tracking: 'serial' });
  const lines = [{ sku: MILK, quantity: 2, serials: ['SN-1', 'SN-2'] }];
  const receipt = { location: 'SHA', reference: 'DN', lines };
  const untold = { ...receipt, lines: [{ sku: MILK, quantity: 1 }] };
  assert.equal((await hub.submit('receive_stock', untold)).body.code, 'lots_mismatch');
  await done('receive_stock', receipt);
  assert.equal((await hub.submit('receive_stock', receipt)).body.code, 'lots_mismatch');
  const unit = found(await readSerial(pool, MILK, 'SN-1'));
  assert.deepEqual([unit.state, unit.location], ['on_hand', 'SHA']);
  assert.deepEqual(
    unit.history.map(({ what, location }) => [what, location]),
    [['received', 'SHA']],
  );
});

/** What rooms above do: units leave with an order, or come back from it. */
function orderHandlers({ catalogue, stock, lots: source }: Inventory): CommandHandler<never>[] {
  const moved = (kind: string, sign: 1 | -1): CommandHandler<OrderMove> => ({
    kind,
    need({ body }, unit) {
      unit.facts(catalogue).needSkuCode(body.sku);
      unit.facts(stock).needSkuCode(body.sku);
      needTracked(unit.facts(source), body.sku, 'SHA', body);
    },
    decide({ body, receivedAt: at }, unit) {
      const item = unit.facts(catalogue).sku(body.sku);
      const location = unit.facts(catalogue).location('SHA');
      assert.ok(item !== undefined && location !== undefined);
      const { orderId, quantity } = body;
      const move = { ...body, item, location, orderId, quantity, at };
      const wrong = (sign < 0 ? takeLots : putBackLots)(unit.facts(source), [move]);
      if (wrong !== null) return wrong;
      const eventId = unit.newEventId();
      unit
        .facts(stock)
        .move(
          unit.facts(stock).position(item.id, location.id),
          sign < 0 ? 'ship' : 'return',
          { onHand: sign * quantity },
          { orderId, eventId, recordedAt: at },
        );
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  });
  const suggest: CommandHandler<OrderMove> = {
    kind: 'suggest_lots',
    need({ body }, unit) {
      unit.facts(catalogue).needSkuCode(body.sku);
      unit.facts(stock).needSkuCode(body.sku);
    },
    decide({ body: { sku, quantity }, receivedAt: at }, unit) {
      const item = unit.facts(catalogue).sku(sku);
      const location = unit.facts(catalogue).location('SHA');
      assert.ok(item !== undefined && location !== undefined);
      const wish = { item, location, quantity, at, shelfLifeDaysMin: 6 };
      const { choice, record } = suggestLots(unit.facts(source), wish);
      assert.equal((JSON.parse(record) as { kind: string }).kind, 'inventory.fefo');
      return { kind: 'accepted', status: 200, body: JSON.stringify(choice) };
    },
  };
  return [moved('ship_lots', -1), moved('return_lots', 1), suggest];
}

interface OrderMove {
  readonly sku: string;
  readonly quantity: number;
  readonly orderId: number;
  readonly lots?: TrackedMove['lots'];
  readonly serials?: TrackedMove['serials'];
}

test('[I24, I25, I26] lots leave with orders and come back, and a recall names the orders that got some', async () => {
  await hub.stop();
  const inventory = createInventory();
  const { sources, handlers } = inventory;
  const modules = [{ sources, handlers: [...handlers, ...orderHandlers(inventory)] }];
  hub = testHub(pool, { modules });
  await done('set_tracking', { sku: MILK, tracking: 'lot' });
  await receive(
    [
      { lot: 'L1', quantity: 5, expiresAt: inDays(9) },
      { lot: 'L2', quantity: 5, expiresAt: inDays(5) },
    ],
    10,
  );
  const ship = { sku: MILK, quantity: 3, orderId: 100_000_001 };
  const { chosen } = await done('suggest_lots', ship);
  assert.deepEqual(chosen, [{ lot: 'L1', quantity: 3 }]);
  await done('ship_lots', { ...ship, lots: [{ lot: 'L1', quantity: 3 }] });
  await done('ship_lots', { ...ship, orderId: 100_000_002 });
  assert.deepEqual(await lots(), [
    ['SHA', 'L1', 2, 0, 'open'],
    ['SHA', 'L2', 2, 0, 'open'],
  ]);
  const tooMuch = { ...ship, lots: [{ lot: 'L1', quantity: 3 }] };
  assert.equal((await hub.submit('ship_lots', tooMuch)).body.code, 'lots_mismatch');
  await done('return_lots', { ...ship, quantity: 1, lots: [{ lot: 'L1', quantity: 1 }] });
  const recall = await done('quarantine_lot', { sku: MILK, lot: 'L1', reason: 'recall' });
  assert.deepEqual(recall.orders, [{ orderId: '100000001', units: 2 }]);
  const blocked = { ...ship, quantity: 1, lots: [{ lot: 'L1', quantity: 1 }] };
  assert.equal((await hub.submit('ship_lots', blocked)).body.code, 'lots_mismatch');
});

test('[I24] a unit with a number is shipped with its order and returned, step by step', async () => {
  await hub.stop();
  const inventory = createInventory();
  const { sources, handlers } = inventory;
  hub = testHub(pool, {
    modules: [{ sources, handlers: [...handlers, ...orderHandlers(inventory)] }],
  });
  await done('set_tracking', { sku: MILK, tracking: 'serial' });
  const lines = [{ sku: MILK, quantity: 1, serials: ['SN-9'] }];
  await done('receive_stock', { location: 'SHA', reference: 'DN', lines });
  const move = { sku: MILK, quantity: 1, orderId: 100_000_003, serials: ['SN-9'] };
  await done('ship_lots', move);
  assert.equal((await hub.submit('ship_lots', move)).body.code, 'lots_mismatch');
  assert.equal(found(await readSerial(pool, MILK, 'SN-9')).orderId, '100000003');
  await done('return_lots', move);
  const unit = found(await readSerial(pool, MILK, 'SN-9'));
  assert.deepEqual(
    unit.history.map(({ what, orderId }) => [what, orderId]),
    [
      ['received', null],
      ['shipped', '100000003'],
      ['returned', '100000003'],
    ],
  );
});
