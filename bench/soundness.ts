import type { Pool } from 'pg';
import { compareLedgerWithPositions } from '../src/modules/inventory/index.ts';

/** What the database holds of the orders whose externalIds begin with a prefix. */
export interface StoredIntake {
  readonly orders: number;
  /** Units that their lines want. */
  readonly unitsWanted: number;
  /** Units that the ledger holds for them. */
  readonly unitsHeld: number;
}

/** Counts the orders of a bench and the stock that is held for them. */
export async function countIntake(pool: Pool, prefix: string): Promise<StoredIntake> {
  const { rows } = await pool.query<{ orders: number; unitsWanted: number; unitsHeld: number }>(
    `with placed as (
       select id from orders.order_header where external_id >= $1::text collate "C" and external_id < ($1::text || '~') collate "C"
     )
     select (select count(*) from placed)::int as orders,
       (select coalesce(sum(line.quantity), 0) from orders.order_line as line join placed on placed.id = line.order_id)::int
         as "unitsWanted",
       (select coalesce(sum(entry.reserved_delta + entry.allocated_delta), 0)
        from inventory.stock_entry as entry join placed on placed.id = entry.order_id)::int as "unitsHeld"`,
    [prefix],
  );
  return rows[0] as StoredIntake;
}

/** Says where the ledger and the positions differ or more is promised than is there; nothing when all agree. */
export async function findStockFaults(pool: Pool): Promise<string[]> {
  const differences = await compareLedgerWithPositions(pool);
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from inventory.stock_position
     where reserved + allocated + damaged + quality_control > on_hand`,
  );
  const oversold = rows[0]?.count ?? 0;
  return [
    ...(differences.length === 0 ? [] : [`${differences.length} positions differ from the ledger`]),
    ...(oversold === 0 ? [] : [`${oversold} positions are promised twice`]),
  ];
}

/** Says what of an intake is not as its callers were told; nothing when all is. */
export async function findIntakeFaults(
  pool: Pool,
  prefix: string,
  acknowledged: number,
): Promise<string[]> {
  const stored = await countIntake(pool, prefix);
  return [
    ...(stored.orders === acknowledged
      ? []
      : [`${acknowledged} orders were acknowledged and ${stored.orders} are stored`]),
    ...(stored.unitsHeld === stored.unitsWanted
      ? []
      : [`${stored.unitsWanted} units are wanted and ${stored.unitsHeld} are held`]),
    ...(await findStockFaults(pool)),
  ];
}
