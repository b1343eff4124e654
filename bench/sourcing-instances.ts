import { DAY_MS, HOUR_MS } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import type {
  CarrierService,
  SourcingLine,
  SourcingLocation,
  SourcingProblem,
  SourcingRules,
} from '../src/modules/sourcing/index.ts';

/** What makes an instance hard. */
export const INSTANCE_STYLES = [
  'plenty',
  'cover',
  'pieces',
  'brackets',
  'lateness',
  'worth',
  'wholesale',
  'backorder',
] as const;
export type InstanceStyle = (typeof INSTANCE_STYLES)[number];

export interface Instance {
  readonly name: string;
  readonly rules: SourcingRules;
  readonly problem: SourcingProblem;
}

const REGIONS = 9;
const START = Date.UTC(2026, 2, 2);

/** A seeded network: locations scattered over nine regions, three services with prices by zone and weight. */
export function generateRules(
  random: Random,
  locationCount: number,
  style: InstanceStyle,
): SourcingRules {
  return {
    version: 1,
    currency: 'CNY',
    weights: {
      shippingFactor: 1,
      handlingFactor: 1,
      splitPenaltyMinor: random.pick(style === 'cover' ? [500, 1_000] : [0, 200, 500]),
      latenessMinorPerDay:
        style === 'lateness' ? random.pick([150, 400, 900]) : random.pick([0, 50, 200]),
      carbonMinorPerKilogram: random.pick([0, 20, 300]),
      stockWorthFactor: style === 'worth' ? 1 : random.pick([0, 0.5]),
    },
    locations: Array.from({ length: locationCount }, (_, index) =>
      generateLocation(random, index + 1, style),
    ),
    services: [
      generateService(random, 'economy', 'road', [2, 7], 620),
      generateService(random, 'standard', 'road', [1, 4], 900),
      generateService(random, 'express', 'air', [1, 2], 1_700),
    ],
  };
}

function generateLocation(
  random: Random,
  locationId: number,
  style: InstanceStyle,
): SourcingLocation {
  const region = random.integer(0, REGIONS - 1);
  return {
    locationId,
    code: `L${locationId}`,
    kind: random.chance(0.6) ? 'warehouse' : 'store',
    countryCode: 'CN',
    regionCode: `R${region}`,
    latitude: 22 + Math.floor(region / 3) * 7 + random.next() * 6,
    longitude: 102 + (region % 3) * 6 + random.next() * 5,
    calendar: {
      timeZone: 'Asia/Shanghai',
      workingWeekdays: [random.chance(0.3), true, true, true, true, true, random.chance(0.6)],
      holidays: random.chance(0.1) ? ['2026-03-04'] : [],
    },
    cutoffMinuteOfDay: random.pick([660, 840, 960, 1_080]),
    handlingDays: random.pick([0, 0, 1, 1, 2]),
    handlingMinorPerShipment: random.integer(50, 350),
    handlingMinorPerUnit: random.integer(5, 80),
    dailyCapacityShipments: null,
    stockWorthPermille: style === 'worth' ? random.integer(0, 120) : random.pick([0, 5, 10, 40]),
    capabilities: random.chance(0.7) ? ['battery'] : [],
    isOpen: random.chance(0.98),
  };
}

function generateService(
  random: Random,
  code: string,
  mode: CarrierService['mode'],
  [daysNear, daysFar]: readonly [number, number],
  baseMinor: number,
): CarrierService {
  const zones = Array.from({ length: 5 }, (_, zone) => {
    const factor = (1 + zone * 0.22) * (0.9 + random.next() * 0.2);
    const brackets = [500, 1_000, 2_000, 5_000, 10_000].map((upToGrams, index) => ({
      upToGrams,
      priceMinor: Math.round(baseMinor * factor * ([1, 1.25, 1.7, 2.6, 4.1][index] as number)),
    }));
    return {
      zone: `Z${zone}`,
      brackets,
      extraKilogramMinor: Math.round(baseMinor * factor * 0.22),
    };
  });
  const lanes: CarrierService['lanes'][number][] = [];
  for (let origin = 0; origin < REGIONS; origin += 1) {
    for (let destination = 0; destination < REGIONS; destination += 1) {
      const apart =
        Math.abs(Math.floor(origin / 3) - Math.floor(destination / 3)) +
        Math.abs((origin % 3) - (destination % 3));
      const days = Math.round(daysNear + ((daysFar - daysNear) * apart) / 4);
      lanes.push({
        originCountryCode: 'CN',
        originRegionCodes: [`R${origin}`],
        destinationCountryCode: 'CN',
        destinationRegionCodes: [`R${destination}`],
        zone: `Z${apart}`,
        transitDaysMin: Math.max(1, days - 1),
        transitDaysMax: days,
        distanceKilometres: 150 + apart * 600,
        destinationTimeZone: 'Asia/Shanghai',
      });
    }
  }
  return {
    code,
    carrier: code,
    mode,
    movingWeekdays: [mode === 'air', true, true, true, true, true, true],
    maxWeightGrams: mode === 'air' ? 20_000 : 40_000,
    lanes,
    zones,
  };
}

/** A seeded order on such a network, with the stock that makes it hard in the style that is asked for. */
export function generateProblem(
  random: Random,
  rules: SourcingRules,
  lineCount: number,
  style: InstanceStyle,
): SourcingProblem {
  const decidedAt = START + random.integer(0, 13) * DAY_MS + random.integer(0, 23) * HOUR_MS;
  const region = random.integer(0, REGIONS - 1);
  const hasCoordinates = random.chance(0.7);
  return {
    decidedAt,
    destination: {
      countryCode: 'CN',
      regionCode: `R${region}`,
      latitude: hasCoordinates ? 22 + Math.floor(region / 3) * 7 + random.next() * 6 : null,
      longitude: hasCoordinates ? 102 + (region % 3) * 6 + random.next() * 5 : null,
    },
    wantedBy:
      style === 'lateness' || random.chance(0.6) ? decidedAt + random.integer(1, 8) * DAY_MS : null,
    split: 'allow',
    excludedLocationIds: random.chance(0.2) ? [random.integer(1, rules.locations.length)] : [],
    lines: Array.from({ length: lineCount }, (_, index) =>
      generateLine(random, rules, index + 1, style, decidedAt),
    ),
    fullDays: random.chance(0.2)
      ? [[random.integer(1, rules.locations.length), [Math.floor(decidedAt / DAY_MS) + 1]]]
      : [],
  };
}

function generateLine(
  random: Random,
  rules: SourcingRules,
  lineNumber: number,
  style: InstanceStyle,
  decidedAt: number,
): SourcingLine {
  const quantity = {
    plenty: () => random.integer(1, 4),
    cover: () => random.integer(1, 2),
    pieces: () => random.integer(4, 9),
    brackets: () => random.integer(2, 6),
    lateness: () => random.integer(1, 4),
    worth: () => random.integer(1, 4),
    wholesale: () => random.integer(20, 60),
    backorder: () => random.integer(2, 5),
  }[style]();
  const chanceOfStock = {
    plenty: 0.9,
    cover: 0.35,
    pieces: 0.6,
    brackets: 0.7,
    lateness: 0.6,
    worth: 0.6,
    wholesale: 0.5,
    backorder: 0.15,
  }[style];
  const stockOf = (): number => {
    if (style === 'cover') return random.integer(1, 2);
    if (style === 'pieces') return random.integer(1, 4);
    if (style === 'wholesale') return random.integer(5, 40);
    if (style === 'backorder') return random.integer(1, 2);
    return random.integer(1, 6);
  };
  const locationIds = rules.locations.map(({ locationId }) => locationId);
  return {
    lineNumber,
    quantity,
    weightGramsEach:
      style === 'brackets' ? random.integer(150, 1_400) : random.pick([80, 180, 350, 700, 1_200]),
    valueMinorEach: random.integer(500, 30_000),
    requires: random.chance(0.15) ? ['battery'] : [],
    backorder:
      style === 'backorder' ? random.pick(['incoming', 'lead_time', 'lead_time']) : 'lead_time',
    leadTimeDays: random.integer(9, 20),
    availableFrom:
      style === 'backorder' && random.chance(0.3)
        ? decidedAt + random.integer(1, 6) * DAY_MS
        : null,
    available: locationIds
      .filter(() => random.chance(chanceOfStock))
      .map((locationId) => [locationId, stockOf()] as const),
    incoming:
      style === 'backorder'
        ? locationIds
            .filter(() => random.chance(0.5))
            .map(
              (locationId) =>
                [
                  locationId,
                  decidedAt + random.integer(1, 7) * DAY_MS,
                  random.integer(1, 3),
                ] as const,
            )
            .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
        : [],
  };
}

/** A set of instances of every style in turn, within the sizes given; the same seed gives the same set. */
export function* generateInstances(
  random: Random,
  count: number,
  locationsMax: number,
  linesMax: number,
): Generator<Instance> {
  for (let index = 0; index < count; index += 1) {
    const style = INSTANCE_STYLES[index % INSTANCE_STYLES.length] as InstanceStyle;
    const own = random.fork();
    const rules = generateRules(own, own.integer(2, locationsMax), style);
    const problem = generateProblem(own, rules, own.integer(1, linesMax), style);
    yield {
      name: `${style} ${index}: ${rules.locations.length} x ${problem.lines.length}`,
      rules,
      problem,
    };
  }
}
