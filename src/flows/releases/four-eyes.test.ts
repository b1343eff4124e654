import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLOW_RELEASE_STATES } from '../../../contracts/flows.ts';
import { refuseApproval, type Caller } from './four-eyes.ts';
import { RELEASE_MOVES } from './release-states.ts';

/** Nobody has anybody's login in hand. */
const ALONE = { influences: [], beganAt: 0, at: 0 };
const TIERS = ['everyone', 'approved', 'technical'] as const;

test('[FA2, FA3, FA5] of every caller and tier: a person with the right, who is no author', () => {
  const authors = ['person/ada', 'key/robot'];
  const answers: string[] = [];
  for (const tier of TIERS) {
    for (const actors of [['person/ada'], ['person/bob'], ['key/robot'], ['key/x', 'person/bob']]) {
      for (const [mayApprove, mayAdminister] of [
        [false, false],
        [true, false],
        [true, true],
      ] as const) {
        const caller: Caller = { actors, mayApprove, mayAdminister };
        const code = refuseApproval({ tier, authors }, caller, ALONE)?.code ?? 'yes';
        answers.push(`${tier} ${actors[0]} ${mayApprove} ${mayAdminister}: ${code}`);
      }
    }
  }
  const yes = answers.filter((answer) => answer.endsWith('yes'));
  assert.deepEqual(yes, [
    'everyone person/bob true false: yes',
    'everyone person/bob true true: yes',
    'approved person/bob true false: yes',
    'approved person/bob true true: yes',
    'technical person/bob true true: yes',
  ]);
  const own = answers.filter((answer) => answer.endsWith('second_person_needed'));
  assert.ok(own.every((answer) => answer.includes('person/ada true')));
  assert.equal(own.length, 5);
});

test('[FA4] every state can be reached, and none leads back to what was submitted', () => {
  const reached = new Set(Object.values(RELEASE_MOVES).flat());
  for (const state of FLOW_RELEASE_STATES) {
    const isBeginning = ['refused', 'waiting'].includes(state);
    assert.equal(reached.has(state), !isBeginning, state);
  }
});
