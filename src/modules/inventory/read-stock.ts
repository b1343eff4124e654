import type { Instant } from '../../kernel/clock.ts';
import { instantToText } from '../../kernel/clock.ts';
import { runStatement, type Queryable, type Statement } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { StockEntryView, StockPosition } from '../../../contracts/inventory-answers.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import * as sql from './read-stock.sql.ts';

/** Which SKU and which location a list is about; null: all. */
export interface StockFilter {
  readonly sku: string | null;
  readonly location: string | null;
}

/** The identifiers of a filter's codes, or a refusal that names the code which nothing has. */
export async function findIds(
  client: Queryable,
  { sku, location }: StockFilter,
): Promise<{ readonly skuId: number | null; readonly locationId: number | null } | Refusal> {
  if (sku === null && location === null) return { skuId: null, locationId: null };
  const [row] = await runStatement<{ sku_id: number | null; location_id: number | null }>(
    client,
    sql.findIds,
    [sku, location],
  );
  const skuId = row?.sku_id ?? null;
  const locationId = row?.location_id ?? null;
  if (sku !== null && skuId === null)
    return refuse('not_found', `There is no SKU ${sku}.`, { sku });
  if (location !== null && locationId === null) {
    return refuse('not_found', `There is no location ${location}.`, { location });
  }
  return { skuId, locationId };
}

/** Stock positions of a SKU, of a location, of both, or all, in the order in which the SKUs were created. */
export async function listPositions(
  client: Queryable,
  filter: StockFilter,
  page: PageRequest,
): Promise<Answer<Page<StockPosition>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, filter);
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer', 'integer']);
  if (after !== null && 'kind' in after) return after;
  const [afterSkuId, afterLocationId] = (after ?? [0, 0]) as [number, number];
  const { skuId, locationId } = ids;
  const [statement, values]: [Statement, unknown[]] =
    skuId === null
      ? locationId === null
        ? [sql.listPositions, [afterSkuId, afterLocationId, limit]]
        : [sql.listPositionsAtLocation, [locationId, afterSkuId, limit]]
      : locationId === null
        ? [sql.listPositionsOfSku, [skuId, afterLocationId, limit]]
        : [sql.readPosition, [skuId, locationId]];
  const rows = await runStatement<PositionRow>(client, statement, values);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, positionOf, (row) => [row.sku_id, row.location_id]),
  };
}

/** A row of stock_position with its SKU and location. */
export interface PositionRow {
  sku_id: number;
  location_id: number;
  sku: string;
  name: string;
  names: Record<string, string>;
  location: string;
  on_hand: number;
  reserved: number;
  allocated: number;
  damaged: number;
  quality_control: number;
  safety_stock: number;
}

/** A row of stock_position as callers see it. */
export function positionOf(row: PositionRow): StockPosition {
  const unavailable =
    row.reserved + row.allocated + row.damaged + row.quality_control + row.safety_stock;
  return {
    sku: row.sku,
    name: row.name,
    names: row.names,
    location: row.location,
    onHand: row.on_hand,
    reserved: row.reserved,
    allocated: row.allocated,
    damaged: row.damaged,
    qualityControl: row.quality_control,
    safetyStock: row.safety_stock,
    available: Math.max(0, row.on_hand - unavailable),
  };
}

/** Why a position is what it is: its ledger entries, the newest first. */
export async function listEntries(
  client: Queryable,
  place: { readonly sku: string; readonly location: string },
  page: PageRequest,
): Promise<Answer<Page<StockEntryView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, place);
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<EntryRow>(client, sql.listEntries, [
    ids.skuId,
    ids.locationId,
    after?.[0] ?? null,
    limit,
  ]);
  return { kind: 'found', value: pageOf(rows, page.limit, entryOf, (row) => [row.id]) };
}

/** A row of the ledger. */
export interface EntryRow {
  id: number;
  kind: string;
  on_hand_delta: number;
  reserved_delta: number;
  allocated_delta: number;
  damaged_delta: number;
  quality_control_delta: number;
  order_id: number | null;
  event_id: string;
  recorded_at: Instant;
}

/** A row of the ledger as callers see it. */
export function entryOf(row: EntryRow): StockEntryView {
  return {
    id: row.id,
    kind: row.kind,
    onHandDelta: row.on_hand_delta,
    reservedDelta: row.reserved_delta,
    allocatedDelta: row.allocated_delta,
    damagedDelta: row.damaged_delta,
    qualityControlDelta: row.quality_control_delta,
    orderId: row.order_id,
    eventId: row.event_id,
    recordedAt: instantToText(row.recorded_at),
  };
}
