import type { Pool } from 'pg';
import { HOUR_MS, type Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { BEGINNING, EARLIEST } from './search-cursor.ts';
import * as sql from './replay.sql.ts';

/** A part of the history: transactions that hold it, and the times that it is cut to. */
export interface HistoryRange {
  readonly fromXid: string;
  /** Exclusive. */
  readonly beforeXid: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** Events are written within seconds of the time they carry; a retried command may carry an older one. */
const SLACK_MS = HOUR_MS;

/**
 * Finds the transactions of a time range by halving: the history is in the order of transactions and
 * has no index by time, which intake would pay for. Null when there is no history.
 */
export async function findHistoryRange(
  pool: Pool,
  from: Instant | null,
  to: Instant | null,
): Promise<HistoryRange | null> {
  const [ends] = await runStatement<{ first: string | null; last: string | null }>(
    pool,
    sql.readHistoryEnds,
  );
  if (ends === undefined || ends.first === null || ends.last === null) return null;
  const first = BigInt(ends.first);
  const beyond = BigInt(ends.last) + 1n;
  const xidFrom = (instant: Instant | null, otherwise: bigint) =>
    instant === null ? otherwise : firstXidFrom(pool, first, beyond, instant);
  return {
    fromXid: String(await xidFrom(from === null ? null : from - SLACK_MS, first)),
    beforeXid: String(await xidFrom(to === null ? null : to + SLACK_MS, beyond)),
    from: from ?? EARLIEST,
    to: to ?? BEGINNING.placedAt,
  };
}

/** The first transaction, or the place behind it, from which on events carry this time or a later one. */
async function firstXidFrom(
  pool: Pool,
  first: bigint,
  beyond: bigint,
  instant: Instant,
): Promise<bigint> {
  let low = first;
  let high = beyond;
  while (low < high) {
    const middle = (low + high) / 2n;
    const [event] = await runStatement<{ xid: string; recorded_at: Instant }>(
      pool,
      sql.readEventFrom,
      [String(middle)],
    );
    if (event === undefined || event.recorded_at >= instant) high = middle;
    else low = BigInt(event.xid) + 1n;
  }
  return low;
}
