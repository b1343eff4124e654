import type { Pool } from 'pg';
import {
  inTransaction,
  query,
  runStatement,
  type Queryable,
} from '../../platform/postgres/index.ts';
import * as sql from './rebuild-positions.sql.ts';

/** The quantities of a position. */
export interface Quantities {
  readonly onHand: number;
  readonly reserved: number;
  readonly allocated: number;
  readonly damaged: number;
  readonly qualityControl: number;
}

/** A position that is not the sum of its ledger entries. There must never be one. */
export interface PositionDifference {
  /** Null: the ledger names a SKU or location that does not exist. */
  readonly sku: string | null;
  readonly location: string | null;
  readonly ledger: Quantities;
  readonly position: Quantities;
}

/** Sums the ledger and names every position that differs from it. Runs beside a busy hub. */
export async function compareLedgerWithPositions(client: Queryable): Promise<PositionDifference[]> {
  const rows = await runStatement<DifferenceRow>(client, sql.compareLedger);
  return rows.map((row) => ({
    sku: row.sku,
    location: row.location,
    ledger: {
      onHand: row.ledger_on_hand,
      reserved: row.ledger_reserved,
      allocated: row.ledger_allocated,
      damaged: row.ledger_damaged,
      qualityControl: row.ledger_quality_control,
    },
    position: {
      onHand: row.position_on_hand,
      reserved: row.position_reserved,
      allocated: row.position_allocated,
      damaged: row.position_damaged,
      qualityControl: row.position_quality_control,
    },
  }));
}

type QuantityName = 'on_hand' | 'reserved' | 'allocated' | 'damaged' | 'quality_control';
type DifferenceRow = { sku: string | null; location: string | null } & Record<
  `${'ledger' | 'position'}_${QuantityName}`,
  number
>;

const ATTEMPTS_MAX = 10;

/**
 * Sets every position that differs to the sum of its ledger entries, in one transaction, and answers
 * how many were set. A hub may run meanwhile: when it moves one of them, the work is done again.
 */
export async function rebuildPositions(pool: Pool): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(
        pool,
        async (client) => (await query(client, sql.rebuildPositions)).rowCount,
        'isolation level repeatable read',
      );
    } catch (error) {
      if ((error as { code?: string }).code !== '40001' || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}
