import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countPlanDecision, type CountCandidate } from './decide-count-plan.ts';

const DAY_MS = 86_400_000;
const AT = Date.UTC(2026, 10, 22);
const RULE = {
  everyDays: 1,
  tasksMax: 3,
  countEveryDays: { A: 30, B: 90, C: 365 },
  isAfterShortPicks: true,
  isBlind: true,
  tolerance: { units: 0, permille: 0 },
};

function candidate(skuId: number, over: Partial<CountCandidate> = {}): CountCandidate {
  return {
    skuId,
    sku: `S${skuId}`,
    onHand: 10,
    valueMinor: 100,
    moved: 1,
    shortPicks: 0,
    countedAt: AT - 40 * DAY_MS,
    isOpen: false,
    ...over,
  };
}

test('[I31] classes follow the value that moved, and each has its own interval', () => {
  const candidates = [
    candidate(1, { moved: 80 }),
    candidate(2, { moved: 15 }),
    candidate(3, { moved: 5 }),
  ];
  const { chosen, leftOut } = countPlanDecision.decide({ at: AT, rule: RULE, candidates });
  // All were counted 40 days ago: only what is counted every 30 days is due.
  assert.deepEqual(
    chosen.map(({ skuId, class: abcClass, why }) => [skuId, abcClass, why]),
    [[1, 'A', 'overdue']],
  );
  assert.equal(leftOut.notDue, 2);
});

test('[I31] what pickers did not find comes first, then what was never counted, then what is most overdue', () => {
  const candidates = [
    candidate(1, { moved: 80 }),
    candidate(2, { countedAt: AT - DAY_MS, shortPicks: 2 }),
    candidate(3, { countedAt: null }),
    candidate(4, { countedAt: AT - 900 * DAY_MS }),
    candidate(5, { countedAt: null, isOpen: true }),
  ];
  const { chosen, leftOut } = countPlanDecision.decide({ at: AT, rule: RULE, candidates });
  assert.deepEqual(
    chosen.map(({ skuId, why }) => [skuId, why]),
    [
      [2, 'short_pick'],
      [3, 'never_counted'],
      [4, 'overdue'],
    ],
  );
  assert.deepEqual(leftOut, { isBeingCounted: 1, notDue: 0, beyondTasksMax: 1 });
});
