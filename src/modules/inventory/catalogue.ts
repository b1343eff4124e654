import { assert } from '../../kernel/assert.ts';
import type { BusinessCalendar } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { FactSource, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import type { Address } from '../../../contracts/shared.ts';
import * as sql from './catalogue.sql.ts';

/** What is sold: one stock keeping unit. */
export interface Sku {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly weightGrams: number;
  readonly dimensionsMillimetres: {
    readonly length: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly valueMinor: MinorUnits;
  readonly customsCode: string | null;
  readonly originCountryCode: string | null;
  readonly requires: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly backorder: 'never' | 'incoming' | 'lead_time';
  readonly leadTimeDays: number | null;
  readonly availableFrom: Instant | null;
  /** What a bundle is made of; it has no stock of its own. Null: it is no bundle. */
  readonly components: Components | null;
}

/** What one bundle is made of. */
export interface Components {
  /** True: an order with it is sent whole, from one location. */
  readonly shipsTogether: boolean;
  readonly parts: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Where stock lies. */
export interface Location {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly kind: 'warehouse' | 'store' | 'supplier' | 'in_transit';
  readonly address: Address;
  readonly countryCode: string;
  readonly regionCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly calendar: BusinessCalendar;
  readonly cutoffMinuteOfDay: number;
  readonly handlingDays: number;
  readonly handlingMinorPerShipment: MinorUnits;
  readonly handlingMinorPerUnit: MinorUnits;
  readonly dailyCapacityShipments: number | null;
  readonly stockWorthPermille: number;
  readonly capabilities: readonly string[];
  readonly isOpen: boolean;
}

/** A row of a catalogue change, as the statements take it. */
export type CatalogueRow = Readonly<Record<string, unknown>> & { readonly code: string };

/** What this process keeps of the catalogue between batches, kept true by hub.fact_version. */
interface CatalogueCache {
  /** Of hub.fact_version `company`: what one company called by a code is nothing to the next. */
  companyVersion: number;
  skuVersion: number;
  locationVersion: number;
  readonly skusByCode: Map<string, Sku>;
  readonly skusById: Map<number, Sku>;
  locationsByCode: Map<string, Location>;
  locationsById: Map<number, Location>;
  cappedLocations: readonly Location[];
  /** False as long as no bundle was read: orders then need not look for any. */
  hasBundles: boolean;
}

/** The catalogue as one batch sees it. */
export class CatalogueFacts {
  readonly #cache: CatalogueCache;
  readonly skuCodes = new Set<string>();
  readonly skuIds = new Set<number>();
  readonly skuRows = new Map<string, CatalogueRow>();
  readonly locationRows = new Map<string, CatalogueRow>();

  constructor(cache: CatalogueCache) {
    this.#cache = cache;
  }

  needSkuCode(code: string): void {
    if (!this.#cache.skusByCode.has(code)) this.skuCodes.add(code);
  }

  needSkuId(id: number): void {
    if (!this.#cache.skusById.has(id)) this.skuIds.add(id);
  }

  /** Undefined: there is no such SKU. */
  sku(code: string): Sku | undefined {
    return this.#cache.skusByCode.get(code);
  }

  /** A SKU that our own rows name, so it exists. */
  skuById(id: number): Sku {
    const sku = this.#cache.skusById.get(id);
    assert(sku !== undefined, `SKU ${id} was not asked for`);
    return sku;
  }

  location(code: string): Location | undefined {
    return this.#cache.locationsByCode.get(code);
  }

  locationById(id: number): Location {
    const location = this.#cache.locationsById.get(id);
    assert(location !== undefined, `there is no location ${id}`);
    return location;
  }

  locations(): Iterable<Location> {
    return this.#cache.locationsById.values();
  }

  /** Locations that ship at most so many parcels a day. */
  cappedLocations(): readonly Location[] {
    return this.#cache.cappedLocations;
  }

  /** False: no SKU that is known here is a bundle. */
  get hasBundles(): boolean {
    return this.#cache.hasBundles;
  }

  /** Locations that ship only so much a day. */
  cappedLocationIds(): number[] {
    return [...this.locations()]
      .filter(({ dailyCapacityShipments }) => dailyCapacityShipments !== null)
      .map(({ id }) => id);
  }

  /** Puts a SKU; the last of a batch wins. Later batches see it. */
  putSku(row: CatalogueRow): void {
    this.skuRows.set(row.code, row);
  }

  putLocation(row: CatalogueRow): void {
    this.locationRows.set(row.code, row);
  }
}

/** The facts about SKUs and locations. One a process: it keeps what it has read. */
export function createCatalogueSource(): FactSource<CatalogueFacts> {
  const cache: CatalogueCache = {
    companyVersion: 0,
    skuVersion: 0,
    locationVersion: 0,
    skusByCode: new Map(),
    skusById: new Map(),
    locationsByCode: new Map(),
    locationsById: new Map(),
    cappedLocations: [],
    hasBundles: false,
  };
  return {
    name: 'catalogue',
    open: () => new CatalogueFacts(cache),
    async load(facts, unit, run) {
      await refreshLocations(cache, unit, run);
      await refreshSkus(cache, unit, run);
      if (facts.skuCodes.size > 0) {
        const rows = await run<SkuRow>(sql.readSkusByCode, [textArray([...facts.skuCodes])]);
        await keepWhole(cache, rows, run);
      }
      if (facts.skuIds.size > 0) {
        const rows = await run<SkuRow>(sql.readSkusById, [integerArray([...facts.skuIds])]);
        await keepWhole(cache, rows, run);
      }
    },
    write(facts): Write[] {
      const writes: Write[] = [];
      if (facts.skuRows.size > 0) {
        writes.push({
          statement: sql.putSkus,
          values: [JSON.stringify([...facts.skuRows.values()])],
        });
      }
      if (facts.locationRows.size > 0) {
        writes.push({
          statement: sql.putLocations,
          values: [JSON.stringify([...facts.locationRows.values()])],
        });
      }
      return writes;
    },
  };
}

async function refreshLocations(
  cache: CatalogueCache,
  unit: UnitOfWork,
  run: RunStatement,
): Promise<void> {
  const version = unit.factVersions.get('location') ?? 0;
  if (version === cache.locationVersion) return;
  const locations = (await run<LocationRow>(sql.readLocations, [])).map(locationOf);
  cache.locationsByCode = new Map(locations.map((location) => [location.code, location]));
  cache.locationsById = new Map(locations.map((location) => [location.id, location]));
  cache.cappedLocations = locations.filter((location) => location.dailyCapacityShipments !== null);
  cache.locationVersion = version;
}

async function refreshSkus(
  cache: CatalogueCache,
  unit: UnitOfWork,
  run: RunStatement,
): Promise<void> {
  const company = unit.factVersions.get('company') ?? 0;
  if (company !== cache.companyVersion) {
    cache.skusByCode.clear();
    cache.skusById.clear();
    cache.hasBundles = false;
    cache.companyVersion = company;
  }
  const version = unit.factVersions.get('sku') ?? 0;
  if (version === cache.skuVersion) return;
  if (cache.skusByCode.size > 0) {
    const changed = await run<SkuRow>(sql.readSkusChangedSince, [cache.skuVersion]);
    await keepWhole(
      cache,
      changed.filter(({ code }) => cache.skusByCode.has(code)),
      run,
    );
  }
  cache.skuVersion = version;
}

/**
 * Keeps SKUs; of bundles the components too, so that an order of a bundle finds its parts. The parts are read before
 * anything is kept: were the connection to break in between, a bundle would stay without its parts.
 */
async function keepWhole(
  cache: CatalogueCache,
  rows: readonly SkuRow[],
  run: RunStatement,
): Promise<void> {
  const bundles = rows.filter(({ components }) => components !== null);
  const missing = bundles
    .flatMap(({ components }) => components?.parts ?? [])
    .map(({ sku }) => sku)
    .filter((sku) => !cache.skusByCode.has(sku));
  const parts =
    missing.length === 0
      ? []
      : await run<SkuRow>(sql.readSkusByCode, [textArray([...new Set(missing)])]);
  if (bundles.length > 0) cache.hasBundles = true;
  keep(cache, parts);
  keep(cache, rows);
}

function keep(cache: CatalogueCache, rows: readonly SkuRow[]): void {
  for (const row of rows) {
    const sku = skuOf(row);
    cache.skusByCode.set(sku.code, sku);
    cache.skusById.set(sku.id, sku);
  }
}

export interface SkuRow {
  id: number;
  code: string;
  name: string;
  names: Record<string, string>;
  weight_grams: number;
  length_millimetres: number | null;
  width_millimetres: number | null;
  height_millimetres: number | null;
  value_minor: number;
  customs_code: string | null;
  origin_country_code: string | null;
  requires: string[];
  attributes: Record<string, unknown>;
  backorder: Sku['backorder'];
  lead_time_days: number | null;
  available_from: Instant | null;
  components: Components | null;
}

/** A row of inventory.sku as a SKU. */
export function skuOf(row: SkuRow): Sku {
  const { length_millimetres: length, width_millimetres: width, height_millimetres: height } = row;
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    names: row.names,
    weightGrams: row.weight_grams,
    dimensionsMillimetres:
      length === null || width === null || height === null ? null : { length, width, height },
    valueMinor: row.value_minor,
    customsCode: row.customs_code,
    originCountryCode: row.origin_country_code,
    requires: row.requires,
    attributes: row.attributes,
    backorder: row.backorder,
    leadTimeDays: row.lead_time_days,
    availableFrom: row.available_from,
    components: row.components,
  };
}

export interface LocationRow {
  id: number;
  code: string;
  name: string;
  names: Record<string, string>;
  kind: Location['kind'];
  address: Address;
  country_code: string;
  region_code: string | null;
  latitude: number | null;
  longitude: number | null;
  time_zone: string;
  working_weekdays: boolean[];
  holidays: string[];
  cutoff_minute_of_day: number;
  handling_days: number;
  handling_minor_per_shipment: number;
  handling_minor_per_unit: number;
  daily_capacity_shipments: number | null;
  stock_worth_permille: number;
  capabilities: string[];
  is_open: boolean;
}

/** A row of inventory.location as a location. */
export function locationOf(row: LocationRow): Location {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    names: row.names,
    kind: row.kind,
    address: row.address,
    countryCode: row.country_code,
    regionCode: row.region_code,
    latitude: row.latitude,
    longitude: row.longitude,
    calendar: {
      timeZone: row.time_zone,
      workingWeekdays: row.working_weekdays,
      holidays: row.holidays,
    },
    cutoffMinuteOfDay: row.cutoff_minute_of_day,
    handlingDays: row.handling_days,
    handlingMinorPerShipment: row.handling_minor_per_shipment,
    handlingMinorPerUnit: row.handling_minor_per_unit,
    dailyCapacityShipments: row.daily_capacity_shipments,
    stockWorthPermille: row.stock_worth_permille,
    capabilities: row.capabilities,
    isOpen: row.is_open,
  };
}
