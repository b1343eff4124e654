import type { StartFlowRelease } from '../../../contracts/flow-releases.ts';
import {
  JUDGE_TERMS,
  RELEASE_METRICS,
  RELEASE_STEPS,
  type Judgement,
  type JudgeTerms,
  type ReleaseMetric,
  type ReleasePlan,
} from '../release/index.ts';
import type { ChosenPlan, KeptJudgement } from './release-record.ts';

const EVIDENCE_TO_WAIT = 20;
/** Beyond what JSON can say there is nothing more to be said. */
const EVIDENCE_MAX = 1e300;
const ALL = 1_000_000;

/** The plan that somebody chooses. */
export function planOf({ plan, expected = [] }: StartFlowRelease): ChosenPlan {
  const atOnce = [{ shareMillionths: ALL, ordersMin: 0, timeMsMin: 0 }];
  return { steps: plan === 'at_once' ? atOnce : RELEASE_STEPS, expected };
}

/** The plan as releases are judged by it: alpha is shared among what is not expected. */
export function judgedPlan({ steps, expected }: ChosenPlan): ReleasePlan {
  return { steps, terms: termsWithout(expected), evidenceToWait: EVIDENCE_TO_WAIT };
}

/** The terms without what a version does more often on purpose. */
export function termsWithout(expected: readonly ReleaseMetric[]): JudgeTerms {
  const { metricWeights } = JUDGE_TERMS;
  const judged = RELEASE_METRICS.filter((metric) => !expected.includes(metric));
  const whole = judged.reduce((sum, metric) => sum + metricWeights[metric], 0);
  const weights = { failures: 0, holds: 0, lateness: 0, nodeErrors: 0 };
  for (const metric of judged) weights[metric] = metricWeights[metric] / whole;
  return { ...JUDGE_TERMS, metricWeights: weights };
}

/** A judgement in figures that JSON can carry. */
export function keptJudgement(
  { evidence, evidenceNeeded, metrics }: Judgement,
  expected: readonly ReleaseMetric[],
): KeptJudgement {
  return {
    evidence: bounded(evidence),
    evidenceNeeded,
    metrics: metrics.map((each) => ({
      metric: each.metric,
      isJudged: !expected.includes(each.metric),
      canaryOrders: each.canaryOrders,
      canaryCounted: each.canaryCounted,
      canaryExpected: each.canaryExpected,
      controlOrders: each.controlOrders,
      controlCounted: each.controlCounted,
      evidence: bounded(each.evidence),
    })),
  };
}

function bounded(evidence: number): number {
  return Math.min(evidence, EVIDENCE_MAX);
}

/** Reasons with figures that JSON can carry. */
export function boundedReasons<
  Reason extends { readonly code: string; readonly evidence?: number },
>(reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) =>
    reason.evidence === undefined ? reason : { ...reason, evidence: bounded(reason.evidence) },
  );
}
