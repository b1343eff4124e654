import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  createManualClock,
  type AnyBody,
  type TestHub,
  type TestReply,
} from '../../hub/testing.ts';
import { Random } from '../../kernel/random.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import {
  compareLedgerWithPositions,
  listIncoming,
  listPositions,
  rebuildPositions,
} from './index.ts';
import {
  CHECK_VIOLATION,
  found,
  inventoryHub,
  putTestLocations,
  putTestSkus,
  watchFailures,
} from './testing.ts';

const HOUR_MS = 3_600_000;
const ROUNDS = 15;
const database = await testDatabase();
const { pool } = database;
const failures = watchFailures(pool);
const clock = createManualClock();
const hubs: readonly [TestHub, TestHub] = [inventoryHub(pool, clock), inventoryHub(pool, clock)];
const [hub] = hubs;
await putTestSkus(hub, ['TEA', 'CUP', 'POT']);
await putTestLocations(hub, ['SHA', 'FRA']);
after(async () => {
  for (const each of hubs) await each.stop();
  await database.drop();
});

async function statusesOfBoth(kind: string, body: object): Promise<number[]> {
  const replies = await Promise.all(hubs.map((each) => each.submit(kind, body)));
  assert.deepEqual(
    hubs.map(({ reported }) => reported),
    [[], []],
  );
  return replies.map(({ status }) => status).toSorted((a, b) => a - b);
}

function receive(sku: string, quantity: number): Promise<TestReply<AnyBody>> {
  const lines = [{ sku, quantity }];
  return hub.submit('receive_stock', { location: 'SHA', reference: 'DN', lines });
}

function inAnHour(): string {
  return new Date(clock.now() + HOUR_MS).toISOString();
}

test('[I4] of two hubs that sell the last unit exactly one wins', async () => {
  const wish = { sku: 'TEA', location: 'SHA', quantity: 1, reference: 'cart' };
  for (let round = 0; round < ROUNDS; round += 1) {
    await receive('TEA', 1);
    const statuses = await statusesOfBoth('reserve_stock', { ...wish, expiresAt: inAnHour() });
    assert.deepEqual(statuses, [201, 409]);
  }
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

test('[I4] two hubs that serve 120 buyers sell every unit once', async () => {
  await receive('CUP', 50);
  const wish = { sku: 'CUP', location: 'SHA', quantity: 1, reference: 'cart' };
  const body = { ...wish, expiresAt: inAnHour() };
  const replies = await Promise.all(
    Array.from({ length: 120 }, (_, buyer) =>
      (hubs[buyer % 2] as TestHub).submit('reserve_stock', body),
    ),
  );
  assert.equal(replies.filter(({ status }) => status === 201).length, 50);
  assert.equal(replies.filter(({ body }) => body.code === 'insufficient_stock').length, 70);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

test('[I9] two hubs that hear one announcement announce it once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const reference = `PO-${round}`;
    const lines = [{ sku: 'TEA', quantity: 5, expectedAt: inAnHour() }];
    const body = { location: 'SHA', reference, lines };
    assert.deepEqual(await statusesOfBoth('announce_supply', body), [201, 409]);
  }
});

test('[I9] supply that two hubs receive in halves is closed', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const reference = `HALF-${round}`;
    const lines = [{ sku: 'POT', quantity: 10, expectedAt: inAnHour() }];
    await hub.submit('announce_supply', { location: 'SHA', reference, lines });
    const half = { location: 'SHA', reference, lines: [{ sku: 'POT', quantity: 5 }] };
    assert.deepEqual(await statusesOfBoth('receive_stock', half), [200, 200]);
  }
  const filter = { sku: 'POT', location: null, reference: null };
  assert.deepEqual(found(await listIncoming(pool, filter, { limit: 9, cursor: null })).items, []);
});

test('[I11] two hubs that send or receive one transfer do it once', async () => {
  await receive('TEA', 100);
  for (let round = 0; round < ROUNDS; round += 1) {
    const reference = `T-${round}`;
    const lines = [{ sku: 'TEA', quantity: 2 }];
    const body = { from: 'SHA', to: 'FRA', reference, expectedAt: inAnHour(), lines };
    assert.deepEqual(await statusesOfBoth('transfer_stock', body), [201, 409]);
    assert.deepEqual(await statusesOfBoth('receive_transfer', { reference, lines }), [200, 409]);
  }
  const filter = { sku: 'TEA', location: 'FRA' };
  const [position] = found(await listPositions(pool, filter, { limit: 1, cursor: null })).items;
  assert.equal(position?.onHand, 2 * ROUNDS);
});

test('[I13] a reservation that two hubs end at once ends once', async () => {
  await receive('TEA', ROUNDS);
  const wish = { sku: 'TEA', location: 'SHA', quantity: 1, reference: 'cart' };
  for (let round = 0; round < ROUNDS; round += 1) {
    const reserved = await hub.submit('reserve_stock', { ...wish, expiresAt: inAnHour() });
    const { id } = reserved.body;
    assert.deepEqual(await statusesOfBoth('release_reservation', { id }), [200, 409]);
  }
  await receive('TEA', 1);
  await hub.submit('reserve_stock', { ...wish, expiresAt: inAnHour() });
  clock.advance(2 * HOUR_MS);
  const replies = await Promise.all(hubs.map((each) => each.submit('expire_reservations', {})));
  const { rows } = await pool.query<{ held: number; expired: number }>(
    `select count(*) filter (where state = 'held') as held,
       count(*) filter (where state = 'expired') as expired from inventory.reservation`,
  );
  assert.equal(rows[0]?.held, 0);
  const expired = replies.reduce((sum, { body }) => sum + Number(body.expired), 0);
  assert.equal(expired, rows[0]?.expired);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

test('[I3, I4] two hubs in a storm of everything keep the ledger true, also while it is rebuilt', async () => {
  const random = new Random(20_261_102);
  const skus = ['TEA', 'CUP', 'POT'];
  const commandOf = (): [kind: string, body: object] => {
    const [sku, location] = [random.pick(skus), random.pick(['SHA', 'FRA'])];
    const quantity = random.integer(1, 5);
    const lines = [{ sku, quantity }];
    const reference = `S-${random.integer(0, 40)}`;
    const kinds: (() => [string, object])[] = [
      () => ['receive_stock', { location, reference, lines }],
      () => ['receive_stock', { location, reference, lines }],
      () => [
        'adjust_stock',
        { location, reason: 'count', lines: [{ sku, delta: random.integer(-5, 2) }] },
      ],
      () => [
        'announce_supply',
        { location, reference, lines: [{ sku, quantity, expectedAt: inAnHour() }] },
      ],
      () => [
        'transfer_stock',
        {
          from: location,
          to: location === 'SHA' ? 'FRA' : 'SHA',
          reference,
          expectedAt: inAnHour(),
          lines,
        },
      ],
      () => ['receive_transfer', { reference, lines, isComplete: random.chance(0.3) }],
      () => ['set_safety_stock', { location, lines: [{ sku, quantity }] }],
      () => [
        'reserve_stock',
        { sku, location, quantity, reference, expiresAt: new Date(clock.now() + 1).toISOString() },
      ],
      () => ['expire_reservations', {}],
    ];
    return random.pick(kinds)();
  };
  for (let wave = 0; wave < 8; wave += 1) {
    clock.advance(1_000);
    const replies = Promise.all(
      Array.from({ length: 60 }, () =>
        (hubs[random.integer(0, 1)] as TestHub).submit(...commandOf()),
      ),
    );
    const [answers, rebuilt] = await Promise.all([replies, rebuildPositions(pool)]);
    assert.equal(rebuilt, 0);
    assert.deepEqual(
      answers.filter(({ status }) => status >= 500).map(({ text }) => text),
      [],
    );
    assert.deepEqual(await compareLedgerWithPositions(pool), []);
  }
  assert.ok(!failures.includes(CHECK_VIOLATION));
  assert.deepEqual(
    hubs.map(({ reported }) => reported),
    [[], []],
  );
  const { rows } = await pool.query<{ reserved: number; held: number }>(
    `select (select sum(reserved) from inventory.stock_position) as reserved,
       (select coalesce(sum(quantity), 0) from inventory.reservation where state = 'held') as held`,
  );
  assert.equal(Number(rows[0]?.reserved), Number(rows[0]?.held));
});
