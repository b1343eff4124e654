import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Random } from '../../kernel/random.ts';
import { JUDGE_TERMS } from './index.ts';
import { playRelease, quantile, type Rates } from './release.testing.ts';

/** 20,000 canary orders by the usual plan. */
const STRETCHES = [
  { shareMillionths: 10_000, canaryOrders: 3000 },
  { shareMillionths: 50_000, canaryOrders: 5000 },
  { shareMillionths: 250_000, canaryOrders: 12_000 },
];

function countRolledBack(seed: number, rates: readonly Rates[]): number {
  const random = new Random(seed);
  const stretches = STRETCHES.map((stretch) => ({ ...stretch, rates }));
  let rolledBack = 0;
  for (let release = 0; release < 1000; release += 1) {
    if (playRelease(random.fork(), stretches, JUDGE_TERMS).isRolledBack) rolledBack += 1;
  }
  return rolledBack;
}

test('[FR12] 1,000 releases that are no worse: at most 1 is rolled back', (context) => {
  const rates: Rates[] = [
    { metric: 'failures', live: 0.005, canary: 0.005 },
    { metric: 'holds', live: 0.01, canary: 0.01 },
    { metric: 'lateness', live: 0.004, canary: 0.004 },
    { metric: 'nodeErrors', live: 0.001, canary: 0.001 },
  ];
  const rolledBack = countRolledBack(1, rates);
  context.diagnostic(`no worse: ${rolledBack} of 1,000 rolled back`);
  assert.ok(rolledBack <= 1, `${rolledBack} of 1,000 rolled back`);
});

test('[FR12] nor as bad as is tolerated', (context) => {
  const rolledBack = countRolledBack(2, [
    { metric: 'failures', live: 0.005, canary: 0.005 * JUDGE_TERMS.ratioTolerated },
  ]);
  context.diagnostic(`as bad as is tolerated: ${rolledBack} of 1,000 rolled back`);
  assert.ok(rolledBack <= 1, `${rolledBack} of 1,000 rolled back`);
});

/** Canary orders that it took to stop each of many releases that fail so often. */
function ordersToStop(
  context: TestContext,
  canary: number,
  releases: number,
  shareMillionths = 10_000,
): number[] {
  const random = new Random(Math.round(canary * 1000));
  const orders: number[] = [];
  for (let release = 0; release < releases; release += 1) {
    const rates: Rates[] = [{ metric: 'failures', live: 0.005, canary }];
    const stretches = [{ shareMillionths, canaryOrders: 100_000, rates }];
    const outcome = playRelease(random.fork(), stretches, JUDGE_TERMS);
    assert.ok(outcome.isRolledBack);
    orders.push(outcome.canaryOrders);
  }
  const [median, high] = [quantile(orders, 0.5), quantile(orders, 0.95)];
  context.diagnostic(
    `failing ${canary * 100} % at a share of ${shareMillionths / 10_000} %: stopped after ${median} canary orders in the median, ${high} at the 95th percentile`,
  );
  return orders;
}

test('[FR13] a version that fails half of its orders is stopped within 15', (context) => {
  assert.ok(quantile(ordersToStop(context, 0.5, 4000), 0.95) <= 15);
});

test('[FR13] a version that fails 5 % of its orders is stopped within 350', (context) => {
  assert.ok(quantile(ordersToStop(context, 0.05, 2000), 0.95) <= 350);
});

test('[FR13] others are measured, for the record', (context) => {
  assert.ok(quantile(ordersToStop(context, 0.2, 1000), 0.95) < 100);
  assert.ok(quantile(ordersToStop(context, 0.02, 300), 0.95) < 5000);
  assert.ok(quantile(ordersToStop(context, 0.01, 100), 0.95) < 50_000);
  assert.ok(quantile(ordersToStop(context, 0.5, 1000, 250_000), 0.95) < 100);
});

test('[FR13] against a control of the same size alone it could not be: measured too', (context) => {
  // A share of one half is the canary beside a control as large as itself and nobody else.
  const orders = ordersToStop(context, 0.5, 1000, 500_000);
  assert.ok(
    quantile(orders, 0.05) > 15,
    'no test of two equal groups knows that much by 15 orders',
  );
});

test('[FR7, FR8] a courier that is away for all rolls back one in 1,000 at most', (context) => {
  const random = new Random(3);
  let rolledBack = 0;
  for (let release = 0; release < 1000; release += 1) {
    const hours = Array.from({ length: 24 }, (_, hour) => {
      const rate = random.chance(0.2) ? 0.4 : 0.005;
      return {
        shareMillionths: hour < 12 ? 10_000 : 50_000,
        canaryOrders: 40,
        rates: [{ metric: 'failures', live: rate, canary: rate }] as const,
      };
    });
    if (playRelease(random.fork(), hours, JUDGE_TERMS).isRolledBack) rolledBack += 1;
  }
  context.diagnostic(`rates that change by the hour: ${rolledBack} of 1,000 rolled back`);
  assert.ok(rolledBack <= 1, `${rolledBack} of 1,000 rolled back`);
});
