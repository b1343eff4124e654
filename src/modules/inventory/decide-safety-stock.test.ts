import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  normalQuantile,
  safetyStockDecision,
  type SafetyStockPosition,
  type SafetyStockRuleInput,
} from './decide-safety-stock.ts';

const POSITION: SafetyStockPosition = {
  skuId: 1,
  locationId: 2,
  sku: 'TEA',
  location: 'SHA',
  locationKind: 'warehouse',
  attributes: { category: 'tea' },
  before: 3,
  // Ten days: 4 units on five of them, 2 on the others.
  shipped: Array.from({ length: 10 }, (_, day) => [day, day % 2 === 0 ? 4 : 2] as const),
};

function after(rules: Partial<SafetyStockRuleInput>[], position = POSITION) {
  const whole = rules.map((rule, index) => ({
    code: `R${index}`,
    priority: 0,
    matches: {},
    method: { kind: 'fixed' as const, units: 7 },
    ...rule,
  }));
  const [line] = safetyStockDecision.decide({ rules: whole, positions: [position] }).lines;
  assert.ok(line !== undefined);
  return line;
}

test('[I36] the quantile of the normal distribution is that of the tables', () => {
  for (const [probability, z] of [
    [0.5, 0],
    [0.9, 1.2816],
    [0.95, 1.6449],
    [0.975, 1.96],
    [0.99, 2.3263],
    [0.999, 3.0902],
  ] as const) {
    assert.ok(Math.abs(normalQuantile(probability) - z) < 5e-4, `${probability}`);
  }
});

test('[I36] fixed units, days of cover and a service level', () => {
  assert.equal(after([{}]).after, 7);
  const cover = after([{ method: { kind: 'days_of_cover', days: 2.5, demandDays: 10 } }]);
  assert.deepEqual([cover.after, cover.demandMean], [8, 3]);
  // sigma = sqrt(10 / 9) = 1.054; z(0.95) = 1.645; sqrt(4) = 2: 3.47 units.
  const level = after([
    { method: { kind: 'service_level', servicePermille: 950, leadTimeDays: 4, demandDays: 10 } },
  ]);
  assert.deepEqual([level.after, level.demandDeviation], [4, 1.054]);
  const quiet = after([{ method: { kind: 'days_of_cover', days: 9, demandDays: 10 } }], {
    ...POSITION,
    shipped: [[10, 50]],
  });
  assert.equal(quiet.after, 0);
});

test('[I36] of the rules that fit, the one with the highest priority holds; without one nothing changes', () => {
  const rules = [
    { matches: { attributes: { category: 'cups' } }, priority: 9 },
    {
      matches: { attributes: { category: 'tea' }, locationKinds: ['warehouse' as const] },
      priority: 5,
    },
    { matches: {}, priority: 1, method: { kind: 'fixed' as const, units: 1 } },
  ];
  assert.deepEqual([after(rules).rule, after(rules).after], ['R1', 7]);
  const store = { ...POSITION, locationKind: 'store' };
  assert.deepEqual([after(rules, store).rule, after(rules, store).after], ['R2', 1]);
  const none = after([{ matches: { locations: ['CTU'] } }]);
  assert.deepEqual([none.rule, none.after], [null, 3]);
});
