import type { BoxType, PutCarrierContract, PutSite, PutSlot } from '../../contracts/fulfilment.ts';
import type { PutCountPlan } from '../../contracts/inventory-counts.ts';
import { CARRIER_SERVICES } from './carriers.ts';
import { LOCATIONS } from './locations.ts';

/** Locations that pick and pack with programs of their own and say what has left. */
export const SELF_REPORTING_SITES: ReadonlySet<string> = new Set(
  LOCATIONS.filter(({ put }) => put.kind === 'supplier').map(({ put }) => put.code),
);

/** A box by its inner sides in millimetres, its own weight, what it may weigh in all, and its price in fen. */
function box(
  code: string,
  [length, width, height]: readonly [number, number, number],
  tareGrams: number,
  maxWeightGrams: number,
  costMinor: number,
): BoxType {
  return {
    code,
    innerMillimetres: { length, width, height },
    outerMillimetres: { length: length + 8, width: width + 8, height: height + 12 },
    tareGrams,
    maxWeightGrams,
    costMinor,
  };
}

const BOXES: readonly BoxType[] = [
  box('S', [220, 160, 90], 90, 3_000, 60),
  box('M', [320, 240, 160], 210, 8_000, 110),
  box('L', [450, 330, 280], 480, 18_000, 210),
  box('XL', [600, 450, 400], 950, 28_000, 380),
];

const AISLES = 6;
const SLOTS_OF_AN_AISLE = 8;

/** A warehouse floor: aisles side by side, slots behind each other. */
function slotsOf(skus: readonly string[]): PutSlot[] {
  const count = AISLES * SLOTS_OF_AN_AISLE;
  return Array.from({ length: count }, (_, index) => {
    const aisle = Math.floor(index / SLOTS_OF_AN_AISLE);
    const place = index % SLOTS_OF_AN_AISLE;
    return {
      code: `${String.fromCodePoint(65 + aisle)}${place + 1}`,
      aisle: String.fromCodePoint(65 + aisle),
      xMillimetres: 2_000 + aisle * 3_500,
      yMillimetres: 1_500 + place * 2_200,
      sequence: index,
      skus: skus.filter((_sku, number) => number % count === index).slice(0, 100),
    };
  });
}

/** How each location works: half of the warehouses plan their waves by the clock, the rest by hand. */
function siteOf(index: number, kind: string, isWatched: boolean): PutSite {
  const byClock = index % 2 === 0;
  return {
    workAheadDays: isWatched ? 365 : 2,
    worksAfterCutoff: isWatched,
    wave: {
      everyMinutes: byClock ? (isWatched ? 1 : 120) : null,
      releasesAtOnce: byClock,
      ordersPerPickListMax: 8,
    },
    asksBeforeChanges: index % 5 === 4,
    desk: { xMillimetres: 0, yMillimetres: 0 },
    crossAislesMillimetres: [0, 19_000],
    ...(kind === 'supplier'
      ? { purchaseOrders: { email: 'orders@kiln.example', language: 'zh-CN' as const } }
      : {}),
  };
}

function contractOf(index: number): PutCarrierContract {
  return {
    adapter: index % 2 === 0 ? 'twin' : 'rate_table',
    dimensional: {
      cubicCentimetresPerKilogram: index % 2 === 0 ? 5_000 : 6_000,
      rounding: index % 2 === 0 ? 'nearest_centimetre' : 'up_centimetre',
    },
    weightStepGrams: 100,
    fuelPermille: 60 + index * 10,
  };
}

function countPlanOf(location: string): PutCountPlan {
  return {
    code: `count-${location}`,
    location,
    rule: {
      everyDays: 3,
      tasksMax: 4,
      countEveryDays: { A: 7, B: 30, C: 90 },
      isAfterShortPicks: true,
      isBlind: true,
      tolerance: { units: 1, permille: 20 },
    },
    isActive: true,
  };
}

/** The commands that tell how locations work and what was agreed with carriers. */
export function siteCommands(
  isWatched: boolean,
  skus: readonly string[],
): { readonly kind: string; readonly body: object }[] {
  const carriers = [...new Set(CARRIER_SERVICES.map(({ carrier }) => carrier))];
  return [
    {
      kind: 'put_shipping_company',
      body: { gs1CompanyPrefix: '0400001', ssccExtensionDigit: 3 },
    },
    ...carriers.map((carrier, index) => ({
      kind: 'put_carrier_contract',
      body: { carrier, ...contractOf(index) },
    })),
    ...LOCATIONS.flatMap(({ put }, index) => [
      { kind: 'put_site', body: { location: put.code, ...siteOf(index, put.kind, isWatched) } },
      { kind: 'put_box_types', body: { location: put.code, boxTypes: BOXES } },
      ...(put.kind === 'warehouse'
        ? [
            { kind: 'put_slots', body: { location: put.code, slots: slotsOf(skus) } },
            { kind: 'put_count_plan', body: countPlanOf(put.code) },
          ]
        : []),
    ]),
  ];
}
