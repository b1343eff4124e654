import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionError } from '../../kernel/assert.ts';
import {
  JUDGE_TERMS,
  type NextStep,
  nextStep,
  NO_EVIDENCE,
  type Observation,
  observe,
  RELEASE_STEPS,
  type ReleasePlan,
  type ReleaseProgress,
  type ReleaseReason,
} from './index.ts';

const PLAN: ReleasePlan = { steps: RELEASE_STEPS, terms: JUDGE_TERMS, evidenceToWait: 20 };
const HOUR_MS = 3_600_000;
const BEGAN = Date.UTC(2026, 10, 23);

function decide(
  observations: readonly Observation[],
  hours: number,
  progress: Partial<ReleaseProgress> = {},
): NextStep {
  const evidence = observations.reduce(observe, NO_EVIDENCE);
  return nextStep(
    PLAN,
    { stepIndex: 0, stepSince: BEGAN, evidence, ...progress },
    BEGAN + hours * HOUR_MS,
  );
}

function orders(
  canary: number,
  canaryFailures: number,
  rest: number,
  restFailures: number,
  shareMillionths = 10_000,
): Observation[] {
  return [
    { shareMillionths, group: 'canary', orders: canary, counted: { failures: canaryFailures } },
    { shareMillionths, group: 'rest', orders: rest, counted: { failures: restFailures } },
  ];
}

const codes = ({ reasons }: { reasons: readonly ReleaseReason[] }) =>
  reasons.map(({ code }) => code);

test('[FR10] a canary that is worse is rolled back at once, and says why', () => {
  const next = decide(orders(12, 6, 1188, 6), 0.01);
  assert.equal(next.kind, 'rollBack');
  const [reason] = next.reasons;
  assert.ok(reason?.code === 'canary_worse');
  assert.equal(reason.metric, 'failures');
  assert.ok(reason.evidence >= reason.evidenceNeeded);
  assert.deepEqual([reason.canaryOrders, reason.canaryCounted], [12, 6]);
  assert.ok(Math.abs(reason.canaryExpected - 12 * (6 / 1188)) < 1e-9);
});

test('[FR10] what becomes known after the last step still rolls back', () => {
  const quiet = [
    ...orders(200, 1, 19_800, 99),
    ...orders(90_000, 450, 0, 0, 1_000_000).slice(0, 1),
  ];
  assert.equal(decide(quiet, 25, { stepIndex: 3 }).kind, 'done');
  const returned = [...quiet, { ...orders(0, 15, 0, 0)[0] } as Observation];
  assert.equal(decide(returned, 25, { stepIndex: 3 }).kind, 'rollBack');
});

test('[FR11] a step needs its orders and its time, and says all that is missing', () => {
  const early = decide(orders(199, 1, 19_701, 99), 0.5);
  assert.deepEqual(early, {
    kind: 'stay',
    reasons: [
      { code: 'orders_too_few', orders: 199, ordersMin: 200 },
      { code: 'time_too_short', timeMs: HOUR_MS / 2, timeMsMin: HOUR_MS },
    ],
  });
  assert.deepEqual(codes(decide(orders(200, 1, 19_800, 99), 0.5)), ['time_too_short']);
  assert.deepEqual(codes(decide(orders(199, 1, 19_701, 99), 1)), ['orders_too_few']);
  assert.deepEqual(codes(decide([], 1000)), ['orders_too_few']);
});

test('[FR11] it widens step by step, each with orders of its own, until it is done', () => {
  const first = orders(200, 1, 19_800, 99);
  assert.deepEqual(decide(first, 1), {
    kind: 'widen',
    stepIndex: 1,
    shareMillionths: 50_000,
    reasons: [{ code: 'step_passed', orders: 200, timeMs: HOUR_MS }],
  });
  // Orders of the first step are none of the second.
  assert.deepEqual(codes(decide(first, 4, { stepIndex: 1 })), ['orders_too_few']);
  const second = [...first, ...orders(500, 2, 9500, 48, 50_000)];
  const wider = decide(second, 4, { stepIndex: 1 });
  assert.ok(wider.kind === 'widen' && wider.shareMillionths === 250_000);
  const third = [...second, ...orders(1000, 5, 3000, 15, 250_000)];
  const whole = decide(third, 12, { stepIndex: 2 });
  assert.ok(whole.kind === 'widen' && whole.shareMillionths === 1_000_000);
  assert.deepEqual(codes(decide(third, 23, { stepIndex: 3 })), ['time_too_short']);
  assert.equal(decide(third, 24, { stepIndex: 3 }).kind, 'done');
});

test('[FR11] what is suspicious waits, though it is not rolled back', () => {
  const next = decide(orders(200, 8, 19_800, 99), 2);
  assert.equal(next.kind, 'stay');
  const [reason] = next.reasons;
  assert.ok(reason?.code === 'canary_suspicious');
  assert.ok(reason.evidence >= 20 && reason.evidence < reason.evidenceNeeded);
});

test('[FR11] a plan that does not grow to the whole is a bug', () => {
  const step = (shareMillionths: number) => ({ shareMillionths, ordersMin: 1, timeMsMin: 1 });
  const progress = { stepIndex: 0, stepSince: BEGAN, evidence: NO_EVIDENCE };
  for (const steps of [[], [step(10_000)], [step(50_000), step(10_000), step(1_000_000)]]) {
    assert.throws(() => nextStep({ ...PLAN, steps }, progress, BEGAN), AssertionError);
  }
  assert.throws(() => nextStep(PLAN, { ...progress, stepIndex: 4 }, BEGAN), AssertionError);
});
