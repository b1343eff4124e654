import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRules } from './compile-rules.ts';
import { decideSourcing } from './decide-sourcing.ts';
import { explainSourcing } from './explain-sourcing.ts';
import type { SourcingExplanation, SourcingProblem, SourcingRules } from './model.ts';
import {
  at,
  exampleLane,
  exampleLine,
  exampleLocation,
  exampleProblem,
  exampleRules,
  exampleService,
} from './testing.ts';

function explain(
  problem: Partial<SourcingProblem>,
  rules: Partial<SourcingRules>,
): SourcingExplanation {
  return explainSourcing(exampleProblem(problem), compileRules(exampleRules(rules)));
}

const reasons = ({ locations }: SourcingExplanation): unknown =>
  locations.map(({ rejected }) => rejected);

test('[S1] [S19] every location has its first reason, in the order in which they are asked', () => {
  const badInEveryWay = {
    isOpen: false,
    kind: 'in_transit',
    countryCode: 'US',
    dailyCapacityShipments: 0,
  } as const;
  const locations = [
    exampleLocation(1, badInEveryWay),
    exampleLocation(2, { ...badInEveryWay, isOpen: true }),
    exampleLocation(3, { ...badInEveryWay, isOpen: true }),
    exampleLocation(4, { ...badInEveryWay, isOpen: true, kind: 'store' }),
    exampleLocation(5, { dailyCapacityShipments: 0 }),
    exampleLocation(6, { dailyCapacityShipments: 0, capabilities: ['cold'] }),
    exampleLocation(7, { dailyCapacityShipments: 0, capabilities: ['cold'] }),
    exampleLocation(8, { handlingMinorPerShipment: 500, capabilities: ['cold'] }),
    exampleLocation(9, { capabilities: ['cold'] }),
  ];
  const available = [7, 8, 9].map((locationId) => [locationId, 5] as const);
  const explanation = explain(
    { lines: [exampleLine({ requires: ['cold'], available })], excludedLocationIds: [1, 2] },
    { locations },
  );
  assert.deepEqual(reasons(explanation), [
    'closed',
    'excluded',
    'in_transit',
    'no_service_to_destination',
    'capability_missing',
    'no_stock',
    'no_capacity',
    'costs_more',
    null,
  ]);
});

test('[S19] cost, service, date and the difference to the choice', () => {
  const services = [
    exampleService({ lanes: [exampleLane({ originRegionCodes: ['SH'] })] }),
    exampleService({
      code: 'slow',
      lanes: [exampleLane({ originRegionCodes: ['GD'], transitDaysMax: 4 })],
    }),
  ];
  const locations = [
    exampleLocation(1),
    exampleLocation(2, { regionCode: 'GD', handlingMinorPerUnit: 25 }),
    exampleLocation(3),
  ];
  const lines = [
    exampleLine({
      available: [
        [1, 9],
        [2, 9],
        [3, 1],
      ],
    }),
  ];
  const explanation = explain({ lines }, { services, locations });
  assert.deepEqual(
    explanation.decision,
    decideSourcing(exampleProblem({ lines }), compileRules(exampleRules({ services, locations }))),
  );
  assert.deepEqual(explanation.locations[1], {
    locationId: 2,
    code: 'L2',
    rejected: 'costs_more',
    canServe: [{ lineNumber: 1, quantity: 2 }],
    cost: {
      shippingMinor: 500,
      handlingMinor: 150,
      latenessMinor: 0,
      carbonMinor: 0,
      stockMinor: 0,
    },
    service: 'slow',
    deliverBy: at('2026-03-08T12:00:00Z'),
    instead: { costMinor: 650, moreMinor: 30 },
  });
  assert.deepEqual(explanation.locations[0]?.instead, { costMinor: 620, moreMinor: 0 });
  const partial = explanation.locations[2];
  assert.deepEqual(
    [partial?.rejected, partial?.canServe, partial?.instead],
    ['costs_more', [{ lineNumber: 1, quantity: 1 }], null],
  );
});

test('[S19] instead counts the shipments that one location would send at different times', () => {
  const available = [
    [1, 9],
    [2, 9],
  ] as const;
  const lines = [
    exampleLine({ available }),
    exampleLine({ lineNumber: 2, available, availableFrom: at('2026-03-12T02:00:00Z') }),
  ];
  const explanation = explain({ lines }, {});
  assert.deepEqual(explanation.locations[1]?.instead, { costMinor: 620 + 620 + 300, moreMinor: 0 });
});

test('[S15] [S19] a part of an unsplit order is no stock for it', () => {
  const lines = [
    exampleLine({
      available: [
        [1, 9],
        [2, 1],
      ],
    }),
  ];
  assert.deepEqual(reasons(explain({ lines, split: 'never' }, {})), [null, 'no_stock', 'no_stock']);
});

test('[S19] a refused order is explained as well', () => {
  const lines = [exampleLine({ quantity: 50, available: [[1, 9]] })];
  const explanation = explain({ lines }, {});
  assert.equal(explanation.decision.kind, 'refused');
  assert.deepEqual(reasons(explanation), ['costs_more', 'no_stock', 'no_stock']);
  assert.deepEqual(explanation.locations[0]?.canServe, [{ lineNumber: 1, quantity: 9 }]);
});

test('[S20] what is said of an order is part of its problem: left out, dearer, later', () => {
  const locations = [1, 2, 3].map((locationId) => exampleLocation(locationId, {}));
  const available = [1, 2, 3].map((locationId) => [locationId, 5] as const);
  const lines = [exampleLine({ available })];
  const one = { by: 'flow/x', reason: 'x', addedMinor: 0, isExcluded: false, handlingDaysAdded: 0 };
  const plain = explain({ lines }, { locations });
  const told = explain(
    {
      lines,
      said: [
        { ...one, locationId: 1, isExcluded: true },
        { ...one, locationId: 2, addedMinor: 700 },
        { ...one, locationId: null, handlingDaysAdded: 2 },
      ],
    },
    { locations },
  );
  assert.deepEqual(reasons(plain), [null, 'costs_more', 'costs_more']);
  assert.deepEqual(reasons(told), ['excluded', 'costs_more', null]);
  const [before, after] = [plain.locations[1], told.locations[1]];
  assert.equal((after?.cost?.handlingMinor ?? 0) - (before?.cost?.handlingMinor ?? 0), 700);
  assert.ok((after?.deliverBy ?? 0) > (before?.deliverBy ?? 0), 'it leaves later');
});
