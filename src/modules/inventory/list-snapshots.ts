import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { DriftView, SnapshotView } from '../../../contracts/inventory-snapshots.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { findIds } from './read-stock.ts';
import * as sql from './snapshots.sql.ts';

/** Snapshots of a location, or all (null), by their keys. */
export async function listSnapshots(
  client: Queryable,
  location: string | null,
  page: PageRequest,
): Promise<Answer<Page<SnapshotView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, { sku: null, location });
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const place = [after?.[0] ?? '', limit];
  const rows =
    ids.locationId === null
      ? await runStatement<SnapshotRow>(client, sql.listSnapshots, place)
      : await runStatement<SnapshotRow>(client, sql.listSnapshotsAtLocation, [
          ...place,
          ids.locationId,
        ]);
  return { kind: 'found', value: pageOf(rows, page.limit, snapshotOf, ({ id }) => [id]) };
}

/** One snapshot and how far it is. */
export async function readSnapshot(client: Queryable, id: string): Promise<Answer<SnapshotView>> {
  const [row] = await runStatement<SnapshotRow>(client, sql.readSnapshot, [id]);
  return row === undefined
    ? refuse('not_found', `There is no snapshot ${id}.`, { id })
    : { kind: 'found', value: snapshotOf(row) };
}

/** What differs in a snapshot, with causes and proposals. */
export async function listDrifts(
  client: Queryable,
  snapshotId: string,
  page: PageRequest,
): Promise<Answer<Page<DriftView>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<DriftRow>(client, sql.listDrifts, [
    snapshotId,
    after?.[0] ?? '',
    limit,
  ]);
  return { kind: 'found', value: pageOf(rows, page.limit, driftOf, ({ id }) => [id]) };
}

interface SnapshotRow {
  id: string;
  location: string;
  source: string;
  taken_at: Instant;
  is_complete: boolean;
  uploaded_by: string;
  state: SnapshotView['state'];
  lines: number;
  drifts: number;
  decided_by: string | null;
  reason: string | null;
  received_at: Instant;
  state_since: Instant;
}

function snapshotOf(row: SnapshotRow): SnapshotView {
  return {
    id: row.id,
    location: row.location,
    source: row.source,
    takenAt: instantToText(row.taken_at),
    isComplete: row.is_complete,
    uploadedBy: row.uploaded_by,
    state: row.state,
    lines: row.lines,
    drifts: row.drifts,
    decidedBy: row.decided_by,
    reason: row.reason,
    receivedAt: instantToText(row.received_at),
    stateSince: instantToText(row.state_since),
  };
}

interface DriftRow {
  id: string;
  sku: string;
  location: string;
  ours: number;
  theirs: number;
  causes: DriftView['causes'];
  cause_chosen: number;
  correction: DriftView['correction'];
  proposed_by: string;
  posted: number;
}

function driftOf(row: DriftRow): DriftView {
  const { id, sku, location, ours, theirs, causes, correction, posted } = row;
  return {
    id,
    sku,
    location,
    ours,
    theirs,
    drift: theirs - ours,
    causes,
    causeChosen: row.cause_chosen,
    correction,
    proposedBy: row.proposed_by,
    posted,
  };
}
