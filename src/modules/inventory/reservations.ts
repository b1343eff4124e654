import { assert } from '../../kernel/assert.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { FactSource, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import type { ReservationView } from '../../../contracts/inventory-answers.ts';
import * as sql from './reservations.sql.ts';
import type { StockFacts } from './stock.ts';

/** Most reservations that one batch lets expire; the clock asks again when more are due. */
export const EXPIRED_AT_ONCE_MAX = 1_000;

/** Units kept for a cart or a quote until a time. */
export interface Reservation {
  readonly id: string;
  readonly skuId: number;
  readonly locationId: number;
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
  readonly reference: string;
  readonly expiresAt: Instant;
  state: 'held' | 'released' | 'expired';
}

/** The reservations that one batch sees, makes and ends. */
export class ReservationFacts {
  readonly ids = new Set<string>();
  needsDue = false;
  /** True when more are due than one batch takes. */
  isMoreDue = false;
  readonly #byId = new Map<string, Reservation>();
  readonly #added: Reservation[] = [];
  readonly #ended: Reservation[] = [];

  need(id: string): void {
    this.ids.add(id);
  }

  /** Asks for every reservation whose time is over. */
  needDue(): void {
    this.needsDue = true;
  }

  find(id: string): Reservation | undefined {
    return this.#byId.get(id);
  }

  /** Held reservations whose time is over, the longest overdue first. */
  due(at: Instant): Reservation[] {
    assert(this.needsDue, 'what is due was not asked for');
    return [...this.#byId.values()]
      .filter(({ state, expiresAt }) => state === 'held' && expiresAt <= at)
      .toSorted((a, b) => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : 1));
  }

  add(reservation: Reservation): void {
    this.#byId.set(reservation.id, reservation);
    this.#added.push(reservation);
  }

  end(reservation: Reservation, state: 'released' | 'expired'): void {
    assert(reservation.state === 'held', 'a reservation ends once');
    reservation.state = state;
    if (!this.#added.includes(reservation)) this.#ended.push(reservation);
  }

  async load(unit: UnitOfWork, run: RunStatement): Promise<void> {
    if (this.ids.size > 0) {
      this.#keep(await run<ReservationRow>(sql.readReservations, [textArray([...this.ids])]));
    }
    if (!this.needsDue) return;
    const latest = Math.max(...unit.commands.map(({ receivedAt }) => receivedAt));
    const due = await run<ReservationRow>(sql.readDueReservations, [
      latest,
      EXPIRED_AT_ONCE_MAX + 1,
    ]);
    this.isMoreDue = due.length > EXPIRED_AT_ONCE_MAX;
    this.#keep(due.slice(0, EXPIRED_AT_ONCE_MAX));
  }

  #keep(rows: readonly ReservationRow[]): void {
    for (const row of rows) if (!this.#byId.has(row.id)) this.#byId.set(row.id, reservationOf(row));
  }

  skuIds(): Set<number> {
    return new Set([...this.#byId.values()].map(({ skuId }) => skuId));
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const added = this.#added;
    if (added.length > 0) {
      writes.push({
        statement: sql.insertReservations,
        values: [
          textArray(added.map(({ id }) => id)),
          integerArray(added.map(({ skuId }) => skuId)),
          integerArray(added.map(({ locationId }) => locationId)),
          integerArray(added.map(({ quantity }) => quantity)),
          textArray(added.map(({ reference }) => reference)),
          integerArray(added.map(({ expiresAt }) => expiresAt)),
          textArray(added.map(({ state }) => state)),
        ],
      });
    }
    const ended = this.#ended;
    if (ended.length > 0) {
      writes.push({
        statement: sql.endReservations,
        values: [textArray(ended.map(({ id }) => id)), textArray(ended.map(({ state }) => state))],
        rowsExpected: ended.length,
      });
    }
    return writes;
  }
}

/** A row of inventory.reservation with its codes. */
export interface ReservationRow {
  id: string;
  sku_id: number;
  location_id: number;
  sku_code: string;
  location_code: string;
  quantity: number;
  reference: string;
  expires_at: Instant;
  state: Reservation['state'];
}

/** A row as a reservation. */
export function reservationOf(row: ReservationRow): Reservation {
  return {
    id: row.id,
    skuId: row.sku_id,
    locationId: row.location_id,
    sku: row.sku_code,
    location: row.location_code,
    quantity: row.quantity,
    reference: row.reference,
    expiresAt: row.expires_at,
    state: row.state,
  };
}

/** A reservation as callers and events see it. */
export function viewReservation(reservation: Reservation): ReservationView {
  return {
    id: reservation.id,
    sku: reservation.sku,
    location: reservation.location,
    quantity: reservation.quantity,
    reference: reservation.reference,
    expiresAt: instantToText(reservation.expiresAt),
    state: reservation.state,
  };
}

/** Where reservations come from. It loads before stock, to which it names the reserved SKUs. */
export function createReservationSource(
  stock: FactSource<StockFacts>,
): FactSource<ReservationFacts> {
  return {
    name: 'reservations',
    open: () => new ReservationFacts(),
    async load(facts, unit, run) {
      await facts.load(unit, run);
      for (const skuId of facts.skuIds()) unit.facts(stock).needSku(skuId);
    },
    write: (facts) => facts.writes(),
  };
}
