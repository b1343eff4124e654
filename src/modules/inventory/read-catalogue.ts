import { instantToText } from '../../kernel/clock.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { LocationView, SkuView } from '../../../contracts/inventory-answers.ts';
import {
  locationOf,
  skuOf,
  type Location,
  type LocationRow,
  type Sku,
  type SkuRow,
} from './catalogue.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import * as sql from './read-catalogue.sql.ts';

/**
 * SKUs whose code begins with the search text, in the order of their codes, then those whose name
 * does. An empty search lists all by code. `heldAt` leaves only those that one of these locations has or had.
 */
export async function listSkus(
  client: Queryable,
  search: string,
  page: PageRequest,
  heldAt: readonly string[] | null = null,
): Promise<Answer<Page<SkuView>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['text', 'text', 'integer']);
  if (after !== null && 'kind' in after) return after;
  const [part, text, id] = (after ?? ['code', '', 0]) as ['code' | 'name', string, number];
  const list = (isByName: boolean, place: string, placeId: number, most: number) => {
    const values = [search, place, placeId, most];
    if (heldAt === null) {
      const statement = isByName ? sql.listSkusByName : sql.listSkusByCode;
      return runStatement<ListedSku>(client, statement, values);
    }
    const statement = isByName ? sql.listSkusByNameAt : sql.listSkusByCodeAt;
    return runStatement<ListedSku>(client, statement, [...values, heldAt]);
  };
  const byCode = part === 'code' ? await list(false, text, id, limit) : [];
  // Every code begins with an empty search, so that nothing is left for the names.
  const byName =
    byCode.length >= limit || search === ''
      ? []
      : part === 'name'
        ? await list(true, text, id, limit)
        : await list(true, '', 0, limit - byCode.length);
  const rows = [
    ...byCode.map((row) => ({ row, place: ['code', row.place_code, row.id] })),
    ...byName.map((row) => ({ row, place: ['name', row.place_name, row.id] })),
  ];
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      ({ row }) => viewSku(skuOf(row), row.tracking),
      ({ place }) => place,
    ),
  };
}

interface SkuRowRead extends SkuRow {
  tracking: SkuView['tracking'];
}

interface ListedSku extends SkuRowRead {
  place_code: string;
  place_name: string;
}

/** The identifiers of the first SKUs that a search finds, at most so many. */
export async function findSkuIds(
  client: Queryable,
  search: string,
  limit: number,
): Promise<number[]> {
  const byCode = await runStatement<ListedSku>(client, sql.listSkusByCode, [search, '', 0, limit]);
  const byName =
    byCode.length >= limit || search === ''
      ? []
      : await runStatement<ListedSku>(client, sql.listSkusByName, [
          search,
          '',
          0,
          limit - byCode.length,
        ]);
  return [...byCode, ...byName].map(({ id }) => id);
}

/** One SKU by its code; `heldAt`: only if one of these locations has or had it. */
export async function readSku(
  client: Queryable,
  code: string,
  heldAt: readonly string[] | null = null,
): Promise<Answer<SkuView>> {
  const [row] = await (heldAt === null
    ? runStatement<SkuRowRead>(client, sql.readSku, [code])
    : runStatement<SkuRowRead>(client, sql.readSkuAt, [code, heldAt]));
  return row === undefined
    ? refuse('not_found', `There is no SKU ${code}.`, { sku: code })
    : { kind: 'found', value: viewSku(skuOf(row), row.tracking) };
}

function viewSku(sku: Sku, tracking: SkuView['tracking']): SkuView {
  return {
    code: sku.code,
    name: sku.name,
    names: { ...sku.names },
    weightGrams: sku.weightGrams,
    dimensionsMillimetres: sku.dimensionsMillimetres,
    valueMinor: sku.valueMinor,
    customsCode: sku.customsCode,
    originCountryCode: sku.originCountryCode,
    requires: [...sku.requires],
    attributes: { ...sku.attributes },
    backorder: sku.backorder,
    leadTimeDays: sku.leadTimeDays,
    availableFrom: sku.availableFrom === null ? null : instantToText(sku.availableFrom),
    components: sku.components === null ? null : [...sku.components.parts],
    shipsTogether: sku.components?.shipsTogether ?? false,
    tracking,
  };
}

/**
 * Locations whose code or name begins with the search text, in the order of their codes; `within` leaves
 * those out that it does not name.
 */
export async function listLocations(
  client: Queryable,
  search: string,
  page: PageRequest,
  within: readonly string[] | null = null,
): Promise<Answer<Page<LocationView>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<LocationRow>(client, sql.listLocations, [
    search,
    after?.[0] ?? '',
    limit,
    within === null ? null : textArray(within),
  ]);
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => viewLocation(locationOf(row)),
      (row) => [row.code],
    ),
  };
}

/** One location by its code. */
export async function readLocation(client: Queryable, code: string): Promise<Answer<LocationView>> {
  const [row] = await runStatement<LocationRow>(client, sql.readLocation, [code]);
  return row === undefined
    ? refuse('not_found', `There is no location ${code}.`, { location: code })
    : { kind: 'found', value: viewLocation(locationOf(row)) };
}

function viewLocation(location: Location): LocationView {
  return {
    code: location.code,
    name: location.name,
    names: { ...location.names },
    kind: location.kind,
    address: location.address,
    timeZone: location.calendar.timeZone,
    workingWeekdays: [...location.calendar.workingWeekdays],
    holidays: [...location.calendar.holidays],
    cutoffMinuteOfDay: location.cutoffMinuteOfDay,
    handlingDays: location.handlingDays,
    handlingMinorPerShipment: location.handlingMinorPerShipment,
    handlingMinorPerUnit: location.handlingMinorPerUnit,
    dailyCapacityShipments: location.dailyCapacityShipments,
    stockWorthPermille: location.stockWorthPermille,
    capabilities: [...location.capabilities],
    isOpen: location.isOpen,
  };
}
