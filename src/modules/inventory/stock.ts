import { assert } from '../../kernel/assert.ts';
import type { Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { integerArray, integersOf } from '../../platform/postgres/array-literals.ts';
import { copyInstant, copyInteger, copyRow } from '../../platform/postgres/copy.ts';
import { Allotments, openTo, type Asker } from './allotments.ts';
import * as allotmentSql from './allotments.sql.ts';
import type { CatalogueFacts } from './catalogue.ts';
import {
  availableToPromise,
  emptyPosition,
  movePosition,
  type EntryKind,
  type Position,
  type PositionDelta,
} from './position.ts';
import { ShipmentDays } from './shipment-days.ts';
import * as sql from './stock.sql.ts';
import { Supply, type Incoming } from './supply.ts';

/** What a ledger entry cites: the event that says why, and the order that it was for. */
export interface EntryCause {
  readonly orderId: number | null;
  readonly eventId: string;
  readonly recordedAt: Instant;
  /** The channel that takes or gives back units. */
  readonly channel?: string;
}

interface Entry extends EntryCause {
  readonly position: Position;
  readonly kind: EntryKind;
  readonly delta: PositionDelta;
}

/**
 * The stock that one batch sees and moves. A decision reads and moves positions here, so the next
 * command of the batch sees what the one before it took; the commit then writes every position once.
 */
export class StockFacts {
  readonly skuIds = new Set<number>();
  readonly skuCodes = new Set<string>();
  /** Of them, those whose stock was read for this batch; the others came over from the batch ahead. */
  readonly readSkuIds = new Set<number>();
  /** What is kept for channels. Empty for SKUs of which nothing is. */
  readonly allotments = new Allotments();
  readonly #supply = new Supply();
  readonly #positions = new Map<number, Position[]>();
  readonly #entries: Entry[] = [];
  readonly #created = new Set<Position>();
  readonly #safetyStocks = new Map<Position, number>();
  #days = new ShipmentDays();
  #ahead: StockFacts | null = null;

  /** Names a SKU whose positions and supply the decision will read. */
  needSku(skuId: number): void {
    this.skuIds.add(skuId);
  }

  /** The same by code; a code that no SKU has is passed over. */
  needSkuCode(code: string): void {
    this.skuCodes.add(code);
  }

  /** Names a reference under which supply may have been announced. */
  needSupply(reference: string): void {
    this.#supply.references.add(reference);
  }

  /** Positions of a SKU, ascending by location. */
  positionsOf(skuId: number): readonly Position[] {
    assert(this.skuIds.has(skuId), `stock of SKU ${skuId} was not asked for`);
    return this.#positions.get(skuId) ?? [];
  }

  /** One position; made on the spot where nothing has been yet, and kept only if it moves. */
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

  /**
   * What can be promised to somebody now, as sourcing reads it: only positive quantities, ascending by
   * location, without what is kept for other channels.
   */
  available(
    skuId: number,
    asker: Asker,
  ): readonly (readonly [locationId: number, quantity: number])[] {
    const available: (readonly [number, number])[] = [];
    for (const position of this.positionsOf(skuId)) {
      const quantity = availableToPromise(position);
      if (quantity > 0) available.push([position.locationId, quantity]);
    }
    return this.openTo(skuId, available, asker);
  }

  /** Of what is available, the part that is not kept for others. */
  openTo(
    skuId: number,
    available: readonly (readonly [locationId: number, quantity: number])[],
    asker: Asker,
  ): readonly (readonly [locationId: number, quantity: number])[] {
    const kept = this.allotments.of(skuId);
    return kept.length === 0 ? available : openTo(kept, available, asker);
  }

  /** Moves a position and writes the ledger entry that says why. */
  move(position: Position, kind: EntryKind, delta: PositionDelta, cause: EntryCause): void {
    movePosition(position, delta);
    this.#entries.push({ position, kind, delta, ...cause });
    if (this.allotments.of(position.skuId).length > 0)
      this.#takeAllotted(position, kind, delta, cause);
  }

  /** What leaves had been taken before; everything else that is promised or freed counts for its channel. */
  #takeAllotted(
    { skuId, locationId }: Position,
    kind: EntryKind,
    { onHand = 0, reserved = 0, allocated = 0 }: PositionDelta,
    { channel, recordedAt: at }: EntryCause,
  ): void {
    const taken = reserved + allocated - (kind === 'ship' ? onHand : 0);
    if (taken === 0) return;
    this.allotments.take(skuId, locationId, { channel: channel ?? null, at }, taken);
  }

  /** What this batch has moved on hand of a position, as far as it counts up to a moment. */
  movedOnHand(position: Position, upTo: Instant): number {
    return this.#entries
      .filter((entry) => entry.position === position && entry.recordedAt <= upTo)
      .reduce((sum, { delta }) => sum + (delta.onHand ?? 0), 0);
  }

  /** Units of a position that pickers of this batch have not found, less what its counts have cleared up. */
  movedUnfound(position: Position): number {
    return this.#entries
      .filter(
        ({ position: each, kind }) =>
          each === position && (kind === 'short_pick' || kind === 'count'),
      )
      .reduce((sum, { delta }) => sum + (delta.qualityControl ?? 0), 0);
  }

  /** What this batch has moved of a position for each order, those that took last come first. */
  movedForOrders(position: Position): Map<number, { reserved: number; allocated: number }> {
    const moved = new Map<number, { reserved: number; allocated: number }>();
    for (const { position: each, orderId, delta } of this.#entries.toReversed()) {
      if (each !== position || orderId === null) continue;
      const sum = moved.get(orderId) ?? { reserved: 0, allocated: 0 };
      sum.reserved += delta.reserved ?? 0;
      sum.allocated += delta.allocated ?? 0;
      moved.set(orderId, sum);
    }
    return moved;
  }

  /** Every movement of this batch that changes what is on hand, in its order. */
  onHandEntries(): {
    readonly skuId: number;
    readonly locationId: number;
    readonly onHand: number;
    readonly orderId: number | null;
    readonly eventId: string;
    readonly recordedAt: Instant;
  }[] {
    return this.#entries.flatMap(({ position, delta, orderId, eventId, recordedAt }) => {
      const { skuId, locationId } = position;
      const onHand = delta.onHand ?? 0;
      return onHand === 0 ? [] : [{ skuId, locationId, onHand, orderId, eventId, recordedAt }];
    });
  }

  setSafetyStock(position: Position, quantity: number): void {
    position.safetyStock = quantity;
    this.#safetyStocks.set(position, quantity);
  }

  /** Announced supply of a SKU that has not wholly come, ascending by date. */
  incomingOf(skuId: number): readonly Incoming[] {
    assert(this.skuIds.has(skuId), `supply of SKU ${skuId} was not asked for`);
    return this.#supply.openOf(skuId);
  }

  /** Everything that was announced under a reference, closed or not. */
  announcedUnder(reference: string): readonly Incoming[] {
    return this.#supply.announcedUnder(reference);
  }

  /** Takes supply that is announced now (`isNew`) or was loaded. */
  addIncoming(incoming: Incoming, isNew: boolean): void {
    if (isNew) this.#supply.announce(incoming);
    else this.#supply.keep(incoming);
  }

  /** Pledges announced supply to a backorder (negative: gives back what is still pledged of it). */
  pledge(incoming: Incoming, quantity: number): void {
    this.#supply.pledge(incoming, quantity);
  }

  /** Books a receipt against announced supply. What was pledged of it is claimed at the position instead. */
  receive(incoming: Incoming, quantity: number, at: Instant): void {
    this.#supply.receive(incoming, quantity, at);
  }

  /** Expects nothing more of announced supply. Orders that were pledged it keep waiting at the position. */
  close(incoming: Incoming, at: Instant): void {
    this.#supply.close(incoming, at);
  }

  setShipments(locationId: number, day: Day, shipments: number): void {
    this.#days.set(locationId, day, shipments);
  }

  /** Shipments promised so far to leave a location on a day. */
  shipmentsOn(locationId: number, day: Day): number {
    return this.#days.on(locationId, day);
  }

  /** Days from `fromDay` on which a location has promised at least its capacity, ascending. */
  fullDays(locationId: number, capacity: number, fromDay: Day): Day[] {
    return this.#days.full(locationId, capacity, fromDay);
  }

  /** Promises shipments on a day (negative: takes the promise back). */
  promiseShipments(locationId: number, day: Day, shipments: number): void {
    this.#days.promise(locationId, day, shipments);
  }

  /** Lets this batch see what the one ahead of it is about to write. */
  follow(ahead: StockFacts): void {
    this.#ahead = ahead;
  }

  async load(
    unit: UnitOfWork,
    run: RunStatement,
    mode: LoadMode,
    cappedLocationIds: readonly number[],
    allottedSkuIds: ReadonlySet<number>,
  ): Promise<void> {
    for (const skuId of this.skuIds) {
      if (this.#ahead?.skuIds.has(skuId) === true) this.#takeOver(this.#ahead, skuId);
      else this.readSkuIds.add(skuId);
    }
    const hasDaysAhead = this.#ahead !== null && this.#ahead.skuIds.size > 0;
    if (hasDaysAhead) this.#days = (this.#ahead as StockFacts).#days.next();
    // Sent together: each waits for the one before it on the server, not on the way.
    await Promise.all([
      this.readSkuIds.size > 0 ? this.#loadPositions(run, mode) : undefined,
      this.readSkuIds.size > 0 || this.#supply.references.size > 0
        ? this.#supply.load(this.readSkuIds, run, mode)
        : undefined,
      this.skuIds.size > 0 && !hasDaysAhead
        ? this.#days.load(unit, run, cappedLocationIds)
        : undefined,
      allottedSkuIds.size > 0 || this.allotments.isAsked
        ? this.allotments.load(
            [...this.readSkuIds].filter((skuId) => allottedSkuIds.has(skuId)),
            Math.max(...unit.commands.map(({ receivedAt }) => receivedAt)),
            run,
            mode,
          )
        : undefined,
    ]);
  }

  /** The batch ahead has made its statements by then, so its positions may be moved on. */
  #takeOver(ahead: StockFacts, skuId: number): void {
    this.#positions.set(skuId, ahead.#positions.get(skuId) ?? []);
    for (const incoming of ahead.#supply.openOf(skuId)) this.#supply.keep(incoming);
    for (const allotment of ahead.allotments.of(skuId)) this.allotments.keep(allotment);
  }

  async #loadPositions(run: RunStatement, mode: LoadMode): Promise<void> {
    const statement = mode === 'locked' ? sql.lockPositions : sql.readPositions;
    const [row] = await run<PositionColumns>(statement, [integerArray([...this.readSkuIds])]);
    assert(row !== undefined, 'an aggregate answers one row');
    const columns = {
      skuId: integersOf(row.sku_ids),
      locationId: integersOf(row.location_ids),
      onHand: integersOf(row.on_hand),
      reserved: integersOf(row.reserved),
      allocated: integersOf(row.allocated),
      damaged: integersOf(row.damaged),
      qualityControl: integersOf(row.quality_control),
      safetyStock: integersOf(row.safety_stock),
    };
    for (let index = 0; index < columns.skuId.length; index += 1) {
      this.addPosition({
        skuId: columns.skuId[index] as number,
        locationId: columns.locationId[index] as number,
        onHand: columns.onHand[index] as number,
        reserved: columns.reserved[index] as number,
        allocated: columns.allocated[index] as number,
        damaged: columns.damaged[index] as number,
        qualityControl: columns.qualityControl[index] as number,
        safetyStock: columns.safetyStock[index] as number,
        withheld: 0,
      });
    }
  }

  /** The statements that make all of it durable; the positions judge first. */
  writes(): Write[] {
    return [
      ...this.#positionWrites(),
      ...this.allotments.writes(),
      ...this.#supply.writes(),
      ...this.#entryWrites(),
      ...this.#days.writes(),
    ];
  }

  #positionWrites(): Write[] {
    const writes: Write[] = [];
    const sums = this.#sums();
    const created = sums
      .map(([position]) => position)
      .filter((position) => this.#created.has(position));
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
    if (sums.length > 0) {
      writes.push({
        statement: sql.movePositions,
        values: [
          integerArray(sums.map(([{ skuId }]) => skuId)),
          integerArray(sums.map(([{ locationId }]) => locationId)),
          integerArray(sums.map(([, sum]) => sum.onHand)),
          integerArray(sums.map(([, sum]) => sum.reserved)),
          integerArray(sums.map(([, sum]) => sum.allocated)),
          integerArray(sums.map(([, sum]) => sum.damaged)),
          integerArray(sums.map(([, sum]) => sum.qualityControl)),
        ],
        rowsExpected: sums.length,
      });
    }
    return writes;
  }

  /** Every moved position once, in key order, so that two processes lock positions in the same order. */
  #sums(): (readonly [Position, Required<PositionDelta>])[] {
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
    return [...sums].toSorted(([a], [b]) => a.skuId - b.skuId || a.locationId - b.locationId);
  }

  #entryWrites(): Write[] {
    const entries = this.#entries;
    if (entries.length === 0) return [];
    return [
      {
        copy: sql.copyEntries,
        rows: entries
          .map(({ position, kind, delta, orderId, eventId, recordedAt }) =>
            copyRow([
              String(position.skuId),
              String(position.locationId),
              kind,
              String(delta.onHand ?? 0),
              String(delta.reserved ?? 0),
              String(delta.allocated ?? 0),
              String(delta.damaged ?? 0),
              String(delta.qualityControl ?? 0),
              copyInteger(orderId),
              eventId,
              copyInstant(recordedAt),
            ]),
          )
          .join(''),
      },
    ];
  }
}

/** Positions as columns, each the text of an integer array; null when there are none. */
interface PositionColumns {
  sku_ids: string | null;
  location_ids: string | null;
  on_hand: string | null;
  reserved: string | null;
  allocated: string | null;
  damaged: string | null;
  quality_control: string | null;
  safety_stock: string | null;
}

/** Where stock facts come from. It loads after the catalogue, which knows SKUs by code and which locations are capped. */
export function createStockSource(catalogue: FactSource<CatalogueFacts>): FactSource<StockFacts> {
  // Kept between batches and true by hub.fact_version: SKUs of which nothing is kept cost nothing.
  let allotted: ReadonlySet<number> = new Set();
  let allottedVersion = 0;
  return {
    name: 'stock',
    open: () => new StockFacts(),
    follow: (facts, ahead) => facts.follow(ahead),
    async load(facts, unit, run, mode) {
      const known = unit.facts(catalogue);
      for (const code of facts.skuCodes) {
        const sku = known.sku(code);
        if (sku === undefined) continue;
        facts.needSku(sku.id);
        for (const part of sku.components?.parts ?? []) {
          const component = known.sku(part.sku);
          if (component !== undefined) facts.needSku(component.id);
        }
        if (facts.allotments.withheldSkuCodes.has(code))
          facts.allotments.withheldSkuIds.add(sku.id);
      }
      const version = unit.factVersions.get('allotment') ?? 0;
      if (version !== allottedVersion) {
        const rows = await run<{ sku_id: number }>(allotmentSql.readAllottedSkus, []);
        allotted = new Set(rows.map(({ sku_id }) => sku_id));
        allottedVersion = version;
      }
      await facts.load(unit, run, mode, known.cappedLocationIds(), allotted);
      if (!facts.allotments.isAsked) return;
      // Who asks for what is kept by its code, or for what is over, has not named its SKU.
      for (const skuId of facts.allotments.skuIds()) known.needSkuId(skuId);
      if (known.skuIds.size > 0) await catalogue.load(known, unit, run, mode);
    },
    write: (facts) => facts.writes(),
  };
}
