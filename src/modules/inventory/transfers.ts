import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, RunStatement, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import * as sql from './transfers.sql.ts';

/** How much of a SKU was sent, and how much of that has come. */
export interface TransferLine {
  readonly sku: string;
  readonly quantity: number;
  readonly received: number;
}

/** Goods on their way from one location to another. */
export interface Transfer {
  readonly id: string;
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly fromLocationId: number;
  readonly toLocationId: number;
  readonly expectedAt: Instant;
  readonly lines: readonly TransferLine[];
  readonly state: 'on_the_way' | 'received';
}

/** The transfers that one batch sees and moves. A transfer is a value; moving it puts another in its place. */
export class TransferFacts {
  readonly references = new Set<string>();
  readonly #current = new Map<string, Transfer>();
  readonly #loaded = new Map<string, Transfer>();
  readonly #sentAt = new Map<string, Instant>();

  need(reference: string): void {
    this.references.add(reference);
  }

  find(reference: string): Transfer | undefined {
    assert(this.references.has(reference), `transfer ${reference} was not asked for`);
    return this.#current.get(reference);
  }

  send(transfer: Transfer, at: Instant): void {
    assert(!this.#current.has(transfer.reference), 'a reference names one transfer');
    this.#current.set(transfer.reference, transfer);
    this.#sentAt.set(transfer.reference, at);
  }

  replace(transfer: Transfer): void {
    assert(this.#current.has(transfer.reference), 'only what was sent moves on');
    this.#current.set(transfer.reference, transfer);
  }

  async load(run: RunStatement): Promise<void> {
    if (this.references.size === 0) return;
    const rows = await run<TransferRow>(sql.readTransfers, [textArray([...this.references])]);
    for (const row of rows) {
      const transfer = transferOf(row);
      this.#loaded.set(row.reference, transfer);
      this.#current.set(row.reference, transfer);
    }
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const current = [...this.#current.values()];
    const sent = current.flatMap((transfer) => {
      const at = this.#sentAt.get(transfer.reference);
      return at === undefined ? [] : [{ transfer, at }];
    });
    if (sent.length > 0) {
      writes.push({
        statement: sql.insertTransfers,
        values: [
          textArray(sent.map(({ transfer }) => transfer.id)),
          textArray(sent.map(({ transfer }) => transfer.reference)),
          integerArray(sent.map(({ transfer }) => transfer.fromLocationId)),
          integerArray(sent.map(({ transfer }) => transfer.toLocationId)),
          integerArray(sent.map(({ transfer }) => transfer.expectedAt)),
          textArray(sent.map(({ transfer }) => JSON.stringify(transfer.lines))),
          textArray(sent.map(({ transfer }) => transfer.state)),
          integerArray(sent.map(({ at }) => at)),
        ],
        rowsExpected: sent.length,
      });
    }
    const moved = current.flatMap((transfer) => {
      const before = this.#loaded.get(transfer.reference);
      return before === undefined || before === transfer ? [] : [{ before, transfer }];
    });
    if (moved.length > 0) {
      writes.push({
        statement: sql.updateTransfers,
        values: [
          textArray(moved.map(({ transfer }) => transfer.id)),
          textArray(moved.map(({ before }) => JSON.stringify(before.lines))),
          textArray(moved.map(({ transfer }) => JSON.stringify(transfer.lines))),
          textArray(moved.map(({ transfer }) => transfer.state)),
        ],
        rowsExpected: moved.length,
      });
    }
    return writes;
  }
}

/** A row of inventory.transfer with its codes. */
export interface TransferRow {
  id: string;
  reference: string;
  from_code: string;
  to_code: string;
  from_location_id: number;
  to_location_id: number;
  expected_at: Instant;
  lines: TransferLine[];
  state: Transfer['state'];
}

/** A row as a transfer. */
export function transferOf(row: TransferRow): Transfer {
  return {
    id: row.id,
    reference: row.reference,
    from: row.from_code,
    to: row.to_code,
    fromLocationId: row.from_location_id,
    toLocationId: row.to_location_id,
    expectedAt: row.expected_at,
    lines: row.lines,
    state: row.state,
  };
}

/** Where transfers come from. */
export function createTransferSource(): FactSource<TransferFacts> {
  return {
    name: 'transfers',
    open: () => new TransferFacts(),
    load: (facts, _unit, run) => facts.load(run),
    write: (facts) => facts.writes(),
  };
}
