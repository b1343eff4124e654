import { assert } from '../src/kernel/assert.ts';
import { Random } from '../src/kernel/random.ts';
import {
  compileRules,
  decideSourcing,
  type SourcingProblem,
} from '../src/modules/sourcing/index.ts';
import { describeMachine } from './machine.ts';
import {
  generateInstances,
  generateProblem,
  generateRules,
  INSTANCE_STYLES,
} from './sourcing-instances.ts';
import { findViolations, solveOptimum } from './sourcing-oracle.ts';

const SEED = 20_260_301;
const INSTANCES_MIN = 40;
const LOCATIONS_MAX = 16;
const LINES_MAX = 6;
const OPTIMUM_SECONDS_MAX = 20;
const LARGE_LOCATIONS = 1_000;
const LARGE_LINES = 10;
const LARGE_ROUNDS = 25;
const LARGE_WARM_UP_ROUNDS = 6;

/**
 * Runs the sourcing bench: compares decisions with the optimum that HiGHS finds, for as long as the
 * seconds given but at least forty instances of a set that a seed fixes; then times large problems
 * of every style and the everyday small one. Throws when a plan is not sound.
 */
export async function run(options: { readonly seconds: number }): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  const compared = compareWithOptimum(options.seconds);
  const p99Ms = timeLarge();
  const p50MicrosecondsSmall = timeSmall();
  return {
    bench: 'sourcing',
    seconds: Math.round((performance.now() - startedAt) / 1_000),
    machine: describeMachine(),
    ...compared,
    p99Ms,
    p50MicrosecondsSmall,
  };
}

function compareWithOptimum(seconds: number): {
  instances: number;
  gapMean: number;
  gapMax: number;
} {
  const endsAt = performance.now() + seconds * 1_000;
  let instances = 0;
  let gapSum = 0;
  let gapMax = 0;
  for (const { name, rules, problem } of generateInstances(
    new Random(SEED),
    100_000,
    LOCATIONS_MAX,
    LINES_MAX,
  )) {
    if (instances >= INSTANCES_MIN && performance.now() > endsAt) break;
    const decision = decideSourcing(problem, compileRules(rules));
    const violations = findViolations(problem, rules, decision);
    assert(violations.length === 0, `${name}: ${violations.join('; ')}`);
    if (decision.kind === 'refused') continue;
    const optimum = solveOptimum(problem, rules, OPTIMUM_SECONDS_MAX);
    if (optimum === null) {
      process.stderr.write(`${name}: no optimum within ${OPTIMUM_SECONDS_MAX} s, left out\n`);
      continue;
    }
    const gap = Math.max(0, decision.costMinor / optimum.costMinor - 1);
    if (gap > 0.005)
      process.stderr.write(`${name}: ${decision.costMinor} instead of ${optimum.costMinor}\n`);
    instances += 1;
    gapSum += gap;
    gapMax = Math.max(gapMax, gap);
  }
  return { instances, gapMean: gapSum / instances, gapMax };
}

/**
 * The 99th percentile of one decision over a thousand locations and ten lines, in milliseconds. A few
 * problems of every style come first, untimed, as a running server has decided many before.
 */
function timeLarge(): number {
  const random = new Random(SEED);
  const networks = INSTANCE_STYLES.map((style) => {
    const rules = generateRules(random, LARGE_LOCATIONS, style);
    return { style, rules, compiledRules: compileRules(rules) };
  });
  const timesMs: number[] = [];
  for (let round = 0; round < LARGE_WARM_UP_ROUNDS + LARGE_ROUNDS; round += 1) {
    for (const { style, rules, compiledRules } of networks) {
      const problem = generateProblem(random, rules, LARGE_LINES, style);
      const startedAt = performance.now();
      const decision = decideSourcing(problem, compiledRules);
      const tookMs = performance.now() - startedAt;
      if (round >= LARGE_WARM_UP_ROUNDS) timesMs.push(tookMs);
      const violations = findViolations(problem, rules, decision);
      assert(violations.length === 0, `${style} ${round}: ${violations.join('; ')}`);
    }
  }
  return Number(quantile(timesMs, 0.99).toFixed(1));
}

/** The median of a decision as most are: five locations, two lines, everything in stock, three services; in microseconds. */
function timeSmall(): number {
  const random = new Random(SEED);
  const rules = generateRules(random, 5, 'plenty');
  const compiledRules = compileRules(rules);
  const problems: SourcingProblem[] = Array.from({ length: 64 }, () => {
    const problem = generateProblem(random, rules, 2, 'plenty');
    const available = rules.locations.map(({ locationId }) => [locationId, 100] as const);
    return {
      ...problem,
      lines: problem.lines.map((line) => ({ ...line, requires: [], available })),
    };
  });
  const timesMicroseconds: number[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    const startedAt = performance.now();
    for (const problem of problems) decideSourcing(problem, compiledRules);
    timesMicroseconds.push(((performance.now() - startedAt) * 1_000) / problems.length);
  }
  return Number(quantile(timesMicroseconds.slice(200), 0.5).toFixed(2));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
