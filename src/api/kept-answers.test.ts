import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptAnswers } from './kept-answers.ts';

function setUp(keysMax = 2) {
  let now = 0;
  let worked = 0;
  const kept = new KeptAnswers<number>({ clock: { now: () => now }, keptMs: 1_000, keysMax });
  const ask = (key: string) => kept.of(key, async () => ++worked);
  return { kept, ask, pass: (ms: number) => (now += ms) };
}

test('[A90] an answer is worked out once for all who ask within its time', async () => {
  const { ask, pass } = setUp();
  assert.deepEqual(await Promise.all([ask('a'), ask('a'), ask('b')]), [1, 1, 2]);
  pass(999);
  assert.equal(await ask('a'), 1);
  pass(1);
  assert.equal(await ask('a'), 3);
});

test('[A90] no more keys are kept than said, and what failed is not kept', async () => {
  const { kept, ask } = setUp();
  await ask('a');
  await ask('b');
  await ask('c');
  assert.equal(await ask('b'), 2);
  assert.equal(await ask('a'), 4);
  await assert.rejects(
    kept.of('d', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await ask('d'), 5);
});
