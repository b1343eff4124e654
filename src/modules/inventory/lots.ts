import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import {
  createRecordSource,
  recordOf,
  type FactSource,
  type RecordFacts,
  type RunStatement,
  type UnitOfWork,
  type Write,
} from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import { copyInstant, copyInteger, copyRow, copyText } from '../../platform/postgres/copy.ts';
import type { CatalogueFacts } from './catalogue.ts';
import * as sql from './lots.sql.ts';
import type { PlaceFacts } from './places.ts';
import type { StockFacts } from './stock.ts';

/** How the units of a SKU are told apart. */
export type Tracking = 'none' | 'lot' | 'serial';

/** Units of a lot at a location. */
export interface Lot {
  readonly id: string;
  readonly version: number;
  readonly skuId: number;
  readonly locationId: number;
  readonly code: string;
  readonly expiresAt: Instant | null;
  readonly receivedAt: Instant;
  readonly onHand: number;
  /** Of them in quality control because the lot is blocked. */
  readonly quarantined: number;
  readonly state: 'open' | 'quarantined' | 'expired';
  readonly reason: string | null;
}

/** One unit with a number of its own. */
export interface Serial {
  readonly id: string;
  readonly version: number;
  readonly skuId: number;
  readonly serial: string;
  readonly lot: string | null;
  readonly locationId: number | null;
  readonly state: 'on_hand' | 'shipped' | 'gone';
  readonly orderId: number | null;
  readonly history: readonly SerialStep[];
}

/** A step of a unit's way. */
export interface SerialStep {
  readonly what: 'received' | 'shipped' | 'returned';
  readonly at: Instant;
  readonly locationId: number;
  readonly orderId: number | null;
}

/** The lot of units that came without anybody naming one. */
export const UNKNOWN_LOT = 'UNKNOWN';

/** The key of a lot at a location. */
export function lotId(skuId: number, locationId: number, code: string): string {
  return `${skuId}/${locationId}/${code}`;
}

/** The key of a unit with a number of its own. */
export function serialId(skuId: number, serial: string): string {
  return `${skuId}/${serial}`;
}

interface LotMove {
  readonly skuId: number;
  readonly locationId: number;
  readonly code: string;
  readonly delta: number;
  readonly orderId: number | null;
}

interface AskedLot {
  readonly sku: string;
  readonly location: string;
  readonly code: string;
}

const lotRecords = createRecordSource<Lot>(sql.lots);
const serialRecords = createRecordSource<Serial>(sql.serials);

/** The lots and serial numbers of one batch. Of SKUs that are not tracked it knows nothing and costs nothing. */
export class LotFacts {
  readonly lots: RecordFacts<Lot> = lotRecords.open();
  readonly serials: RecordFacts<Serial> = serialRecords.open();
  readonly askedLots: AskedLot[] = [];
  readonly askedSerials: { readonly sku: string; readonly serial: string }[] = [];
  /** SKUs all of whose lots are asked for, also those of which nothing is left. */
  readonly wholeSkus = new Set<string>();
  readonly recalls: { readonly sku: string; readonly lot: string }[] = [];
  readonly recalledOrders = new Map<string, readonly { orderId: number; units: number }[]>();
  tracking: ReadonlyMap<number, Tracking> = new Map();
  readonly #set = new Map<
    number,
    { readonly tracking: Tracking; readonly entriesBefore: number }
  >();
  readonly #named: LotMove[] = [];

  /** Names a lot at a location that goods come into or out of. */
  need(sku: string, location: string, code: string): void {
    this.askedLots.push({ sku, location, code });
  }

  /** Names a lot by its key. */
  needLot(id: string): void {
    this.lots.need(id);
  }

  trackingOf(skuId: number): Tracking {
    return this.#set.get(skuId)?.tracking ?? this.tracking.get(skuId) ?? 'none';
  }

  /** From now on: what the batch has moved before does not count for lots. */
  setTracking(skuId: number, tracking: Tracking, stock: StockFacts): void {
    this.#set.set(skuId, { tracking, entriesBefore: stock.onHandEntries().length });
  }

  /** Lots of a position of which something is there, those that expire first before the others. */
  at(skuId: number, locationId: number): Lot[] {
    return this.lots
      .all()
      .filter((lot) => lot.skuId === skuId && lot.locationId === locationId && lot.onHand > 0)
      .toSorted(
        (a, b) =>
          (a.expiresAt ?? Number.MAX_SAFE_INTEGER) - (b.expiresAt ?? Number.MAX_SAFE_INTEGER) ||
          a.receivedAt - b.receivedAt ||
          (a.id < b.id ? -1 : 1),
      );
  }

  /** Moves units into or out of a lot, which the position's movement of the same order then does not do again. */
  move(move: LotMove, at: Instant, expiresAt: Instant | null = null): void {
    this.#named.push(move);
    this.#change(move, at, expiresAt);
  }

  #change(
    { skuId, locationId, code, delta }: LotMove,
    at: Instant,
    expiresAt: Instant | null,
  ): void {
    const id = lotId(skuId, locationId, code);
    const known = this.lots.all().find((lot) => lot.id === id);
    if (known === undefined) {
      assert(delta > 0, `lot ${id} has nothing to take`);
      this.lots.add({
        id,
        version: 1,
        skuId,
        locationId,
        code,
        expiresAt,
        receivedAt: at,
        onHand: delta,
        quarantined: 0,
        state: 'open',
        reason: null,
      });
      return;
    }
    const onHand = known.onHand + delta;
    assert(onHand >= 0, `lot ${id} is not negative`);
    this.lots.change({
      ...known,
      onHand,
      quarantined: Math.min(known.quarantined, onHand),
      expiresAt: known.expiresAt ?? expiresAt,
    });
  }

  /** Further units of a blocked lot are in quality control now. */
  quarantineMore(id: string, units: number): void {
    const lot = this.lots.find(id);
    assert(lot !== undefined, `lot ${id} is blocked`);
    this.lots.change({ ...lot, quarantined: Math.min(lot.onHand, lot.quarantined + units) });
  }

  /** Names the keys of what was asked for by codes, once the catalogue knows them. */
  nameKeys(catalogue: CatalogueFacts): void {
    for (const { sku, location, code } of this.askedLots) {
      const skuId = catalogue.sku(sku)?.id;
      const locationId = catalogue.location(location)?.id;
      if (skuId !== undefined && locationId !== undefined)
        this.lots.need(lotId(skuId, locationId, code));
    }
    for (const { sku, serial } of this.askedSerials) {
      const skuId = catalogue.sku(sku)?.id;
      if (skuId !== undefined) this.serials.need(serialId(skuId, serial));
    }
  }

  async load(
    unit: UnitOfWork,
    run: RunStatement,
    sources: {
      readonly catalogue: FactSource<CatalogueFacts>;
      readonly stock: FactSource<StockFacts>;
      readonly places: FactSource<PlaceFacts>;
    },
  ): Promise<void> {
    const catalogue = unit.facts(sources.catalogue);
    const stock = unit.facts(sources.stock);
    this.nameKeys(catalogue);
    const whole = [...this.wholeSkus].flatMap((code) => catalogue.sku(code)?.id ?? []);
    const tracked = [...stock.skuIds].filter((skuId) => this.tracking.has(skuId));
    await this.lots.load(run, 'optimistic');
    await this.serials.load(run, 'optimistic');
    if (tracked.length > 0) await this.#keep(run, sql.readLotsOnHand, tracked);
    if (whole.length > 0) await this.#keep(run, sql.readLotsOfSkus, whole);
    for (const { sku, lot } of this.recalls) {
      const skuId = catalogue.sku(sku)?.id;
      if (skuId === undefined) continue;
      const rows = await run<{ order_id: number; units: number }>(sql.readLotOrders, [skuId, lot]);
      const orders = rows.map(({ order_id, units }) => ({ orderId: order_id, units }));
      this.recalledOrders.set(`${sku}/${lot}`, orders);
    }
    for (const { skuId, locationId } of this.lots.all()) {
      if (this.recalls.length > 0) unit.facts(sources.places).need(skuId, locationId, 0);
    }
  }

  async #keep(
    run: RunStatement,
    statement: typeof sql.readLotsOnHand,
    skuIds: readonly number[],
  ): Promise<void> {
    const rows = await run<Record<string, unknown>>(statement, [integerArray(skuIds)]);
    for (const row of rows) this.lots.keepRead(recordOf<Lot>(sql.lots, row));
  }

  /**
   * Lots follow their positions: what moved on hand without a lot being named is taken from what expires
   * first, and what came without one goes into the unknown lot.
   */
  writes(stock: StockFacts): Write[] {
    const writes: Write[] = [];
    if (this.tracking.size === 0 && this.#set.size === 0) return writes;
    const entries = stock
      .onHandEntries()
      .filter(
        ({ skuId }, index) =>
          this.trackingOf(skuId) !== 'none' && index >= (this.#set.get(skuId)?.entriesBefore ?? 0),
      );
    const keyOf = (move: Omit<LotMove, 'code' | 'delta'>): string =>
      `${move.skuId}/${move.locationId}/${move.orderId ?? ''}`;
    const named = Map.groupBy(this.#named, keyOf);
    const rows: string[] = [];
    for (const [key, group] of Map.groupBy(entries, keyOf)) {
      const [first] = group;
      assert(first !== undefined, 'a group has an entry');
      const moves = [...(named.get(key) ?? [])];
      const left =
        group.reduce((sum, { onHand }) => sum + onHand, 0) -
        moves.reduce((sum, { delta }) => sum + delta, 0);
      for (const move of this.#unnamed(first, left)) {
        this.#change(move, first.recordedAt, null);
        moves.push(move);
      }
      for (const { skuId, locationId, code, delta, orderId } of moves) {
        rows.push(
          copyRow([
            String(skuId),
            String(locationId),
            copyText(code),
            String(delta),
            copyInteger(orderId),
            first.eventId,
            copyInstant(first.recordedAt),
          ]),
        );
      }
    }
    writes.push(...this.lots.writes(), ...this.serials.writes());
    if (rows.length > 0) writes.push({ copy: sql.copyLotEntries, rows: rows.join('') });
    if (this.#set.size > 0) {
      const set = [...this.#set];
      const values = [
        integerArray(set.map(([skuId]) => skuId)),
        textArray(set.map(([, { tracking }]) => tracking)),
      ];
      writes.push({ statement: sql.setTracking, values });
    }
    return writes;
  }

  #unnamed(
    { skuId, locationId, orderId }: Omit<LotMove, 'code' | 'delta'>,
    left: number,
  ): LotMove[] {
    if (left > 0) return [{ skuId, locationId, orderId, code: UNKNOWN_LOT, delta: left }];
    let missing = -left;
    const moves: LotMove[] = [];
    const lots = this.at(skuId, locationId);
    // What may be used goes first; what is blocked leaves only when nothing else is there.
    for (const lot of [
      ...lots.filter(({ state }) => state === 'open'),
      ...lots.filter(({ state }) => state !== 'open'),
    ]) {
      const taken = Math.min(missing, lot.onHand);
      if (taken > 0) moves.push({ skuId, locationId, orderId, code: lot.code, delta: -taken });
      missing -= taken;
    }
    assert(missing === 0, `the lots of SKU ${skuId} at ${locationId} add up to what is on hand`);
    return moves;
  }
}

/**
 * Where lots come from: two sources of the same facts. The first is registered before stock, so that its
 * writes come after those of the positions; the second after stock, so that it reads while locks of the
 * positions hold the lots still.
 */
export function createLotSources(needs: {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly places: FactSource<PlaceFacts>;
}): { readonly lots: FactSource<LotFacts>; readonly lotsAfterStock: FactSource<null> } {
  let tracking: ReadonlyMap<number, Tracking> = new Map();
  let trackingVersion = 0;
  const lots: FactSource<LotFacts> = {
    name: 'lots',
    open: () => new LotFacts(),
    load: async () => undefined,
    nameLower: (facts, unit) => facts.nameKeys(unit.facts(needs.catalogue)),
    write: (facts, unit) => facts.writes(unit.facts(needs.stock)),
  };
  const lotsAfterStock: FactSource<null> = {
    name: 'lots after stock',
    open: () => null,
    async load(_facts, unit, run) {
      const version = unit.factVersions.get('tracking') ?? 0;
      if (version !== trackingVersion) {
        const rows = await run<{ sku_id: number; tracking: Tracking }>(sql.readTracked, []);
        tracking = new Map(rows.map((row) => [row.sku_id, row.tracking]));
        trackingVersion = version;
      }
      const facts = unit.facts(lots);
      facts.tracking = tracking;
      const isAsked =
        facts.askedLots.length > 0 || facts.wholeSkus.size > 0 || facts.askedSerials.length > 0;
      if (tracking.size > 0 || isAsked) await facts.load(unit, run, needs);
    },
    write: () => [],
  };
  return { lots, lotsAfterStock };
}
