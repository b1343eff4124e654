import assert from 'node:assert/strict';
import { test } from 'node:test';
import { milestoneSteps } from './milestone-steps.ts';

const reached = (milestone: string, at: string, source = 'key/shop') => ({
  milestone,
  at,
  source,
  event: `${milestone}-${at}`,
});

test('what was reached at one moment is one step, the next says how long it took', () => {
  const steps = milestoneSteps(
    {
      milestones: [
        reached('placed', '2026-11-22T10:00:00Z'),
        reached('sourced', '2026-11-22T10:00:00Z'),
        reached('released', '2026-11-22T12:30:00Z', 'system/clock'),
      ],
    },
    'released',
  );
  assert.deepEqual(
    steps.map(({ milestones, delayMs }) => [milestones.join('+'), delayMs]),
    [
      ['placed+sourced', null],
      ['released', 9_000_000],
      ['paid', null],
      ['packed', null],
      ['shipped', null],
      ['delivered', null],
    ],
  );
});

test('nothing is ahead of an order that is over, and a hold is trouble', () => {
  const steps = milestoneSteps(
    {
      milestones: [
        reached('placed', '2026-11-22T10:00:00Z'),
        reached('held', '2026-11-22T10:05:00Z', 'person/ada'),
        reached('cancelled', '2026-11-22T10:06:00Z', 'person/ada'),
      ],
    },
    'cancelled',
  );
  assert.deepEqual(
    steps.map(({ isTrouble }) => isTrouble),
    [false, true, true],
  );
});
