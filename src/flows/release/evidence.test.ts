import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionError } from '../../kernel/assert.ts';
import { Random } from '../../kernel/random.ts';
import {
  type EvidenceState,
  evidenceOf,
  JUDGE_TERMS,
  judge,
  type JudgeTerms,
  NO_EVIDENCE,
  type Observation,
  observe,
  RELEASE_METRICS,
  type ReleaseGroup,
  type ReleaseMetric,
} from './index.ts';

const { ratioTolerated, alternatives } = JUDGE_TERMS;

function observeAll(observations: readonly Observation[]): EvidenceState {
  return observations.reduce(observe, NO_EVIDENCE);
}

function counted(
  group: ReleaseGroup,
  orders: number,
  failures: number,
  shareMillionths = 10_000,
): Observation {
  return { shareMillionths, group, orders, counted: { failures } };
}

function failureEvidence(state: EvidenceState): number {
  return evidenceOf(state, 'failures', ratioTolerated, alternatives);
}

test('[FR3] neither the order nor the batches of observations make a difference', () => {
  const random = new Random(7);
  const single: Observation[] = [];
  for (let index = 0; index < 500; index += 1) {
    const group = random.pick(['canary', 'control', 'rest'] as const);
    const metric = random.pick(RELEASE_METRICS);
    const shareMillionths = random.pick([10_000, 50_000]);
    single.push({ shareMillionths, group, orders: 1, counted: { [metric]: random.integer(0, 1) } });
  }
  const state = observeAll(single);
  assert.deepEqual(observeAll(random.shuffle(single)), state);
  const batched = new Map<string, Observation>();
  for (const { shareMillionths, group, orders, counted } of single) {
    const key = `${shareMillionths} ${group}`;
    const before = batched.get(key) ?? { shareMillionths, group, orders: 0, counted: {} };
    const sums: Partial<Record<ReleaseMetric, number>> = {};
    for (const metric of RELEASE_METRICS) {
      sums[metric] = (before.counted[metric] ?? 0) + (counted[metric] ?? 0);
    }
    batched.set(key, { shareMillionths, group, orders: before.orders + orders, counted: sums });
  }
  assert.deepEqual(observeAll([...batched.values()]), state);
  assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  assert.ok(JSON.stringify(state).length < 1000, 'two shares are a few hundred bytes');
});

test('[FR4] an order that fails late counts at the share of its entry', () => {
  const entered = [counted('canary', 100, 0), counted('rest', 9900, 20)];
  const widened = [counted('canary', 500, 2, 50_000), counted('rest', 9500, 40, 50_000)];
  const late = counted('canary', 0, 15);
  const state = observeAll([...entered, ...widened, late]);
  const inTime = observeAll([counted('canary', 100, 15), ...entered.slice(1), ...widened]);
  assert.deepEqual(state, inTime);
  assert.ok(judge(state).isWorse);
  // At the wider share more of the failed are of the canary by chance, and the same fifteen say less.
  const misplaced = observeAll([...entered, ...widened, counted('canary', 0, 15, 50_000)]);
  assert.ok(failureEvidence(misplaced) < failureEvidence(state));
});

test('[FR5] what cannot be counted is a bug', () => {
  const wrong: Observation[] = [
    counted('canary', -1, 0),
    counted('canary', 1, 0.5),
    counted('canary', 1, 0, 1_000_001),
    counted('canary', 1, 0, 0),
    counted('rest', 1, 0, 1_000_000),
  ];
  for (const observation of wrong) {
    assert.throws(() => observe(NO_EVIDENCE, observation), AssertionError);
  }
});

/** The mean of the evidence over all ways that lots may fall on so many counted orders. */
function meanEvidence(countedOrders: number, shareMillionths: number, ratio: number): number {
  const share = shareMillionths / 1_000_000;
  const chance = (share * ratio) / (share * ratio + 1 - share);
  let mean = 0;
  let probability = (1 - chance) ** countedOrders;
  for (let canary = 0; canary <= countedOrders; canary += 1) {
    const state = observeAll([
      counted('canary', 0, canary, shareMillionths),
      counted('rest', 0, countedOrders - canary, shareMillionths),
    ]);
    mean += probability * failureEvidence(state);
    probability *= ((countedOrders - canary) / (canary + 1)) * (chance / (1 - chance));
  }
  return mean;
}

test('[FR6] the mean of the evidence is 1 at what is tolerated, less below it and more above', () => {
  for (const share of [1000, 10_000, 250_000, 900_000]) {
    for (const orders of [1, 2, 10, 60]) {
      const exact = meanEvidence(orders, share, ratioTolerated);
      assert.ok(Math.abs(exact - 1) < 1e-9, `${orders} at ${share}: ${exact}`);
      assert.ok(meanEvidence(orders, share, 1) < 1);
      assert.ok(meanEvidence(orders, share, 0.2) < meanEvidence(orders, share, 1));
      assert.ok(meanEvidence(orders, share, 3) > 1);
    }
  }
});

test('[FR6] at the whole nobody is left to compare with, and nothing is learnt', () => {
  const before = observeAll([counted('canary', 100, 3), counted('rest', 9900, 40)]);
  const after = observe(before, counted('canary', 5000, 400, 1_000_000));
  assert.ok(Math.abs(failureEvidence(after) / failureEvidence(before) - 1) < 1e-9);
});

test('[FR7] alpha is shared: alone a metric needs more, together they add up', () => {
  const metricState = (metrics: readonly ReleaseMetric[], canary: number) =>
    observeAll([
      { shareMillionths: 10_000, group: 'canary', orders: 1000, counted: {} },
      { shareMillionths: 10_000, group: 'rest', orders: 99_000, counted: {} },
      ...metrics.flatMap((metric): Observation[] => [
        { shareMillionths: 10_000, group: 'canary', orders: 0, counted: { [metric]: canary } },
        { shareMillionths: 10_000, group: 'rest', orders: 0, counted: { [metric]: 500 } },
      ]),
    ]);
  const enough = Array.from({ length: 60 }, (_, canary) => canary).find(
    (canary) => judge(metricState(['holds'], canary)).isWorse,
  );
  assert.ok(enough !== undefined);
  const { evidence, evidenceNeeded, metrics } = judge(metricState(['holds'], enough));
  assert.equal(evidenceNeeded, 1000);
  assert.equal(metrics[0]?.metric, 'holds');
  assert.ok((metrics[0]?.evidence ?? 0) >= 5000, 'a fifth of alpha asks five times the evidence');
  assert.equal(evidence, metrics[0]?.part);
  const fewer = enough - 1;
  assert.ok(!judge(metricState(['holds'], fewer)).isWorse);
  const together = judge(metricState(['holds', 'lateness', 'nodeErrors', 'failures'], fewer));
  assert.ok(together.evidence > 4.9 * judge(metricState(['holds'], fewer)).evidence);
});

test('[FR8] a difference that does not matter rolls nothing back', () => {
  // Fifty times as often, and as sure as can be, but 50 in a million orders.
  const state = observeAll([counted('canary', 1_000_000, 50), counted('rest', 99_000_000, 99)]);
  assert.ok(failureEvidence(state) > 1e6);
  const { isWorse, metrics } = judge(state);
  assert.ok(!isWorse);
  const figures = metrics.find(({ metric }) => metric === 'failures');
  assert.equal(figures?.differenceMillionths, 49);
  assert.equal(figures?.canaryExpected, 1);
  assert.ok(judge(state, { ...JUDGE_TERMS, differenceMillionthsMin: 40 }).isWorse);
});

test('[FR8] what happens to everybody rolls nothing back, though the rates of shares differ', () => {
  // A bad day while the canary is wide: pooled over the shares the canary looks twice as bad.
  const state = observeAll([
    counted('canary', 1000, 5),
    counted('control', 1000, 5),
    counted('rest', 98_000, 490),
    counted('canary', 25_000, 7500, 250_000),
    counted('control', 25_000, 7500, 250_000),
    counted('rest', 50_000, 15_000, 250_000),
  ]);
  const judgement = judge(state);
  assert.ok(!judgement.isWorse);
  assert.ok(judgement.evidence < 1);
  const [figures] = judgement.metrics.filter(({ metric }) => metric === 'failures');
  assert.equal(figures?.differenceMillionths, 0);
  assert.deepEqual(
    [figures?.canaryOrders, figures?.canaryCounted, figures?.controlOrders],
    [26_000, 7505, 26_000],
  );
  assert.equal(figures?.controlCounted, 7505);
});

test('[FR9] control and rest weigh the same', () => {
  const apart = observeAll([
    counted('canary', 50, 3),
    counted('control', 50, 2),
    counted('rest', 4900, 20),
  ]);
  const asOne = observeAll([counted('canary', 50, 3), counted('rest', 4950, 22)]);
  assert.equal(failureEvidence(apart), failureEvidence(asOne));
  assert.equal(judge(apart).evidence, judge(asOne).evidence);
});

test('[FR9] terms that are no test are bugs', () => {
  const wrong: Partial<JudgeTerms>[] = [
    { alpha: 0 },
    { alpha: 1 },
    { ratioTolerated: 0.9 },
    { alternatives: [{ ratio: 1.05, weight: 1 }] },
    { alternatives: [{ ratio: 2, weight: 0.9 }] },
    { metricWeights: { failures: 1, holds: 1, lateness: 0, nodeErrors: 0 } },
    { metricWeights: { failures: 1.5, holds: -0.5, lateness: 0, nodeErrors: 0 } },
  ];
  for (const change of wrong) {
    assert.throws(() => judge(NO_EVIDENCE, { ...JUDGE_TERMS, ...change }), AssertionError);
  }
});
