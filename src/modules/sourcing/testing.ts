import { instantFromText, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type {
  CarrierService,
  SourcingLine,
  SourcingLocation,
  SourcingProblem,
  SourcingRules,
} from './model.ts';

// Small, plain examples whose figures can be worked out by hand: tests change what they are about.

/** The instant of an RFC 3339 text. */
export function at(text: string): Instant {
  const instant = instantFromText(text);
  assert(instant !== null, `${text} is a time`);
  return instant;
}

/** A warehouse in Shanghai that works from Monday to Friday, ships on the same day until 14:00, and costs 100 a shipment and 10 a unit. */
export function exampleLocation(
  locationId: number,
  change: Partial<SourcingLocation> = {},
): SourcingLocation {
  return {
    locationId,
    code: `L${locationId}`,
    kind: 'warehouse',
    countryCode: 'CN',
    regionCode: 'SH',
    latitude: null,
    longitude: null,
    calendar: {
      timeZone: 'Asia/Shanghai',
      workingWeekdays: [false, true, true, true, true, true, false],
      holidays: [],
    },
    cutoffMinuteOfDay: 14 * 60,
    handlingDays: 0,
    handlingMinorPerShipment: 100,
    handlingMinorPerUnit: 10,
    dailyCapacityShipments: null,
    stockWorthPermille: 0,
    capabilities: [],
    isOpen: true,
    ...change,
  };
}

/** A road service that takes one to two days every day of the week: 500 up to 1 kg, 800 up to 5 kg, 100 for each kilogram beyond. */
export function exampleService(change: Partial<CarrierService> = {}): CarrierService {
  return {
    code: 'ground',
    carrier: 'ground',
    mode: 'road',
    movingWeekdays: [true, true, true, true, true, true, true],
    maxWeightGrams: 20_000,
    lanes: [exampleLane()],
    zones: [
      {
        zone: 'Z1',
        brackets: [
          { upToGrams: 1_000, priceMinor: 500 },
          { upToGrams: 5_000, priceMinor: 800 },
        ],
        extraKilogramMinor: 100,
      },
    ],
    ...change,
  };
}

/** From anywhere in China to anywhere in China, 1,000 km. */
export function exampleLane(
  change: Partial<CarrierService['lanes'][number]> = {},
): CarrierService['lanes'][number] {
  return {
    originCountryCode: 'CN',
    originRegionCodes: null,
    destinationCountryCode: 'CN',
    destinationRegionCodes: null,
    zone: 'Z1',
    transitDaysMin: 1,
    transitDaysMax: 2,
    distanceKilometres: 1_000,
    destinationTimeZone: 'Asia/Shanghai',
    ...change,
  };
}

/** Three locations, one service, a split penalty of 300; lateness, carbon and stock worth cost nothing. */
export function exampleRules(change: Partial<SourcingRules> = {}): SourcingRules {
  return {
    version: 7,
    currency: 'CNY',
    weights: {
      shippingFactor: 1,
      handlingFactor: 1,
      splitPenaltyMinor: 300,
      latenessMinorPerDay: 0,
      carbonMinorPerKilogram: 0,
      stockWorthFactor: 0,
    },
    locations: [exampleLocation(1), exampleLocation(2), exampleLocation(3)],
    services: [exampleService()],
    ...change,
  };
}

/** Two units of 400 g worth 50.00 each; ten lie at location 1. */
export function exampleLine(change: Partial<SourcingLine> = {}): SourcingLine {
  return {
    lineNumber: 1,
    quantity: 2,
    weightGramsEach: 400,
    valueMinorEach: 5_000,
    requires: [],
    backorder: 'never',
    leadTimeDays: null,
    availableFrom: null,
    available: [[1, 10]],
    incoming: [],
    ...change,
  };
}

/** Decided on Wednesday 2026-03-04 at 10:00 in Shanghai. */
export function exampleProblem(change: Partial<SourcingProblem> = {}): SourcingProblem {
  return {
    decidedAt: at('2026-03-04T02:00:00Z'),
    destination: { countryCode: 'CN', regionCode: 'BJ', latitude: null, longitude: null },
    wantedBy: null,
    split: 'allow',
    excludedLocationIds: [],
    lines: [exampleLine()],
    fullDays: [],
    ...change,
  };
}
