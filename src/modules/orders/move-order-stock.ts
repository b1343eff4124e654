import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { EntryKind, Incoming, PositionDelta } from '../inventory/index.ts';
import type { OrderRecord, StoredShipment, WaitingLine } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';

/** What an order holds of the stock: the part of it that stock facts need. */
export type Holding = Pick<OrderRecord, 'stockState' | 'shipments' | 'waiting' | 'lines'>;

/** What an order holds before it is placed and after it is cancelled. */
export const NOTHING_HELD: Holding = { stockState: 'none', shipments: [], waiting: [], lines: [] };

interface Held {
  readonly skuId: number;
  readonly locationId: number;
  reserved: number;
  allocated: number;
}

/**
 * Of each SKU at each location, the units that an order holds of stock at hand: all that is planned
 * there, less what waits for goods. A shipment that waits may hold a part of its units already.
 */
export function heldUnits(holding: Holding): Map<string, Held> {
  const held = new Map<string, Held>();
  if (holding.stockState === 'none') return held;
  const skuOfLine = new Map(holding.lines.map((line) => [line.lineNumber, line.skuId]));
  const add = (lineNumber: number, locationId: number, quantity: number): void => {
    const skuId = skuOfLine.get(lineNumber) as number;
    const key = `${skuId}/${locationId}`;
    let entry = held.get(key);
    if (entry === undefined)
      held.set(key, (entry = { skuId, locationId, reserved: 0, allocated: 0 }));
    if (holding.stockState === 'reserved') entry.reserved += quantity;
    else entry.allocated += quantity;
  };
  for (const { lines, locationId } of holding.shipments) {
    for (const [lineNumber, quantity] of lines) add(lineNumber, locationId, quantity);
  }
  for (const { lineNumber, locationId, quantity } of holding.waiting)
    add(lineNumber, locationId, -quantity);
  return held;
}

/** True when something of an order is at hand for it, soft or hard. */
export function isHoldingStock(draft: Pick<OrderRecord, 'shipments' | 'waiting'>): boolean {
  const planned = draft.shipments
    .flatMap(({ lines }) => lines)
    .reduce((sum, [, quantity]) => sum + quantity, 0);
  return planned > draft.waiting.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Why stock moves on behalf of an order. */
export interface MoveCause {
  readonly orderId: number;
  /** Whose units they are: what is kept for a channel is taken by its orders. */
  readonly channel: string;
  readonly eventId: string;
  readonly recordedAt: Instant;
  /** True when a deadline gave the stock back, not a person. */
  readonly isExpiry: boolean;
  /** Units that were held before and leave the location with this change. */
  readonly shipped: readonly ShippedUnits[];
}

/** Units of a SKU that leave a location for good. */
export interface ShippedUnits {
  readonly skuId: number;
  readonly locationId: number;
  readonly quantity: number;
}

/**
 * Moves stock, pledges of supply, claims and daily capacity from what an order held to what it holds
 * now. The only way in which orders touch stock: whatever a command does to an order, the ledger gets
 * exactly the difference.
 */
export function moveOrderStock(
  world: OrderWorld,
  before: Holding,
  after: Holding,
  cause: MoveCause,
): void {
  const held = heldUnits(before);
  const wanted = heldUnits(after);
  for (const units of cause.shipped) ship(world, held, units, cause);
  const keys = [...new Set([...held.keys(), ...wanted.keys()])];
  const moves = keys.map((key) => {
    const from = held.get(key);
    const to = wanted.get(key);
    const { skuId, locationId } = (to ?? from) as Held;
    return {
      skuId,
      locationId,
      reserved: (to?.reserved ?? 0) - (from?.reserved ?? 0),
      allocated: (to?.allocated ?? 0) - (from?.allocated ?? 0),
    };
  });
  // What is given back first makes room for what is taken.
  for (const move of moves.toSorted(
    (a, b) => a.reserved + a.allocated - b.reserved - b.allocated,
  )) {
    const kind = entryKindOf(move.reserved, move.allocated, cause.isExpiry);
    if (kind === null) continue;
    const delta: PositionDelta = {
      ...(move.reserved === 0 ? {} : { reserved: move.reserved }),
      ...(move.allocated === 0 ? {} : { allocated: move.allocated }),
    };
    world.stock.move(world.stock.position(move.skuId, move.locationId), kind, delta, cause);
  }
  if (before.waiting !== after.waiting) moveClaims(world, before.waiting, after.waiting);
  moveCapacity(world, before.shipments, after.shipments);
}

/** Takes what leaves out of what was held, so that the rest of the change does not give it back. */
function ship(
  world: OrderWorld,
  held: Map<string, Held>,
  { skuId, locationId, quantity }: ShippedUnits,
  cause: MoveCause,
): void {
  const entry = held.get(`${skuId}/${locationId}`);
  assert(entry !== undefined && entry.allocated >= quantity, 'what leaves was allocated');
  entry.allocated -= quantity;
  const delta = { onHand: -quantity, allocated: -quantity };
  world.stock.move(world.stock.position(skuId, locationId), 'ship', delta, cause);
}

function entryKindOf(reserved: number, allocated: number, isExpiry: boolean): EntryKind | null {
  if (allocated > 0) return 'allocate';
  if (allocated < 0) return 'deallocate';
  if (reserved > 0) return 'reserve';
  if (reserved < 0) return isExpiry ? 'expire' : 'unreserve';
  return null;
}

function moveClaims(
  world: OrderWorld,
  before: readonly WaitingLine[],
  after: readonly WaitingLine[],
): void {
  const pledged = new Set<Incoming>();
  for (const [lines, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const line of lines) {
      world.stock.position(line.skuId, line.locationId).withheld += sign * line.quantity;
      if (line.incomingId === null) continue;
      world.claims.add(line.incomingId, sign * line.quantity);
      // Supply that has wholly come is no longer pledged: the claim stands at the position.
      const incoming = world.stock.incomingOf(line.skuId).find(({ id }) => id === line.incomingId);
      if (incoming !== undefined) pledged.add(incoming);
    }
  }
  for (const incoming of pledged) {
    // Of what is claimed, part may have come: what others claim of the rest stays pledged to them.
    const coming = Math.max(0, incoming.quantity - incoming.received);
    const pledge = Math.min(world.claims.of(incoming.id), coming);
    if (pledge !== incoming.promised) world.stock.pledge(incoming, pledge - incoming.promised);
  }
}

function moveCapacity(
  world: OrderWorld,
  before: readonly StoredShipment[],
  after: readonly StoredShipment[],
): void {
  for (const [shipments, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const { locationId, shipDay } of shipments) {
      const { dailyCapacityShipments } = world.catalogue.locationById(locationId);
      if (dailyCapacityShipments !== null) world.stock.promiseShipments(locationId, shipDay, sign);
    }
  }
}
