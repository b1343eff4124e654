import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftDecision } from './decide-drift.ts';
import { FAULTS, injectFault, injectTwoFaults } from './drift-faults.testing.ts';

const SEEDS = 200;

for (const fault of FAULTS) {
  test(`[I34] ${fault} is the first cause that is named, over ${SEEDS} made-up ledgers`, () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { input } = injectFault(fault, seed);
      const { drift, explanations } = driftDecision.decide(input);
      assert.equal(drift, input.theirs - input.ours);
      assert.equal(
        explanations[0]?.cause,
        fault,
        `seed ${seed}, drift ${drift}: ${JSON.stringify(explanations)}`,
      );
    }
  });
}

test('[I34] two faults at once are among the explanations, and each explanation adds up', () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { input } = injectTwoFaults('late_receipt', 'receipt_not_posted_there', seed);
    const { drift, explanations } = driftDecision.decide(input);
    for (const { parts } of explanations) {
      assert.equal(
        parts.reduce((sum, { quantity }) => sum + quantity, 0),
        drift,
      );
    }
    const causes = explanations.map(({ parts }) =>
      parts
        .map(({ cause }) => cause)
        .toSorted()
        .join(),
    );
    assert.ok(
      causes.includes('late_receipt,receipt_not_posted_there'),
      `seed ${seed}: ${JSON.stringify(explanations)}`,
    );
  }
});
