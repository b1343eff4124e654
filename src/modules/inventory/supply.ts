import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { LoadMode, RunStatement, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
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
  /** Pledged to orders that wait, out of what has not come yet. */
  promised: number;
  /** Nothing more comes of it since then. */
  closedAt: Instant | null;
}

interface IncomingMove {
  received: number;
  promised: number;
  /** When it was last received or closed; null: only pledges moved. */
  at: Instant | null;
  isClosed: boolean;
}

/** What is announced and has not wholly come, as one batch sees and moves it. */
export class Supply {
  readonly references = new Set<string>();
  readonly #byId = new Map<string, Incoming>();
  readonly #openBySkuId = new Map<number, Incoming[]>();
  readonly #byReference = new Map<string, Incoming[]>();
  readonly #moves = new Map<Incoming, IncomingMove>();
  readonly #added: Incoming[] = [];

  /** Open supply of a SKU, ascending by date. */
  openOf(skuId: number): readonly Incoming[] {
    return this.#openBySkuId.get(skuId) ?? [];
  }

  /** Everything that was announced under a reference, closed or not. */
  announcedUnder(reference: string): readonly Incoming[] {
    assert(this.references.has(reference), `supply ${reference} was not asked for`);
    return this.#byReference.get(reference) ?? [];
  }

  /** Takes what was loaded; the same row may come by its SKU and by its reference. */
  keep(incoming: Incoming): void {
    if (this.#byId.has(incoming.id)) return;
    this.#byId.set(incoming.id, incoming);
    const announced = this.#byReference.get(incoming.reference);
    if (announced === undefined) this.#byReference.set(incoming.reference, [incoming]);
    else announced.push(incoming);
    if (incoming.closedAt !== null) return;
    const open = this.#openBySkuId.get(incoming.skuId);
    if (open === undefined) this.#openBySkuId.set(incoming.skuId, [incoming]);
    else {
      const later = open.findIndex(({ expectedAt }) => expectedAt > incoming.expectedAt);
      open.splice(later < 0 ? open.length : later, 0, incoming);
    }
  }

  announce(incoming: Incoming): void {
    this.keep(incoming);
    this.#added.push(incoming);
  }

  pledge(incoming: Incoming, quantity: number): void {
    // A pledge whose goods have come has become a claim at the position, so that an order may give
    // back more than is still pledged here.
    const moved = Math.max(-incoming.promised, quantity);
    incoming.promised += moved;
    assert(
      incoming.promised <= Math.max(0, incoming.quantity - incoming.received),
      'supply is pledged once',
    );
    this.#moveOf(incoming).promised += moved;
  }

  receive(incoming: Incoming, quantity: number, at: Instant): void {
    incoming.received += quantity;
    const move = this.#moveOf(incoming);
    move.received += quantity;
    move.at = at;
    const left = Math.max(0, incoming.quantity - incoming.received);
    if (incoming.promised > left) this.pledge(incoming, left - incoming.promised);
    if (left === 0) this.#close(incoming, at);
  }

  close(incoming: Incoming, at: Instant): void {
    if (incoming.closedAt !== null) return;
    if (incoming.promised > 0) this.pledge(incoming, -incoming.promised);
    const move = this.#moveOf(incoming);
    move.at = at;
    move.isClosed = true;
    this.#close(incoming, at);
  }

  #close(incoming: Incoming, at: Instant): void {
    if (incoming.closedAt !== null) return;
    incoming.closedAt = at;
    const open = this.#openBySkuId.get(incoming.skuId);
    assert(open !== undefined, 'supply is kept by its SKU');
    open.splice(open.indexOf(incoming), 1);
  }

  #moveOf(incoming: Incoming): IncomingMove {
    let move = this.#moves.get(incoming);
    if (move === undefined) {
      move = { received: 0, promised: 0, at: null, isClosed: false };
      this.#moves.set(incoming, move);
    }
    return move;
  }

  async load(skuIds: ReadonlySet<number>, run: RunStatement, mode: LoadMode): Promise<void> {
    const isLocked = mode === 'locked';
    const bySku = await run<IncomingRow>(isLocked ? sql.lockIncoming : sql.readIncoming, [
      integerArray([...skuIds]),
    ]);
    for (const row of bySku) this.keep(incomingOf(row));
    if (this.references.size === 0) return;
    const byReference = await run<IncomingRow>(
      isLocked ? sql.lockIncomingByReference : sql.readIncomingByReference,
      [textArray([...this.references])],
    );
    for (const row of byReference) this.keep(incomingOf(row));
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const added = this.#added;
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
        rowsExpected: added.length,
      });
    }
    // In key order, so that two processes lock rows in the same order.
    const moved = [...this.#moves].toSorted(([a], [b]) => (a.id < b.id ? -1 : 1));
    if (moved.length > 0) {
      writes.push({
        statement: sql.moveIncoming,
        values: [
          textArray(moved.map(([{ id }]) => id)),
          integerArray(moved.map(([, move]) => move.received)),
          integerArray(moved.map(([, move]) => move.promised)),
          integerArray(moved.map(([, move]) => move.at)),
          integerArray(moved.map(([, move]) => (move.isClosed ? 1 : 0))),
        ],
        rowsExpected: moved.length,
      });
    }
    return writes;
  }
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
  closed_at: Instant | null;
}

function incomingOf(row: IncomingRow): Incoming {
  return {
    id: row.id,
    skuId: row.sku_id,
    locationId: row.location_id,
    reference: row.reference,
    expectedAt: row.expected_at,
    quantity: row.quantity,
    received: row.received,
    promised: row.promised,
    closedAt: row.closed_at,
  };
}
