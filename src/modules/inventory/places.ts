import type { Instant } from '../../kernel/clock.ts';
import type { FactSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import type { CatalogueFacts } from './catalogue.ts';
import * as sql from './places.sql.ts';
import type { StockFacts } from './stock.ts';

/** An order that holds units of a position. */
export interface Holder {
  readonly orderId: number;
  readonly reserved: number;
  readonly allocated: number;
}

/** What stands behind a position, as the ledger had it when the batch was loaded. */
export interface Place {
  readonly skuId: number;
  readonly locationId: number;
  readonly onHand: number;
  /** Its last entry; null when there is none. */
  readonly ledgerId: number | null;
  /** What has moved on hand after the moment that was asked for. */
  readonly movedSince: number;
  /** False: the ledger was not read back to that moment. */
  readonly isReadSince: boolean;
  /** Units in quality control since a picker did not find them. */
  readonly shortPicked: number;
  /** Orders that hold units, the last that took some first. */
  readonly holders: readonly Holder[];
}

interface Asked {
  readonly sku: string | number;
  readonly location: string | number;
  readonly since: Instant;
}

/** The stories of positions that a batch decides on. */
export class PlaceFacts {
  readonly asked: Asked[] = [];
  readonly #places = new Map<string, Place>();

  /** Names a position, by codes or by our numbers, and the moment since which its movements matter. */
  need(sku: string | number, location: string | number, since: Instant): void {
    this.asked.push({ sku, location, since });
  }

  keep(place: Place): void {
    this.#places.set(`${place.skuId}/${place.locationId}`, place);
  }

  /** Undefined: it was not asked for, or nothing has been there yet. */
  find(skuId: number, locationId: number): Place | undefined {
    return this.#places.get(`${skuId}/${locationId}`);
  }
}

/** Loads after stock, whose locks then hold the ledger still. */
export function createPlaceSource(
  catalogue: FactSource<CatalogueFacts>,
  stock: FactSource<StockFacts>,
): FactSource<PlaceFacts> {
  return {
    name: 'places',
    open: () => new PlaceFacts(),
    async load(facts, unit, run) {
      if (facts.asked.length === 0) return;
      const known = unit.facts(catalogue);
      const wanted = facts.asked.flatMap(({ sku, location, since }) => {
        const skuId = typeof sku === 'number' ? sku : known.sku(sku)?.id;
        const locationId = typeof location === 'number' ? location : known.location(location)?.id;
        if (skuId === undefined || locationId === undefined) return [];
        return unit.facts(stock).skuIds.has(skuId) ? [{ skuId, locationId, since }] : [];
      });
      if (wanted.length === 0) return;
      const rows = await run<PlaceRow>(sql.readPlaces, [
        integerArray(wanted.map(({ skuId }) => skuId)),
        integerArray(wanted.map(({ locationId }) => locationId)),
        integerArray(wanted.map(({ since }) => since)),
      ]);
      for (const [index, row] of rows.entries()) {
        facts.keep(placeOf(row, wanted[index]?.since ?? 0));
      }
    },
    write: () => [],
  };
}

interface PlaceRow {
  sku_id: number;
  location_id: number;
  on_hand: number;
  ledger_id: number | null;
  entries: number;
  moved_since: number;
  short_picked: number;
  oldest_at: Instant | null;
  holders: Holder[];
}

function placeOf(row: PlaceRow, since: Instant): Place {
  return {
    skuId: row.sku_id,
    locationId: row.location_id,
    onHand: row.on_hand,
    ledgerId: row.ledger_id,
    movedSince: row.moved_since,
    isReadSince: row.entries < sql.ENTRIES_READ_MAX || (row.oldest_at ?? 0) <= since,
    shortPicked: Math.max(0, row.short_picked),
    holders: row.holders,
  };
}
