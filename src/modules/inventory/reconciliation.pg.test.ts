import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { DecisionKinds } from '../../hub/index.ts';
import type { AnyBody, TestHub } from '../../hub/testing.ts';
import { SNAPSHOT_STATES } from '../../../contracts/inventory-snapshots.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import {
  compareLedgerWithPositions,
  createSnapshotComparisons,
  INVENTORY_DECISIONS,
  listDrifts,
  listEntries,
  listIncoming,
  listPositions,
  readSnapshot,
} from './index.ts';
import { SNAPSHOT_TRANSITIONS } from './snapshots.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const HOUR_MS = 3_600_000;
const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
const comparisons = createSnapshotComparisons();
after(() => database.drop());

let hub: TestHub;
let round = 0;
let TEA = '';
let CUP = '';
let POT = '';
let SHA = '';

beforeEach(async () => {
  round += 1;
  [TEA, CUP, POT, SHA] = [`TEA-${round}`, `CUP-${round}`, `POT-${round}`, `SHA-${round}`];
  hub = inventoryHub(pool);
  await putTestSkus(hub, [TEA, CUP, POT]);
  await putTestLocations(hub, [SHA]);
  await receive(TEA, 113);
  await receive(CUP, 57);
  await receive(POT, 31);
  hub.clock.advance(24 * HOUR_MS);
});
afterEach(async () => {
  await hub.stop();
  assert.deepEqual(hub.reported, []);
  assert.deepEqual(await compareLedgerWithPositions(pool), []);
});

async function done(kind: string, body: unknown, actor?: string): Promise<AnyBody> {
  const reply = await hub.submit(kind, body, actor === undefined ? {} : { actor });
  assert.ok(reply.status < 300, reply.text);
  return reply.body;
}

function receive(sku: string, quantity: number, reference = 'DN'): Promise<AnyBody> {
  return done('receive_stock', { location: SHA, reference, lines: [{ sku, quantity }] });
}

function take(sku: string, delta: number): Promise<AnyBody> {
  return done('adjust_stock', { location: SHA, reason: 'sold', lines: [{ sku, delta }] });
}

async function compare(
  onHand: Readonly<Record<string, number>>,
  over: object = {},
): Promise<string> {
  const lines = Object.entries(onHand).map(([sku, units]) => ({ sku, onHand: units }));
  const takenAt = new Date(hub.clock.now()).toISOString();
  const body = { location: SHA, takenAt, lines, ...over };
  const { id } = await done('take_snapshot', body, 'key/wms');
  await tick();
  return id as string;
}

/** The clock compares whatever waits. */
async function tick(): Promise<void> {
  for (;;) {
    const due = await comparisons.due(pool, hub.clock.now(), 10);
    if (due.length === 0) return;
    for (const { kind, body } of due) await done(kind, body, 'system/clock');
  }
}

async function drifts(id: string) {
  return found(await listDrifts(pool, id, PAGE)).items;
}

async function state(id: string): Promise<string> {
  return found(await readSnapshot(pool, id)).state;
}

async function onHand(sku: string): Promise<number | undefined> {
  return found(await listPositions(pool, { sku, location: SHA }, PAGE)).items[0]?.onHand;
}

test('[I33] the table of states is the database s and every state can be reached', async () => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
     where conname = 'stock_snapshot_state_check'`,
  );
  const named = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, name]) =>
    String(name),
  );
  assert.deepEqual(named.toSorted(), [...SNAPSHOT_STATES].toSorted());
  const reached = new Set(['received', ...Object.values(SNAPSHOT_TRANSITIONS).flat()]);
  assert.deepEqual([...reached].toSorted(), [...SNAPSHOT_STATES].toSorted());
});

test('[I32] a snapshot is held against the ledger of its moment, not of now', async () => {
  const takenAt = new Date(hub.clock.now()).toISOString();
  hub.clock.advance(HOUR_MS);
  await receive(TEA, 40);
  await take(CUP, -7);
  const id = await compare({ [TEA]: 113, [CUP]: 57 }, { takenAt });
  assert.equal(await state(id), 'agreed');
  const { rows } = await pool.query<{ on_hand: number }>(
    'select on_hand from inventory.stock_agreement where snapshot_id = $1 order by on_hand',
    [id],
  );
  assert.deepEqual(
    rows.map(({ on_hand }) => on_hand),
    [57, 113],
  );
});

test('[I32] the same snapshot is taken in once, whatever the order of its lines', async () => {
  const takenAt = new Date(hub.clock.now()).toISOString();
  const id = await compare({ [TEA]: 113, [CUP]: 50 }, { takenAt });
  assert.equal(await compare({ [CUP]: 50, [TEA]: 113 }, { takenAt }), id);
  assert.notEqual(await compare({ [CUP]: 51, [TEA]: 113 }, { takenAt }), id);
  const future = { takenAt: new Date(hub.clock.now() + 1).toISOString() };
  const body = { location: SHA, lines: [{ sku: TEA, onHand: 1 }], ...future };
  assert.equal((await hub.submit('take_snapshot', body)).body.code, 'invalid_request');
});

test('[I32] of a complete snapshot what is not named is not there', async () => {
  const id = await compare({ [TEA]: 113, [POT]: 31 }, { isComplete: true });
  assert.deepEqual(
    (await drifts(id)).map(({ sku, ours, theirs }) => [sku, ours, theirs]),
    [[CUP, 57, 0]],
  );
});

test('[I34] injected drift is found with its cause: late receipt, swapped SKUs, and the decision can be taken again', async () => {
  await done('announce_supply', {
    location: SHA,
    reference: `PO-${round}`,
    lines: [{ sku: TEA, quantity: 24, expectedAt: new Date(hub.clock.now()).toISOString() }],
  });
  const id = await compare({ [TEA]: 137, [CUP]: 53, [POT]: 35 });
  const found = await drifts(id);
  assert.deepEqual(
    found.map(({ sku, drift, causes, correction }) => [sku, drift, causes[0]?.cause, correction]),
    [
      [CUP, -4, 'swapped_skus', 'here'],
      [POT, 4, 'swapped_skus', 'here'],
      [TEA, 24, 'late_receipt', 'here'],
    ],
  );
  const { rows } = await pool.query<{ decision: string }>(
    `select decision from hub.event where type = 'stock.drift_found' and subject = $1`,
    [`sku/${TEA}`],
  );
  const kinds = new DecisionKinds(INVENTORY_DECISIONS);
  const stored = kinds.read(rows[0]?.decision as string);
  assert.ok(stored !== null);
  assert.equal(kinds.takeAgain(stored)?.agrees, true);
});

test('[I35] what is proposed is posted when a second person approves it, once, and supply that came is expected no more', async () => {
  const reference = `PO-${round}`;
  await done('announce_supply', {
    location: SHA,
    reference,
    lines: [{ sku: TEA, quantity: 24, expectedAt: new Date(hub.clock.now()).toISOString() }],
  });
  const id = await compare({ [TEA]: 137, [CUP]: 57 });
  const wish = { id, isApproved: true, reason: 'delivery note seen' };
  const own = await hub.submit('decide_snapshot', wish, { actor: 'key/wms' });
  assert.equal(own.body.code, 'second_person_needed');
  // What happens between snapshot and approval stays.
  await take(TEA, -10);
  await done('decide_snapshot', wish, 'person/ada');
  assert.equal(await state(id), 'posted');
  assert.equal(await onHand(TEA), 127);
  const again = await hub.submit('decide_snapshot', wish, { actor: 'person/ada' });
  assert.equal(again.body.code, 'illegal_transition');
  const [entry] = found(await listEntries(pool, { sku: TEA, location: SHA }, PAGE)).items;
  assert.deepEqual([entry?.kind, entry?.onHandDelta], ['reconciliation', 24]);
  const filter = { sku: TEA, location: SHA, reference: null };
  assert.deepEqual(found(await listIncoming(pool, filter, PAGE)).items, []);
});

test('[I35] a person proposes otherwise and then cannot approve; the other side is told; a rejection posts nothing', async () => {
  const id = await compare({ [TEA]: 131 });
  const [drift] = await drifts(id);
  assert.equal(drift?.causes[0]?.cause, 'count_typo');
  await done('propose_correction', { id: drift?.id, correction: 'there' }, 'person/bob');
  const wish = { id, isApproved: true, reason: 'counted' };
  const bob = await hub.submit('decide_snapshot', wish, { actor: 'person/bob' });
  assert.equal(bob.body.code, 'second_person_needed');
  await done('decide_snapshot', wish, 'person/ada');
  assert.equal(await onHand(TEA), 113);
  const { rows } = await pool.query<{ data: string }>(
    `select data from hub.event where type = 'stock.correction_requested' and subject = $1`,
    [`location/${SHA}`],
  );
  const told = JSON.parse(rows[0]?.data as string) as {
    lines: { sku: string; difference: number }[];
  };
  assert.deepEqual(
    told.lines.map(({ sku, difference }) => [sku, difference]),
    [[TEA, 18]],
  );
  const rejected = await compare({ [TEA]: 90 });
  const no = { id: rejected, isApproved: false, reason: 'counted again' };
  await done('decide_snapshot', no, 'person/ada');
  assert.equal(await state(rejected), 'rejected');
  assert.equal(await onHand(TEA), 113);
});

test('[I28, I35] what is promised is not taken away: the rest is kept for nobody and the broken promise is told', async () => {
  const expiresAt = new Date(hub.clock.now() + HOUR_MS).toISOString();
  const wish = { sku: POT, location: SHA, quantity: 28, reference: 'cart', expiresAt };
  const { id: reservation } = await done('reserve_stock', wish);
  const id = await compare({ [POT]: 21 });
  const [drift] = await drifts(id);
  await done('propose_correction', { id: drift?.id, correction: 'here' }, 'person/bob');
  await done('decide_snapshot', { id, isApproved: true, reason: 'they are gone' }, 'person/ada');
  assert.equal(await onHand(POT), 28);
  assert.equal((await drifts(id))[0]?.posted, -3);
  const { rows } = await pool.query<{ data: string }>(
    `select data from hub.event where type = 'stock.promise_broken' and subject = $1`,
    [`location/${SHA}`],
  );
  assert.deepEqual(
    rows.map(({ data }) => (JSON.parse(data) as { missing: number }).missing),
    [7],
  );
  // Units that are given back are not promised again while they are missing.
  await done('release_reservation', { id: reservation });
  const tooMuch = await hub.submit('reserve_stock', { ...wish, quantity: 22 });
  assert.equal(tooMuch.body.code, 'insufficient_stock');
  await done('reserve_stock', { ...wish, quantity: 21 });
});
