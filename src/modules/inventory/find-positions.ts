import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { PositionState, StockPosition } from '../../../contracts/inventory-answers.ts';
import {
  cursorOf,
  pageOf,
  PAGE_LIMIT_MAX,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { findSkuIds } from './read-catalogue.ts';
import {
  findIds,
  listPositions,
  positionOf,
  type PositionRow,
  type StockFilter,
} from './read-stock.ts';
import * as sql from './read-stock.sql.ts';

/** Which positions are looked for: of SKUs whose code or name begins so, and in which condition. */
export interface PositionSearch extends StockFilter {
  readonly search: string | null;
  readonly state: PositionState | null;
}

/** Positions that one page looks at when it seeks those in a state. */
const STRETCH = 4_000;

/**
 * Positions in the order in which their SKUs were created. A page does bounded work: seeking a state
 * it may carry fewer than asked for and still go on, and a search takes the first 500 SKUs that fit.
 */
export async function findPositions(
  client: Queryable,
  { search, state, ...filter }: PositionSearch,
  page: PageRequest,
): Promise<Answer<Page<StockPosition>>> {
  if (search === null && state === null) return listPositions(client, filter, page);
  const limit = rowsToAsk(page);
  const ids = await findIds(client, filter);
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer', 'integer']);
  if (after !== null && 'kind' in after) return after;
  const place = (after ?? [0, 0]) as [number, number];
  const { skuId, locationId } = ids;
  if (search === null && skuId === null) {
    return listStretch(client, { locationId, state, place }, page);
  }
  const found = search === null ? null : await findSkuIds(client, search, PAGE_LIMIT_MAX);
  const wanted =
    skuId === null ? (found ?? []) : found === null || found.includes(skuId) ? [skuId] : [];
  const rows = await runStatement<PositionRow>(client, sql.listPositionsOfSkus, [
    integerArray(wanted),
    ...place,
    locationId,
    state,
    limit,
  ]);
  return { kind: 'found', value: pageOf(rows, page.limit, positionOf, placeOf) };
}

async function listStretch(
  client: Queryable,
  seek: {
    readonly locationId: number | null;
    readonly state: PositionState | null;
    readonly place: readonly [skuId: number, locationId: number];
  },
  page: PageRequest,
): Promise<Answer<Page<StockPosition>>> {
  const { locationId, state, place } = seek;
  const [afterSkuId] = place;
  const limit = rowsToAsk(page);
  const [end] = await (locationId === null
    ? runStatement<Place>(client, sql.findStretchEnd, [...place, STRETCH - 1])
    : runStatement<Place>(client, sql.findStretchEndAtLocation, [
        locationId,
        afterSkuId,
        STRETCH - 1,
      ]));
  const until = end ?? { sku_id: INTEGER_MAX, location_id: INTEGER_MAX };
  const rows = await (locationId === null
    ? runStatement<PositionRow>(client, sql.listStretch, [
        ...place,
        until.sku_id,
        until.location_id,
        state,
        limit,
      ])
    : runStatement<PositionRow>(client, sql.listStretchAtLocation, [
        locationId,
        afterSkuId,
        until.sku_id,
        state,
        limit,
      ]));
  const { items, nextCursor } = pageOf(rows, page.limit, positionOf, placeOf);
  const onwards = end === undefined ? null : cursorOf(placeOf(end));
  return { kind: 'found', value: { items, nextCursor: nextCursor ?? onwards } };
}

interface Place {
  readonly sku_id: number;
  readonly location_id: number;
}

const INTEGER_MAX = 2_147_483_647;
const placeOf = ({ sku_id, location_id }: Place): readonly number[] => [sku_id, location_id];
