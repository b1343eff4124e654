import type { Pool, PoolClient } from 'pg';
import { SECOND_MS, DAY_MS, HOUR_MS, type Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { inTransaction, runStatement } from '../../platform/postgres/index.ts';
import type { Comparison } from './compare-snapshot.ts';
import { entriesBetween, type DriftEntry, type DriftInput } from './drift-causes.ts';
import * as sql from './snapshots.sql.ts';

/** Goods that customers send back to a location: the returns room knows them. */
export type ReadExpectedReturns = (
  client: PoolClient,
  locationId: number,
  skuIds: readonly number[],
) => Promise<
  readonly { readonly skuId: number; readonly orderId: number; readonly quantity: number }[]
>;

/** Lines that one command compares. */
const LINES_AT_ONCE_MAX = 500;
/** Entries before this say little when both have never agreed. */
const LOOK_BACK_MS = 60 * DAY_MS;
const SHIFT_HOURS_MAX = 14;

/**
 * Snapshots that wait to be compared, part by part. The clock reads outside of the hub what the ledger said
 * at the moment of the snapshot and what may explain a difference; the command decides on that.
 */
export function createSnapshotComparisons(readReturns?: ReadExpectedReturns): DeadlineSource {
  return {
    name: 'snapshots',
    everyMs: SECOND_MS,
    async due(pool: Pool) {
      const waiting = await runStatement(pool, sql.readWaitingSnapshot);
      if (waiting.length === 0) return [];
      const comparison = await inTransaction(
        pool,
        (client) => readComparison(client, readReturns),
        'isolation level repeatable read',
      );
      return comparison === null ? [] : [{ kind: 'compare_snapshot', body: comparison }];
    },
  };
}

interface WaitingRow {
  id: string;
  location_id: number;
  location: string;
  taken_at: Instant;
  is_complete: boolean;
  lines: { skuId: number; onHand: number }[];
  compared_sku_id: number;
}

interface PositionRow {
  sku_id: number;
  sku: string;
  on_hand: number;
  damaged: number;
  around: { at: Instant; onHand: number }[];
  agreed_at: Instant | null;
}

async function readComparison(
  client: PoolClient,
  readReturns: ReadExpectedReturns | undefined,
): Promise<Comparison | null> {
  const [snapshot] = await runStatement<WaitingRow>(client, sql.readWaitingSnapshot);
  if (snapshot === undefined) return null;
  const theirs = new Map(snapshot.lines.map(({ skuId, onHand }) => [skuId, onHand]));
  const { skuIds, isLast } = await skusToCompare(client, snapshot, theirs);
  const positions = await runStatement<PositionRow>(client, sql.readPositionsAt, [
    integerArray(skuIds),
    snapshot.location_id,
    snapshot.taken_at,
  ]);
  const driftOf = (row: PositionRow): number => (theirs.get(row.sku_id) ?? 0) - row.on_hand;
  const different = positions.filter((row) => driftOf(row) !== 0);
  const shifts = shiftsOf(snapshot.taken_at, positions, driftOf);
  const evidence = await readEvidence(client, snapshot, different, readReturns);
  return {
    snapshotId: snapshot.id,
    locationId: snapshot.location_id,
    afterSkuId: snapshot.compared_sku_id,
    upToSkuId: skuIds.at(-1) ?? snapshot.compared_sku_id,
    isLast,
    equal: positions
      .filter((row) => driftOf(row) === 0)
      .map(({ sku_id, on_hand }) => ({ skuId: sku_id, onHand: on_hand })),
    different: different.map((row) => ({
      skuId: row.sku_id,
      input: {
        sku: row.sku,
        location: snapshot.location,
        takenAt: snapshot.taken_at,
        ours: row.on_hand,
        theirs: theirs.get(row.sku_id) ?? 0,
        agreedAt: row.agreed_at,
        damaged: row.damaged,
        ...evidence(row.sku_id),
        siblings: different
          .filter(({ sku_id }) => sku_id !== row.sku_id)
          // A swap leaves the opposite difference; others say nothing about this SKU.
          .filter((other) => driftOf(other) === -driftOf(row))
          .map((other) => ({ sku: other.sku, drift: driftOf(other) })),
        shifts,
      },
    })),
  };
}

/** The next SKUs in order: those that the snapshot names and, when it is complete, those that lie there. */
async function skusToCompare(
  client: PoolClient,
  snapshot: WaitingRow,
  theirs: ReadonlyMap<number, number>,
): Promise<{ skuIds: number[]; isLast: boolean }> {
  const after = snapshot.compared_sku_id;
  const lying = snapshot.is_complete
    ? await runStatement<{ sku_id: number }>(client, sql.readSkusOnHand, [
        snapshot.location_id,
        after,
        LINES_AT_ONCE_MAX + 1,
      ])
    : [];
  const named = [...theirs.keys()].filter((skuId) => skuId > after);
  const all = [...new Set([...named, ...lying.map(({ sku_id }) => sku_id)])].toSorted(
    (a, b) => a - b,
  );
  return { skuIds: all.slice(0, LINES_AT_ONCE_MAX), isLast: all.length <= LINES_AT_ONCE_MAX };
}

/** For each whole hour around the snapshot: how many SKUs moved in between, and how many differ by just that. */
function shiftsOf(
  takenAt: Instant,
  positions: readonly PositionRow[],
  driftOf: (row: PositionRow) => number,
): DriftInput['shifts'] {
  const hours = Array.from({ length: SHIFT_HOURS_MAX }, (_, index) => [
    index + 1,
    -index - 1,
  ]).flat();
  return hours.flatMap((hour) => {
    let moved = 0;
    let fitting = 0;
    for (const row of positions) {
      const window = entriesBetween(row.around, takenAt, takenAt + hour * HOUR_MS);
      if (window.length === 0) continue;
      moved += 1;
      const sum = window.reduce((total, { onHand }) => total + onHand, 0) * Math.sign(hour);
      if (sum !== 0 && sum === driftOf(row)) fitting += 1;
    }
    return fitting > 0 ? [{ hours: hour, moved, fitting }] : [];
  });
}

type EvidenceOf = (
  skuId: number,
) => Pick<DriftInput, 'entries' | 'supplies' | 'holdings' | 'returns'>;

/** What the ledger and the announcements know about SKUs that differ. */
async function readEvidence(
  client: PoolClient,
  { location_id: locationId, taken_at: takenAt }: WaitingRow,
  different: readonly PositionRow[],
  readReturns: ReadExpectedReturns | undefined,
): Promise<EvidenceOf> {
  const ids = different.map(({ sku_id }) => sku_id);
  const skuIds = integerArray(ids);
  const since = different.map(({ agreed_at }) => agreed_at ?? takenAt - LOOK_BACK_MS);
  const entries = await runStatement<EntryRow>(client, sql.readExplainingEntries, [
    skuIds,
    integerArray(since),
    locationId,
  ]);
  const supplies = await runStatement<SupplyRow>(client, sql.readComingSupplies, [
    skuIds,
    locationId,
  ]);
  const holdings = await runStatement<HoldingRow>(client, sql.readHoldings, [skuIds, locationId]);
  const returns = (await readReturns?.(client, locationId, ids)) ?? [];
  const entriesOf = Map.groupBy(entries, ({ sku_id }) => sku_id);
  const suppliesOf = Map.groupBy(supplies, ({ sku_id }) => sku_id);
  const holdingsOf = Map.groupBy(holdings, ({ sku_id }) => sku_id);
  const returnsOf = Map.groupBy(returns, ({ skuId }) => skuId);
  return (skuId) => ({
    entries: (entriesOf.get(skuId) ?? []).map(entryOf),
    supplies: (suppliesOf.get(skuId) ?? []).map((row) => ({
      reference: row.reference,
      quantity: row.quantity,
      expectedAt: row.expected_at,
      isTransfer: row.is_transfer,
    })),
    holdings: (holdingsOf.get(skuId) ?? []).map(({ order_id, allocated }) => ({
      orderId: order_id,
      allocated,
    })),
    returns: (returnsOf.get(skuId) ?? []).map(({ orderId, quantity }) => ({ orderId, quantity })),
  });
}

interface EntryRow {
  sku_id: number;
  id: number;
  kind: string;
  on_hand_delta: number;
  recorded_at: Instant;
  order_id: number | null;
}

interface SupplyRow {
  sku_id: number;
  reference: string;
  quantity: number;
  expected_at: Instant;
  is_transfer: boolean;
}

interface HoldingRow {
  sku_id: number;
  order_id: number;
  allocated: number;
}

function entryOf(row: EntryRow): DriftEntry {
  return {
    id: row.id,
    kind: row.kind,
    onHand: row.on_hand_delta,
    at: row.recorded_at,
    orderId: row.order_id,
  };
}
