import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compileRules,
  destinationOf,
  routesFrom,
  type CompiledLocation,
  type Route,
} from './compile-rules.ts';
import { decideSourcing } from './decide-sourcing.ts';
import type { CarrierService, PlannedShipment, SourcingProblem, SourcingRules } from './model.ts';
import { priceMinor, priceStepEndGrams } from './rank.ts';
import {
  at,
  exampleLane,
  exampleLine,
  exampleLocation,
  exampleProblem,
  exampleRules,
  exampleService,
} from './testing.ts';

function routeOf(service: Partial<CarrierService>): Route {
  const rules = compileRules(exampleRules({ services: [exampleService(service)] }));
  return routesFrom(
    destinationOf(rules, 'CN', null),
    rules.locations[0] as CompiledLocation,
  )[0] as Route;
}

function onlyShipment(
  problem: Partial<SourcingProblem>,
  rules: Partial<SourcingRules>,
): PlannedShipment {
  const decision = decideSourcing(exampleProblem(problem), compileRules(exampleRules(rules)));
  assert.ok(decision.kind === 'sourced' && decision.shipments.length === 1);
  return decision.shipments[0] as PlannedShipment;
}

test('[S4] brackets include their end, extra kilograms count when started', () => {
  const route = routeOf({});
  const prices = [0, 1, 1_000, 1_001, 5_000, 5_001, 6_000, 6_001, 20_000].map((grams) =>
    priceMinor(route, grams),
  );
  assert.deepEqual(prices, [500, 500, 500, 800, 800, 900, 900, 1_000, 2_300]);
});

test('[S4] more than one parcel: full ones and one with the rest', () => {
  const route = routeOf({ maxWeightGrams: 4_000 });
  assert.equal(priceMinor(route, 4_000), 800);
  assert.equal(priceMinor(route, 4_001), 800 + 500);
  assert.equal(priceMinor(route, 8_000), 1_600);
  assert.equal(priceMinor(route, 9_500), 800 + 800 + 800);
});

test('[S4] without a price for extra kilograms the last bracket is the heaviest parcel', () => {
  const [zone] = exampleService().zones;
  assert.ok(zone !== undefined);
  const route = routeOf({ zones: [{ ...zone, extraKilogramMinor: null }] });
  assert.equal(route.parcelGramsMax, 5_000);
  assert.equal(priceMinor(route, 6_000), 800 + 500);
});

test('[S4] a price step ends where the price changes', () => {
  const route = routeOf({ maxWeightGrams: 7_500 });
  const ends: number[] = [];
  for (let grams = 0; grams < 14_000; grams = ends.at(-1) as number)
    ends.push(priceStepEndGrams(route, grams));
  assert.deepEqual(ends, [1_000, 5_000, 6_000, 7_000, 7_500, 8_500, 12_500, 13_500, 14_500]);
  for (const end of ends) assert.notEqual(priceMinor(route, end), priceMinor(route, end + 1));
});

test('[S5] [S6] the five parts, weighted and rounded once', () => {
  // 3 x 400 g over 1,000 km by road: 1.2 kg are 0.0012 t, at 62 g/tkm 74.4 g.
  const shipment = onlyShipment(
    {
      lines: [exampleLine({ quantity: 3, valueMinorEach: 3_333 })],
      wantedBy: at('2026-03-05T12:00:00Z'),
    },
    {
      weights: {
        shippingFactor: 1.5,
        handlingFactor: 0.5,
        splitPenaltyMinor: 300,
        latenessMinorPerDay: 70,
        carbonMinorPerKilogram: 100,
        stockWorthFactor: 2,
      },
      locations: [exampleLocation(1, { stockWorthPermille: 15, handlingMinorPerUnit: 11 })],
    },
  );
  assert.deepEqual(shipment.cost, {
    shippingMinor: 1_200,
    handlingMinor: 67, // (100 + 3 x 11) x 0.5 = 66.5
    latenessMinor: 70, // 2026-03-06T12:00Z is one day late
    carbonMinor: 7, // 74.4 g at 0.1 a gram
    stockMinor: 300, // 9,999 x 0.015 x 2 = 299.97
  });
  assert.equal(shipment.carbonGrams, 74);
});

test('[S5] a started day late is a day late, and in time costs nothing', () => {
  const weights = { ...exampleRules().weights, latenessMinorPerDay: 100 };
  const lateness = (wantedBy: string): number =>
    onlyShipment({ wantedBy: at(wantedBy) }, { weights }).cost.latenessMinor;
  assert.equal(lateness('2026-03-06T12:00:00Z'), 0);
  assert.equal(lateness('2026-03-06T11:59:59Z'), 100);
  assert.equal(lateness('2026-03-05T12:00:00Z'), 100);
  assert.equal(lateness('2026-03-05T11:59:59Z'), 200);
});

test('[S5] the distance is that of the great circle where both coordinates are known', () => {
  // Shanghai to Beijing, 1,068 km; 0.8 kg at 62 g/tkm are 53 g.
  const shipment = onlyShipment(
    {
      destination: { countryCode: 'CN', regionCode: 'BJ', latitude: 39.9042, longitude: 116.4074 },
    },
    {
      locations: [exampleLocation(1, { latitude: 31.2304, longitude: 121.4737 })],
      services: [exampleService({ mode: 'air' })],
    },
  );
  assert.equal(shipment.carbonGrams, Math.round((1_067.3 * 602 * 800) / 1_000_000));
});

test('[S6] the cheapest service is taken, lateness included; between equal ones the earlier', () => {
  const fast = exampleService({ code: 'fast', lanes: [exampleLane({ transitDaysMax: 1 })] });
  const services = [exampleService(), fast];
  assert.equal(onlyShipment({}, { services }).service, 'fast');
  const [zone] = fast.zones;
  assert.ok(zone !== undefined);
  const dear = { ...fast, zones: [{ ...zone, brackets: [{ upToGrams: 5_000, priceMinor: 560 }] }] };
  const weights = { ...exampleRules().weights, latenessMinorPerDay: 70 };
  const wantedBy = at('2026-03-05T12:00:00Z');
  assert.equal(
    onlyShipment({ wantedBy }, { services: [exampleService(), dear], weights }).service,
    'fast',
  );
  assert.equal(
    onlyShipment({ wantedBy: null }, { services: [exampleService(), dear], weights }).service,
    'ground',
  );
});

test('[S2] the lane that names the destination region wins over the one that names the origin', () => {
  const lanes = [
    exampleLane({ distanceKilometres: 1 }),
    exampleLane({ distanceKilometres: 2, originRegionCodes: ['SH'] }),
    exampleLane({ distanceKilometres: 3, destinationRegionCodes: ['BJ', 'TJ'] }),
    exampleLane({
      distanceKilometres: 4,
      destinationRegionCodes: ['BJ'],
      originRegionCodes: ['GD'],
    }),
  ];
  const rules = compileRules(exampleRules({ services: [exampleService({ lanes })] }));
  const kilometres = (region: string | null): number | undefined =>
    routesFrom(destinationOf(rules, 'CN', region), rules.locations[0] as CompiledLocation)[0]
      ?.distanceKilometres;
  assert.equal(kilometres('BJ'), 3);
  assert.equal(kilometres('XZ'), 2);
  assert.equal(kilometres(null), 2);
  assert.equal(destinationOf(rules, 'US', null), null);
});

test('[S2] a lane without rates and a service that never moves carry nothing', () => {
  const still = exampleService({
    code: 'still',
    movingWeekdays: [false, false, false, false, false, false, false],
  });
  const unpriced = exampleService({ code: 'unpriced', lanes: [exampleLane({ zone: 'Z9' })] });
  const rules = compileRules(exampleRules({ services: [still, unpriced] }));
  assert.equal(decideSourcing(exampleProblem(), rules).kind, 'refused');
});
