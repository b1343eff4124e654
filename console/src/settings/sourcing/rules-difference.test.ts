import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RulesDocument } from '../../client/contract.generated.d.ts';
import { actorsOf, isAlike, rulesDifference, weightsOf } from './rules-difference.ts';

const RULES: RulesDocument = {
  version: 1,
  currency: 'CNY',
  weights: {
    shippingFactor: 1,
    handlingFactor: 1,
    splitPenaltyMinor: 300,
    latenessMinorPerDay: 500,
  },
  locations: [
    { code: 'A', isOpen: true, calendar: { holidays: [] } },
    { code: 'B', isOpen: true },
  ],
  services: [{ code: 'S', zones: [] }],
};

test('versions differ by weights, and by what was added, removed or changed', () => {
  const after: RulesDocument = {
    ...RULES,
    version: 2,
    weights: { ...RULES.weights, splitPenaltyMinor: 600 },
    locations: [{ code: 'A', isOpen: false, calendar: { holidays: [] } }, { code: 'C' }],
  };
  assert.deepEqual(rulesDifference(RULES, after), {
    currency: null,
    weights: [{ name: 'splitPenaltyMinor', before: 300, after: 600 }],
    locations: [
      { code: 'A', change: 'changed', fields: ['isOpen'] },
      { code: 'B', change: 'removed', fields: [] },
      { code: 'C', change: 'added', fields: [] },
    ],
    services: [],
  });
  assert.ok(isAlike(rulesDifference(RULES, { ...RULES, version: 3 })));
});

test('the weights of a version are put with its currency', () => {
  assert.deepEqual(weightsOf(RULES), {
    currency: 'CNY',
    shippingFactor: 1,
    handlingFactor: 1,
    splitPenaltyMinor: 300,
    latenessMinorPerDay: 500,
    carbonMinorPerKilogram: 0,
    stockWorthFactor: 0,
  });
});

test('a version was made by who acted from the one before on; who acts as it is written makes the next', () => {
  const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
  const acts = [
    { actor: 'person/ada', at: at(10) },
    { actor: 'person/ben', at: at(20) },
    { actor: 'person/ben', at: at(25) },
    { actor: 'person/eve', at: at(30) },
  ];
  const [first, second] = [{ createdAt: at(20) }, { createdAt: at(30) }];
  assert.deepEqual(actorsOf(acts, second, first), ['person/ben']);
  assert.deepEqual(actorsOf(acts, first, undefined), ['person/ada']);
});
