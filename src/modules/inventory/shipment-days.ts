import type { Day } from '../../kernel/calendar.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import type { RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import * as sql from './stock.sql.ts';

/** Shipments promised to leave each location on each day, as one batch sees and moves them. */
export class ShipmentDays {
  readonly #counts = new Map<number, Map<Day, number>>();
  readonly #moved = new Map<number, Map<Day, number>>();

  on(locationId: number, day: Day): number {
    return this.#counts.get(locationId)?.get(day) ?? 0;
  }

  full(locationId: number, capacity: number, fromDay: Day): Day[] {
    const days = this.#counts.get(locationId);
    if (days === undefined) return [];
    return [...days]
      .filter(([day, shipments]) => day >= fromDay && shipments >= capacity)
      .map(([day]) => day)
      .toSorted((a, b) => a - b);
  }

  set(locationId: number, day: Day, shipments: number): void {
    add(this.#counts, locationId, day, shipments - this.on(locationId, day));
  }

  promise(locationId: number, day: Day, shipments: number): void {
    add(this.#counts, locationId, day, shipments);
    add(this.#moved, locationId, day, shipments);
  }

  /** The days as the next batch sees them: what this one promised counts, and is not written again. */
  next(): ShipmentDays {
    const next = new ShipmentDays();
    for (const [locationId, days] of this.#counts) next.#counts.set(locationId, new Map(days));
    return next;
  }

  async load(unit: UnitOfWork, run: RunStatement, locationIds: readonly number[]): Promise<void> {
    if (locationIds.length === 0) return;
    const earliest = Math.min(...unit.commands.map(({ receivedAt }) => receivedAt));
    // A local date is at most one day behind the date in UTC.
    const fromDay = Math.floor(earliest / DAY_MS) - 1;
    const rows = await run<{ location_id: number; day: Day; promised_shipments: number }>(
      sql.readLocationDays,
      [integerArray(locationIds), fromDay],
    );
    for (const row of rows) this.set(row.location_id, row.day, row.promised_shipments);
  }

  writes(): Write[] {
    const moved = [...this.#moved].flatMap(([locationId, days]) =>
      [...days]
        .filter(([, count]) => count !== 0)
        .map(([day, count]) => ({ locationId, day, count })),
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

function add(
  counts: Map<number, Map<Day, number>>,
  locationId: number,
  day: Day,
  shipments: number,
): void {
  const days = counts.get(locationId) ?? new Map<Day, number>();
  counts.set(locationId, days);
  days.set(day, (days.get(day) ?? 0) + shipments);
}
