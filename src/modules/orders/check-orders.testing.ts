import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import { runStatement } from '../../platform/postgres/index.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { compareLedgerWithPositions } from '../inventory/index.ts';
import { linesWithStock } from './bundles.ts';
import { channelOf, type Channel } from './channels.ts';
import { heldUnits } from './move-order-stock.ts';
import type { OrderRecord } from './order-record.ts';
import { readOrderRecords } from './order-rows.ts';
import { mayTransition } from './order-states.ts';
import { totalsOf } from './order-totals.ts';
import * as stored from './check-orders.testing.sql.ts';
import * as sql from './orders.sql.ts';
import { settleOrder } from './settle-order.ts';

/** Reads every order of the database, whole. */
export async function readAllOrders(pool: Pool): Promise<OrderRecord[]> {
  const { rows } = await pool.query<{ id: number }>(stored.ORDER_IDS);
  const ids = rows.map(({ id }) => id);
  return readOrderRecords(
    ids,
    (statement, values) => runStatement(pool, statement, values),
    'optimistic',
  );
}

/**
 * Everything that must hold of orders, stock and events at any moment at which no command is under
 * way. Throws at the first thing that does not.
 */
export async function checkOrders(pool: Pool): Promise<void> {
  const orders = await readAllOrders(pool);
  const channels = new Map(
    (await runStatement<Parameters<typeof channelOf>[0]>(pool, sql.readChannels, [])).map((row) => [
      row.id,
      channelOf(row),
    ]),
  );
  for (const order of orders) {
    checkTotals(order);
    checkPlan(order);
    checkDerived(order, channels.get(order.channelId) as Channel);
  }
  assert.deepEqual(
    await compareLedgerWithPositions(pool),
    [],
    'positions are the sums of the ledger',
  );
  await checkHeldStock(pool, orders);
  await checkPledges(pool, orders);
  await checkCapacity(pool, orders);
  await checkEvents(pool, orders);
  const { rows } = await pool.query(stored.QUARANTINED);
  assert.deepEqual(rows, [], 'nothing is in quarantine');
}

function checkTotals(order: OrderRecord): void {
  const { goodsMinor, discountMinor, taxMinor, chargesMinor, totalMinor } = order;
  assert.deepEqual(
    { goodsMinor, discountMinor, taxMinor, chargesMinor, totalMinor },
    totalsOf(order.lines, order.details.charges),
    `totals of order ${order.id} are those of its lines and charges`,
  );
  const captured = order.payments.reduce((sum, { kind, amountMinor }) => {
    if (kind === 'captured') return sum + amountMinor;
    return kind === 'refunded' || kind === 'chargeback' ? sum - amountMinor : sum;
  }, 0);
  assert.equal(order.paidMinor, captured, `order ${order.id} counts every payment once`);
  if (order.state === 'cancelled') assert.equal(totalMinor, 0, 'a cancelled order costs nothing');
}

/** What is planned is what is wanted, and what waits stands in the shipments that wait. */
function checkPlan(order: OrderRecord): void {
  const planned = new Map<string, number>();
  const waiting = new Map<string, number>();
  for (const { lines, locationId, waitsFor } of order.shipments) {
    for (const [lineNumber, quantity] of lines) {
      assert.ok(quantity > 0, `order ${order.id} plans something`);
      add(planned, String(lineNumber), quantity);
      if (waitsFor !== null) add(waiting, `${lineNumber}/${locationId}`, quantity);
    }
  }
  const wanted = new Map(
    linesWithStock(order.lines, order.details)
      .filter(({ quantity, shippedQuantity }) => quantity > shippedQuantity)
      .map(({ lineNumber, quantity, shippedQuantity }) => [
        String(lineNumber),
        quantity - shippedQuantity,
      ]),
  );
  assert.deepEqual(
    sorted(planned),
    sorted(wanted),
    `order ${order.id} plans what is wanted and has not left`,
  );
  const claimed = new Map<string, number>();
  for (const line of order.waiting) {
    assert.ok(line.quantity > 0);
    add(claimed, `${line.lineNumber}/${line.locationId}`, line.quantity);
  }
  for (const [place, quantity] of claimed) {
    assert.ok(
      quantity <= (waiting.get(place) ?? 0),
      `order ${order.id} claims no more than it waits for at ${place}`,
    );
  }
}

/** State, payment and deadline follow from the facts, whenever they are worked out. */
function checkDerived(order: OrderRecord, channel: Channel): void {
  const again = settleOrder(order, {
    channel,
    isCancelled: order.state === 'cancelled',
  });
  const { state, paymentState, stockState, paidMinor, nextDeadlineAt } = again;
  assert.deepEqual(
    { state, paymentState, stockState, paidMinor, nextDeadlineAt },
    {
      state: order.state,
      paymentState: order.paymentState,
      stockState: order.stockState,
      paidMinor: order.paidMinor,
      nextDeadlineAt: order.nextDeadlineAt,
    },
    `order ${order.id} is as its facts say`,
  );
}

async function checkHeldStock(pool: Pool, orders: readonly OrderRecord[]): Promise<void> {
  const held = new Map<string, number>();
  for (const order of orders) {
    for (const [key, { reserved, allocated }] of heldUnits(order)) {
      if (reserved > 0) add(held, `${key} reserved`, reserved);
      if (allocated > 0) add(held, `${key} allocated`, allocated);
    }
  }
  const { rows } = await pool.query<{
    sku_id: number;
    location_id: number;
    reserved: number;
    allocated: number;
  }>(stored.HELD_POSITIONS);
  const positions = new Map<string, number>();
  for (const { sku_id, location_id, reserved, allocated } of rows) {
    if (reserved > 0) add(positions, `${sku_id}/${location_id} reserved`, reserved);
    if (allocated > 0) add(positions, `${sku_id}/${location_id} allocated`, allocated);
  }
  assert.deepEqual(sorted(positions), sorted(held), 'positions hold what orders hold');
}

async function checkPledges(pool: Pool, orders: readonly OrderRecord[]): Promise<void> {
  const pledged = new Map<string, number>();
  for (const { incomingId, quantity } of orders.flatMap(({ waiting }) => waiting)) {
    if (incomingId !== null) add(pledged, incomingId, quantity);
  }
  const { rows } = await pool.query<{
    id: string;
    reference: string;
    promised: number;
    quantity: number;
    coming: number;
  }>(stored.SUPPLIES);
  for (const { id, reference, promised, quantity, coming } of rows) {
    const claimed = pledged.get(id) ?? 0;
    assert.ok(claimed <= quantity, `${reference} is not pledged beyond its quantity`);
    assert.equal(
      promised,
      Math.min(claimed, coming),
      `${reference} promises what is pledged of it`,
    );
  }
}

async function checkCapacity(pool: Pool, orders: readonly OrderRecord[]): Promise<void> {
  const planned = new Map<string, number>();
  for (const { locationId, shipDay } of orders.flatMap(({ shipments }) => shipments)) {
    add(planned, `${locationId}/${shipDay}`, 1);
  }
  const { rows } = await pool.query<{ location_id: number; day: number; shipments: number }>(
    stored.PROMISED_DAYS,
  );
  const { rows: capped } = await pool.query<{ id: number }>(stored.CAPPED_LOCATIONS);
  const counted = new Map(
    [...planned].filter(([key]) => capped.some(({ id }) => key.startsWith(`${id}/`))),
  );
  const kept = new Map(rows.map((row) => [`${row.location_id}/${row.day}`, row.shipments]));
  assert.deepEqual(sorted(kept), sorted(counted), 'days count the shipments planned for them');
}

/** Versions are consecutive from 1, and every step is one of the table of transitions. */
async function checkEvents(pool: Pool, orders: readonly OrderRecord[]): Promise<void> {
  const { rows } = await pool.query<{ order_id: number; version: number; state: OrderState }>(
    stored.ORDER_EVENTS,
  );
  const events = Map.groupBy(rows, ({ order_id }) => order_id);
  for (const order of orders) {
    const told = events.get(order.id) ?? [];
    assert.deepEqual(
      told.map(({ version }) => version),
      told.map((_, index) => index + 1),
      `versions of order ${order.id} are consecutive`,
    );
    assert.equal(told.at(-1)?.version, order.version);
    assert.equal(told.at(-1)?.state, order.state);
    for (const [index, { state }] of told.entries()) {
      const before = told[index - 1]?.state;
      if (before === undefined) continue;
      assert.ok(mayTransition(before, state), `order ${order.id}: ${before} to ${state}`);
      if (before === 'cancelled') assert.equal(state, before, 'an order that is over stays so');
    }
  }
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}

function sorted(sums: ReadonlyMap<string, number>): (readonly [string, number])[] {
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
