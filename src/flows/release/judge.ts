import { assert } from '../../kernel/assert.ts';
import {
  type Alternative,
  type EvidenceState,
  evidenceOf,
  figuresOf,
  type MetricFigures,
  RELEASE_METRICS,
  type ReleaseMetric,
} from './evidence.ts';

/** What counts as worse, and how sure one must be before a release is rolled back. */
export interface JudgeTerms {
  /** The chance, over the whole release and all metrics, to roll back a version that is not worse. */
  readonly alpha: number;
  /** How alpha is shared among the metrics; together 1. */
  readonly metricWeights: Readonly<Record<ReleaseMetric, number>>;
  /** The canary may count so many times as often as the live version. */
  readonly ratioTolerated: number;
  /** A difference below this, in millionths of the orders, is too small to act on, however sure. */
  readonly differenceMillionthsMin: number;
  readonly alternatives: readonly Alternative[];
}

/** What releases are judged by unless they say otherwise; measured in docs/decisions/0020. */
export const JUDGE_TERMS: JudgeTerms = {
  alpha: 0.001,
  metricWeights: { failures: 0.4, holds: 0.2, lateness: 0.2, nodeErrors: 0.2 },
  ratioTolerated: 1.1,
  differenceMillionthsMin: 1000,
  alternatives: [
    { ratio: 2, weight: 0.15 },
    { ratio: 4, weight: 0.2 },
    { ratio: 10, weight: 0.3 },
    { ratio: 30, weight: 0.15 },
    { ratio: 100, weight: 0.2 },
  ],
};

/** How one metric stands: its evidence as a factor, its part of the whole, its counts. */
export interface MetricJudgement extends MetricFigures {
  readonly metric: ReleaseMetric;
  readonly evidence: number;
  /** Its weighted part of the evidence of the release; 0 while the difference is too small to act on. */
  readonly part: number;
}

/** What the orders so far say about a release. */
export interface Judgement {
  readonly isWorse: boolean;
  /** Weighted mean of the metrics' evidence; the release is worse once it reaches `evidenceNeeded`. */
  readonly evidence: number;
  readonly evidenceNeeded: number;
  /** All metrics, the one that says most first. */
  readonly metrics: readonly MetricJudgement[];
}

/**
 * Says whether the canary is worse than the live version, as often as one likes: the chance that
 * this is ever said of a release that is not worse is at most alpha. The evidence of the metrics is
 * averaged with their weights, and an average of e-values is one, however they hang together (Vovk
 * and Wang 2021, arXiv 1912.06116); alone, a metric needs 1 / (alpha x its weight). Leaving out
 * differences too small to act on makes roll-backs only rarer, so that alpha still holds.
 */
export function judge(state: EvidenceState, terms: JudgeTerms = JUDGE_TERMS): Judgement {
  assertTerms(terms);
  const metrics = RELEASE_METRICS.map((metric): MetricJudgement => {
    const figures = figuresOf(state, metric);
    const evidence = evidenceOf(state, metric, terms.ratioTolerated, terms.alternatives);
    const isLargeEnough = figures.differenceMillionths >= terms.differenceMillionthsMin;
    const part = isLargeEnough ? terms.metricWeights[metric] * evidence : 0;
    return { metric, evidence, part, ...figures };
  }).toSorted((a, b) => b.part - a.part || b.evidence - a.evidence);
  const evidence = metrics.reduce((sum, { part }) => sum + part, 0);
  const evidenceNeeded = 1 / terms.alpha;
  return { isWorse: evidence >= evidenceNeeded, evidence, evidenceNeeded, metrics };
}

function assertTerms({ alpha, metricWeights, ratioTolerated, alternatives }: JudgeTerms): void {
  assert(alpha > 0 && alpha < 1, `alpha is a chance between 0 and 1, not ${alpha}`);
  assert(ratioTolerated >= 1, `no worse means a ratio of 1 or more, not ${ratioTolerated}`);
  // A bet on less than what is tolerated would win by orders that go well.
  assert(
    alternatives.every(({ ratio }) => ratio > ratioTolerated),
    'every alternative is worse than what is tolerated',
  );
  for (const weights of [Object.values(metricWeights), alternatives.map(({ weight }) => weight)]) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    assert(
      weights.every((weight) => weight >= 0) && Math.abs(sum - 1) < 1e-9,
      `weights are together 1, not ${sum}`,
    );
  }
}
