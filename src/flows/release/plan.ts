import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { EvidenceState, ReleaseMetric } from './evidence.ts';
import { judge, type JudgeTerms } from './judge.ts';
import { assertShare, WHOLE_MILLIONTHS } from './share.ts';

/** One step of widening: what share it has, and what must have been seen before the next. */
export interface ReleaseStep {
  readonly shareMillionths: number;
  /** Canary orders that entered at this share, at least. */
  readonly ordersMin: number;
  /** Time at this share, at least: long enough for what shows late. */
  readonly timeMsMin: number;
}

/** How a release widens, and by what it is judged. */
export interface ReleasePlan {
  readonly steps: readonly ReleaseStep[];
  readonly terms: JudgeTerms;
  /** From this evidence on a release waits instead of widening, though it is not yet rolled back. */
  readonly evidenceToWait: number;
}

const HOUR_MS = 3_600_000;

/** 1 %, 5 %, 25 %, all: for flows that say nothing else. */
export const RELEASE_STEPS: readonly ReleaseStep[] = [
  { shareMillionths: 10_000, ordersMin: 200, timeMsMin: HOUR_MS },
  { shareMillionths: 50_000, ordersMin: 500, timeMsMin: 4 * HOUR_MS },
  { shareMillionths: 250_000, ordersMin: 1000, timeMsMin: 12 * HOUR_MS },
  { shareMillionths: WHOLE_MILLIONTHS, ordersMin: 0, timeMsMin: 24 * HOUR_MS },
];

/** Where a release stands. */
export interface ReleaseProgress {
  readonly stepIndex: number;
  readonly stepSince: Instant;
  readonly evidence: EvidenceState;
}

/** Why a release is treated as it is: a code for a text, and the figures in it. */
export type ReleaseReason =
  | {
      readonly code: 'canary_worse' | 'canary_suspicious';
      readonly metric: ReleaseMetric;
      readonly evidence: number;
      readonly evidenceNeeded: number;
      readonly canaryOrders: number;
      readonly canaryCounted: number;
      readonly canaryExpected: number;
    }
  | { readonly code: 'orders_too_few'; readonly orders: number; readonly ordersMin: number }
  | { readonly code: 'time_too_short'; readonly timeMs: number; readonly timeMsMin: number }
  | { readonly code: 'step_passed'; readonly orders: number; readonly timeMs: number };

/** What to do with a release now. */
export type NextStep =
  | { readonly kind: 'stay' | 'rollBack' | 'done'; readonly reasons: readonly ReleaseReason[] }
  | {
      readonly kind: 'widen';
      readonly stepIndex: number;
      readonly shareMillionths: number;
      readonly reasons: readonly ReleaseReason[];
    };

/**
 * Decides what to do with a release: roll back as soon as the canary is worse, at whatever step and
 * also after the last; widen once the step has seen its orders and its time, and nothing is
 * suspicious; otherwise stay, and say all that is missing. Done is what has passed the last step.
 */
export function nextStep(plan: ReleasePlan, progress: ReleaseProgress, now: Instant): NextStep {
  assertPlan(plan);
  const step = plan.steps[progress.stepIndex];
  assert(step !== undefined, `the plan has no step ${progress.stepIndex}`);
  const { isWorse, evidence, evidenceNeeded, metrics } = judge(progress.evidence, plan.terms);
  const [first] = metrics;
  assert(first !== undefined, 'a release has metrics');
  const { metric, canaryOrders, canaryCounted, canaryExpected } = first;
  const counts = { metric, evidence, evidenceNeeded, canaryOrders, canaryCounted, canaryExpected };
  if (isWorse) return { kind: 'rollBack', reasons: [{ code: 'canary_worse', ...counts }] };

  const orders =
    progress.evidence.shares.find((share) => share.shareMillionths === step.shareMillionths)?.orders
      .canary ?? 0;
  const timeMs = now - progress.stepSince;
  const missing: ReleaseReason[] = [];
  if (evidence >= plan.evidenceToWait) missing.push({ code: 'canary_suspicious', ...counts });
  if (orders < step.ordersMin) {
    missing.push({ code: 'orders_too_few', orders, ordersMin: step.ordersMin });
  }
  if (timeMs < step.timeMsMin) {
    missing.push({ code: 'time_too_short', timeMs, timeMsMin: step.timeMsMin });
  }
  if (missing.length > 0) return { kind: 'stay', reasons: missing };

  const reasons = [{ code: 'step_passed', orders, timeMs }] as const;
  const stepIndex = progress.stepIndex + 1;
  const next = plan.steps[stepIndex];
  if (next === undefined) return { kind: 'done', reasons };
  return { kind: 'widen', stepIndex, shareMillionths: next.shareMillionths, reasons };
}

function assertPlan({ steps }: ReleasePlan): void {
  let shareBefore = 0;
  for (const { shareMillionths } of steps) {
    assertShare(shareMillionths);
    assert(shareMillionths > shareBefore, 'every step of a plan is wider than the one before it');
    shareBefore = shareMillionths;
  }
  assert(shareBefore === WHOLE_MILLIONTHS, 'the last step of a plan is the whole');
}
