import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayToText } from '../../kernel/calendar.ts';
import { instantToText } from '../../kernel/clock.ts';
import { compileRules } from './compile-rules.ts';
import { decideSourcing } from './decide-sourcing.ts';
import type {
  SourcingDecision,
  SourcingLine,
  SourcingPlan,
  SourcingProblem,
  SourcingRules,
} from './model.ts';
import {
  at,
  exampleLine,
  exampleLocation,
  exampleProblem,
  exampleRules,
  exampleService,
} from './testing.ts';

function decide(
  problem: Partial<SourcingProblem>,
  rules: Partial<SourcingRules> = {},
): SourcingDecision {
  return decideSourcing(exampleProblem(problem), compileRules(exampleRules(rules)));
}

function plan(problem: Partial<SourcingProblem>, rules: Partial<SourcingRules> = {}): SourcingPlan {
  const decision = decide(problem, rules);
  assert.ok(decision.kind === 'sourced', JSON.stringify(decision));
  return decision;
}

/** Each shipment as "location: line x quantity, ...; waits until for". */
function shape(decision: SourcingPlan): string[] {
  return decision.shipments.map(({ locationId, lines, waitsUntil, waitsFor }) => {
    const content = lines.map(({ lineNumber, quantity }) => `${lineNumber}x${quantity}`).join(' ');
    const wait =
      waitsUntil === null ? '' : `; ${instantToText(waitsUntil).slice(0, 10)} ${waitsFor}`;
    return `${locationId}: ${content}${wait}`;
  });
}

const line = (lineNumber: number, change: Partial<SourcingLine>): SourcingLine =>
  exampleLine({ lineNumber, ...change });

test('[S7] one order from one location, with every figure', () => {
  assert.deepEqual(plan({}), {
    kind: 'sourced',
    rulesVersion: 7,
    shipments: [
      {
        locationId: 1,
        service: 'ground',
        lines: [{ lineNumber: 1, quantity: 2 }],
        waitsUntil: null,
        waitsFor: null,
        shipDay: 20_516,
        shipAt: at('2026-03-04T10:00:00Z'),
        deliverFrom: at('2026-03-05T00:00:00Z'),
        deliverBy: at('2026-03-06T12:00:00Z'),
        carbonGrams: 50,
        cost: {
          shippingMinor: 500,
          handlingMinor: 120,
          latenessMinor: 0,
          carbonMinor: 0,
          stockMinor: 0,
        },
      },
    ],
    costMinor: 620,
    splitPenaltyMinor: 0,
    deliverBy: at('2026-03-06T12:00:00Z'),
    method: 'single',
    candidates: [[1, 620]],
  });
});

test('[S7] one location that has everything beats two cheaper ones, until the penalty falls', () => {
  const locations = [
    exampleLocation(1, { handlingMinorPerShipment: 0 }),
    exampleLocation(2, { handlingMinorPerShipment: 0 }),
    exampleLocation(3, { handlingMinorPerShipment: 900 }),
  ];
  const lines = [
    line(1, {
      available: [
        [1, 5],
        [3, 5],
      ],
    }),
    line(2, {
      available: [
        [2, 5],
        [3, 5],
      ],
    }),
  ];
  const together = plan({ lines }, { locations });
  // 3: 800 for 1,600 g, 900 a shipment, 40 for units. 1 and 2: twice 500 and 20, and 300 for the split.
  assert.deepEqual([shape(together), together.costMinor], [['1: 1x2', '2: 2x2'], 1_340]);
  assert.equal(together.splitPenaltyMinor, 300);
  assert.equal(together.method, 'exact');
  const dear = { ...exampleRules().weights, splitPenaltyMinor: 701 };
  const single = plan({ lines }, { locations, weights: dear });
  assert.deepEqual(
    [shape(single), single.costMinor, single.method],
    [['3: 1x2 2x2'], 1_740, 'exact'],
  );
});

test('[S7] a line is split over locations when that is cheaper, to fit the price brackets', () => {
  const [zone] = exampleService().zones;
  assert.ok(zone !== undefined);
  const brackets = [
    { upToGrams: 1_000, priceMinor: 500 },
    { upToGrams: 5_000, priceMinor: 3_000 },
  ];
  const services = [exampleService({ zones: [{ ...zone, brackets }] })];
  const lines = [
    line(1, {
      quantity: 4,
      available: [
        [1, 9],
        [2, 9],
      ],
    }),
  ];
  const split = plan({ lines }, { services });
  assert.deepEqual(
    [shape(split), split.costMinor],
    [['1: 1x2', '2: 1x2'], 500 + 120 + 500 + 120 + 300],
  );
});

test('[S7] [S8] a line that no location has enough of is collected from as few as it takes', () => {
  const lines = [
    line(1, {
      quantity: 6,
      available: [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    }),
  ];
  const collected = plan({ lines });
  assert.equal(collected.shipments.length, 2);
  const quantity = collected.shipments
    .flatMap((shipment) => shipment.lines)
    .reduce((sum, item) => sum + item.quantity, 0);
  assert.equal(quantity, 6);
  assert.equal(collected.method, 'exact');
});

test('[S5] [S7] stock that is worth more stays where it is', () => {
  const locations = [
    exampleLocation(1, { kind: 'store', stockWorthPermille: 40 }),
    exampleLocation(2, { handlingMinorPerShipment: 450 }),
  ];
  const lines = [
    line(1, {
      available: [
        [1, 5],
        [2, 5],
      ],
    }),
  ];
  assert.deepEqual(shape(plan({ lines }, { locations })), ['1: 1x2']);
  const weights = { ...exampleRules().weights, stockWorthFactor: 1 };
  assert.deepEqual(shape(plan({ lines }, { locations, weights })), ['2: 1x2']);
});

test('[S10] of equal locations the lower id, whatever the order of the rules', () => {
  const lines = [
    line(1, {
      available: [
        [1, 5],
        [2, 5],
        [3, 5],
      ],
    }),
  ];
  const { locations } = exampleRules();
  assert.deepEqual(shape(plan({ lines }, { locations: locations.toReversed() })), ['1: 1x2']);
  assert.deepEqual(shape(plan({ lines, excludedLocationIds: [1] })), ['2: 1x2']);
});

test('[S11] stock at hand is used however dear, and the rest waits for announced supply', () => {
  const locations = [exampleLocation(1, { handlingMinorPerShipment: 90_000 }), exampleLocation(2)];
  const incoming = [[2, at('2026-03-06T01:00:00Z'), 50]] as const;
  const lines = [line(1, { quantity: 5, available: [[1, 2]], incoming, backorder: 'incoming' })];
  const decision = plan({ lines }, { locations });
  assert.deepEqual(shape(decision), ['1: 1x2', '2: 1x3; 2026-03-06 incoming']);
  assert.equal(dayToText(decision.shipments[1]?.shipDay ?? 0), '2026-03-06');
  assert.equal(instantToText(decision.deliverBy), '2026-03-08T12:00:00.000Z');
});

test('[S11] [S12] announced supply first, earliest first, then the lead time', () => {
  const incoming = [
    [3, at('2026-03-05T01:00:00Z'), 1],
    [1, at('2026-03-10T01:00:00Z'), 2],
  ] as const;
  const lines = [
    line(1, {
      quantity: 7,
      available: [[1, 1]],
      incoming,
      backorder: 'lead_time',
      leadTimeDays: 4,
    }),
  ];
  const locations = [
    exampleLocation(1, { handlingMinorPerShipment: 500 }),
    exampleLocation(2),
    exampleLocation(3),
    exampleLocation(4, { kind: 'store', handlingMinorPerShipment: 0 }),
  ];
  assert.deepEqual(shape(plan({ lines }, { locations })), [
    '1: 1x1',
    '3: 1x1; 2026-03-05 incoming',
    '2: 1x3; 2026-03-08 lead_time',
    '1: 1x2; 2026-03-10 incoming',
  ]);
});

test('[S12] supplies that are delivered equally early are chosen by cost, the split penalty included', () => {
  const friday = at('2026-03-06T08:00:00Z');
  const saturday = at('2026-03-07T08:00:00Z');
  // Both leave on Monday; line 2 can only come from 2, so 2 is cheaper for line 1 too.
  const lines = [
    line(1, {
      available: [],
      backorder: 'incoming',
      incoming: [
        [1, saturday, 5],
        [2, saturday, 5],
      ],
    }),
    line(2, {
      available: [],
      backorder: 'incoming',
      incoming: [
        [1, friday, 1],
        [2, saturday, 1],
      ],
      quantity: 2,
    }),
  ];
  const decision = plan({ lines });
  assert.deepEqual(shape(decision), [
    '1: 2x1; 2026-03-06 incoming',
    '2: 1x2 2x1; 2026-03-07 incoming',
  ]);
});

test('[S13] supply that is overdue counts as expected now', () => {
  const lines = [
    line(1, {
      available: [],
      backorder: 'incoming',
      incoming: [[1, at('2026-03-01T00:00:00Z'), 5]],
    }),
  ];
  const [shipment] = plan({ lines }).shipments;
  assert.equal(shipment?.waitsUntil, at('2026-03-04T02:00:00Z'));
  assert.equal(shipment?.waitsFor, 'incoming');
});

test('[S13] [S14] a preorder goes apart from what can leave now, at its release', () => {
  const availableFrom = at('2026-03-12T02:00:00Z');
  const lines = [
    line(1, {}),
    line(2, { availableFrom }),
    line(3, {
      availableFrom,
      available: [],
      backorder: 'incoming',
      incoming: [[1, at('2026-03-05T02:00:00Z'), 2]],
    }),
    line(4, { availableFrom: at('2026-03-03T02:00:00Z') }),
  ];
  assert.deepEqual(shape(plan({ lines })), ['1: 1x2 4x2', '1: 2x2 3x2; 2026-03-12 release_date']);
});

test('[S15] unsplit: the cheapest location that has everything at hand', () => {
  const locations = [
    exampleLocation(1),
    exampleLocation(2, { handlingMinorPerShipment: 50_000 }),
    exampleLocation(3, { handlingMinorPerShipment: 40_000 }),
  ];
  const lines = [
    line(1, {
      available: [
        [1, 9],
        [2, 9],
        [3, 9],
      ],
    }),
    line(2, {
      available: [
        [1, 1],
        [2, 9],
        [3, 9],
      ],
      backorder: 'lead_time',
      leadTimeDays: 1,
    }),
  ];
  const decision = plan({ lines, split: 'never' }, { locations });
  assert.deepEqual([shape(decision), decision.method], [['3: 1x2 2x2'], 'single']);
  assert.deepEqual(decision.candidates[0]?.[0], 1);
});

test('[S15] unsplit without one that has everything: the earliest delivery, then the cheapest', () => {
  const incoming = [
    [1, at('2026-03-10T01:00:00Z'), 2],
    [2, at('2026-03-06T01:00:00Z'), 2],
    [3, at('2026-03-06T02:00:00Z'), 2],
  ] as const;
  const lines = [
    line(1, {
      available: [
        [1, 2],
        [2, 2],
        [3, 2],
      ],
    }),
    line(2, { available: [], incoming, backorder: 'incoming' }),
  ];
  const locations = [
    exampleLocation(1),
    exampleLocation(2, { handlingMinorPerShipment: 101 }),
    exampleLocation(3),
  ];
  assert.deepEqual(shape(plan({ lines, split: 'never' }, { locations })), [
    '3: 1x2 2x2; 2026-03-06 incoming',
  ]);
});

test('[S15] unsplit waits for the last release', () => {
  const lines = [line(1, {}), line(2, { availableFrom: at('2026-03-12T02:00:00Z') })];
  assert.deepEqual(shape(plan({ lines, split: 'never' })), ['1: 1x2 2x2; 2026-03-12 release_date']);
});

test('[S15] [S18] unsplit and no location that ever has everything', () => {
  const lines = [
    line(1, { available: [[1, 2]] }),
    line(2, {
      quantity: 3,
      available: [
        [1, 1],
        [2, 2],
      ],
    }),
  ];
  assert.deepEqual(decide({ lines, split: 'never' }), {
    kind: 'refused',
    rulesVersion: 7,
    reason: 'cannot_serve_unsplit',
    lines: [
      { lineNumber: 1, wanted: 2, available: 2 },
      { lineNumber: 2, wanted: 3, available: 2 },
    ],
  });
});

test('[S11] [S18] what is short is refused with what could be given', () => {
  const incoming = [[1, at('2026-03-06T01:00:00Z'), 4]] as const;
  const lines = [
    line(1, {
      quantity: 5,
      available: [
        [1, 2],
        [2, 1],
      ],
      incoming,
    }),
    line(2, { quantity: 9, available: [[2, 1]], incoming, backorder: 'incoming' }),
    line(3, {}),
  ];
  assert.deepEqual(decide({ lines }), {
    kind: 'refused',
    rulesVersion: 7,
    reason: 'insufficient_stock',
    lines: [
      { lineNumber: 1, wanted: 5, available: 3 },
      { lineNumber: 2, wanted: 9, available: 5 },
    ],
  });
});

test('[S18] no location serves the destination', () => {
  const destination = { countryCode: 'BR', regionCode: null, latitude: null, longitude: null };
  const refused = decide({ destination });
  assert.equal(refused.kind === 'refused' && refused.reason, 'no_location_serves_destination');
});

test('[S1] [S3] what a location may not handle or no service takes is not sent from there', () => {
  const locations = [exampleLocation(1), exampleLocation(2, { capabilities: ['cold', 'battery'] })];
  const available = [
    [1, 9],
    [2, 9],
  ] as const;
  assert.deepEqual(
    shape(plan({ lines: [line(1, { available, requires: ['cold'] })] }, { locations })),
    ['2: 1x2'],
  );
  const heavy = decide({ lines: [line(1, { weightGramsEach: 20_001 })] });
  assert.equal(heavy.kind === 'refused' && heavy.reason, 'no_location_serves_destination');
  const both = plan({ lines: [line(1, { weightGramsEach: 20_000, quantity: 3 })] });
  assert.equal(both.shipments[0]?.cost.shippingMinor, 3 * 2_300);
});

test('[S16] a location without capacity is passed over, one with full days ships later', () => {
  const lines = [
    line(1, {
      available: [
        [1, 9],
        [2, 9],
      ],
    }),
  ];
  const locations = [exampleLocation(1, { dailyCapacityShipments: 0 }), exampleLocation(2)];
  assert.deepEqual(shape(plan({ lines }, { locations })), ['2: 1x2']);
  const weights = { ...exampleRules().weights, latenessMinorPerDay: 50 };
  const wantedBy = at('2026-03-06T12:00:00Z');
  const fullDays = [[1, [20_516]]] as const;
  assert.deepEqual(shape(plan({ lines, wantedBy, fullDays }, { weights })), ['2: 1x2']);
});

test('[S8] whatever lies where, quantities add up and no location gives more than it has', () => {
  const stock = fc
    .tuple(fc.nat(6), fc.nat(6), fc.nat(6))
    .map((quantities) =>
      quantities.flatMap((quantity, index) =>
        quantity === 0 ? [] : [[index + 1, quantity] as const],
      ),
    );
  const wish = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    grams: fc.integer({ min: 0, max: 3_000 }),
    available: stock,
  });
  fc.assert(
    fc.property(
      fc.array(wish, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (wishes, isBackordered) => {
        const lines = wishes.map(({ quantity, grams, available }, index) =>
          line(index + 1, {
            quantity,
            weightGramsEach: grams,
            available,
            backorder: isBackordered ? 'lead_time' : 'never',
            leadTimeDays: 3,
          }),
        );
        const decision = decide({ lines });
        const short = lines.filter(
          ({ quantity, available }) =>
            available.reduce((sum, [, part]) => sum + part, 0) < quantity,
        );
        assert.equal(decision.kind, isBackordered || short.length === 0 ? 'sourced' : 'refused');
        if (decision.kind === 'refused') return;
        for (const { lineNumber, quantity, available } of lines) {
          let sum = 0;
          for (const { locationId, waitsUntil, lines: items } of decision.shipments) {
            const sent = items.find((item) => item.lineNumber === lineNumber)?.quantity ?? 0;
            const held = available.find(([id]) => id === locationId)?.[1] ?? 0;
            assert.ok(waitsUntil !== null || sent <= held);
            sum += sent;
          }
          assert.equal(sum, quantity);
        }
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});
