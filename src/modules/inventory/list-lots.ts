import { instantToText, type Instant } from '../../kernel/clock.ts';
import { recordOf } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { LotSuggestion, LotView, SerialView } from '../../../contracts/inventory-lots.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { fefoDecision } from './decide-fefo.ts';
import type { Lot, SerialStep } from './lots.ts';
import * as sql from './lots.sql.ts';
import { findIds } from './read-stock.ts';
import { fefoLotOf } from './take-lots.ts';

/** Lots of a SKU, location by location; of these locations only, or of all for null. */
export async function listLots(
  client: Queryable,
  sku: string,
  locations: readonly string[] | null,
  page: PageRequest,
): Promise<Answer<Page<LotView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, { sku, location: null });
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer', 'text']);
  if (after !== null && 'kind' in after) return after;
  const within = locations === null ? null : textArray(locations);
  const values = [ids.skuId, ...(after ?? [0, '']), limit, within];
  const rows = await runStatement<LotRow>(client, sql.listLots, values);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, lotOf, (row) => [row.location_id, row.code]),
  };
}

/** Which lots a pick should take now, first expired first. Nothing is reserved by asking. */
export async function readLotSuggestion(
  client: Queryable,
  wish: {
    readonly sku: string;
    readonly location: string;
    readonly quantity: number;
    readonly shelfLifeDaysMin: number;
    readonly at: Instant;
  },
): Promise<Answer<LotSuggestion>> {
  const ids = await findIds(client, wish);
  if ('kind' in ids) return ids;
  const rows = await runStatement<Record<string, unknown>>(client, sql.readLotsAt, [
    ids.skuId,
    ids.locationId,
  ]);
  const lots = rows.map((row) => fefoLotOf(recordOf<Lot>(sql.lots, row)));
  const choice = fefoDecision.decide({ ...wish, lots });
  const { sku, location } = wish;
  return {
    kind: 'found',
    value: {
      sku,
      location,
      chosen: [...choice.chosen],
      missing: choice.missing,
      passedOver: [...choice.passedOver],
    },
  };
}

/** A unit by its serial number, with its whole way. */
export async function readSerial(
  client: Queryable,
  sku: string,
  serial: string,
): Promise<Answer<SerialView>> {
  const ids = await findIds(client, { sku, location: null });
  if ('kind' in ids) return ids;
  const [row] = await runStatement<SerialRow>(client, sql.readSerial, [ids.skuId, serial]);
  if (row === undefined) {
    return refuse('not_found', `There is no ${sku} with serial number ${serial}.`, { sku, serial });
  }
  const codes = new Map<number, string>();
  for (const { locationId } of row.history) {
    if (codes.has(locationId)) continue;
    const [place] = await runStatement<{ code: string }>(client, sql.readLocationCode, [
      locationId,
    ]);
    codes.set(locationId, place?.code ?? '');
  }
  return {
    kind: 'found',
    value: {
      serial: row.serial,
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      state: row.state,
      orderId: row.order_id === null ? null : String(row.order_id),
      history: row.history.map(({ what, at, locationId, orderId }) => ({
        what,
        at: instantToText(at),
        location: codes.get(locationId) ?? '',
        orderId: orderId === null ? null : String(orderId),
      })),
    },
  };
}

interface LotRow {
  location_id: number;
  sku: string;
  location: string;
  code: string;
  expires_at: Instant | null;
  received_at: Instant;
  on_hand: number;
  quarantined: number;
  state: Lot['state'];
  reason: string | null;
}

function lotOf(row: LotRow): LotView {
  return {
    sku: row.sku,
    location: row.location,
    lot: row.code,
    expiresAt: row.expires_at === null ? null : instantToText(row.expires_at),
    receivedAt: instantToText(row.received_at),
    onHand: row.on_hand,
    quarantined: row.quarantined,
    state: row.state,
    reason: row.reason,
  };
}

interface SerialRow {
  serial: string;
  sku: string;
  lot: string | null;
  location: string | null;
  state: SerialView['state'];
  order_id: number | null;
  history: SerialStep[];
}
