import { assert } from '../../kernel/assert.ts';
import type { Day } from '../../kernel/calendar.ts';
import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import type { CatalogueFacts } from './catalogue.ts';
import {
  availableToPromise,
  emptyPosition,
  movePosition,
  type EntryKind,
  type Position,
  type PositionDelta,
} from './position.ts';
import * as sql from './stock.sql.ts';

/** Announced supply of one SKU at one location. */
export interface Incoming {
  readonly id: string;
  readonly skuId: number;
  readonly locationId: number;
  readonly reference: string;
  readonly expectedAt: Instant;
  readonly quantity: number;
  received: number;
  promised: number;
}

interface Entry {
  readonly position: Position;
  readonly kind: EntryKind;
  readonly delta: PositionDelta;
  readonly orderId: number | null;
  readonly eventId: string;
  readonly recordedAt: Instant;
}

interface IncomingMove {
  received: number;
  promised: number;
  closedAt: Instant | null;
}

/**
 * The stock that one batch sees and moves. A decision reads and moves positions here, so the next
 * command of the batch sees what the one before it took; the commit then writes every position once.
 */
export class StockFacts {
  readonly skuIds = new Set<number>();
  readonly skuCodes = new Set<string>();
  readonly #positions = new Map<number, Position[]>();
  readonly #entries: Entry[] = [];
  readonly #created = new Set<Position>();
  readonly #safetyStocks = new Map<Position, number>();
  readonly #incoming = new Map<number, Incoming[]>();
  readonly #incomingMoves = new Map<Incoming, IncomingMove>();
  readonly #incomingAdded: Incoming[] = [];
  readonly #shipmentsByDay = new Map<number, Map<Day, number>>();
  readonly #shipmentsMoved = new Map<number, Map<Day, number>>();

  /** Names a SKU whose positions and supply the decision will read. */
  needSku(skuId: number): void {
    this.skuIds.add(skuId);
  }

  /** As needSku, before the catalogue has said which SKU a code means; an unknown code needs nothing. */
  needSkuCode(code: string): void {
    this.skuCodes.add(code);
  }

  /** Positions of a SKU, ascending by location. */
  positionsOf(skuId: number): readonly Position[] {
    assert(this.skuIds.has(skuId), `stock of SKU ${skuId} was not asked for`);
    return this.#positions.get(skuId) ?? [];
  }

  /** One position; made on the spot where nothing has been yet. */
  position(skuId: number, locationId: number): Position {
    const known = this.positionsOf(skuId).find((position) => position.locationId === locationId);
    if (known !== undefined) return known;
    const made = emptyPosition(skuId, locationId);
    this.addPosition(made);
    this.#created.add(made);
    return made;
  }

  addPosition(position: Position): void {
    const positions = this.#positions.get(position.skuId);
    if (positions === undefined) this.#positions.set(position.skuId, [position]);
    else {
      const after = positions.findIndex(({ locationId }) => locationId > position.locationId);
      positions.splice(after < 0 ? positions.length : after, 0, position);
    }
  }

  /** What can be promised now, as sourcing reads it: only positive quantities, ascending by location. */
  available(skuId: number): (readonly [locationId: number, quantity: number])[] {
    const available: (readonly [number, number])[] = [];
    for (const position of this.positionsOf(skuId)) {
      const quantity = availableToPromise(position);
      if (quantity > 0) available.push([position.locationId, quantity]);
    }
    return available;
  }

  /** Moves a position and writes the ledger entry that says why. */
  move(
    position: Position,
    kind: EntryKind,
    delta: PositionDelta,
    cause: { readonly orderId: number | null; readonly eventId: string; readonly recordedAt: Instant },
  ): void {
    movePosition(position, delta);
    this.#entries.push({ position, kind, delta, ...cause });
  }

  setSafetyStock(position: Position, quantity: number): void {
    position.safetyStock = quantity;
    this.#safetyStocks.set(position, quantity);
  }

  /** Announced supply of a SKU that has not wholly come, ascending by date. */
  incomingOf(skuId: number): readonly Incoming[] {
    assert(this.skuIds.has(skuId), `supply of SKU ${skuId} was not asked for`);
    return this.#incoming.get(skuId) ?? [];
  }

  addIncoming(incoming: Incoming, isNew: boolean): void {
    const known = this.#incoming.get(incoming.skuId);
    if (known === undefined) this.#incoming.set(incoming.skuId, [incoming]);
    else known.push(incoming);
    if (isNew) this.#incomingAdded.push(incoming);
  }

  /** Pledges announced supply to a backorder (negative: gives the pledge back). */
  pledge(incoming: Incoming, quantity: number): void {
    incoming.promised += quantity;
    assert(
      incoming.promised >= 0 && incoming.promised <= Math.max(0, incoming.quantity - incoming.received),
      'supply is pledged once',
    );
    this.#moveOf(incoming).promised += quantity;
  }

  /** Books a receipt against announced supply. What was pledged of it is claimed at the position instead. */
  receive(incoming: Incoming, quantity: number, at: Instant): void {
    incoming.received += quantity;
    const move = this.#moveOf(incoming);
    move.received += quantity;
    const left = Math.max(0, incoming.quantity - incoming.received);
    if (incoming.promised > left) {
      move.promised -= incoming.promised - left;
      incoming.promised = left;
    }
    if (left === 0) move.closedAt = at;
  }

  #moveOf(incoming: Incoming): IncomingMove {
    let move = this.#incomingMoves.get(incoming);
    if (move === undefined) {
      move = { received: 0, promised: 0, closedAt: null };
      this.#incomingMoves.set(incoming, move);
    }
    return move;
  }

  setShipments(locationId: number, day: Day, shipments: number): void {
    let days = this.#shipmentsByDay.get(locationId);
    if (days === undefined) this.#shipmentsByDay.set(locationId, (days = new Map()));
    days.set(day, shipments);
  }

  /** Shipments promised so far to leave a location on a day. */
  shipmentsOn(locationId: number, day: Day): number {
    return this.#shipmentsByDay.get(locationId)?.get(day) ?? 0;
  }

  /** Days from `fromDay` on which a location has promised at least its capacity, ascending. */
  fullDays(locationId: number, capacity: number, fromDay: Day): Day[] {
    const days = this.#shipmentsByDay.get(locationId);
    if (days === undefined) return [];
    return [...days]
      .filter(([day, shipments]) => day >= fromDay && shipments >= capacity)
      .map(([day]) => day)
      .toSorted((a, b) => a - b);
  }

  /** Promises shipments on a day (negative: takes the promise back). */
  promiseShipments(locationId: number, day: Day, shipments: number): void {
    this.setShipments(locationId, day, this.shipmentsOn(locationId, day) + shipments);
    let days = this.#shipmentsMoved.get(locationId);
    if (days === undefined) this.#shipmentsMoved.set(locationId, (days = new Map()));
    days.set(day, (days.get(day) ?? 0) + shipments);
  }

  /** The statements that make all of it durable; the positions judge first. */
  writes(): Write[] {
    return [
      ...this.#positionWrites(),
      ...this.#incomingWrites(),
      ...this.#entryWrites(),
      ...this.#shipmentWrites(),
    ];
  }

  #positionWrites(): Write[] {
    const writes: Write[] = [];
    const created = [...this.#created];
    if (created.length > 0) {
      writes.push({
        statement: sql.createPositions,
        values: [
          integerArray(created.map(({ skuId }) => skuId)),
          integerArray(created.map(({ locationId }) => locationId)),
        ],
      });
    }
    if (this.#safetyStocks.size > 0) {
      const set = [...this.#safetyStocks];
      writes.push({
        statement: sql.setSafetyStock,
        values: [
          integerArray(set.map(([{ skuId }]) => skuId)),
          integerArray(set.map(([{ locationId }]) => locationId)),
          integerArray(set.map(([, quantity]) => quantity)),
        ],
      });
    }
    const sums = new Map<Position, Required<PositionDelta>>();
    for (const { position, delta } of this.#entries) {
      const sum = sums.get(position);
      sums.set(position, {
        onHand: (sum?.onHand ?? 0) + (delta.onHand ?? 0),
        reserved: (sum?.reserved ?? 0) + (delta.reserved ?? 0),
        allocated: (sum?.allocated ?? 0) + (delta.allocated ?? 0),
        damaged: (sum?.damaged ?? 0) + (delta.damaged ?? 0),
        qualityControl: (sum?.qualityControl ?? 0) + (delta.qualityControl ?? 0),
      });
    }
    if (sums.size > 0) {
      // In key order, so that two processes lock positions in the same order.
      const moved = [...sums].toSorted(
        ([a], [b]) => a.skuId - b.skuId || a.locationId - b.locationId,
      );
      writes.push({
        statement: sql.movePositions,
        values: [
          integerArray(moved.map(([{ skuId }]) => skuId)),
          integerArray(moved.map(([{ locationId }]) => locationId)),
          integerArray(moved.map(([, sum]) => sum.onHand)),
          integerArray(moved.map(([, sum]) => sum.reserved)),
          integerArray(moved.map(([, sum]) => sum.allocated)),
          integerArray(moved.map(([, sum]) => sum.damaged)),
          integerArray(moved.map(([, sum]) => sum.qualityControl)),
        ],
        rowsExpected: moved.length,
      });
    }
    return writes;
  }

  #incomingWrites(): Write[] {
    const writes: Write[] = [];
    const added = this.#incomingAdded;
    if (added.length > 0) {
      writes.push({
        statement: sql.insertIncoming,
        values: [
          textArray(added.map(({ id }) => id)),
          integerArray(added.map(({ skuId }) => skuId)),
          integerArray(added.map(({ locationId }) => locationId)),
          textArray(added.map(({ reference }) => reference)),
          integerArray(added.map(({ expectedAt }) => expectedAt)),
          integerArray(added.map(({ quantity }) => quantity)),
        ],
      });
    }
    const moved = [...this.#incomingMoves].toSorted(([a], [b]) => (a.id < b.id ? -1 : 1));
    if (moved.length > 0) {
      writes.push({
        statement: sql.moveIncoming,
        values: [
          textArray(moved.map(([{ id }]) => id)),
          integerArray(moved.map(([, move]) => move.received)),
          integerArray(moved.map(([, move]) => move.promised)),
          integerArray(moved.map(([, move]) => move.closedAt)),
        ],
        rowsExpected: moved.length,
      });
    }
    return writes;
  }

  #entryWrites(): Write[] {
    const entries = this.#entries;
    if (entries.length === 0) return [];
    return [
      {
        statement: sql.insertEntries,
        values: [
          integerArray(entries.map(({ position }) => position.skuId)),
          integerArray(entries.map(({ position }) => position.locationId)),
          textArray(entries.map(({ kind }) => kind)),
          integerArray(entries.map(({ delta }) => delta.onHand ?? 0)),
          integerArray(entries.map(({ delta }) => delta.reserved ?? 0)),
          integerArray(entries.map(({ delta }) => delta.allocated ?? 0)),
          integerArray(entries.map(({ delta }) => delta.damaged ?? 0)),
          integerArray(entries.map(({ delta }) => delta.qualityControl ?? 0)),
          integerArray(entries.map(({ orderId }) => orderId)),
          textArray(entries.map(({ eventId }) => eventId)),
          integerArray(entries.map(({ recordedAt }) => recordedAt)),
        ],
      },
    ];
  }

  #shipmentWrites(): Write[] {
    const moved = [...this.#shipmentsMoved].flatMap(([locationId, days]) =>
      [...days].filter(([, count]) => count !== 0).map(([day, count]) => ({ locationId, day, count })),
    );
    if (moved.length === 0) return [];
    return [
      {
        statement: sql.moveLocationDays,
        values: [
          integerArray(moved.map(({ locationId }) => locationId)),
          integerArray(moved.map(({ day }) => day)),
          integerArray(moved.map(({ count }) => count)),
        ],
      },
    ];
  }
}

interface PositionRow {
  sku_id: number;
  location_id: number;
  on_hand: number;
  reserved: number;
  allocated: number;
  damaged: number;
  quality_control: number;
  safety_stock: number;
}

interface IncomingRow {
  id: string;
  sku_id: number;
  location_id: number;
  reference: string;
  expected_at: Instant;
  quantity: number;
  received: number;
  promised: number;
}

/** Where stock facts come from. Loads after the catalogue, which says what codes mean and which locations have a bound. */
export function createStockSource(catalogue: FactSource<CatalogueFacts>): FactSource<StockFacts> {
  return {
    name: 'stock',
    open: () => new StockFacts(),
    async load(facts, unit, run, mode) {
      const known = unit.facts(catalogue);
      for (const code of facts.skuCodes) {
        const sku = known.sku(code);
        if (sku !== undefined) facts.needSku(sku.id);
      }
      if (facts.skuIds.size === 0) return;
      const capped = known.cappedLocations();
      await loadPositions(facts, run, mode);
      await loadIncoming(facts, run, mode);
      await loadShipments(facts, unit, run, capped.map(({ id }) => id));
    },
    write: (facts) => facts.writes(),
  };
}

async function loadPositions(facts: StockFacts, run: RunStatement, mode: LoadMode): Promise<void> {
  const statement = mode === 'locked' ? sql.lockPositions : sql.readPositions;
  for (const row of await run<PositionRow>(statement, [integerArray([...facts.skuIds])])) {
    facts.addPosition({
      skuId: row.sku_id,
      locationId: row.location_id,
      onHand: row.on_hand,
      reserved: row.reserved,
      allocated: row.allocated,
      damaged: row.damaged,
      qualityControl: row.quality_control,
      safetyStock: row.safety_stock,
      withheld: 0,
    });
  }
}

async function loadIncoming(facts: StockFacts, run: RunStatement, mode: LoadMode): Promise<void> {
  const statement = mode === 'locked' ? sql.lockIncoming : sql.readIncoming;
  for (const row of await run<IncomingRow>(statement, [integerArray([...facts.skuIds])])) {
    facts.addIncoming(
      {
        id: row.id,
        skuId: row.sku_id,
        locationId: row.location_id,
        reference: row.reference,
        expectedAt: row.expected_at,
        quantity: row.quantity,
        received: row.received,
        promised: row.promised,
      },
      false,
    );
  }
}

async function loadShipments(
  facts: StockFacts,
  unit: UnitOfWork,
  run: RunStatement,
  locationIds: readonly number[],
): Promise<void> {
  if (locationIds.length === 0) return;
  const earliest = Math.min(...unit.commands.map(({ receivedAt }) => receivedAt));
  // A local date is at most one day behind the date in UTC.
  const fromDay = Math.floor(earliest / DAY_MS) - 1;
  const rows = await run<{ location_id: number; day: Day; promised_shipments: number }>(
    sql.readLocationDays,
    [integerArray(locationIds), fromDay],
  );
  for (const row of rows) facts.setShipments(row.location_id, row.day, row.promised_shipments);
}
