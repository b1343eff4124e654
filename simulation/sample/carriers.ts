import type { PutCarrierService } from '../../contracts/sourcing.ts';
import { LOCATIONS } from './locations.ts';
import { PROVINCES, type Province } from './provinces.ts';

type Service = PutCarrierService & { readonly code: string };
type Lane = Service['lanes'][number];
type Zone = Service['zones'][number];

const MONDAY_TO_SATURDAY = [false, true, true, true, true, true, true];
const MONDAY_TO_FRIDAY = [false, true, true, true, true, true, false];
const EVERY_DAY = [true, true, true, true, true, true, true];
const SHANGHAI = 'Asia/Shanghai';

/** Rates of a zone: a price up to the first weight, then one for every step, in fen. */
function zone(
  name: string,
  firstGrams: number,
  firstMinor: number,
  stepGrams: number,
  stepMinor: number,
  steps: number,
): Zone {
  const brackets = Array.from({ length: steps + 1 }, (_, index) => ({
    upToGrams: firstGrams + index * stepGrams,
    priceMinor: firstMinor + index * stepMinor,
  }));
  return { zone: name, brackets, extraKilogramMinor: Math.ceil((stepMinor * 1_000) / stepGrams) };
}

interface Band {
  readonly zone: string;
  readonly days: readonly [min: number, max: number];
}

/** How far a province lies from another decides zone and days; the west and the islands are a zone of their own. */
function bandOf(from: Province, to: Province, bands: Readonly<Record<string, Band>>): Band {
  if (to.isRemote) return bands.remote as Band;
  if (from.code === to.code) return bands.local as Band;
  const kilometres = kilometresBetween(from, to);
  if (kilometres < 500) return bands.near as Band;
  return (kilometres < 1_200 ? bands.middle : bands.far) as Band;
}

function kilometresBetween(from: Province, to: Province): number {
  const north = (to.latitude - from.latitude) * 111;
  const east = (to.longitude - from.longitude) * 111 * Math.cos((from.latitude * Math.PI) / 180);
  return Math.round(Math.hypot(north, east));
}

/** Lanes inside China: from every province with a location to all provinces, those of one band together. */
function domesticLanes(bands: Readonly<Record<string, Band>>): Lane[] {
  const origins = new Set(
    LOCATIONS.filter(({ put }) => put.address.countryCode === 'CN').map(
      ({ put }) => put.address.regionCode,
    ),
  );
  return PROVINCES.filter(({ code }) => origins.has(code)).flatMap((from) =>
    [...Map.groupBy(PROVINCES, (to) => bandOf(from, to, bands))].map(([band, provinces]) => ({
      originCountryCode: 'CN',
      originRegionCodes: [from.code],
      destinationCountryCode: 'CN',
      destinationRegionCodes: provinces.map(({ code }) => code),
      zone: band.zone,
      transitDaysMin: band.days[0],
      transitDaysMax: band.days[1],
      distanceKilometres: Math.round(
        provinces.reduce((sum, to) => sum + kilometresBetween(from, to), 0) / provinces.length,
      ),
      destinationTimeZone: SHANGHAI,
    })),
  );
}

/** Lanes written as `ORIGIN DESTINATION zone daysMin daysMax kilometres timeZone [regions]`, one a line. */
function lanes(list: string): Lane[] {
  return list
    .trim()
    .split('\n')
    .map((line) => {
      const [from, to, zoneName, daysMin, daysMax, kilometres, timeZone, regions] = line
        .trim()
        .split(/\s+/) as [string, string, string, string, string, string, string, string?];
      return {
        originCountryCode: from,
        originRegionCodes: null,
        destinationCountryCode: to,
        destinationRegionCodes: regions === undefined ? null : regions.split('/'),
        zone: zoneName,
        transitDaysMin: Number(daysMin),
        transitDaysMax: Number(daysMax),
        distanceKilometres: Number(kilometres),
        destinationTimeZone: timeZone,
      };
    });
}

const US_EAST = 'NY/NJ/PA/MA/CT/RI/VT/NH/ME/MD/DE/VA/DC';
const US_WEST = 'CA/WA/OR/NV/AZ/UT/ID/CO/NM/MT/WY/AK/HI';

/** The services of six carriers, all of them invented, with rates in fen. */
export const CARRIER_SERVICES: readonly Service[] = [
  {
    code: 'SKYLARK-AIR',
    carrier: '云雀速运 Skylark Express',
    mode: 'air',
    movingWeekdays: EVERY_DAY,
    maxWeightGrams: 30_000,
    lanes: [
      ...domesticLanes({
        local: { zone: 'L', days: [1, 1] },
        near: { zone: 'N', days: [1, 1] },
        middle: { zone: 'M', days: [1, 2] },
        far: { zone: 'F', days: [1, 2] },
        remote: { zone: 'R', days: [2, 4] },
      }),
      ...lanes('CN HK H 2 3 1200 Asia/Hong_Kong'),
    ],
    zones: [
      zone('L', 1_000, 1_200, 1_000, 200, 9),
      zone('N', 1_000, 1_500, 1_000, 500, 9),
      zone('M', 1_000, 1_800, 1_000, 800, 9),
      zone('F', 1_000, 2_300, 1_000, 1_300, 9),
      zone('R', 1_000, 2_600, 1_000, 1_900, 9),
      zone('H', 500, 3_000, 500, 800, 9),
    ],
  },
  {
    code: 'SKYLARK-JAPAN',
    carrier: '云雀速运 Skylark Express',
    mode: 'road',
    movingWeekdays: EVERY_DAY,
    maxWeightGrams: 30_000,
    lanes: lanes(`
      JP JP J1 1 1 60 Asia/Tokyo 25/26/27/28/29/30
      JP JP J2 1 3 480 Asia/Tokyo
      JP KR JK 3 5 900 Asia/Seoul`),
    zones: [
      zone('J1', 2_000, 3_600, 3_000, 1_000, 6),
      zone('J2', 2_000, 4_400, 3_000, 1_200, 6),
      zone('JK', 500, 7_000, 500, 1_500, 9),
    ],
  },
  {
    code: 'LONGWIND-ROAD',
    carrier: '长风快递 Longwind Parcel',
    mode: 'road',
    movingWeekdays: EVERY_DAY,
    maxWeightGrams: 60_000,
    lanes: domesticLanes({
      local: { zone: 'L', days: [1, 2] },
      near: { zone: 'N', days: [2, 2] },
      middle: { zone: 'M', days: [2, 4] },
      far: { zone: 'F', days: [3, 5] },
      remote: { zone: 'R', days: [5, 9] },
    }),
    zones: [
      zone('L', 1_000, 420, 1_000, 80, 19),
      zone('N', 1_000, 500, 1_000, 120, 19),
      zone('M', 1_000, 650, 1_000, 220, 19),
      zone('F', 1_000, 800, 1_000, 350, 19),
      zone('R', 1_000, 1_500, 1_000, 1_100, 19),
    ],
  },
  {
    code: 'PETREL-EXPRESS',
    carrier: '海燕国际 Petrel International',
    mode: 'air',
    movingWeekdays: MONDAY_TO_SATURDAY,
    maxWeightGrams: 70_000,
    lanes: lanes(`
      CN HK A 2 3 1200 Asia/Hong_Kong
      CN JP A 2 4 1900 Asia/Tokyo
      CN KR A 2 4 1100 Asia/Seoul
      CN SG A 3 5 3800 Asia/Singapore
      CN AU C 4 7 7800 Australia/Sydney
      CN DE B 4 6 8900 Europe/Berlin
      CN FR B 4 6 9300 Europe/Paris
      CN NL B 4 6 8900 Europe/Amsterdam
      CN AT B 4 7 8500 Europe/Vienna
      CN BE B 4 6 9000 Europe/Brussels
      CN IT B 5 7 9100 Europe/Rome
      CN ES B 5 8 10200 Europe/Madrid
      CN PL B 4 7 8000 Europe/Warsaw
      CN GB B 4 7 9200 Europe/London
      CN US C 4 7 11800 America/Chicago
      CN CA C 5 8 11400 America/Toronto
      DE US C 4 6 6600 America/New_York
      US DE C 4 6 6600 Europe/Berlin
      US GB C 4 6 5600 Europe/London
      DE GB G 3 5 700 Europe/London`),
    zones: [
      zone('A', 500, 5_600, 500, 1_600, 9),
      zone('B', 500, 9_800, 500, 3_100, 9),
      zone('C', 500, 11_500, 500, 3_600, 9),
      zone('G', 500, 8_200, 1_000, 1_400, 9),
    ],
  },
  {
    code: 'FARSAIL-SEA',
    carrier: '远帆海运 Farsail Lines',
    mode: 'sea',
    movingWeekdays: MONDAY_TO_FRIDAY,
    maxWeightGrams: 1_000_000,
    lanes: lanes(`
      CN JP S1 6 10 2100 Asia/Tokyo
      CN KR S1 5 9 1200 Asia/Seoul
      CN SG S1 9 14 4200 Asia/Singapore
      CN AU S2 20 28 8900 Australia/Sydney
      CN DE S3 32 42 19800 Europe/Berlin
      CN NL S3 30 40 19600 Europe/Amsterdam
      CN FR S3 32 42 19200 Europe/Paris
      CN GB S3 32 44 19500 Europe/London
      CN US S4 24 36 19000 America/New_York`),
    zones: [
      zone('S1', 10_000, 9_000, 10_000, 4_000, 9),
      zone('S2', 10_000, 14_000, 10_000, 6_500, 9),
      zone('S3', 10_000, 16_000, 10_000, 7_500, 9),
      zone('S4', 10_000, 17_000, 10_000, 8_000, 9),
    ],
  },
  {
    code: 'RHEINBOTE-EUROPE',
    carrier: 'Rheinbote Paket',
    mode: 'road',
    movingWeekdays: MONDAY_TO_SATURDAY,
    maxWeightGrams: 31_500,
    lanes: lanes(`
      DE DE D 1 2 350 Europe/Berlin
      DE NL E1 2 3 220 Europe/Amsterdam
      DE BE E1 2 3 240 Europe/Brussels
      DE AT E1 2 4 780 Europe/Vienna
      DE FR E2 2 4 620 Europe/Paris
      DE PL E2 3 4 900 Europe/Warsaw
      DE IT E2 3 5 980 Europe/Rome
      DE ES E3 4 6 1500 Europe/Madrid
      DE GB E3 4 7 650 Europe/London`),
    zones: [
      zone('D', 2_000, 3_400, 4_000, 1_100, 5),
      zone('E1', 2_000, 6_400, 4_000, 1_900, 5),
      zone('E2', 2_000, 7_600, 4_000, 2_300, 5),
      zone('E3', 2_000, 9_400, 4_000, 3_000, 5),
    ],
  },
  {
    code: 'HUDSON-GROUND',
    carrier: 'Hudson Parcel',
    mode: 'road',
    movingWeekdays: MONDAY_TO_SATURDAY,
    maxWeightGrams: 45_000,
    lanes: lanes(`
      US US U1 1 3 260 America/New_York ${US_EAST}
      US US U3 4 6 4200 America/Los_Angeles ${US_WEST}
      US US U2 2 4 1700 America/Chicago
      US CA U4 4 7 900 America/Toronto`),
    zones: [
      zone('U1', 1_000, 4_900, 1_500, 900, 9),
      zone('U2', 1_000, 6_100, 1_500, 1_400, 9),
      zone('U3', 1_000, 7_800, 1_500, 2_100, 9),
      zone('U4', 1_000, 9_600, 1_500, 2_400, 9),
    ],
  },
];
