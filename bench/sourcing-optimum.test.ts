import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  generateInstances,
  generateProblem,
  generateRules,
  INSTANCE_STYLES,
} from './sourcing-instances.ts';
import { findViolations, solveOptimum } from './sourcing-oracle.ts';
import { Random } from '../src/kernel/random.ts';
import {
  compileRules,
  decideSourcing,
  explainSourcing,
  type SourcingProblem,
  type SourcingRules,
} from '../src/modules/sourcing/index.ts';

/** Handling, carbon and stock worth of a shipment are each rounded by half a unit at most; HiGHS may stop half a unit early. */
const ROUNDING_MINOR_PER_SHIPMENT = 1.5;
const OPTIMUM_SLACK_MINOR = 0.51;

test('[S7] [S9] never above the optimum when it claims to be exact, never more than 1 % above it otherwise, never below', () => {
  let compared = 0;
  const methods = new Set<string>();
  for (const { name, rules, problem } of generateInstances(new Random(42), 200, 7, 3)) {
    const decision = decideSourcing(problem, compileRules(rules));
    assert.deepEqual(findViolations(problem, rules, decision), [], name);
    if (decision.kind === 'refused') continue;
    const optimum = solveOptimum(problem, rules, 10);
    if (optimum === null) continue;
    compared += 1;
    methods.add(decision.method);
    const text = `${name} by ${decision.method}: ${decision.costMinor} against ${optimum.costMinor}`;
    if (decision.method === 'search')
      assert.ok(decision.costMinor <= optimum.costMinor * 1.01, text);
    else assert.ok(decision.costMinor <= optimum.costMinor, text);
    const slackMinor =
      ROUNDING_MINOR_PER_SHIPMENT * decision.shipments.length + OPTIMUM_SLACK_MINOR;
    assert.ok(decision.costMinor >= optimum.boundMinor - slackMinor, text);
  }
  assert.ok(compared > 160, `compared ${compared}`);
  assert.ok(methods.has('single') && methods.has('exact'));
});

test('[S9] small orders end exact: up to 12 locations, 3 lines and 4 units a line', () => {
  for (const seed of [1, 2, 3, 4]) {
    const random = new Random(seed);
    for (const style of ['plenty', 'cover', 'lateness', 'worth'] as const) {
      const rules = generateRules(random, 12, style);
      const problem = generateProblem(random, rules, 3, style);
      const decision = decideSourcing(problem, compileRules(rules));
      assert.ok(decision.kind === 'refused' || decision.method !== 'search', `${style} ${seed}`);
    }
  }
});

/** A generated instance of any style, then changed: unsplit, with stock taken away, with a closed location. */
function arbitraryInstance(): fc.Arbitrary<{ rules: SourcingRules; problem: SourcingProblem }> {
  return fc
    .record({
      seed: fc.nat(),
      style: fc.constantFrom(...INSTANCE_STYLES),
      locationCount: fc.integer({ min: 1, max: 9 }),
      lineCount: fc.integer({ min: 1, max: 4 }),
      backorder: fc.constantFrom('never', 'incoming', 'lead_time'),
    })
    .map(({ seed, style, locationCount, lineCount, backorder }) => {
      const random = new Random(seed);
      const rules = generateRules(random, locationCount, style);
      const problem = generateProblem(random, rules, lineCount, style);
      const lines = problem.lines.map((line) => ({ ...line, backorder }));
      return { rules, problem: { ...problem, lines } };
    });
}

test('[S8] [S13] any decision is sound: quantities, stock, dates and costs agree with a second reading', () => {
  fc.assert(
    fc.property(arbitraryInstance(), ({ rules, problem }) => {
      assert.deepEqual(
        findViolations(problem, rules, decideSourcing(problem, compileRules(rules))),
        [],
      );
    }),
    { numRuns: 150, seed: 1 },
  );
});

test('[S10] the same problem gives the same decision, whatever was decided before, and so does its explanation', () => {
  const { rules: warmRules, problem: warmProblem } =
    [...generateInstances(new Random(9), 4, 5, 3)][3] ?? assert.fail();
  fc.assert(
    fc.property(arbitraryInstance(), ({ rules, problem }) => {
      const compiledRules = compileRules(rules);
      const first = decideSourcing(problem, compiledRules);
      decideSourcing({ ...warmProblem, decidedAt: problem.decidedAt + 1 }, compileRules(warmRules));
      decideSourcing({ ...problem, decidedAt: problem.decidedAt + 86_400_000 }, compiledRules);
      assert.deepEqual(decideSourcing(problem, compiledRules), first);
      assert.deepEqual(
        explainSourcing(problem, compileRules(structuredClone(rules))).decision,
        first,
      );
    }),
    { numRuns: 60, seed: 2 },
  );
});

test('[S15] an unsplit order is one shipment, never cheaper than the split one at hand', () => {
  fc.assert(
    fc.property(arbitraryInstance(), ({ rules, problem }) => {
      const compiledRules = compileRules(rules);
      const unsplit = decideSourcing({ ...problem, split: 'never' }, compiledRules);
      if (unsplit.kind === 'refused') return;
      assert.equal(unsplit.shipments.length, 1);
      const [shipment] = unsplit.shipments;
      assert.deepEqual(
        shipment?.lines,
        problem.lines.map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
      );
      const split = decideSourcing(problem, compiledRules);
      assert.equal(split.kind, 'sourced');
      if (shipment?.waitsUntil === null && split.kind === 'sourced') {
        const slack = split.method === 'search' ? 1.01 : 1;
        assert.ok(split.costMinor <= unsplit.costMinor * slack);
      }
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('[S19] nothing that could serve the whole order alone would have been cheaper', () => {
  fc.assert(
    fc.property(arbitraryInstance(), ({ rules, problem }) => {
      const { decision, locations } = explainSourcing(problem, compileRules(rules));
      for (const { instead, rejected, locationId } of locations) {
        if (decision.kind === 'sourced' && decision.method !== 'search' && instead !== null)
          assert.ok(instead.moreMinor >= 0);
        const isUsed =
          decision.kind === 'sourced' &&
          decision.shipments.some((shipment) => shipment.locationId === locationId);
        assert.equal(rejected === null, isUsed);
      }
    }),
    { numRuns: 100, seed: 4 },
  );
});
